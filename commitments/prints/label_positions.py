"""Positions of one label of a printed map: inside its area, beside the land, or by a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from commitments.prints import typography as letters
from commitments.prints.sizes import Box

AIR: Final = 0.2  # around a label inside its area, in ems
APART: Final = 0.35  # between two labels, in ems
SEARCH: Final = 0.25  # step of the search inside an area, in ems
GRID: Final = (1.0, 0.6)  # steps of the search beside the land, in ems
CROSSING: Final = 3.0  # how much dearer a line is where it runs over other areas
FARTHEST: Final = 60.0  # dearest line, in ems, counting what it crosses
LONGEST: Final = 24.0  # ems of a line
COARSE: Final = 1.0  # points that a coast may be off where only a length is measured
LINES_APART: Final = 0.3
DEPTH: Final = 0.5  # how far a line reaches into an area, in ems
BESIDE_A_POINT: Final = 0.65  # from its centre to its label, in ems
HALF_ROW: Final = 0.5  # half the height of a line of text, in ems

Shape: TypeAlias = Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    size: float
    weight: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label looking for its place: what may stand inside, first choice first, and outside.

    `anchor` is where it best stands inside; a line from outside leads to the nearest point of the
    shape. A label without a shape stands close to its anchor, on whatever is there.
    """

    name: str
    shape: Shape | None
    anchor: tuple[float, float]
    inside: tuple[tuple[Line, ...], ...]
    outside: Line | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place: the centre of its lines, and the line that ties it to its area."""

    name: str
    lines: tuple[Line, ...]
    x: float
    y: float
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None
    cost: float = 0  # how long its line is, in ems, counting what it crosses


@dataclass
class Taken:
    """What labels may no longer touch."""

    boxes: list[BaseGeometry] = field(default_factory=list)
    leaders: list[BaseGeometry] = field(default_factory=list)

    def copy(self) -> Taken:
        """Return another that can be added to."""
        return Taken([*self.boxes], [*self.leaders])


@dataclass(frozen=True, slots=True)
class Sea:
    """The room beside the land: the land as one, exact and coarse, the frame, the type."""

    land: BaseGeometry
    coarse: BaseGeometry
    frame: Box
    em: float


def extent(lines: Sequence[Line]) -> tuple[float, float]:
    """Return how wide and high the lines of a label are."""
    across = max(letters.width(line.text, line.size, line.weight) for line in lines)
    return across, sum(line.size * 2 * HALF_ROW for line in lines)


def boxed(lines: Sequence[Line], x: float, y: float, air: float) -> BaseGeometry:
    """Return the box of a label around a centre, with some air."""
    across, high = extent(lines)
    return shapely.box(
        x - across / 2 - air, y - high / 2 - air, x + across / 2 + air, y + high / 2 + air
    )


def inside(
    label: Wanted, choices: Sequence[tuple[Line, ...]], taken: Taken, em: float
) -> Placed | None:
    """Put the first choice that fits inside its area."""
    for lines in choices:
        spot = _spot(label, lines, taken, em)
        if spot:
            taken.boxes.append(boxed(spot.lines, spot.x, spot.y, em * APART))
            return spot
    return None


def close(label: Wanted, taken: Taken, em: float) -> Placed | None:
    """Put the label of a point on the first free side of it."""
    if not label.outside:
        return None
    lines = (label.outside,)
    across, high = extent(lines)
    x, y = label.anchor
    aside, above = across / 2 + em * BESIDE_A_POINT, high / 2 + em * BESIDE_A_POINT
    for dx, dy in ((aside, 0), (-aside, 0), (0, -above), (0, above)):
        box = boxed(lines, x + dx, y + dy, 0)
        if not any(shapely.intersects(box, other) for other in taken.boxes):
            taken.boxes.append(boxed(lines, x + dx, y + dy, em * AIR))
            return Placed(label.name, lines, x + dx, y + dy)
    return None


def _spot(label: Wanted, lines: tuple[Line, ...], taken: Taken, em: float) -> Placed | None:
    """Find the spot nearest to the anchor where lines lie wholly within their area."""
    if not label.shape:
        return None
    across, high = extent(lines)
    air, step = em * AIR, em * SEARCH
    left, top, right, bottom = label.shape.bounds
    xs = np.arange(left + across / 2, right - across / 2 + step, step)
    ys = np.arange(top + high / 2, bottom - high / 2 + step, step)
    if not len(xs) or not len(ys):
        return None
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    fits = _hold(label.shape, lines, x, y, air)
    boxes = shapely.box(x - across / 2, y - high / 2, x + across / 2, y + high / 2)
    for box in taken.boxes:
        fits &= ~shapely.intersects(boxes, box)
    if not fits.any():
        return None
    far = np.hypot(x - label.anchor[0], (y - label.anchor[1]) * 1.5)
    best = int(np.where(fits, far, np.inf).argmin())
    return Placed(label.name, lines, float(x[best]), float(y[best]))


def _hold(
    shape: BaseGeometry, lines: Sequence[Line], x: np.ndarray, y: np.ndarray, air: float
) -> np.ndarray:
    """Say for each centre whether an area holds every line of a label, line by line."""
    top = y - extent(lines)[1] / 2
    fits = np.ones(len(x), dtype=bool)
    for line in lines:
        half = letters.width(line.text, line.size, line.weight) / 2 + air
        bottom = top + line.size * 2 * HALF_ROW
        fits &= shapely.contains(prepared(shape), shapely.box(x - half, top, x + half, bottom))
        top = bottom
    return fits


def prepared(shape: BaseGeometry) -> BaseGeometry:
    """Make a shape quick to ask, and return it."""
    shapely.prepare(shape)
    return shape


def beside(label: Wanted, sea: Sea, taken: Taken, *, longest: float) -> Placed | None:
    """Find the free spot beside the land with the shortest line that crosses nothing written."""
    if not label.outside or not label.shape:
        return None
    lines, em = (label.outside,), sea.em
    across, high = extent(lines)
    x, y = _grid(sea.frame, across, high, em)
    left, top, right, bottom = label.shape.bounds
    reach = em * min(longest, LONGEST) + np.hypot(right - left, bottom - top) / 2 + across / 2
    near = np.hypot(x - label.anchor[0], y - label.anchor[1]) < reach
    x, y = x[near], y[near]
    half, tall = across / 2 + em * APART, high / 2 + em * APART * 0.6
    boxes = shapely.box(x - half, y - tall, x + half, y + tall)
    free = ~shapely.intersects(sea.land, boxes)
    for other in (*taken.boxes, *taken.leaders):
        free &= ~shapely.intersects(boxes, other)
    x, y = x[free], y[free]
    leaders = _leaders(label.shape, label.anchor, x, y, across, em)
    clear = shapely.length(leaders) < em * min(longest, LONGEST)
    for other in (*taken.boxes, *taken.leaders):
        clear &= ~shapely.intersects(leaders, other)
    x, y, leaders = x[clear], y[clear], leaders[clear]
    cost = shapely.length(leaders) + CROSSING * _over_others(leaders, label.shape, sea)
    if not len(cost) or cost.min() > em * longest:
        return None
    best = int(cost.argmin())
    taken.boxes.append(boxed(lines, float(x[best]), float(y[best]), em * APART / 2))
    taken.leaders.append(leaders[best].buffer(em * LINES_APART))
    (x1, y1), (x2, y2) = leaders[best].coords
    spot = float(x[best]), float(y[best])
    return Placed(label.name, lines, *spot, ((x1, y1), (x2, y2)), float(cost[best]) / em)


def _over_others(leaders: np.ndarray, own: BaseGeometry, sea: Sea) -> np.ndarray:
    """Return how far each line runs over other areas, in points."""
    on_land = shapely.length(shapely.intersection(leaders, sea.coarse))
    at_home = shapely.length(shapely.intersection(leaders, own.simplify(COARSE)))
    over: np.ndarray = np.maximum(on_land - at_home, 0)
    return over


def _grid(frame: Box, across: float, high: float, em: float) -> tuple[np.ndarray, np.ndarray]:
    """Return candidate centres; left edges stand on a few verticals, so that labels line up."""
    lefts = np.arange(frame.left, frame.right - across, em * GRID[0])
    rows = np.arange(frame.top + high / 2, frame.bottom - high / 2, em * GRID[1])
    x, y = np.meshgrid(lefts + across / 2, rows)
    return x.ravel(), y.ravel()


def _leaders(
    shape: Shape,
    anchor: tuple[float, float],
    x: np.ndarray,
    y: np.ndarray,
    across: float,
    em: float,
) -> np.ndarray:
    """Return the line from each candidate's near side to the nearest point well inside the area."""
    side = np.where(x > anchor[0], -1.0, 1.0) * (across / 2 + em * 0.25)
    ends = shapely.points(x + side, y)
    core: BaseGeometry = shape.buffer(-em * DEPTH)
    if core.is_empty:
        core = shapely.Point(anchor)
    lines: np.ndarray = shapely.shortest_line(core, ends)
    return lines
