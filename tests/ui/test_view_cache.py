"""Tests what is kept of views, and for how long."""

import pandas as pd

from commitments.ui.view_cache import OfFrames


def test_what_is_made_of_a_frame_goes_with_it():
    of_frames, made = OfFrames(2), []
    rows, others = pd.DataFrame({"id": ["a"]}), pd.DataFrame({"id": ["a"]})

    def drawn(frame: pd.DataFrame, key: str) -> str:
        return of_frames(frame, key, lambda: made.append(key) or key)

    assert [drawn(rows, "one"), drawn(rows, "one"), drawn(others, "one")] == ["one"] * 3
    assert made == ["one", "one"], "once for each frame, however equal they are"
    drawn(rows, "two")
    drawn(rows, "three")  # leaves no room for the first
    drawn(rows, "one")
    assert made == ["one", "one", "two", "three", "one"]
    del rows
    assert len(of_frames) == 1
