"""Headline facts of some provinces: a count, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import Selection
from commitments.language import count, has, named, say
from commitments.queries import query, schedule

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
    documents = count("count.document", rows["source"].nunique())
    if asked.theme:
        theme = named("theme", asked.theme)
        told = count("fact.found-of-theme", len(rows), theme=theme, documents=documents)
    else:
        told = count("fact.found", len(rows), documents=documents)
    return Fact(str(len(rows)), _by_province(told, rows, asked.provinces))


def _stated(rows: pd.DataFrame) -> Fact:
    figures = int(rows["value"].notna().sum())
    return Fact(str(figures), say("fact.stated", words=len(rows) - figures))


def _next_due(rows: pd.DataFrame, provinces: Sequence[str], today: int) -> Fact | None:
    ahead = rows.loc[rows["year"] >= today, "year"]
    if ahead.empty:
        return None
    year = int(ahead.min())
    due = rows[rows["year"] == year]
    told = count("fact.next-due", len(due), year=year)
    return Fact(str(len(due)), _by_province(told, due, provinces))


def _fullest(rows: pd.DataFrame, today: int) -> Fact | None:
    """Count what falls due in the fullest year ahead, where that is not the next one."""
    ahead = rows.loc[rows["year"] >= today, "year"]
    if ahead.nunique() < 2:
        return None
    year = int(ahead.value_counts().sort_index().idxmax())
    if year == ahead.min():
        return None
    return Fact(str(int((ahead == year).sum())), say("fact.fullest", year=year))


def _shared(atlas: Atlas, rows: pd.DataFrame, provinces: Sequence[str]) -> Fact | None:
    """Count the indicators for which every one of several provinces states a figure."""
    if len(provinces) == 1:
        return None
    wide = query.figures(rows[rows["place"] == ""])
    counts = wide.groupby("indicator")["province"].nunique()
    ids = counts.index[counts == len(provinces)]
    names = [str(name) for name in atlas.indicators["name"][atlas.indicators.index.isin(ids)]]
    key = f"fact.everyone-{len(provinces)}"
    who = say(key) if has(key) else say("fact.everyone", number=len(provinces))
    if not names:
        return Fact("0", say("fact.shared-none", who=who))
    told = say("sources.between").join(names[:NAMED])
    if len(names) > NAMED:
        told = say("fact.and-more", names=told, number=len(names) - NAMED)
    return Fact(str(len(names)), count("fact.shared", len(names), who=who, names=told))


def _by_province(fact: str, rows: pd.DataFrame, provinces: Sequence[str]) -> str:
    """Add how many rows each of several provinces has: `: Hebei 35, Jilin 20`."""
    if len(provinces) == 1:
        return fact
    counts = rows["province"].value_counts()
    told = [
        say("fact.of-province", province=named("province", name), number=counts.get(name, 0))
        for name in provinces
    ]
    return say("fact.by-province", fact=fact, counts=say("list.between").join(told))
