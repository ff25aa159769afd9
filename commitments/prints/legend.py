"""The legend of a printed map, and the fills that areas and swatches share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from commitments.domain.model import State
from commitments.figures import palette
from commitments.figures.map_legend import Legend
from commitments.language import say
from commitments.prints import typography as letters
from commitments.prints.sheet import SEMIBOLD, Sheet

HATCH_STEP: Final = 0.52  # distance of two strokes, in ems of the sheet's text
HATCH_WEIGHT: Final = 0.26  # of that distance
CROSS_WEIGHT: Final = 0.11
RISING: Final = "rising"  # which way the strokes of a hatch slant
FALLING: Final = "falling"
ROW: Final = 1.5  # height of an entry, in ems
SWATCH: Final = (2.2, 1.08)  # width and height, in ems
GROUP_GAP: Final = 0.75  # between classes and states, in ems
LONGEST: Final = 12.5  # an entry's words, in ems
PLACE_RADIUS: Final = 0.36  # of a sub-provincial point, in ems


@dataclass(frozen=True)
class Key:
    """A legend with its measures, ready to be set somewhere."""

    legend: Legend
    places: int
    place_fill: str
    em: float
    width: float
    height: float


def key(sheet: Sheet, legend: Legend, *, places: int, place_fill: str) -> Key:
    """Measure a legend; `places` is how many sub-provincial points are drawn."""
    em = sheet.form.text
    labels = [str(entry["label"]) for entry in (*legend.classes, *legend.states)]
    labels += [say("print.places")] if places else []
    words = max((letters.width(label, em) for label in labels), default=0.0)
    groups = sum(map(bool, (legend.classes, legend.states, places)))
    height = em * (ROW * (1 + len(labels)) + GROUP_GAP * (groups - 1))
    across = em * (SWATCH[0] + 0.8 + 2.6) + min(words, em * LONGEST)
    across = max(across, letters.width(legend.title, em, SEMIBOLD))
    return Key(legend, places, place_fill, em, across, height)


def draw(sheet: Sheet, what: Key, left: float, top: float) -> None:
    """Draw a legend with its upper left corner at a point."""
    em = what.em
    sheet.write(left, top + em * 0.9, what.legend.title, weight=SEMIBOLD)
    y = top + em * (ROW + 0.1)
    for group in (what.legend.classes, what.legend.states):
        for entry in group:
            _entry(sheet, what, left, y, entry)
            y += em * ROW
        y += em * GROUP_GAP if group else 0
    if what.places:
        middle = y + em * ROW / 2
        sheet.circle(
            left + em * SWATCH[0] / 2,
            middle,
            em * PLACE_RADIUS,
            what.place_fill,
            edge=palette.WHITE,
            width=sheet.form.line,
        )
        _words(sheet, what, left, middle, say("print.places"), what.places)


def _entry(sheet: Sheet, what: Key, left: float, top: float, entry: Mapping[str, Any]) -> None:
    em = what.em
    middle = top + em * ROW / 2
    half = em * SWATCH[1] / 2
    swatch = shapely.box(left, middle - half, left + em * SWATCH[0], middle + half)
    line = str(entry.get("line") or "")
    fill(sheet, swatch, str(entry["fill"]), what.legend.hatch, edge=line or palette.WHITE)
    _words(sheet, what, left, middle, str(entry["label"]), int(entry["count"]))


def _words(sheet: Sheet, what: Key, left: float, middle: float, words: str, count: int) -> None:
    em = what.em
    start = left + em * (SWATCH[0] + 0.8)
    sheet.centre(start, middle, letters.cut(words, em, em * LONGEST))
    right = left + what.width
    sheet.centre(right, middle, str(count), colour=palette.QUIET_INK, align="right")


def fill(
    sheet: Sheet,
    shape: Polygon | MultiPolygon,
    paint: str,
    hatch: str,
    *,
    edge: str,
    mark: str = "",
) -> None:
    """Fill a shape as the screen does: a flat colour, or one of the hatches."""
    thin = sheet.form.line
    if paint == palette.STATE_FILL[State.WORDS]:
        sheet.area(shape, palette.HATCH_GROUND, edge="none", width=0, mark=mark)
        _strokes(sheet, shape, hatch, HATCH_WEIGHT, (RISING,))
    elif paint == palette.STATE_FILL[State.OUTSIDE]:
        sheet.area(shape, palette.OUTSIDE_GROUND, edge="none", width=0, mark=mark)
        _strokes(sheet, shape, palette.OUTSIDE_INK, CROSS_WEIGHT, (RISING, FALLING))
    elif paint == palette.INCOMPARABLE_FILL:
        sheet.area(shape, palette.HATCH_GROUND, edge="none", width=0, mark=mark)
        _strokes(sheet, shape, palette.APART_INK, HATCH_WEIGHT, (FALLING,))
    else:
        sheet.area(shape, paint, edge=edge, width=thin, mark=mark)
        return
    sheet.area(shape, "none", edge=edge, width=thin)


def _strokes(
    sheet: Sheet, shape: Polygon | MultiPolygon, ink: str, weight: float, ways: Collection[str]
) -> None:
    """Draw slanting strokes cut to a shape: real lines, the same in every format."""
    step = sheet.form.text * HATCH_STEP
    left, top, right, bottom = shape.bounds
    depth = bottom - top
    first = (left + top) // (step * 2**0.5)
    last = (right + bottom) // (step * 2**0.5) + 1
    sums = [step * 2**0.5 * k for k in range(int(first), int(last) + 1)]
    rising = [((s - bottom, bottom), (s - top, top)) for s in sums]
    mirror = left + right
    falling = [((mirror - a[0], a[1]), (mirror - b[0], b[1])) for a, b in rising]
    slanting = [*(rising if RISING in ways else ()), *(falling if FALLING in ways else ())]
    if depth <= 0 or not slanting:
        return
    strokes = shapely.linestrings(np.array(slanting))
    inside = shapely.get_parts(shapely.intersection(strokes, shapely.make_valid(shape)))
    parts = [part for part in inside if part.geom_type == "LineString" and not part.is_empty]
    if parts:
        sheet.lines([list(part.coords) for part in parts], ink, step * weight)
