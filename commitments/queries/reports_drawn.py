"""Reported values that a figure draws or tells: their documents stand beside the commitments'."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import Basis, State
from commitments.domain.results import AnswerKind
from commitments.queries import answers, outcomes
from commitments.words import answers as answer_words
from commitments.words import wording

EVERY: Final = tuple(AnswerKind)


def told_of(
    atlas: Atlas, commitments: Iterable[str], kinds: Collection[AnswerKind] = EVERY
) -> pd.DataFrame:
    """Return the reported values that the answers about some commitments, by their ids, tell."""
    found = answers.answers(atlas)
    there = atlas.targets["id"].isin(set(commitments)) & found["answer"].isin(kinds)
    told = dict.fromkeys(one for ids in found.loc[there, "results"] for one in ids)
    return in_order(atlas.results, list(told))


def on_map(atlas: Atlas, areas: pd.DataFrame, points: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """Return the reported values that a map and its dot plot draw, as it is read.

    `areas` as map_readings.read returns them, `points` as query.points.
    """
    drawn = areas.loc[areas["state"] == State.FIGURE, "id"]
    if basis == Basis.REPORTED:
        return in_order(atlas.results, [*drawn, *points["id"]])
    if basis in (Basis.SHARE, Basis.OF_YEAR):  # the latter draws rows that stand in the table
        return atlas.results.head(0)
    return told_of(atlas, drawn, EVERY if basis == Basis.ANSWERS else outcomes.SETTLED)


def in_order(table: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows of some ids in their order."""
    places = {one: at for at, one in enumerate(ids)}
    found = table[table["id"].isin(places)]
    return found.sort_values("id", key=lambda named: named.map(places), kind="stable")


def described(results: pd.DataFrame) -> pd.DataFrame:
    """Add to reported values what a reader reads: full_label, due, where, grade."""
    rows = records(results)
    return results.assign(
        full_label=[answer_words.value(row) for row in rows],
        due=[answer_words.year(row) for row in rows],
        where=[wording.where(row) for row in rows],
        grade=[wording.grade(row["evidence"]) for row in rows],
    )
