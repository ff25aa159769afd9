"""Where everything of a dot plot stands: across as shares of the axis, down in pixels.

Its names stand left of the axis, its labels may reach a little beyond its right end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from commitments.domain.model import DOWNWARD, UPWARD, Comparator
from commitments.figures import text_measuring
from commitments.figures.dot_plot.plot import Dot, DotPlot, Nation
from commitments.language import Language, current
from commitments.queries import scales
from commitments.words.wording import number

ROW_HEIGHT: Final = 19.0  # pixels; 31 rows stand beside the map without scrolling
TOP: Final = 24.0  # above the lanes, for the label of the nation's line
BARE_TOP: Final = 6.0  # where there is none
FOOT: Final = 42.0  # for the axis and its unit
NAMES: Final = {Language.ENGLISH: 90.0, Language.CHINESE: 47.0}  # as in atlas-dots.css
BEYOND: Final = 24.0  # right of the axis, for labels; as in atlas-dots.css
NARROWEST: Final = 200.0  # of an axis: on a phone
LEAST: Final = 0.4  # share of the axis that the marks keep where a label is long
TEXT: Final = 12.0  # size of type
BEHIND: Final = 7.0  # from a mark to its label
BAND: Final = 0.09  # length of a fading band, as a share of the highest figure
HOLD_GAP: Final = 0.006  # half the distance of the two lines of `hold`, likewise
HEADROOM: Final = 1.02  # what the axis has above the highest figure at least
TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Lane:
    """One province in its place."""

    dot: Dot
    y: float
    at: float
    high: float
    up: float  # where a band that fades upwards ends
    down: float
    before: float  # the two lines of `hold`
    after: float
    label: float  # what its label stands behind
    reported: float

    @property
    def rising(self) -> bool:
        """Say whether a band fades upwards."""
        return self.dot.comparator in (*UPWARD, Comparator.ABOUT)

    @property
    def falling(self) -> bool:
        """Say whether a band fades downwards."""
        return self.dot.comparator in (*DOWNWARD, Comparator.ABOUT)


@dataclass(frozen=True, slots=True)
class Line:
    """The nation's line; its label stands before it where there is no room behind."""

    nation: Nation
    at: float
    before: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A dot plot ready to be written."""

    lanes: tuple[Lane, ...]
    line: Line | None
    ticks: tuple[tuple[float, str], ...]
    unit: str
    names: float  # width of the names
    foot: float  # where the lanes end
    height: float


@dataclass(frozen=True, slots=True)
class Axis:
    """From which value to which an axis reaches; a value's place on it is a share of it."""

    low: float
    high: float

    def __call__(self, value: float) -> float:
        """Return where a value stands."""
        return (value - self.low) / (self.high - self.low)


def laid_out(plot: DotPlot) -> Layout:
    """Set the figures of a plot in their places."""
    most = _most(plot)
    axis = _axis(plot, most)
    top = TOP if plot.nation else BARE_TOP
    foot = top + ROW_HEIGHT * len(plot.dots)
    return Layout(
        lanes=tuple(
            _lane(dot, top + ROW_HEIGHT * (row + 0.5), axis, most)
            for row, dot in enumerate(plot.dots)
        ),
        line=_line(plot.nation, axis) if plot.nation else None,
        ticks=tuple((axis(tick), number(tick)) for tick in _ticks(axis)),
        unit=plot.unit,
        names=NAMES[current()],
        foot=foot,
        height=foot + FOOT,
    )


def _values(plot: DotPlot) -> Iterable[float]:
    for dot in plot.dots:
        yield from (dot.value, dot.high)
        if dot.reported is not None:
            yield dot.reported
    if plot.nation:
        yield plot.nation.value


def _most(plot: DotPlot) -> float:
    """Return the highest figure; 1 where none is above nought."""
    most = max(_values(plot), default=0.0)
    return most if most > 0 else 1.0


def _axis(plot: DotPlot, most: float) -> Axis:
    """Return the axis from nought to where every label has its room on a phone."""
    low = min([0.0, *_values(plot)])
    reach = most * HEADROOM - low
    for dot in plot.dots:
        wide = BEHIND + text_measuring.width(dot.label, TEXT) - BEYOND
        room = min(max(1 - wide / NARROWEST, LEAST), 1.0)
        reach = max(reach, (_behind(dot, most) - low) / room)
    return Axis(low, low + reach)


def _behind(dot: Dot, most: float) -> float:
    """Return the value that a dot's label stands behind: its mark with all that belongs to it."""
    rising = dot.comparator in (*UPWARD, Comparator.ABOUT)
    end = dot.value + BAND * most if rising else dot.high
    return end if dot.reported is None else max(end, dot.reported)


def _lane(dot: Dot, y: float, axis: Axis, most: float) -> Lane:
    reach, gap = BAND * most, HOLD_GAP * most
    return Lane(
        dot=dot,
        y=y,
        at=axis(dot.value),
        high=axis(dot.high),
        up=axis(dot.value + reach),
        down=max(axis(dot.value - reach), 0.0),  # never onto the names
        before=axis(dot.value - gap),
        after=axis(dot.value + gap),
        label=axis(_behind(dot, most)),
        reported=axis(dot.value if dot.reported is None else dot.reported),
    )


def _line(nation: Nation, axis: Axis) -> Line:
    at = axis(nation.value)
    wide = BEHIND + text_measuring.width(nation.label, TEXT)
    return Line(nation, at, before=at * NARROWEST + wide > NARROWEST + BEYOND)


def _ticks(axis: Axis) -> Sequence[float]:
    """Return some round values within the axis."""
    step = scales.step((axis.high - axis.low) / TICKS)
    first, last = math.ceil(axis.low / step), math.floor(axis.high / step)
    return [round(step * at, 9) for at in range(first, last + 1)]
