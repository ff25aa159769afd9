"""The dot plot on a slide as native shapes, with each comparator's mark."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from commitments.domain.model import DOWNWARD, STRICT, UPWARD, Comparator, Theme
from commitments.figures import palette
from commitments.language import say
from commitments.queries import scales
from commitments.slides import reports
from commitments.slides import typography as letters
from commitments.slides.page import Box, Page
from commitments.slides.text import Run
from commitments.words import wording

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


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a dot plot stands on its slide, in inches, and how large its rows and its type are."""

    box: Box
    rows: int
    names: float  # room for the provinces' names, before the scale
    labels: float  # and for the figures, behind the marks
    end: float  # the value at which the scale ends
    high: float  # of one row
    size: float  # of the type, in points

    @property
    def left(self) -> float:
        """Return where the scale begins."""
        return self.box.left + self.names + GAP

    @property
    def length(self) -> float:
        """Return how long the scale is."""
        return (self.box.right - self.left - self.labels - GAP) / (1 + BAND)

    @property
    def top(self) -> float:
        """Return where the first row begins."""
        return self.box.top + HEAD

    @property
    def bottom(self) -> float:
        """Return where the last row ends."""
        return self.top + self.high * self.rows

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return self.left + self.length * value / self.end


def draw(
    page: Page,
    box: Box,
    rows: pd.DataFrame,
    *,
    theme: Theme | None,
    nation: pd.DataFrame,
    selected: tuple[str, ...],
    alt: str,
) -> None:
    """Draw one row per province with a figure, highest first; `alt` is the text alternative."""
    ordered = rows.sort_values(["drawn", "drawn_high"], ascending=False, kind="stable")
    plot = _plot(box, ordered, nation)
    colour = palette.theme_colour(theme)
    with page.group(say("shape.dot-plot"), alt):
        _scale(page, plot, str(ordered["symbol"].iloc[0]))
        _nation(page, plot, nation)
        for i, (name, row) in enumerate(ordered.to_dict("index").items()):
            y = plot.top + plot.high * (i + 0.5)
            _row(page, plot, row, y, colour, chosen=str(name) in selected)


def _plot(box: Box, rows: pd.DataFrame, nation: pd.DataFrame) -> _Plot:
    """Lay out a dot plot so that names, marks and the longest label have room."""
    high = min((box.height - HEAD - FOOT) / max(len(rows), 1), TALLEST_ROW)
    size = min(high * ROWS_OF_TYPE * letters.POINTS, LARGEST_TYPE)
    values = [*rows["drawn"], *rows["drawn_high"].dropna(), *nation["drawn"]]
    values += rows["reported"].dropna().tolist() if "reported" in rows else []
    return _Plot(
        box,
        len(rows),
        names=max(letters.width(name, size, bold=True) for name in rows["province_name"]),
        labels=max(letters.width(label, size) for label in rows["label"]),
        end=scales.end([float(value) for value in values]),
        high=high,
        size=size,
    )


def _row(page: Page, plot: _Plot, row: Mark, y: float, colour: str, *, chosen: bool) -> None:
    """Draw one province: its name, its mark and its figure on white."""
    high, size, label = plot.high, plot.size, row["label"]
    name = Box(plot.box.left - 0.3, y - high / 2, plot.names + 0.3, high)
    shown = Run(row["province_name"], bold=chosen, colour=palette.INK)
    _level(page, name, shown, size, align="right")
    page.line((plot.left, y), (plot.box.right, y), palette.RULE, points=0.5, name=say("shape.row"))
    named = f"{row['province_name']} {label}"
    after = _mark(page, plot, row, y, colour, named)
    if row.get("reported", math.nan) == row.get("reported", math.nan):
        place = plot.at(float(row["reported"])), y
        after = max(
            after, reports.value(page, row, plot.at(float(row["drawn"])), place, high, colour)
        )
    ground = Box(after + 0.03, y - high * 0.4, letters.width(label, size) + 0.08, high * 0.8)
    page.rectangle(ground, palette.WHITE, name=say("shape.ground-of-a-label"))
    reach = Box(after + 0.06, y - high / 2, plot.labels + 0.15, high)
    _level(page, reach, Run(label, bold=chosen, colour=palette.INK), size)


def _level(page: Page, box: Box, run: Run, size: float, *, align: str = "left") -> None:
    page.text(box, [run], size=size, align=align, anchor="middle", name=run.text)


def _scale(page: Page, plot: _Plot, unit: str) -> None:
    """Write round values under the rows, each with a faint upright line."""
    for i in range(TICKS + 1):
        value = plot.end * i / TICKS
        x = plot.at(value)
        page.line(
            (x, plot.top), (x, plot.bottom), palette.RULE, points=0.5, name=say("shape.scale")
        )
        text = wording.number(value)
        if i == TICKS:
            text = wording.quantity(text, unit)
        page.text(
            Box(x - 0.6, plot.bottom + 0.03, 1.2, FOOT),
            [Run(text, colour=palette.QUIET_INK)],
            size=min(plot.size, 10),
            align="center",
            name=say("shape.scale"),
        )


def _mark(page: Page, plot: _Plot, row: Mark, y: float, colour: str, name: str) -> float:
    """Draw the mark of a comparator; return where it ends, for the label."""
    how, x, high = Comparator(row["comparator"]), plot.at(float(row["drawn"])), plot.high
    opened, reach = bool(row["inferred"]), plot.length * BAND
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
        end = plot.at(float(row["drawn_high"]))
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


def _nation(page: Page, plot: _Plot, nation: pd.DataFrame) -> None:
    """Draw the nation's figure as a dashed line through all rows."""
    if nation.empty:
        return
    row = nation.iloc[0]
    x = plot.at(float(row["drawn"]))
    red = palette.NATIONAL_LINE
    page.line(
        (x, plot.top), (x, plot.bottom), red, points=1.25, dashed=True, name=say("shape.nation")
    )
    text = say("print.nation", figure=row["full_label"])
    half = letters.width(text, plot.size) / 2 + 0.12
    middle = min(max(x, plot.box.left + half), plot.box.right - half)
    page.text(
        Box(middle - half, plot.box.top, 2 * half, HEAD),
        [Run(text, colour=red)],
        size=plot.size,
        align="center",
        name=say("shape.nation"),
    )
