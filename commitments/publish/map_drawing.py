"""A map as light SVG: the paint job of the map on screen, set onto paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commitments.figures import escaping, text_measuring
from commitments.publish import labels, shapes
from commitments.publish.labels import Label
from commitments.publish.shapes import WIDTH, Frame

POINT_RADIUS: Final = 5.5
BESIDE_A_POINT: Final = 9.0  # from its middle to its label
CODE_RISE: Final = 9.0  # from the middle of a tile up to its code
PATTERNED: Final = "url(#"


@dataclass(frozen=True, slots=True)
class Area:
    """One area as it is drawn: path, fill, line, and what the pointer tells."""

    iso: str
    name: str
    path: str
    fill: str
    line: str
    state: str
    tip: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A city, lake or new area as a point with its label."""

    x: float
    y: float
    fill: str
    label: str
    label_x: float
    anchor: str
    tip: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map ready to be written: areas, labels for wide and narrow screens, points, legend."""

    key: str  # begins the names of its patterns: a page may hold several maps
    frame: Frame
    areas: tuple[Area, ...]
    wide: tuple[Label, ...]
    narrow: tuple[Label, ...]
    codes: tuple[Label, ...]
    places: tuple[Place, ...]
    hatch: str
    grounds: Mapping[str, str]
    legend: Mapping[str, Any]

    @property
    def width(self) -> float:
        """Return the width of the drawing."""
        return WIDTH

    @property
    def height(self) -> float:
        """Return the height of the drawing."""
        return self.frame.height


def drawn(job: str, *, tiles: bool = False) -> MapDrawing:
    """Draw a packed paint job on the shapes, or on the tile grid."""
    data = escaping.unpacked(job)
    frame, key = shapes.frame(tiles=tiles), "tiles" if tiles else "map"
    areas = {iso: data["areas"].get(iso, {}) for iso in frame.shapes}
    return MapDrawing(
        key=key,
        frame=frame,
        areas=tuple(_area(iso, area, frame, key) for iso, area in areas.items()),
        wide=tuple(labels.laid(areas, frame, labels.WIDE)),
        narrow=tuple(labels.laid(areas, frame, labels.NARROW)),
        codes=tuple(_codes(areas, frame, data["language"])) if tiles else (),
        places=() if tiles else tuple(_place(point, frame) for point in data["points"]),
        hatch=data["hatch"],
        grounds=data["grounds"],
        legend=_legend(data["legend"], key),
    )


def _area(iso: str, area: Mapping[str, Any], frame: Frame, key: str) -> Area:
    shape = frame.shapes[iso]
    return Area(
        iso=iso,
        name=shape.name,
        path=shape.path,
        fill=_fill(area.get("fill", "var(--raised)"), key),
        line=area.get("line", ""),
        state=area.get("state", ""),
        tip=tuple(area.get("tip", ())),
    )


def _fill(fill: str, key: str) -> str:
    """Lead a pattern to those of this drawing."""
    return fill.replace(PATTERNED, f"{PATTERNED}{key}-", 1) if PATTERNED in fill else fill


def _legend(legend: Mapping[str, Any], key: str) -> dict[str, Any]:
    def filled(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        plain = {"line": "", "point": False}
        return [{**plain, **entry, "fill": _fill(entry["fill"], key)} for entry in entries]

    return {
        "title": legend["title"],
        "classes": filled(legend["classes"]),
        "states": filled(legend["states"]),
        "points": filled(legend["points"]),
    }


def _codes(areas: Mapping[str, Mapping[str, Any]], frame: Frame, language: str) -> list[Label]:
    """Write the code of every tile, in Chinese its name."""
    found = []
    for iso, area in areas.items():
        shape = frame.shapes[iso]
        x, y = shape.label
        ink = area["ink"] if area.get("label") else "var(--ink)"
        called = shape.name_zh if language == "zh" else shape.code
        found.append(Label(called, x, round(y - CODE_RISE, 1), labels.WIDE.small, ink))
    return found


def _place(point: Mapping[str, Any], frame: Frame) -> Place:
    """Set a point, its label to the right, or to the left where the drawing ends."""
    x, y = frame.at(point["x"], point["y"])
    ends = x + BESIDE_A_POINT + text_measuring.width(point["label"], labels.WIDE.usual) > WIDTH
    return Place(
        x,
        y,
        point["fill"],
        point["label"],
        round(x - BESIDE_A_POINT if ends else x + BESIDE_A_POINT, 1),
        "end" if ends else "start",
        tuple(point["tip"]),
    )
