"""This module makes the empty tables that a reader fills: CSV, and XLSX with lists."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pandas as pd

from commitments import palette
from commitments.downloads import csv_bytes
from commitments.load import Atlas
from commitments.model import NATION, Better, Comparator, Theme

if TYPE_CHECKING:
    import openpyxl

COLUMNS: Final = {
    "province": "A name like Hebei, Hebei Province, 河北, 河北省, CN-HE or 130000; National.",
    "indicator": "An id or a name of the codebook, English or Chinese; or a new name of your own.",
    "comparator": "at_least, ≥, 不低于, about, 约 …; or in the cell of the value. "
    "Blank is read as reach.",
    "value": "A number: 36390, 36,390, 45%, ≥45, 约25%, 1.37亿千瓦. Blank for words alone.",
    "unit": "As the document writes it: %, km2, 万亩, 亿立方米 … Blank if the value's cell has it.",
    "year": "The year in which it falls due, four digits. Blank where no date is given.",
    "summary": "For commitments without a number: one plain sentence, at most 140 characters.",
    "place": "A city, lake or area, where it is not the whole province. New ones need lat and lon.",
    "scope": "What part it speaks of, if limited: ports, includes sea area …",
    "source": "The document, by its title.",
    "note": "A caveat that a reader must see.",
    "better": "For an indicator of your own: higher, lower or none.",
    "theme": "For an indicator of your own: air, water, carbon, ecology or overall.",
}
EXAMPLES: Final = (
    ("Hebei", "forest_coverage", "at_least", "36.5", "%", "2030"),
    ("河北省", "生态保护红线面积", "", "不低于36390平方公里", "", ""),
    ("Jilin", "wind_solar_capacity", "reach", "3000万", "千瓦", "2025"),
)
LISTED_ROWS: Final = 5_000  # in which a cell offers its list
WIDTH: Final = 18  # characters of a column
NOTES_WIDTH: Final = 110


def csv_template() -> bytes:
    """Return an empty table with the header alone, as CSV that a spreadsheet opens as UTF-8."""
    return csv_bytes(pd.DataFrame(columns=list(COLUMNS)))


def xlsx_template(atlas: Atlas) -> bytes:
    """Return an empty table whose cells offer lists, with a sheet of notes and examples."""
    import openpyxl  # only a reader who takes a template waits for it
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    table = book.active
    table.title = "Table"
    table.append(list(COLUMNS))
    table.freeze_panes = "A2"
    fill = PatternFill("solid", fgColor=palette.NOTHING_FILL.lstrip("#"))
    for place, cell in enumerate(table[1], start=1):
        cell.font, cell.fill = Font(bold=True), fill
        table.column_dimensions[get_column_letter(place)].width = WIDTH
    _notes(book)
    _lists(book, atlas)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _notes(book: openpyxl.Workbook) -> None:
    """Add the sheet that says what each column takes, with examples."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("Notes")
    sheet.append(["How to fill the table"])
    sheet.append(["province, indicator, value, unit and year are enough; other columns may go."])
    sheet.append(["Only the first sheet is read. Names in Chinese are understood as well."])
    sheet.append([])
    for name, meaning in COLUMNS.items():
        sheet.append([name, meaning])
    sheet.append([])
    sheet.append(["Examples", *list(COLUMNS)[:6]])
    for example in EXAMPLES:
        sheet.append(["", *example])
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = WIDTH
    sheet.column_dimensions["B"].width = NOTES_WIDTH
    for row in sheet.iter_rows(min_row=5, max_row=4 + len(COLUMNS)):
        row[1].alignment = Alignment(wrap_text=True, vertical="top")


def _lists(book: openpyxl.Workbook, atlas: Atlas) -> None:
    """Add the lists that cells offer; other words may still be typed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    offered: dict[str, list[str]] = {
        "province": [NATION, *sorted(map(str, atlas.provinces.index))],
        "indicator": sorted(map(str, atlas.indicators.index)),
        "comparator": [str(one) for one in Comparator],
        "unit": list(atlas.units.expressions),
        "better": [str(one) for one in Better],
        "theme": [str(one) for one in Theme],
    }
    sheet, table = book.create_sheet("Lists"), book["Table"]
    sheet.sheet_state = "hidden"
    for place, (name, words) in enumerate(offered.items(), start=1):
        column = get_column_letter(place)
        for row, word in enumerate([name, *words], start=1):
            sheet.cell(row, place, word)
        rule = DataValidation(
            type="list",
            formula1=f"Lists!${column}$2:${column}${len(words) + 1}",
            allow_blank=True,
            showErrorMessage=False,
        )
        filled = get_column_letter(list(COLUMNS).index(name) + 1)
        rule.add(f"{filled}2:{filled}{LISTED_ROWS}")
        table.add_data_validation(rule)
