"""Labels of a printed map: what they say, how large they are, and what they may not touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from commitments.prints import typography as letters

AIR: Final = 0.2  # around a label inside its area, in ems
APART: Final = 0.35  # between two labels, in ems
COARSE: Final = 1.0  # points that a coast may be off where only a length is measured
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

    def touched(self, shapes: np.ndarray, *, leaders: bool = True) -> np.ndarray:
        """Say for each shape whether it touches a box, or a leader."""
        others = np.array([*self.boxes, *(self.leaders if leaders else ())], dtype=object)
        touching: np.ndarray = shapely.intersects(shapes[:, None], others[None, :]).any(axis=1)
        return touching


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
        if not taken.touched(np.array([box]), leaders=False).any():
            taken.boxes.append(boxed(lines, x + dx, y + dy, em * AIR))
            return Placed(label.name, lines, x + dx, y + dy)
    return None


def prepared(shape: BaseGeometry) -> BaseGeometry:
    """Make a shape quick to ask, and return it."""
    shapely.prepare(shape)
    return shape
