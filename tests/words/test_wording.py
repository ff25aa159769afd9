"""Tests the label and the sentence of a commitment, in the exact words of a reader."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import small

from commitments.domain.model import Comparator
from commitments.language import Language, say, speaking
from commitments.queries import query
from commitments.words import wording
from commitments.words.wording import Row

NAN = math.nan


def row(comparator: str = "at_least", value: float = 22, **cells: object) -> Row:
    """Return a row as a view gets it: forest cover, in percent, due 2035, unless it says so."""
    plain = {
        "comparator": comparator, "value": value, "value_high": NAN, "corrected_value": NAN,
        "drawn": value, "drawn_high": NAN, "symbol": "%", "printed_symbol": "%",
        "indicator_name": "Forest cover", "year": 2035, "year_basis": "stated", "inferred": False,
        "base_year": "", "base_value": NAN, "summary": "", "scope": "", "place": "",
        "place_name": "", "correction": "", "note": "", "section": "", "paragraph": "",
    }  # fmt: skip
    return plain | cells


RANGE = {"value_high": 25.0, "drawn_high": 25.0}
IN_WORDS = {"value": NAN, "drawn": NAN, "comparator": "", "summary": "Forests keep growing."}
IN_MU = {
    "value": 1_500_000.0, "drawn": 1000.0, "printed_symbol": "mu", "symbol": "km²",
    "indicator_name": "Farmland",
}  # fmt: skip
RED_LINE = {
    "value": 363_900.0, "drawn": 36_390.0, "corrected_value": 36_390.0, "symbol": "km²",
    "printed_symbol": "km²", "indicator_name": "Red line", "year": None, "year_basis": "none",
    "correction": "A digit too many.",
}  # fmt: skip

IN_DAQING = {"place": "Daqing", "place_name": "Daqing"}

# comparator: label, label with its unit, sentence
SAID = {
    "at_least": ("≥ 22", "≥ 22 %", "Forest cover: at least 22 %, due 2035."),
    "more_than": ("> 22", "> 22 %", "Forest cover: more than 22 %, due 2035."),
    "at_most": ("≤ 22", "≤ 22 %", "Forest cover: at most 22 %, due 2035."),
    "less_than": ("< 22", "< 22 %", "Forest cover: below 22 %, due 2035."),
    "about": ("≈ 22", "≈ 22 %", "Forest cover: about 22 %, due 2035."),
    "reach": ("22", "22 %", "Forest cover: reach 22 %, due 2035."),
    "hold": ("hold 22", "hold 22 %", "Forest cover: hold at 22 %, due 2035."),
    "between": ("22–25", "22–25 %", "Forest cover: between 22 and 25 %, due 2035."),
}


def test_every_comparator_is_tested() -> None:
    assert set(SAID) == set(Comparator)


@pytest.mark.parametrize("comparator", SAID)
def test_comparator(comparator: str) -> None:
    said = row(comparator, **RANGE if comparator == "between" else {})
    short, with_unit, sentence = SAID[comparator]
    assert wording.label(said) == short
    assert wording.label(said, unit=True) == with_unit
    assert wording.sentence(said) == sentence


def test_range_in_another_unit() -> None:
    said = row("between", **IN_MU, value_high=3_000_000.0, drawn_high=2000.0)
    assert wording.label(said, unit=True) == "1,000–2,000 km²"
    assert wording.sentence(said) == (
        "Farmland: between 1,500,000 and 3,000,000 mu (1,000–2,000 km²), due 2035."
    )


@pytest.mark.parametrize("comparator", [c for c in Comparator if c != "between"])
def test_figure_in_another_unit_says_its_comparator_once(comparator: str) -> None:
    spoken = {"reach": "reach", "hold": "hold at", "less_than": "below"}.get(
        comparator, comparator.replace("_", " ")
    )
    assert wording.sentence(row(comparator, **IN_MU)) == (
        f"Farmland: {spoken} 1,500,000 mu (1,000 km²), due 2035."
    )


def test_converted_figure_keeps_four_digits_and_a_printed_one_all() -> None:
    converted = row("at_least", **IN_MU | {"value": 69_580_000.0, "drawn": 46_386.6667})
    assert wording.label(converted, unit=True) == "≥ 46,390 km²"
    assert wording.sentence(converted).startswith("Farmland: at least 69,580,000 mu (46,390 km²)")
    assert wording.label(row("reach", 12.34567)) == "12.34567"


IN_KILOWATTS = {"value": 1.37, "drawn": 13_700.0, "indicator_name": "装机容量"}


@pytest.mark.parametrize(
    ("printed", "drawn", "sentence"),
    [
        ("亿千瓦", "万千瓦", "装机容量不低于1.37亿千瓦（2035年）。"),
        ("吉瓦", "万千瓦", "装机容量不低于1.37吉瓦（合13,700万千瓦）（2035年）。"),
        ("千瓦", "千瓦", "装机容量不低于1.37千瓦（2035年）。"),
    ],
)
def test_a_figure_is_not_told_again_in_a_power_of_ten(
    printed: str, drawn: str, sentence: str
) -> None:
    told = row("at_least", **IN_KILOWATTS, printed_symbol=printed, symbol=drawn)
    with speaking(Language.CHINESE):
        assert wording.sentence(told) == sentence


def test_unit_without_a_symbol() -> None:
    counted = row("reach", 12, symbol="", printed_symbol="", indicator_name="Zero-waste cities")
    assert wording.label(counted, unit=True) == "12"
    assert wording.sentence(counted) == "Zero-waste cities: reach 12, due 2035."


def test_words_only() -> None:
    said = row(**IN_WORDS)
    assert not wording.is_figure(said)
    assert wording.label(said) == wording.label(said, unit=True) == "words"
    assert wording.sentence(said) == "Forests keep growing, due 2035."


def test_words_only_without_a_date() -> None:
    said = row(**IN_WORDS, year=None, year_basis="none")
    assert wording.sentence(said) == "Forests keep growing, no date given."


def test_zero_is_a_figure() -> None:
    none = row("reach", 0, indicator_name="Heavily polluted days")
    assert wording.is_figure(none)
    assert wording.label(none, unit=True) == "0 %"
    assert wording.sentence(none) == "Heavily polluted days: reach 0 %, due 2035."


@pytest.mark.parametrize("basis", ["stage", "carried", "this_year", "mid_century", "horizon"])
def test_inferred_year_says_so(basis: str) -> None:
    said = row(inferred=True, year_basis=basis)
    assert wording.due(said) == "due 2035 (year inferred)"
    assert wording.sentence(said) == "Forest cover: at least 22 %, due 2035 (year inferred)."
    (caution,) = wording.cautions(said)
    assert caution == f"The year is inferred: {say(f'year-basis.{basis}')}."


def test_passed_year_is_due_and_never_met() -> None:
    assert wording.due(row(year=2020)) == "due 2020"


def test_no_date() -> None:
    assert wording.due(row(year=None)) == "no date given"
    assert wording.due(row(year=NAN)) == "no date given"


def test_corrected_figure_is_drawn_corrected_and_says_both() -> None:
    red_line = row("at_least", **RED_LINE)
    assert wording.label(red_line) == "≥ 36,390"
    assert wording.marked_label(red_line, unit=True) == "≥ 36,390 km²†"
    assert wording.sentence(red_line) == (
        "Red line: at least 36,390 km² (printed as 363,900 km²), no date given."
    )
    assert wording.cautions(red_line) == [
        "Printed 363,900 km², drawn as 36,390 km²: A digit too many."
    ]


def test_corrected_to_zero_is_still_marked() -> None:
    nought = row("reach", 5, corrected_value=0.0, drawn=0.0, correction="It was none.")
    assert wording.marked_label(nought) == "0†"
    assert wording.sentence(nought) == "Forest cover: reach 0 % (printed as 5 %), due 2035."


def test_scope_is_marked_and_said() -> None:
    ports = row("reach", 95, scope="ports")
    assert wording.marked_label(ports) == "95*"
    assert wording.sentence(ports) == "Forest cover (ports): reach 95 %, due 2035."
    assert wording.cautions(ports) == ["Its scope: ports."]


def test_corrected_figure_of_a_wider_scope_has_both_marks() -> None:
    red_line = row("at_least", **RED_LINE, scope="includes sea area")
    assert wording.marked_label(red_line) == "≥ 36,390†*"
    assert wording.sentence(red_line).startswith("Red line (includes sea area): at least 36,390")


def test_plain_figure_has_no_mark() -> None:
    assert wording.marks(row()) == ""
    assert wording.marked_label(row()) == wording.label(row())
    assert wording.cautions(row()) == []


def test_sub_provincial_place_is_said() -> None:
    assert wording.cautions(row(**IN_DAQING)) == ["It speaks of Daqing, not of the province."]


def test_note_comes_last() -> None:
    cautions = wording.cautions(row(**IN_DAQING, scope="ports", note="Mind the tide."))
    assert [caution.split()[0] for caution in cautions] == ["Its", "It", "Mind"]


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ({"base_year": "2020"}, "at least 22 %, counted from 2020, due 2035."),
        ({"base_year": "2020", "base_value": 17.5}, "at least 22 %, from 17.5 % in 2020, due"),
        ({"base_value": 17.5}, "at least 22 %, from 17.5 %, due 2035."),
        ({"base_year": "2020", "base_value": 0.0}, "at least 22 %, from 0 % in 2020, due 2035."),
    ],
)
def test_base_year_and_value(base: dict[str, object], said: str) -> None:
    assert said in wording.sentence(row(**base))


@pytest.mark.parametrize(
    ("section", "paragraph", "said"),
    [
        ("2 (1)", "25", "section 2 (1), paragraph 25"),
        ("", "25", "paragraph 25"),
        ("3", "", "section 3"),
        ("", "", ""),
    ],
)
def test_place_in_the_document(section: str, paragraph: str, said: str) -> None:
    assert wording.where(row(section=section, paragraph=paragraph)) == said


NUMBERS = (
    (0.0, "0"), (-0.0, "0"), (0.05, "0.05"), (45.80, "45.8"), (100.0, "100"), (1000.0, "1,000"),
    (36_390.0, "36,390"), (137_000_000.0, "137,000,000"), (-1234.5, "-1,234.5"),
    (0.1 + 0.2, "0.3"), (1e-9, "0.000000001"), (-1e-9, "-0.000000001"),
    (1e21, "1,000,000,000,000,000,000,000"), (9.999999999999999, "10"),
)  # fmt: skip


@pytest.mark.parametrize(("value", "written"), NUMBERS)
def test_number(value: float, written: str) -> None:
    assert wording.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(46_386.6667, "46,390"), (0.000123456, "0.0001235"), (99_999, "100,000")]
)
def test_number_of_four_digits(value: float, written: str) -> None:
    assert wording.number(value, 4) == written


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_number_is_plain_and_near_its_value(value: float) -> None:
    written = wording.number(value)
    assert re.fullmatch(r"0|-?(0|[1-9][0-9]{0,2}(,[0-9]{3})*)(\.[0-9]*[1-9])?", written)
    assert float(written.replace(",", "")) == pytest.approx(value, rel=1e-11, abs=0)


def test_rows_of_an_atlas_are_worded_as_rows_made_by_hand() -> None:
    atlas = small.atlas(
        small.figure("Jilin", "red_line_area", "hold", "3000000", "", unit="mu", scope="land"),
        small.words("Hebei", year="2035", year_basis="stage"),
        small.figure(
            "Heilongjiang",
            "pm25_mean",
            "between",
            "20",
            "2025",
            value_high="30",
            place="Daqing",
            place_name="Daqing",
        ),
    )
    land, peak, dust = query.described(atlas.targets).to_dict("records")
    assert land["full_label"] == "hold 2,000 km²*"
    assert land["sentence"] == (
        "Ecological red line, area (land): hold at 3,000,000 mu (2,000 km²), no date given."
    )
    assert peak["label"] == "words"
    assert peak["sentence"] == "Emissions peak in good order, due 2035 (year inferred)."
    assert dust["full_label"] == "20–30 µg/m³"
    assert wording.cautions(dust) == ["It speaks of Daqing, not of the province."]


# ---- Chinese ----

SAID_IN_CHINESE = {
    "at_least": "森林覆盖率不低于22%（2035年）。",
    "more_than": "森林覆盖率超过22%（2035年）。",
    "at_most": "森林覆盖率不超过22%（2035年）。",
    "less_than": "森林覆盖率低于22%（2035年）。",
    "about": "森林覆盖率约22%（2035年）。",
    "reach": "森林覆盖率达到22%（2035年）。",
    "hold": "森林覆盖率保持在22%（2035年）。",
    "between": "森林覆盖率在22至25%之间（2035年）。",
}


@pytest.mark.parametrize("comparator", Comparator)
def test_comparator_in_chinese(comparator: str) -> None:
    said = row(comparator, indicator_name="森林覆盖率", **RANGE if comparator == "between" else {})
    with speaking(Language.CHINESE):
        assert wording.sentence(said) == SAID_IN_CHINESE[comparator]


def test_words_stand_in_chinese_too() -> None:
    said = row(**IN_WORDS | {"summary": "森林持续增长。"}, **IN_DAQING | {"place_name": "大庆"})
    with speaking(Language.CHINESE):
        assert wording.label(said) == "文字"
        assert wording.sentence(said) == "森林持续增长（2035年）。"
        assert wording.entry(said) == "森林持续增长（大庆）"


def test_corrected_figure_in_chinese() -> None:
    said = row(**RED_LINE | {"indicator_name": "生态保护红线面积"}, base_year="2020")
    said |= {"symbol": "平方公里", "printed_symbol": "平方公里"}
    with speaking(Language.CHINESE):
        assert wording.sentence(said) == (
            "生态保护红线面积不低于36,390平方公里（原文作363,900平方公里），以2020年为基准年（未写明年份）。"
        )
