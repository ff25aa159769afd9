"""What each column of a grid holds, by its header and by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from commitments.uploads import names as upload_names
from commitments.uploads.shapes.grid import MOST, SAMPLED, Frame, Rows, cell, joined_header
from commitments.uploads.shapes.known import Known, is_blank, is_number, is_year
from commitments.uploads.shapes.labels import Label
from commitments.uploads.shapes.understanding import LEFT_OUT, VALUE, Column

NEARLY_ALL: Final = 0.7  # of the cells: the others are slips
KEPT: Final = (
    "indicator",
    "unit",
    "year",
    "place",
    "scope",
    "source",
    "note",
    "kind",
    "comparator",
    "better",
    "theme",
    "as_of",
)  # fmt: skip (columns of the contract that a table of another shape may have)
_CODE: Final = re.compile(r"code|\bid\b|代码|编码|编号", re.IGNORECASE)
NAMES_OF_INDICATORS: Final = ("indicator_name", "indicator_name_zh")
CODES: Final = ("id", "province_code", "place_code", "paragraph", "lat", "lon")


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one column that hold something, of a sample of the rows with figures."""

    header: str
    parts: tuple[str, ...]
    cells: tuple[str, ...]

    def share(self, tested: list[bool]) -> float:
        """Return which share of the cells passes a test."""
        return sum(tested) / len(self.cells) if self.cells else 0.0


def read(rows: Rows, frame: Frame, known: Known) -> list[Column]:
    """Say of each column what it holds."""
    width = max(len(row) for row in rows[frame.top : frame.data + SAMPLED])
    province = -1 if frame.province is None else frame.province
    parts = joined_header(rows, frame.header, width, province)
    sample = _sample(rows, frame, known)
    found = []
    for place in range(width):
        texts = tuple(text for row in sample if (text := cell(row, place)))
        one = _Cells(" ".join(parts[place]), tuple(parts[place]), texts)
        found.append(_column(one, place == province, known))
    return _settled(found, known)


def _sample(rows: Rows, frame: Frame, known: Known) -> Rows:
    """Return the rows that tell what columns hold: those with an area, where there is any."""
    below = rows[frame.data : frame.data + SAMPLED]
    if frame.province is None:
        return [row for row in below if len([text for text in row if text]) > 1]
    return [row for row in below if known.is_area(cell(row, frame.province))] or below


def _column(one: _Cells, is_province: bool, known: Known) -> Column:
    """Read one column by itself."""
    if is_province:
        return Column(one.header, "province")
    named = _named(one)
    if named in ("province", *CODES) or (not one.cells and named != VALUE):
        return Column(one.header)
    if known.is_province(one.header):
        return Column(one.header, VALUE, province=known.province(one.header))
    if city := known.city(one.header):
        return Column(one.header, VALUE, province=known.home(city), place=city)
    if named in KEPT and _fits(named, one):
        return Column(one.header, named)
    if one.share([bool(known.city(text)) for text in one.cells]) > MOST:
        return Column(one.header, "place")
    said = known.reader.read(one.header)
    is_year_alone = bool(said.year) and not said.name and not said.part
    numbers = one.share([is_number(text) or is_blank(text) for text in one.cells])
    if is_year_alone or numbers >= NEARLY_ALL:
        return _of_numbers(one, named, known)
    return Column(one.header)


def _named(one: _Cells) -> str:
    """Return the column of the contract that a header names, whole or in one of its rows."""
    named = next(filter(None, map(upload_names.column, (one.header, *one.parts))), "")
    named = named or upload_names.corner(one.header)
    return "indicator" if named in NAMES_OF_INDICATORS else named


def _fits(named: str, one: _Cells) -> bool:
    """Say whether a column may hold what its header says; a year must be one."""
    if named == "year":
        return one.share([is_year(text) or not is_number(text) for text in one.cells]) > MOST
    if named in ("indicator", "unit", "place", "kind"):
        return one.share([is_number(text) for text in one.cells]) < MOST
    return True


def _of_numbers(one: _Cells, named: str, known: Known) -> Column:
    """Read a column of numbers: years, a mere count of rows, or figures."""
    label = _label(one, known)
    years = one.share([is_year(text) for text in one.cells]) == 1
    if years and not label.unit and not label.year:
        return Column(one.header, "year")
    if _counts_rows(one) and not label.unit:
        return Column(one.header)
    if named and named != VALUE:
        return Column(one.header)
    name = "" if named == VALUE or label.name.isdigit() else label.name
    return Column(one.header, VALUE, name=name, unit=label.unit, year=label.year)


def _counts_rows(one: _Cells) -> bool:
    """Say whether the cells count the rows: 1, 2, 3 … or 0, 1, 2 …"""
    if len(one.cells) < 3 or not all(text.isdigit() for text in one.cells):
        return False
    first = int(one.cells[0])
    return first <= 1 and all(int(text) == first + at for at, text in enumerate(one.cells))


def _label(one: _Cells, known: Known) -> Label:
    """Read a header; of its rows the one that is a known indicator, or a unit, counts as such."""
    label = known.reader.read(one.header)
    if len(one.parts) < 2 or known.indicators.id(label.name):
        return label
    for part in one.parts:
        alone = known.reader.read(part)
        if known.indicators.id(alone.name):
            return replace(alone, unit=label.unit or alone.unit, year=label.year)
    if known.reader.is_unit(one.parts[-1]):
        above = known.reader.read(" ".join(one.parts[:-1]))
        return replace(above, unit=above.unit or one.parts[-1], year=label.year)
    return label


def _settled(found: list[Column], known: Known) -> list[Column]:
    """Settle what columns can only be together: one year, one indicator, years beside years."""
    for role in KEPT:
        places = [at for at, column in enumerate(found) if column.role == role]
        places.sort(key=lambda at: bool(_CODE.search(found[at].header)))
        for place in places[1:]:
            found[place] = replace(found[place], role=LEFT_OUT)
    years = {column.year for column in found if column.role == VALUE and column.year}
    provinces = any(column.province for column in found)
    for place, column in enumerate(found):
        odd = (len(years) > 1 and not column.year) or (provinces and not column.province)
        part = known.reader.read(column.header).part
        if column.role == VALUE and (odd or part or upload_names.is_sum(column.header)):
            found[place] = replace(column, role=LEFT_OUT)
    if len(years) > 1:
        found = [replace(one, role=LEFT_OUT) if one.role == "year" else one for one in found]
    return found


def text_columns(rows: Rows, frame: Frame, columns: Sequence[Column], known: Known) -> list[int]:
    """Return the columns of words that no header explains, in order."""
    sample = _sample(rows, frame, known)
    found = []
    for place, column in enumerate(columns):
        texts = [text for row in sample if (text := cell(row, place))]
        words = sum(not is_number(text) for text in texts)
        code = _named(_Cells(column.header, (), ())) in ("province", *CODES)
        if column.role == LEFT_OUT and texts and words >= NEARLY_ALL * len(texts) and not code:
            found.append(place)
    return found
