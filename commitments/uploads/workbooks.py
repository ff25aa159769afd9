"""One sheet of a workbook, opened without anything else that openpyxl would read.

openpyxl makes objects of every sheet, style, name and rule of a workbook before it gives the first
cell, and keeps whatever stands beside the cells: a file of 17 kilobytes held it for over a minute.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from commitments.domain.model import Unreadable
from commitments.language import lazy
from commitments.uploads.files import LIMITS, MEGABYTE

SMALL_PART: Final = 5 * MEGABYTE  # below it, how much a part unpacks by does not matter
MOST_BETWEEN: Final = 100_000  # elements of one row or one text: a sheet has 16 384 columns
LONGEST_FORMAT: Final = 255  # characters of a number format: a spreadsheet takes no more
YES: Final = ("1", "true")
HIDDEN: Final = ("hidden", "veryHidden")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not blank: its place (from 1), its value, how its number is shown."""

    column: int
    value: object
    number_format: str


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of cells: its name, its part of the file, and whether a reader sees it."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """A workbook of which single sheets are read; what is damaged raises as openpyxl does."""

    def __init__(self, data: bytes) -> None:
        from openpyxl.packaging.manifest import Manifest
        from openpyxl.packaging.relationship import get_dependents, get_rels_path
        from openpyxl.reader.excel import _find_workbook_part
        from openpyxl.xml.constants import ARC_CONTENT_TYPES, REL_NS, SHARED_STRINGS

        # It warns of each odd date with the cell, in words that Python keeps for good.
        warnings.filterwarnings("ignore", module="openpyxl")
        self._archive = _Parts(io.BytesIO(data))
        package = Manifest.from_tree(self._tree(ARC_CONTENT_TYPES))
        self._strings_part = package.find(SHARED_STRINGS)
        workbook = _find_workbook_part(package).PartName[1:]
        self._described = self._tree(workbook)
        rels = get_dependents(self._archive, get_rels_path(workbook)).to_dict()
        parts = set(self._archive.namelist())
        named = self._described.iter(_tag("sheet"))
        found = [(one, rels[one.get(f"{{{REL_NS}}}id")]) for one in named]
        self.tables = tuple(
            Table(str(one.get("name")), rel.target, one.get("state") in HIDDEN)
            for one, rel in found
            if rel.target in parts and "chartsheet" not in rel.Type
        )

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def rows(self, table: Table) -> Iterator[tuple[int, list[Cell], bool]]:
        """Yield the rows of a sheet: number, cells that hold something, whether it is hidden."""
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
        from openpyxl.worksheet._reader import WorkSheetParser

        properties = self._described.find(_tag("workbookPr"))
        from_1904 = properties is not None and properties.get("date1904") in YES
        with self._archive.open(table.part) as source:
            parser = WorkSheetParser(
                source,
                self._strings(),
                data_only=True,
                epoch=MAC_EPOCH if from_1904 else WINDOWS_EPOCH,
                **self._date_styles(),
            )
            seen = 0
            for row in _elements(source, _tag("row"), until=_tag("sheetData")):
                seen += len(row)
                if seen > LIMITS.cells:  # blank ones among them
                    raise Unreadable(lazy("fault.too-many-cells", most=LIMITS.cells))
                hidden = row.get("hidden") in YES
                number, cells = parser.parse_row(row)
                parser.row_dimensions.clear()  # heights, which it keeps of every row
                there = [self._cell(one) for one in cells if one["value"] is not None]
                yield number, there, hidden

    def _cell(self, cell: dict[str, Any]) -> Cell:
        formats, style = self._formats, cell["style_id"]
        shown = formats[style] if 0 <= style < len(formats) else ""
        return Cell(cell["column"], cell["value"], shown)

    def _strings(self) -> list[str]:
        """Return the texts that cells point to."""
        from openpyxl.cell.text import Text

        if self._strings_part is None:
            return []
        with self._archive.open(self._strings_part.PartName[1:]) as source:
            found = _elements(source, _tag("si"), until=_tag("sst"))
            return [Text.from_tree(one).content.replace("x005F_", "") for one in found]

    @cached_property
    def _formats(self) -> list[str]:
        """The number formats of the styles that cells point to; ValueError where one is endless."""
        from openpyxl.styles.numbers import builtin_format_code
        from openpyxl.xml.constants import ARC_STYLE

        if ARC_STYLE not in self._archive.namelist():
            return []
        styles = self._tree(ARC_STYLE)
        own = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(_tag("numFmt"))}
        used = [one.get("numFmtId", "0") for one in styles.iterfind(f"{_tag('cellXfs')}/*")]
        codes = {one: own.get(one) or builtin_format_code(int(one)) or "" for one in set(used)}
        if max(map(len, codes.values()), default=0) > LONGEST_FORMAT:
            raise ValueError(ARC_STYLE)
        return [codes[one] for one in used]

    def _date_styles(self) -> dict[str, set[int]]:
        """Return which styles show a number as a date, and which as a time that passes."""
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format

        dates = {code for code in set(self._formats) if is_date_format(code)}
        times = {code for code in set(self._formats) if is_timedelta_format(code)}
        return {
            "date_formats": {at for at, code in enumerate(self._formats) if code in dates},
            "timedelta_formats": {at for at, code in enumerate(self._formats) if code in times},
        }

    def _tree(self, part: str) -> Any:  # noqa: ANN401 (openpyxl ships no types)
        from openpyxl.xml.functions import fromstring

        return fromstring(self._archive.read(part))


class _Parts(zipfile.ZipFile):
    """A zip whose parts become trees in memory only where these stay small."""

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """Return a part as a whole; Unreadable where it describes too much."""
        content = super().read(name, pwd)
        if len(content) > SMALL_PART or content.count(b"<") > LIMITS.tags:
            raise Unreadable(lazy("fault.describes-too-much", most=LIMITS.tags))
        return content


def _tag(name: str) -> str:
    """Return a name of the vocabulary of sheets as it stands in a tree."""
    from openpyxl.xml.constants import SHEET_MAIN_NS

    return f"{{{SHEET_MAIN_NS}}}{name}"


def _elements(source: Any, tag: str, *, until: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the elements of a name, each let go after it; ValueError where one never ends."""
    from openpyxl.xml.functions import iterparse

    between = 0
    for _, element in iterparse(source):
        between += 1
        if element.tag == tag:
            yield element
            element.clear()
            between = 0
        elif element.tag == until:
            return
        elif between > MOST_BETWEEN:
            raise ValueError(tag)
