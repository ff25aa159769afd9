"""Empty tables that a reader fills: CSV, and XLSX with lists."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NATION, Better, Comparator, Theme
from commitments.downloads.tables import csv_bytes
from commitments.figures import palette
from commitments.language import Language, current, in_either, named, say, speaking
from commitments.uploads.names import written

if TYPE_CHECKING:
    import openpyxl

COLUMNS: Final = (
    "province", "indicator", "comparator", "value", "unit", "year", "summary", "place", "scope",
    "source", "note", "better", "theme",
)  # fmt: skip
EXAMPLES: Final = {
    Language.ENGLISH: (
        ("Hebei", "forest_coverage", "at_least", "36.5", "%", "2030"),
        ("河北省", "生态保护红线面积", "", "不低于36390平方公里", "", ""),
        ("Jilin", "wind_solar_capacity", "reach", "3000万", "千瓦", "2025"),
    ),
    Language.CHINESE: (
        ("河北", "森林覆盖率", "不低于", "36.5", "%", "2030"),
        ("河北省", "生态保护红线面积", "", "不低于36390平方公里", "", ""),
        ("吉林", "风电、太阳能发电装机容量", "达到", "3000万", "千瓦", "2025"),
    ),
}
LISTED_ROWS: Final = 5_000  # in which a cell offers its list
WIDTH: Final = 18  # characters of a column
NOTES_WIDTH: Final = 110


def csv_template(language: Language) -> bytes:
    """Return an empty table with the header alone, as CSV that a spreadsheet opens as UTF-8."""
    with speaking(language):
        return csv_bytes(pd.DataFrame(columns=_headers()))


def xlsx_template(atlas: Atlas, language: Language) -> bytes:
    """Return an empty table whose cells offer lists, with a sheet of notes and examples."""
    import openpyxl  # only a reader who takes a template waits for it

    with speaking(language):
        book = openpyxl.Workbook()
        _table(book)
        _notes(book)
        _lists(book, atlas)
        packed = io.BytesIO()
        book.save(packed)
        return packed.getvalue()


def _headers() -> list[str]:
    return [named("header", name) for name in COLUMNS]


def _table(book: openpyxl.Workbook) -> None:
    """Head the sheet that is filled."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    table = book.active
    table.title = say("upload.sheet-table")
    table.append(_headers())
    table.freeze_panes = "A2"
    fill = PatternFill("solid", fgColor=palette.NOTHING_FILL.lstrip("#"))
    for place, cell in enumerate(table[1], start=1):
        cell.font, cell.fill = Font(bold=True), fill
        table.column_dimensions[get_column_letter(place)].width = WIDTH


def _notes(book: openpyxl.Workbook) -> None:
    """Add the sheet that says what each column takes, with examples."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(say("upload.sheet-notes"))
    sheet.append([say("template.title")])
    sheet.append([say("template.enough")])
    sheet.append([say("template.first-sheet")])
    sheet.append([])
    for name, header in zip(COLUMNS, _headers(), strict=True):
        sheet.append([header, say(f"meaning.{name}")])
    sheet.append([])
    sheet.append([say("template.examples"), *_headers()[:6]])
    for example in EXAMPLES[current()]:
        sheet.append(["", *example])
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = WIDTH
    sheet.column_dimensions["B"].width = NOTES_WIDTH
    for row in sheet.iter_rows(min_row=5, max_row=4 + len(COLUMNS)):
        row[1].alignment = Alignment(wrap_text=True, vertical="top")


def _offered(atlas: Atlas) -> dict[str, list[str]]:
    """Return the words that cells offer, column by column, as the reader writes them."""
    provinces = [NATION, *sorted(map(str, atlas.provinces.index))]
    indicators = atlas.indicators["name_zh"]
    symbols = atlas.units.symbols_zh
    return {
        "province": [named("province", one) for one in provinces],
        "indicator": [in_either(str(one), indicators[one]) for one in sorted(indicators.index)],
        "comparator": [written(one, family="comparator") for one in Comparator],
        "unit": [in_either(one, symbols.get(one, "")) for one in atlas.units.expressions],
        "better": [written(one, family="direction") for one in Better],
        "theme": [written(one, family="theme") for one in Theme],
    }


def _lists(book: openpyxl.Workbook, atlas: Atlas) -> None:
    """Add the lists that cells offer; other words may still be typed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    title = say("upload.sheet-lists")
    table, sheet = book[say("upload.sheet-table")], book.create_sheet(title)
    sheet.sheet_state = "hidden"
    for place, (name, words) in enumerate(_offered(atlas).items(), start=1):
        column = get_column_letter(place)
        for row, word in enumerate([named("header", name), *words], start=1):
            sheet.cell(row, place, word)
        rule = DataValidation(
            type="list",
            formula1=f"'{title}'!${column}$2:${column}${len(words) + 1}",
            allow_blank=True,
            showErrorMessage=False,
        )
        filled = get_column_letter(COLUMNS.index(name) + 1)
        rule.add(f"{filled}2:{filled}{LISTED_ROWS}")
        table.add_data_validation(rule)
