"""One panel of the small multiples as SVG: reported values, promised figures, today.

Colours are classes of the page's stylesheet, so that one drawing serves light and dark screens.
Every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import Final

from commitments.domain.model import DOWNWARD, UPWARD, Comparator
from commitments.domain.results import AnswerKind
from commitments.figures.progress.scales import (
    BOTTOM,
    GRID_YEARS,
    HEIGHT,
    LAST_EVEN_YEAR,
    TOP,
    WIDTH,
    Values,
    Years,
)
from commitments.queries.progress import Panel, Row, Target
from commitments.words import wording

DOT: Final = 2.2  # radius of a reported value
LAST_DOT: Final = 3.0
MARK: Final = 6.5  # half the width of a promised figure's mark
BAND: Final = 26.0  # height over which the side that keeps a promise fades
APART: Final = 2.2  # half the gap between two parallel lines
LABEL_GAP: Final = 11.0  # the least from label to label
OVERHANG: Final = 10.0  # of a label, into the gap between two panels
LETTER: Final = 6.0  # width of a digit
BASELINE: Final = 3.5  # from the middle of a label to its baseline
OPEN: Final = (AnswerKind.AHEAD, AnswerKind.UNDATED, AnswerKind.NO_RESULT)


def drawing(panel: Panel, years: Years, values: Values, *, today: float) -> str:
    """Return the panel as the inner markup of one SVG element."""
    parts = [
        _grid(years, today),
        *(_target(one, years, values) for one in panel.targets),
        *(_run(run, years, values, first=at == 0) for at, run in enumerate(panel.runs)),
        _breaks(panel, years, values),
        *(_gap(one, years, values) for one in panel.targets),
        _labels(panel, years, values),
    ]
    return "".join(parts)


def svg(inner: str) -> str:
    """Return a panel's drawing as an SVG element that scales with its box."""
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    return f'<svg viewBox="{box}" aria-hidden="true" focusable="false">{inner}</svg>'


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _grid(years: Years, today: float) -> str:
    """Draw three faint years and today."""
    base = HEIGHT - BOTTOM
    lines = "".join(f"M{_n(years(year))} {TOP:g}V{base:g}" for year in GRID_YEARS)
    names = "".join(
        f'<text class="year" x="{_n(years(year))}" y="{HEIGHT - 4:g}">{str(year)[2:]}</text>'
        for year in (*GRID_YEARS, *years.far)
    )
    now = (
        f'<path class="today" d="M{_n(years(today))} {TOP:g}V{base:g}"/>'
        if today <= LAST_EVEN_YEAR
        else ""
    )
    return f'<path class="grid" d="{lines}"/>{now}{names}'


def _target(one: Target, years: Years, values: Values) -> str:
    """Draw a promised figure by its comparator, with the side that keeps it as a fading band."""
    x, y = years(one.year), values(float(one.row["drawn"]))
    how = Comparator(one.row["comparator"])
    opened = " open" if one.kind in OPEN else ""
    bands = ""
    if how in (*UPWARD, Comparator.ABOUT):
        bands += _band(x, max(y - BAND, 0), y, "up")
    if how in (*DOWNWARD, Comparator.ABOUT):
        bands += _band(x, y, min(y + BAND, HEIGHT - BOTTOM), "down")
    title = f"<title>{escape(one.sentence)}</title>"
    return f'<g class="target {how}{opened}">{title}{bands}{_mark(one, how, x, y, values)}</g>'


def _band(x: float, top: float, bottom: float, way: str) -> str:
    return (
        f'<rect class="band" fill="url(#progress-{way})" x="{_n(x - MARK)}" y="{_n(top)}" '
        f'width="{MARK * 2:g}" height="{_n(max(bottom - top, 0))}"/>'
    )


def _mark(one: Target, how: Comparator, x: float, y: float, values: Values) -> str:
    left, right = _n(x - MARK), _n(x + MARK)
    if how == Comparator.REACH:
        return f'<circle class="dot" cx="{_n(x)}" cy="{_n(y)}" r="{LAST_DOT:g}"/>'
    if how == Comparator.HOLD:
        lines = f"M{left} {_n(y - APART)}H{right}M{left} {_n(y + APART)}H{right}"
        return f'<path class="line" d="{lines}"/>'
    if how == Comparator.BETWEEN:
        top = _n(values(float(one.row["drawn_high"])))
        ends = f"M{left} {_n(y)}H{right}M{left} {top}H{right}M{_n(x)} {_n(y)}V{top}"
        return f'<path class="line" d="{ends}"/>'
    line = f'<path class="line" d="M{left} {_n(y)}H{right}"/>'
    if how in (Comparator.MORE_THAN, Comparator.LESS_THAN):
        return f'{line}<circle class="end" cx="{_n(x)}" cy="{_n(y)}" r="{DOT:g}"/>'
    return line


def _run(run: tuple[Row, ...], years: Years, values: Values, *, first: bool) -> str:
    """Draw the reported values of one series as dots joined by a line."""
    at = [(years(int(row["year"])), values(float(row["drawn"]))) for row in run]
    line = "L".join(f"{_n(x)} {_n(y)}" for x, y in at)
    dots = "".join(
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{DOT if place < len(at) - 1 else LAST_DOT:g}"/>'
        for place, (x, y) in enumerate(at)
    )
    return f'<g class="run{"" if first else " other"}"><path d="M{line}"/>{dots}</g>'


def _breaks(panel: Panel, years: Years, values: Values) -> str:
    """Mark where one series ends and another begins: a gap with two strokes, never a line."""
    in_turn = sorted(panel.runs, key=lambda run: int(run[0]["year"]))
    marks = ""
    for before, after in pairwise(in_turn):
        end, start = before[-1], after[0]
        if int(end["year"]) >= int(start["year"]):
            continue
        x = (years(int(end["year"])) + years(int(start["year"]))) / 2
        y = (values(float(end["drawn"])) + values(float(start["drawn"]))) / 2
        marks += f"M{_n(x - 2.5)} {_n(y + 3.5)}l2 -7M{_n(x + 0.5)} {_n(y + 3.5)}l2 -7"
    return f'<path class="break" d="{marks}"/>' if marks else ""


def _gap(one: Target, years: Years, values: Values) -> str:
    """Join a value that missed its promise to the promised figure, by a thin line."""
    if one.kind != AnswerKind.MISSED or one.reported is None:
        return ""
    x, ends = years(one.year), (values(one.reported), values(float(one.row["drawn"])))
    return f'<path class="gap" d="M{_n(x)} {_n(ends[0])}V{_n(ends[1])}"/>'


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
        return self.x + LETTER * len(self.text)

    def hides(self, x: float, y: float) -> bool:
        """Say whether it lies over a mark that stands at a point."""
        return self.x - MARK < x < self.right + MARK and abs(y - self.y) < LABEL_GAP / 2

    def drawn(self) -> str:
        """Return the label as markup, held within the drawing."""
        y = min(max(self.y, LABEL_GAP / 2), HEIGHT - BOTTOM - 1) + BASELINE
        x = min(self.x, WIDTH + OVERHANG - LETTER * len(self.text))
        return f'<text class="{self.kind}" x="{_n(x)}" y="{_n(y)}">{escape(self.text)}</text>'


def _labels(panel: Panel, years: Years, values: Values) -> str:
    """Write the last value and the next promised figure, beside their marks or above them."""
    marks = [(years(one.year), values(float(one.row["drawn"]))) for one in panel.targets]
    marks += [
        (years(int(row["year"])), values(float(row["drawn"]))) for run in panel.runs for row in run
    ]
    placed: list[Label] = []
    if panel.next is not None:
        at = years(panel.next.year), values(float(panel.next.row["drawn"]))
        placed.append(_beside("promised", wording.label(panel.next.row), at, marks))
    if panel.latest is not None:
        at = years(int(panel.latest["year"])), values(float(panel.latest["drawn"]))
        placed.append(_beside("reported", wording.number(panel.latest["drawn"]), at, marks))
    return "".join(one.drawn() for one in _apart(placed))


def _beside(
    kind: str, text: str, at: tuple[float, float], marks: Sequence[tuple[float, float]]
) -> Label:
    """Set a label behind its mark; above or below it where another mark stands in the way."""
    x, y = at
    label = Label(kind, text, x + MARK + 2 if kind == "promised" else x + LAST_DOT + 3, y)
    others = [mark for mark in marks if mark != at]
    above = replace(label, x=x - LETTER * len(text) / 2, y=y - LABEL_GAP)
    below = replace(above, y=y + LABEL_GAP)
    for one in (label, above, below):
        if not any(one.hides(*mark) for mark in others):
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
