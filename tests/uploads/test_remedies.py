"""Tests every problem of a cell of a reader's table: what it tells to do is done, and helps.

The refusals of whole files are followed in `test_refusals.py`.
"""

import csv
import io
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from babel.messages import pofile
from support import real

from commitments import ROOT
from commitments.language import CATALOGUES, Language, LazyText, speaking
from commitments.uploads import opening
from commitments.uploads import pipeline as uploads
from commitments.uploads.shapes import preview
from commitments.uploads.shapes import reading as shapes
from commitments.uploads.shapes.understanding import Missing

Cells = Mapping[str, str]
ATLAS = real.atlas()
ROW = {
    "province": "Hebei", "indicator": "forest_coverage", "value": "36", "unit": "%", "year": "2030"
}  # fmt: skip
WHALES = {"indicator": "whale count", "value": "12", "unit": "pods", "better": "higher"}
ISLAND = {"place": "Kelp Isle", "lat": "38.9", "lon": "117.9"}
AREA = {"indicator": "red_line_area", "value": "36390", "unit": "km2"}
WORDS = {"indicator": "carbon_peak", "value": "", "unit": "", "summary": "Peak by then."}
LONG = "x" * 501
RULES = ("names", "figures", "dates")  # the modules by which a reader's row is judged
FOLLOWED: dict[str, tuple[Cells, Cells]] = {  # what is refused, and as the sentence says
    "upload.too-long": ({"scope": LONG}, {"scope": LONG[:200]}),
    "upload.unprintable": (
        WHALES | {"indicator": "wha\u200ble", "unit": "%"}, WHALES | {"indicator": "whale"}
    ),
    "upload.province-blank": ({"province": ""}, {"province": "Hebei"}),
    "upload.province-is-indicator": ({"province": "forest_coverage"}, {"province": "Hebei"}),
    "upload.province-near": ({"province": "Shanxii"}, {"province": "Shanxi"}),
    "upload.province-unknown": ({"province": "Atlantis"}, {"province": "National"}),
    "upload.province-is-city": (
        {"province": "Daqing"}, {"province": "Heilongjiang", "place": "Daqing"}
    ),
    "upload.place-near": (
        {"place": "Xiongann"}, {"place": "Xiong'an New Area"}
    ),
    "upload.place-unknown": ({"place": "Kelp Isle"}, ISLAND),
    "upload.not-degrees": (ISLAND | {"lat": "north"}, ISLAND),
    "upload.not-in-china": (ISLAND | {"lat": "89"}, ISLAND),
    "upload.indicator-blank": ({"indicator": ""}, {"indicator": "forest_coverage"}),
    "upload.indicator-is-province": ({"indicator": "Jilin"}, {}),
    "upload.indicator-near": (
        {"indicator": "forest_coverge"}, {"indicator": "forest_coverge", "better": "higher"}
    ),
    "upload.not-an-indicator-name": ({"indicator": "12345"}, {}),
    "upload.words-alone": (
        {"indicator": "carbon_peak"}, WHALES
    ),
    "upload.unit-near": ({"unit": "percnt"}, {"unit": "percent"}),
    "upload.unit-of-indicator": (AREA | {"unit": "footballs"}, AREA),
    "upload.unit-behind-near": ({"value": "36 percnt"}, {"value": "36 percent", "unit": ""}),
    "upload.unit-behind": ({"value": "36 footballs"}, {"value": "36", "unit": "%"}),
    "upload.two-units": ({"value": "36%", "unit": "km2"}, {"value": "36%", "unit": ""}),
    "upload.number-words-twice": (
        AREA | {"value": "3.6万", "unit": "万公顷"}, AREA | {"value": "363.9", "unit": "万公顷"}
    ),
    "upload.not-alone": ({"base_value": "≥34"}, {"base_value": "34"}),
    "upload.two-comparators": (
        {"value": "≥36", "comparator": "at_most"}, {"value": "≥36", "comparator": ""}
    ),
    "upload.not-a-sign": ({"comparator": "perhaps"}, {"comparator": "at_least"}),
    "upload.signs-at-once": ({"value": "≥≤36"}, {"value": "≥36"}),
    "upload.unknown-sign": ({"value": "perhaps 36"}, {"value": "约36"}),
    "upload.change": ({"value": "提高36%"}, {"value": "36%"}),
    "upload.no-digits": ({"value": "many"}, {"value": "", "unit": "", "summary": "Many."}),
    "upload.no-value": ({"value": "n/a"}, {"value": "", "unit": "", "summary": "More forest."}),
    "upload.not-a-number": ({"value": "inf"}, {"value": "", "unit": "", "summary": "None."}),
    "upload.figure-too-long": (
        {"value": f"36 {LONG}"}, {"value": "", "unit": "", "summary": "More forest."}
    ),
    "upload.spreadsheet-error": ({"value": "#REF!"}, {"value": "36"}),
    "upload.decimal-comma": ({"value": "36,5"}, {"value": "36.5"}),
    "upload.year-and-figure": ({"value": "2030年达到36%"}, {"value": "36%", "year": "2030"}),
    "upload.range-of-two-units": (
        AREA | {"value": "20亩-25公顷", "unit": ""}, AREA | {"value": "20-25公顷", "unit": ""}
    ),
    "upload.two-separators": (AREA | {"value": "1.234.567"}, AREA | {"value": "1234.5"}),
    "upload.two-numbers": ({"value": "36 (2020: 34)"}, {"value": "36"}),
    "upload.too-large": (WHALES | {"value": "1e40"}, WHALES | {"value": "1e4"}),
    "upload.too-small": (WHALES | {"value": "1e-40"}, WHALES | {"value": "1e-4"}),
    "upload.year-too-early": ({"year": "1030"}, {"year": "2030"}),
    "upload.year-is-a-date": ({"year": "2030-12-31"}, {"year": "2030"}),
    "upload.two-years": ({"year": "2025-2030"}, {"year": "2030"}),
    "upload.not-a-year": ({"year": "soon"}, {"year": ""}),
    "check.one-of.near": ({"year_basis": "statd"}, {"year_basis": "stated"}),
    "check.one-of.other": (WHALES | {"theme": "sea"}, WHALES | {"theme": "water"}),
    "check.unprintable": ({"scope": "po\u200brts"}, {"scope": "ports"}),
    "check.id-of-another-row": (
        {"id": "jl-forest_coverage-2031"}, {"id": "he-forest_coverage-2030"}
    ),
    "check.place-elsewhere": (
        {"place": "Daqing"}, {"place": "Daqing", "province": "Heilongjiang"}
    ),
    "check.filled-without-value": (WORDS | {"unit": "%"}, WORDS),
    "check.range-without-end": (
        {"comparator": "between"}, {"comparator": "between", "value_high": "40"}
    ),
    "check.end-without-range": ({"comparator": "at_least", "value_high": "40"}, {}),
    "check.nothing-to-correct": (WORDS | {"corrected_value": "4", "correction": "A slip."}, WORDS),
    "check.too-long": ({"as_printed": LONG}, {"as_printed": LONG[:60]}),
    "check.year-before-document": (
        {"source": "hebei-opinions-2024", "year": "2020"},
        {"source": "hebei-opinions-2024", "year": "2030"},
    ),
    "check.year-without-basis": ({"year_basis": "none"}, {"year_basis": "stated"}),
    "check.basis-without-year": (
        {"year": "", "year_basis": "stated"}, {"year": "", "year_basis": "none"}
    ),
    "check.nothing-said": ({"value": "", "unit": ""}, {"value": "", "unit": "", "summary": "x"}),
    "check.unit-missing": ({"unit": ""}, {"unit": "%"}),
    "check.range-upside-down": ({"value": "45-36"}, {"value": "36-45"}),
    "check.other-unit": ({"unit": "km2"}, {"unit": "%"}),
    "check.above-bound": ({"value": "120"}, {"value": "20"}),
    "check.below-bound": ({"value": "-1"}, {"value": "1"}),
    "check.larger-than-province": (AREA | {"value": "900000"}, AREA),
    "check.correction-missing": (
        {"corrected_value": "36.5"}, {"corrected_value": "36.5", "correction": "A slip."}
    ),
    "check.corrected-value-missing": (
        {"correction": "A slip."}, {"corrected_value": "36.5", "correction": "A slip."}
    ),
    "check.year-too-late": ({"year": "2999"}, {"year": "2030"}),
    "check.base-not-before-due": (
        {"base_year": "2031", "base_value": "30"}, {"base_year": "2021", "base_value": "30"}
    ),
}  # fmt: skip
HEADER = ",".join(ROW)
SOUND = f"{HEADER}\n{','.join(ROW.values())}"
DATED = "he-forest_coverage-2033,Hebei,forest_coverage,36,%,2033"
MANY = f"{HEADER},better,theme\n" + "\n".join(
    f"Hebei,Whales of {n:03} seas,12,%,2030,higher,water" for n in range(201)
)
SLIPS = [f"forest_coverage_{n:02}" for n in range(100)]
BY_TABLE: dict[str, tuple[str, str]] = {  # what takes more than one row, or fewer cells, to see
    "upload.more-cells": (f"{SOUND},more", SOUND),
    "upload.fewer-cells": (f"{HEADER}\nHebei,forest_coverage,36,%", SOUND),
    "upload.lone-comma": (
        f'{SOUND}\nHebei,forest_coverage,"36,75",%,2031\nHebei,forest_coverage,"1,234",%,2032',
        f"{SOUND}\nHebei,forest_coverage,36.75,%,2031\nHebei,forest_coverage,1.234,%,2032",
    ),
    "upload.many-indicators": (MANY, MANY.rpartition("\n")[0]),
    "upload.indicator-unknown": (
        f"{HEADER},better\n"
        + "\n".join(f"Hebei,{slip},36,%,2030," for slip in [*SLIPS, "whales abroad"]),
        f"{HEADER},better\n"
        + "\n".join(f"Hebei,{slip},36,%,2030,none" for slip in [*SLIPS, "whales abroad"]),
    ),
    "upload.unit-unknown": (
        f"{HEADER}\nHebei,12345,36,footballs,2030", SOUND
    ),
    "check.not-unique": (
        f"id,{HEADER}\n{DATED}\n{DATED}", f"id,{HEADER}\n{DATED}"
    ),
}  # fmt: skip
OF_NO_PROBLEM = {  # words of the pages, files and notices that refuse nothing
    *("your-table", "problems", "beyond", "column-at", "between", "sheet-table", "sheet-notes"),
    *("sheet-lists", "own-title", "own-issuer", "edition-alone", "edition-beside", "only-sheet"),
    *("csv-with-commas", "csv-with-semicolons", "csv-with-tabs", "renamed", "theme-inferred"),
    *("direction-none", "a-range", "version-alone", "version-beside", "plain-numbers"),
    *("one-of-sheets", "all-sheets"),
}
NEVER_MET = {  # filled in, taken over or refused before the rules see a reader's row
    *("check.id-blank", "check.not-an-id", "check.other-theme", "check.paragraph-missing"),
    *("check.not-a-line-number", "check.comparator-missing", "check.as-printed-missing"),
    *("check.too-large", "check.summary-of-a-figure", "check.indicator-without-unit"),
    *("check.not-a-number", "check.not-a-year"),
    *("check.province", "check.place", "check.indicator", "check.source"),
}
ASKED: dict[Missing, tuple[str, str]] = {  # what is open, and the table that says it
    Missing.INDICATOR: (
        "地区,2021年\n河北省,35.3", "指标：森林覆盖率(%)\n地区,2021年\n河北省,35.3"
    ),
    Missing.UNIT: (
        "地区,年份,竹林\n河北省,2021,35.3", "单位：万亩\n地区,年份,竹林\n河北省,2021,35.3"
    ),
    Missing.YEAR: (
        "地区,森林覆盖率(%)\n河北省,35.3", "地区,年份,森林覆盖率(%)\n河北省,2021,35.3"
    ),
    Missing.NEAR: (
        "地区,年份,pm25 (µg/m3)\n河北省,2021,35.3", "地区,年份,pm25_mean (µg/m3)\n河北省,2021,35.3"
    ),
    Missing.SHARES: (
        "地区,年份,森林覆盖率\n河北省,2021,0.35\n湖南省,2021,0.59",
        "地区,年份,森林覆盖率\n河北省,2021,35%\n湖南省,2021,59%",
    ),
}  # fmt: skip


def table(cells: Cells) -> str:
    row = {**ROW, **cells}
    written = io.StringIO()
    csv.writer(written).writerows([row, row.values()])
    return written.getvalue()


def found(text: str) -> set[str]:
    """Return the keys of the problems of a table, each told in both languages."""
    problems = uploads.judged(uploads.read(text.encode(), "t.csv"), ATLAS).problems
    for language in Language:
        with speaking(language):
            assert all(problem.why for problem in problems)
    return {str(one.message.key) for one in problems if isinstance(one.message, LazyText)}


def texts(subject: str) -> dict[str, str]:
    """Return the first English text of each key of a catalogue."""
    texts: dict[Any, Any]  # a text, or its forms
    with (CATALOGUES / Language.ENGLISH / f"{subject}.po").open("rb") as read:
        texts = {one.id: one.string for one in pofile.read_po(read) if one.id}
    pairs = (
        (key, text) if isinstance(key, str) else (key[0], text[0]) for key, text in texts.items()
    )
    return {str(key): str(text) for key, text in pairs}


def test_every_sentence_that_refuses_a_cell_is_followed() -> None:
    """A notice is a sentence with its stop; whatever is neither that nor a name is a refusal."""
    said = {key: text for key, text in texts("upload").items() if key.startswith("upload.")}
    refusing = {key for key, text in said.items() if not text.endswith(".")}
    refusing -= {f"upload.{name}" for name in OF_NO_PROBLEM}
    assert refusing - {*FOLLOWED, *BY_TABLE} == set()


def test_every_rule_that_a_reader_s_row_meets_is_followed() -> None:
    folder = ROOT / "commitments" / "atlas" / "check"
    rules = "".join(folder.joinpath(f"{name}.py").read_text("utf-8") for name in RULES)
    keys = set(re.findall(r'"(check\.[a-z-]+)"', rules))
    assert keys - {*FOLLOWED, *BY_TABLE} == NEVER_MET


@pytest.mark.long
def test_a_remedy_of_a_cell_that_is_followed_literally_helps() -> None:
    for key, (refused, followed) in FOLLOWED.items():
        assert found(table(refused)) == {key}
        assert (key, found(table(followed))) == (key, set())


@pytest.mark.long
def test_a_remedy_of_a_table_that_is_followed_literally_helps() -> None:
    for key, (refused, followed) in BY_TABLE.items():
        assert key in found(refused)
        assert (key, found(followed)) == (key, set())


@pytest.mark.parametrize("missing", Missing)
def test_a_question_is_answered_in_the_table_as_it_says(missing: Missing) -> None:
    def understood(text: str) -> shapes.Reading:
        data = text.encode()
        opened = opening.opened(data, "t.csv")
        return shapes.begun(opened, ATLAS, partial(opening.further, data))

    asked, said = ASKED[missing]
    assert missing in understood(asked).open.missing
    assert preview.questions(understood(asked))
    assert understood(said).open.missing == ()
