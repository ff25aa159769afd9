"""Workbooks of other programs, XLS and ODS, read in a process of their own that has limits.

What reads them is compiled, and cannot be asked to stop: the process is ended when it has used its
seconds, and gets no more memory than its limit.
"""

from __future__ import annotations

import json
import resource
import subprocess  # nosec B404: a program of its own, below
import sys
from collections.abc import Sequence
from typing import Final

from commitments.domain.model import Unreadable
from commitments.language import lazy
from commitments.uploads.files import LIMITS, MEGABYTE, Cells, limited
from commitments.uploads.sheets import form

XLS: Final = b"\xd0\xcf\x11\xe0"
ODS: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD: Final = 100  # bytes in which a zip names its kind
SECONDS: Final = 20.0
CPU_SECONDS: Final = 20
MEMORY: Final = 1_000 * MEGABYTE  # of addresses: the program itself takes some hundreds
LAST_SAID: Final = 200  # bytes of what the process complains of
TOO_MUCH: Final = {3: "cells", 4: "text", 5: "rows"}  # by the status that the process ends with
REFUSED: Final = {
    "cells": "fault.too-many-cells",
    "text": "fault.too-much-text",
    "rows": "fault.too-many-rows",
}
NO_MEMORY: Final = b"MemoryError"  # what Python says last where its limit stops it
CHILD: Final = """
import datetime, io, json, sys
import python_calamine
asked = json.loads(sys.stdin.buffer.readline())
book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
there = [s for s in book.sheets_metadata if s.typ == python_calamine.SheetTypeEnum.WorkSheet]
seen = [s for s in there if s.visible == python_calamine.SheetVisibleEnum.Visible] or there
names = [s.name for s in seen]
left = dict(asked["most"])
def less(what, by, status):
    left[what] -= by
    if left[what] < 0:
        sys.exit(status)
def told(value):
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value).strip()
def read(wanted):
    sheet = book.get_sheet_by_name(wanted)
    less("cells", (sheet.total_height or 0) * (sheet.total_width or 0), 3)
    rows, beside = [], [""] * (sheet.start or (0, 0))[1]
    for given in sheet.iter_rows():
        row = [told(cell) for cell in given]
        while row and not row[-1]:
            row.pop()
        rows.append(beside + row if row else [])
        less("text", sum(map(len, row)), 4)
        less("rows", bool(row), 5)
    return {"sheet": wanted, "rows": rows}
wanted = [name if name in names else names[0] for name in asked["sheets"]]
sys.stdout.reconfigure(encoding="utf-8", errors="replace")
json.dump({"names": names, "read": [read(name) for name in wanted]}, sys.stdout, ensure_ascii=False)
"""


def is_one(data: bytes) -> bool:
    """Say whether a file is an XLS or an ODS workbook by its beginning."""
    return data.startswith(XLS) or ODS in data[:ODS_HEAD]


def cells(data: bytes, name: str, sheets: Sequence[str] = ("",)) -> list[Cells]:
    """Read sheets, the first visible one for a blank name; Unreadable beyond the limits."""
    kind = "XLS" if data.startswith(XLS) else "ODS"
    most = {"cells": LIMITS.cells, "text": LIMITS.text, "rows": LIMITS.rows + len(sheets)}
    asked = {"sheets": list(sheets), "most": most}  # a header for each sheet
    answer = json.loads(_answer(json.dumps(asked).encode() + b"\n" + data))
    return [
        Cells(
            name,
            form(one["sheet"], answer["names"], kind),
            list(limited(one["rows"])),
            fixed_width=False,
            sheet=one["sheet"],
            sheets=tuple(answer["names"]),
            notes=(lazy("upload.hidden-unknown"),),
        )
        for one in answer["read"]
    ]


def _answer(given: bytes) -> bytes:
    """Run the reading process; Unreadable where it ends otherwise than with an answer."""
    try:
        ended = subprocess.run(  # nosec B603: a fixed program, no shell
            [sys.executable, "-I", "-c", CHILD],
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=_limit,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(lazy("fault.takes-too-much")) from None
    except OSError:
        raise Unreadable(lazy("fault.old-workbook")) from None
    if ended.returncode in TOO_MUCH:
        what = TOO_MUCH[ended.returncode]
        raise Unreadable(lazy(REFUSED[what], most=getattr(LIMITS, what)))
    if ended.returncode < 0 or NO_MEMORY in ended.stderr[-LAST_SAID:]:  # a limit has ended it
        raise Unreadable(lazy("fault.takes-too-much"))
    if ended.returncode:
        raise Unreadable(lazy("fault.old-workbook"))
    return ended.stdout


def _limit() -> None:
    """Bound the process before it begins."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
