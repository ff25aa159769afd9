"""Rows and columns of a printed comparison: figures, words, marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from commitments.domain.model import State
from commitments.figures import palette
from commitments.figures.compare import captions as compare_captions
from commitments.language import named, say
from commitments.prints import marks as print_marks
from commitments.prints import reports
from commitments.prints import typography as letters
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.queries.comparison import Cell, Line
from commitments.queries.outcomes import SETTLED
from commitments.words import answers as answer_words
from commitments.words import wording

ROW: Final = (1.7, 2.3)  # least and largest height of a row, in ems
HEAD: Final = 2.0  # ems for the provinces' names
SMALL: Final = 0.88  # of a row's text
FOOT: Final = 1.7  # ems for a sentence under the table
WORD_LINES: Final = 2  # of what a cell says in words
FIRST: Final = 0.24  # of the width, for the indicators' names
TRACK: Final = 0.36  # of a cell, for the mark on its scale
ROOM_FOR_A_TRACK: Final = 15.0  # ems, the narrowest cell with one


class Table:
    """How high the rows of a comparison are in one size of type."""

    def __init__(self, sheet: Sheet, body: Box, columns: int, em: float) -> None:
        self.em = em
        self.start = body.left
        self.left = body.left + body.width * FIRST
        self.wide = (body.right - self.left) / columns
        self.room = body.height - sheet.form.text * HEAD

    def lines(self, line: Line) -> int:
        """Return how many lines the longest words of a row take."""
        said = (len(words_of(cell, self.em, self.cell)) for cell in line.cells)
        return max(len(name_of(line, self.em, self.name)), *said)

    @property
    def name(self) -> float:
        """Return the room for an indicator's name."""
        return self.left - self.start - self.em

    @property
    def cell(self) -> float:
        """Return the room within a cell."""
        return self.wide - self.em * 1.2

    def row(self, line: Line) -> float:
        """Return how high a row is at the least."""
        return self.em * (ROW[0] + (self.lines(line) - 1) * letters.LEADING)

    def height(self, made: Sequence[Line]) -> float:
        """Return how high some rows are under the names of their themes."""
        themes = len({line.theme for line in made})
        return sum(map(self.row, made)) + self.em * ROW[0] * themes


def name_of(line: Line, em: float, room: float) -> list[str]:
    """Return an indicator's name in lines."""
    lines = letters.wrapped(line.name, em, room)
    return letters.shortened(lines, WORD_LINES, em, room, letters.REGULAR)


def words_of(cell: Cell, em: float, room: float) -> list[str]:
    """Return what a cell says in words and its year in lines; none where it states a figure."""
    if cell.row is None or cell.state != State.WORDS:
        return []
    summary, year = wording.unstopped(cell.row["summary"]), wording.due_year(cell.row)
    said = say("print.compare-words", summary=summary, year=year)
    lines = letters.wrapped(said, em, room)
    return letters.shortened(lines, WORD_LINES, em, room, letters.REGULAR)


def draw(
    made: Sequence[Line],
    provinces: Sequence[str],
    names: Mapping[str, str],
    table: Table,
    sheet: Sheet,
    body: Box,
) -> float:
    """Draw some indicators theme by theme; return where they end."""
    em, left, wide = table.em, table.left, table.wide
    _heads(sheet, provinces, names, Box(left, body.top, body.right, body.bottom), wide)
    spare = (table.room - em * FOOT - table.height(made)) / max(len(made), 1)
    spare = min(max(spare, 0), em * (ROW[1] - ROW[0]))
    y = body.top + sheet.form.text * HEAD
    for theme, group in groupby(made, lambda line: line.theme):
        y += em * ROW[0]
        colour = palette.theme_colour(theme)
        sheet.write(
            body.left, y - em * 0.42, named("theme", theme).capitalize(), size=em, weight=SEMIBOLD,
            colour=colour,
        )  # fmt: skip
        for line in group:
            high = table.row(line) + spare
            sheet.line([(body.left, y), (body.right, y)], palette.RULE, sheet.form.line)
            _name(sheet, line, Box(body.left, y, left - em, y + high), em)
            for i, cell in enumerate(line.cells):
                box = Box(left + wide * i, y, left + wide * i + table.cell, y + high)
                _draw_cell(sheet, line, cell, box, em)
            y += high
        sheet.line([(body.left, y), (body.right, y)], palette.RULE, sheet.form.line)
    return y


def _heads(
    sheet: Sheet, provinces: Sequence[str], names: Mapping[str, str], body: Box, wide: float
) -> None:
    em = sheet.form.text
    for i, province in enumerate(provinces):
        x = body.left + wide * i
        shown, chinese = named("province", province), names.get(province, "")
        sheet.write(x, body.top + em * 1.2, shown, size=em * 1.2, weight=SEMIBOLD)
        x += letters.width(shown, em * 1.2, SEMIBOLD) + em * 0.6
        if chinese != shown:
            sheet.write(x, body.top + em * 1.2, chinese, colour=palette.QUIET_INK)


def _name(sheet: Sheet, line: Line, box: Box, em: float) -> None:
    """Name an indicator, and say in a few words how its figures differ where there is room."""
    middle = (box.top + box.bottom) / 2
    lines = name_of(line, em, box.width)
    top = middle - (len(lines) - 1) / 2 * em * letters.LEADING
    for at, text in enumerate(lines):
        sheet.centre(box.left, top + at * em * letters.LEADING, text, size=em)
    if len(lines) > 1:
        return
    ways = [one.what for one in line.differences if not one.note]
    x = box.left + letters.width(lines[0], em) + em * 0.7
    between = say("list.between")
    while ways and x + letters.width(between.join(ways), em * SMALL) > box.right:
        ways.pop()
    sheet.centre(x, middle, between.join(ways), size=em * SMALL, colour=palette.QUIET_INK)


def _draw_cell(sheet: Sheet, line: Line, cell: Cell, box: Box, em: float) -> None:
    """Write what a province says, its year, and its mark on the row's scale."""
    middle = (box.top + box.bottom) / 2
    if cell.row is None:
        why = letters.cut(compare_captions.reason(cell.state), em, box.width)
        sheet.centre(box.left, middle, why, size=em, colour=palette.QUIET_INK)
        return
    year = wording.due_year(cell.row)
    if cell.state == State.WORDS:
        said = words_of(cell, em, box.width)
        top = middle - (len(said) - 1) / 2 * em * letters.LEADING
        for at, text in enumerate(said):
            sheet.centre(box.left, top + at * em * letters.LEADING, text, size=em)
        return
    tracked = box.width > em * ROOM_FOR_A_TRACK
    room = box.width * (1 - TRACK) if tracked else box.width
    label = letters.cut(cell.row["full_label"], em, room, SEMIBOLD)
    sheet.centre(box.left, middle, label, size=em, weight=SEMIBOLD)
    x = box.left + letters.width(label, em, SEMIBOLD) + em * 0.5
    if box.left + room - x > em * 2:
        text = letters.cut(year, em, box.left + room - x)
        sheet.centre(x, middle, text, size=em, colour=palette.QUIET_INK)
        x += letters.width(text, em) + em * 0.5
        _answer(sheet, line, cell.row, Box(x, box.top, box.left + room, box.bottom), em)
    if tracked:
        _track(
            sheet,
            line,
            cell.row,
            Box(box.right - box.width * TRACK, box.top, box.right, box.bottom),
            em,
        )


def _answer(sheet: Sheet, line: Line, row: Mapping[str, Any], box: Box, em: float) -> None:
    """Say what became of a figure, with its sign, where there is room for it."""
    if row["answer"] not in SETTLED:
        return
    middle, name = (box.top + box.bottom) / 2, answer_words.name(row["answer"])
    signed = reports.SIGN_WIDTH * em if row["answer"] in reports.SOLID else 0
    if box.left + signed + letters.width(name, em * SMALL) > box.right:
        return
    hue = palette.theme_colour(line.theme)
    reports.sign(sheet, row["answer"], box.left + em * reports.SIGN, middle, hue, em)
    sheet.centre(box.left + signed, middle, name, size=em * SMALL, colour=palette.QUIET_INK)


def _track(sheet: Sheet, line: Line, row: Mapping[str, Any], box: Box, em: float) -> None:
    """Draw a figure on the scale that all cells of its row share, with the nation's line."""
    middle = (box.top + box.bottom) / 2
    right = box.right - box.width * print_marks.BAND * 1.6

    def at(value: float) -> float:
        return box.left + max(value, 0) / line.end * (right - box.left)

    sheet.line([(box.left, middle), (box.right, middle)], palette.RULE, sheet.form.line * 1.6)
    nation = line.nation_beside(row)
    if nation:
        x = at(float(nation["drawn"]))
        ends = [(x, middle - em * 0.7), (x, middle + em * 0.7)]
        sheet.line(ends, palette.NATIONAL_LINE, sheet.form.line * 1.4)
    colour = palette.theme_colour(line.theme)
    print_marks.draw(sheet, row, middle, at, box.width * print_marks.BAND * 1.4, colour, em * 0.9)
    if reports.is_told(row):
        reports.value(sheet, row, middle, at, colour, em * 0.9)


def remark(sheet: Sheet, body: Box, top: float, said: str, em: float) -> None:
    """Say under the rows what is left out."""
    sheet.centre(body.right, top + em, said, size=em, colour=palette.QUIET_INK, align="right")
