"""The printed tile grid: equal squares, so that small provinces are seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import shapely

from commitments.atlas import boundaries
from commitments.atlas.load import Atlas
from commitments.domain.figure_request import Kind
from commitments.domain.model import Selection, State
from commitments.figures import palette
from commitments.language import named, say
from commitments.prints import legend as print_legend
from commitments.prints import map_content as print_areas
from commitments.prints import map_side_panel as print_beside
from commitments.prints import typography as letters
from commitments.prints.frame import View
from commitments.prints.map_content import Reading
from commitments.prints.sheet import REGULAR, SEMIBOLD, Box, Sheet

SHARE: Final = 0.64  # of the width, where dots stand beside
GUTTER: Final = 0.05  # between two tiles, as a share of one
PAD: Final = 0.09  # within a tile, as a share of one
NAME: Final = (0.84, 0.17)  # largest name: in ems of the sheet's text, and as a share of a tile
FIGURE: Final = (1.2, 0.26)
TOO_SMALL: Final = 0.85  # of the largest name: below it a name takes two lines
LEGEND_GAP: Final = 2.4  # between legend and grid, in ems


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the tile grid of a selection, with its dot plot where the sheet has room."""
    draw = partial(print_beside.draw, share=SHARE, picture=_grid)
    made = print_areas.view(print_areas.read(atlas, asked, Kind.TILES), draw)
    return replace(made, subtitle=say("print.tiles", subtitle=made.subtitle))


def places() -> dict[str, tuple[int, int]]:
    """Return the column and row of each area, counted from 0."""
    rows = list(csv.DictReader(io.StringIO(boundaries.tile_grid().decode("utf-8"))))
    left, top = (min(int(row[axis]) for row in rows) for axis in ("column", "row"))
    return {row["name"]: (int(row["column"]) - left, int(row["row"]) - top) for row in rows}


def _grid(reading: Reading, sheet: Sheet, body: Box) -> None:
    """Set legend and tiles side by side, the tiles as large as the box allows."""
    key = print_legend.key(sheet, reading.legend, places=0, place_fill="")
    where = places()
    columns = 1 + max(column for column, _ in where.values())
    rows = 1 + max(row for _, row in where.values())
    start = body.left + key.width + sheet.form.text * LEGEND_GAP
    side = min((body.right - start) / columns, body.height / rows)
    left = start + (body.right - start - side * columns) / 2
    top = body.top + (body.height - side * rows) / 2
    for name, area in reading.areas.to_dict("index").items():
        column, row = where[str(name)]
        x, y = left + side * column, top + side * row
        _tile(sheet, reading, str(name), area, Box(x, y, x + side, y + side))
    print_legend.draw(sheet, key, body.left, top + side * rows - key.height)


def _tile(sheet: Sheet, reading: Reading, name: str, area: Mapping[str, Any], whole: Box) -> None:
    """Draw one tile: its fill, its name and its figure."""
    side, gap = whole.width, whole.width * GUTTER / 2
    shape = shapely.box(whole.left + gap, whole.top + gap, whole.right - gap, whole.bottom - gap)
    edge = palette.STATE_LINE.get(area["state"], palette.WHITE)
    hatch = reading.legend.hatch
    print_legend.fill(sheet, shape, area["fill"], hatch, edge=edge, mark=f"area-{area['iso']}")
    if name in reading.selected:
        sheet.area(shape, "none", edge=palette.INK, width=sheet.form.line * 1.8)
    room = side - 2 * side * (PAD + GUTTER / 2)
    ink = palette.ink_on(area["fill"]) if area["label"] else palette.QUIET_INK
    _name(sheet, named("province", name), area, whole, room, ink)
    if area["label"]:
        label = str(area["label"])
        largest = min(sheet.form.text * FIGURE[0], side * FIGURE[1])
        size = _fitting(label, largest, room, SEMIBOLD)
        sheet.centre(
            whole.middle, whole.top + side * 0.64, label, size=size, weight=SEMIBOLD, colour=ink,
            align="center",
        )  # fmt: skip


def _name(
    sheet: Sheet, name: str, area: Mapping[str, Any], whole: Box, room: float, ink: str
) -> None:
    """Write an area's name on its tile, on two lines where one would be too small."""
    largest = min(sheet.form.text * NAME[0], whole.width * NAME[1])
    size = _fitting(name, largest, room, REGULAR)
    lines = [name]
    if size < largest * TOO_SMALL and " " in name:
        lines = name.split(" ")
        size = min(_fitting(word, largest, room, REGULAR) for word in lines)
    y = whole.top + whole.width * (0.3 if area["label"] else 0.5) - size * (len(lines) - 1) / 2
    if area["state"] in (State.WORDS, State.OUTSIDE):
        half = max(letters.width(line, size) for line in lines) / 2 + size * 0.2
        ground = palette.HATCH_GROUND if area["state"] == State.WORDS else palette.OUTSIDE_GROUND
        under = y + size * (len(lines) - 0.4)
        sheet.rectangle(
            Box(whole.middle - half, y - size * 0.6, whole.middle + half, under), ground
        )
    for line in lines:
        sheet.centre(whole.middle, y, line, size=size, colour=ink, align="center")
        y += size


def _fitting(text: str, size: float, room: float, weight: int) -> float:
    """Return the largest size, up to a given one, at which a text fits."""
    return min(size, size * room / max(letters.width(text, size, weight), 1))
