"""The printed map: coloured areas, labels that touch nothing, points, legend, dots."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import shapely
from shapely import MultiPolygon, affinity

from commitments.atlas import boundaries, projection
from commitments.atlas.load import Atlas
from commitments.domain.figure_request import Kind
from commitments.domain.model import Selection, State
from commitments.figures import palette
from commitments.language import named
from commitments.prints import labels
from commitments.prints import legend as print_legend
from commitments.prints import map_content as print_areas
from commitments.prints import map_side_panel as print_beside
from commitments.prints import typography as letters
from commitments.prints.frame import View
from commitments.prints.label_positions import HALF_ROW, Line, Placed, Wanted, extent
from commitments.prints.map_content import Reading
from commitments.prints.sheet import REGULAR, SEMIBOLD, Box, Sheet

SHARE: Final = 0.66  # of the width, where dots stand beside
SMALLEST: Final = 0.6  # of the largest scale: below it the legend may lie over land
STEP: Final = 0.01
WEST_OF_MIDDLE: Final = 0.47  # where the land's middle stands; labels need room in the east
SHIFTS: Final = 24  # places tried from west to east
EAST_ROOM: Final = 2.0  # ems kept free east of the land for labels
LABEL_SIZE: Final = 0.86  # of the sheet's text
NAME_SIZE: Final = 0.86  # of a label's figure
SMALLER: Final = (0.9, 0.8)  # of a figure that has no room otherwise
SELECTED_WEIGHT: Final = 1.8  # times a border


@dataclass(frozen=True)
class Laid:
    """The shapes in points, in their place on a sheet; `place` takes kilometres there."""

    shapes: dict[str, MultiPolygon]
    anchors: dict[str, tuple[float, float]]
    scale: float
    left: float
    top: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Turn kilometres east and north into points of the sheet."""
        return self.left + x * self.scale, self.top - y * self.scale


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the map of a selection, with its dot plot where the sheet has room."""
    draw = partial(print_beside.draw, share=SHARE, picture=draw_map)
    return print_areas.view(print_areas.read(atlas, asked, Kind.MAP), draw)


def draw_map(reading: Reading, sheet: Sheet, body: Box) -> None:
    """Draw areas, labels, points and legend in a box."""
    key = print_legend.key(
        sheet,
        reading.legend,
        places=reading.places["place"].nunique(),
        place_fill=palette.theme_colour(reading.theme),
    )
    laid = lay(sheet, body, key)
    _areas(reading, sheet, laid)
    _labels(reading, sheet, laid, body, key)
    print_legend.draw(sheet, key, body.left, body.bottom - key.height)


def shapes() -> dict[str, dict[str, Any]]:
    """Return the drawn shapes by province: `shape` in kilometres, `iso`, `label`."""
    features = boundaries.drawn()
    return {
        feature["properties"]["name"]: {
            **feature["properties"],
            "shape": shapely.geometry.shape(feature["geometry"]),
        }
        for feature in features
    }


def lay(sheet: Sheet, body: Box, key: print_legend.Key) -> Laid:
    """Fit the shapes into a box as large as leaves the legend, at its lower left, free of land."""
    drawn = shapes()
    whole = shapely.unary_union([area["shape"] for area in drawn.values()])
    shapely.prepare(whole)
    west, south, east, north = whole.bounds
    room = body.width - sheet.form.text * EAST_ROOM
    full = scale = min(room / (east - west), body.height / (north - south))
    air = sheet.form.text
    taken = Box(body.left, body.bottom - key.height - air, body.left + key.width + air, body.bottom)
    while True:
        slack = room - (east - west) * scale
        top = body.top + (body.height - (north - south) * scale) / 2 + north * scale
        shifts = (slack * k / SHIFTS for k in range(SHIFTS + 1))
        lefts = [body.left + shift - west * scale for shift in shifts]
        free = [x for x in lefts if not _meets(whole, scale, x, top, taken)]
        if free or scale < full * SMALLEST:
            break
        scale -= full * STEP
    left = min(free or lefts, key=lambda x: abs(x - _aim(body, scale, west, east)))
    moved = {name: _moved(area["shape"], scale, left, top) for name, area in drawn.items()}
    anchors = {
        name: (left + area["label"][0] * scale, top - area["label"][1] * scale)
        for name, area in drawn.items()
    }
    return Laid(moved, anchors, scale, left, top)


def _aim(body: Box, scale: float, west: float, east: float) -> float:
    """Return where kilometre 0 would lie with the land in the middle of a box, a little west."""
    return body.left + body.width * WEST_OF_MIDDLE - (west + east) / 2 * scale


def _meets(whole: MultiPolygon, scale: float, left: float, top: float, box: Box) -> bool:
    """Say whether the land, put somewhere, would meet a box."""
    west, east = (box.left - left) / scale, (box.right - left) / scale
    south, north = (top - box.bottom) / scale, (top - box.top) / scale
    return bool(shapely.intersects(whole, shapely.box(west, south, east, north)))


def _moved(shape: MultiPolygon, scale: float, left: float, top: float) -> MultiPolygon:
    """Turn kilometres into points."""
    return affinity.affine_transform(shape, (scale, 0, 0, -scale, left, top))


def _areas(reading: Reading, sheet: Sheet, laid: Laid) -> None:
    """Fill the areas, those with a line of their own and the chosen ones last."""
    rows = reading.areas.to_dict("index")
    lined = {name: palette.STATE_LINE.get(row["state"], "") for name, row in rows.items()}
    for name in sorted(rows, key=lambda name: (bool(lined[name]), name)):
        print_legend.fill(
            sheet,
            laid.shapes[str(name)],
            rows[name]["fill"],
            reading.legend.hatch,
            edge=lined[name] or palette.WHITE,
            mark=f"area-{rows[name]['iso']}",
        )
    for name in reading.selected:
        if name in laid.shapes:
            weight = sheet.form.line * SELECTED_WEIGHT
            sheet.area(laid.shapes[name], "none", edge=palette.INK, width=weight)


def _labels(reading: Reading, sheet: Sheet, laid: Laid, body: Box, key: print_legend.Key) -> None:
    """Write what each area says, inside it or beside the land, and name the points."""
    em = sheet.form.text
    legend = Box(body.left, body.bottom - key.height - em, body.left + key.width + em, body.bottom)
    points = _points(reading, laid)
    radius = em * print_legend.PLACE_RADIUS
    dots = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points.values()]
    areas = reading.areas.to_dict("index")
    wanted = [_wanted(sheet, laid, str(name), row["label"]) for name, row in areas.items()]
    wanted += [
        Wanted(name, None, spot, (), Line(name, em * LABEL_SIZE, REGULAR))
        for name, spot in points.items()
    ]
    for spot in labels.placed(wanted, laid.shapes, body, [legend, *dots], em):
        _write(sheet, spot, areas.get(spot.name))
    for x, y in points.values():
        fill = palette.theme_colour(reading.theme)
        sheet.circle(x, y, radius, fill, edge=palette.WHITE, width=sheet.form.line * 1.6)


def _wanted(sheet: Sheet, laid: Laid, name: str, label: str) -> Wanted:
    """Ask for a place for an area's label; an area that says nothing has its name, if it fits."""
    em = sheet.form.text * LABEL_SIZE
    called = named("province", name)
    whole = Line(called, em * NAME_SIZE, REGULAR)
    words = tuple(Line(word, em * NAME_SIZE, REGULAR) for word in called.split())
    shape, anchor = laid.shapes[name], laid.anchors[name]
    if not label:
        return Wanted(name, shape, anchor, ((whole,), words), None)
    figure = Line(label, em, SEMIBOLD)
    smaller = (Line(label, em * share, SEMIBOLD) for share in SMALLER)
    choices = ((whole, figure), (*words, figure), (figure,), *((line,) for line in smaller))
    return Wanted(name, shape, anchor, choices, Line(f"{called} {label}", em, REGULAR))


def _points(reading: Reading, laid: Laid) -> dict[str, tuple[float, float]]:
    """Return where each sub-provincial place stands, under its name and figures."""
    found = {}
    for place, rows in reading.places.groupby("place_name", sort=False):
        where = projection.point(float(rows["lon"].iloc[0]), float(rows["lat"].iloc[0]))
        first, *more = re.split("[,、]", str(place))
        named = first + (letters.ELLIPSIS if more else "")
        found[f"{named} {', '.join(rows['label'].unique()[:2])}"] = laid.place(*where)
    return found


def _write(sheet: Sheet, spot: Placed, area: Mapping[str, Any] | None) -> None:
    """Write a placed label, with its line where it stands outside."""
    across, high = extent(spot.lines)
    top = spot.y - high / 2
    ink = palette.INK
    if spot.leader:
        sheet.line(spot.leader, palette.LEADER_INK, sheet.form.line * 0.8, mark="leader")
        sheet.circle(*spot.leader[0], sheet.form.line * 1.4, palette.LEADER_INK)
    elif area:
        ink = palette.ink_on(area["fill"]) if area["label"] else palette.QUIET_INK
    if not spot.leader and (not area or area["state"] == State.WORDS):
        half = across / 2 + sheet.form.text * 0.25
        ground = Box(spot.x - half, top, spot.x + half, top + high)
        sheet.rectangle(ground, palette.HATCH_GROUND if area else palette.WHITE)
    for line in spot.lines:
        half = line.size * HALF_ROW
        sheet.centre(
            spot.x, top + half, line.text, size=line.size, weight=line.weight, colour=ink,
            align="center", mark="label",
        )  # fmt: skip
        top += 2 * half
