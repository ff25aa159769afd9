"""The schedule: what falls due when, a timeline's rows and lanes, and what follows what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import DOWNWARD, LAST_YEAR, NATION, UPWARD, Theme
from commitments.queries import query

FIRST_YEAR: Final = 2024  # the first stage of the plans opens here
OFF: Final = "off"
ON: Final = "on"
THEMES: Final = tuple(str(theme) for theme in Theme)
ONE_THING: Final = ["province", "place", "theme", "indicator", "scope", "base_year"]


class Grouping(StrEnum):
    """What a lane of the timeline holds."""

    PROVINCE = "province"
    THEME = "theme"


class Density(StrEnum):
    """Whether the marks stand alone, or each with its words."""

    COMPACT = "compact"
    OPEN = "open"


class Period(StrEnum):
    """The years in view; what has no date is in view in each."""

    ALL = "all"
    TO_2030 = "2030"
    TO_2035 = "2035"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class View:
    """What a reader has chosen of the timeline."""

    theme: Theme | None = None
    provinces: tuple[str, ...] = ()
    national: bool = True
    group: Grouping = Grouping.PROVINCE
    density: Density = Density.COMPACT
    period: Period = Period.ALL
    every: bool = False  # all provinces, whichever are chosen

    def choices(self) -> dict[str, str]:
        """Return the choices that differ from a fresh page, as they stand in a link."""
        given = {
            "theme": str(self.theme or ""),
            "every": ON if self.every else "",
            "province": "" if self.every else ",".join(self.provinces),
            "group": "" if self.group == Grouping.PROVINCE else str(self.group),
            "density": "" if self.density == Density.COMPACT else str(self.density),
            "years": "" if self.period == Period.ALL else str(self.period),
            "national": "" if self.national else OFF,
        }
        return {name: value for name, value in given.items() if value}


def moment(when: datetime) -> float:
    """Return a moment as a year with its fraction, to the day."""
    return when.year + (when.timetuple().tm_yday - 1) / 366


def span(period: Period, today: int) -> tuple[int, int | None]:
    """Return the first and the last year in view; None is no end."""
    if period == Period.AHEAD:
        return today, None
    return FIRST_YEAR, None if period == Period.ALL else int(period)


def places(view: View) -> tuple[str, ...]:
    """Return the provinces in view, the nation first where it is shown."""
    chosen = tuple(name for name in view.provinces if name != NATION)
    shown = view.national or NATION in view.provinces
    return (NATION, *chosen) if shown else chosen


def chosen(atlas: Atlas, view: View) -> pd.DataFrame:
    """Return the commitments of a view over all years, in the order of its provinces."""
    rows = query.themed(atlas.targets, view.theme)
    names = places(view)
    found = rows[rows["province"].isin(names)]
    rank = {name: at for at, name in enumerate(names)}
    order = found.assign(rank=found["province"].map(rank)).sort_values(
        ["rank", "year", "theme"], kind="stable"
    )
    return order.drop(columns="rank")


def in_order(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Sort commitments by lane, then by year, what has no date last."""
    rank = {name: at for at, name in enumerate(lanes(view))}
    ranked = rows.assign(rank=rows["lane"].map(rank))
    return ranked.sort_values(["rank", "year", "theme"], kind="stable").drop(columns="rank")


def in_span(rows: pd.DataFrame, first: int, last: int | None) -> pd.DataFrame:
    """Keep what falls due in some years, and what has no date; years before 2024 stay with it."""
    year = rows["year"]
    since = year.isna() | (year >= (first if first > FIRST_YEAR else 0))
    return rows[since & (year.isna() | (year <= (last or LAST_YEAR)))]


def lanes(view: View) -> tuple[str, ...]:
    """Name the lanes: the nation, then the provinces or the themes."""
    if view.group == Grouping.PROVINCE:
        return places(view)
    themes = (str(view.theme),) if view.theme else THEMES
    return (NATION, *themes) if NATION in places(view) else themes


def in_lanes(rows: pd.DataFrame, group: Grouping) -> pd.DataFrame:
    """Add the lane that each commitment stands in; the nation's have their own."""
    lane = rows["province"]
    if group == Grouping.THEME:
        lane = lane.where(lane == NATION, rows["theme"].astype("str"))
    return rows.assign(lane=lane)


def successive(rows: pd.DataFrame) -> list[list[str]]:
    """List the figures that follow one another: ids of one indicator, earliest first.

    One place, one scope, one base year; of several figures for one year the best known stands for
    it. A floor and a ceiling do not follow one another, and what has no date follows nothing.
    """
    dated = query.figures(rows[rows["year"].notna()])
    best = query.best_first(dated).drop_duplicates([*ONE_THING, "year"])
    ordered = best.sort_values("year", kind="stable")
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    things = zip(*(ordered[name] for name in ONE_THING), strict=True)
    for thing, pair in zip(
        things, zip(ordered["id"], ordered["comparator"], strict=True), strict=True
    ):
        groups[thing].append(pair)
    return [chain for group in groups.values() for chain in _chains(group)]


def _chains(figures: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Cut a run of figures (id, comparator) where a floor meets a ceiling; one is no chain."""
    chains = [[figures[0][0]]]
    for (_, before), (name, after) in pairwise(figures):
        if {before, after} & {*UPWARD} and {before, after} & {*DOWNWARD}:
            chains.append([])
        chains[-1].append(name)
    return [chain for chain in chains if len(chain) > 1]


def due_next(
    atlas: Atlas, province: str, today: int, *, most: int = 5, theme: Theme | None = None
) -> pd.DataFrame:
    """Return a province's next commitments from the year `today` on, soonest first."""
    rows = query.themed(atlas.targets[atlas.targets["province"] == province], theme)
    ahead = rows[rows["year"] >= today].sort_values(["year", "theme"], kind="stable")
    return ahead.head(most)


def timeline(atlas: Atlas, theme: Theme | None, provinces: tuple[str, ...]) -> pd.DataFrame:
    """Return the commitments of a theme and some provinces, dated or not."""
    rows = query.themed(atlas.targets, theme)
    return rows[rows["province"].isin(provinces)].sort_values(
        ["province", "year", "theme"], kind="stable"
    )
