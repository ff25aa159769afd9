"""This module prints a timeline: one lane per province, every commitment named where it fits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd

from commitments import captions, links, palette, print_years, query
from commitments import print_type as letters
from commitments.load import Atlas
from commitments.model import PROVINCES_IN_THE_PLANS, Selection, Theme
from commitments.print_frame import View, described, say
from commitments.print_page import REGULAR, SEMIBOLD, Box, Sheet
from commitments.print_years import Column

LANES: Final = 4  # drawn where no province is chosen
TEXT_SIZES: Final = (0.88, 0.8, 0.74)  # of the sheet's text, at which commitments are named
MARK_SIZES: Final = (
    1.25,
    1.1,
    0.95,
    0.8,
    0.66,
    0.55,
    0.45,
    0.36,
)  # where there is only room for marks
ROW: Final = 1.22  # distance of two commitments, in ems
LANE_PAD: Final = 0.7  # above and below a lane's commitments, in ems
HEAD: Final = 3.0  # stages and years above the lanes, in ems of the sheet's text
EMPTY_WEIGHT: Final = 1.9  # ems of a year without a commitment, where commitments are named
NARROWEST: Final = 9.0  # ems, for the shortest line that still names a commitment
WIDEST: Final = 19.0  # ems, for the longest line that is waited for
PALE: Final = 0.55  # ink of words
NOTHING: Final = "nothing found in the documents read"

Cells = Mapping[tuple[str, int | None], list[dict[str, Any]]]


@dataclass(frozen=True)
class _Plan:
    """How a timeline fills its box: the size of its type or marks, its columns and lanes."""

    size: float
    side: dict[int | None, int]  # commitments named side by side in a year; none where only marked
    columns: list[Column]
    heights: list[float]


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the timeline of a theme or an indicator for some provinces."""
    lanes = asked.provinces or tuple(query.fullest_provinces(atlas, LANES))
    rows = query.timeline(atlas, asked.theme, lanes)
    about = str(asked.theme or "all themes")
    if asked.indicator:
        rows = rows[rows["indicator"] == asked.indicator]
        about = str(atlas.indicators.at[asked.indicator, "name"])
    rows = query.described(rows)
    title = f"What falls due when: {about}"
    names = atlas.provinces["name_zh"].to_dict()
    return View(
        title=title,
        subtitle=_subtitle(rows, lanes),
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


def _subtitle(rows: pd.DataFrame, lanes: Sequence[str]) -> str:
    """Say whose commitments are drawn, and how many of them state a figure."""
    more = f" and {len(lanes) - LANES} more" if len(lanes) > LANES else ""
    stated = int(rows["value"].notna().sum())
    return (
        f"{', '.join(lanes[:LANES])}{more} · {len(rows)} commitments, {stated} with a figure · "
        f"{len(lanes)} of {PROVINCES_IN_THE_PLANS} provinces · years not to scale"
    )


def _marks_in_words(rows: pd.DataFrame) -> list[str]:
    said = []
    if bool(rows["inferred"].any()):
        said.append("Open circle: the year is inferred.")
    said += captions.printed_marks(rows["label"], rows["inferred"].head(0))
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
        say(sheet, body, _missing(rows, lanes, about))
        return
    em = sheet.form.text
    top = _key(sheet, rows, body)
    first = max(letters.width(name, em, SEMIBOLD) for name in lanes) + em * 1.2
    room = Box(body.left + first, top + em * HEAD, body.right, body.bottom)
    cells = print_years.cells(rows)
    plan = _planned(sheet, room, rows, lanes, cells)
    bottom = room.top + sum(plan.heights)
    _axis(sheet, plan, room, bottom, date)
    y = room.top
    for lane, high in zip(lanes, plan.heights, strict=True):
        sheet.line([(body.left, y), (room.right, y)], palette.RULE, sheet.form.line)
        _lane_name(sheet, lane, names.get(lane, ""), body.left, y, high)
        _lane(sheet, plan, lane, cells, y, high)
        y += high
    sheet.line([(body.left, y), (room.right, y)], palette.RULE, sheet.form.line)


def _planned(
    sheet: Sheet,
    room: Box,
    rows: pd.DataFrame,
    lanes: Sequence[str],
    cells: Cells,
) -> _Plan:
    """Choose the largest type that names every commitment, else the largest marks, that fit."""
    shown = print_years.years(rows)
    busy = {year for _, year in cells}
    for share in TEXT_SIZES:
        size = sheet.form.text * share
        side = dict.fromkeys(busy, 1)
        needs = _needs(cells, size)
        while True:
            weights = {
                year: side[year] * needs[year] if year in busy else EMPTY_WEIGHT for year in shown
            }
            made = print_years.columns(shown, weights, room.left, room.right)
            one = min((c.right - c.left) / side[c.year] for c in made if c.year in busy)
            if one < size * NARROWEST:
                break
            heights = [_height(cells, lane, side, size) for lane in lanes]
            if sum(heights) <= room.height:
                return _Plan(size, side, made, _stretched(heights, room.height, size))
            side[_deepest(cells, side)] += 1
    return _marks_planned(sheet, room, lanes, cells, shown)


def _marks_planned(
    sheet: Sheet, room: Box, lanes: Sequence[str], cells: Cells, shown: Sequence[int | None]
) -> _Plan:
    made = print_years.columns(shown, dict.fromkeys(shown, 1.0), room.left, room.right)
    wide = made[0].right - made[0].left
    for share in MARK_SIZES:
        size = sheet.form.text * share
        side = dict.fromkeys(shown, max(1, int(wide // (size * ROW))))
        heights = [_height(cells, lane, side, size) for lane in lanes]
        if sum(heights) <= room.height:
            return _Plan(size, {}, made, _stretched(heights, room.height, size))
    squeezed = room.height / sum(heights)
    return _Plan(size * squeezed, {}, made, [high * squeezed for high in heights])


def _needs(cells: Cells, size: float) -> dict[int | None, float]:
    """Return how wide the longest line of each year is, in ems and within reason."""
    needs: dict[int | None, float] = {}
    for (_, year), found in cells.items():
        told = (f"{row['full_label']}  {_what(row)}" for row in found)
        longest = max(letters.width(text, size) / size for text in told)
        needs[year] = max(needs.get(year, NARROWEST), min(longest + 2, WIDEST))
    return needs


def _deepest(cells: Cells, side: Mapping[int | None, int]) -> int | None:
    """Return the year whose commitments take most rows in one lane."""
    return max(cells, key=lambda cell: math.ceil(len(cells[cell]) / side[cell[1]]))[1]


def _height(cells: Cells, lane: str, side: Mapping[int | None, int], size: float) -> float:
    """Return how high a lane is with so many commitments side by side in each year."""
    depths = [math.ceil(len(cells.get((lane, year), [])) / beside) for year, beside in side.items()]
    return size * (ROW * max(depths, default=1) + 2 * LANE_PAD)


def _stretched(heights: list[float], room: float, size: float) -> list[float]:
    """Give lanes some of the room that is left, so that a few commitments are not huddled."""
    spare = min((room - sum(heights)) / len(heights), size * 1.6)
    return [high + max(spare, 0) for high in heights]


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


def _axis(sheet: Sheet, plan: _Plan, room: Box, bottom: float, date: str) -> None:
    """Draw the stages as light bands, the years above them and the date of the data."""
    em = sheet.form.text
    top = room.top - em * HEAD
    spans = print_years.stage_spans(plan.columns)
    for (name, left, right), fill in zip(spans, palette.STAGE_FILLS, strict=False):
        sheet.rectangle(Box(left, top, right, bottom), fill)
        sheet.write(
            left + em * 0.4, top + em * 1.05, name, size=em * 0.84, colour=palette.QUIET_INK
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
    plan: _Plan,
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
    name = _what(row)
    if pd.isna(row["value"]):
        sheet.centre(x, y, letters.cut(name, size, right - x), size=size, colour=palette.QUIET_INK)
        return
    label = row["full_label"]
    sheet.centre(x, y, label, size=size, weight=SEMIBOLD)
    x += letters.width(label, size, SEMIBOLD) + size * 0.4
    if right - x > size * 2:
        sheet.centre(x, y, letters.cut(name, size, right - x), size=size)


def _what(row: Mapping[str, Any]) -> str:
    """Say what a commitment is about, and of which place."""
    where = f"{row['place']}: " if row["place"] else ""
    return f"{where}{row['indicator_name']}"
