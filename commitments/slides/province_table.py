"""The fact sheet of a province as native tables: promised, reported, what came of it."""

from __future__ import annotations

from typing import Final

from commitments.domain.model import Theme
from commitments.figures import palette
from commitments.figures.province import captions
from commitments.language import named, say
from commitments.queries.province_sheet import Line, Sheet
from commitments.slides import table as slide_table
from commitments.slides.page import BODY
from commitments.slides.table import Cell, Grid
from commitments.slides.text import Run

SIZE: Final = 10.0  # points
HEADS: Final = ("indicator", "promised", "reported", "answer")
NO_BREAK: Final = "\u00a0"  # an empty cell would be as high as the largest type
WIDTHS: Final = (0.28, 0.28, 0.17, 0.27)  # of the slide's body


def grids(sheet: Sheet, theme: Theme | None, room: float) -> list[Grid]:
    """Lay the lines of a sheet out as tables, each as high as a slide has room for."""
    rows: list[tuple[Cell, ...]] = []
    for of, lines in sheet.lines.items():
        if lines and theme in (None, of):
            rows.append(_theme(of))
            rows += map(_line, lines)
    if not rows:
        return []
    heading = tuple(_cell(say(f"sheet.{head}"), bold=True) for head in HEADS)
    widths = tuple(BODY.width * share for share in WIDTHS)
    return slide_table.parted(Grid(heading, tuple(rows), widths, SIZE), room)


def _theme(theme: Theme) -> tuple[Cell, ...]:
    name = Run(named("theme-heading", theme), bold=True, colour=palette.theme_colour(theme))
    return ([[name]], *[_cell("")] * (len(HEADS) - 1))


def _line(line: Line) -> tuple[Cell, ...]:
    promised = [[Run(captions.promised(one))] for one in line.panel.targets] or _cell("")
    return (
        _cell(line.name, bold=True),
        promised,
        _cell(captions.reported(line)),
        _cell(captions.answer(line)),
    )


def _cell(text: str, *, bold: bool = False) -> Cell:
    return [[Run(text or NO_BREAK, bold=bold)]]
