"""The sheet that figures are printed on, and the drawing on it.

A sheet is measured in points from its upper left corner, whatever the format it is written in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any, Final

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from shapely import MultiPolygon, Polygon

from commitments.domain.figure_request import Size
from commitments.figures import palette
from commitments.prints import typography as letters
from commitments.prints.sizes import FORMATS, INCH, Box
from commitments.prints.typography import REGULAR, SEMIBOLD

DECIMALS: Final = 1  # of a point: a seventh of a hair, and SVG files stay small
_SETTINGS: Final = RLock()
STYLE: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "atlas",
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "text.parse_math": False,
    "path.simplify": False,
}


@contextmanager
def styled() -> Iterator[None]:
    """Set the style of all prints, for one thread at a time: matplotlib has one set of settings."""
    with _SETTINGS, matplotlib.rc_context(STYLE):
        yield


class Sheet:
    """One page to draw on."""

    def __init__(self, size: Size) -> None:
        letters.register()
        self.form = FORMATS[size]
        self.size = size
        with styled():
            self.figure = Figure(
                figsize=(self.form.width / INCH, self.form.height / INCH),
                dpi=self.form.dpi,
                facecolor=palette.WHITE,
            )
            self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, self.form.width)
        self.axes.set_ylim(self.form.height, 0)
        self.axes.set_axis_off()
        self._order = 0

    @property
    def whole(self) -> Box:
        """Return the sheet within its margins."""
        edge = self.form.margin
        return Box(edge, edge, self.form.width - edge, self.form.height - edge)

    def _next(self) -> int:
        """Number what is drawn, so that the later lies above the earlier."""
        self._order += 1
        return self._order

    def _look(self, fill: str, edge: str, width: float, mark: str) -> dict[str, Any]:
        """Say how a filled shape looks, that it lies above what was drawn before, and its mark."""
        return {
            "facecolor": fill,
            "edgecolor": edge,
            "linewidth": width,
            "zorder": self._next(),
            "gid": mark or None,
        }

    def _add(self, drawn: Patch) -> None:
        """Lay a shape on the sheet; its extent, which patches would widen the axes by, is known."""
        self.axes.add_artist(drawn)

    def write(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: float | None = None,
        weight: int = REGULAR,
        colour: str = palette.INK,
        align: str = "left",
        turn: float = 0,
        mark: str = "",
    ) -> None:
        """Write one line of text on a baseline."""
        if not text:
            return
        self.axes.text(
            round(x, DECIMALS),
            round(baseline, DECIMALS),
            text,
            fontsize=self.form.text if size is None else size,
            fontweight=weight,
            fontfamily=letters.FAMILY,
            color=colour,
            ha=align,
            va="baseline",
            rotation=turn,
            rotation_mode="anchor",
            parse_math=False,
            zorder=self._next(),
            gid=mark or None,
        )

    def centre(self, x: float, y: float, text: str, **how: Any) -> None:  # noqa: ANN401
        """Write one line of text with its capitals centred on a height."""
        size = how.get("size") or self.form.text
        self.write(x, y + size * letters.CAPITAL / 2, text, **how)

    def paragraph(self, box: Box, lines: Sequence[str], *, size: float, **how: Any) -> float:  # noqa: ANN401
        """Write lines from the top of a box; return where the next line may begin."""
        top = box.top
        for line in lines:
            self.write(box.left, top + size * 0.95, line, size=size, **how)
            top += size * letters.LEADING
        return top

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float,
        *,
        dashes: tuple[float, ...] = (),
        mark: str = "",
    ) -> None:
        """Draw a line through some points."""
        self.lines([points], colour, width, dashes=dashes, mark=mark)

    def lines(
        self,
        many: Sequence[Sequence[tuple[float, float]]],
        colour: str,
        width: float,
        *,
        dashes: tuple[float, ...] = (),
        mark: str = "",
    ) -> None:
        """Draw several lines alike."""
        rounded = [[(round(x, DECIMALS), round(y, DECIMALS)) for x, y in line] for line in many]
        drawn = LineCollection(
            rounded,
            colors=colour,
            linewidths=width,
            linestyles=(0, dashes) if dashes else "solid",
            capstyle="butt",
            joinstyle="round",
            zorder=self._next(),
        )
        drawn.set_gid(mark or None)
        self.axes.add_collection(drawn, autolim=False)

    def rectangle(
        self,
        box: Box,
        fill: str,
        *,
        edge: str = "none",
        width: float = 0,
        mark: str = "",
    ) -> None:
        """Fill a rectangle."""
        drawn = Rectangle(
            (round(box.left, 2), round(box.top, 2)),
            round(box.width, 2),
            round(box.height, 2),
            **self._look(fill, edge, width, mark),
        )
        self._add(drawn)

    def rectangles(self, boxes: Sequence[Box], fills: Sequence[str]) -> None:
        """Fill many rectangles without an edge."""
        made = [Rectangle((b.left, b.top), b.width, b.height) for b in boxes]
        drawn = PatchCollection(
            made, facecolors=list(fills), edgecolors="none", linewidths=0, zorder=self._next()
        )
        self.axes.add_collection(drawn, autolim=False)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str,
        *,
        edge: str = "none",
        width: float = 0,
        mark: str = "",
    ) -> None:
        """Draw a filled circle."""
        drawn = Circle(
            (round(x, 2), round(y, 2)),
            radius,
            **self._look(fill, edge, width, mark),
        )
        self._add(drawn)

    def area(
        self,
        shape: Polygon | MultiPolygon,
        fill: str,
        *,
        edge: str,
        width: float,
        mark: str = "",
    ) -> None:
        """Fill a shape of one or more polygons, in points."""
        drawn = PathPatch(outline(shape), joinstyle="round", **self._look(fill, edge, width, mark))
        self._add(drawn)


def outline(shape: Polygon | MultiPolygon) -> Outline:
    """Turn a shape into the path that matplotlib draws."""
    polygons = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return Outline.make_compound_path(
        *[Outline(np.round(ring.coords, DECIMALS), closed=True) for ring in rings]
    )


__all__ = ["REGULAR", "SEMIBOLD", "Box", "Sheet", "outline"]
