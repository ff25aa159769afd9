"""The state of an area or a cell: a figure, words, or why there is neither."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import OUTSIDE_THE_PLANS, State


def with_documents(atlas: Atlas) -> frozenset[str]:
    """Return the provinces of which at least one document was read."""
    speaks_of = {*atlas.sources["place"], *atlas.targets["province"], *atlas.results["province"]}
    return frozenset(speaks_of & set(atlas.provinces.index))


def blank(province: str, read: Collection[str]) -> State:
    """Say why a province has neither figure nor words; `read` are those with a document."""
    if province in OUTSIDE_THE_PLANS:
        return State.OUTSIDE
    return State.NOTHING if province in read else State.NO_DOCUMENT


def of_cell(found: int, figures: int, empty: State) -> State:
    """Say what a place with so many commitments and figures means; where none is, it is `empty`."""
    if figures:
        return State.FIGURE
    return State.WORDS if found else empty


def with_states(atlas: Atlas, counts: pd.DataFrame) -> pd.DataFrame:
    """Add iso and state to the 34 areas (by name, with the counts figures and words).

    Without a document of a province nothing else is said of it. Outside the plans only a reader's
    own table can have anything, and that is told like any other.
    """
    read = with_documents(atlas)
    states = []
    for name, stated, wordy in zip(counts.index, counts["figures"], counts["words"], strict=True):
        empty = blank(str(name), read)
        silent = empty == State.NO_DOCUMENT or (empty == State.OUTSIDE and atlas.own is None)
        states.append(empty if silent else of_cell(stated + wordy, stated, empty))
    return counts.assign(iso=atlas.provinces["iso"], state=states)
