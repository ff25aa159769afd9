"""The printed coverage matrix: which province states which indicator, in figures or in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import PROVINCES_IN_THE_PLANS, Selection, State, Theme
from commitments.figures import alt_text
from commitments.language import count, joined, named, say
from commitments.prints import matrix_squares as print_squares
from commitments.prints.frame import View, described, set_words, shared_out
from commitments.prints.matrix_squares import Cell, Cells, Table
from commitments.prints.sheet import Box, Sheet
from commitments.queries import coverage, outcomes, query, reports_drawn
from commitments.queries.comparison import MOST
from commitments.queries.coverage import SHARED_BY, Grid, Layout
from commitments.words import wording

SIZES: Final = (0.86, 0.8, 0.74)  # of the sheet's text; smaller is not legible in print


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the coverage matrix of a theme, of all provinces or of those chosen."""
    grid = coverage.grid(atlas, Layout(shared=False, theme=asked.theme))
    columns = [name for name in grid.provinces.index if name in asked.provinces]
    columns = columns or list(grid.provinces.index)
    cells = _cells(grid, columns, asked.indicator)
    states = [cell.state for cell in cells.values()]
    rows = query.province_wide(query.themed(atlas.targets, asked.theme))
    rows = rows[rows["province"].isin(columns)]
    if asked.indicator:
        rows = rows[rows["indicator"] == asked.indicator]
    title = _title(asked.theme)
    stated, worded = states.count(State.FIGURE), states.count(State.WORDS)
    some = len({province for province, _ in print_squares.found(cells)})
    indicators = len({indicator for _, indicator in print_squares.found(cells)})
    subtitle = say(
        "print.matrix-subtitle",
        indicators=count("count.indicator", indicators),
        stated=stated,
        wordy=worded,
        some=some,
        every=PROVINCES_IN_THE_PLANS,
    )
    return View(
        title=title,
        subtitle=subtitle,
        notes=(
            say("print.matrix-counts"),
            *([say("print.matrix-became")] * any(cell.answer for cell in cells.values())),
            say("print.not-no-target"),
        ),
        rows=rows,
        reports=reports_drawn.told_of(atlas, rows["id"], outcomes.SETTLED),
        link=links.address("Overview", **Layout(theme=asked.theme).choices()),
        description=described(
            _in_words(grid, title, subtitle, whole=len(cells) == len(grid.cells)),
            _told(grid, cells),
        ),
        draw=partial(draw, grid, cells, columns),
        parts=partial(parts, grid, cells, columns) if indicators else None,
        missing="" if indicators else say("print.matrix-nothing"),
    )


def _title(theme: Theme | None) -> str:
    if theme is None:
        return say("print.matrix")
    return say("print.matrix-of-theme", theme=named("theme", theme))


def _cells(grid: Grid, provinces: Sequence[str], indicator: str | None) -> Cells:
    """Return every cell of the provinces, of one indicator or of all."""
    shown = grid.cells[["state", "label", "answer"]]
    return {
        (province, name): Cell(*cell)
        for (province, name), *cell in shown.itertuples(name=None)
        if province in provinces and indicator in (None, name)
    }


def _in_words(grid: Grid, title: str, subtitle: str, *, whole: bool) -> str:
    """Tell the matrix as on the page; of a part of it, what it is."""
    told = alt_text.of_matrix(grid, title=title, subtitle=subtitle)
    return wording.unstopped(joined(told if whole else told[:1]))


def _told(grid: Grid, cells: Cells) -> list[str]:
    names = grid.indicators["name"]
    return [
        say("print.matrix-told", indicator=names[name], provinces=count("count.province", found))
        for name, found in print_squares.counts(cells).items()
    ]


def draw(
    grid: Grid,
    cells: Cells,
    provinces: Sequence[str],
    sheet: Sheet,
    body: Box,
) -> None:
    """Draw every indicator in the largest type that holds them, else those most provinces have."""
    counts = print_squares.counts(cells)
    if counts.empty:
        set_words(sheet, body, say("print.matrix-nothing"))
        return
    every = [str(name) for name in counts.index]
    tables = [Table(grid, every, provinces, sheet, body, share) for share in SIZES]
    table = next((one for one in tables if one.height(every) <= one.room), tables[-1])
    shown: list[str] = []
    for name in every:
        if table.height([*shown, name]) <= table.room:
            shown.append(name)
    hidden = len(every) - len(shown)
    print_squares.draw(grid, cells, provinces, shown, table, sheet, body, hidden=hidden)


def parts(
    grid: Grid,
    cells: Cells,
    provinces: Sequence[str],
    sheet: Sheet,
    body: Box,
) -> list[Callable[[Sheet, Box], None]]:
    """Part the indicators over as many sheets as hold them all, theme by theme.

    Of all provinces, an indicator of one alone compares nothing and is left out, as on screen.
    """
    counts = print_squares.counts(cells)
    shared = counts[counts >= SHARED_BY] if len(provinces) > MOST else counts
    every = print_squares.by_theme(grid, [str(name) for name in shared.index])
    for share in SIZES:
        table = Table(grid, every, provinces, sheet, body, share)
        if table.height(every) <= table.room:
            return [partial(_part, grid, cells, provinces, every, every)]
    table = Table(grid, every, provinces, sheet, body, SIZES[0])
    shares = shared_out(every, table.height, table.room)
    return [partial(_part, grid, cells, provinces, share, every) for share in shares]


def _part(
    grid: Grid,
    cells: Cells,
    provinces: Sequence[str],
    shown: Sequence[str],
    every: Sequence[str],
    sheet: Sheet,
    body: Box,
) -> None:
    tables = [Table(grid, every, provinces, sheet, body, share) for share in SIZES]
    table = next((one for one in tables if one.height(every) <= one.room), tables[0])
    left = len(print_squares.counts(cells)) - len(every)
    print_squares.draw(grid, cells, provinces, shown, table, sheet, body, hidden=left)
