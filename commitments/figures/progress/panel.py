"""One panel of the small multiples as SVG: reported values, promised figures, today.

Colours are classes of the page's stylesheet, so that one drawing serves light and dark screens.
Every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from commitments.figures.progress import panel_layout
from commitments.figures.progress.panel_layout import (
    DOT,
    LAST_DOT,
    PROMISED_DOT,
    Band,
    Label,
    Layout,
    Line,
    Mark,
)
from commitments.figures.progress.scales import BOTTOM, HEIGHT, TOP, WIDTH, Values, Years
from commitments.queries.progress import Panel

BASELINE: Final = 3.5  # from the middle of a label to its baseline
YEAR_FOOT: Final = 4.0  # from the names of the years to the lower edge


def drawing(panel: Panel, years: Years, values: Values, *, today: float) -> str:
    """Return the panel as the inner markup of one SVG element."""
    found = panel_layout.laid_out(panel, years, values, today=today)
    parts = [
        _grid(found),
        *map(_target, found.marks),
        *(_run(run, first=at == 0) for at, run in enumerate(found.runs)),
        f'<path class="break" d="{_path(found.breaks)}"/>' if found.breaks else "",
        *(f'<path class="gap" d="{_path([one])}"/>' for one in found.gaps),
        *map(_label, found.labels),
    ]
    return "".join(parts)


def svg(inner: str) -> str:
    """Return a panel's drawing as an SVG element that scales with its box."""
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    return f'<svg viewBox="{box}" aria-hidden="true" focusable="false">{inner}</svg>'


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _path(lines: Iterable[Line]) -> str:
    """Write lines as one path, each in the shortest way."""
    told = ""
    for (x, y), (other, beyond) in lines:
        end = f"L{_n(other)} {_n(beyond)}"
        end = f"V{_n(beyond)}" if x == other else end
        end = f"H{_n(other)}" if y == beyond else end
        told += f"M{_n(x)} {_n(y)}{end}"
    return told


def _grid(found: Layout) -> str:
    """Draw three faint years and today."""
    base = HEIGHT - BOTTOM
    lines = "".join(f"M{_n(x)} {TOP:g}V{base:g}" for x in found.grid)
    names = "".join(
        f'<text class="year" x="{_n(x)}" y="{HEIGHT - YEAR_FOOT:g}">{name}</text>'
        for x, name in found.years
    )
    day = found.today
    now = f'<path class="today" d="M{_n(day)} {TOP:g}V{base:g}"/>' if day is not None else ""
    return f'<path class="grid" d="{lines}"/>{now}{names}'


def _target(one: Mark) -> str:
    """Draw a promised figure by its comparator, with the side that keeps it as a fading band."""
    opened = " open" if one.opened else ""
    title = f"<title>{escape(one.target.sentence)}</title>"
    x, y = map(_n, one.at)
    drawn = f'<path class="line" d="{_path(one.lines)}"/>' if one.lines else ""
    if one.dotted:
        drawn += f'<circle class="dot" cx="{x}" cy="{y}" r="{PROMISED_DOT:g}"/>'
    if one.ringed:
        drawn += f'<circle class="end" cx="{x}" cy="{y}" r="{DOT:g}"/>'
    bands = "".join(map(_band, one.bands))
    return f'<g class="target {one.how}{opened}">{title}{bands}{drawn}</g>'


def _band(one: Band) -> str:
    return (
        f'<rect class="band" fill="url(#progress-{one.way})" x="{_n(one.left)}" y="{_n(one.top)}" '
        f'width="{_n(one.right - one.left)}" height="{_n(one.bottom - one.top)}"/>'
    )


def _run(points: tuple[tuple[float, float], ...], *, first: bool) -> str:
    """Draw the reported values of one series as dots joined by a line."""
    line = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    dots = "".join(
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{DOT if place < len(points) - 1 else LAST_DOT:g}"/>'
        for place, (x, y) in enumerate(points)
    )
    return f'<g class="run{"" if first else " other"}"><path d="M{line}"/>{dots}</g>'


def _label(one: Label) -> str:
    x, y = _n(one.x), _n(one.y + BASELINE)
    return f'<text class="{one.kind}" x="{x}" y="{y}">{escape(one.text)}</text>'
