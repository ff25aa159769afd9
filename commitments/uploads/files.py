"""Files that somebody hands in, CSV or XLSX, opened with care: their cells as text.

Nothing in the file is trusted: its size, its shape and what it unpacks to are looked at before
it is read, and a file that cannot be read for certain is refused with the place and the remedy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from commitments.domain.model import Unreadable
from commitments.language import LazyText, lazy

MEGABYTES_SETTING: Final = "ATLAS_UPLOAD_MB"
ROWS_SETTING: Final = "ATLAS_UPLOAD_ROWS"
MEGABYTES: Final = 20  # .streamlit/config.toml repeats them
ROWS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a reader's table may be."""

    megabytes: int = MEGABYTES
    rows: int = ROWS
    lines: int = 1_048_576  # rows with the blank ones among them: a sheet has no more
    columns: int = 500
    cells: int = 10_000_000  # in all: memory for one table stays under a gigabyte
    together: int = 16_000_000  # of all readers' tables at a time, cells as `weight` counts them
    characters: int = 32_767  # in a cell: what a spreadsheet holds
    text: int = 50_000_000  # characters in all: of an XLSX file, cells may share one text
    tags: int = 300_000  # of what a workbook says of its styles, names and links
    unpacked_megabytes: int = 300  # an XLSX file is a zip; 200 000 rows unpack to about as much
    times_unpacked: int = 250  # a part that unpacks to more than this is a zip bomb


def configured() -> Limits:
    """Return the limits, the first two of them as an installer has set them."""
    return Limits(
        megabytes=_whole(os.environ.get(MEGABYTES_SETTING, ""), MEGABYTES),
        rows=_whole(os.environ.get(ROWS_SETTING, ""), ROWS),
    )


def _whole(given: str, otherwise: int) -> int:
    """Read a positive whole number; what is none of that leaves the limit as it is."""
    return int(given) if given.isascii() and given.isdigit() and int(given) else otherwise


LIMITS: Final = configured()
MEGABYTE: Final = 1_000_000
SIGNATURES: Final = {  # how a file of another kind begins, and the end of the key of its text
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"%PDF": "pdf",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7zip",
    b"Rar!": "rar",
    b"PAR1": "parquet",
    b"SQLite": "sqlite",
    b"\x7fELF": "program",
    b"MZ\x90": "program",
    b"{\\rtf": "rtf",
    b"<!DOCTYPE": "web-page",
    b"<html": "web-page",
    b"<table": "web-page",
}
ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
HEADER_SEARCHED: Final = 10  # rows; titles may stand above the header


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one file as text; row 1 is its first row, blank rows included."""

    name: str
    form: LazyText  # how the file was read
    rows: list[list[str]]
    fixed_width: bool  # a CSV row must have as many cells as its header
    sheet: str = ""  # of a workbook, the one that was read
    sheets: tuple[str, ...] = ()  # the names of those that can be read
    notes: tuple[LazyText, ...] = ()  # what a reader must know of how it was opened
    others: tuple[Cells, ...] = ()  # further sheets, read with it as one table
    version: str = ""  # what tells the file from any other


def require_size(data: bytes) -> None:
    """Refuse a file that is empty, too large or of another kind."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(lazy("fault.file-empty"))
    if len(data) > LIMITS.megabytes * MEGABYTE:
        size = len(data) / MEGABYTE
        raise Unreadable(lazy("fault.file-too-large", size=size, most=LIMITS.megabytes))
    for start, kind in SIGNATURES.items():
        if data.startswith(start):
            raise Unreadable(lazy(f"fault.file-is-{kind}"))


def limited(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Pass rows on while they keep the limits; Unreadable with the place where they do not."""
    filled = cells = text = 0
    for number, row in enumerate(rows, start=1):
        filled += any(row)
        cells += len(row)
        if number > LIMITS.lines:
            raise Unreadable(lazy("fault.too-many-lines", most=LIMITS.lines))
        if filled > LIMITS.rows + 1:
            raise Unreadable(lazy("fault.too-many-rows", most=LIMITS.rows))
        if len(row) > LIMITS.columns:
            words = {"row": number, "columns": len(row), "most": LIMITS.columns}
            raise Unreadable(lazy("fault.too-many-columns", **words))
        if cells > LIMITS.cells:
            raise Unreadable(lazy("fault.too-many-cells", most=LIMITS.cells))
        for column, cell in enumerate(row, start=1):
            if len(cell) > LIMITS.characters:
                raise Unreadable(too_long(number, column, len(cell)))
            text += len(cell)
        if text > LIMITS.text:
            raise Unreadable(lazy("fault.too-much-text", most=LIMITS.text))
        yield row


def too_long(row: int, column: int, length: int) -> LazyText:
    """Say where a cell stands that is too long."""
    words = {"row": row, "column": column, "length": length, "most": LIMITS.characters}
    return lazy("fault.cell-too-long", **words)
