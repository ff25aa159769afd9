"""Tests the rules for results and for what sets them beside commitments, each fault alone."""

from dataclasses import replace

import pandas as pd
import pytest
from support import small

from commitments.atlas import load
from commitments.atlas.check import rules as check
from commitments.domain.model import TARGET_COLUMNS, InvalidTable
from commitments.domain.results import RESULT_COLUMNS


@pytest.fixture(scope="module")
def codebook() -> check.Codebook:
    return small.codebook()


def table(*rows: small.Row) -> pd.DataFrame:
    return pd.DataFrame(small.numbered(rows), columns=list(RESULT_COLUMNS), dtype="str")


def words(found: object) -> list[str]:
    return [str(problem) for problem in found]


SOUND = small.result()


def test_sound_results(codebook: check.Codebook) -> None:
    rows = [
        SOUND,
        small.result("National", value="24.0"),
        small.result("Heilongjiang", "pm25_mean", "28", place="Daqing"),
        small.result(comparator="between", value="36", value_high="37", year="2024"),
        small.result(year="2026", as_of="2026-01", source="report-2026"),
    ]
    assert words(check.result_problems(table(*rows), codebook)) == []


def test_an_empty_table_is_sound(codebook: check.Codebook) -> None:
    assert check.result_problems(table(), codebook) == []


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"year": "2027", "source": "report-2026"},
            "row 2, year: 2027 is after its document's own year, 2026; a report tells what has "
            "been, check both",
        ),
        (
            {"year": "2026", "source": "report-2026"},
            "row 2, as_of: blank, but 2026 had not ended when the document was written; write the "
            "month that the value is told for, like 2025-11",
        ),
        ({"as_of": "2024-11"}, "row 2, as_of: '2024-11' is a month of another year than 2025; "
         "check both"),
        ({"as_of": "2025-13"}, "row 2, as_of: '2025-13' is not a month; write it like 2025-11"),
        ({"as_of": "2025"}, "row 2, as_of: '2025' is not a month; write it like 2025-11"),
        (
            {"comparator": ""},
            "row 2, comparator: a value without its comparator is a misquotation; add it",
        ),
        (
            {"province": "Atlantis"},
            "row 2, province: 'Atlantis' is not a province; write its English short name, "
            "or National",
        ),
        ({"place": "Daqing"}, "row 2, place: Daqing lies in Heilongjiang, not in 'Hebei'; correct "
         "one of the two"),
        ({"value": "101"}, "row 2, value: 101 is above 100 %, the most that is possible; check "
         "the figure"),
        ({"value": "-1"}, "row 2, value: -1 is below 0 %, the least that is possible; check the "
         "figure"),
        ({"base_year": "2025"}, "row 2, base_year: 2025 is not before the due year, 2025; check "
         "both"),
        ({"unit": "km2"}, "row 2, unit: km2 cannot be turned into %, the unit of "
         "forest_coverage; correct one of them"),
        ({"source": "rumour"}, "row 2, source: 'rumour' is not in codebook/sources.csv; describe "
         "the document there"),
    ],
    ids=lambda given: ",".join(given) if isinstance(given, dict) else "",
)  # fmt: skip
def test_fault(codebook: check.Codebook, cells: dict[str, str], problem: str) -> None:
    row = small.result(**{"year": "2025"} | cells, id="he-forest_coverage-2025")
    row = row | {"id": f"he-forest_coverage-{row['year']}"} if "province" not in cells else row
    assert problem in words(check.result_problems(table(row), codebook))


@pytest.mark.parametrize("column", ["value", "comparator", "year", "unit", "as_printed"])
def test_a_result_is_a_figure(codebook: check.Codebook, column: str) -> None:
    row = dict(SOUND) | {column: "", "id": "he-forest_coverage-nodate"}
    found = check.result_problems(table(row), codebook)
    assert column in {problem.column for problem in found}


def test_a_change_may_be_negative(codebook: check.Codebook) -> None:
    """Energy that a unit of output takes may have grown; a share cannot be below nothing."""
    cut = small.result("Hebei", "co2_per_gdp_cut", "-1.2", base_year="2020")
    assert words(check.result_problems(table(cut), codebook)) == []
    over = small.result("Hebei", "co2_per_gdp_cut", "101", base_year="2020")
    assert len(check.result_problems(table(over), codebook)) == 1


@pytest.mark.parametrize("column", RESULT_COLUMNS)
def test_a_column_that_is_missing(codebook: check.Codebook, column: str) -> None:
    found = check.result_problems(table(SOUND).drop(columns=column), codebook)
    expected = [] if column.endswith("_zh") else ["the column is missing"]
    assert [problem.why.partition(";")[0] for problem in found] == expected


def test_a_column_of_commitments_is_a_stranger(codebook: check.Codebook) -> None:
    found = check.result_problems(table(SOUND).assign(summary=""), codebook)
    assert words(found) == ["row 1: 'summary' is not a column of this table; remove it"]


def test_a_faulty_result_keeps_the_atlas_from_being_shown() -> None:
    with pytest.raises(InvalidTable) as refused:
        small.atlas(small.figure(), results=[small.result(value="101")])
    assert str(refused.value) == (
        "results.csv row 2, value: 101 is above 100 %, the most that is possible; check the figure"
    )


def test_an_atlas_without_results_has_none() -> None:
    atlas = small.atlas(small.figure())
    assert atlas.results.empty
    assert {"drawn", "symbol", "theme", "source_title"} <= set(atlas.results.columns)


# ---- what the atlas's own tables owe ----


def owed(codebook: check.Codebook, targets: list[small.Row], results: list[small.Row]) -> list[str]:
    made = pd.DataFrame(small.numbered(targets), columns=list(TARGET_COLUMNS), dtype="str")
    found = check.editorial_problems(made, table(*results), codebook)
    return [str(problem) for problem in found if "sources" not in str(problem.table)]


NOTED = {"note": "Preliminary.", "note_zh": "初步数据。"}


def test_two_values_of_one_thing_need_a_note_each(codebook: check.Codebook) -> None:
    told = "blank, but {} tells another figure of the same thing; say in a note how they differ"
    both = [small.result(), small.result(value="36.9")]
    assert owed(codebook, [], both) == [
        f"results.csv row 2, note: {told.format('he-forest_coverage-2025-2')}",
        f"results.csv row 3, note: {told.format('he-forest_coverage-2025-1')}",
    ]
    assert owed(codebook, [], [small.result(**NOTED), small.result(value="36.9", **NOTED)]) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"province": "Jilin"},
        {"place": "Daqing", "province": "Heilongjiang"},
        {"year": "2024"},
        {"base_year": "2020"},
        {"as_of": "2025-11"},
        {"scope": "ports"},
    ],
    ids=lambda cells: next(iter(cells)),
)
def test_values_of_other_things_need_none(codebook: check.Codebook, cells: dict[str, str]) -> None:
    assert owed(codebook, [], [small.result(), small.result(**cells)]) == []


def test_two_figures_of_one_commitment_need_a_note_each(codebook: check.Codebook) -> None:
    assert len(owed(codebook, [small.figure(), small.figure(value="37")], [])) == 2
    assert owed(codebook, [small.figure(**NOTED), small.figure(value="37", **NOTED)], []) == []
    assert owed(codebook, [small.figure(), small.figure(value="37", scope="ports")], []) == []
    assert owed(codebook, [small.figure(), small.words(indicator="forest_coverage")], []) == []


def test_a_scope_that_is_needed(codebook: check.Codebook) -> None:
    needing = codebook.indicators.assign(scope_required="yes")
    found = owed(replace(codebook, indicators=needing), [small.figure()], [small.result()])
    told = "scope: blank, but forest_coverage says too little without one; write what the figure "
    assert found == [f"row 2, {told}speaks of", f"results.csv row 2, {told}speaks of"]


def test_a_scope_is_listed_in_the_codebook(codebook: check.Codebook) -> None:
    row = small.result(scope="ports; the moon", scope_zh="港口；月球")
    assert owed(codebook, [], [row]) == [
        "results.csv row 2, scope: 'the moon' is not in codebook/scopes.csv; define it there"
    ]


def test_a_result_says_in_chinese_what_it_says_in_english(codebook: check.Codebook) -> None:
    row = dict(small.result(note="In 2020 prices.")) | {"note_zh": ""}
    assert owed(codebook, [], [row]) == [
        "results.csv row 2, note_zh: blank, but there is a note; write it in Chinese too"
    ]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"evidence": "A", "kind": "news report"}, "evidence: A is the issuer's own official text, "
         "and this is a news report; write B or C"),
        ({"issuer": "Hebei Province"}, "issuer: 'Hebei Province' is a place and issues nothing; "
         "name the body, such as its people's government"),
        ({"issuer": "Hebei"}, "issuer: 'Hebei' is a place and issues nothing; name the body, such "
         "as its people's government"),
        ({"issuer_zh": "河北省"}, "issuer_zh: '河北省' is a place and issues nothing; name the "
         "body, such as its people's government"),
    ],
    ids=lambda given: ",".join(given.values()) if isinstance(given, dict) else "",
)  # fmt: skip
def test_a_source_that_claims_too_much(
    codebook: check.Codebook, cells: dict[str, str], problem: str
) -> None:
    sources = codebook.sources.copy()
    for column, cell in cells.items():
        sources.loc["hebei-official", column] = cell
    found = check.editorial_problems(table(), table(), replace(codebook, sources=sources))
    assert words(found) == [f"codebook/sources.csv row 2, {problem}"]


def test_the_atlas_owes_nothing() -> None:
    read = load.reported(load.results_origin())
    found = check.editorial_problems(load.table(load.TARGETS), read, load.codebook_tables())
    assert words(found) == []


# ---- the codebook ----


def in_codebook(**changes: dict[str, dict[str, str]]) -> list[str]:
    return words(check.codebook_problems(small.codebook(**changes)))


def test_a_text_lies_below_the_folder_of_documents() -> None:
    for path in ("reports/hebei.txt", "a.txt"):
        assert in_codebook(sources={"tibet-plan": {"text": path}}) == []
    for path in ("../a.txt", "/a.txt", "reports/../../a.txt", "c:a.txt", "reports\\a.txt"):
        (problem,) = in_codebook(sources={"tibet-plan": {"text": path}})
        assert problem.startswith("codebook/sources.csv row 6, text: ")
        assert problem.endswith(
            "leads out of the folder of documents; write a path below it, like reports/hebei.txt"
        )


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"reported_as": "forests"}, "reported_as: 'forests' is not in codebook/indicators.csv; "
         "did you mean forest_stock?"),
        ({"reported_as": "pm25_mean"}, "reported_as: 'pm25_mean' has another unit than this "
         "indicator; results answer only in the same unit"),
        ({"series": "ports / moons"}, "series: 'ports / moons' names what is not in "
         "codebook/scopes.csv; define it there"),
        ({"scope_required": "no"}, "scope_required: 'no' is not one of yes"),
    ],
    ids=lambda given: ",".join(given.values()) if isinstance(given, dict) else "",
)  # fmt: skip
def test_fault_of_an_indicator(cells: dict[str, str], problem: str) -> None:
    assert in_codebook(indicators={"forest_coverage": cells}) == [
        f"codebook/indicators.csv row 2, {problem}"
    ]


def test_fault_of_a_scope() -> None:
    assert in_codebook(scopes={"ports": {"whole_for": "water; weather"}}) == [
        "codebook/scopes.csv row 8, whole_for: 'water; weather' does not list themes; write some "
        "of air, water, carbon, ecology, overall, divided by ;"
    ]
