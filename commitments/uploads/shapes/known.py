"""What is known when a table is understood: provinces, units, indicators under their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from commitments.atlas.cells import Codebook
from commitments.domain.model import NATION
from commitments.uploads import cities
from commitments.uploads import names as upload_names
from commitments.uploads.codebook import IndicatorNames, indicator_names
from commitments.uploads.comparators import signs_after, signs_before
from commitments.uploads.shapes.labels import FIRST_YEAR, LAST_YEAR, Reader
from commitments.uploads.units import UnitWords, plain_text

_CODE: Final = re.compile(r"[0-9]{1,5}(?:\.0)?")
_ONE: Final = r"[+-]?(?:[0-9][0-9, ]*)?\.?[0-9]+(?:[eE][+-]?[0-9]+)?\s*[%‰]?"
_NUMBER: Final = re.compile(
    rf"[<>≤≥≈~约±]{{0,2}}\s*{_ONE}\s*(?:\*+|[†‡§#]|[①-⑳]|[\[(][0-9a-z]{{1,2}}[\])]|[abcpre])?"
)
_RANGE: Final = re.compile(rf"(?!(?:19|20)[0-9]{{2}}\s*[-–—~至到]){_ONE}\s*[-–—~至到]\s*{_ONE}")
LONGEST_NUMBER: Final = 40  # characters of a number with the words around it
_YEAR: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:\.0)?\s*(?:年|年度|年末|年底)?"
    r"(?:\s*(?:\*+|[†‡]|[①-⑳]|[pre]|\([pre]\)))?"
)


@dataclass(frozen=True)
class Known:
    """The names by which a table is understood."""

    codebook: Codebook
    units: UnitWords = field(init=False)
    indicators: IndicatorNames = field(init=False)
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        made = UnitWords(self.codebook.units), indicator_names(self.codebook.indicators)
        for name, value in zip(("units", "indicators"), made, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "reader", Reader(*made))
        object.__setattr__(self, "_provinces", upload_names.provinces(self.codebook.provinces))

    def province(self, cell: str) -> str:
        """Return the province that a cell names, or the nation; blank for anything else."""
        if len(cell) > upload_names.LONGEST_AREA:
            return ""
        return upload_names.province(cell, self._provinces)  # type: ignore[attr-defined]

    def is_province(self, cell: str) -> bool:
        """Say whether a cell names a province for certain: a small number may be anything."""
        return bool(cell) and not _CODE.fullmatch(cell) and bool(self.province(cell))

    def is_area(self, cell: str) -> bool:
        """Say whether a cell names a province, the nation, a total or a region of several."""
        return self.is_named(cell) or upload_names.is_sum(cell)

    def is_named(self, cell: str) -> bool:
        """Say whether a cell names one area: a province, the nation or a city."""
        return self.is_province(cell) or bool(self.city(cell))

    def city(self, cell: str) -> str:
        """Return the Chinese name of the city that a cell names; blank where it names none."""
        found = None if _CODE.fullmatch(cell) else cities.named(cell)
        return found.name_zh if found else ""

    def home(self, city: str) -> str:
        """Return the province of a city."""
        found = cities.named(city)
        return found.province if found else ""

    def is_of(self, indicator: str, unit: str) -> bool:
        """Say whether a unit may be one of an indicator's; an unknown one may be any."""
        canonical = str(self.codebook.indicators["unit"].get(indicator, ""))
        named = self.units.named(unit) if unit else None
        if named is None or not named[0]:
            return True
        return bool(canonical) and self.codebook.units.convertible(named[0], canonical)

    def is_nation(self, cell: str) -> bool:
        """Say whether a cell names the nation."""
        return self.province(cell) == NATION


def is_number(cell: str) -> bool:
    """Say whether a cell holds one number, or a range of two, with a sign or a footnote's mark."""
    text = plain_text(cell)
    if _NUMBER.fullmatch(text):
        return True
    if len(text) > LONGEST_NUMBER or not any(map(str.isdigit, text)):
        return False
    _, bare = signs_after(signs_before(text)[1])
    return bool(_NUMBER.fullmatch(bare) or _RANGE.fullmatch(bare))


def is_blank(cell: str) -> bool:
    """Say whether a cell holds no figure: blank, or a sign for no value."""
    return not cell or upload_names.is_placeholder(cell)


def is_year(cell: str) -> bool:
    """Say whether a cell is a year from 1949 to 2060."""
    text = plain_text(cell)
    return bool(_YEAR.fullmatch(text)) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR
