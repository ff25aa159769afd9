"""The printed dot plot: figures sorted, with the national line."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.figure_request import Kind
from commitments.domain.model import Selection
from commitments.figures import captions, palette
from commitments.language import say
from commitments.prints import map_content as print_areas
from commitments.prints import marks as print_marks
from commitments.prints import reports
from commitments.prints import typography as letters
from commitments.prints import words_only as print_words
from commitments.prints.frame import View, set_words
from commitments.prints.map_content import Reading
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.queries import scales
from commitments.words.wording import number

TALLEST_ROW: Final = 1.75  # ems
TICKS: Final = 6
LONGEST_BAND: Final = 4.0  # ems
HEAD: Final = 1.6  # ems over the rows for the national label
OPEN_AT: Final = 2.7  # ems under the rows
FOOT: Final = 2.8  # ems under them for the axis


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the dot plot of an indicator."""
    reading = print_areas.read(atlas, asked, Kind.DOTS)
    notes = (captions.not_ranked(reading.areas), *reading.notes)
    return replace(print_areas.view(reading, draw), notes=notes)


def draw(reading: Reading, sheet: Sheet, body: Box) -> None:
    """Draw one row per province with a figure, highest first."""
    rows = reading.figures.sort_values(["drawn", "drawn_high"], ascending=False, kind="stable")
    if rows.empty:
        under = set_words(sheet, body, reading.missing or say("print.no-figure-chosen"))
        top = under + sheet.form.text
        print_words.draw(reading, sheet, Box(body.left, top, body.right, body.bottom))
        return
    em = sheet.form.text
    high = min((body.height - em * (HEAD + FOOT)) / len(rows), em * TALLEST_ROW)
    size = min(em, high / 1.12)
    plot, reach = _plot(body, rows, reading.nation, size)
    top = body.top + em * HEAD
    bottom = top + high * len(rows)
    levels = [top + high * (i + 0.5) for i in range(len(rows))]
    lines = [[(plot.left - size * 0.4, y), (body.right, y)] for y in levels]
    sheet.lines(lines, palette.RULE, sheet.form.line * 0.8)
    _axis(sheet, plot, bottom, reading.symbol, size)
    if rows["inferred"].any():
        said = say("print.open-mark")
        sheet.write(plot.left, bottom + em * OPEN_AT, said, size=size, colour=palette.QUIET_INK)
    _nation(sheet, reading.nation, plot, top, bottom)
    for y, (name, row) in zip(levels, rows.to_dict("index").items(), strict=True):
        chosen = name in reading.selected
        sheet.centre(
            plot.names, y, row["province_name"], size=size, align="right",
            weight=SEMIBOLD if chosen else letters.REGULAR,
        )  # fmt: skip
        hue = palette.theme_colour(reading.theme)
        end = print_marks.draw(sheet, row, y, plot.at, reach, hue, size)
        if "reported" in row and reports.is_told(row):
            end = max(end, reports.value(sheet, row, y, plot.at, hue, size))
        _label(sheet, end + size * 0.45, y, row["label"], size)


def _label(sheet: Sheet, x: float, y: float, text: str, size: float) -> None:
    """Write a figure on white, so that no line runs through it."""
    half, across = size * 0.5, letters.width(text, size)
    sheet.rectangle(
        Box(x - size * 0.15, y - half, x + across + size * 0.15, y + half), palette.WHITE
    )
    sheet.centre(x, y, text, size=size, colour=palette.QUIET_INK)


class _Plot:
    """The scale of a dot plot: values to points from the left."""

    def __init__(self, names: float, left: float, right: float, low: float, high: float) -> None:
        self.names, self.left, self.right = names, left, right
        self.low, self.high = low, high

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def _plot(body: Box, rows: pd.DataFrame, nation: pd.DataFrame, size: float) -> tuple[_Plot, float]:
    """Lay out names and scale so that the longest label of the highest value has room."""
    told = [rows["reported"].dropna()] if "reported" in rows else []
    values = pd.concat([rows["drawn"], rows["drawn_high"].dropna(), nation["drawn"], *told])
    values = values.astype(float)
    low, high = min(0.0, values.min()), values.max()
    high = high if high > low else low + 1
    names = body.left + max(letters.width(name, size, SEMIBOLD) for name in rows["province_name"])
    left = names + size * 0.9
    room = max(letters.width(label, size) for label in rows["label"]) + size
    length = body.right - left - room
    reach = min(length * print_marks.BAND, size * LONGEST_BAND)
    return _Plot(names, left, left + length - reach, low, high), reach


def ticks(low: float, high: float) -> list[float]:
    """Return round numbers along a scale."""
    step = scales.step((high - low) / TICKS)
    first = int(-(-low // step))
    return [round(step * k, 10) for k in range(first, int(high // step) + 1)]


def _axis(sheet: Sheet, plot: _Plot, bottom: float, symbol: str, size: float) -> None:
    """Write round values under the rows."""
    last = float("-inf")
    for value in ticks(plot.low, plot.high):
        text = number(value)
        x, half = plot.at(value), letters.width(text, size) / 2
        if x - half < last + size * 0.5:
            continue
        sheet.write(
            x, bottom + size * 1.25, text, size=size, colour=palette.QUIET_INK, align="center"
        )
        last = x + half
    sheet.write(
        last + size * 0.25, bottom + size * 1.25, symbol, size=size, colour=palette.QUIET_INK
    )


def _nation(sheet: Sheet, nation: pd.DataFrame, plot: _Plot, top: float, bottom: float) -> None:
    """Draw the nation's figure as a dashed line through all rows."""
    if nation.empty:
        return
    row = nation.iloc[0]
    x = plot.at(float(row["drawn"]))
    em = sheet.form.text
    sheet.line(
        [(x, top - em * 0.35), (x, bottom)],
        palette.NATIONAL_LINE, sheet.form.line * 1.4, dashes=(3.2, 2.2),
    )  # fmt: skip
    text = say("print.nation", figure=row["full_label"])
    half = letters.width(text, em) / 2
    middle = min(max(x, plot.names + half), plot.right + em * 2 - half)
    sheet.write(middle, top - em * 0.65, text, colour=palette.NATIONAL_LINE, align="center")
