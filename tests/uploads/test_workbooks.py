"""Tests what of a workbook is read, with workbooks that no spreadsheet would write."""

import io
import zipfile
from dataclasses import replace

import pytest

from commitments.domain.model import Unreadable
from commitments.uploads import pipeline as uploads
from commitments.uploads import workbooks
from commitments.uploads.files import LIMITS

BROKEN = "The file cannot be read as XLSX; open it in a spreadsheet and save it again."
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>
<Override PartName="/xl/strings.xml" ContentType="{SHEET_TYPE}.sharedStrings+xml"/></Types>"""
TWO_SHEETS = '<sheet name="One" sheetId="1" r:id="a"/><sheet name="Two" sheetId="2" r:id="b"/>'
RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="a" Type="{OFFICE}/worksheet" Target="sheet1.xml"/>
<Relationship Id="b" Type="{OFFICE}/worksheet" Target="sheet2.xml"/></Relationships>"""


def row(*cells: str, at: str = "") -> str:
    texts = (f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f"<row{at}>{''.join(texts)}</row>"


HEADER = row("province", "indicator", "value", "unit", "year")
SOUND = row("Jilin", "forest_coverage", "45.8", "%", "2030")


def workbook(**changed: str) -> bytes:
    """Write a workbook of two sheets; `changed` replaces or adds parts by their short names."""
    parts = {
        "workbook": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{TWO_SHEETS}</sheets>{changed.pop('names', '')}</workbook>",
        "sheet1": f'<worksheet xmlns="{MAIN}"><sheetData>{changed.pop("rows", HEADER + SOUND)}'
        f"</sheetData>{changed.pop('below', '')}</worksheet>",
        "sheet2": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
        "strings": f'<sst xmlns="{MAIN}">{changed.pop("texts", "")}</sst>',
        "styles": f'<styleSheet xmlns="{MAIN}">{changed.pop("styles", "")}</styleSheet>',
    } | changed
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        for name, text in parts.items():
            archive.writestr(name if "/" in name else f"xl/{name}.xml", text)
    return packed.getvalue()


def cells(**changed: str) -> dict[str, list[str]]:
    return dict(uploads.read(workbook(**changed), "plan.xlsx").columns)


def refusal(**changed: str) -> str:
    with pytest.raises(Unreadable) as fault:
        cells(**changed)
    return str(fault.value)


def test_the_first_sheet_is_read():
    assert cells()["province"] == ["Jilin"]


@pytest.mark.parametrize(
    "beside",
    [
        {"sheet2": "<worksheet"},
        {"docProps/core.xml": "<a"},
        {"docProps/custom.xml": "<a"},
        {"names": '<definedNames><definedName name="x" localSheetId="many"/></definedNames>'},
        {"below": "<mergeCells><mergeCell/></mergeCells>"},
        {"styles": '<fonts><font><sz val="x"/></font></fonts>'},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_what_stands_beside_the_cells_is_not_read(beside):
    """Nothing there can break a table, nor keep the server busy: openpyxl reads it all."""
    assert cells(**beside)["province"] == ["Jilin"]


def test_a_workbook_that_describes_too_much():
    styles = f"<cellXfs>{'<xf/>' * LIMITS.tags}</cellXfs>"
    assert refusal(styles=styles) == (
        "The workbook describes more than 300,000 styles, names and links beside its cells. "
        "Save it as CSV."
    )


def test_a_row_that_does_not_end():
    assert refusal(rows=HEADER + SOUND + f"<row>{'<c/>' * 120_000}</row>") == BROKEN


def test_a_text_that_does_not_end():
    assert refusal(texts=f"<si>{'<r><t>a</t></r>' * 60_000}</si>") == BROKEN


def test_a_number_format_longer_than_a_spreadsheet_takes():
    code = "0%" + "&quot;a&quot;" * 100
    styles = f"""<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>
    <cellXfs><xf/><xf numFmtId="200"/></cellXfs>"""
    assert refusal(styles=styles, rows=HEADER + SOUND + '<row><c s="1"><v>1</v></c></row>') == (
        BROKEN
    )


def test_blank_cells_count(monkeypatch):
    monkeypatch.setattr(workbooks, "LIMITS", replace(LIMITS, cells=20))
    assert refusal(rows=HEADER + SOUND + f"<row>{'<c/>' * 11}</row>") == (
        "The table has more than 20 cells; leave columns or rows out."
    )


def test_rows_that_go_back():
    """Of such rows openpyxl leaves out the second without a word."""
    rows = HEADER + row("Jilin", at=' r="3"') + row("Hebei", at=' r="2"')
    assert refusal(rows=rows) == BROKEN


def test_a_blank_cell_far_to_the_right_is_no_column():
    assert cells(rows=HEADER + SOUND + '<row><c r="XFD3"/></row>' + SOUND)["province"] == [
        "Jilin", "Jilin",
    ]  # fmt: skip


def test_one_long_text_in_many_cells():
    texts = f"<si><t>{'a b' * 10_000}</t></si>"
    rows = HEADER + (SOUND[:-6] + '<c t="s"><v>0</v></c></row>') * 1_700
    assert refusal(texts=texts, rows=rows) == (
        "The table has more than 50,000,000 characters in all; leave columns or rows out."
    )


def test_nothing_of_a_cell_is_kept_in_a_warning(recwarn):
    """Python keeps each warning's words for good, and the log of the server has them."""
    styles = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    far = '<row><c t="inlineStr"><is><t>Jilin</t></is></c><c s="1"><v>987654321</v></c></row>'
    assert cells(styles=styles, rows=HEADER + far)["indicator"] == ["#VALUE!"]
    assert not [one for one in recwarn if "987654321" in str(one.message)]
