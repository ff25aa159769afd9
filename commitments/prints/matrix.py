"""This module prints which province states which indicator: in figures, in words, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final

import pandas as pd
import shapely

from commitments import alternatives, coverage, links, palette, query, wording
from commitments.coverage import Grid, Layout
from commitments.load import Atlas
from commitments.model import PROVINCES_IN_THE_PLANS, Selection, State, Theme
from commitments.prints import legend as print_legend
from commitments.prints import type as letters
from commitments.prints.frame import View, described, set_words
from commitments.prints.page import SEMIBOLD, Box, Sheet

ROW: Final = (1.18, 1.9)  # least and largest height of a row, in ems
SIZE: Final = 0.86  # of the sheet's text
WIDEST_NAME: Final = 21.0  # ems
TURNED_HEAD: Final = 6.9  # ems for names that stand upright
LEVEL_HEAD: Final = 1.6
LABELLED: Final = 5.4  # ems, the narrowest cell that has room for a figure
WIDEST_CELL: Final = 22.0  # ems
FLATTEST: Final = 0.95  # ems, the flattest cell that has room for a figure
GAP: Final = 0.12  # between two cells, as a share of one
NOTHING: Final = "No commitments were found for this choice in the documents read."


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the coverage matrix of a theme, of all provinces or of those chosen."""
    grid = coverage.grid(atlas, Layout(shared=False, theme=asked.theme))
    columns = [name for name in grid.provinces.index if name in asked.provinces]
    columns = columns or list(grid.provinces.index)
    cells = _cells(grid, columns, asked.indicator)
    states = [state for state, _ in cells.values()]
    rows = query.province_wide(query.themed(atlas.targets, asked.theme))
    rows = rows[rows["province"].isin(columns)]
    title = f"Who states what: {asked.theme or 'all themes'}"
    stated, worded = states.count(State.FIGURE), states.count(State.WORDS)
    some = len({province for province, _ in _found(cells)})
    indicators = len({indicator for _, indicator in _found(cells)})
    subtitle = (
        f"Province-wide commitments in the documents read · {indicators} indicators, {stated} "
        f"cells with a figure, {worded} in words only · {some} of {PROVINCES_IN_THE_PLANS} "
        "provinces"
    )
    return View(
        title=title,
        subtitle=subtitle,
        notes=(
            "The number after an indicator counts the provinces that state it.",
            "Nothing found in what was read is not the same as no target.",
        ),
        rows=rows,
        link=links.address("Overview", **Layout(theme=asked.theme).choices()),
        description=described(
            _in_words(grid, title, subtitle, whole=len(cells) == len(grid.cells)),
            _told(grid, cells),
        ),
        draw=partial(draw, grid, cells, columns),
        missing="" if indicators else NOTHING,
    )


Cells = Mapping[tuple[str, str], tuple[State, str]]  # by province and indicator: state and label


def _cells(grid: Grid, provinces: Sequence[str], indicator: str | None) -> Cells:
    """Return state and label of every cell of the provinces, of one indicator or of all."""
    return {
        (province, name): (state, label)
        for (province, name), state, label in zip(
            grid.cells.index, grid.cells["state"], grid.cells["label"], strict=True
        )
        if province in provinces and indicator in (None, name)
    }


def _found(cells: Cells) -> list[tuple[str, str]]:
    """Return the cells of which something was found."""
    return [cell for cell, (state, _) in cells.items() if state in (State.FIGURE, State.WORDS)]


def _counts(cells: Cells) -> pd.Series:
    """Count the provinces that state each indicator, the fullest first."""
    counts = pd.Series([indicator for _, indicator in _found(cells)], dtype=str).value_counts()
    return counts.rename("provinces")


def _in_words(grid: Grid, title: str, subtitle: str, *, whole: bool) -> str:
    """Tell the matrix as on the page; of a part of it, what it is."""
    told = alternatives.of_matrix(grid, title=title, subtitle=subtitle)
    return wording.unstopped(" ".join(told if whole else told[:1]))


def _told(grid: Grid, cells: Cells) -> list[str]:
    names = grid.indicators["name"]
    return [f"{names[indicator]}: {count} provinces" for indicator, count in _counts(cells).items()]


def draw(
    grid: Grid,
    cells: Cells,
    provinces: Sequence[str],
    sheet: Sheet,
    body: Box,
) -> None:
    """Draw as many indicators as the box holds, most provinces first, grouped by theme."""
    counts = _counts(cells)
    if counts.empty:
        set_words(sheet, body, NOTHING)
        return
    em = sheet.form.text * SIZE
    names = grid.indicators["name"].to_dict()
    first = min(max(letters.width(names[i], em) for i in counts.index), em * WIDEST_NAME) + em * 2.6
    wide = min((body.width - first) / len(provinces), em * WIDEST_CELL)
    level = max(letters.width(name, em, SEMIBOLD) for name in provinces) < wide
    head = em * (LEVEL_HEAD if level else TURNED_HEAD)
    foot = sheet.form.text * 2.6
    themes = grid.indicators["theme"].loc[counts.index]
    room = body.height - head - foot - em * ROW[0] * themes.nunique()
    shown = list(counts.index[: int(room // (em * ROW[0]))])
    order = [i for theme in Theme for i in shown if themes[i] == theme]
    high = min(room / len(order), em * ROW[1])
    table = _Table(body.left + first, wide, high, em)
    _heads(sheet, table, provinces, body.top + head, level)
    y = body.top + head
    counted: dict[State, int] = {}
    for theme, group in groupby(order, key=lambda indicator: themes[indicator]):
        colour = palette.theme_colour(Theme(theme))
        y += em * ROW[0]
        sheet.write(
            body.left, y - em * 0.32, str(theme).capitalize(), size=em, weight=SEMIBOLD,
            colour=colour,
        )  # fmt: skip
        for indicator in group:
            _row_name(sheet, table, names[indicator], int(counts[indicator]), body.left, y)
            for i, province in enumerate(provinces):
                state, label = cells[province, indicator]
                counted[state] = counted.get(state, 0) + 1
                _cell(sheet, table.cell(i, y), state, label, colour, em)
            y += high
    _key(sheet, counted, len(counts) - len(shown), body)


class _Table:
    """Where the cells of a matrix stand."""

    def __init__(self, left: float, wide: float, high: float, em: float) -> None:
        self.left, self.wide, self.high, self.em = left, wide, high, em

    def cell(self, column: int, top: float) -> Box:
        """Return the box of a cell, with a little white around it."""
        gap = min(self.wide, self.high) * GAP / 2
        left = self.left + self.wide * column
        return Box(left + gap, top + gap, left + self.wide - gap, top + self.high - gap)


def _heads(
    sheet: Sheet, table: _Table, provinces: Sequence[str], bottom: float, level: bool
) -> None:
    """Name the provinces over their columns, upright where they are narrow."""
    for i, name in enumerate(provinces):
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
        else:
            sheet.write(
                middle + table.em * letters.CAPITAL / 2, bottom + table.em * 0.5, name,
                size=min(table.em, table.wide * 0.95), turn=90,
            )  # fmt: skip


def _row_name(sheet: Sheet, table: _Table, name: str, count: int, left: float, top: float) -> None:
    """Name an indicator, and say how many provinces have something on it."""
    em, middle = table.em, top + table.high / 2
    room = table.left - left - em * 2.6
    sheet.centre(left, middle, letters.cut(name, em, room), size=em)
    sheet.centre(
        table.left - em * 0.7, middle, str(count), size=em, colour=palette.QUIET_INK, align="right"
    )


def _cell(sheet: Sheet, box: Box, state: State, label: str, colour: str, em: float) -> None:
    """Fill a cell by its state; write its figure where there is room."""
    shape = shapely.box(box.left, box.top, box.right, box.bottom)
    fill = colour if state == State.FIGURE else palette.STATE_FILL[state]
    edge = palette.STATE_LINE.get(state, "none")
    print_legend.fill(sheet, shape, fill, colour, edge=edge, mark=f"cell {state}")
    if state == State.FIGURE and box.width > em * LABELLED and box.height > em * FLATTEST:
        text = letters.cut(label, em, box.width - em * 0.5, SEMIBOLD)
        ink = palette.ink_on(colour)
        sheet.centre(
            box.middle, (box.top + box.bottom) / 2, text, size=em, weight=SEMIBOLD, colour=ink,
            align="center",
        )  # fmt: skip


def _key(sheet: Sheet, counted: Mapping[State, int], hidden: int, body: Box) -> None:
    """Explain the four states, each with its count, and say how many indicators are not shown."""
    em = sheet.form.text
    y = body.bottom - em * 0.7
    x = body.left
    slate = palette.theme_colour(None)
    for state in (State.FIGURE, State.WORDS, State.NOTHING, State.NO_DOCUMENT):
        if not counted.get(state):
            continue
        box = Box(x, y - em * 0.5, x + em * 1.3, y + em * 0.5)
        _cell(sheet, box, state, "", slate, em)
        words = f"{state} "
        sheet.centre(x + em * 1.9, y, str(state))
        x += em * 1.9 + letters.width(words, em)
        sheet.centre(x, y, str(counted[state]), colour=palette.QUIET_INK)
        x += letters.width(str(counted[state]), em) + em * 1.6
    if hidden:
        said = f"{hidden} more indicators, found in fewer provinces, are not shown."
        sheet.centre(
            body.right, y, letters.cut(said, em, body.right - x), colour=palette.QUIET_INK,
            align="right",
        )  # fmt: skip
