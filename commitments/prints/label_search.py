"""The search for the place of one label of a printed map: inside its area, or beside the land.

What a label's place hangs on beside the other labels is looked for once, and every arrangement
of labels is then answered from it: the nearest place that is still free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from commitments.prints import typography as letters
from commitments.prints.label_positions import (
    AIR,
    APART,
    COARSE,
    HALF_ROW,
    Line,
    Placed,
    Shape,
    Taken,
    Wanted,
    boxed,
    extent,
    prepared,
)
from commitments.prints.sizes import Box

SEARCH: Final = 0.25  # step of the search inside an area, in ems
GRID: Final = (1.0, 0.6)  # steps of the search beside the land, in ems
CROSSING: Final = 3.0  # how much dearer a line is where it runs over other areas
FARTHEST: Final = 60.0  # dearest line, in ems, counting what it crosses
LONGEST: Final = 24.0  # ems of a line
LINES_APART: Final = 0.3
DEPTH: Final = 0.5  # how far a line reaches into an area, in ems
AT_ONCE: Final = 64  # places asked together: the first of them mostly are the answer


@dataclass(frozen=True, slots=True)
class Sea:
    """The room beside the land: the land as one, exact and coarse, the frame, the type."""

    land: BaseGeometry
    coarse: BaseGeometry
    frame: Box
    em: float


@dataclass(frozen=True, slots=True)
class _Within:
    """Places where the lines of a label lie within their area, the nearest to its anchor first."""

    x: np.ndarray
    y: np.ndarray
    boxes: np.ndarray


@dataclass(frozen=True, slots=True)
class _Beside:
    """Places off the land, those with the shortest line first; `rank` settles equal costs."""

    x: np.ndarray
    y: np.ndarray
    boxes: np.ndarray
    leaders: np.ndarray
    lengths: np.ndarray
    rank: np.ndarray
    costs: np.ndarray  # of each line, NaN until somebody asks


class Search:
    """The places that one label may take."""

    def __init__(self, label: Wanted, shape: Shape, sea: Sea) -> None:
        self.label = label
        self._shape = shape
        self._sea = sea
        self._inside: dict[tuple[Line, ...], _Within | None] = {}
        self._outside: dict[float, _Beside] = {}

    def inside(self, choices: Sequence[tuple[Line, ...]], taken: Taken) -> Placed | None:
        """Put the first choice that fits inside its area where it is free."""
        for lines in choices:
            if lines not in self._inside:
                self._inside[lines] = self._within(lines)
            found = self._inside[lines]
            at = _first_free(found.boxes, taken) if found else None
            if found and at is not None:
                x, y = float(found.x[at]), float(found.y[at])
                taken.boxes.append(boxed(lines, x, y, self._sea.em * APART))
                return Placed(self.label.name, lines, x, y)
        return None

    def beside(self, taken: Taken, *, longest: float) -> Placed | None:
        """Find the free spot beside the land with the cheapest line that crosses nothing written.

        Its line is at the most so many ems long, counting what it crosses.
        """
        if not self.label.outside:
            return None
        if longest not in self._outside:
            self._outside[longest] = self._off_land(self.label.outside, longest)
        found, em = self._outside[longest], self._sea.em
        best, cost = self._cheapest(found, taken)
        if best is None or cost > em * longest:
            return None
        x, y, leader = float(found.x[best]), float(found.y[best]), found.leaders[best]
        lines = (self.label.outside,)
        taken.boxes.append(boxed(lines, x, y, em * APART / 2))
        taken.leaders.append(leader.buffer(em * LINES_APART))
        (x1, y1), (x2, y2) = leader.coords
        return Placed(self.label.name, lines, x, y, ((x1, y1), (x2, y2)), cost / em)

    def _within(self, lines: tuple[Line, ...]) -> _Within | None:
        """List where lines lie wholly within their area, with some air around them."""
        em = self._sea.em
        across, high = extent(lines)
        left, top, right, bottom = self._shape.bounds
        xs = np.arange(left + across / 2, right - across / 2 + em * SEARCH, em * SEARCH)
        ys = np.arange(top + high / 2, bottom - high / 2 + em * SEARCH, em * SEARCH)
        if not len(xs) or not len(ys):
            return None
        x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
        fits = _hold(self._shape, lines, x, y, em * AIR)
        x, y = x[fits], y[fits]
        anchor = self.label.anchor
        nearest = np.argsort(np.hypot(x - anchor[0], (y - anchor[1]) * 1.5), kind="stable")
        x, y = x[nearest], y[nearest]
        boxes = shapely.box(x - across / 2, y - high / 2, x + across / 2, y + high / 2)
        return _Within(x, y, boxes)

    def _off_land(self, line: Line, longest: float) -> _Beside:
        """List where a line of text touches no land and its leader is short enough."""
        em, anchor = self._sea.em, self.label.anchor
        across, high = extent((line,))
        x, y = _grid(self._sea.frame, across, high, em)
        left, top, right, bottom = self._shape.bounds
        room = em * min(longest, LONGEST)
        reach = room + np.hypot(right - left, bottom - top) / 2 + across / 2
        near = np.hypot(x - anchor[0], y - anchor[1]) < reach
        x, y = x[near], y[near]
        half, tall = across / 2 + em * APART, high / 2 + em * APART * 0.6
        boxes = shapely.box(x - half, y - tall, x + half, y + tall)
        free = ~shapely.intersects(self._sea.land, boxes)
        x, y, boxes = x[free], y[free], boxes[free]
        leaders = self._leaders(x, y, across)
        lengths = shapely.length(leaders)
        rank = np.argsort(lengths, kind="stable")
        rank = rank[lengths[rank] < room]
        unknown = np.full(len(rank), np.nan)
        return _Beside(x[rank], y[rank], boxes[rank], leaders[rank], lengths[rank], rank, unknown)

    def _cheapest(self, found: _Beside, taken: Taken) -> tuple[int | None, float]:
        """Return which free place costs least, and what; no line costs less than its length."""
        best: tuple[float, int, int | None] = (float("inf"), -1, None)
        for start in range(0, len(found.lengths), AT_ONCE):
            if found.lengths[start] > best[0]:
                break
            part = slice(start, start + AT_ONCE)
            free = ~(taken.touched(found.boxes[part]) | taken.touched(found.leaders[part]))
            spots = np.flatnonzero(free) + start
            costs = self._costs(found, spots)
            best = min([best, *zip(costs.tolist(), found.rank[spots], spots.tolist(), strict=True)])
        return best[2], best[0]

    def _costs(self, found: _Beside, spots: np.ndarray) -> np.ndarray:
        """Return what lines cost: their length, and much more of it over other areas."""
        asked = spots[np.isnan(found.costs[spots])]
        leaders = found.leaders[asked]
        on_land = shapely.length(shapely.intersection(leaders, self._sea.coarse))
        at_home = shapely.length(shapely.intersection(leaders, self._coarse))
        found.costs[asked] = found.lengths[asked] + CROSSING * np.maximum(on_land - at_home, 0)
        return found.costs[spots]

    def _leaders(self, x: np.ndarray, y: np.ndarray, across: float) -> np.ndarray:
        """Return the line from each place's near side to the nearest point well inside the area."""
        side = np.where(x > self.label.anchor[0], -1.0, 1.0) * (across / 2 + self._sea.em * 0.25)
        lines: np.ndarray = shapely.shortest_line(self._core, shapely.points(x + side, y))
        return lines

    @cached_property
    def _core(self) -> BaseGeometry:
        core: BaseGeometry = self._shape.buffer(-self._sea.em * DEPTH)
        return shapely.Point(self.label.anchor) if core.is_empty else core

    @cached_property
    def _coarse(self) -> BaseGeometry:
        return self._shape.simplify(COARSE)


def _first_free(boxes: np.ndarray, taken: Taken) -> int | None:
    """Return which box is the first that touches no other."""
    for start in range(0, len(boxes), AT_ONCE):
        free = ~taken.touched(boxes[start : start + AT_ONCE], leaders=False)
        if free.any():
            return start + int(free.argmax())
    return None


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


def _grid(frame: Box, across: float, high: float, em: float) -> tuple[np.ndarray, np.ndarray]:
    """Return candidate centres; left edges stand on a few verticals, so that labels line up."""
    lefts = np.arange(frame.left, frame.right - across, em * GRID[0])
    rows = np.arange(frame.top + high / 2, frame.bottom - high / 2, em * GRID[1])
    x, y = np.meshgrid(lefts + across / 2, rows)
    return x.ravel(), y.ravel()
