"""This module prints a timeline: one lane per province, every commitment named where it fits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd

from commitments import captions, links, palette, query, schedule
from commitments.load import Atlas
from commitments.model import Selection, Theme
from commitments.prints import type as letters
from commitments.prints import years as print_years
from commitments.prints.frame import View, described, set_words
from commitments.prints.lanes import LANE_PAD, ROW, Cells, Plan, planned, what
from commitments.prints.page import REGULAR, SEMIBOLD, Box, Sheet
from commitments.timelines import captions as timeline_captions

LANES: Final = 4  # drawn where no province is chosen
STAGE_SIZE: Final = 0.84  # of the sheet's text
HEAD: Final = 3.0  # stages and years above the lanes, in ems of the sheet's text
PALE: Final = 0.55  # ink of words
NOTHING: Final = "nothing found in the documents read"


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the timeline of a theme or an indicator for some provinces."""
    lanes = asked.provinces or tuple(query.fullest_provinces(atlas, LANES))
    rows = schedule.timeline(atlas, asked.theme, lanes)
    about = str(asked.theme or "all themes")
    if asked.indicator:
        rows = rows[rows["indicator"] == asked.indicator]
        about = str(atlas.indicators.at[asked.indicator, "name"])
    rows = query.described(rows)
    title = timeline_captions.title(about)
    names = atlas.provinces["name_zh"].to_dict()
    return View(
        title=title,
        subtitle=timeline_captions.printed(rows, lanes),
        notes=tuple(_marks_in_words(rows)),
        rows=rows,
        link=links.address("Timeline", theme=asked.theme, province=",".join(lanes)),
        description=described(title, [f"{r['province']}: {r['sentence'].rstrip('.')}"
                                      for r in rows.to_dict("records")]),
        draw=partial(draw, rows, lanes, names, about, atlas.edition),
        missing=_missing(rows, lanes, about),
    )  # fmt: skip


def _missing(rows: pd.DataFrame, lanes: Sequence[str], about: str) -> str:
    where = ", ".join(lanes)
    said = f"No commitments were found for {where} ({about}) in the documents read."
    return said if rows.empty else ""


def _marks_in_words(rows: pd.DataFrame) -> list[str]:
    said = []
    if bool(rows["inferred"].any()):
        said.append("Open circle: the year is inferred.")
    said += captions.printed_marks(rows["label"])
    return [*said, "Commitments, not results: a passed year says when it was due."]


def draw(
    rows: pd.DataFrame,
    lanes: tuple[str, ...],
    names: Mapping[str, str],
    about: str,
    date: str,
    sheet: Sheet,
    body: Box,
) -> None:
    """Draw key, stages, lanes and commitments."""
    if rows.empty:
        set_words(sheet, body, _missing(rows, lanes, about))
        return
    em = sheet.form.text
    top = _key(sheet, rows, body)
    first = max(letters.width(name, em, SEMIBOLD) for name in lanes) + em * 1.2
    room = Box(body.left + first, top + em * HEAD, body.right, body.bottom)
    cells = print_years.cells(rows)
    plan = planned(sheet, room, rows, lanes, cells)
    bottom = room.top + sum(plan.heights)
    _axis(sheet, plan, room, bottom, date)
    y = room.top
    for lane, high in zip(lanes, plan.heights, strict=True):
        sheet.line([(body.left, y), (room.right, y)], palette.RULE, sheet.form.line)
        _lane_name(sheet, lane, names.get(lane, ""), body.left, y, high)
        _lane(sheet, plan, lane, cells, y, high)
        y += high
    sheet.line([(body.left, y), (room.right, y)], palette.RULE, sheet.form.line)


def _key(sheet: Sheet, rows: pd.DataFrame, body: Box) -> float:
    """Explain colours and shapes in one line, each with its count; return where it ends."""
    em = sheet.form.text
    y = body.top + em * 0.6
    x = body.left
    radius = em * 0.34
    counts = rows["theme"].value_counts()
    for theme in Theme:
        if counts.get(theme, 0):
            sheet.circle(x + radius, y, radius, palette.theme_colour(theme))
            x = _entry(sheet, x + em, y, str(theme), int(counts[theme]))
    x += em
    stated = int(rows["value"].notna().sum())
    if stated:
        sheet.circle(x + radius, y, radius, palette.INK)
        x = _entry(sheet, x + em, y, "figure", stated)
    if len(rows) - stated:
        _bar(sheet, x + radius, y, palette.mixed(palette.INK, PALE), em)
        _entry(sheet, x + em, y, "words only", len(rows) - stated)
    return body.top + em * 1.9


def _entry(sheet: Sheet, x: float, y: float, words: str, count: int) -> float:
    em = sheet.form.text
    sheet.centre(x, y, words)
    x += letters.width(words, em) + em * 0.35
    sheet.centre(x, y, str(count), colour=palette.QUIET_INK)
    return x + letters.width(str(count), em) + em * 1.4


def _axis(sheet: Sheet, plan: Plan, room: Box, bottom: float, date: str) -> None:
    """Draw the stages as light bands, the years above them and the date of the data."""
    em = sheet.form.text
    top = room.top - em * HEAD
    spans = print_years.stage_spans(plan.columns)
    for (name, left, right), fill in zip(spans, palette.STAGE_FILLS * 2, strict=False):
        sheet.rectangle(Box(left, top, right, bottom), fill)
        small = em * STAGE_SIZE
        if letters.width(name, small) + em * 0.8 < right - left:
            sheet.write(
                left + em * 0.4, top + em * 1.05, name, size=small, colour=palette.QUIET_INK
            )
    for column in plan.columns:
        wide = column.right - column.left
        text = _fitting_year(column.year, wide, em)
        y = room.top - em * 0.55
        weight = SEMIBOLD if column.year else REGULAR
        if plan.side and wide > em * 6:
            sheet.write(column.left + em * 0.4, y, text, weight=weight, colour=palette.QUIET_INK)
        else:
            sheet.write(
                column.middle, y, text, weight=weight, colour=palette.QUIET_INK, align="center"
            )
        if column.after_break:
            sheet.write(column.left - em * 0.15, y, "//", colour=palette.QUIET_INK, align="right")
    at = print_years.day(plan.columns, date)
    if at:
        sheet.line([(at, top + em * 0.9), (at, bottom)], palette.NATIONAL_LINE, sheet.form.line)
        sheet.write(
            at + em * 0.3,
            top + em * 0.25,
            f"data of {date}",
            size=em * 0.84,
            colour=palette.NATIONAL_LINE,
        )


def _fitting_year(year: int | None, room: float, em: float) -> str:
    """Write a year in full, in short, or not at all, as its column allows."""
    forms = ["no date", "–"] if year is None else [str(year), f"’{year % 100:02d}"]
    return next((form for form in forms if letters.width(form, em, SEMIBOLD) < room), "")


def _lane_name(sheet: Sheet, name: str, chinese: str, x: float, top: float, high: float) -> None:
    em = sheet.form.text
    if high < em * 2.9:
        sheet.centre(x, top + high / 2, name, size=min(em, high * 0.8), weight=SEMIBOLD)
        return
    y = top + em * 1.1
    sheet.centre(x, y, name, weight=SEMIBOLD)
    sheet.centre(x, y + em * 1.25, chinese, size=em * 0.88, colour=palette.QUIET_INK)


def _lane(
    sheet: Sheet,
    plan: Plan,
    lane: str,
    cells: Cells,
    top: float,
    high: float,
) -> None:
    """Draw the commitments of a lane, year by year, stacked within a year."""
    size, step = plan.size, plan.size * ROW
    if not any((lane, column.year) in cells for column in plan.columns):
        x = plan.columns[0].left + size
        sheet.centre(x, top + high / 2, NOTHING, size=size, colour=palette.QUIET_INK)
    for column in plan.columns:
        found = cells.get((lane, column.year), [])
        wide = column.right - column.left
        beside = plan.side.get(column.year) or max(1, int(wide // step))
        deep = math.ceil(len(found) / beside)
        for i, row in enumerate(found):
            if plan.side:
                across, down = divmod(i, deep)
                x = column.left + wide / beside * across
                y = top + size * LANE_PAD + step * (down + 0.5)
                _mark(sheet, row, x + size * 0.8, y, size * 0.8)
                _name(sheet, row, x + size * 1.5, y, size, x + wide / beside - size * 0.3)
            else:
                down, across = divmod(i, beside)
                in_row = min(beside, len(found) - down * beside)
                x = column.middle + (across - (in_row - 1) / 2) * step
                _mark(sheet, row, x, top + size * LANE_PAD + step * (down + 0.5), size)


def _mark(sheet: Sheet, row: Mapping[str, Any], x: float, y: float, size: float) -> None:
    colour = palette.theme_colour(Theme(row["theme"]))
    if pd.isna(row["value"]):
        _bar(sheet, x, y, palette.mixed(colour, PALE), size)
    elif row["inferred"]:
        width = size * 0.17
        sheet.circle(x, y, size * 0.42 - width / 2, palette.WHITE, edge=colour, width=width)
    else:
        sheet.circle(x, y, size * 0.42, colour)


def _bar(sheet: Sheet, x: float, y: float, colour: str, size: float) -> None:
    sheet.rectangle(Box(x - size * 0.18, y - size * 0.45, x + size * 0.18, y + size * 0.45), colour)


def _name(
    sheet: Sheet, row: Mapping[str, Any], x: float, y: float, size: float, right: float
) -> None:
    """Name a commitment in one line: the figure first, then what it measures."""
    name = what(row)
    if pd.isna(row["value"]):
        sheet.centre(x, y, letters.cut(name, size, right - x), size=size, colour=palette.QUIET_INK)
        return
    label = row["full_label"]
    sheet.centre(x, y, label, size=size, weight=SEMIBOLD)
    x += letters.width(label, size, SEMIBOLD) + size * 0.4
    if right - x > size * 2:
        sheet.centre(x, y, letters.cut(name, size, right - x), size=size)
