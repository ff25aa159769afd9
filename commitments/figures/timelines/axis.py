"""The axis of a timeline: years as columns, in pixels from the left edge.

The years to 2035 stand evenly; later ones and what has no date stand apart, each beyond a gap.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from commitments.queries.schedule import Density

PLOT_WIDTH: Final = 1050  # pixels: with the lanes' names this fills the frame on a laptop
LAST_EVEN_YEAR: Final = 2035  # later years stand beyond a break
STAGES: Final = ((2024, 2027), (2028, 2030), (2031, 2035))
PITCH: Final = 14  # from mark to mark
PAD: Final = 5  # from a column's edge to its first mark
NARROWEST: Final = 42  # a year: its name, and marks two by two
BREAK: Final = 22  # the gap with the sign of a break
NO_DATE_GAP: Final = 14
FAR_YEAR: Final = 62
NO_DATE: Final = 92
LAST_WORDS: Final = 120  # more room behind 2035 and the last column, for an open timeline's words


@dataclass(frozen=True, slots=True)
class Column:
    """One year, or what has no date: where it stands and how many marks it takes side by side."""

    year: int | None
    left: float
    width: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def first_mark(self) -> float:
        """Return the middle of the column's first mark."""
        return self.left + PAD + PITCH / 2

    @property
    def marks(self) -> int:
        """Return how many marks stand side by side."""
        return max(int((self.width - PAD) // PITCH), 1)


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns in order, where the scale breaks, and how wide it all is."""

    columns: tuple[Column, ...]
    breaks: tuple[float, ...]
    width: float

    def at(self, year: int | None) -> int:
        """Return the place of a year among the columns."""
        return next(at for at, column in enumerate(self.columns) if column.year == year)

    def words_end(self, year: int | None) -> float:
        """Return where the words beside a mark must end: before the column of what has no date."""
        last = self.columns[-1]
        return self.width if year is None or last.year is not None else last.left

    def moment(self, when: float) -> float | None:
        """Return where a moment stands (a year with its fraction); None where it is out of view.

        It is moved to the nearest gap between two marks, by at most half a mark.
        """
        year = math.floor(when)
        column = next((column for column in self.columns if column.year == year), None)
        if column is None:
            return None
        gaps = round(((when - year) * column.width - PAD) / PITCH)
        return column.left + PAD + PITCH * min(max(gaps, 0), column.marks)

    def stages(self) -> list[tuple[float, float, str]]:
        """Return the stages of the plans in view: left, right and name."""
        found = []
        for first, last in STAGES:
            within = [c for c in self.columns if c.year is not None and first <= c.year <= last]
            if within:
                found.append((within[0].left, within[-1].right, f"{first}–{last}"))
        return found


def axis(years: pd.Series, density: Density, first: int, last: int | None) -> Axis:
    """Lay out the due years of some commitments, from the first year in view to the last."""
    due = {int(year) for year in years.dropna()}
    start = min({year for year in due if year <= LAST_EVEN_YEAR} | {first})
    near = list(range(start, min(last or LAST_EVEN_YEAR, LAST_EVEN_YEAR) + 1))
    far = sorted(year for year in due if year > LAST_EVEN_YEAR)
    undated = bool(years.isna().any())
    words = LAST_WORDS if density == Density.OPEN else 0
    apart = len(far) * (BREAK + FAR_YEAR) + undated * (NO_DATE_GAP + NO_DATE)
    behind = words if apart else 0  # the words of 2035 end before what stands apart
    width = max((PLOT_WIDTH - apart - behind - words) / max(len(near), 1), NARROWEST)
    columns = [Column(year, width * at, width) for at, year in enumerate(near)]
    breaks, edge = [], width * len(near) + behind
    for year in far:
        breaks.append(edge + BREAK / 2)
        columns.append(Column(year, edge + BREAK, FAR_YEAR))
        edge = columns[-1].right
    if undated:
        columns.append(Column(None, edge + NO_DATE_GAP, NO_DATE))
    if apart:
        columns[-1] = replace(columns[-1], width=columns[-1].width + words)
    right = columns[-1].right + (0 if apart else words)
    return Axis(tuple(columns), tuple(breaks), right)
