"""This module prints provinces side by side: an indicator a row, a province a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Final

import pandas as pd

from commitments import captions, links, palette, print_marks, query, wording
from commitments import print_type as letters
from commitments.load import Atlas
from commitments.model import PROVINCES_IN_THE_PLANS, Selection, State
from commitments.orders import NotOffered
from commitments.print_dots import OPEN_MARK
from commitments.print_frame import View, described, say
from commitments.print_lines import Cell, Line, lines
from commitments.print_page import SEMIBOLD, Box, Sheet

MOST: Final = 4
USUAL: Final = 3  # drawn where no province is chosen
ROW: Final = (1.7, 2.3)  # least and largest height of a row, in ems
HEAD: Final = 2.0  # ems for the provinces' names
SIZE: Final = 0.92  # of the sheet's text
FIRST: Final = 0.24  # of the width, for the indicators' names
TRACK: Final = 0.36  # of a cell, for the mark on its scale
ROOM_FOR_A_TRACK: Final = 15.0  # ems, the narrowest cell with one
REASON: Final = {State.NOTHING: "nothing found", State.NO_DOCUMENT: "no document read"}
NOTHING: Final = "No commitments were found for this choice in the documents read."


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the comparison of up to four provinces, of a theme or of all."""
    chosen = asked.provinces or tuple(query.fullest_provinces(atlas, USUAL))
    if len(chosen) > MOST:
        raise NotOffered(f"{len(chosen)} provinces are too many to compare; choose two to {MOST}.")
    made = lines(atlas, asked, chosen)
    told = [cell.row for line in made for cell in line.cells if cell.row]
    told += [line.nation for line in made if line.nation]
    rows = pd.DataFrame(told, columns=atlas.targets.columns.union(["label"], sort=False))
    about = str(asked.theme or "all themes")
    title = f"{_listed(chosen)}: {about}"
    one = " · one province: nothing to compare with but the nation" if len(chosen) == 1 else ""
    return View(
        title=title,
        subtitle=(
            f"What each has committed to, indicator by indicator · {len(made)} indicators · "
            f"{len(chosen)} of {PROVINCES_IN_THE_PLANS} provinces{one}"
        ),
        notes=_notes(rows, made),
        rows=rows,
        link=links.address("Compare", theme=asked.theme, province=",".join(chosen)),
        description=described(title, [_said(line, chosen) for line in made]),
        draw=partial(draw, made, chosen, atlas.provinces["name_zh"].to_dict()),
        missing="" if made else NOTHING,
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _notes(rows: pd.DataFrame, made: Sequence[Line]) -> tuple[str, ...]:
    said = ["Each row has its own scale from 0; years and scopes may differ."]
    if any(line.nation for line in made):
        said.append("Red line: the nation’s figure for the same year.")
    if len(rows):
        said += captions.printed_marks(rows["label"])
        said += [OPEN_MARK] if rows["inferred"].any() else []
    return (*said, "Nothing found in what was read is not the same as no target.")


def _said(line: Line, provinces: Sequence[str]) -> str:
    told = (
        f"{name} {cell.row['full_label'] if cell.row else REASON[cell.state]}"
        for name, cell in zip(provinces, line.cells, strict=True)
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
        say(sheet, body, NOTHING)
        return
    em = sheet.form.text * SIZE
    left = body.left + body.width * FIRST
    wide = (body.right - left) / len(provinces)
    _heads(sheet, provinces, names, Box(left, body.top, body.right, body.bottom), wide)
    top = body.top + sheet.form.text * HEAD
    foot = em * 1.5
    themes = len({line.theme for line in made})
    room = body.bottom - top - foot - em * ROW[0] * themes
    shown = sorted(made, key=lambda line: line.found, reverse=True)[: int(room // (em * ROW[0]))]
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
            name = letters.cut(line.name, em, left - body.left - em)
            sheet.centre(body.left, y + high / 2, name, size=em)
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


def _draw_cell(sheet: Sheet, line: Line, cell: Cell, box: Box, em: float) -> None:
    """Write what a province says, its year, and its mark on the row's scale."""
    middle = (box.top + box.bottom) / 2
    if cell.row is None:
        sheet.centre(box.left, middle, REASON[cell.state], size=em, colour=palette.QUIET_INK)
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
