"""This module prints provinces side by side: an indicator a row, a province a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Final

import pandas as pd

from commitments import alternatives, captions, links, palette, query, wording
from commitments.compare import captions as compare_captions
from commitments.compare import lines as compare
from commitments.compare.captions import REASON
from commitments.compare.lines import MOST, Cell, Line
from commitments.load import Atlas
from commitments.model import PROVINCES_IN_THE_PLANS, Selection, State
from commitments.orders import NotOffered
from commitments.prints import marks as print_marks
from commitments.prints import type as letters
from commitments.prints.dots import OPEN_MARK
from commitments.prints.frame import View, described, set_words
from commitments.prints.page import SEMIBOLD, Box, Sheet

USUAL: Final = 3  # drawn where no province is chosen
ROW: Final = (1.7, 2.3)  # least and largest height of a row, in ems
HEAD: Final = 2.0  # ems for the provinces' names
SMALL: Final = 0.88  # of a row's text
SIZE: Final = 0.92  # of the sheet's text
FIRST: Final = 0.24  # of the width, for the indicators' names
TRACK: Final = 0.36  # of a cell, for the mark on its scale
ROOM_FOR_A_TRACK: Final = 15.0  # ems, the narrowest cell with one


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the comparison of up to four provinces, of a theme, an indicator or of all."""
    chosen = asked.provinces or tuple(query.fullest_provinces(atlas, USUAL))
    if len(chosen) > MOST:
        raise NotOffered(f"{len(chosen)} provinces are too many to compare; choose two to {MOST}.")
    made = compare.lines(
        atlas, asked.theme, chosen, today=int(atlas.dated[:4] or dt.datetime.now(dt.UTC).year)
    )
    if asked.indicator:
        made = [line for line in made if line.indicator == asked.indicator]
    rows = compare.drawn(atlas, made)
    title = compare_captions.title(asked.theme, chosen)
    if len(chosen) < compare.FEWEST:
        title = f"What {chosen[0]} has committed to: {asked.theme or 'all themes'}"
    subtitle = _subtitle(made, chosen)
    choices = compare.choices(asked.theme, chosen, compare.Order.THEME)
    return View(
        title=title,
        subtitle=subtitle,
        notes=_notes(rows, made),
        rows=rows,
        link=links.address("Compare", **choices),
        description=described(_told(made, title, subtitle), [_said(line) for line in made]),
        draw=partial(draw, made, chosen, atlas.provinces["name_zh"].to_dict()),
        missing="" if made else compare_captions.nothing_found(asked.theme, chosen),
    )


def _subtitle(made: Sequence[Line], provinces: Sequence[str]) -> str:
    """Say how much is compared, and where there is nothing to compare with."""
    some = f"{len(provinces)} of {PROVINCES_IN_THE_PLANS} provinces"
    if len(provinces) < compare.FEWEST:
        held = f"{len(made)} indicators of one province, beside the nation where it states a figure"
        return f"{held} · {some}"
    return f"{compare_captions.subtitle(made, provinces, compare.Order.THEME)} · {some}"


def _notes(rows: pd.DataFrame, made: Sequence[Line]) -> tuple[str, ...]:
    said = ["Each row has its own scale from 0."]
    if any(line.nation for line in made):
        said.append("Red line: the nation’s figure for the same year.")
    said += captions.printed_marks(rows["label"])
    said += [OPEN_MARK] if rows["inferred"].any() else []
    return (*said, "Nothing found in what was read is not the same as no target.")


def _told(made: Sequence[Line], title: str, subtitle: str) -> str:
    told = alternatives.of_comparison(made, title=title, subtitle=subtitle)
    return wording.unstopped(" ".join(told) or title)


def _said(line: Line) -> str:
    told = (
        f"{cell.province} {cell.row['full_label'] if cell.row else REASON[cell.state]}"
        for cell in line.cells
    )
    return f"{line.name}: {', '.join(told)}"


def draw(
    made: Sequence[Line],
    provinces: Sequence[str],
    names: Mapping[str, str],
    sheet: Sheet,
    body: Box,
) -> None:
    """Draw as many indicators as the box holds, what most provinces have first."""
    if not made:
        set_words(sheet, body, compare_captions.nothing_found(None, provinces))
        return
    em = sheet.form.text * SIZE
    left = body.left + body.width * FIRST
    wide = (body.right - left) / len(provinces)
    _heads(sheet, provinces, names, Box(left, body.top, body.right, body.bottom), wide)
    top = body.top + sheet.form.text * HEAD
    foot = em * 1.5
    themes = len({line.theme for line in made})
    room = body.bottom - top - foot - em * ROW[0] * themes
    weight = {line.indicator: (len(line.found), len(line.figures)) for line in made}
    fullest = sorted(made, key=lambda line: weight[line.indicator], reverse=True)
    shown = fullest[: int(room // (em * ROW[0]))]
    high = min(room / len(shown), em * ROW[1])
    y = top
    for theme, group in groupby([line for line in made if line in shown], lambda line: line.theme):
        y += em * ROW[0]
        colour = palette.theme_colour(theme)
        sheet.write(
            body.left, y - em * 0.42, str(theme).capitalize(), size=em, weight=SEMIBOLD,
            colour=colour,
        )  # fmt: skip
        for line in group:
            sheet.line([(body.left, y), (body.right, y)], palette.RULE, sheet.form.line)
            _name(sheet, line, Box(body.left, y, left - em, y + high), em)
            for i, cell in enumerate(line.cells):
                box = Box(left + wide * i, y, left + wide * (i + 1) - em * 1.2, y + high)
                _draw_cell(sheet, line, cell, box, em)
            y += high
        sheet.line([(body.left, y), (body.right, y)], palette.RULE, sheet.form.line)
    if len(shown) < len(made):
        said = f"{len(made) - len(shown)} more indicators, stated by fewer, are not shown."
        sheet.centre(body.right, y + em, said, size=em, colour=palette.QUIET_INK, align="right")


def _heads(
    sheet: Sheet, provinces: Sequence[str], names: Mapping[str, str], body: Box, wide: float
) -> None:
    em = sheet.form.text
    for i, province in enumerate(provinces):
        x = body.left + wide * i
        sheet.write(x, body.top + em * 1.2, province, size=em * 1.2, weight=SEMIBOLD)
        x += letters.width(province, em * 1.2, SEMIBOLD) + em * 0.6
        sheet.write(x, body.top + em * 1.2, names.get(province, ""), colour=palette.QUIET_INK)


def _name(sheet: Sheet, line: Line, box: Box, em: float) -> None:
    """Name an indicator, and say in a few words how its figures differ where there is room."""
    middle = (box.top + box.bottom) / 2
    name = letters.cut(line.name, em, box.width)
    sheet.centre(box.left, middle, name, size=em)
    ways = [one.what for one in line.differences if not one.note]
    x = box.left + letters.width(name, em) + em * 0.7
    while ways and x + letters.width(", ".join(ways), em * SMALL) > box.right:
        ways.pop()
    sheet.centre(x, middle, ", ".join(ways), size=em * SMALL, colour=palette.QUIET_INK)


def _draw_cell(sheet: Sheet, line: Line, cell: Cell, box: Box, em: float) -> None:
    """Write what a province says, its year, and its mark on the row's scale."""
    middle = (box.top + box.bottom) / 2
    if cell.row is None:
        why = letters.cut(REASON[cell.state], em, box.width)
        sheet.centre(box.left, middle, why, size=em, colour=palette.QUIET_INK)
        return
    due = wording.due(cell.row).removesuffix(" (year inferred)")
    year = due.removeprefix("due ")
    if cell.state == State.WORDS:
        said = f"{cell.row['summary'].rstrip('.')}, {year}"
        sheet.centre(box.left, middle, letters.cut(said, em, box.width), size=em)
        return
    tracked = box.width > em * ROOM_FOR_A_TRACK
    room = box.width * (1 - TRACK) if tracked else box.width
    label = letters.cut(cell.row["full_label"], em, room, SEMIBOLD)
    sheet.centre(box.left, middle, label, size=em, weight=SEMIBOLD)
    x = box.left + letters.width(label, em, SEMIBOLD) + em * 0.5
    if box.left + room - x > em * 2:
        text = letters.cut(year, em, box.left + room - x)
        sheet.centre(x, middle, text, size=em, colour=palette.QUIET_INK)
    if tracked:
        _track(
            sheet,
            line,
            cell.row,
            Box(box.right - box.width * TRACK, box.top, box.right, box.bottom),
            em,
        )


def _track(sheet: Sheet, line: Line, row: Mapping[str, Any], box: Box, em: float) -> None:
    """Draw a figure on the scale that all cells of its row share, with the nation's line."""
    middle = (box.top + box.bottom) / 2
    right = box.right - box.width * print_marks.BAND * 1.6

    def at(value: float) -> float:
        return box.left + max(value, 0) / line.end * (right - box.left)

    sheet.line([(box.left, middle), (box.right, middle)], palette.RULE, sheet.form.line * 1.6)
    if line.nation and line.nation["year"] == row["year"]:
        x = at(float(line.nation["drawn"]))
        ends = [(x, middle - em * 0.7), (x, middle + em * 0.7)]
        sheet.line(ends, palette.NATIONAL_LINE, sheet.form.line * 1.4)
    colour = palette.theme_colour(line.theme)
    print_marks.draw(sheet, row, middle, at, box.width * print_marks.BAND * 1.4, colour, em * 0.9)
