"""This module draws a sorted dot plot on a slide as native shapes, with each comparator's mark."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from commitments import palette, scales, wording
from commitments.language import say
from commitments.model import DOWNWARD, STRICT, UPWARD, Comparator, Theme
from commitments.slides import type as letters
from commitments.slides.page import Box, Page
from commitments.slides.text import Run

TALLEST_ROW: Final = 0.34  # inches
LARGEST_TYPE: Final = 12  # points
ROWS_OF_TYPE: Final = 0.76  # of a row's height
HEAD: Final = 0.24  # room for the national label
FOOT: Final = 0.24  # room for the scale
GAP: Final = 0.14  # from names to the scale
BAND: Final = 0.07  # a fading band's length, as a share of the scale
DARKEST: Final = 0.6  # of a band where it begins
TICK: Final = 0.045  # width of the short line, in inches
DOT: Final = 0.66  # diameter, as a share of a row
TICKS: Final = 4

Mark = Mapping[str, Any]


def draw(
    page: Page,
    box: Box,
    rows: pd.DataFrame,
    *,
    theme: Theme | None,
    nation: pd.DataFrame,
    selected: tuple[str, ...],
    told: str,
) -> None:
    """Draw one row per province with a figure, highest first; `told` is the text alternative."""
    ordered = rows.sort_values(["drawn", "drawn_high"], ascending=False, kind="stable")
    high = min((box.height - HEAD - FOOT) / max(len(ordered), 1), TALLEST_ROW)
    size = min(high * ROWS_OF_TYPE * letters.POINTS, LARGEST_TYPE)
    names = max(letters.width(name, size, bold=True) for name in ordered["province_name"])
    labels = max(letters.width(label, size) for label in ordered["label"])
    left = box.left + names + GAP
    length = (box.right - left - labels - GAP) / (1 + BAND)
    values = [*ordered["drawn"], *ordered["drawn_high"].dropna(), *nation["drawn"]]
    end = scales.end([float(value) for value in values])

    def at(value: float) -> float:
        return left + length * value / end

    colour = palette.theme_colour(theme)
    top = box.top + HEAD
    bottom = top + high * len(ordered)
    with page.group("Dot plot", told):
        _scale(page, at, end, top, bottom, str(ordered["symbol"].iloc[0]), size)
        _nation(page, nation, at, box, top, bottom, size)
        for i, (name, row) in enumerate(ordered.to_dict("index").items()):
            y = top + high * (i + 0.5)
            chosen = str(name) in selected
            shown = Run(row["province_name"], bold=chosen, colour=palette.INK)
            _level(
                page,
                Box(box.left - 0.3, y - high / 2, names + 0.3, high),
                shown,
                size,
                align="right",
            )
            page.line((left, y), (box.right, y), palette.RULE, points=0.5, name="Row")
            told = f"{row['province_name']} {row['label']}"
            after = _mark(page, row, y, at, length * BAND, colour, high, told)
            label = Run(row["label"], bold=chosen, colour=palette.INK)
            reach = Box(after + 0.06, y - high / 2, labels + 0.15, high)
            page.rectangle(
                Box(after + 0.03, y - high / 4, letters.width(row["label"], size) + 0.08, high / 2),
                palette.WHITE,
                name="Ground of a label",
            )
            _level(page, reach, label, size)


def _level(page: Page, box: Box, run: Run, size: float, *, align: str = "left") -> None:
    page.text(box, [run], size=size, align=align, anchor="middle", name=run.text)


def _scale(
    page: Page,
    at: Callable[[float], float],
    end: float,
    top: float,
    bottom: float,
    unit: str,
    size: float,
) -> None:
    """Write round values under the rows, each with a faint upright line."""
    for i in range(TICKS + 1):
        value = end * i / TICKS
        x = at(value)
        page.line((x, top), (x, bottom), palette.RULE, points=0.5, name="Scale")
        text = wording.number(value)
        if i == TICKS:
            text = wording.quantity(text, unit)
        page.text(
            Box(x - 0.6, bottom + 0.03, 1.2, FOOT),
            [Run(text, colour=palette.QUIET_INK)],
            size=min(size, 10),
            align="center",
            name="Scale",
        )


def _mark(
    page: Page,
    row: Mark,
    y: float,
    at: Callable[[float], float],
    reach: float,
    colour: str,
    high: float,
    name: str,
) -> float:
    """Draw the mark of a comparator; return where it ends, for the label."""
    how, x, opened = Comparator(row["comparator"]), at(float(row["drawn"])), bool(row["inferred"])
    pale, tall = palette.mixed(colour, DARKEST), high * 0.56
    rising = how in UPWARD or how == Comparator.ABOUT
    if rising:
        page.fading(Box(x, y - tall / 2, reach, tall), pale, rising=True)
    if how in DOWNWARD or how == Comparator.ABOUT:
        page.fading(Box(x - reach, y - tall / 2, reach, tall), pale, rising=False)
    if how == Comparator.REACH:
        page.dot(x, y, high * DOT, colour, opened=opened, name=name)
        return x + high * DOT / 2
    if how == Comparator.HOLD:
        for side in (-TICK, TICK):
            _tick(page, x + side, y, high, colour, opened, name)
        return x + 2 * TICK
    end = x
    if how == Comparator.BETWEEN and not math.isnan(row["drawn_high"]):
        end = at(float(row["drawn_high"]))
        page.rectangle(Box(x, y - high * 0.1, end - x, high * 0.2), pale, name=name)
        _tick(page, end, y, high, colour, opened, name)
    _tick(page, x, y, high, colour, opened, name)
    if how in STRICT:
        page.dot(x, y, high * 0.3, colour, opened=True, name=name)
    return x + reach if rising else end + TICK


def _tick(
    page: Page, x: float, y: float, high: float, colour: str, opened: bool, name: str
) -> None:
    fill = palette.WHITE if opened else colour
    box = Box(x - TICK / 2, y - high * 0.38, TICK, high * 0.76)
    shape = page.rectangle(box, fill, name=name)
    if opened:
        page.outline(shape, colour)


def _nation(
    page: Page,
    nation: pd.DataFrame,
    at: Callable[[float], float],
    box: Box,
    top: float,
    bottom: float,
    size: float,
) -> None:
    """Draw the nation's figure as a dashed line through all rows."""
    if nation.empty:
        return
    row = nation.iloc[0]
    x = at(float(row["drawn"]))
    red = palette.NATIONAL_LINE
    page.line((x, top), (x, bottom), red, points=1.25, dashed=True, name="Nation")
    text = say("print.nation", figure=row["full_label"])
    half = letters.width(text, size) / 2 + 0.12
    middle = min(max(x, box.left + half), box.right - half)
    page.text(
        Box(middle - half, box.top, 2 * half, HEAD),
        [Run(text, colour=red)],
        size=size,
        align="center",
        name="Nation",
    )
