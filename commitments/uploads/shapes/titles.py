"""What stands above a table, and in its sheet's and its file's name, of all its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from commitments.uploads import names as upload_names
from commitments.uploads.files import Cells
from commitments.uploads.shapes import areas, grid
from commitments.uploads.shapes.areas import Area
from commitments.uploads.shapes.known import Known
from commitments.uploads.shapes.labels import years_in

SHORTEST_NAME: Final = 4  # letters of an indicator's name that is looked for in a title
LABELLED: Final = 2  # cells of a line whose label stands in a cell of its own
_PARTS: Final = re.compile(r"\s{2,}|\t|；|;|\|")
_NUMBERED: Final = re.compile(r"(?:sheet|table|工作表|表)?\s*[0-9]{0,4}年?", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:单\s*位|units?)\s*[:：为]\s*([^\s,，;；)）]+)", re.IGNORECASE)


@dataclass
class Titles:
    """What the lines above a table say of all its figures."""

    area: Area = field(default_factory=Area)
    year: str = ""
    name: str = ""
    unit: str = ""


def read(opened: Cells, top: int, known: Known) -> Titles:
    """Read the lines above a table, then the sheet's and the file's name."""
    made = Titles()
    above = opened.rows[:top]
    lines = [text for row in above for text in row if text]
    parts = [part for line in lines for part in _PARTS.split(line) if part.strip()]
    for about, said in (*map(grid.labelled, map(str.strip, parts)), *_in_two_cells(above)):
        _take(made, about, said, known)
    for text in (*lines, opened.sheet, opened.name.rpartition(".")[0]):
        _take_from_prose(made, text, known)
    if opened.sheet and not made.name and not _is_plain(opened.sheet, known):
        label = known.reader.read(opened.sheet)
        made.name, made.unit = label.name, made.unit or label.unit
    return made


def _in_two_cells(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return the lines whose label stands in a cell of its own: `地区`, `深圳市`."""
    filled = [[text for text in row if text] for row in rows]
    return [grid.labelled(f"{row[0]}:{row[1]}") for row in filled if len(row) == LABELLED]


def _take(made: Titles, about: str, said: str, known: Known) -> None:
    """Take what a labelled line says: `指标：森林覆盖率(%)`, `时间：2023年`, `城市：深圳市`."""
    if about == "indicator":
        label = known.reader.read(said)
        made.name, made.unit = made.name or label.name, made.unit or label.unit
        made.year = made.year or label.year
    elif about == "year" and len(years_in(said)) == 1:
        made.year = made.year or years_in(said)[0]
    elif about == "unit" and known.reader.is_unit(said):
        made.unit = made.unit or said
    elif about == "province" and not made.area.city:
        found = areas.spoken_of(said, known)
        made.area = found if found.city or not made.area.province else made.area


def _take_from_prose(made: Titles, text: str, known: Known) -> None:
    """Take the year, the unit, the indicator and the area out of a title or a name."""
    years = [] if text.startswith("#") else years_in(text)
    if not made.year and len(years) == 1:
        made.year = years[0]
    stated = _UNIT.search(text)
    if stated and not made.unit and known.reader.is_unit(stated[1]):
        made.unit = stated[1]
    if not made.area.province and not upload_names.is_note(text):
        made.area = areas.spoken_of(text, known)
    if not made.name:
        made.name = _longest(known.indicators.written(), upload_names.key(text))
        label = known.reader.read(text) if made.name else None
        made.unit = made.unit or (label.unit if label else "")


def _longest(names: Iterable[str], text: str) -> str:
    """Return the longest of the known names that stands in a text; blank where none does."""
    inside = [name for name in names if len(name) >= SHORTEST_NAME and name in text]
    return max(inside, key=len, default="")


def _is_plain(sheet: str, known: Known) -> bool:
    """Say whether a sheet's name says nothing of what it holds: Sheet1, 数据, a place, a year."""
    plain = upload_names.means(sheet.strip(), "plain") or known.is_area(sheet.strip())
    return plain or _NUMBERED.fullmatch(sheet.strip()) is not None
