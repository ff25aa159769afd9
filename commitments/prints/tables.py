"""Printed tables of commitments: a sentence a row, over as many sheets as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from commitments.atlas.rows import records
from commitments.briefings.showing import Shown
from commitments.domain.figure_request import Size
from commitments.figures import captions, palette
from commitments.language import say
from commitments.prints import typography as letters
from commitments.prints.frame import View, set_words
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.words import wording

TYPE_SIZES: Final = (13.0, 12.0, 11.0, 9.5)  # points on a slide
FULL_TITLE: Final = 25.0  # points of a slide's title, to which the others are in proportion
ROOM: Final = 0.62  # of a sheet's height, for rows
TABLE_SHARES: Final = (0.1, 0.5, 0.13, 0.27)
TABLE_GAP: Final = 12.0
HEADS: Final = ("province", "commitment", "due", "document")

Line = tuple[list[str], ...]


def sheets(view: Shown, size: Size) -> list[View]:
    """Set a table in the largest type in which one sheet holds it, else part it by its rows."""
    made: list[list[Line]] = []
    form = Sheet(size).form
    for points in TYPE_SIZES:
        em = points * form.title / FULL_TITLE
        made = _parted(view, em, form.width - 2 * form.margin, form.height * ROOM)
        if len(made) == 1:
            break
    return [
        View(
            title=captions.continued(view.title, at, len(made)),
            subtitle=view.subtitle,
            notes=(),
            rows=view.rows,
            link=view.link,
            description=say("told.subject", title=view.title, subtitle=view.subtitle),
            draw=partial(_draw_table, lines, em, view.missing),
            missing=view.missing,
        )
        for at, lines in enumerate(made, start=1)
    ]


def _parted(view: Shown, em: float, wide: float, room: float) -> list[list[Line]]:
    """Break the rows of a table into lines, and part them by height."""
    made: list[list[Line]] = [[]]
    taken = 0.0
    for row in records(view.rows):
        whose = row["place_name"] or row["province_name"]
        said = wording.without_due(row)
        line = _line(whose, said, row["due"], row["source_title"], wide=wide, em=em)
        high = _high(line, em)
        if made[-1] and taken + high > room:
            made.append([])
            taken = 0.0
        made[-1].append(line)
        taken += high
    return made


def _line(*cells: str, wide: float, em: float) -> Line:
    return tuple(
        letters.wrapped(cell, em, wide * share - TABLE_GAP)
        for cell, share in zip(cells, TABLE_SHARES, strict=True)
    )


def _high(line: Line, em: float) -> float:
    return max(map(len, line)) * em * letters.LEADING + em * 0.8


def _draw_table(lines: Sequence[Line], em: float, missing: str, sheet: Sheet, body: Box) -> None:
    if not lines:
        set_words(sheet, body, missing)
        return
    starts = [body.left + body.width * sum(TABLE_SHARES[:i]) for i in range(len(TABLE_SHARES))]
    for x, head in zip(starts, HEADS, strict=True):
        sheet.write(x, body.top + em, say(f"column.{head}"), size=em, weight=SEMIBOLD)
    top = body.top + em * 1.7
    sheet.line([(body.left, top), (body.right, top)], palette.INK, sheet.form.line)
    for line in lines:
        for column, (x, cell) in enumerate(zip(starts, line, strict=True)):
            colour = palette.INK if column < 2 else palette.QUIET_INK
            sheet.paragraph(
                Box(x, top + em * 0.4, body.right, body.bottom), cell, size=em, colour=colour
            )
        top += _high(line, em)
        sheet.line([(body.left, top), (body.right, top)], palette.RULE, sheet.form.line)
