"""Shapes of the provinces as SVG paths, on the frame of a drawn map."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from commitments.atlas import boundaries
from commitments.domain.model import Unreadable
from commitments.language import lazy

WIDTH: Final = 760.0  # units of the drawing; the legend and the ends of leaders have their room
LEFT, TOP, RIGHT, BOTTOM = 14.0, 8.0, 112.0, 8.0
KM: Final = 2.0  # of a step of the paths: a third of a pixel on a wide screen
TILES_SHARE: Final = 0.86  # of the frame's height that the tile grid fills
NO_CODE: Final = ""

Point = tuple[float, float]
Edges = np.ndarray  # x, y of the start and x, y of the end of each side of a shape


@dataclass(frozen=True, eq=False)
class Shape:
    """One area: its path in steps, its sides and the place of its label in the drawing."""

    iso: str
    name: str
    name_zh: str
    code: str  # of the tile grid; blank on a map
    path: str
    label: Point
    edges: Edges = field(repr=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """All areas of a drawing, and how kilometres become its units."""

    shapes: Mapping[str, Shape] = field(repr=False)
    height: float
    scale: float
    left: float
    top: float

    def at(self, x: float, y: float) -> Point:
        """Return where a point in kilometres stands in the drawing."""
        return round(self.left + x * self.scale, 1), round(self.top - y * self.scale, 1)

    @property
    def transform(self) -> str:
        """Return what sets the steps of the paths into the drawing."""
        return f"translate({self.left:.2f} {self.top:.2f})scale({self.scale * KM:.5f})"

    @property
    def line(self) -> float:
        """Return how many steps a line of one unit is wide."""
        return round(1 / (self.scale * KM), 2)


def frame(*, tiles: bool = False) -> Frame:
    """Return the shapes that browsers draw, or the tile grid; read once and again on a change."""
    file = boundaries.TILES if tiles else boundaries.DRAWING
    try:
        return _frame(file, file.stat().st_mtime_ns, tiles)
    except (OSError, ValueError, KeyError, TypeError):
        raise Unreadable(lazy("fault.no-drawing", file=file.name)) from None


@lru_cache(maxsize=4)
def _frame(file: Path, changed: int, tiles: bool) -> Frame:  # noqa: ARG001 (the key it is kept under)
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    corners = np.array(
        [corner for feature in features for ring in _rings(feature) for corner in ring]
    )
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    scale = (WIDTH - LEFT - RIGHT) / (east - west)
    height = (north - south) * scale + TOP + BOTTOM
    if tiles:
        height, scale = height * TILES_SHARE, height * TILES_SHARE / (north - south)
    empty = Frame({}, round(height), scale, LEFT - west * scale, TOP + north * scale)
    found = {feature["properties"]["iso"]: _shape(feature, empty) for feature in features}
    return Frame(found, empty.height, empty.scale, empty.left, empty.top)


def _rings(feature: Mapping[str, Any]) -> list[Sequence[Point]]:
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]


def _shape(feature: Mapping[str, Any], into: Frame) -> Shape:
    told = feature["properties"]
    rings = _rings(feature)
    return Shape(
        iso=told["iso"],
        name=told["name"],
        name_zh=told["name_zh"],
        code=told.get("code", NO_CODE),
        path="".join(map(_path, rings)),
        label=into.at(*told["label"]),
        edges=np.array([(*into.at(*a), *into.at(*b)) for ring in rings for a, b in pairwise(ring)]),
    )


def _path(ring: Sequence[Point]) -> str:
    """Write a ring as a path of whole steps, each from the one before it."""
    steps = [(round(x / KM), round(-y / KM)) for x, y in ring[:-1]]
    kept = [step for before, step in zip([None, *steps], steps, strict=False) if step != before]
    moves = "".join(_move(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{moves.strip()}z" if len(kept) > 1 else ""


def _move(x: int, y: int) -> str:
    """Write a step; a minus sign parts two numbers as a blank does."""
    return f"{x if x < 0 else f' {x}'}{y if y < 0 else f' {y}'}"
