"""Rows that are left out before a table is judged: totals, and rows without a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from commitments.domain.model import Unreadable
from commitments.language import LazyText, count, enumerated, lazy
from commitments.uploads import cleaning
from commitments.uploads import names as upload_names
from commitments.uploads.given import Given

NAMED: Final = 4  # areas that are left out are named up to so many
WORDS: Final = ("summary", "summary_zh")


def cleaned(given: Given) -> Given:
    """Leave out and count what holds no figure and no words, and totals; take footnotes off."""
    values = given.cells("value")
    blank = [not cell or upload_names.is_placeholder(cell) for cell in values]
    for column in WORDS:
        said = given.cells(column)
        blank = [nothing and not words for nothing, words in zip(blank, said, strict=True)]
    areas = given.cells("province")
    sums = [upload_names.is_sum(area) for area in areas]
    if all(blank):
        return given
    figures, marked = cleaning.without_footnotes(values)
    if marked:
        given = given.with_cells("value", figures)
    left = [one or other for one, other in zip(blank, sums, strict=True)]
    notes = [*given.notes]
    empty = sum(one and not other for one, other in zip(blank, sums, strict=True))
    if empty:
        notes.append(LazyText(count, "upload.no-figure", empty))
    if any(sums):
        names = list(dict.fromkeys(area for area, one in zip(areas, sums, strict=True) if one))
        listed = LazyText(enumerated, names[:NAMED])
        notes.append(LazyText(count, "upload.sums", sum(sums), names=listed))
    if marked:
        notes.append(LazyText(count, "upload.footnotes", marked))
    return replace(_kept(given, [not one for one in left]), notes=tuple(notes))


def _kept(given: Given, kept: list[bool]) -> Given:
    """Keep some of the rows; Unreadable where none is kept."""
    if all(kept):
        return given
    if not any(kept):
        raise Unreadable(lazy("fault.totals-alone"))
    numbers = [number for number, keep in zip(given.numbers, kept, strict=True) if keep]
    columns = {
        header: [cell for cell, keep in zip(cells, kept, strict=True) if keep]
        for header, cells in given.columns.items()
    }
    there = set(numbers)
    problems = tuple(one for one in given.problems if one.row in there)
    return replace(given, numbers=numbers, columns=columns, problems=problems)


def filled_down(given: Given) -> Given:
    """Take a blank province from the row above: merged cells hold it once."""
    areas, before, filled = given.cells("province"), "", 0
    for place, area in enumerate(areas):
        if not area and before:
            areas[place], filled = before, filled + 1
        before = areas[place]
    if not filled:
        return given
    made = given.with_cells("province", areas)
    return replace(
        made, filled=filled, notes=(*given.notes, LazyText(count, "upload.filled-down", filled))
    )
