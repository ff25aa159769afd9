"""Tests every refusal of a reader's table: what it tells to do is done literally, and works."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import openpyxl
import pytest
from support import real

from commitments import ROOT
from commitments.domain.model import Unreadable
from commitments.language import Language, LazyText, speaking
from commitments.uploads import files, opening
from commitments.uploads import pipeline as uploads
from commitments.uploads.shapes import reading as shapes

ATLAS = real.atlas()
HEADER = "province,indicator,value,unit,year\n"
ROW = "Hebei,forest_coverage,36,%,2030\n"
SOUND = f"{HEADER}{ROW}"
MANY = SOUND + ROW.replace("36", "37") + ROW.replace("36", "38")
NO_REMEDY = {  # said of what the reader's file is not to blame for
    "fault.no-room": "a file that is offered could not be made: the server's disk is full",
}


def workbook(*sheets: list[list[object]]) -> bytes:
    """Write sheets as XLSX."""
    book, packed = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"t{number}")
        for row in rows:
            sheet.append(row)
    book.save(packed)
    return packed.getvalue()


def cells(text: str) -> list[list[object]]:
    return [list(line.split(",")) for line in text.splitlines()]


def zipped(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """Return a sound workbook with another part in it."""
    packed = io.BytesIO(workbook(cells(SOUND)))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def styled() -> bytes:
    """Return a sound workbook that describes more than it may under `tags`."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(cells(SOUND))))
    for number in range(30):
        book.active.cell(2, 3).number_format = f"0.{number}"
        book.active.cell(5 + number, 1).number_format = f"0.{'0' * number}"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


XLSX = workbook(cells(SOUND))
OLD = (ROOT / "tests" / "fixtures" / "tables" / "old_excel.xls").read_bytes()
RING = bytearray(OLD)  # whose parts have no end: each sector follows on another
struct.pack_into(
    "<128I",
    RING,
    512 * (struct.unpack_from("<I", OLD, 76)[0] + 1),
    *([1, 2, 3, 4, 5, 6, 7, 0] * 16),
)
REFUSALS: dict[str, tuple[Mapping[str, int], bytes, bytes]] = {  # limits, refused, as it says
    "fault.file-empty": ({}, b" \n", SOUND.encode()),
    "fault.file-too-large": ({"megabytes": 0}, SOUND.encode(), b""),
    **{
        f"fault.file-is-{kind}": ({}, start + SOUND.encode(), SOUND.encode())
        for start, kind in files.SIGNATURES.items()
    },
    "fault.file-is-zip": ({}, zipped(a=b"x"), XLSX),
    "fault.file-is-empty-zip": ({}, zipped(), XLSX),
    "fault.broken-xlsx": ({}, XLSX[: len(XLSX) // 2], XLSX),
    "fault.unpacks-too-large": ({"unpacked_megabytes": 0}, XLSX, SOUND.encode()),
    "fault.unpacks-too-often": ({}, with_part("a.xml", bytes(6_000_000)), SOUND.encode()),
    "fault.describes-too-much": ({"tags": 20}, styled(), SOUND.encode()),
    "fault.too-many-lines": ({"lines": 3}, f"{HEADER}\n\n{ROW}".encode(), SOUND.encode()),
    "fault.too-many-rows": ({"rows": 2}, MANY.encode(), SOUND.encode()),
    "fault.too-many-columns": ({"columns": 5}, f"{HEADER.strip()},note\n".encode(), SOUND.encode()),
    "fault.too-many-cells": ({"cells": 12}, MANY.encode(), SOUND.encode()),
    "fault.too-much-text": ({"text": 80}, MANY.encode(), SOUND.encode()),
    "fault.cell-too-long": (
        {"characters": 40}, f'{SOUND}"{"x" * 41}",,,,\n'.encode(), SOUND.encode()
    ),
    "fault.cell-does-not-end": (
        {}, f"{HEADER}{'x' * 10_000_000},a,1,%,2030\n".encode(), SOUND.encode()
    ),
    "fault.encoding-is-not": (
        {}, b"\xff\xfe" + SOUND.encode("utf-16-le") + b"\x00\xd8", SOUND.encode("utf-8-sig")
    ),
    "fault.two-encodings": (
        {}, f"{HEADER}河北,森林覆盖率,36,%,2030\n".encode() + "吉林\n".encode("gbk"),
        f"{HEADER}河北,森林覆盖率,36,%,2030\n".encode(),
    ),
    "fault.unknown-encoding": (
        {}, f"{HEADER}".encode() + b"\xff\x80\xff,forest_coverage,36,%,2030\n", SOUND.encode()
    ),
    "fault.not-text": ({}, b"\x00\x01\x02\x03" * 20, SOUND.encode()),
    "fault.header-alone": ({}, HEADER.encode(), SOUND.encode()),
    "fault.two-columns": (
        {}, b"province,indicator,value,unit,year,\xe7\x9c\x81\xe4\xbb\xbd\n"
        b"Hebei,forest_coverage,36,%,2030,Jilin\n", SOUND.encode(),
    ),
    "fault.no-provinces": (
        {}, "站点,数值\n一号,1.5\n".encode(),
        "province,站点,数值\nHebei,一号,1.5\nCN-HE,二号,2\n".encode(),
    ),
    "fault.parts-of-years": (
        {}, "地区,2023年1月,2023年2月\n河北,40,38\n吉林,31,30\n".encode(),
        "地区,2023年1月,2023年2月,2023\n河北,40,38,39\n吉林,31,30,30.5\n".encode(),
    ),
    "fault.no-figures": (
        {}, "地区,面积\n河北,很大\n吉林,很小\n".encode(), "地区,面积\n河北,12\n吉林,3\n".encode()
    ),
    "fault.too-many-figures": (
        {"rows": 3}, "地区,2020,2021\n河北,1,2\n吉林,3,4\n".encode(),
        "地区,2020\n河北,1\n吉林,3\n".encode(),
    ),
    "fault.totals-alone": (
        {}, f"{HEADER}合计,forest_coverage,36,%,2030\n".encode(),
        f"{HEADER}合计,forest_coverage,36,%,2030\nNational,forest_coverage,25,%,2030\n".encode(),
    ),
    "fault.takes-too-much": ({}, bytes(RING), SOUND.encode()),
    "fault.old-workbook": ({}, OLD[: len(OLD) // 3], XLSX),
    "fault.in-one-sheet": (
        {}, workbook([["x"]], cells(SOUND)), workbook(cells(SOUND), [["x"]]),
    ),
}  # fmt: skip
BY_NAMES_ALONE = {  # where a table is only looked at by its header's names
    "fault.no-header": ("a,b\n1,2\n", SOUND),
    "fault.no-column": ("province,value\nHebei,1\n", SOUND),
}


@contextmanager
def limits(changed: Mapping[str, int]) -> Iterator[None]:
    """Set some limits for a while: one object, which no part of the reading has a copy of."""
    before = {name: getattr(files.LIMITS, name) for name in changed}
    for name, value in changed.items():
        object.__setattr__(files.LIMITS, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            object.__setattr__(files.LIMITS, name, value)


def understood(data: bytes) -> int:
    """Read a file as the page does; return how many figures it holds."""
    opened = opening.opened(data, "t.csv")
    return len(shapes.begun(opened, ATLAS, partial(opening.further, data)).raw.numbers)


def key_of(refused: pytest.ExceptionInfo[Unreadable]) -> str:
    message = refused.value.message
    assert isinstance(message, LazyText)
    return str(message.key)


def test_every_refusal_is_followed() -> None:
    sources = [file.read_text("utf-8") for file in (ROOT / "commitments" / "uploads").rglob("*.py")]
    raised = {key for text in sources for key in re.findall(r'"(fault\.[a-z0-9-]+)"', text)}
    assert raised - {*REFUSALS, *BY_NAMES_ALONE, *NO_REMEDY} == set()


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_that_is_followed_literally_works(key: str) -> None:
    changed, refused, followed = REFUSALS[key]
    with limits(changed), pytest.raises(Unreadable) as fault:
        understood(refused)
    assert key_of(fault) == key
    for language in Language:
        with speaking(language):
            assert str(fault.value.message)[-1] in ".。"
    if followed:
        with limits({} if key == "fault.unpacks-too-large" else changed):
            assert understood(followed)


def test_a_table_of_one_area_names_it_in_a_line_above() -> None:
    """The second remedy of a table that names no province."""
    for line in ("Region: National", "地区：全国"):
        assert understood(f"{line}\n年份,GDP总量 (亿元)\n2015,7\n2016,8\n".encode()) == 2


@pytest.mark.parametrize("key", BY_NAMES_ALONE)
def test_a_header_s_names_that_are_followed_work(key: str) -> None:
    refused, followed = BY_NAMES_ALONE[key]
    with pytest.raises(Unreadable) as fault:
        uploads.read(refused.encode(), "t.csv")
    assert key_of(fault) == key
    assert uploads.judged(uploads.read(followed.encode(), "t.csv"), ATLAS).used == 1
