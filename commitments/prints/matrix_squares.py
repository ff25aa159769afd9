"""Squares of a printed matrix: a row an indicator, a column a province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pandas as pd
import shapely

from commitments.domain.model import State, Theme
from commitments.figures import palette
from commitments.language import Language, count, current, named
from commitments.prints import legend as print_legend
from commitments.prints import reports
from commitments.prints import typography as letters
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.queries import outcomes
from commitments.queries.coverage import Grid
from commitments.words import answers as answer_words

ROW: Final = (1.18, 1.9)  # least and largest height of a row, in ems
FOOT: Final = 2.6  # ems for the key under the cells
WIDEST_NAME: Final = 27.0  # ems
TURNED_HEAD: Final = 6.9  # ems for names that stand upright
LEVEL_HEAD: Final = 1.6
AIR: Final = 0.4  # ems beside a name
LABELLED: Final = 5.4  # ems, the narrowest cell that has room for a figure
WIDEST_CELL: Final = 22.0  # ems
FLATTEST: Final = 0.95  # ems, the flattest cell that has room for a figure
KEY_LINES: Final = 2.0  # ems from the foot to the upper of two lines of the key
SIGNED: Final = 0.7  # ems from the edge of a labelled cell to the sign of its answer
STATES: Final = (State.FIGURE, State.WORDS, State.NOTHING, State.NO_DOCUMENT)
GAP: Final = 0.12  # between two cells, as a share of one


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: its state, the figure that stands in it, what came of the one due last."""

    state: State
    label: str = ""
    answer: str = ""


Cells = Mapping[tuple[str, str], Cell]  # by province and indicator


def found(cells: Cells) -> list[tuple[str, str]]:
    """Return the cells of which something was found."""
    return [at for at, cell in cells.items() if cell.state in (State.FIGURE, State.WORDS)]


def counts(cells: Cells) -> pd.Series:
    """Count the provinces that state each indicator, the fullest first."""
    counts = pd.Series([indicator for _, indicator in found(cells)], dtype=str).value_counts()
    return counts.rename("provinces")


def by_theme(grid: Grid, indicators: Sequence[str]) -> list[str]:
    """Sort indicators by theme."""
    themes = grid.indicators["theme"]
    return [name for theme in Theme for name in indicators if themes[name] == theme]


def draw(
    grid: Grid,
    cells: Cells,
    provinces: Sequence[str],
    shown: Sequence[str],
    table: Table,
    sheet: Sheet,
    body: Box,
    *,
    hidden: int,
) -> None:
    """Draw some indicators, grouped by theme, and the key to their cells."""
    stating, names, themes = counts(cells), grid.indicators["name"], grid.indicators["theme"]
    em = table.em
    table.stretch(shown)
    _heads(sheet, table, provinces, body.top + table.head, table.level)
    y = body.top + table.head
    counted: Counter[str] = Counter()
    for theme, group in groupby(by_theme(grid, shown), key=lambda indicator: themes[indicator]):
        colour = palette.theme_colour(Theme(theme))
        y += em * ROW[0]
        sheet.write(
            body.left, y - em * 0.32, named("theme", theme).capitalize(), size=em, weight=SEMIBOLD,
            colour=colour,
        )  # fmt: skip
        for indicator in group:
            _row_name(sheet, table, names[indicator], int(stating[indicator]), body.left, y)
            for i, province in enumerate(provinces):
                cell = cells[province, indicator]
                counted.update(filter(None, (cell.state, cell.answer)))
                _cell(sheet, table.cell(i, y), cell, colour, em)
            y += table.high
    _key(sheet, counted, hidden, body)


class Table:
    """Where the cells of a matrix stand in one size of type, a share of the sheet's."""

    def __init__(
        self,
        grid: Grid,
        indicators: Sequence[str],
        provinces: Sequence[str],
        sheet: Sheet,
        body: Box,
        share: float,
    ) -> None:
        em = sheet.form.text * share
        longest = max(letters.width(grid.indicators.at[name, "name"], em) for name in indicators)
        first = min(longest + em * AIR, em * WIDEST_NAME) + em * 2.6
        self.themes, self.em = grid.indicators["theme"], em
        self.left = body.left + first
        self.wide = min((body.width - first) / len(provinces), em * WIDEST_CELL)
        shown = [named("province", name) for name in provinces]
        widest = max(letters.width(name, em, SEMIBOLD) for name in shown)
        self.level = widest + em * AIR < self.wide
        self.head = em * (LEVEL_HEAD if self.level else _upright(shown))
        self.room = body.height - self.head - sheet.form.text * FOOT
        self.high = em * ROW[0]

    def height(self, indicators: Sequence[str]) -> float:
        """Return how high some rows are under the names of their themes."""
        themes = self.themes.loc[list(indicators)].nunique()
        return self.em * ROW[0] * (len(indicators) + themes)

    def stretch(self, indicators: Sequence[str]) -> None:
        """Give the rows the room that is left."""
        themes = self.themes.loc[list(indicators)].nunique()
        rows = self.room - self.em * ROW[0] * themes
        self.high = min(rows / len(indicators), self.em * ROW[1])

    def cell(self, column: int, top: float) -> Box:
        """Return the box of a cell, with a little white around it."""
        gap = min(self.wide, self.high) * GAP / 2
        left = self.left + self.wide * column
        return Box(left + gap, top + gap, left + self.wide - gap, top + self.high - gap)


def _upright(names: Sequence[str]) -> float:
    """Return how high names are that stand upright, in ems: turned, or Chinese in a column."""
    if current() == Language.ENGLISH:
        return TURNED_HEAD
    return max(map(len, names)) * letters.STACKED + LEVEL_HEAD / 2


def _heads(
    sheet: Sheet, table: Table, provinces: Sequence[str], bottom: float, level: bool
) -> None:
    """Name the provinces over their columns, upright where they are narrow."""
    for i, name in enumerate(named("province", one) for one in provinces):
        middle = table.left + table.wide * (i + 0.5)
        if level:
            sheet.write(
                middle,
                bottom - table.em * 0.3,
                name,
                size=table.em,
                weight=SEMIBOLD,
                align="center",
            )
        elif current() == Language.CHINESE:
            size = min(table.em, table.wide * 0.95)
            top = bottom - size * (LEVEL_HEAD / 4 + letters.STACKED * len(name))
            for at, character in enumerate(name):
                y = top + size * letters.STACKED * (at + 0.5)
                sheet.centre(middle, y, character, size=size, align="center")
        else:
            sheet.write(
                middle + table.em * letters.CAPITAL / 2, bottom + table.em * 0.5, name,
                size=min(table.em, table.wide * 0.95), turn=90,
            )  # fmt: skip


def _row_name(sheet: Sheet, table: Table, name: str, count: int, left: float, top: float) -> None:
    """Name an indicator, and say how many provinces have something on it."""
    em, middle = table.em, top + table.high / 2
    room = table.left - left - em * 2.6
    sheet.centre(left, middle, letters.cut(name, em, room), size=em)
    sheet.centre(
        table.left - em * 0.7, middle, str(count), size=em, colour=palette.QUIET_INK, align="right"
    )


def _cell(sheet: Sheet, box: Box, cell: Cell, colour: str, em: float) -> None:
    """Fill a cell by its state; write its figure where there is room, and mark what came of it."""
    shape = shapely.box(box.left, box.top, box.right, box.bottom)
    fill = colour if cell.state == State.FIGURE else palette.STATE_FILL[cell.state]
    edge = palette.STATE_LINE.get(cell.state, "none")
    print_legend.fill(sheet, shape, fill, colour, edge=edge, mark=f"cell {cell.state}")
    labelled = cell.state == State.FIGURE and box.width > em * LABELLED
    labelled = labelled and box.height > em * FLATTEST
    middle = (box.top + box.bottom) / 2
    if labelled:
        text = letters.cut(cell.label, em, box.width - em * (0.5 + 2 * SIGNED), SEMIBOLD)
        ink = palette.ink_on(colour)
        sheet.centre(box.middle, middle, text, size=em, weight=SEMIBOLD, colour=ink, align="center")
    size = min(em, box.width, box.height)
    reports.on_square(
        sheet, cell.answer, box.right - em * SIGNED if labelled else box.middle, middle, size
    )


def _key(sheet: Sheet, counted: Mapping[str, int], hidden: int, body: Box) -> None:
    """Explain states and answers, each with its count, and say how many indicators are left."""
    em = sheet.form.text
    told = any(counted.get(kind) for kind in outcomes.SETTLED)
    y = body.bottom - em * (KEY_LINES if told else 0.7)
    x = end = body.left
    slate = palette.theme_colour(None)
    explained = {Cell(state): named("state", state) for state in STATES} | {
        Cell(State.FIGURE, answer=kind): answer_words.name(kind) for kind in outcomes.SETTLED
    }
    for cell, words in explained.items():
        number = counted.get(cell.answer or cell.state, 0)
        if not number:
            continue
        if cell.answer and y < body.bottom - em:  # the answers stand below the states
            x, end, y = body.left, x, body.bottom - em * 0.6
        box = Box(x, y - em * 0.5, x + em * 1.3, y + em * 0.5)
        _cell(sheet, box, cell, slate, em)
        sheet.centre(x + em * 1.9, y, words)
        x += em * 1.9 + letters.width(f"{words} ", em)
        sheet.centre(x, y, str(number), colour=palette.QUIET_INK)
        x += letters.width(str(number), em) + em * 1.6
    if hidden:
        said = count("print.matrix-hidden", hidden)
        if told:
            x, y = end, body.bottom - em * KEY_LINES
        sheet.centre(
            body.right, y, letters.cut(said, em, body.right - x), colour=palette.QUIET_INK,
            align="right",
        )  # fmt: skip
