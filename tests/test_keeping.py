"""This module tests how many files that are made on a click are kept, and which go first."""

import pytest

from commitments.ui import keeping


def test_the_oldest_goes_first(monkeypatch):
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    kept = keeping.Kept()
    assert [kept.add(1) for _ in range(3)] == [(1, []), (2, []), (3, [1])]


@pytest.mark.parametrize(("sizes", "gone"), [([6, 6], [1]), ([3, 3, 6], [1]), ([9, 99], [1])])
def test_together_they_stay_small_and_the_newest_stays(monkeypatch, sizes, gone):
    monkeypatch.setattr(keeping, "MOST_BYTES", 10)
    kept = keeping.Kept()
    assert [kept.add(size) for size in sizes][-1] == (len(sizes), gone)
