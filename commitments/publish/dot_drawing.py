"""A dot plot as light SVG: the rows of the plot on screen, each with its comparator's mark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commitments.domain.model import DOWNWARD, STRICT, UPWARD, Comparator
from commitments.figures import text_measuring
from commitments.figures.dot_plot import ROW_HEIGHT, Drawing
from commitments.language import Language, current
from commitments.queries import scales
from commitments.words.wording import number

WIDTH: Final = 430.0
TOP: Final = 24.0  # for the label of the nation's line
FOOT: Final = 42.0  # for the axis and its unit
NAMES: Final = {Language.ENGLISH: 112.0, Language.CHINESE: 62.0}
SPARE: Final = 6.0
TEXT: Final = 12.0
TICKS: Final = 5
BEHIND: Final = 7.0  # from a mark to its label


@dataclass(frozen=True, slots=True)
class Row:
    """One province: its name, the parts of its mark, its label and its sentence."""

    name: str
    y: float
    x: float
    x2: float
    up: float
    down: float
    before: float
    after: float
    label_x: float
    comparator: str
    rising: bool  # a band fades upwards
    falling: bool
    strict: bool
    label: str
    sentence: str
    open: bool
    reported: float
    look: str  # of the reported value; blank where there is none


@dataclass(frozen=True, slots=True)
class Line:
    """The nation's figure, as a line across all rows."""

    x: float
    label: str
    sentence: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DotDrawing:
    """A dot plot ready to be written."""

    rows: tuple[Row, ...]
    nation: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    unit: str
    names: float
    width: float
    height: float
    foot: float


def drawn(plot: Drawing, unit: str) -> DotDrawing:
    """Draw the data of a dot plot."""
    given = {param["name"]: param["value"] for param in plot["params"] if "value" in param}
    names = NAMES[current()]
    across = _Axis(given["low"], given["high"], names)
    rows = plot["datasets"]["rows"]
    foot = TOP + ROW_HEIGHT * len(rows)
    return DotDrawing(
        rows=tuple(_row(row, at, across) for at, row in enumerate(rows)),
        nation=tuple(_nation(row, across) for row in plot["datasets"]["nation"]),
        ticks=tuple((across(tick), number(tick)) for tick in _ticks(given["low"], given["high"])),
        unit=unit,
        names=names,
        width=WIDTH,
        height=foot + FOOT,
        foot=foot,
    )


class _Axis:
    """Sets a value onto the axis, in units of the drawing."""

    def __init__(self, low: float, high: float, left: float) -> None:
        self._low, self._left = low, left
        self._size = (WIDTH - SPARE - left) / ((high - low) or 1.0)

    def __call__(self, value: float) -> float:
        """Return where a value stands."""
        return round(self._left + (value - self._low) * self._size, 1)


def _ticks(low: float, high: float) -> Sequence[float]:
    """Return some round values within the axis."""
    step = scales.step((high - low) / TICKS)
    first = math.ceil(low / step)
    return [round(step * at, 9) for at in range(first, math.floor(high / step) + 1)]


def _row(row: Mapping[str, Any], at: int, across: _Axis) -> Row:
    comparator = Comparator(row["comparator"])
    about = comparator == Comparator.ABOUT
    return Row(
        name=row["name"],
        y=TOP + ROW_HEIGHT * (at + 0.5),
        x=across(row["x"]),
        x2=across(row["x2"]),
        up=across(row["fade_up"]),
        down=across(row["fade_down"]),
        before=across(row["before"]),
        after=across(row["after"]),
        label_x=min(across(row["label_x"]) + BEHIND, _last(row["label"])),
        comparator=str(comparator),
        rising=about or comparator in UPWARD,
        falling=about or comparator in DOWNWARD,
        strict=comparator in STRICT,
        label=row["label"],
        sentence=row["sentence"],
        open=bool(row["open"]),
        reported=across(row["reported"]),
        look=row["look"],
    )


def _last(label: str) -> float:
    """Return the farthest place at which a label does not leave the drawing."""
    return round(WIDTH - text_measuring.width(label, TEXT), 1)


def _nation(row: Mapping[str, Any], across: _Axis) -> Line:
    x = across(row["x"])
    wide = text_measuring.width(row["label"], TEXT)
    return Line(x, row["label"], row["sentence"], "end" if x + wide > WIDTH else "start")
