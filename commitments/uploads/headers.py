"""The header of a handed-in table, and the names of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from commitments.atlas.cells import FORMULA_STARTS, HARMLESS, header_of, quoted
from commitments.domain.model import YOURS, Problem, Unreadable
from commitments.language import LazyText, enumerated, lazy, offered, say
from commitments.uploads import left_out
from commitments.uploads import names as upload_names
from commitments.uploads.files import HEADER_SEARCHED, Cells
from commitments.uploads.given import Given

LISTED: Final = 12  # columns in a message
MINIMAL: Final = ("province", "indicator", "value", "unit", "year")
MINIMAL_ZH: Final = ("省份", "指标", "数值", "单位", "年份")


def given(opened: Cells, *, year: int | None = None, fill: bool = False) -> Given:
    """Find the columns of a file; Unreadable where province, indicator or figure is missing.

    Rows that hold no figure, and totals, are left out and counted. `year` is the place of a
    column of years that has another name; `fill` takes a blank province from the row above.
    """
    at = _header_row(opened.rows)
    headers = _headers(opened.rows[at], width=max(map(len, opened.rows[at:])))
    rows = {number: row for number, row in enumerate(opened.rows[at + 1 :], at + 2) if any(row)}
    if not rows:
        raise Unreadable(lazy("fault.header-alone"))
    width = _filled_width(opened.rows[at])
    problems, beyond = _ragged(rows, width) if opened.fixed_width else ([], {})
    headers = headers[:width] if opened.fixed_width else headers
    columns = {
        header: [_clean(row[place]) if place < len(row) else "" for row in rows.values()]
        for place, header in enumerate(headers)
    }
    for header in upload_names.problem_headers():
        columns.pop(header, None)
    named = _named(columns)
    if year is not None and year < len(headers):
        named["year"] = headers[year]
    unknown = tuple(header for header in columns if header not in named.values())
    if beyond:
        columns[say("upload.beyond")] = [beyond.get(number, "") for number in rows]
    found = Given(opened.name, opened.form, columns, list(rows), named, unknown, tuple(problems))
    found = replace(found, notes=opened.notes, own=_own(found))
    return left_out.cleaned(left_out.filled_down(found) if fill else found)


def _own(found: Given) -> frozenset[str]:
    """Return the names of indicators whose rows the atlas itself handed out as the reader's own."""
    both = zip(found.cells("id"), found.cells("indicator"), strict=True)
    return frozenset(indicator for row, indicator in both if f"-{YOURS}_" in row)


def contract_header(rows: Sequence[list[str]]) -> int | None:
    """Return the place of a header that names the contract's columns; None where none does."""
    known = [{upload_names.column(cell) for cell in row} for row in rows[:HEADER_SEARCHED]]
    counts = [len(names - {""}) for names in known]
    if not any(counts):
        return None
    at = counts.index(max(counts))
    enough = {"province", "indicator"} <= known[at] and known[at] & {"value", "summary"}
    return at if enough else None


def minimal() -> dict[str, LazyText]:
    """Return the names of the columns that are enough, in English and in Chinese."""
    return {"english": LazyText(enumerated, MINIMAL), "chinese": LazyText(enumerated, MINIMAL_ZH)}


def _header_row(rows: Sequence[list[str]]) -> int:
    """Return the place of the row that names most columns; Unreadable where none does."""
    head = rows[:HEADER_SEARCHED]
    known = [len({upload_names.column(cell) for cell in row} - {""}) for row in head]
    if not any(known):
        raise Unreadable(lazy("fault.no-header", **minimal()))
    return known.index(max(known))


def _filled_width(row: Sequence[str]) -> int:
    """Return how many cells a header has, trailing blank ones left out."""
    return max(place for place, cell in enumerate(row, start=1) if cell.strip())


def _headers(row: Sequence[str], width: int) -> list[str]:
    """Return headers that differ: blank ones get their place, repeated ones a number."""
    made: list[str] = []
    for place in range(width):
        header = _clean(row[place]) if place < len(row) else ""
        header, order = header or say("upload.column-at", place=place + 1), 2
        name = header
        while name in made:
            name, order = f"{header} ({order})", order + 1
        made.append(name)
    return made


def _ragged(rows: Mapping[int, list[str]], width: int) -> tuple[list[Problem], dict[int, str]]:
    """Name the rows with more or fewer cells than the header; keep what is beyond it."""
    problems, beyond = [], {}
    for number, row in rows.items():
        extra = [cell for cell in row[width:] if cell]
        if extra:
            beyond[number] = " | ".join(extra)
            told = lazy("upload.more-cells", cells=len(row), columns=width)
            problems.append(Problem(number, None, told))
        elif len(row) < width:
            told = lazy("upload.fewer-cells", cells=len(row), columns=width)
            problems.append(Problem(number, None, told))
    return problems, beyond


def _named(columns: Mapping[str, list[str]]) -> dict[str, str]:
    """Give each known column its header; Unreadable where one stands twice or is missing."""
    named: dict[str, str] = {}
    for header, cells in columns.items():
        column = upload_names.column(header.removesuffix(" (2)"))
        if not column:
            continue
        if column in named and cells != columns[named[column]]:
            words = {"first": quoted(named[column]), "second": quoted(header)}
            told = lazy("fault.two-columns", column=header_of(column), **words)
            raise Unreadable(told)
        named.setdefault(column, header)
    if _differs(columns, named):  # a site, a sheet: no title of the indicator
        del named["indicator_name"]
    listed = LazyText(enumerated, [quoted(header) for header in list(columns)[:LISTED]])
    for needed in (("province",), ("indicator",), ("value", "summary")):
        if not set(needed) & set(named):
            names = LazyText(offered, [header_of(column) for column in needed])
            raise Unreadable(lazy("fault.no-column", names=names, listed=listed, **minimal()))
    return named


def _differs(columns: Mapping[str, list[str]], named: Mapping[str, str]) -> bool:
    """Say whether the names given to one indicator differ."""
    if not {"indicator", "indicator_name"} <= set(named):
        return False
    said: dict[str, str] = {}
    both = zip(columns[named["indicator"]], columns[named["indicator_name"]], strict=True)
    return any(name and said.setdefault(one, name) != name for one, name in both)


def _clean(cell: str) -> str:
    """Take away blanks around a cell, line breaks in it, and the apostrophe of our own exports."""
    text = " ".join(cell.split())
    if text.startswith(HARMLESS) and text[1:].startswith(FORMULA_STARTS):
        return text[1:]
    return text
