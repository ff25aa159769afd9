"""The dot plot as SVG: as wide as its place on a page, or of a fixed width for a file.

On a page, everything stands at a share of the axis, so that a narrow screen has a shorter axis and
type of the same size. Colours are the named ones of the pages. Every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from commitments.domain.model import STRICT, Comparator
from commitments.figures.dot_plot.layout import BEHIND, BEYOND, ROW_HEIGHT, Lane, Layout, Line
from commitments.language import current

WIDTH: Final = 430.0  # of a file
BASELINE: Final = 4.0  # from the middle of a row to the foot of its words
TICK_FOOT: Final = 17.0  # from the lanes to the foot of the axis' numbers
UNIT_FOOT: Final = 35.0  # and of its unit
LINE_TOP: Final = 20.0  # of the nation's line
LINE_LABEL: Final = 14.0  # foot of its label
STRONG, WEAK = ".667", ".533"  # opacity at the strong end of a band
DIAMOND: Final = "M0 -5l5 5l-5 5l-5 -5z"
SQUARE: Final = "M-3.2 -3.2h6.4v6.4h-6.4z"  # within a dot: of the same value, both are seen

Place = Callable[[float], str]  # writes a share of the axis


def on_page(found: Layout, theme: str, alt: str) -> str:
    """Return a plot as a picture that takes the width of its place."""
    return _svg(found, theme, f'role="img" aria-label="{escape(alt)}"', _inner(found, _share))


def as_list(found: Layout, theme: str, alt: str, keys: str) -> str:
    """Return a plot whose lanes are a list to choose from; `keys` says how."""
    role = f'role="listbox" aria-label="{escape(alt)}" aria-description="{escape(keys)}"'
    return _svg(found, theme, role, _inner(found, _share, options=True))


def in_file(found: Layout) -> str:
    """Return the parts of a plot of a fixed width, for a file."""
    across = WIDTH - found.names - BEYOND
    parts = _inner(found, lambda share: _n(share * across))
    return f'<g transform="translate({_n(found.names)})">{parts}</g>'


def _svg(found: Layout, theme: str, role: str, inner: str) -> str:
    look = f"dots {escape(theme)} {current()}"
    return f'<svg class="{look}" width="100%" height="{_n(found.height)}" {role}>{inner}</svg>'


def _inner(found: Layout, place: Place, *, options: bool = False) -> str:
    """Write lanes, then the nation's line, then the labels on a ground of their own."""
    lanes = "".join(_lane(lane, place, -found.names, options=options) for lane in found.lanes)
    labels = "".join(_label(lane, place) for lane in found.lanes)
    return (
        f"{_fading(STRONG, 'strong')}{_fading(WEAK, 'weak')}{lanes}"
        f'<g aria-hidden="true">{_line(found.line, found.foot, place) if found.line else ""}'
        '<g class="labels" fill="var(--quiet)" stroke="var(--ground)" stroke-width="4" '
        f'stroke-linejoin="round" paint-order="stroke" font-size="12">{labels}</g>'
        f"{_axis(found, place)}</g>"
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _share(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _fading(opacity: str, name: str) -> str:
    """Return the gradients of bands that fade upwards and downwards."""
    stop = '<stop offset="{at}" stop-color="var(--hue)" stop-opacity="{opacity}"/>'
    return "".join(
        f'<linearGradient id="dots-{name}-{way}">{stop.format(at=0, opacity=start)}'
        f"{stop.format(at=1, opacity=end)}</linearGradient>"
        for way, start, end in (("up", opacity, 0), ("down", 0, opacity))
    )


def _lane(lane: Lane, place: Place, left: float, *, options: bool) -> str:
    """Write a province: what answers the pointer, its hairline, its name, its marks."""
    dot, y = lane.dot, _n(lane.y)
    told = escape("\n".join((dot.name, *dot.told)))
    opened = f"<g><title>{told}</title>"
    if options:
        province = escape(dot.province)
        opened = (
            '<g class="lane" role="option" aria-selected="false" tabindex="-1" '
            f'data-province="{province}" aria-label="{told}">'
        )
    end = place(1)
    return (
        f'{opened}<line class="lane-ground" x1="{_n(left)}" x2="{end}" y1="{y}" y2="{y}" '
        f'stroke="none" stroke-width="{_n(ROW_HEIGHT)}" pointer-events="all"/>'
        f'<line x2="{end}" y1="{y}" y2="{y}" stroke="var(--rule)" stroke-width=".7"/>'
        f'<text x="-8" y="{_n(lane.y + BASELINE)}" text-anchor="end" font-size="12" '
        f'fill="var(--ink)">{escape(dot.name)}</text>'
        f"{_mark(lane, place)}{_reported(lane, place)}</g>"
    )


def _mark(lane: Lane, place: Place) -> str:
    """Draw a comparator its own way: see the table in the product design."""
    how, y = lane.dot.comparator, _n(lane.y)
    strength = "weak" if how == Comparator.ABOUT else "strong"
    drawn = _band(lane.at, lane.up, lane.y, f"{strength}-up", place) if lane.rising else ""
    if lane.falling:
        drawn += _band(lane.down, lane.at, lane.y, f"{strength}-down", place)
    if how == Comparator.REACH:
        return drawn + _circle(lane, place, "4.4", "1.6", hollow=lane.dot.open)
    if how == Comparator.HOLD:
        return drawn + _tick(lane, lane.before, place, 2) + _tick(lane, lane.after, place, 2)
    if how == Comparator.BETWEEN:
        bar = (
            f'<line x1="{place(lane.at)}" x2="{place(lane.high)}" y1="{y}" y2="{y}" '
            'stroke="var(--hue)" stroke-width="4" opacity=".53"/>'
        )
        return bar + _tick(lane, lane.at, place, 3) + _tick(lane, lane.high, place, 3)
    drawn += _tick(lane, lane.at, place, 3)
    return drawn + (_circle(lane, place, "3.3", "1.3", hollow=True) if how in STRICT else "")


def _band(start: float, end: float, y: float, fade: str, place: Place) -> str:
    return (
        f'<rect x="{place(start)}" y="{_n(y - 5)}" width="{place(end - start)}" height="10" '
        f'fill="url(#dots-{fade})"/>'
    )


def _tick(lane: Lane, at: float, place: Place, wide: int) -> str:
    """Draw a short upright line; an open one has the ground within."""
    x = place(at)
    line = (
        f'<line x1="{x}" x2="{x}" y1="{_n(lane.y - 7)}" y2="{_n(lane.y + 7)}" '
        f'stroke="var(--hue)" stroke-width="{wide + 1}"/>'
    )
    if not lane.dot.open:
        return line
    return line + (
        f'<line x1="{x}" x2="{x}" y1="{_n(lane.y - 6)}" y2="{_n(lane.y + 6)}" '
        f'stroke="var(--ground)" stroke-width="{wide - 1}"/>'
    )


def _circle(lane: Lane, place: Place, radius: str, edge: str, *, hollow: bool) -> str:
    fill = "var(--ground)" if hollow else "var(--hue)"
    return (
        f'<circle cx="{place(lane.at)}" cy="{_n(lane.y)}" r="{radius}" fill="{fill}" '
        f'stroke="var(--hue)" stroke-width="{edge}"/>'
    )


def _reported(lane: Lane, place: Place) -> str:
    """Draw what was reported: a line from the promised figure to it, and its own mark."""
    look, y, x = lane.dot.look, _n(lane.y), place(lane.reported)
    if not look:
        return ""
    fill, edge, line = "var(--ground)", "var(--quiet)", ""
    if look in ("reached", "missed"):
        fill, edge = ("var(--hue)" if look == "reached" else "var(--caution)"), "var(--ground)"
        line = (
            f'<line x1="{place(lane.at)}" x2="{x}" y1="{y}" y2="{y}" stroke="{fill}" '
            f'stroke-width="{".8" if look == "reached" else "1.8"}"/>'
        )
    shape = SQUARE if look == "apart" else DIAMOND
    return (
        f'{line}<svg class="{escape(look)}" x="{x}" y="{y}" overflow="visible" '
        'aria-hidden="true">'
        f'<path d="{shape}" fill="{fill}" stroke="{edge}"/></svg>'
    )


def _label(lane: Lane, place: Place) -> str:
    return (
        f'<text x="{place(lane.label)}" dx="{_n(BEHIND)}" y="{_n(lane.y + BASELINE)}">'
        f"{escape(lane.dot.label)}</text>"
    )


def _line(line: Line, foot: float, place: Place) -> str:
    x = place(line.at)
    end = ' text-anchor="end"' if line.before else ""
    return (
        f'<g class="nation"><line x1="{x}" x2="{x}" y1="{_n(LINE_TOP)}" y2="{_n(foot)}" '
        'stroke="var(--nation)" stroke-width="1.3" stroke-dasharray="4 3"/>'
        f'<text x="{x}" dx="{-4 if line.before else 4}" y="{_n(LINE_LABEL)}"{end} font-size="12" '
        f'fill="var(--nation)">{escape(line.nation.label)}</text>'
        f"<title>{escape(line.nation.sentence)}</title></g>"
    )


def _axis(found: Layout, place: Place) -> str:
    """Write the numbers of the axis, and its unit."""
    y = _n(found.foot + TICK_FOOT)
    numbers = "".join(f'<text x="{place(at)}" y="{y}">{told}</text>' for at, told in found.ticks)
    unit = (
        f'<text x="{place(0.5)}" y="{_n(found.foot + UNIT_FOOT)}" fill="var(--quiet)">'
        f"{escape(found.unit)}</text>"
        if found.unit
        else ""
    )
    return f'<g font-size="12" fill="var(--ink)" text-anchor="middle">{numbers}{unit}</g>'
