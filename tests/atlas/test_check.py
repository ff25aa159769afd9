"""Tests the rules: each fault alone, in the exact words a reader gets."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.atlas import cells
from commitments.atlas.check import rules as check
from commitments.atlas.units import Units
from commitments.domain.model import ENGLISH_COLUMNS, SOURCE_COLUMNS, TARGET_COLUMNS, Problem

NAMED_PROVINCES = {
    "Hebei": ("CN-HE", 189000),
    "Heilongjiang": ("CN-HL", 452000),
    "Shanxi": ("CN-SX", 157000),
    "Shaanxi": ("CN-SN", 206000),
}
FILLERS = {f"Filler {n}": (f"CN-F{chr(ord('A') + n)}", 1000) for n in range(26)} | {
    f"Spare {n}": (f"CN-Z{chr(ord('A') + n)}", 1000) for n in range(4)
}


def provinces() -> pd.DataFrame:
    rows = NAMED_PROVINCES | FILLERS
    return pd.DataFrame.from_dict(rows, orient="index", columns=["iso", "area_km2"])


def indicators() -> pd.DataFrame:
    columns = (
        "id", "name", "name_zh", "theme", "unit", "better", "additive", "lower_bound",
        "upper_bound", "bounded_by_area", "definition", "limits",
    )  # fmt: skip
    rows = (
        ("forest_coverage", "Forest cover", "森林覆盖率", "ecology", "%", "higher", "no",
         "0", "100", "", "Share of land under forest.", "10;20;40"),
        ("red_line_area", "Red line area", "生态保护红线", "ecology", "km2", "higher", "yes",
         "0", "", "yes", "Area inside the red line.", ""),
        ("pm25_mean", "PM2.5", "细颗粒物", "air", "µg/m3", "lower", "no",
         "", "", "no", "Yearly mean.", "20;30"),
        ("carbon_peak", "Carbon peak", "碳达峰", "carbon", "", "none", "no",
         "", "", "", "Year in which emissions peak.", ""),
    )  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns), dtype="str").set_index("id")


def sources() -> pd.DataFrame:
    filled = {
        "id": "hebei-opinions-2024", "title": "Opinions", "place": "Hebei",
        "kind": "translation", "issued": "2024-05-11", "published": "2024-05",
        "url": "https://example.org/a", "language": "en", "evidence": "B", "horizon": "2035",
        "text": "003.txt",
    }  # fmt: skip
    city = filled | {"id": "daqing-plan-2024", "place": "Daqing", "text": "", "issued": ""}
    rows = [{name: row.get(name, "") for name in SOURCE_COLUMNS} for row in (filled, city)]
    return pd.DataFrame(rows, dtype="str").set_index("id")


def places() -> pd.DataFrame:
    rows = [
        ("Baiyangdian", "Hebei", "38.9", "116.0", "by hand"),
        ("Daqing", "Heilongjiang", "46.583", "125.0", "GeoNames"),
    ]
    columns = ["name", "province", "lat", "lon", "source"]
    return pd.DataFrame(rows, columns=columns, dtype="str").set_index("name")


def units() -> Units:
    return Units(
        {
            "%": "percent",
            "km2": "1e6 * meter ** 2",
            "mu": "hectare / 15",
            "µg/m3": "1e-6 * gram / meter ** 3",
            "days": "day",
        }
    )


@pytest.fixture
def codebook() -> check.Codebook:
    return check.Codebook(indicators(), sources(), provinces(), places(), units())


def row(**cells: str) -> dict[str, str]:
    return {name: cells.get(name, "") for name in TARGET_COLUMNS}


FOREST = row(
    id="he-forest_coverage-2035", province="Hebei", theme="ecology", indicator="forest_coverage",
    comparator="at_least", value="36.5", unit="%", year="2035", year_basis="stated",
    as_printed="36.5%", source="hebei-opinions-2024", section="2 (1)", paragraph="12",
)  # fmt: skip
RED_LINE = row(
    id="he-red_line_area-nodate", province="Hebei", theme="ecology", indicator="red_line_area",
    comparator="at_least", value="363900", unit="km2", year_basis="none",
    as_printed="no less than 363900 square kilometers", corrected_value="36390",
    correction="A digit too many.", source="hebei-opinions-2024", paragraph="14",
)  # fmt: skip
DUST = row(
    id="hl-daqing-pm25_mean-2025", province="Heilongjiang", place="Daqing", theme="air",
    indicator="pm25_mean", comparator="between", value="20", value_high="30", unit="µg/m3",
    year="2025", year_basis="stage", base_year="2020", base_value="35", as_printed="20 to 30",
    source="daqing-plan-2024",
)  # fmt: skip
PEAK = row(
    id="cn-carbon_peak-2030", province="National", theme="carbon", indicator="carbon_peak",
    year="2030", year_basis="horizon", summary="Carbon emissions peak before 2030.",
    source="daqing-plan-2024",
)  # fmt: skip
IN_MU = row(
    id="sn-red_line_area-2035-2", province="Shaanxi", theme="ecology", indicator="red_line_area",
    comparator="hold", value="1500000", unit="mu", year="2035", year_basis="carried",
    as_printed="1.5 million mu", source="daqing-plan-2024",
)  # fmt: skip
SOUND = (FOREST, RED_LINE, DUST, PEAK, IN_MU)


def table(*rows: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(TARGET_COLUMNS), dtype="str")


def words(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def test_sound_table_has_no_problem(codebook: check.Codebook) -> None:
    assert words(check.problems(table(*SOUND), codebook)) == []


LONG = "x" * 141
CUT = "x" * 59 + "…"
THEMES = "air, water, carbon, ecology, overall"
COMPARATORS = "at_least, more_than, at_most, less_than, about, reach, hold, between"
BASES = "stated, stage, carried, this_year, mid_century, horizon, none"
DIRTY = "has spaces around it or characters that do not print; remove them"
NO_VALUE = "filled, but there is no value; clear it"
NOT_IN_SOURCES = "is not in codebook/sources.csv"
LINE = "is not a line number; write digits, counted from 1"

# name: (the row it breaks, its changed cells, the words expected after "row 2, ")
FAULTS = {
    "space_behind": (FOREST, {"section": "2 "}, f"section: '2 ' {DIRTY}"),
    "nul": (FOREST, {"note": "a\0b"}, f"note: 'a\\x00b' {DIRTY}"),
    "line_break": (FOREST, {"as_printed": "36\n%"}, f"as_printed: '36\\n%' {DIRTY}"),
    "reversed_writing": (FOREST, {"scope": "a\u202eb"}, f"scope: 'a\\u202eb' {DIRTY}"),
    "id_blank": (
        FOREST,
        {"id": ""},
        "id: blank; give the row an id of its own, like he-forest_coverage-2035",
    ),
    "id_upper_case": (
        FOREST,
        {"id": "HE-forest"},
        "id: 'HE-forest' is not of the form he-forest_coverage-2035",
    ),
    "id_long": (FOREST, {"id": LONG}, f"id: '{CUT}' is not of the form he-forest_coverage-2035"),
    "id_of_another_province": (
        FOREST,
        {"id": "hl-forest_coverage-2035"},
        "id: 'hl-forest_coverage-2035' does not fit its row; expected he-…forest_coverage-2035",
    ),
    "id_of_another_year": (
        PEAK,
        {"id": "cn-carbon_peak-nodate"},
        "id: 'cn-carbon_peak-nodate' does not fit its row; expected cn-…carbon_peak-2030",
    ),
    "id_dated_and_row_not": (
        RED_LINE,
        {"id": "he-red_line_area-2035"},
        "id: 'he-red_line_area-2035' does not fit its row; expected he-…red_line_area-nodate",
    ),
    "province_blank": (
        FOREST,
        {"province": ""},
        "province: blank; write the province's English short name, or National",
    ),
    "province_between_two": (
        FOREST,
        {"province": "Shanxii"},
        "province: 'Shanxii' is not a province; did you mean Shanxi or Shaanxi?",
    ),
    "province_in_capitals": (
        FOREST,
        {"province": "HEBEI"},
        "province: 'HEBEI' is not a province; did you mean Hebei?",
    ),
    "province_elsewhere": (
        FOREST,
        {"province": "Qx"},
        "province: 'Qx' is not a province; write its English short name, or National",
    ),
    "place_misspelt": (
        DUST,
        {"place": "Daqin"},
        "place: 'Daqin' is not in geodata/places.csv; did you mean Daqing?",
    ),
    "place_new": (
        DUST,
        {"place": "Xiong'an"},
        'place: "Xiong\'an" is not in geodata/places.csv; '
        "add it there, or leave it blank for the whole province",
    ),
    "place_in_another_province": (
        FOREST,
        {"place": "Daqing"},
        "place: Daqing lies in Heilongjiang, not in 'Hebei'; correct one of the two",
    ),
    "theme_blank": (FOREST, {"theme": ""}, f"theme: blank; write one of {THEMES}"),
    "theme_misspelt": (
        FOREST,
        {"theme": "ecolgy"},
        f"theme: 'ecolgy' is not one of {THEMES}; did you mean ecology?",
    ),
    "theme_of_another_indicator": (
        FOREST,
        {"theme": "air"},
        "theme: the codebook files forest_coverage under ecology; write that",
    ),
    "indicator_blank": (
        FOREST,
        {"indicator": ""},
        "indicator: blank; write the indicator's id, as in codebook/indicators.csv",
    ),
    "indicator_misspelt": (
        FOREST,
        {"indicator": "forest_cover"},
        "indicator: 'forest_cover' is not in codebook/indicators.csv; "
        "did you mean forest_coverage?",
    ),
    "indicator_new": (
        FOREST,
        {"indicator": "whales"},
        "indicator: 'whales' is not in codebook/indicators.csv; define it there",
    ),
    "source_blank": (
        FOREST,
        {"source": ""},
        "source: blank; write the document's id, as in codebook/sources.csv",
    ),
    "source_misspelt": (
        FOREST,
        {"source": "hebei-opinion-2024"},
        f"source: 'hebei-opinion-2024' {NOT_IN_SOURCES}; did you mean hebei-opinions-2024?",
    ),
    "source_new": (
        FOREST,
        {"source": "q", "paragraph": ""},
        f"source: 'q' {NOT_IN_SOURCES}; describe the document there",
    ),
    "paragraph_missing": (
        FOREST,
        {"paragraph": ""},
        "paragraph: blank, but the text is stored; write the line number",
    ),
    "paragraph_nought": (FOREST, {"paragraph": "0"}, f"paragraph: '0' {LINE}"),
    "paragraph_in_words": (DUST, {"paragraph": "two"}, f"paragraph: 'two' {LINE}"),
    "comparator_misspelt": (
        FOREST,
        {"comparator": "atleast"},
        f"comparator: 'atleast' is not one of {COMPARATORS}; did you mean at_least?",
    ),
    "value_with_separator": (
        FOREST,
        {"value": "36,5"},
        "value: '36,5' is not a plain number; write digits and a point",
    ),
    "value_in_powers_of_ten": (
        IN_MU,
        {"value": "1e400"},
        "value: '1e400' is not a plain number; write digits and a point",
    ),
    "value_full_width": (
        FOREST,
        {"value": "\uff13\uff16"},
        "value: '\uff13\uff16' is not a plain number; write digits and a point",
    ),
    "value_endless": (
        DUST,
        {"base_value": "9" * 400},
        f"base_value: '{'9' * 59}…' is too large to be a figure; check the digits",
    ),
    "value_without_comparator": (
        FOREST,
        {"comparator": ""},
        "comparator: a value without its comparator is a misquotation; add it",
    ),
    "value_without_unit": (
        FOREST,
        {"unit": ""},
        "unit: a value without its unit; add the unit that the document uses",
    ),
    "value_without_words": (
        FOREST,
        {"as_printed": ""},
        "as_printed: blank; give the figure as the document prints it",
    ),
    "comparator_without_value": (PEAK, {"comparator": "reach"}, f"comparator: {NO_VALUE}"),
    "quotation_without_value": (PEAK, {"as_printed": "36"}, f"as_printed: {NO_VALUE}"),
    "figure_summed_up": (
        FOREST,
        {"summary": "More forest."},
        "summary: the program words a figure itself; clear it",
    ),
    "neither_value_nor_words": (
        PEAK,
        {"summary": ""},
        "summary: neither a value nor a summary; say what is committed",
    ),
    "between_without_end": (
        DUST,
        {"value_high": ""},
        "value_high: blank, but the comparator is `between`; add the end",
    ),
    "end_without_between": (
        DUST,
        {"comparator": "reach"},
        "value_high: only `between` has an upper end; clear it",
    ),
    "range_upside_down": (
        DUST,
        {"value_high": "10"},
        "value_high: '10' is not above the value; put the lower end into value",
    ),
    "range_of_nothing": (
        DUST,
        {"value_high": "20"},
        "value_high: '20' is not above the value; put the lower end into value",
    ),
    "unit_misspelt": (
        IN_MU,
        {"unit": "km"},
        "unit: 'km' is not in codebook/units.csv; did you mean km2?",
    ),
    "unit_new": (
        FOREST,
        {"unit": "furlong"},
        "unit: 'furlong' is not in codebook/units.csv; define it there",
    ),
    "unit_of_something_else": (
        FOREST,
        {"unit": "days"},
        "unit: days cannot be turned into %, the unit of forest_coverage; correct one of them",
    ),
    "figure_of_a_worded_indicator": (
        PEAK | {"comparator": "reach", "value": "3", "as_printed": "3", "summary": ""},
        {"unit": "days"},
        "unit: the codebook gives this indicator no unit; give it one there",
    ),
    "share_below_nought": (
        FOREST,
        {"value": "-1"},
        "value: -1 is below 0 %, the least that is possible; check the figure",
    ),
    "share_above_hundred": (
        FOREST,
        {"value": "100.5"},
        "value: 100.5 is above 100 %, the most that is possible; check the figure",
    ),
    "correction_above_hundred": (
        FOREST | {"correction": "Because."},
        {"corrected_value": "365"},
        "corrected_value: 365 is above 100 %, the most that is possible; check the figure",
    ),
    "area_above_the_provinces": (
        FOREST | RED_LINE | {"corrected_value": "", "correction": ""},
        {"value": "363900"},
        "value: 363,900 km² is more than Hebei has (189,000 km²); "
        "check the figure, or give corrected_value and correction",
    ),
    "area_above_the_provinces_in_mu": (
        IN_MU,
        {"value": "315000000"},
        "value: 210,000 km² is more than Shaanxi has (206,000 km²); "
        "check the figure, or give corrected_value and correction",
    ),
    "correction_above_the_area": (
        RED_LINE,
        {"corrected_value": "189001"},
        "corrected_value: 189,001 km² is more than Hebei has (189,000 km²); "
        "check the figure, or give corrected_value and correction",
    ),
    "correction_without_reason": (
        RED_LINE,
        {"correction": ""},
        "correction: a corrected value needs its reason; add it",
    ),
    "reason_without_correction": (
        FOREST,
        {"correction": "Because."},
        "correction: a reason, but no corrected value; add it",
    ),
    "nothing_to_correct": (
        PEAK | {"correction": "Because."},
        {"corrected_value": "3"},
        "corrected_value: there is no value to correct; clear it",
    ),
    "summary_too_long": (
        PEAK,
        {"summary": LONG},
        "summary: 141 characters; shorten it to 140 at most",
    ),
    "quotation_too_long": (
        FOREST,
        {"as_printed": "x" * 61},
        "as_printed: 61 characters; shorten it to 60 at most",
    ),
    "note_too_long": (
        FOREST,
        {"note": "x" * 401},
        "note: 401 characters; shorten it to 400 at most",
    ),
    "reason_too_long": (
        RED_LINE,
        {"correction": "x" * 401},
        "correction: 401 characters; shorten it to 400 at most",
    ),
    "year_of_two_digits": (FOREST, {"year": "35"}, "year: '35' is not a year; write four digits"),
    "year_too_late": (
        FOREST | {"id": "he-forest_coverage-2101"},
        {"year": "2101"},
        "year: '2101' is after 2100; no plan reaches so far, check the document",
    ),
    "year_before_its_document": (
        FOREST | {"id": "he-forest_coverage-2023"},
        {"year": "2023"},
        "year: 2023 is before its document's own year, 2024; check both",
    ),
    "year_before_its_document_by_publication": (
        DUST | {"id": "hl-daqing-pm25_mean-2023"},
        {"year": "2023"},
        "year: 2023 is before its document's own year, 2024; check both",
    ),
    "basis_blank": (FOREST, {"year_basis": ""}, f"year_basis: blank; write one of {BASES}"),
    "basis_misspelt": (
        FOREST,
        {"year_basis": "sated"},
        f"year_basis: 'sated' is not one of {BASES}; did you mean stated or stage?",
    ),
    "basis_none_and_a_year": (
        FOREST,
        {"year_basis": "none"},
        "year_basis: `none`, but there is a year; say how it is known",
    ),
    "basis_and_no_year": (
        RED_LINE,
        {"year_basis": "stated"},
        "year_basis: the year is blank; write `none`",
    ),
    "base_year_in_words": (
        DUST,
        {"base_year": "then"},
        "base_year: 'then' is not a year; write four digits",
    ),
    "base_year_not_before": (
        DUST,
        {"base_year": "2025"},
        "base_year: 2025 is not before the due year, 2025; check both",
    ),
}


@pytest.mark.parametrize(("sound", "change", "expected"), FAULTS.values(), ids=FAULTS)
def test_fault_in_a_table(
    codebook: check.Codebook, sound: dict[str, str], change: dict[str, str], expected: str
) -> None:
    broken = table(sound | change, *(other for other in SOUND if other["id"] != sound["id"]))
    assert words(check.problems(broken, codebook)) == [f"row 2, {expected}"]


AT_THE_EDGE = {
    "share_of_nothing": FOREST | {"value": "0"},
    "share_of_all": FOREST | {"value": "100"},
    "whole_province": IN_MU | {"unit": "km2", "value": "206000"},
    "longest_quotation": FOREST | {"as_printed": "x" * 60},
    "longest_summary": PEAK | {"summary": "x" * 140},
    "longest_note": FOREST | {"note": "x" * 400},
    "last_year": FOREST | {"id": "he-forest_coverage-2100", "year": "2100"},
    "year_of_its_document": FOREST | {"id": "he-forest_coverage-2024", "year": "2024"},
    "printed_value_that_carries_its_correction": RED_LINE,
}


@pytest.mark.parametrize("sound", AT_THE_EDGE.values(), ids=AT_THE_EDGE)
def test_row_at_the_edge_is_sound(codebook: check.Codebook, sound: dict[str, str]) -> None:
    assert words(check.problems(table(sound), codebook)) == []


def test_cell_of_sixty_characters_is_shown_whole(codebook: check.Codebook) -> None:
    found = words(check.problems(table(FOREST | {"paragraph": "x" * 60}), codebook))
    assert found == [f"row 2, paragraph: '{'x' * 60}' {LINE}"]


def test_word_in_capitals_is_still_near() -> None:
    assert cells.nearest("inner mongolia", ["INNER MONGOLIA"]) == ["INNER MONGOLIA"]


def test_later_row_with_the_same_id_is_named(codebook: check.Codebook) -> None:
    found = words(check.problems(table(FOREST, PEAK, FOREST, FOREST), codebook))
    why = "'he-forest_coverage-2035' is already the id of row 2; every row needs its own"
    assert found == [f"row 4, id: {why}", f"row 5, id: {why}"]


def test_all_problems_come_at_once_in_reading_order(codebook: check.Codebook) -> None:
    found = check.problems(
        table(FOREST | {"province": "Hebai", "year": "soon"}, PEAK, DUST | {"value": "x"}), codebook
    )
    assert [(problem.row, problem.column) for problem in found] == [
        (2, "province"),
        (2, "year"),
        (4, "value"),
    ]


def test_no_problem_is_left_out_of_a_long_table(codebook: check.Codebook) -> None:
    junk = table(
        *(FOREST | {"id": f"he-forest_coverage-2035-{n}", "unit": f"q{n}"} for n in range(500))
    )
    assert len(check.problems(junk, codebook)) == 500


def test_index_of_a_table_does_not_matter(codebook: check.Codebook) -> None:
    turned = table(*SOUND, FOREST | {"id": "he-forest_coverage-2035-2", "value": "x"}).iloc[::-1]
    assert [problem.row for problem in check.problems(turned, codebook)] == [2]


def test_missing_column(codebook: check.Codebook) -> None:
    found = words(check.problems(table(*SOUND).drop(columns="year"), codebook))
    assert found == ["row 1, year: the column is missing; add it to the header, blank if unused"]


def test_doubled_column(codebook: check.Codebook) -> None:
    sound = table(*SOUND)
    found = words(check.problems(pd.concat([sound, sound["year"]], axis=1), codebook))
    assert found == ["row 1, year: the column stands 2 times; keep one"]


def test_misspelt_column(codebook: check.Codebook) -> None:
    found = words(check.problems(table(*SOUND).assign(sumary=""), codebook))
    assert found == ["row 1: 'sumary' is not a column of this table; did you mean summary?"]


def test_strange_column(codebook: check.Codebook) -> None:
    found = words(check.problems(table(*SOUND).assign(**{"@\0" + LONG: ""}), codebook))
    assert found == [f"row 1: '@\\x00{'x' * 57}…' is not a column of this table; remove it"]


def test_columns_named_by_numbers(codebook: check.Codebook) -> None:
    assert len(check.problems(pd.DataFrame([[1, 2], [3, 4]]), codebook)) == 24


def test_header_alone(codebook: check.Codebook) -> None:
    assert check.problems(pd.DataFrame(columns=list(TARGET_COLUMNS)), codebook) == []


def test_nothing_at_all(codebook: check.Codebook) -> None:
    assert len(check.problems(pd.DataFrame(), codebook)) == len(ENGLISH_COLUMNS)


def test_cells_that_are_no_text(codebook: check.Codebook) -> None:
    mixed = table(*SOUND).astype(object)
    mixed.loc[0, "value"], mixed.loc[0, "year"], mixed.loc[0, "note"] = 36.5, 2035, None
    mixed["scope"] = pd.Series([None] * len(mixed), dtype="str")
    mixed.loc[3, "summary"] = "half a character: \ud800"
    assert words(check.problems(mixed, codebook)) == []


ABSURD = ["1e400", "-", "nan", "inf", "\0", "{", "{cell}", "%s", "九", "9" * 400, "x" * 100_000]


@pytest.mark.parametrize("column", TARGET_COLUMNS)
def test_absurd_cells_never_raise(codebook: check.Codebook, column: str) -> None:
    found = check.problems(
        table(*(row_ | {column: cell} for cell in ABSURD for row_ in SOUND)), codebook
    )
    assert found
    assert max(len(str(problem)) for problem in found) < 400


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(ABSURD[:-1]),
    st.sampled_from(sorted({cell for sound in SOUND for cell in sound.values()})),
    st.from_regex(r"-?[0-9]{1,400}(\.[0-9]{0,9})?", fullmatch=True),
)


@pytest.mark.long
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(st.fixed_dictionaries(dict.fromkeys(TARGET_COLUMNS, CELLS)), max_size=4))
def test_no_table_raises(codebook: check.Codebook, rows: list[dict[str, str]]) -> None:
    for problem in check.problems(table(*rows), codebook):
        assert problem.row in range(2, len(rows) + 2)
        assert problem.column in TARGET_COLUMNS
        assert str(problem).isprintable()


def test_sound_codebook_has_no_problem(codebook: check.Codebook) -> None:
    assert words(check.codebook_problems(codebook)) == []


INDICATORS, SOURCES = "codebook/indicators.csv", "codebook/sources.csv"
PLACES, SHAPES = "geodata/places.csv", "geodata/provinces.geojson"
DATE = "is not a date; write it like 2024, 2024-05 or 2024-05-11"
URL = "is not an address; begin with https:// or leave it blank"
RISING = "is not a list of rising numbers; write them like 10;20;40"
EAST, NORTH = "write degrees between 73 and 136", "write degrees between 3 and 54"

# name: (table, column, cell, the words expected); the first row of the table is broken
CODEBOOK_FAULTS = {
    "indicator_id_blank": (
        "indicators", "id", "", "row 2, id: blank; give the indicator an id, like forest_coverage",
    ),
    "indicator_id_in_capitals": (
        "indicators", "id", "Forest", "row 2, id: 'Forest' is not of the form forest_coverage",
    ),
    "indicator_id_doubled": (
        "indicators", "id", "red_line_area",
        "row 3, id: 'red_line_area' is already the id of row 2; every row needs its own",
    ),
    "indicator_unnamed": (
        "indicators", "name", "", "row 2, name: blank; name the indicator in English",
    ),
    "indicator_unnamed_in_chinese": (
        "indicators", "name_zh", "", "row 2, name_zh: blank; name the indicator in Chinese",
    ),
    "indicator_without_theme": (
        "indicators", "theme", "", f"row 2, theme: blank; write one of {THEMES}",
    ),
    "indicator_unit_unknown": (
        "indicators", "unit", "stère",
        "row 2, unit: 'stère' is not in codebook/units.csv; define it there",
    ),
    "indicator_better_unknown": (
        "indicators", "better", "more",
        "row 2, better: 'more' is not one of higher, lower, none",
    ),
    "indicator_additive_blank": (
        "indicators", "additive", "", "row 2, additive: blank; write one of yes, no",
    ),
    "indicator_lower_bound_no_number": (
        "indicators", "lower_bound", "nil",
        "row 2, lower_bound: 'nil' is not a plain number; write digits and a point",
    ),
    "indicator_upper_bound_no_number": (
        "indicators", "upper_bound", "100%",
        "row 2, upper_bound: '100%' is not a plain number; write digits and a point",
    ),
    "indicator_bounds_upside_down": (
        "indicators", "upper_bound", "0",
        "row 2, upper_bound: '0' is not above the lower bound; check both",
    ),
    "indicator_bounded_by_whim": (
        "indicators", "bounded_by_area", "maybe",
        "row 2, bounded_by_area: 'maybe' is not one of yes, no",
    ),
    "indicator_bounded_but_no_area": (
        "indicators", "bounded_by_area", "yes",
        "row 2, unit: '%' cannot be held against a province's area; write km2",
    ),
    "indicator_undefined": (
        "indicators", "definition", "",
        "row 2, definition: blank; say in one sentence what is counted",
    ),
    "limits_in_words": ("indicators", "limits", "low;high", f"row 2, limits: 'low;high' {RISING}"),
    "limits_falling": ("indicators", "limits", "20;10", f"row 2, limits: '20;10' {RISING}"),
    "limits_alike": ("indicators", "limits", "10;10", f"row 2, limits: '10;10' {RISING}"),
    "limits_open": ("indicators", "limits", "10;", f"row 2, limits: '10;' {RISING}"),
    "source_id_blank": (
        "sources", "id", "", "row 2, id: blank; give the document an id, like hebei-opinions-2024",
    ),
    "source_id_doubled": (
        "sources", "id", "daqing-plan-2024",
        "row 3, id: 'daqing-plan-2024' is already the id of row 2; every row needs its own",
    ),
    "source_untitled": (
        "sources", "title", "", "row 2, title: blank; give the document's title in English",
    ),
    "source_place_blank": (
        "sources", "place", "",
        "row 2, place: blank; write the province or city that issued it, or National",
    ),
    "source_place_unknown": (
        "sources", "place", "Hebai",
        "row 2, place: 'Hebai' is not a province or a place of geodata/places.csv; "
        "did you mean Hebei?",
    ),
    "source_kind_unknown": (
        "sources", "kind", "rumour",
        "row 2, kind: 'rumour' is not one of official text, translation, news report",
    ),
    "source_issued_in_words": ("sources", "issued", "May", f"row 2, issued: 'May' {DATE}"),
    "source_issued_on_no_day": (
        "sources", "issued", "2024-02-30", f"row 2, issued: '2024-02-30' {DATE}",
    ),
    "source_published_in_no_month": (
        "sources", "published", "2024-13", f"row 2, published: '2024-13' {DATE}",
    ),
    "source_url_script": (
        "sources", "url", "javascript:alert(1)", f"row 2, url: 'javascript:alert(1)' {URL}",
    ),
    "source_url_with_a_quote": (
        "sources", "url", 'https://a"b', f"row 2, url: 'https://a\"b' {URL}",
    ),
    "source_language_blank": (
        "sources", "language", "", "row 2, language: blank; write the language that was read",
    ),
    "source_evidence_unknown": (
        "sources", "evidence", "D", "row 2, evidence: 'D' is not one of A, B, C",
    ),
    "source_horizon_no_year": (
        "sources", "horizon", "far", "row 2, horizon: 'far' is not a year; write four digits",
    ),
    "source_with_a_line_break": (
        "sources", "title", "a\nb", f"row 2, title: 'a\\nb' {DIRTY}",
    ),
    "indicator_with_a_line_break": (
        "indicators", "definition", "a\nb", f"row 2, definition: 'a\\nb' {DIRTY}",
    ),
    "place_with_a_space_behind": (
        "places", "source", "GeoNames ", f"row 2, source: 'GeoNames ' {DIRTY}",
    ),
    "place_unnamed": ("places", "id", "", "row 2, name: blank; name the place"),
    "place_of_no_province": (
        "places", "province", "Heilongjang",
        "row 2, province: 'Heilongjang' is not a province; did you mean Heilongjiang?",
    ),
    "place_north_in_words": (
        "places", "lat", "46 N", f"row 2, lat: '46 N' is not in China; {NORTH}",
    ),
    "place_turned_about": (
        "places", "lat", "125.0", f"row 2, lat: '125.0' is not in China; {NORTH}",
    ),
    "place_in_europe": ("places", "lon", "12.5", f"row 2, lon: '12.5' is not in China; {EAST}"),
    "province_without_area": (
        "provinces", "area_km2", "0",
        "area_km2: '0' is not the area of Hebei; give square kilometres",
    ),
    "province_code_odd": (
        "provinces", "iso", "HE", "iso: 'HE' is not the code of Hebei; write it like CN-HE",
    ),
    "province_code_doubled": (
        "provinces", "iso", "CN-HL",
        "iso: 'CN-HL' stands more than once; every province needs its own",
    ),
}  # fmt: skip
FILES = {"indicators": INDICATORS, "sources": SOURCES, "places": PLACES, "provinces": SHAPES}


def broken_codebook(codebook: check.Codebook, name: str, column: str, cell: str) -> check.Codebook:
    frame = getattr(codebook, name)
    if column == "id":
        frame = frame.rename(index={frame.index[0]: cell})
    else:
        frame = frame.astype("str")
        frame.iloc[0, frame.columns.get_loc(column)] = cell
    return replace(codebook, **{name: frame})


def after_file(file: str, expected: str) -> str:
    return f"{file} {expected}" if expected.startswith("row") else f"{file}, {expected}"


@pytest.mark.parametrize(
    ("name", "column", "cell", "expected"), CODEBOOK_FAULTS.values(), ids=CODEBOOK_FAULTS
)
def test_fault_in_the_codebook(
    codebook: check.Codebook, name: str, column: str, cell: str, expected: str
) -> None:
    found = check.codebook_problems(broken_codebook(codebook, name, column, cell))
    assert words(found) == [after_file(FILES[name], expected)]


def test_thirty_three_provinces(codebook: check.Codebook) -> None:
    fewer = replace(codebook, provinces=codebook.provinces.iloc[:-1])
    found = words(check.codebook_problems(fewer))
    assert found == [f"{SHAPES}: 33 provinces; the shapes must be 34"]


def test_province_of_two_shapes(codebook: check.Codebook) -> None:
    twice = replace(codebook, provinces=codebook.provinces.rename({"Shanxi": "Shaanxi"}))
    found = words(check.codebook_problems(twice))
    assert found == [
        f"{SHAPES}, name: 'Shaanxi' stands more than once; every province needs its own"
    ]


def test_place_listed_twice(codebook: check.Codebook) -> None:
    twice = replace(codebook, places=pd.concat([codebook.places, codebook.places.loc[["Daqing"]]]))
    found = words(check.codebook_problems(twice))
    why = "'Daqing' is already the name of row 3; every row needs its own"
    assert found == [f"{PLACES} row 4, name: {why}"]


def test_codebook_without_a_column(codebook: check.Codebook) -> None:
    narrow = replace(codebook, sources=codebook.sources.drop(columns="url"))
    why = "the column is missing; add it to the header, blank if unused"
    assert words(check.codebook_problems(narrow)) == [f"{SOURCES} row 1, url: {why}"]


def test_codebook_without_limits_is_sound(codebook: check.Codebook) -> None:
    plain = replace(codebook, indicators=codebook.indicators.drop(columns="limits"))
    assert check.codebook_problems(plain) == []


def test_dates_as_much_as_is_known(codebook: check.Codebook) -> None:
    for cell in ("", "2024", "2024-02", "2024-02-29"):
        assert check.codebook_problems(broken_codebook(codebook, "sources", "issued", cell)) == []


def test_faulty_codebook_never_stops_the_table_from_being_checked(
    codebook: check.Codebook,
) -> None:
    twice = replace(
        codebook,
        indicators=pd.concat([codebook.indicators] * 2),
        sources=pd.concat([codebook.sources.drop(columns="text")] * 2),
        provinces=pd.concat([codebook.provinces.assign(area_km2="wide")] * 2),
        places=pd.concat([codebook.places, codebook.places["lat"]], axis=1),
    )
    assert words(check.problems(table(*SOUND), twice)) == []
    assert len(check.codebook_problems(twice)) > 10


def test_empty_codebook_never_raises(codebook: check.Codebook) -> None:
    nothing = check.Codebook(*[pd.DataFrame()] * 4, units=Units({}))
    assert check.problems(table(*SOUND), nothing)
    assert check.codebook_problems(nothing)
    assert check.codebook_problems(codebook) == []
