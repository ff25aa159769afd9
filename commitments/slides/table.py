"""Native tables on slides; what is too long for one continues on the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from commitments.figures import palette
from commitments.language import say
from commitments.slides import typography as letters
from commitments.slides.page import Box, Page, describe
from commitments.slides.text import Run, fill

PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's “no style, no grid”
SIDE: Final = 0.07  # inches within a cell, left and right
ABOVE: Final = 0.045  # and above and below
SAFE_LINE: Final = 1.04  # lines are taken a little higher than they are

Cell = Sequence[Sequence[Run]]  # paragraphs of runs


@dataclass(frozen=True)
class Grid:
    """A table before it is drawn: a heading and rows of cells, and how wide each column is."""

    heading: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    size: float


def parted(grid: Grid, room: float) -> list[Grid]:
    """Part a table by height, in inches, so that each part fits on a slide under the heading."""
    head = height(grid.heading, grid)
    parts: list[list[tuple[Cell, ...]]] = [[]]
    taken = head
    for row in grid.rows:
        high = height(row, grid)
        if parts[-1] and taken + high > room:
            parts.append([])
            taken = head
        parts[-1].append(row)
        taken += high
    return [Grid(grid.heading, tuple(part), grid.widths, grid.size) for part in parts]


def height(row: Sequence[Cell], grid: Grid) -> float:
    """Return how high a row is, in inches, by its highest cell."""
    return max(
        _cell_height(cell, width - 2 * SIDE, grid.size)
        for cell, width in zip(row, grid.widths, strict=True)
    )


def _cell_height(cell: Cell, room: float, size: float) -> float:
    high = 0.0
    for runs in cell:
        largest = max((run.size or size for run in runs), default=size)
        bold = all(run.bold for run in runs)
        text = "".join(run.text for run in runs)
        lines = letters.lines(text, largest, room / letters.WIDER, bold=bold)
        high += letters.height(len(lines), largest)
    return high * SAFE_LINE + 2 * ABOVE


def draw(page: Page, box: Box, grid: Grid, *, alt: str) -> None:
    """Draw a table with hairlines between its rows; `alt` is its text alternative."""
    rows = [grid.heading, *grid.rows]
    heights = [height(row, grid) for row in rows]
    frame = page.shapes.add_table(
        len(rows), len(grid.widths),
        Inches(box.left), Inches(box.top), Inches(sum(grid.widths)), Inches(sum(heights)),
    )  # fmt: skip
    frame.name = say("shape.table")
    describe(frame, alt)
    table = frame.table
    frame._element.xpath(".//a:tableStyleId")[0].text = PLAIN_STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Inches(width)
    for at, (row, high) in enumerate(zip(rows, heights, strict=True)):
        table.rows[at].height = Inches(high)
        for column, cell in enumerate(row):
            _fill(table.cell(at, column), cell, grid.size, heading=at == 0, first=column == 0)


def _fill(place: Any, cell: Cell, size: float, *, heading: bool, first: bool) -> None:  # noqa: ANN401
    place.margin_left = Inches(0 if first else SIDE)
    place.margin_right = Inches(SIDE)
    place.margin_top = place.margin_bottom = Inches(ABOVE)
    place.vertical_anchor = MSO_ANCHOR.BOTTOM if heading else MSO_ANCHOR.TOP
    fill(place.text_frame, cell, size=size)
    place.fill.background()
    _rule(place, palette.INK if heading else palette.RULE, 1.0 if heading else 0.75)


def _rule(place: Any, colour: str, points: float) -> None:  # noqa: ANN401
    """Draw the line under a cell; it must stand before the cell's fill in the file."""
    settings = place._tc.get_or_add_tcPr()
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="{Pt(points)}"><a:solidFill>'
        f'<a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill></a:lnB>'
    )
    filled = settings.find(qn("a:noFill"))
    if filled is None:
        settings.append(line)
    else:
        filled.addprevious(line)
