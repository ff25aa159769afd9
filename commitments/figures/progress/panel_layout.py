"""Where everything of one panel of the small multiples stands, for screens and for paper alike.

Lengths are in units of type: a digit of a label is `LETTER` wide, however large the type is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from commitments.domain.model import DOWNWARD, STRICT, UPWARD, Comparator
from commitments.domain.results import AnswerKind
from commitments.figures.progress.scales import (
    BOTTOM,
    GRID_YEARS,
    LAST_EVEN_YEAR,
    Frame,
    Values,
    Years,
)
from commitments.queries.progress import Panel, Row, Target
from commitments.words import wording

DOT: Final = 2.2  # radius of a reported value
LAST_DOT: Final = 3.0
PROMISED_DOT: Final = 4.4  # seen around a reported dot of the same value
MARK: Final = 6.5  # half the width of a promised figure's mark
BAND: Final = 26.0  # height over which the side that keeps a promise fades
APART: Final = 2.2  # half the gap between two parallel lines
STROKES: Final = (-2.5, 0.5)  # where the two strokes of a break begin, from its middle
STROKE: Final = (2.0, -7.0)  # how far each of them goes
LABEL_GAP: Final = 11.0  # the least from label to label
OVERHANG: Final = 10.0  # of a label, into the gap between two panels
LETTER: Final = 6.0  # width of a digit
WIDE: Final = ("W", "F")  # Chinese characters, as Unicode names their width
OPEN: Final = (AnswerKind.AHEAD, AnswerKind.UNDATED, AnswerKind.NO_RESULT)

Point = tuple[float, float]
Line = tuple[Point, Point]


def width(text: str) -> float:
    """Return how wide a label is about; a Chinese character takes the room of two digits."""
    return LETTER * sum(2 if east_asian_width(letter) in WIDE else 1 for letter in text)


@dataclass(frozen=True, slots=True)
class Band:
    """The side that keeps a promise, which fades `up` or `down` from the figure."""

    left: float
    top: float
    right: float
    bottom: float
    way: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A promised figure: its comparator's lines, a dot or the ring of a strict bound, its bands."""

    target: Target
    how: Comparator
    opened: bool
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    at: Point

    @property
    def dotted(self) -> bool:
        """Say whether it is a dot."""
        return self.how == Comparator.REACH

    @property
    def ringed(self) -> bool:
        """Say whether a ring on its line says that the figure itself does not count."""
        return self.how in STRICT


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a panel: its text, where it begins, and the height of its middle."""

    kind: str
    text: str
    x: float
    y: float

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.x + width(self.text)

    def hides(self, x: float, y: float) -> bool:
        """Say whether it lies over a mark that stands at a point."""
        return self.x - MARK < x < self.right + MARK and abs(y - self.y) < LABEL_GAP / 2

    def inside(self, frame: Frame) -> bool:
        """Say whether it ends within the drawing, or not far into the gap to the next panel."""
        return self.right <= frame.width + OVERHANG

    def within(self, frame: Frame) -> Label:
        """Return it held within the drawing."""
        y = min(max(self.y, LABEL_GAP / 2), frame.height - BOTTOM - 1)
        return replace(self, y=y, x=min(self.x, frame.width + OVERHANG - width(self.text)))


@dataclass(frozen=True, slots=True)
class Layout:
    """One panel, laid out; runs have the longest first, which alone is drawn in full ink."""

    grid: tuple[float, ...]
    years: tuple[tuple[float, str], ...]
    today: float | None
    marks: tuple[Mark, ...]
    runs: tuple[tuple[Point, ...], ...]
    breaks: tuple[Line, ...]
    gaps: tuple[Line, ...]
    labels: tuple[Label, ...]


def laid_out(panel: Panel, years: Years, values: Values, *, today: float) -> Layout:
    """Lay a panel out between its scales."""
    return Layout(
        grid=tuple(map(years, GRID_YEARS)),
        years=tuple((years(year), str(year)[2:]) for year in (*GRID_YEARS, *years.far)),
        today=years(today) if today <= LAST_EVEN_YEAR else None,
        marks=tuple(_mark(one, years, values) for one in panel.targets),
        runs=tuple(tuple(_point(row, years, values) for row in run) for run in panel.runs),
        breaks=_breaks(panel, years, values),
        gaps=tuple(_gap(one, years, values) for one in panel.targets if _missed(one)),
        labels=tuple(one.within(years.frame) for one in _labels(panel, years, values)),
    )


def _point(row: Row, years: Years, values: Values) -> Point:
    return years(int(row["year"])), values(float(row["drawn"]))


def _mark(one: Target, years: Years, values: Values) -> Mark:
    """Lay out a promised figure by its comparator, with the side that keeps it."""
    x, y = years(one.year), values(float(one.row["drawn"]))
    how = Comparator(one.row["comparator"])
    bottom, bands = values.frame.height - BOTTOM, []
    if how in (*UPWARD, Comparator.ABOUT):
        bands.append(Band(x - MARK, max(y - BAND, 0), x + MARK, y, "up"))
    if how in (*DOWNWARD, Comparator.ABOUT):
        bands.append(Band(x - MARK, y, x + MARK, max(min(y + BAND, bottom), y), "down"))
    lines = _lines(one, how, (x, y), values)
    return Mark(one, how, one.kind in OPEN, tuple(bands), lines, (x, y))


def _lines(one: Target, how: Comparator, at: Point, values: Values) -> tuple[Line, ...]:
    x, y = at
    if how == Comparator.REACH:
        return ()
    if how == Comparator.HOLD:
        return _level(x, y - APART), _level(x, y + APART)
    if how == Comparator.BETWEEN:
        top = values(float(one.row["drawn_high"]))
        return _level(x, y), _level(x, top), ((x, y), (x, top))
    return (_level(x, y),)


def _level(x: float, y: float) -> Line:
    return (x - MARK, y), (x + MARK, y)


def _breaks(panel: Panel, years: Years, values: Values) -> tuple[Line, ...]:
    """Mark where one series ends and another begins: a gap with two strokes, never a line."""
    in_turn = sorted(panel.runs, key=lambda run: int(run[0]["year"]))
    strokes: list[Line] = []
    for before, after in pairwise(in_turn):
        end, start = before[-1], after[0]
        if int(end["year"]) >= int(start["year"]):
            continue
        (x, y), (other, beyond) = _point(end, years, values), _point(start, years, values)
        middle, foot = (x + other) / 2, (y + beyond - STROKE[1]) / 2
        for left in STROKES:
            begin = middle + left, foot
            strokes.append((begin, (begin[0] + STROKE[0], begin[1] + STROKE[1])))
    return tuple(strokes)


def _missed(one: Target) -> bool:
    return one.kind == AnswerKind.MISSED and one.reported is not None


def _gap(one: Target, years: Years, values: Values) -> Line:
    """Join a value that missed its promise to the promised figure."""
    x = years(one.year)
    return (x, values(float(one.reported or 0))), (x, values(float(one.row["drawn"])))


def _labels(panel: Panel, years: Years, values: Values) -> list[Label]:
    """Write the last value and the next promised figure, beside their marks or above them."""
    marks = [(years(one.year), values(float(one.row["drawn"]))) for one in panel.targets]
    marks += [_point(row, years, values) for run in panel.runs for row in run]
    placed: list[Label] = []
    if panel.next is not None:
        at = years(panel.next.year), values(float(panel.next.row["drawn"]))
        label = wording.label(panel.next.row)
        placed.append(_beside("promised", label, at, marks, years.frame))
    if panel.latest is not None:
        at = _point(panel.latest, years, values)
        label = wording.number(panel.latest["drawn"])
        placed.append(_beside("reported", label, at, marks, years.frame))
    return _apart(placed)


def _beside(kind: str, text: str, at: Point, marks: Sequence[Point], frame: Frame) -> Label:
    """Set a label behind its mark; above or below it where it has no room there."""
    x, y = at
    label = Label(kind, text, x + MARK + 2 if kind == "promised" else x + LAST_DOT + 3, y)
    others = [mark for mark in marks if mark != at]
    above = replace(label, x=x - width(text) / 2, y=y - LABEL_GAP)
    below = replace(above, y=y + LABEL_GAP)
    for one in (label, above, below):
        if one.inside(frame) and not any(one.hides(*mark) for mark in others):
            return one
    return label


def _apart(placed: list[Label]) -> list[Label]:
    """Move two labels apart that would lie over one another, the upper one up."""
    if len(placed) < len(("promised", "reported")):
        return placed
    one, other = placed
    beside = one.x > other.right or other.x > one.right
    if beside or abs(one.y - other.y) >= LABEL_GAP:
        return placed
    middle, up = (one.y + other.y) / 2, -1 if one.y < other.y else 1
    return [
        replace(one, y=middle + up * LABEL_GAP / 2),
        replace(other, y=middle - up * LABEL_GAP / 2),
    ]
