"""The scale of a printed timeline: key, stages, years, lanes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from commitments.domain.model import State, Theme
from commitments.figures import palette
from commitments.language import named, say
from commitments.prints import typography as letters
from commitments.prints import year_columns as print_years
from commitments.prints.lanes import Plan
from commitments.prints.sheet import REGULAR, SEMIBOLD, Box, Sheet

STAGE_SIZE: Final = 0.84  # of the sheet's text
HEAD: Final = 3.0  # stages and years above the lanes, in ems of the sheet's text
PALE: Final = 0.55  # ink of words


def key(sheet: Sheet, rows: pd.DataFrame, body: Box) -> float:
    """Explain colours and shapes in one line, each with its count; return where it ends."""
    em = sheet.form.text
    y = body.top + em * 0.6
    x = body.left
    radius = em * 0.34
    counts = rows["theme"].value_counts()
    for theme in Theme:
        if counts.get(theme, 0):
            sheet.circle(x + radius, y, radius, palette.theme_colour(theme))
            x = _entry(sheet, x + em, y, named("theme", theme), int(counts[theme]))
    x += em
    stated = int(rows["value"].notna().sum())
    if stated:
        sheet.circle(x + radius, y, radius, palette.INK)
        x = _entry(sheet, x + em, y, named("state", State.FIGURE), stated)
    if len(rows) - stated:
        _bar(sheet, x + radius, y, palette.mixed(palette.INK, PALE), em)
        _entry(sheet, x + em, y, named("state", State.WORDS), len(rows) - stated)
    return body.top + em * 1.9


def _entry(sheet: Sheet, x: float, y: float, words: str, count: int) -> float:
    em = sheet.form.text
    sheet.centre(x, y, words)
    x += letters.width(words, em) + em * 0.35
    sheet.centre(x, y, str(count), colour=palette.QUIET_INK)
    return x + letters.width(str(count), em) + em * 1.4


def axis(sheet: Sheet, plan: Plan, room: Box, bottom: float, date: str) -> None:
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
            say("print.data-of", date=date),
            size=em * 0.84,
            colour=palette.NATIONAL_LINE,
        )


def _fitting_year(year: int | None, room: float, em: float) -> str:
    """Write a year in full or in short, as its column allows; of narrow ones every fifth or so."""
    forms = [say("print.no-date"), "–"] if year is None else [str(year), f"’{year % 100:02d}"]
    for form in forms:
        if letters.width(form, em, SEMIBOLD) < room:
            return form
    if year is None:
        return ""
    every = print_years.every(letters.width(forms[0], em, SEMIBOLD), room)
    return forms[0] if year % every == 0 else ""


def lane_name(
    sheet: Sheet, name: str, chinese: str, x: float, top: float, high: float, lowest: float
) -> None:
    """Name a lane, to readers of English in Chinese too where it is high enough.

    All lanes are named in one size, which the `lowest` of them has room for.
    """
    em = sheet.form.text
    shown, size = named("province", name), min(em, lowest * 0.8)
    if high < em * 2.9 or shown == chinese or size < em:
        sheet.centre(x, top + high / 2, shown, size=size, weight=SEMIBOLD)
        return
    y = top + em * 1.1
    sheet.centre(x, y, shown, weight=SEMIBOLD)
    sheet.centre(x, y + em * 1.25, chinese, size=em * 0.88, colour=palette.QUIET_INK)


def mark(sheet: Sheet, row: Mapping[str, Any], x: float, y: float, size: float) -> None:
    """Draw a figure as a dot, open where its year is inferred, or words as a bar."""
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
