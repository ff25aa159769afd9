"""Tests hostile XLS and ODS workbooks: each is read or refused in a sentence, within the limits."""

import io
import struct
import subprocess
import zipfile
from functools import partial

import pytest
from support import real

from commitments import ROOT
from commitments.domain.model import Unreadable
from commitments.language import LazyText
from commitments.uploads import opening
from commitments.uploads.files import Cells
from commitments.uploads.shapes import reading as shapes

ATLAS = real.atlas()
TABLES = ROOT / "tests" / "fixtures" / "tables"
XLS = (TABLES / "old_excel.xls").read_bytes()
MANIFEST = zipfile.ZipFile(TABLES / "open_document.ods").read("META-INF/manifest.xml")
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
START = (
    f'<office:document-content xmlns:office="{NAMES}office:1.0" xmlns:table="{NAMES}table:1.0" '
    f'xmlns:text="{NAMES}text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
    "<office:body><office:spreadsheet>"
)
END = "</office:spreadsheet></office:body></office:document-content>"
ROW = ["Hebei", "forest_coverage", "36", "%", "2030"]


def cell(text: str, times: int = 1) -> str:
    repeated = f'office:value-type="string" table:number-columns-repeated="{times}"'
    return f"<table:table-cell {repeated}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, times: int = 1) -> str:
    repeated = f'table:number-rows-repeated="{times}"'
    return f"<table:table-row {repeated}>{''.join(cells)}</table:table-row>"


HEADER = row(*map(cell, ("province", "indicator", "value", "unit", "year")))
SOUND = row(*map(cell, ROW))


def sheet(*rows: str, name: str = "t") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def packed(content: str, **others: bytes) -> bytes:
    """Pack the content of an ODS workbook, with other parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet"
        )
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        for name, part in others.items():
            archive.writestr(name, part)
    return made.getvalue()


def ods(*sheets: str) -> bytes:
    return packed(DECLARED + START + "".join(sheets) + END)


def with_bytes(at: int, changed: bytes) -> bytes:
    return XLS[:at] + changed + XLS[at + len(changed) :]


def with_sectors(following: list[int]) -> bytes:
    """Return the XLS with another table of which sector follows on which."""
    (first,) = struct.unpack_from("<I", XLS, 76)
    return with_bytes(512 * (first + 1), struct.pack(f"<{len(following)}I", *following))


def with_dimensions(rows: int, columns: int) -> bytes:
    """Return the XLS whose first sheet says that it is as large."""
    at = XLS.index(struct.pack("<HH", 0x200, 14))
    return with_bytes(at + 4, struct.pack("<IIHH", 0, rows, 0, columns))


NESTED = 20_000
FORMULA = (
    '<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://127.0.0.1:9/x&quot;)" '
    'office:value-type="float" office:value="36"><text:p>36</text:p></table:table-cell>'
)
LINKED = '<table:table-source xlink:href="file:///etc/passwd" table:mode="copy-results-only"/>'
READ = {  # each has one sound figure, whatever else it holds
    "blank columns without end": ods(
        sheet(
            HEADER,
            row(*map(cell, ROW), "<table:table-cell/>"),
            row(f'<table:table-cell table:number-columns-repeated="{2**30}"/>'),
        )
    ),
    "three thousand sheets": ods(*(sheet(HEADER, SOUND, name=f"s{one}") for one in range(3_000))),
    "names that lead out or run": ods(
        sheet(HEADER, SOUND, name="../../etc/passwd"), sheet(HEADER, name="=cmd|calc")
    ),
    "groups in groups": ods(
        '<table:table table:name="t">'
        f"{'<table:table-row-group>' * NESTED}{HEADER}{SOUND}{'</table:table-row-group>' * NESTED}"
        "</table:table>"
    ),
    "a formula that asks the net": ods(
        sheet(HEADER, row(cell("Hebei"), cell("forest_coverage"), FORMULA, cell("%"), cell("2030")))
    ),
    "a sheet of another file": ods(sheet(HEADER, SOUND), sheet(LINKED, name="linked")),
    "parts that lead out": packed(
        DECLARED + START + sheet(HEADER, SOUND) + END, **{"../../evil": b"x", "/etc/evil": b"x"}
    ),
    "a bomb beside the content": packed(
        DECLARED + START + sheet(HEADER, SOUND) + END, bomb=bytes(50_000_000)
    ),
}
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
MUCH, BROKEN = "fault.takes-too-much", "fault.old-workbook"
REFUSED = {
    "columns without end": (
        ods(sheet(HEADER, row(cell("x", times=2**30)))), "fault.too-many-columns"
    ),
    "rows without end": (ods(sheet(HEADER, row(cell("x"), times=2**30))), "fault.too-many-rows"),
    "cells without end": (ods(sheet(row(cell("x", times=2**14), times=5_000))), MUCH),
    "sheets of endless rows": (
        ods(*(sheet(row(cell("x"), times=100_000), name=f"s{one}") for one in range(300))), MUCH
    ),
    "a cell of blanks without end": (
        ods(sheet(HEADER, row(cell('a<text:s text:c="2000000000"/>b')))), MUCH
    ),
    "hanzi in many cells": (
        ods(sheet(HEADER, row(cell("湖" * 30_000, times=100), times=20))), "fault.too-much-text"
    ),
    "a cell that is a book": (
        ods(sheet(HEADER, row(cell("x" * 9_000_000)))), "fault.cell-too-long"
    ),
    "an entity of another file": (
        packed(DECLARED + ENTITY + START + sheet(HEADER, row(cell("&a;"))) + END), BROKEN
    ),
    "numbers of repetition that are none": (
        ods(sheet(HEADER, row(cell("x", times=-1), cell("y", times=10**30)))), BROKEN
    ),
    "no XML": (packed("no XML"), BROKEN),
    "XML that ends in the middle": (packed(DECLARED + START + "<table:table>"), BROKEN),
    "half an XLS": (XLS[: len(XLS) // 2], BROKEN),
    "the head of an XLS": (XLS[:512], BROKEN),
    "sectors of 2^31 bytes": (with_bytes(30, struct.pack("<H", 31)), BROKEN),
    "a folder outside the file": (with_bytes(48, struct.pack("<I", 0xFFFFFFF0)), BROKEN),
    "sectors in a ring": (with_sectors([(one + 1) % 8 for one in range(128)]), MUCH),
    "a sheet of 2^32 rows": (with_dimensions(0xFFFFFFFF, 0xFFFF), MUCH),
}  # fmt: skip


def understood(data: bytes) -> int:
    """Read a workbook as the page does; return how many figures it holds."""
    found = opening.opened(data, "t.ods")
    return len(shapes.begun(found, ATLAS, partial(opening.further, data)).raw.numbers)


def test_what_stands_beside_a_sound_table_does_no_harm() -> None:
    assert {name: understood(data) for name, data in READ.items()} == dict.fromkeys(READ, 1)


@pytest.mark.long
@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_workbook_is_refused_in_a_sentence(name: str) -> None:
    data, key = REFUSED[name]
    with pytest.raises(Unreadable) as refused:
        understood(data)
    assert isinstance(refused.value.message, LazyText)
    assert refused.value.message.key == key


def test_blank_rows_and_columns_keep_their_places() -> None:
    blank = "<table:table-cell/>"
    data = ods(sheet(row(blank), row(blank, cell("a"), blank, cell("b"), blank)))
    assert opening.opened(data, "t.ods").rows == [[], ["", "a", "", "b"]]


def test_all_sheets_are_read_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits hold for a workbook, not for each of its sheets."""
    runs = []
    run = subprocess.run

    def counted(*given: object, **named: object) -> object:
        runs.append(given)
        return run(*given, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    assert (
        understood(ods(*(sheet(HEADER, SOUND, name=f"{year}") for year in range(2000, 2024)))) == 24
    )
    assert len(runs) == 2  # the first sheet by itself, then all others


def test_further_sheets_that_take_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (TABLES / "a_sheet_a_year.xlsx").read_bytes()
    assert understood(data)
    monkeypatch.setattr(opening, "MOST_SECONDS", 0.0)
    with pytest.raises(Unreadable, match="takes too much time or memory"):
        opening.further(data, opening.opened(data, "t.xlsx"), ["2022"])


def test_a_sheet_may_have_any_name() -> None:
    """It reaches the process that reads as text, never as an argument of a command."""
    found: Cells = opening.opened(ods(sheet(HEADER, SOUND)), "t.ods", "\0 no such sheet")
    assert found.sheet == "t"
