"""This module prints which province states which indicator: in figures, in words, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final

import pandas as pd
import shapely

from commitments import links, palette, print_legend, query
from commitments import print_type as letters
from commitments.load import Atlas
from commitments.model import (
    OUTSIDE_THE_PLANS,
    PROVINCES_IN_THE_PLANS,
    Selection,
    State,
    Theme,
)
from commitments.print_frame import View, described, say
from commitments.print_page import SEMIBOLD, Box, Sheet

REGIONS: Final = ("North", "Northeast", "East", "Central", "South", "Southwest", "Northwest")
ROW: Final = (1.18, 1.9)  # least and largest height of a row, in ems
SIZE: Final = 0.86  # of the sheet's text
WIDEST_NAME: Final = 21.0  # ems
TURNED_HEAD: Final = 6.9  # ems for names that stand upright
LEVEL_HEAD: Final = 1.6
LABELLED: Final = 5.4  # ems, the narrowest cell that has room for a figure
FLATTEST: Final = 0.95
GAP: Final = 0.12  # between two cells, as a share of one
NOTHING: Final = "No commitments were found for this choice in the documents read."


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the coverage matrix of a theme, of all provinces or of those chosen."""
    rows = query.described(query.province_wide(query.themed(atlas.targets, asked.theme)))
    columns = asked.provinces or _by_region(atlas)
    rows = rows[rows["province"].isin(columns)]
    cells = _cells(rows)
    stated = sum(state == State.FIGURE for state, _ in cells.values())
    title = f"Who states what: {asked.theme or 'all themes'}"
    with_some = rows["province"].nunique()
    return View(
        title=title,
        subtitle=(
            f"Province-wide commitments in the documents read · {rows['indicator'].nunique()} "
            f"indicators, {stated} cells with a figure, {len(cells) - stated} in words only · "
            f"{with_some} of {PROVINCES_IN_THE_PLANS} provinces"
        ),
        notes=(
            "The number after an indicator counts the provinces that state it.",
            "Nothing found in what was read is not the same as no target.",
        ),
        rows=rows,
        link=links.address("Overview", theme=asked.theme, province=",".join(asked.provinces)),
        description=described(title, _told(atlas, cells)),
        draw=partial(draw, atlas, rows, cells, tuple(columns)),
        missing=NOTHING if rows.empty else "",
    )


Cells = Mapping[tuple[str, str], tuple[State, str]]


def _cells(rows: pd.DataFrame) -> dict[tuple[str, str], tuple[State, str]]:
    """Return state and label for each indicator and province of which something was found."""
    best = query.best_first(rows).drop_duplicates(["indicator", "province"])
    return {
        (row["indicator"], row["province"]): (
            State.WORDS if pd.isna(row["value"]) else State.FIGURE,
            row["label"],
        )
        for row in best.to_dict("records")
    }


def _by_region(atlas: Atlas) -> tuple[str, ...]:
    """Return the provinces in the plans, region by region."""
    known = atlas.provinces.drop(index=list(OUTSIDE_THE_PLANS), errors="ignore")
    order = known.assign(place=known["region"].map(REGIONS.index))
    return tuple(order.sort_values(["place", "adcode"]).index)


def _told(atlas: Atlas, cells: Cells) -> list[str]:
    names = atlas.indicators["name"]
    counts = pd.Series([indicator for indicator, _ in cells], dtype=str).value_counts()
    return [f"{names[indicator]}: {count} provinces" for indicator, count in counts.items()]


def draw(
    atlas: Atlas,
    rows: pd.DataFrame,
    cells: Cells,
    provinces: Sequence[str],
    sheet: Sheet,
    body: Box,
) -> None:
    """Draw as many indicators as the box holds, most provinces first, grouped by theme."""
    if rows.empty:
        say(sheet, body, NOTHING)
        return
    em = sheet.form.text * SIZE
    counts = rows.groupby("indicator")["province"].nunique().sort_values(ascending=False)
    names = atlas.indicators["name"].to_dict()
    first = min(max(letters.width(names[i], em) for i in counts.index), em * WIDEST_NAME) + em * 2.6
    wide = min((body.width - first) / len(provinces), em * 14)
    level = max(letters.width(name, em, SEMIBOLD) for name in provinces) < wide
    head = em * (LEVEL_HEAD if level else TURNED_HEAD)
    foot = sheet.form.text * 2.6
    themes = atlas.indicators["theme"].loc[counts.index]
    room = body.height - head - foot - em * ROW[0] * themes.nunique()
    shown = list(counts.index[: int(room // (em * ROW[0]))])
    order = [i for theme in Theme for i in shown if themes[i] == theme]
    high = min(room / len(order), em * ROW[1])
    grid = _Grid(body.left + first, wide, high, em)
    _heads(sheet, grid, provinces, body.top + head, level)
    read = query.with_documents(atlas)
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
            _row_name(sheet, grid, names[indicator], int(counts[indicator]), body.left, y)
            for i, province in enumerate(provinces):
                blank = State.NOTHING if province in read else State.NO_DOCUMENT
                state, label = cells.get((indicator, province), (blank, ""))
                counted[state] = counted.get(state, 0) + 1
                _cell(sheet, grid.cell(i, y), state, label, colour, em)
            y += high
    _key(sheet, counted, len(counts) - len(shown), body)


class _Grid:
    """Where the cells of a matrix stand."""

    def __init__(self, left: float, wide: float, high: float, em: float) -> None:
        self.left, self.wide, self.high, self.em = left, wide, high, em

    def cell(self, column: int, top: float) -> Box:
        """Return the box of a cell, with a little white around it."""
        gap = min(self.wide, self.high) * GAP / 2
        left = self.left + self.wide * column
        return Box(left + gap, top + gap, left + self.wide - gap, top + self.high - gap)


def _heads(sheet: Sheet, grid: _Grid, provinces: Sequence[str], bottom: float, level: bool) -> None:
    """Name the provinces over their columns, upright where they are narrow."""
    for i, name in enumerate(provinces):
        middle = grid.left + grid.wide * (i + 0.5)
        if level:
            sheet.write(
                middle, bottom - grid.em * 0.3, name, size=grid.em, weight=SEMIBOLD, align="center"
            )
        else:
            sheet.write(
                middle + grid.em * letters.CAPITAL / 2, bottom + grid.em * 0.5, name,
                size=min(grid.em, grid.wide * 0.95), turn=90,
            )  # fmt: skip


def _row_name(sheet: Sheet, grid: _Grid, name: str, count: int, left: float, top: float) -> None:
    """Name an indicator, and say how many provinces have something on it."""
    em, middle = grid.em, top + grid.high / 2
    room = grid.left - left - em * 2.6
    sheet.centre(left, middle, letters.cut(name, em, room), size=em)
    sheet.centre(
        grid.left - em * 0.7, middle, str(count), size=em, colour=palette.QUIET_INK, align="right"
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
