"""The mark of a figure by its comparator, along a level scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from commitments.domain.model import DOWNWARD, STRICT, UPWARD, Comparator
from commitments.figures import palette
from commitments.prints.sheet import Box, Sheet

BAND: Final = 0.09  # length of a fading band, as a share of the scale
FADES: Final = 9  # steps of a band: flat colours, the same in every format
DARKEST: Final = 0.6  # of a band where it begins
TICK: Final = (0.24, 0.98)  # width and height of the short line, in ems
BAND_HIGH: Final = 0.74  # ems
DOT: Final = 0.36  # radius, in ems
RING: Final = 0.2
HOLD_APART: Final = 0.19
SPAN_HIGH: Final = 0.3


def draw(
    sheet: Sheet,
    row: Mapping[str, Any],
    y: float,
    at: Callable[[float], float],
    reach: float,
    colour: str,
    em: float,
) -> float:
    """Draw one figure at a height; return where its mark ends, for the label."""
    how = Comparator(row["comparator"])
    x = at(float(row["drawn"]))
    open_mark = bool(row["inferred"])
    fill = palette.WHITE if open_mark else colour
    if how in UPWARD or how == Comparator.ABOUT:
        _band(sheet, x, x + reach, y, colour, em)
    if how in DOWNWARD or how == Comparator.ABOUT:
        _band(sheet, x, x - reach, y, colour, em)
    if how == Comparator.BETWEEN:
        return _between(sheet, x, at(_high(row)), y, colour, fill, em)
    if how == Comparator.REACH:
        sheet.circle(x, y, em * DOT, fill, edge=colour, width=em * 0.13)
        return x + em * DOT
    if how == Comparator.HOLD:
        for side in (-1, 1):
            _tick(sheet, x + side * em * HOLD_APART, y, colour, fill, em * 0.8)
        return x + em * (HOLD_APART + TICK[0])
    _tick(sheet, x, y, colour, fill, em)
    if how in STRICT:
        sheet.circle(x, y, em * RING, palette.WHITE, edge=colour, width=em * 0.11)
    rising = how in UPWARD or how == Comparator.ABOUT
    return x + reach if rising else x + em * TICK[0]


def _high(row: Mapping[str, Any]) -> float:
    high = float(row["drawn_high"])
    return float(row["drawn"]) if math.isnan(high) else high


def _band(sheet: Sheet, start: float, end: float, y: float, colour: str, em: float) -> None:
    """Draw a band that fades out from the figure on."""
    step = (end - start) / FADES
    boxes, fills = [], []
    for i in range(FADES):
        edges = sorted((start + step * i, start + step * (i + 1)))
        boxes.append(Box(edges[0], y - em * BAND_HIGH / 2, edges[1], y + em * BAND_HIGH / 2))
        fills.append(palette.mixed(colour, DARKEST * (1 - i / FADES) ** 1.3))
    sheet.rectangles(boxes, fills)


def _tick(sheet: Sheet, x: float, y: float, colour: str, fill: str, em: float) -> None:
    across, high = (em * part / 2 for part in TICK)
    box = Box(x - across, y - high, x + across, y + high)
    sheet.rectangle(box, fill, edge=colour, width=em * 0.07)


def _between(
    sheet: Sheet, low: float, high: float, y: float, colour: str, fill: str, em: float
) -> float:
    half = em * SPAN_HIGH / 2
    sheet.rectangle(Box(low, y - half, high, y + half), palette.mixed(colour, 0.5))
    for x in (low, high):
        _tick(sheet, x, y, colour, fill, em)
    return high + em * TICK[0]
