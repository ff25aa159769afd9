"""This module finds room for the labels of a printed map: inside an area, or beside the land.

A label goes inside its area where it fits with some air around it. Else it stands at sea or beyond
the border, tied to its area by a line; it then touches no land, no other label and no other line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from commitments import print_type as letters
from commitments.print_page import Box

AIR: Final = 0.2  # around a label inside its area, in ems
APART: Final = 0.35  # between two labels, in ems
SEARCH: Final = 0.25  # step of the search inside an area, in ems
GRID: Final = (1.0, 0.6)  # steps of the search beside the land, in ems
CROSSING: Final = 3.0  # how much dearer a line is where it runs over other areas
FARTHEST: Final = 60.0  # dearest line, in ems, counting what it crosses
SHORT: Final = 6.0  # a line that is better than a figure inside without its name
COARSE: Final = 1.0  # points that a coast may be off where only a length is measured
LINES_APART: Final = 0.3
DEPTH: Final = 0.5  # how far a line reaches into an area, in ems
BESIDE_A_POINT: Final = 0.65  # from its centre to its label, in ems
HALF_ROW: Final = 0.5  # half the height of a line of text, in ems

Shape = Polygon | MultiPolygon


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
class _Taken:
    """What labels may no longer touch."""

    boxes: list[BaseGeometry] = field(default_factory=list)
    leaders: list[BaseGeometry] = field(default_factory=list)

    def copy(self) -> _Taken:
        """Return another that can be added to."""
        return _Taken([*self.boxes], [*self.leaders])


@dataclass(frozen=True, slots=True)
class _Sea:
    """The room beside the land: the land as one, exact and coarse, the frame, the type."""

    land: BaseGeometry
    coarse: BaseGeometry
    frame: Box
    em: float


def _area(label: Wanted) -> float:
    return label.shape.area if label.shape else 0.0


ORDERS: Final = (  # in which labels are placed; the arrangement with the shortest lines is taken
    _area,
    lambda label: -label.anchor[0],
    lambda label: label.anchor[1],
    lambda label: -label.anchor[1],
)


def extent(lines: Sequence[Line]) -> tuple[float, float]:
    """Return how wide and high the lines of a label are."""
    across = max(letters.width(line.text, line.size, line.weight) for line in lines)
    return across, sum(line.size * 2 * HALF_ROW for line in lines)


def placed(
    wanted: Sequence[Wanted],
    land: Mapping[str, Shape],
    frame: Box,
    blocked: Sequence[Box],
    em: float,
) -> list[Placed]:
    """Give labels their places; one for which there is no room anywhere is left out."""
    taken = _Taken([shapely.box(b.left, b.top, b.right, b.bottom) for b in blocked])
    whole = _prepared(shapely.unary_union(list(land.values())))
    sea = _Sea(whole, whole.simplify(COARSE), frame, em)
    found = [spot for label in wanted if not label.shape and (spot := _close(label, taken, em))]
    areas = [label for label in wanted if label.shape]
    found += [spot for label in areas if (spot := _inside(label, label.inside[:1], taken, em))]
    done = {spot.name for spot in found}
    left = [label for label in areas if label.name not in done]
    tries = [_arranged(sorted(left, key=order), sea, taken.copy()) for order in ORDERS]
    return found + min(tries, key=lambda spots: _dearness(spots, len(left)))


def _arranged(left: Sequence[Wanted], sea: _Sea, taken: _Taken) -> list[Placed]:
    """Place labels one by one: by a short line, else the figure alone inside, else a long line."""
    found = []
    for label in left:
        spot = (
            _beside(label, sea, taken, longest=SHORT)
            or _inside(label, label.inside[1:], taken, sea.em)
            or _beside(label, sea, taken, longest=FARTHEST)
        )
        if spot:
            found.append(spot)
    return found


def _dearness(spots: Sequence[Placed], wanted: int) -> float:
    """Weigh an arrangement: what its lines cost, and what is missing altogether."""
    return sum(spot.cost for spot in spots) + FARTHEST * 2 * (wanted - len(spots))


def _box(lines: Sequence[Line], x: float, y: float, air: float) -> BaseGeometry:
    across, high = extent(lines)
    return shapely.box(
        x - across / 2 - air, y - high / 2 - air, x + across / 2 + air, y + high / 2 + air
    )


def _inside(
    label: Wanted, choices: Sequence[tuple[Line, ...]], taken: _Taken, em: float
) -> Placed | None:
    """Put the first choice that fits inside its area."""
    for lines in choices:
        spot = _spot(label, lines, taken, em)
        if spot:
            taken.boxes.append(_box(spot.lines, spot.x, spot.y, em * APART))
            return spot
    return None


def _close(label: Wanted, taken: _Taken, em: float) -> Placed | None:
    """Put the label of a point on the first free side of it."""
    if not label.outside:
        return None
    lines = (label.outside,)
    across, high = extent(lines)
    x, y = label.anchor
    aside, above = across / 2 + em * BESIDE_A_POINT, high / 2 + em * BESIDE_A_POINT
    for dx, dy in ((aside, 0), (-aside, 0), (0, -above), (0, above)):
        box = _box(lines, x + dx, y + dy, 0)
        if not any(shapely.intersects(box, other) for other in taken.boxes):
            taken.boxes.append(_box(lines, x + dx, y + dy, em * AIR))
            return Placed(label.name, lines, x + dx, y + dy)
    return None


def _spot(label: Wanted, lines: tuple[Line, ...], taken: _Taken, em: float) -> Placed | None:
    """Find the spot nearest to the anchor where lines lie wholly within their area."""
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
        fits &= shapely.contains(_prepared(shape), shapely.box(x - half, top, x + half, bottom))
        top = bottom
    return fits


def _prepared(shape: BaseGeometry) -> BaseGeometry:
    shapely.prepare(shape)
    return shape


def _beside(label: Wanted, sea: _Sea, taken: _Taken, *, longest: float) -> Placed | None:
    """Find the free spot beside the land with the shortest line that crosses nothing written."""
    if not label.outside:
        return None
    lines, em = (label.outside,), sea.em
    across, high = extent(lines)
    x, y = _grid(sea.frame, across, high, em)
    near = np.hypot(x - label.anchor[0], y - label.anchor[1]) < em * FARTHEST + across / 2
    x, y = x[near], y[near]
    half, tall = across / 2 + em * APART, high / 2 + em * APART * 0.6
    boxes = shapely.box(x - half, y - tall, x + half, y + tall)
    free = ~shapely.intersects(sea.land, boxes)
    for other in (*taken.boxes, *taken.leaders):
        free &= ~shapely.intersects(boxes, other)
    x, y = x[free], y[free]
    leaders = _leaders(label, x, y, across, em)
    clear = shapely.length(leaders) < em * longest
    for other in (*taken.boxes, *taken.leaders):
        clear &= ~shapely.intersects(leaders, other)
    x, y, leaders = x[clear], y[clear], leaders[clear]
    cost = shapely.length(leaders) + CROSSING * _over_others(leaders, label.shape, sea)
    if not len(cost) or cost.min() > em * longest:
        return None
    best = int(cost.argmin())
    taken.boxes.append(_box(lines, float(x[best]), float(y[best]), em * APART / 2))
    taken.leaders.append(leaders[best].buffer(em * LINES_APART))
    (x1, y1), (x2, y2) = leaders[best].coords
    spot = float(x[best]), float(y[best])
    return Placed(label.name, lines, *spot, ((x1, y1), (x2, y2)), float(cost[best]) / em)


def _over_others(leaders: np.ndarray, own: BaseGeometry, sea: _Sea) -> np.ndarray:
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


def _leaders(label: Wanted, x: np.ndarray, y: np.ndarray, across: float, em: float) -> np.ndarray:
    """Return the line from each candidate's near side to the nearest point well inside the area."""
    side = np.where(x > label.anchor[0], -1.0, 1.0) * (across / 2 + em * 0.25)
    ends = shapely.points(x + side, y)
    core = label.shape.buffer(-em * DEPTH)
    if core.is_empty:
        core = shapely.Point(label.anchor)
    lines: np.ndarray = shapely.shortest_line(core, ends)
    return lines
