"""A workbook with a sheet for each province, city or year, read as one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from commitments.domain.model import Problem, Unreadable
from commitments.language import LazyText, count, lazy
from commitments.uploads.files import Cells
from commitments.uploads.given import Given
from commitments.uploads.shapes import areas, detection, grid
from commitments.uploads.shapes.known import Known, is_year
from commitments.uploads.shapes.labels import years_in
from commitments.uploads.shapes.reshaping import FIRST_NUMBER
from commitments.uploads.shapes.reshaping import reshaped as one_reshaped
from commitments.uploads.shapes.understanding import Understanding

FEWEST: Final = 2
MOST: Final = 120  # years, or provinces, with room to spare


def alike(opened: Cells, known: Known) -> list[str]:
    """List the further sheets, where all are named after areas, or all after years."""
    names = opened.sheets
    if not FEWEST <= len(names) <= MOST:
        return []
    places = all(areas.named(name, known).province for name in names)
    years = all(is_year(name) or len(years_in(name)) == 1 for name in names)
    different = len({years_in(name)[0] for name in names}) == len(names) if years else False
    return [name for name in names if name != opened.sheet] if places or different else []


def together(opened: Cells, others: Sequence[Cells]) -> Cells:
    """Return a sheet with the others that are read as one table with it."""
    told = lazy("upload.all-sheets", sheets=len(others) + 1)
    return replace(opened, others=tuple(others), form=told)


def reshaped(opened: Cells, made: Understanding, known: Known) -> Given:
    """Return the figures of all sheets that are read as one table, else those of the one sheet."""
    if not opened.others:
        return one_reshaped(opened, made, known)
    parts, lost = [], 0
    for sheet in (opened, *opened.others):
        try:
            parts.append((sheet, one_reshaped(sheet, _of_sheet(sheet, opened, made, known), known)))
        except Unreadable:
            lost += 1
    found = _joined(parts)
    told = [LazyText(count, "upload.sheets-without", lost)] if lost else []
    return replace(found, notes=(*found.notes, *told))


def _of_sheet(sheet: Cells, first: Cells, made: Understanding, known: Known) -> Understanding:
    """Understand one sheet as the first was, where its header is the same; else by itself."""
    same = grid.cell_rows(sheet.rows, made.header) == grid.cell_rows(first.rows, made.header)
    own = made if same else detection.detected(sheet, known)
    area = areas.named(sheet.sheet, known)
    if area.province:
        return replace(own, province=area.province, city=area.city)
    return replace(own, year=years_in(sheet.sheet)[0])


def _joined(parts: Sequence[tuple[Cells, Given]]) -> Given:
    """Set the figures of several sheets one below the other."""
    first = parts[0][1]
    names = list(dict.fromkeys(name for _, part in parts for name in part.columns))
    columns = {name: [cell for _, part in parts for cell in part.cells(name)] for name in names}
    places, problems, number = [], [], FIRST_NUMBER
    for sheet, part in parts:
        places += [(row, f"{sheet.sheet}: {header}") for row, header in part.at]
        problems += [_moved(one, number - FIRST_NUMBER) for one in part.problems]
        number += len(part.numbers)
    return replace(
        first,
        columns=columns,
        named={name: name for name in names},
        numbers=list(range(FIRST_NUMBER, number)),
        at=tuple(places),
        problems=tuple(problems),
    )


def _moved(problem: Problem, rows: int) -> Problem:
    return replace(problem, row=(problem.row or 0) + rows)
