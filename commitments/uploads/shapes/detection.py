"""How a grid of cells is read as figures of provinces: found out by its words and its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from commitments.atlas.cells import header_of
from commitments.domain.model import Unreadable
from commitments.language import LazyText, enumerated, lazy
from commitments.uploads import headers
from commitments.uploads import names as upload_names
from commitments.uploads.files import Cells
from commitments.uploads.shapes import columns as read_columns
from commitments.uploads.shapes import grid, kinds_of_rows
from commitments.uploads.shapes import titles as read_titles
from commitments.uploads.shapes.known import Known, is_year
from commitments.uploads.shapes.titles import Titles
from commitments.uploads.shapes.understanding import VALUE, Column, Understanding

MONTHS_NAMED: Final = 3


def detected(opened: Cells, known: Known) -> Understanding:
    """Say how a table is read; Unreadable where no province, or no figure, can be found in it."""
    contract = headers.contract_header(opened.rows)
    if contract is not None:
        return _of_contract(opened, contract)
    found = grid.frame(opened.rows, known)
    if found is None:
        raise Unreadable(lazy("fault.no-provinces", column=header_of("province")))
    columns = read_columns.read(opened.rows, found, known)
    titles = read_titles.read(opened, found.top, known)
    made = Understanding(
        columns=tuple(columns),
        header=found.header[-1] if found.header else -1,
        first=found.top,
        year=titles.year,
        name=titles.name,
        unit=titles.unit,
    )
    made = _with_words(opened, found, _without_provinces(made, titles), known)
    made = kinds_of_rows.told_apart(opened.rows, found, made, known)
    if not made.places(VALUE):
        parts = [one.header for one in columns if known.reader.read(one.header).part]
        key = "fault.parts-of-years" if parts else "fault.no-figures"
        raise Unreadable(lazy(key, listed=LazyText(enumerated, parts[:MONTHS_NAMED])))
    return made


def _of_contract(opened: Cells, at: int) -> Understanding:
    """Read a table whose header names the contract's columns."""
    named = [Column(text, upload_names.column(text)) for text in opened.rows[at]]
    made = Understanding(tuple(named), header=at, first=at, contract=True)
    years = leftover_years(opened.rows[at + 1 :], made) if made.place("year") is None else []
    return replace(made.with_role(years[0], "year"), takes_years=True) if years else made


def _without_provinces(made: Understanding, titles: Titles) -> Understanding:
    """Take the area from a title, a sheet's or the file's name where no cell has it.

    A column that is called after areas and names none of the atlas's has places within that one.
    """
    across = any(column.province for column in made.columns)
    if made.place("province") is not None or across:
        return made
    if not titles.area.province:
        raise Unreadable(lazy("fault.no-provinces", column=header_of("province")))
    within = [
        place
        for place, column in enumerate(made.columns)
        if not column.role and upload_names.column(column.header) == "province"
    ]
    made = made.with_role(within[0], "place") if within else made
    return replace(made, province=titles.area.province, city=titles.area.city)


def _with_words(
    opened: Cells, found: grid.Frame, made: Understanding, known: Known
) -> Understanding:
    """Find the indicator, and its unit, in a column of words that no header explains."""
    values = [made.columns[place] for place in made.places(VALUE)]
    nameless = values and not any(column.name for column in values)
    if made.place("indicator") is not None or not nameless:
        return made
    words = read_columns.text_columns(opened.rows, found, made.columns, known)
    below = opened.rows[found.data : found.data + grid.SAMPLED]
    units = [at for at in words if _are_units(below, at, known)]
    names = [at for at in words if at not in units]
    if len(names) == 1 or (names and made.place("province") is None):
        made = made.with_role(names[0], "indicator")
    if units and made.place("unit") is None:
        made = made.with_role(units[0], "unit")
    return made


def _are_units(rows: grid.Rows, place: int, known: Known) -> bool:
    texts = {text for row in rows if (text := grid.cell(row, place))}
    return bool(texts) and all(known.reader.is_unit(text) for text in texts)


def leftover_years(rows: Sequence[Sequence[str]], made: Understanding) -> list[int]:
    """Return the columns without a role that hold nothing but years."""
    found = []
    for place, column in enumerate(made.columns):
        texts = [text for row in rows if (text := grid.cell(row, place))]
        if not column.role and texts and all(map(is_year, texts)):
            found.append(place)
    return found
