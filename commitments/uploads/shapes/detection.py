"""How a grid of cells is read as figures of provinces: found out by its words and its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from commitments.atlas.cells import header_of
from commitments.domain.model import Unreadable
from commitments.language import lazy
from commitments.uploads import headers
from commitments.uploads import names as upload_names
from commitments.uploads.files import Cells
from commitments.uploads.shapes import columns as read_columns
from commitments.uploads.shapes import grid
from commitments.uploads.shapes.known import Known, is_year
from commitments.uploads.shapes.labels import years_in
from commitments.uploads.shapes.understanding import VALUE, Column, Understanding

SHORTEST_NAME: Final = 4  # letters of an indicator's name that is looked for in a title
_PARTS: Final = re.compile(r"\s{2,}|\t|；|;|\|")
_NUMBERED: Final = re.compile(r"(?:sheet|table|工作表|表)?\s*[0-9]{0,4}年?", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:单\s*位|units?)\s*[:：为]\s*([^\s,，;；)）]+)", re.IGNORECASE)


@dataclass
class _Titles:
    """What the lines above a table say of all its figures."""

    province: str = ""
    year: str = ""
    name: str = ""
    unit: str = ""


def detected(opened: Cells, known: Known) -> Understanding:
    """Say how a table is read; Unreadable where no province, or no figure, can be found in it."""
    contract = headers.contract_header(opened.rows)
    if contract is not None:
        return _of_contract(opened, contract)
    found = grid.frame(opened.rows, known)
    if found is None:
        raise Unreadable(lazy("fault.no-provinces", column=header_of("province")))
    columns = read_columns.read(opened.rows, found, known)
    titles = _titles(opened, found, known)
    made = Understanding(
        columns=tuple(columns),
        header=found.header[-1] if found.header else -1,
        first=found.top,
        year=titles.year,
        name=titles.name,
        unit=titles.unit,
    )
    made = _with_words(opened, found, _without_provinces(made, titles), known)
    if not made.places(VALUE):
        raise Unreadable(lazy("fault.no-figures"))
    return made


def _of_contract(opened: Cells, at: int) -> Understanding:
    """Read a table whose header names the contract's columns."""
    named = [Column(text, upload_names.column(text)) for text in opened.rows[at]]
    made = Understanding(tuple(named), header=at, first=at, contract=True)
    years = leftover_years(opened.rows[at + 1 :], made) if made.place("year") is None else []
    return replace(made.with_role(years[0], "year"), takes_years=True) if years else made


def _without_provinces(made: Understanding, titles: _Titles) -> Understanding:
    """Take the province from a title or a sheet's name where no column and no header has it."""
    across = any(column.province for column in made.columns)
    if made.place("province") is not None or across:
        return made
    if not titles.province:
        raise Unreadable(lazy("fault.no-provinces", column=header_of("province")))
    return replace(made, province=titles.province)


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


def _titles(opened: Cells, found: grid.Frame, known: Known) -> _Titles:
    """Read the lines above a table, then the sheet's name, for what the table leaves out."""
    made = _Titles()
    lines = [text for row in opened.rows[: found.top] for text in row if text]
    parts = [part for line in lines for part in _PARTS.split(line) if part.strip()]
    for part in parts:
        about, said = grid.labelled(part.strip())
        _take(made, about, said, known)
    for text in (*lines, opened.sheet, opened.name.rpartition(".")[0]):
        _take_from_prose(made, text, known)
    if opened.sheet and not made.name and not _is_plain(opened.sheet, known):
        label = known.reader.read(opened.sheet)
        made.name, made.unit = label.name, made.unit or label.unit
    return made


def _take(made: _Titles, about: str, said: str, known: Known) -> None:
    """Take what a labelled line says: `指标：森林覆盖率(%)`, `时间：2023年`."""
    if about == "indicator":
        label = known.reader.read(said)
        made.name, made.unit = made.name or label.name, made.unit or label.unit
        made.year = made.year or label.year
    elif about == "year" and len(years_in(said)) == 1:
        made.year = made.year or years_in(said)[0]
    elif about == "unit" and known.reader.is_unit(said):
        made.unit = made.unit or said
    elif about == "province" and known.is_province(said):
        made.province = made.province or known.province(said)


def _take_from_prose(made: _Titles, text: str, known: Known) -> None:
    """Take the year, the unit, the indicator and the province out of a title or a name."""
    years = [] if text.startswith("#") else years_in(text)
    if not made.year and len(years) == 1:
        made.year = years[0]
    stated = _UNIT.search(text)
    if stated and not made.unit and known.reader.is_unit(stated[1]):
        made.unit = stated[1]
    if not made.province and known.is_province(text.strip()):
        made.province = known.province(text.strip())
    if not made.name:
        made.name = _longest(known.indicators.written(), upload_names.key(text))
        label = known.reader.read(text) if made.name else None
        made.unit = made.unit or (label.unit if label else "")


def _longest(names: Iterable[str], text: str) -> str:
    """Return the longest of the known names that stands in a text; blank where none does."""
    inside = [name for name in names if len(name) >= SHORTEST_NAME and name in text]
    return max(inside, key=len, default="")


def _is_plain(sheet: str, known: Known) -> bool:
    """Say whether a sheet's name says nothing of what it holds: Sheet1, 数据, a place, a year."""
    plain = upload_names.means(sheet.strip(), "plain") or known.is_area(sheet.strip())
    return (
        plain
        or re.fullmatch(r"(?i)(sheet|table|工作表|表)?\s*[0-9]{0,4}年?", sheet.strip()) is not None
    )


def leftover_years(rows: Sequence[Sequence[str]], made: Understanding) -> list[int]:
    """Return the columns without a role that hold nothing but years."""
    found = []
    for place, column in enumerate(made.columns):
        texts = [text for row in rows if (text := grid.cell(row, place))]
        if not column.role and texts and all(map(is_year, texts)):
            found.append(place)
    return found
