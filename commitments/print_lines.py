"""This module asks for what a printed comparison shows: an indicator a line, a province a cell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitments import query
from commitments.load import Atlas
from commitments.model import NATION, Selection, State, Theme


@dataclass(frozen=True, slots=True)
class Cell:
    """What one province says on one indicator; no row where it says nothing."""

    state: State
    row: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator across the provinces, on one scale from 0 to `end`."""

    indicator: str
    name: str
    theme: Theme
    cells: tuple[Cell, ...]
    nation: Mapping[str, Any] | None
    end: float

    @property
    def found(self) -> tuple[int, int]:
        """Return how many provinces have something, and how many a figure."""
        states = [cell.state for cell in self.cells]
        figures = states.count(State.FIGURE)
        return figures + states.count(State.WORDS), figures


def lines(atlas: Atlas, asked: Selection, provinces: Sequence[str]) -> list[Line]:
    """Return the indicators that at least one of the provinces has, theme by theme."""
    rows = query.themed(atlas.targets, asked.theme)
    rows = rows[(rows["place"] == "") & rows["province"].isin([*provinces, NATION])]
    if asked.indicator:
        rows = rows[rows["indicator"] == asked.indicator]
    rows = query.described(query.best_first(rows))
    read = query.with_documents(atlas) | {NATION}
    made = [
        _line(atlas, str(indicator), found, provinces, read)
        for indicator, found in rows.groupby("indicator", sort=False)
        if found["province"].isin(provinces).any()
    ]
    themes = list(Theme)
    return sorted(made, key=lambda line: (themes.index(line.theme), -line.found[0], -line.found[1]))


def _line(
    atlas: Atlas,
    indicator: str,
    found: pd.DataFrame,
    provinces: Sequence[str],
    read: frozenset[str],
) -> Line:
    """Draw of each province the figure of the year that most share, else its own best."""
    stated = query.figures(found[found["province"].isin(provinces)])
    shared = stated.groupby("year")["province"].nunique()
    year = int(shared.idxmax()) if len(shared) else None
    nearest = found.assign(
        off=(found["year"] != year).fillna(True), wordy=found["value"].isna()
    ).sort_values(["wordy", "off"], kind="stable")
    best = nearest.drop_duplicates("province").set_index("province", drop=False)
    cells = tuple(_cell(best, name, read) for name in provinces)
    nation = nearest[(nearest["province"] == NATION) & ~nearest["off"] & ~nearest["wordy"]]
    end = max([0.0, *stated["drawn"], *stated["drawn_high"].dropna(), *nation["drawn"]])
    return Line(
        indicator,
        str(atlas.indicators.at[indicator, "name"]),
        Theme(atlas.indicators.at[indicator, "theme"]),
        cells,
        nation.iloc[0].to_dict() if len(nation) and NATION not in provinces else None,
        end or 1.0,
    )


def _cell(best: pd.DataFrame, province: str, read: frozenset[str]) -> Cell:
    if province not in best.index:
        return Cell(State.NOTHING if province in read else State.NO_DOCUMENT)
    row = best.loc[province].to_dict()
    return Cell(State.WORDS if math.isnan(row["value"]) else State.FIGURE, row)
