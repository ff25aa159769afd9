"""This module opens a file that somebody hands in, CSV or XLSX, and gives its cells as text.

Nothing in the file is trusted: its size, its shape and what it unpacks to are looked at before
it is read, and a file that cannot be read for certain is refused with the place and the remedy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from commitments.model import Unreadable

MEGABYTES_SETTING: Final = "ATLAS_UPLOAD_MB"
ROWS_SETTING: Final = "ATLAS_UPLOAD_ROWS"
MEGABYTES: Final = 20  # .streamlit/config.toml repeats them
ROWS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a reader's table may be."""

    megabytes: int = MEGABYTES
    rows: int = ROWS
    columns: int = 500
    cells: int = 10_000_000  # in all: memory for one table stays under a gigabyte
    characters: int = 32_767  # in a cell: what a spreadsheet holds
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
SIGNATURES: Final = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls); save it as XLSX",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"PAR1": "a Parquet file",
    b"SQLite": "an SQLite database",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"{\\rtf": "an RTF document",
    b"<!DOCTYPE": "a web page; save it as XLSX or CSV",
    b"<html": "a web page; save it as XLSX or CSV",
}
ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one file as text; row 1 is its first row, blank rows included."""

    name: str
    form: str  # how the file was read, in words
    rows: list[list[str]]
    fixed_width: bool  # a CSV row must have as many cells as its header


def require_size(data: bytes) -> None:
    """Refuse a file that is empty, too large or of another kind."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("The file is empty.")
    if len(data) > LIMITS.megabytes * MEGABYTE:
        size = len(data) / MEGABYTE
        raise Unreadable(
            f"The file has {size:,.1f} MB; at most {LIMITS.megabytes} MB are read. "
            "Leave out columns or rows that are not needed, or split it."
        )
    for start, kind in SIGNATURES.items():
        if data.startswith(start):
            raise Unreadable(f"The file is not a table but {kind}. Hand in CSV or XLSX.")


def limited(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Pass rows on while they keep the limits; Unreadable with the place where they do not."""
    filled = cells = 0
    for number, row in enumerate(rows, start=1):
        filled += any(row)
        cells += len(row)
        if filled > LIMITS.rows + 1:
            raise Unreadable(
                f"The table has more than {LIMITS.rows:,} rows; split it, or leave rows out."
            )
        if len(row) > LIMITS.columns:
            raise Unreadable(
                f"Row {number} has {len(row):,} columns; at most {LIMITS.columns} are read. "
                "Leave out columns that are not needed."
            )
        if cells > LIMITS.cells:
            raise Unreadable(
                f"The table has more than {LIMITS.cells:,} cells; leave columns or rows out."
            )
        for column, cell in enumerate(row, start=1):
            if len(cell) > LIMITS.characters:
                raise Unreadable(too_long(number, column, len(cell)))
        yield row


def too_long(row: int, column: int, length: int) -> str:
    """Say where a cell stands that is too long."""
    return (
        f"Row {row}, column {column}: a cell of {length:,} characters; at most "
        f"{LIMITS.characters:,} are read. Shorten it, or close the quotation mark before it."
    )
