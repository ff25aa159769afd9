"""One sheet of an XLSX file, the first visible one or another: values, and no formula is run."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from commitments.domain.model import Unreadable
from commitments.language import LazyText, count, lazy
from commitments.uploads.files import LIMITS, MEGABYTE, Cells, limited, too_long
from commitments.uploads.workbooks import SMALL_PART, Cell, Table, Workbook

LOOKED_INTO: Final = 1_024  # bytes of a part in which a document type would stand
MOST_PARTS: Final = 2_000
LAST_ROW: Final = 1_048_576  # of a sheet
DIGITS: Final = 15  # a spreadsheet shows no more; the rest is binary noise
FORMATS_KEPT: Final = 256  # number formats of which it is known whether they show a hundredfold
SHOWN_AS_WRITTEN: Final = re.compile(r'"[^"]*"|\\.')  # in a number format
BROKEN: Final = "fault.broken-xlsx"
# What openpyxl raises on damaged files: it has no exception of its own for them.
DAMAGE: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error,
    LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError, EOFError,
    OverflowError, RuntimeError, AssertionError,
)  # fmt: skip


def cells(data: bytes, name: str, sheet: str = "") -> Cells:
    """Read a sheet of an XLSX file, the first visible one if none is named; Unreadable."""
    from openpyxl.utils.exceptions import InvalidFileException  # brings openpyxl

    _require_harmless(data)
    try:
        return _sheet(data, name, sheet)
    except Unreadable:
        raise
    except (InvalidFileException, *DAMAGE):
        raise Unreadable(lazy(BROKEN)) from None


def _sheet(data: bytes, name: str, sheet: str) -> Cells:
    """Read the cells; whatever is damaged raises one of DAMAGE."""
    book = Workbook(data)
    tables = [one for one in book.tables if not one.hidden] or list(book.tables)
    table = next((one for one in tables if one.name == sheet), tables[0])
    hidden: list[int] = []
    try:
        rows = list(limited(_rows(book, table, hidden)))
    finally:
        book.close()
    notes = [LazyText(count, "upload.hidden-rows", len(hidden))] if hidden else []
    if len(tables) < len(book.tables):
        notes.append(LazyText(count, "upload.hidden-sheets", len(book.tables) - len(tables)))
    return Cells(
        name,
        form(table.name, [one.name for one in tables]),
        rows,
        fixed_width=False,
        sheet=table.name,
        sheets=tuple(one.name for one in tables),
        notes=tuple(notes),
    )


def form(sheet: str, sheets: Sequence[str], kind: str = "XLSX") -> LazyText:
    """Say which sheet of a workbook is read."""
    key = "upload.one-of-sheets" if len(sheets) > 1 else "upload.only-sheet"
    return lazy(key, kind=kind, sheet=sheet, sheets=len(sheets))


def _require_harmless(data: bytes) -> None:
    """Refuse a zip that would unpack to more than a table, or is no XLSX; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _require_small(parts)
            _require_no_document_type(archive, parts)
    except DAMAGE:
        raise Unreadable(lazy(BROKEN)) from None


def _require_small(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LIMITS.unpacked_megabytes * MEGABYTE or len(parts) > MOST_PARTS:
        words = {"parts": len(parts), "most": LIMITS.unpacked_megabytes}
        raise Unreadable(lazy("fault.unpacks-too-large", size=unpacked / MEGABYTE, **words))
    for part in parts:
        if part.file_size > max(SMALL_PART, part.compress_size * LIMITS.times_unpacked):
            times = part.file_size // max(part.compress_size, 1)
            most = LIMITS.times_unpacked
            raise Unreadable(lazy("fault.unpacks-too-often", times=times, most=most))
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise Unreadable(lazy("fault.file-is-zip"))


def _require_no_document_type(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that define entities of their own, as no spreadsheet program writes them."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                start = opened.read(LOOKED_INTO)
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Unreadable(lazy(BROKEN))


def _rows(book: Workbook, table: Table, hidden: list[int]) -> Iterator[list[str]]:
    """Yield the rows as text without the blank cells at their ends, rows that are left out too.

    The numbers of those that are hidden are added to `hidden`.
    """
    last = 0
    for number, cells, is_hidden in book.rows(table):
        if not last < number <= LAST_ROW:
            raise Unreadable(lazy(BROKEN))
        yield from ([] for _ in range(last + 1, number))
        last = number
        if is_hidden and cells:
            hidden.append(number)
        texts = {cell.column: text for cell in cells if (text := _text(cell, number))}
        yield [texts.get(column, "") for column in range(1, max(texts, default=0) + 1)]


def _text(cell: Cell, row: int) -> str:
    """Write one cell as a reader sees it: a share formatted as per cent is `45%`."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _digits(value, per_cent=_is_per_cent(cell.number_format))
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    text = str(value).replace("_x000D_", "").strip()
    if len(text) > LIMITS.characters:
        raise Unreadable(too_long(row, cell.column, len(text)))
    return text


@lru_cache(maxsize=FORMATS_KEPT)
def _is_per_cent(number_format: str) -> bool:
    """Say whether a number format shows a hundredfold; a quoted sign is only a letter."""
    return "%" in SHOWN_AS_WRITTEN.sub("", number_format)


def _digits(value: float, *, per_cent: bool) -> str:
    """Write a number without binary noise: `45.8`, never `45.800000000000004`."""
    shown = float(value) * 100 if per_cent else float(value)
    return f"{shown:.{DIGITS}g}" + ("%" if per_cent else "")
