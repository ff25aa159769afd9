"""Places of the labels of a drawn map, by the rule of the map on screen.

Inside the area where the text fits; at the end of a leader where a place is set; smaller inside;
else none. `static/atlas-map.js` lays the labels of the live map in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from commitments.figures import text_measuring
from commitments.publish.shapes import Edges, Frame, Point, Shape

PADDING: Final = 3.0  # beside a label
LEADING: Final = 2.0  # above and below it, together
SHIFTS: Final = (0.0, -0.5, 0.5, -1.0, 1.0)  # heights of a label tried, in its sizes
TILE_SHIFT: Final = 8.0  # below the code of a tile
FROM_LEADER: Final = 3.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the labels of a drawing are, and whether leaders have their room."""

    usual: float
    small: float
    leaders: bool


WIDE: Final = Sizes(12.0, 10.0, leaders=True)
NARROW: Final = Sizes(21.0, 18.0, leaders=False)  # read on a phone, where all is half as large


@dataclass(frozen=True, slots=True)
class Label:
    """A label in its place: the middle of its text, and the leader that ties it to its area."""

    text: str
    x: float
    y: float
    size: float
    ink: str
    leader: tuple[Point, Point] | None = None  # at whose end the text begins


def laid(areas: Mapping[str, Mapping[str, Any]], frame: Frame, sizes: Sizes) -> list[Label]:
    """Lay the labels of the areas of a paint job; what has no room has no label."""
    taken: list[Box] = []
    labels: list[Label] = []
    late = []
    for iso, area in areas.items():
        if area.get("label"):
            placed = _inside(frame.shapes[iso], area, sizes.usual, taken)
            labels += placed
            late += [] if placed else [(iso, area)]
    for iso, area in late:
        shape = frame.shapes[iso]
        labels += _led(shape, area, frame, sizes, taken) or _inside(shape, area, sizes.small, taken)
    return labels


def _inside(shape: Shape, area: Mapping[str, Any], size: float, taken: list[Box]) -> list[Label]:
    text = str(area["label"])
    width = text_measuring.width(text, size) + 2 * PADDING
    spot = _spot(shape, width, size)
    if spot is None or not _free(_box(spot, width, size), taken):
        return []
    taken.append(_box(spot, width, size))
    return [Label(text, *spot, size, str(area["ink"]))]


def _led(
    shape: Shape, area: Mapping[str, Any], frame: Frame, sizes: Sizes, taken: list[Box]
) -> list[Label]:
    if not (sizes.leaders and "leader" in area):
        return []
    text = f"{area['short']} {area['label']}"
    width = text_measuring.width(text, sizes.usual) + 2 * PADDING
    end = frame.at(*area["leader"])
    spot = (round(end[0] + width / 2 + FROM_LEADER, 1), end[1])
    box = _box(spot, width, sizes.usual)
    if not _free(box, taken):
        return []
    taken.append(box)
    starts = round(end[0] + FROM_LEADER + PADDING, 1)
    return [Label(text, starts, end[1], sizes.usual, "var(--ink)", (shape.label, end))]


def _box(spot: Point, width: float, size: float) -> Box:
    (x, y), half = spot, (size + LEADING) / 2
    return x - width / 2, y - half, x + width / 2, y + half


def _free(box: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    return all(right < a or c < left or bottom < b or d < top for a, b, c, d in taken)


@lru_cache(maxsize=8192)  # a shape is its own key
def _spot(shape: Shape, width: float, size: float) -> Point | None:
    """Return the middle of the widest level stretch near a shape's label that holds a text."""
    half = (size + LEADING) / 2
    for shift in [TILE_SHIFT] if shape.code else [step * size for step in SHIFTS]:
        x, y = shape.label[0], shape.label[1] + shift
        spans = [_span(shape.edges, x, y + off) for off in (-half, 0.0, half)]
        known = [span for span in spans if span]
        if len(known) < len(spans):
            continue
        left, right = max(span[0] for span in known), min(span[1] for span in known)
        if right - left >= width:
            return round(min(max(x, left + width / 2), right - width / 2), 1), round(y, 1)
    return None


def _span(edges: Edges, x: float, y: float) -> tuple[float, float] | None:
    """Return where a level line through a point enters and leaves the shape around it."""
    x1, y1, x2, y2 = edges.T
    cut = (y1 > y) != (y2 > y)
    x1, y1, x2, y2 = x1[cut], y1[cut], x2[cut], y2[cut]
    cuts = sorted((x1 + (y - y1) / (y2 - y1) * (x2 - x1)).tolist())
    return next(((a, b) for a, b in _pairs(cuts) if a <= x <= b), None)


def _pairs(cuts: Sequence[float]) -> Iterator[tuple[float, float]]:
    return zip(cuts[::2], cuts[1::2], strict=False)
