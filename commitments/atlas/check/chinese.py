"""Rules for Chinese texts: each stands where its English one does.

They bind the atlas's own tables. A table that lacks Chinese is shown all the same, in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, header_of, passing
from commitments.atlas.check.rule_builders import Rule, at, one_of
from commitments.domain.model import IN_CHINESE, Problem, TitleBasis
from commitments.domain.results import RESULTS_IN_CHINESE

UNITS: Final = "codebook/units.csv"
HAN: Final = re.compile("[\u3400-\u9fff]")
ENGLISH_RUN: Final = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){2,}")  # three words in a row
HALF_WIDTH: Final = re.compile("(?<=[\u3400-\u9fff])[,;:?!]|[,;:?!](?=[\u3400-\u9fff])")
ADDRESS: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")  # a site that goes by its address
FIGURE: Final = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(thousand|million|billion|万|亿)?")
SCALES: Final[Mapping[str, float]] = {
    "": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9, "万": 1e4, "亿": 1e8,
}  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONTH: Final = re.compile(rf"\b({'|'.join(MONTHS)})(?= [0-9])")
PLANS: Final = {"十二五": "12", "十三五": "13", "十四五": "14", "十五五": "15", "十六五": "16"}


def figures_of(text: str) -> set[float]:
    """Read the figures in a text of either language: 1 million is 100万, the 14th plan “十四五”.

    A month before a number is one too: January 2026 is 2026年1月.
    """
    text = MONTH.sub(lambda month: str(MONTHS.index(month[1]) + 1), text)
    for plan, number in PLANS.items():
        text = text.replace(plan, number)
    return {
        round(float(number.replace(",", "")) * SCALES[scale], 6)
        for number, scale in FIGURE.findall(text)
    }


def paired(english: str, chinese: str) -> Rule:
    """Make the rule that a text and its Chinese one stand together or not at all."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        given, said = table[english] != "", table[chinese] != ""
        told = header_of(english)
        yield from at(given & ~said, chinese, "check.chinese-missing", english=told)
        yield from at(~given & said, chinese, "check.chinese-alone", english=told)

    return rule


def in_chinese(column: str) -> Rule:
    """Make the rule that what is filled in a column is Chinese, written and stopped as such."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = table[column]
        filled = cells != ""
        han = passing(cells, lambda cell: HAN.search(cell) is not None)
        foreign = passing(cells, lambda cell: ENGLISH_RUN.search(cell) is not None)
        stops = passing(cells, lambda cell: HALF_WIDTH.search(cell) is not None)
        yield from at(filled & ~han, column, "check.not-chinese", cell=cells)
        yield from at(han & foreign, column, "check.english-left", cell=cells)
        yield from at(han & stops, column, "check.half-width", cell=cells)

    return rule


def same_figures(english: str, chinese: str) -> Rule:
    """Make the rule that a text and its Chinese one name the same figures."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        texts, said = table[english], table[chinese]
        pairs = zip(texts.tolist(), said.tolist(), strict=True)
        other = [bool(a and b) and figures_of(a) != figures_of(b) for a, b in pairs]
        marks = pd.Series(other, index=table.index, dtype=bool)
        told = header_of(english)
        yield from at(marks, chinese, "check.other-figures", cell=said, english=told)

    return rule


def _publisher(sources: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    """A publisher is named in Chinese, or by the address of its site in both languages."""
    cells = sources["publisher_zh"]
    known = passing(cells, lambda cell: bool(HAN.search(cell) or ADDRESS.fullmatch(cell)))
    yield from at((cells != "") & ~known, "publisher_zh", "check.not-a-publisher", cell=cells)


def _unit(indicators: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    """A unit on Chinese maps measures the same thing as the indicator's own."""
    if "unit_zh" not in indicators:
        return
    cells, units = indicators["unit_zh"], codebook.units
    pairs = zip(indicators["unit"].tolist(), cells.tolist(), strict=True)
    fits = [units.shown_in_chinese(unit, symbol) for unit, symbol in pairs]
    other = ~pd.Series(fits, index=cells.index, dtype=bool) & (cells != "")
    wrong = other & (indicators["unit"] != "")
    yield from at(wrong, "unit_zh", "check.not-a-chinese-unit", cell=cells, file=UNITS)


UNIT_RULES: Final[tuple[Rule, ...]] = (_unit,)


def _of_texts(pairs: Mapping[str, str]) -> tuple[Rule, ...]:
    """Make the rules for texts that stand in both languages."""
    return tuple(
        rule
        for english, chinese in pairs.items()
        for rule in (paired(english, chinese), in_chinese(chinese), same_figures(english, chinese))
    )


TARGET_RULES: Final[tuple[Rule, ...]] = _of_texts(IN_CHINESE)
RESULT_RULES: Final[tuple[Rule, ...]] = _of_texts(RESULTS_IN_CHINESE)
INDICATOR_RULES: Final[tuple[Rule, ...]] = (
    in_chinese("name_zh"),
    paired("definition", "definition_zh"),
    in_chinese("definition_zh"),
    paired("unit", "unit_zh"),
)
SOURCE_RULES: Final[tuple[Rule, ...]] = (
    paired("title", "title_zh"),
    one_of("title_zh_basis", TitleBasis),
    in_chinese("title_zh"),
    paired("issuer", "issuer_zh"),
    in_chinese("issuer_zh"),
    paired("publisher", "publisher_zh"),
    _publisher,
    paired("date_basis", "date_basis_zh"),
    in_chinese("date_basis_zh"),
)
PLACE_RULES: Final[tuple[Rule, ...]] = (paired("name", "name_zh"), in_chinese("name_zh"))
