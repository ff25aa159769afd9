"""This module states the headline facts of some provinces: a count, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from commitments import query, schedule
from commitments.load import Atlas
from commitments.model import Selection

EVERYONE: Final = {2: "both", 3: "all three", 4: "all four"}
NAMED: Final = 3  # indicators that a fact names; the others are counted


@dataclass(frozen=True, slots=True)
class Fact:
    """One headline: a number and the words that say what it counts."""

    number: str
    words: str


def headline(atlas: Atlas, asked: Selection, today: int) -> list[Fact]:
    """Return the facts about a selection's provinces and theme; none where nothing was found."""
    rows = rows_of(atlas, asked)
    if rows.empty:
        return []
    shared = _shared(atlas, rows, asked.provinces)
    told = [
        _found(rows, asked),
        _stated(rows),
        _next_due(rows, asked.provinces, today),
        _fullest(rows, today),
    ]
    alone = len(asked.provinces) == 1
    return [fact for fact in (*(told if alone else told[:-1]), shared) if fact]


def rows_of(atlas: Atlas, asked: Selection) -> pd.DataFrame:
    """Return the commitments of a selection's provinces and theme, dated or not."""
    return schedule.timeline(atlas, asked.theme, asked.provinces)


def _found(rows: pd.DataFrame, asked: Selection) -> Fact:
    theme = f"{asked.theme} " if asked.theme else ""
    documents = rows["source"].nunique()
    read = f"{documents} document{'' if documents == 1 else 's'}"
    what = f"{theme}commitment{'' if len(rows) == 1 else 's'} found in {read}"
    return Fact(str(len(rows)), what + _counts(rows, asked.provinces))


def _stated(rows: pd.DataFrame) -> Fact:
    figures = int(rows["value"].notna().sum())
    return Fact(str(figures), f"state a figure; {len(rows) - figures} are in words only")


def _next_due(rows: pd.DataFrame, provinces: Sequence[str], today: int) -> Fact | None:
    ahead = rows.loc[rows["year"] >= today, "year"]
    if ahead.empty:
        return None
    year = int(ahead.min())
    due = rows[rows["year"] == year]
    verb = "falls" if len(due) == 1 else "fall"
    return Fact(str(len(due)), f"{verb} due in {year}, the next due year{_counts(due, provinces)}")


def _fullest(rows: pd.DataFrame, today: int) -> Fact | None:
    """Count what falls due in the fullest year ahead, where that is not the next one."""
    ahead = rows.loc[rows["year"] >= today, "year"]
    if ahead.nunique() < 2:
        return None
    year = int(ahead.value_counts().sort_index().idxmax())
    if year == ahead.min():
        return None
    return Fact(str(int((ahead == year).sum())), f"fall due in {year}, the year with most")


def _shared(atlas: Atlas, rows: pd.DataFrame, provinces: Sequence[str]) -> Fact | None:
    """Count the indicators for which every one of several provinces states a figure."""
    if len(provinces) == 1:
        return None
    wide = query.figures(rows[rows["place"] == ""])
    counts = wide.groupby("indicator")["province"].nunique()
    ids = counts.index[counts == len(provinces)]
    names = [str(name) for name in atlas.indicators["name"][atlas.indicators.index.isin(ids)]]
    who = EVERYONE.get(len(provinces), f"all {len(provinces)}")
    if not names:
        return Fact("0", f"indicators carry a figure for {who}")
    left = len(names) - NAMED
    listed = "; ".join(names[:NAMED]) + (f"; and {left} more" if left > 0 else "")
    carry = "indicator carries" if len(names) == 1 else "indicators carry"
    return Fact(str(len(names)), f"{carry} a figure for {who}: {listed}")


def _counts(rows: pd.DataFrame, provinces: Sequence[str]) -> str:
    """Say how many rows each of several provinces has: `: Hebei 35, Jilin 20`."""
    if len(provinces) == 1:
        return ""
    counts = rows["province"].value_counts()
    return ": " + ", ".join(f"{name}\u00a0{counts.get(name, 0)}" for name in provinces)
