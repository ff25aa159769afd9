"""The printed fact sheet of a province: an indicator a row, in columns of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.figure_request import Size
from commitments.domain.model import Selection, Theme
from commitments.figures import palette
from commitments.figures.province import captions, sparkline
from commitments.language import count, named, say
from commitments.prints import typography as letters
from commitments.prints.frame import View, described, set_words, shared_out
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.queries import province_sheet
from commitments.queries.province_sheet import Line
from commitments.queries.province_sheet import Sheet as ProvinceSheet

TYPE: Final = 0.82  # of the sheet's text
COLUMNS: Final = {Size.SLIDE: 2, Size.HALF_A4: 2, Size.SQUARE: 1}
GUTTER: Final = 2.4  # ems between two columns
HEADS: Final = ("indicator", "promised", "reported", "course", "answer")
SHARES: Final = (0.27, 0.25, 0.16, 0.1, 0.22)  # of a column's width
COURSE: Final = HEADS.index("course")
CELL_GAP: Final = 0.8  # ems
PAD: Final = 0.7  # ems of a row, above and below together
THEME: Final = 2.3  # ems of a theme's name
HEAD: Final = 1.7
FOOT: Final = 1.6  # ems for what has no room
STROKE: Final = 1.6  # of a promised figure on a sparkline, in its own units
RUN: Final = 1.2


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the fact sheet of the province that is chosen."""
    (name,) = asked.provinces
    found = province_sheet.sheet(atlas, name)
    title, subtitle = captions.title(atlas, name), captions.subtitle(found)
    lines = lines_of(found, asked.theme)
    notes = (say("sheet.rule"), captions.in_words(found))
    return View(
        title=title,
        subtitle=subtitle,
        notes=tuple(one for one in notes if one),
        rows=atlas.targets[atlas.targets["province"] == name],
        link=links.address("Province", province=name),
        description=described(say("told.subject", title=title, subtitle=subtitle),
                              [in_words(one) for one in lines]),
        draw=partial(draw, name, lines),
        missing=captions.nothing(found),
        reports=atlas.results[atlas.results["province"] == name],
        parts=partial(parts, lines) if lines else None,
    )  # fmt: skip


def lines_of(sheet: ProvinceSheet, theme: Theme | None) -> list[Line]:
    """Return the lines of a theme, or of all in their order."""
    return [line for of, lines in sheet.lines.items() for line in lines if theme in (None, of)]


def in_words(line: Line) -> str:
    """Tell a line: what was promised, what was reported, what came of it."""
    told = [captions.promised(one) for one in line.panel.targets]
    told += [one for one in (captions.reported(line), captions.answer(line)) if one]
    return say("sheet.line", indicator=line.name, told=say("list.between").join(told))


@dataclass(frozen=True, slots=True)
class _Table:
    """Cells of lines broken to the columns of a sheet, and how high they come out."""

    sheet: Sheet
    body: Box

    @property
    def em(self) -> float:
        return self.sheet.form.text * TYPE

    @property
    def columns(self) -> int:
        return COLUMNS[self.sheet.size]

    @property
    def wide(self) -> float:
        return (self.body.width - self.em * GUTTER * (self.columns - 1)) / self.columns

    @property
    def room(self) -> float:
        return self.body.height - self.em * (HEAD + FOOT)

    def cells(self, line: Line) -> list[list[str]]:
        promised = [
            part
            for one in line.panel.targets
            for part in self._broken(captions.promised(one), "promised")
        ]
        name = self._broken(line.name, "indicator", SEMIBOLD)
        reported = self._broken(captions.reported(line), "reported")
        return [name, promised, reported, [], self._broken(captions.answer(line), "answer")]

    def _broken(self, text: str, head: str, weight: int = letters.REGULAR) -> list[str]:
        room = self.wide * SHARES[HEADS.index(head)] - self.em * CELL_GAP
        return letters.wrapped(text, self.em, room, weight)

    def height(self, lines: Sequence[Line]) -> float:
        themes = len({line.theme for line in lines})
        return themes * self.em * THEME + sum(map(self.high, lines))

    def high(self, line: Line) -> float:
        rows = max(1, *map(len, self.cells(line)))
        return self.em * (rows * letters.LEADING + PAD)


def draw(name: str, lines: Sequence[Line], sheet: Sheet, body: Box) -> None:
    """Draw as many lines as one sheet holds, and say how many more there are."""
    if not lines:
        set_words(sheet, body, say("sheet.nothing", province=named("province", name)))
        return
    shares = _shares(lines, _Table(sheet, body))
    shown = shares[: COLUMNS[sheet.size]]
    _part(shown, len(lines) - sum(map(len, shown)), sheet, body)


def parts(lines: Sequence[Line], sheet: Sheet, body: Box) -> list[Callable[[Sheet, Box], None]]:
    """Part the lines over as many sheets as hold them all."""
    shares, columns = _shares(lines, _Table(sheet, body)), COLUMNS[sheet.size]
    return [partial(_part, shares[at : at + columns], 0) for at in range(0, len(shares), columns)]


def _shares(lines: Sequence[Line], table: _Table) -> list[list[Line]]:
    """Part lines into columns, about as much in each."""
    return shared_out(lines, table.height, table.room)


def _part(shares: Sequence[Sequence[Line]], left: int, sheet: Sheet, body: Box) -> None:
    table = _Table(sheet, body)
    for at, lines in enumerate(shares):
        start = body.left + at * (table.wide + table.em * GUTTER)
        _column(table, lines, Box(start, body.top, start + table.wide, body.bottom))
    if left:
        foot = body.bottom - table.em * 0.3
        said = count("sheet.shown", left)
        sheet.write(body.left, foot, said, size=table.em, colour=palette.QUIET_INK)


def _column(table: _Table, lines: Sequence[Line], box: Box) -> None:
    """Draw the head of a column, then its lines under the names of their themes."""
    sheet, em = table.sheet, table.em
    starts = [box.left + box.width * sum(SHARES[:at]) for at in range(len(SHARES))]
    for x, head, share in zip(starts, HEADS, SHARES, strict=True):
        said, room = say(f"sheet.{head}"), box.width * share - em * CELL_GAP / 2
        size = min(em, em * room / letters.width(said, em))
        sheet.write(x, box.top + em, said, size=size, colour=palette.QUIET_INK)
    top = box.top + em * HEAD
    theme: Theme | None = None
    for line in lines:
        if line.theme != theme:
            theme = line.theme
            sheet.write(box.left, top + em * THEME * 0.7, named("theme-heading", theme), size=em,
                        weight=SEMIBOLD, colour=palette.theme_colour(theme))  # fmt: skip
            top += em * THEME
        sheet.line([(box.left, top), (box.right, top)], palette.RULE, sheet.form.line)
        _line(table, line, starts, top)
        top += table.high(line)


def _line(table: _Table, line: Line, starts: Sequence[float], top: float) -> None:
    sheet, em = table.sheet, table.em
    cells = table.cells(line)
    for at, (x, cell) in enumerate(zip(starts, cells, strict=True)):
        box = Box(x, top + em * PAD / 2, x, top)
        sheet.paragraph(box, cell, size=em, weight=letters.REGULAR if at else SEMIBOLD)
    wide = table.wide * SHARES[COURSE] - em * CELL_GAP
    _course(sheet, line, starts[COURSE], top + em * PAD / 2, wide)


def _course(sheet: Sheet, line: Line, left: float, top: float, wide: float) -> None:
    """Draw the sparkline of a line as screens do."""
    unit = wide / sparkline.WIDTH
    found = sparkline.course(line.panel)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * unit, top + y * unit

    for x, y in found.promised:
        stroke = [at(x - sparkline.MARK, y), at(x + sparkline.MARK, y)]
        sheet.line(stroke, palette.theme_colour(line.theme), STROKE * unit * 2)
    for run in found.runs:
        if len(run) > 1:
            sheet.line([at(*point) for point in run], palette.INK, RUN * unit * 2)
        for place, point in enumerate(run, start=1):
            radius = sparkline.LAST_DOT if place == len(run) else sparkline.DOT
            sheet.circle(*at(*point), radius * unit * 2, palette.INK)
