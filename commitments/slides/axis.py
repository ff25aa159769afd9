"""The axis of a slide's timeline, in inches from the slide's left edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from commitments.figures.timelines.axis import LAST_EVEN_YEAR
from commitments.slides.page import Box

NAMES: Final = 1.0  # inches for the lanes' names
FAR: Final = 1.35  # a year beyond the break, with its labels
NO_DATE: Final = 1.85
LAST_LABELS: Final = 1.9  # room behind the last even year for its labels
ALONE: Final = 0.8  # a year beyond the break without labels


@dataclass(frozen=True)
class Axis:
    """Where years stand, in inches from the slide's left edge: the middle of each."""

    years: Mapping[int, float]
    step: float
    breaks: tuple[float, ...]
    no_date: float | None
    right: float

    def at(self, year: int | None) -> float:
        """Return where a due year stands; None has its own column."""
        return float(self.no_date or 0) if year is None else self.years[year]

    def moment(self, when: float) -> float | None:
        """Return where a moment stands, a year with its fraction; None out of view."""
        start = self.years.get(int(when))
        return None if start is None else start + (when % 1 - 0.5) * self.step


def axis(rows: pd.DataFrame, box: Box, today: int, *, labels: bool) -> Axis:
    """Lay out the years: evenly to 2035, then only those that occur, then what has no date.

    Where marks have labels, there is room for them behind the last even year and the later ones.
    """
    due = {int(year) for year in rows["year"].dropna()}
    far = sorted(year for year in due if year > LAST_EVEN_YEAR)
    first = min({year for year in due if year <= LAST_EVEN_YEAR} | {today, LAST_EVEN_YEAR})
    undated = bool(rows["year"].isna().any())
    left = box.left + NAMES
    behind, apart = (LAST_LABELS, FAR) if labels else (ALONE / 2, ALONE)
    no_date_room = NO_DATE if labels else ALONE + ALONE / 2
    even = box.width - NAMES - len(far) * apart - undated * no_date_room - behind
    step = even / (LAST_EVEN_YEAR - first + 1)
    years = {y: left + step * (y - first + 0.5) for y in range(first, LAST_EVEN_YEAR + 1)}
    edge, breaks = left + even + behind, []
    for year in far:
        breaks.append(edge - 0.02)
        years[year] = edge + 0.2
        edge += apart
    no_date = edge + 0.2 if undated else None
    return Axis(years, step, tuple(breaks), no_date, box.right)
