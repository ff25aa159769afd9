"""A handed-in file opened: its form, its sheets, the cells of one of them as text."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from time import thread_time
from typing import Final

from commitments.domain.model import Unreadable
from commitments.language import lazy, say
from commitments.uploads import old_workbooks, sheets, text_files
from commitments.uploads.files import EMPTY_ZIP, LIMITS, ZIP, Cells, require_size

LONGEST_FILE_NAME: Final = 80  # characters that are shown
VERSION_LENGTH: Final = 7
MOST_SECONDS: Final = 60.0  # of work for all further sheets of a workbook


def opened(data: bytes, name: str, sheet: str = "") -> Cells:
    """Return the cells of a file, of a workbook those of a sheet; Unreadable with the remedy."""
    require_size(data)
    if data.startswith(EMPTY_ZIP):
        raise Unreadable(lazy("fault.file-is-empty-zip"))
    shown = "".join(filter(str.isprintable, " ".join(name.split())))
    shown = shown[:LONGEST_FILE_NAME] or say("upload.your-table")
    if old_workbooks.is_one(data):
        (found,) = old_workbooks.cells(data, shown, (sheet,))
    elif data.startswith(ZIP):
        found = sheets.cells(data, shown, sheet)
    else:
        found = text_files.cells(data, shown)
    return replace(found, version=hashlib.sha256(data).hexdigest()[:VERSION_LENGTH])


def of_sheet(found: Cells, fault: Unreadable) -> Unreadable:
    """Say of which sheet a fault is, where there are others to choose."""
    if len(found.sheets) < 2:
        return fault
    words = {"why": fault.message, "sheet": found.sheet, "sheets": len(found.sheets)}
    return Unreadable(lazy("fault.in-one-sheet", **words))


def further(data: bytes, found: Cells, wanted: list[str]) -> list[Cells]:
    """Return further sheets of a workbook; Unreadable where all of them are too much."""
    if old_workbooks.is_one(data):
        others = iter(old_workbooks.cells(data, found.name, wanted))
    else:
        others = (sheets.cells(data, found.name, sheet) for sheet in wanted)
    read, cells, began = [], sum(map(len, found.rows)), thread_time()
    for sheet in others:
        read.append(replace(sheet, version=found.version))
        cells += sum(map(len, sheet.rows))
        if cells > LIMITS.cells:
            raise Unreadable(lazy("fault.too-many-cells", most=LIMITS.cells))
        if thread_time() - began > MOST_SECONDS:
            raise Unreadable(lazy("fault.takes-too-much"))
    return read
