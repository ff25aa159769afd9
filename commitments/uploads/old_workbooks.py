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
LARGEST_ANSWER: Final = 200 * MEGABYTE
DIGITS: Final = 15
CHILD: Final = """
import datetime, io, json, sys
import python_calamine
given = io.BytesIO(sys.stdin.buffer.read())
book = python_calamine.CalamineWorkbook.from_filelike(given)
there = [s for s in book.sheets_metadata if s.typ == python_calamine.SheetTypeEnum.WorkSheet]
seen = [s for s in there if s.visible == python_calamine.SheetVisibleEnum.Visible] or there
names = [s.name for s in seen]
wanted = sys.argv[1] if sys.argv[1] in names else names[0]
sheet = book.get_sheet_by_name(wanted)
if (sheet.total_height or 0) * (sheet.total_width or 0) > int(sys.argv[2]):
    sys.exit(3)
def told(value):
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value).strip()
rows = [[told(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
hidden = len(there) - len(seen)
json.dump({"sheet": wanted, "sheets": names, "hidden": hidden, "rows": rows}, sys.stdout)
"""


def is_one(data: bytes) -> bool:
    """Say whether a file is an XLS or an ODS workbook by its beginning."""
    return data.startswith(XLS) or ODS in data[:ODS_HEAD]


def cells(data: bytes, name: str, sheet: str = "") -> Cells:
    """Read a sheet; Unreadable where it cannot be read within the limits."""
    kind = "XLS" if data.startswith(XLS) else "ODS"
    answer = json.loads(_answer(data, [sheet, str(LIMITS.cells)]))
    rows = list(limited(list(map(_trimmed, answer["rows"]))))
    told = [lazy("upload.hidden-unknown")]
    return Cells(
        name,
        form(answer["sheet"], answer["sheets"], kind),
        rows,
        fixed_width=False,
        sheet=answer["sheet"],
        sheets=tuple(answer["sheets"]),
        notes=tuple(told),
    )


def _answer(data: bytes, arguments: Sequence[str]) -> bytes:
    """Run the reading process; Unreadable where it ends otherwise than with an answer."""
    try:
        ended = subprocess.run(  # nosec B603: a fixed program, no shell
            [sys.executable, "-I", "-c", CHILD, *arguments],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=_limit,
        )
    except (subprocess.TimeoutExpired, OSError):
        raise Unreadable(lazy("fault.old-workbook")) from None
    if ended.returncode == TOO_MANY:
        raise Unreadable(lazy("fault.too-many-cells", most=LIMITS.cells))
    if ended.returncode or len(ended.stdout) > LARGEST_ANSWER:
        raise Unreadable(lazy("fault.old-workbook"))
    return ended.stdout


TOO_MANY: Final = 3  # the status by which the process says that the sheet is too large


def _limit() -> None:
    """Bound the process before it begins."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def _trimmed(row: list[str]) -> list[str]:
    """Return a row without the blank cells at its end."""
    last = max((place for place, text in enumerate(row) if text), default=-1)
    return row[: last + 1]
