"""Scales of the small multiples: years across, values up, in the units of a panel's drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from commitments.domain.model import Comparator
from commitments.queries import scales
from commitments.queries.progress import Panel

WIDTH: Final = 200.0  # of a panel's drawing on screen
HEIGHT: Final = 112.0
LEFT: Final = 8.0
RIGHT: Final = 36.0  # room for the label of the last figure
MOST_RIGHT: Final = 0.18  # of a narrow drawing, for it
TOP: Final = 10.0
BOTTOM: Final = 16.0  # room for the years
FIRST_YEAR: Final = 2020
LAST_EVEN_YEAR: Final = 2035  # later years stand beyond a gap
FAR_STEP: Final = 15.0  # between years beyond the gap
GRID_YEARS: Final = (2025, 2030, 2035)
PADDING: Final = 0.08  # of the span of values, above and below
FROM_NOUGHT: Final = 0.4  # a scale begins at nought where the lowest value is below this share


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a panel's drawing is: on paper more or less room goes to one size of type."""

    width: float = WIDTH
    height: float = HEIGHT


SCREEN: Final = Frame()


@dataclass(frozen=True, slots=True)
class Years:
    """Where a year stands across a panel."""

    first: int
    far: tuple[int, ...]  # years beyond the gap
    frame: Frame = SCREEN

    def __call__(self, year: float) -> float:
        """Return where a year stands, counted from the left edge of the drawing."""
        room = min(RIGHT, self.frame.width * MOST_RIGHT)
        end = self.frame.width - room - FAR_STEP * len(self.far)
        if year > LAST_EVEN_YEAR:
            return end + FAR_STEP * (1 + self.far.index(int(year)))
        return LEFT + (end - LEFT) * (year - self.first) / (LAST_EVEN_YEAR - self.first)


@dataclass(frozen=True, slots=True)
class Values:
    """Where a value stands up a panel."""

    low: float
    high: float
    frame: Frame = SCREEN

    def __call__(self, value: float) -> float:
        """Return where a value stands, counted from the top edge of the drawing."""
        room = self.frame.height - TOP - BOTTOM
        return TOP + room * (self.high - value) / (self.high - self.low)


def years(panels: Iterable[Panel], frame: Frame = SCREEN) -> Years:
    """Return the scale of years of all panels: 2020 to 2035 at least."""
    found = {one.year for panel in panels for one in panel.targets}
    told = {int(row["year"]) for panel in panels for run in panel.runs for row in run}
    far = sorted(year for year in found if year > LAST_EVEN_YEAR)
    return Years(min({FIRST_YEAR, *told, *found}), tuple(far), frame)


def values(panels: Sequence[Panel], frame: Frame = SCREEN) -> Values:
    """Return the scale of values that holds what some panels show."""
    found = [value for panel in panels for value in _shown(panel)]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if 0 <= low < high * FROM_NOUGHT:
        low = 0.0
    if high <= low:
        low, high = low - abs(low) * PADDING - 1, high + abs(high) * PADDING + 1
    step = scales.step((high - low) / scales.CUTS)
    pad = (high - low) * PADDING
    bottom = low if low == 0 else low - pad
    lowest = min(bottom, math.floor(bottom / step) * step if low == 0 else bottom)
    return Values(lowest, high + pad, frame)


def _shown(panel: Panel) -> list[float]:
    told = [float(row["drawn"]) for run in panel.runs for row in run]
    for one in panel.targets:
        told.append(float(one.row["drawn"]))
        if one.row["comparator"] == Comparator.BETWEEN:
            told.append(float(one.row["drawn_high"]))
    return told
