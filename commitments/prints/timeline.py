"""The printed timeline: one lane per province, every commitment named where it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain import links
from commitments.domain.model import Selection, Theme
from commitments.figures import captions, palette
from commitments.figures.timelines import captions as timeline_captions
from commitments.language import named, say
from commitments.prints import lane_packing as print_packing
from commitments.prints import reports
from commitments.prints import timeline_scale as print_scale
from commitments.prints import typography as letters
from commitments.prints import year_columns as print_years
from commitments.prints.frame import View, described, set_words
from commitments.prints.lane_packing import Entry
from commitments.prints.lanes import LANE_PAD, ROW, Cells, Plan, planned
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.queries import coverage, outcomes, query, reports_drawn, schedule
from commitments.queries.schedule import ON
from commitments.words import wording

LANES: Final = 4  # drawn where no province is chosen
NAMED_MARK: Final = 0.8  # of the type, a mark beside its name
INDENT: Final = 0.8  # ems from the start of an entry to the middle of its mark
STEP_REACH: Final = 0.6  # ems from a mark's middle to where a step may begin or end
STEP_INK: Final = 0.6  # of the theme's colour


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the timeline of a theme or an indicator for some provinces."""
    lanes = asked.provinces or tuple(query.fullest_provinces(atlas, LANES))
    rows = schedule.timeline(atlas, asked.theme, lanes)
    about = named("theme", asked.theme) if asked.theme else say("print.all-themes")
    title = timeline_captions.title(asked.theme)
    if asked.indicator:
        rows = rows[rows["indicator"] == asked.indicator]
        about = str(atlas.indicators.at[asked.indicator, "name"])
        title = timeline_captions.title(about)
    rows = outcomes.beside(atlas, query.described(rows))
    names = atlas.provinces["name_zh"].to_dict()
    return View(
        title=title,
        subtitle=timeline_captions.printed(rows, lanes),
        notes=tuple(_marks_in_words(rows)),
        rows=rows,
        reports=reports_drawn.told_of(atlas, rows["id"]),
        link=_link(atlas, asked.theme, lanes),
        description=described(title, [_told(row) for row in records(rows)]),
        draw=partial(draw, rows, lanes, names, about, atlas.dated),
        missing=_missing(rows, lanes, about),
    )


def _link(atlas: Atlas, theme: Theme | None, lanes: Sequence[str]) -> str:
    """Return the link that opens the same lanes; all of them have a word of their own."""
    if set(lanes) == set(coverage.in_the_plans(atlas)):
        return links.address("Timeline", theme=theme, every=ON)
    return links.address("Timeline", theme=theme, province=",".join(lanes))


def _told(row: Mapping[str, Any]) -> str:
    sentence = wording.unstopped(timeline_captions.sentence(row))
    return say("print.timeline-told", province=row["province_name"], sentence=sentence)


def _missing(rows: pd.DataFrame, lanes: Sequence[str], about: str) -> str:
    where = say("list.between").join(named("province", lane) for lane in lanes)
    return say("print.timeline-missing", provinces=where, about=about) if rows.empty else ""


def _marks_in_words(rows: pd.DataFrame) -> list[str]:
    said = [say("print.timeline-scale")]
    if schedule.successive(rows):
        said.append(say("print.timeline-line"))
    if bool(rows["inferred"].any()):
        said.append(say("print.timeline-open"))
    said += captions.printed_marks(rows["label"])
    answered = rows["answer"].isin(reports.SOLID).any()
    return [*said, say("print.timeline-answers" if answered else "print.timeline-results")]


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
    top = print_scale.key(sheet, rows, body)
    first = max(letters.width(named("province", one), em, SEMIBOLD) for one in lanes) + em * 1.2
    room = Box(body.left + first, top + em * print_scale.HEAD, body.right, body.bottom)
    cells = print_years.cells(rows)
    plan = planned(sheet, room, rows, lanes, cells)
    bottom = room.top + sum(plan.heights)
    print_scale.axis(sheet, plan, room, bottom, date)
    y = room.top
    for lane, high in zip(lanes, plan.heights, strict=True):
        sheet.line([(body.left, y), (room.right, y)], palette.RULE, sheet.form.line)
        place = (body.left, y, high, min(plan.heights))
        print_scale.lane_name(sheet, lane, names.get(lane, ""), *place)
        _lane(sheet, plan, lane, cells, y, high)
        y += high
    sheet.line([(body.left, y), (room.right, y)], palette.RULE, sheet.form.line)


def _lane(sheet: Sheet, plan: Plan, lane: str, cells: Cells, top: float, high: float) -> None:
    """Draw the commitments of a lane, year by year: the steps first, the marks above them."""
    size = plan.size
    if not any((lane, column.year) in cells for column in plan.columns):
        x = plan.columns[0].left + size
        said = say("print.timeline-empty")
        sheet.centre(x, top + high / 2, said, size=size, colour=palette.QUIET_INK)
        return
    spots = _named_spots(plan, lane, top) if plan.lanes else _marked_spots(plan, lane, cells, top)
    _steps(sheet, plan, spots)
    for spot in spots.values():
        drawn = size * (NAMED_MARK if plan.lanes else 1)
        print_scale.mark(sheet, spot.row, spot.x, spot.y, drawn)
        reports.within(sheet, spot.row, spot.x, spot.y, drawn)
        if spot.entry:
            _name(sheet, spot.entry, spot.x + size * (print_packing.MARK - INDENT), spot.y, size)


@dataclass(frozen=True)
class _Spot:
    """Where the mark of a commitment stands, and its entry where it is named."""

    row: Mapping[str, Any]
    x: float
    y: float
    entry: Entry | None = None


def _named_spots(plan: Plan, lane: str, top: float) -> dict[str, _Spot]:
    """Return the places of a lane's commitments where each is named."""
    size, found = plan.size, {}
    for column in plan.columns:
        wide = (column.right - column.left) / plan.side.get(column.year, 1)
        for entry in plan.lanes[lane].entries[column.year]:
            x = column.left + wide * entry.beside + size * INDENT
            y = top + size * LANE_PAD + size * ROW * (entry.line + 0.5)
            found[str(entry.row["id"])] = _Spot(entry.row, x, y, entry)
    return found


def _marked_spots(plan: Plan, lane: str, cells: Cells, top: float) -> dict[str, _Spot]:
    """Return the places of a lane's commitments where they are only marked."""
    found = {}
    for column in plan.columns:
        for row in cells.get((lane, column.year), []):
            x, y = plan.spots[str(row["id"])]
            found[str(row["id"])] = _Spot(row, x, top + plan.size * LANE_PAD + y)
    return found


def _steps(sheet: Sheet, plan: Plan, spots: Mapping[str, _Spot]) -> None:
    """Join the figures of one indicator that follow one another."""
    reach = plan.size * STEP_REACH
    for one, other in plan.steps:
        if one not in spots:
            continue
        a, b = spots[one], spots[other]
        start = a.x + reach
        if a.entry:
            start = a.x + plan.size * (print_packing.MARK - INDENT) + _wide(a.entry, plan.size)
            start += plan.size * print_packing.GAP
        if b.x - reach > start:
            colour = palette.mixed(palette.theme_colour(Theme(a.row["theme"])), STEP_INK)
            sheet.line([(start, a.y), (b.x - reach, b.y)], colour, sheet.form.line, mark="step")


def _name(sheet: Sheet, entry: Entry, x: float, y: float, size: float) -> None:
    """Name a commitment: the figure first, beside and below it what it measures."""
    first, *more = entry.lines
    wordy = pd.isna(entry.row["value"])
    colour = palette.QUIET_INK if wordy else palette.INK
    start = x
    if not wordy:
        label = entry.row["full_label"]
        sheet.centre(x, y, label, size=size, weight=SEMIBOLD)
        start += letters.width(label, size, SEMIBOLD) + size * print_packing.GAP
    sheet.centre(start, y, first, size=size, colour=colour)
    for at, line in enumerate(more, start=1):
        sheet.centre(x, y + at * size * ROW, line, size=size, colour=colour)


def _wide(entry: Entry, size: float) -> float:
    """Return how wide the line of an entry beside its mark is."""
    label = letters.width(entry.row["full_label"], size, SEMIBOLD)
    beside = letters.width(entry.lines[0], size)
    return label + (size * print_packing.GAP + beside if beside else 0)
