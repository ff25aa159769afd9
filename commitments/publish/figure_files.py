"""Figures as SVG files that can be cited: title, drawing, legend, sources and date, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from commitments.domain.model import Theme
from commitments.figures import escaping, text_measuring
from commitments.figures.dot_plot import markup as dot_markup
from commitments.figures.dot_plot.layout import Layout
from commitments.publish import rendering
from commitments.publish.map_drawing import MapDrawing
from commitments.publish.timeline_drawing import TimelineDrawing

MARGIN: Final = 24.0
NARROWEST: Final = 520.0  # of a drawing with its title
TITLE, SUBTITLE, FOOT = 21.0, 13.0, 11.5  # sizes of type
LEADING: Final = 1.35  # from line to line, in sizes
MOST_LINES: Final = 4
GAP: Final = 14.0  # between title, drawing and foot
KEY: Final = 26.0  # height of a line of keys


@dataclass(frozen=True, slots=True)
class Texts:
    """What stands around a drawing: title, subtitle, foot, and the drawing in words."""

    title: str
    subtitle: str
    foot: Sequence[str]
    alt: Sequence[str]


def of_map(drawn: MapDrawing, texts: Texts, theme: Theme | None) -> bytes:
    """Return a map, or a tile grid, as a file."""
    return _framed("map", drawn, (drawn.width, drawn.height), texts, theme)


def of_dots(drawn: Layout, texts: Texts, theme: Theme | None) -> bytes:
    """Return a dot plot as a file."""
    parts = escaping.markup(dot_markup.in_file(drawn))
    return _framed("dots", parts, (dot_markup.WIDTH, drawn.height), texts, theme)


def of_timeline(drawn: TimelineDrawing, texts: Texts, theme: Theme | None, key: Any) -> bytes:  # noqa: ANN401
    """Return a timeline as a file, its key above it."""
    size = (drawn.names + drawn.width, drawn.height)
    return _framed("timeline", drawn, size, texts, theme, key=key, above=KEY)


def _framed(
    kind: str,
    drawn: object,
    size: tuple[float, float],
    texts: Texts,
    theme: Theme | None,
    *,
    above: float = 0.0,
    **more: object,
) -> bytes:
    """Set a drawing between its title and its foot."""
    width = max(size[0], NARROWEST)
    title = text_measuring.lines(texts.title, width, TITLE, MOST_LINES)
    subtitle = text_measuring.lines(texts.subtitle, width, SUBTITLE, MOST_LINES)
    foot = [
        line
        for text in texts.foot
        if text
        for line in text_measuring.lines(text, width, FOOT, MOST_LINES)
    ]
    written, top = _written(title, TITLE, MARGIN)
    more_written, top = _written(subtitle, SUBTITLE, top)
    top += GAP + above
    last, bottom = _written(foot, FOOT, top + size[1] + GAP)
    drawing = rendering.text(
        "figures/frame.svg",
        kind=kind,
        drawn=drawn,
        texts=texts,
        width=round(width + 2 * MARGIN),
        height=round(bottom + MARGIN),
        left=MARGIN,
        top=round(top, 1),
        sizes={"title": TITLE, "subtitle": SUBTITLE, "foot": FOOT},
        lines={"title": written, "subtitle": more_written, "foot": last},
        theme=theme,
        **more,
    )
    return rendering.on_paper(drawing, theme).encode()


def _written(
    lines: Sequence[str], size: float, top: float
) -> tuple[list[tuple[float, str]], float]:
    """Return lines with the heights of their feet, and where what follows begins."""
    heights = list(accumulate([size * LEADING] * len(lines), initial=top))
    feet = [round(height + size, 1) for height in heights[:-1]]
    return list(zip(feet, lines, strict=True)), heights[-1]
