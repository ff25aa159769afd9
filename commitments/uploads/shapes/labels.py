"""What a header or a title says: an indicator, its unit, a year.

`森林面积（万公顷）`, `CO2排放量_吨`, `load_MWh`, `总人口/万人`, `2023年`, `pm25_2023 (µg/m3)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from commitments.uploads import names as upload_names
from commitments.uploads import two_languages
from commitments.uploads.codebook import IndicatorNames
from commitments.uploads.units import UnitWords, plain_text

PER_CENT: Final = "%"
FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2060
LONGEST: Final = 120  # characters; a longer header is prose
WEAK_UNITS: Final = ("days", "count", "persons", "index", "ratio", "hours")  # words of names, too
_YEAR: Final = re.compile(
    r"(?<![0-9.])(19[4-9][0-9]|20[0-5][0-9]|2060)(?:\.0)?"
    r"(?![0-9]|[.][0-9]|\s*[万千亿百])(?P<behind>\s*(?:年度|年末|年底|年)?)"
)
_PART_OF_YEAR: Final = re.compile(
    r"(?:^|[\s\-_/.年])(?:q[1-4]|[1-4]q|h[12]|[0-9]{1,2}月|第?[一二三四1-4]季度?|上半年|下半年|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z0-9])",
    re.IGNORECASE,
)
_MONTH_BEHIND: Final = re.compile(r"^[-/.](?:0?[1-9]|1[0-2])(?![0-9])")
_BEFORE_YEAR: Final = frozenset(
    (
        "x",
        "y",
        "yr",
        "fy",
        "year",
        "v",
        "year of",
        "in",
        "value",
        "values",
        "target",
        "targets",
        "目标",
        "目标值",
        "规划目标",
        "规划值",
        "指标值",
        "数值",
    )
)
_BRACKETS: Final = re.compile(
    r"(?P<name>.*?)\s*[(\[【〔]\s*(?P<unit>[^()\[\]【】〔〕]+?)\s*[)\]】〕]\s*"
)
_OF_UNIT: Final = re.compile(r"^(?:单位|计量单位|units?|in)\s*[:：]?\s*", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[_/,:;\s]")
_LAST_WORDS: Final = re.compile(r"[\s_,:;-]+(?:in|of|单位)?$", re.IGNORECASE)
_FOOTNOTES: Final = re.compile(r"(?:\s*(?:\*+|[†‡§#]|[①-⑳]|\[[0-9a-z]{1,2}\]|<[0-9]>))+$")


@dataclass(frozen=True, slots=True)
class Label:
    """What a header says; blank where it does not say it."""

    name: str = ""
    unit: str = ""
    year: str = ""
    part: bool = False  # a month or a quarter, no year


class Reader:
    """Reads headers by the units and the indicators that are known."""

    def __init__(self, units: UnitWords, indicators: IndicatorNames) -> None:
        self._units = units
        self._indicators = indicators

    def read(self, header: str) -> Label:
        """Return what a header says."""
        text = plain_text(header)
        if len(text) > LONGEST:
            return Label(name=text[:LONGEST])
        text = _FOOTNOTES.sub("", text)
        text, year, part = _without_year(text)
        name, unit = self.unit_behind(text)
        return Label(_tidy(name), unit, year, part)

    def is_unit(self, text: str) -> bool:
        """Say whether a text is a unit, alone or one per another."""
        found = self._units.named(text)
        return bool((found and found[0]) or self._units.quotient(text))

    def unit_behind(self, text: str) -> tuple[str, str]:
        """Part a name from the unit behind it; a known indicator's name is left whole."""
        if self._indicators.id(text):
            noted = _BRACKETS.fullmatch(text)
            known = noted is not None and self.is_unit(noted["unit"])
            return (noted["name"], noted["unit"]) if noted and known else (text, "")
        noted = _BRACKETS.fullmatch(text)
        if noted:
            unit = _OF_UNIT.sub("", noted["unit"])
            if self.is_unit(unit):
                return noted["name"], unit
            if unit != noted["unit"]:  # it says of itself that it is one
                return noted["name"], unit
            both = [part for part in two_languages.parts(unit) or () if self.is_unit(part)]
            if both:
                return noted["name"], both[0]
            return text, PER_CENT if PER_CENT in unit else ""  # `(% of land area)`
        for found in _SEPARATORS.finditer(text):
            name, unit = text[: found.start()], text[found.end() :].replace("_", " ").strip()
            if name and self._is_strong(_OF_UNIT.sub("", unit)):
                return name, _OF_UNIT.sub("", unit)
        return text, ""

    def _is_strong(self, text: str) -> bool:
        """Say whether a text is a unit that is no word of a name: `MWh`, and not `days`."""
        found = self._units.named(text)
        if found and found[0]:
            return found[0] not in WEAK_UNITS or not text.isascii()
        return bool(self._units.quotient(text))


def _without_year(text: str) -> tuple[str, str, bool]:
    """Take the one year out of a text, and say whether it names a part of a year."""
    years = list(_YEAR.finditer(text))
    part = bool(_PART_OF_YEAR.search(text))
    if len({found[1] for found in years}) != 1:
        return text, "", part
    found = years[0]
    before, behind = text[: found.start()], text[found.end() :]
    if _MONTH_BEHIND.match(behind):
        return text, found[1], True
    left = re.sub(r"\(\s*\)|\[\s*\]", "", f"{before.rstrip(' _-/,:;')} {behind.lstrip(' _-/,:;')}")
    left = left.strip(" _-/,:;.")
    if upload_names.key(left) in map(upload_names.key, _BEFORE_YEAR):
        left = ""
    return left, found[1], part


def years_in(text: str) -> list[str]:
    """Return the different years that a text names."""
    return list(dict.fromkeys(found[1] for found in _YEAR.finditer(plain_text(text))))


def _tidy(name: str) -> str:
    return _LAST_WORDS.sub("", name).strip(" _-/,:;：，、.")
