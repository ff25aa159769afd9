"""Tests the answers: what reports say of a commitment, each rule by an example worked by hand."""

from collections.abc import Sequence

import pandas as pd
import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.results import AnswerKind, Obstacle
from commitments.language import Language
from commitments.queries import answers

DUE = {"year": "2025"}


def asked(target: small.Row, *results: small.Row) -> answers.Answer:
    """Answer for one commitment beside some results; results are numbered in their order."""
    atlas = small.atlas(target, results=results)
    return answers.answer(atlas, atlas.targets["id"].iloc[0])


def kinds(target: small.Row, *results: small.Row) -> tuple[AnswerKind, Obstacle | None]:
    found = asked(target, *results)
    return found.kind, found.obstacle


def named(found: answers.Answer) -> list[str]:
    """Name the results of an answer by their number in the example."""
    return [name.rpartition("-")[2] for name in found.results]


# ---- the eight answers, the first that fits ----


def test_in_words() -> None:
    assert asked(small.words(year="2025"), small.result()) == answers.Answer(AnswerKind.WORDS)


def test_no_due_year() -> None:
    found = asked(
        small.figure(year=""), small.result(year="2023"), small.result(year="2025"), small.result()
    )
    assert (found.kind, named(found), found.difference) == (AnswerKind.UNDATED, ["2"], None)
    assert asked(small.figure(year="")) == answers.Answer(AnswerKind.UNDATED)


@pytest.mark.parametrize("year", ["2026", "2035"])
def test_not_yet_due(year: str) -> None:
    """The year of the data counts: small atlases are of 2026."""
    found = asked(small.figure(year=year), small.result(year="2023"), small.result(value="35.2"))
    assert (found.kind, named(found)) == (AnswerKind.AHEAD, ["2"])
    assert found.difference == pytest.approx(-1.3)
    assert asked(small.figure(year=year)) == answers.Answer(AnswerKind.AHEAD)


def test_a_value_of_the_running_year_does_not_answer_early() -> None:
    told = small.result(year="2026", as_of="2026-01", source="report-2026", value="40")
    found = asked(small.figure(year="2026"), told)
    assert (found.kind, named(found), found.difference) == (AnswerKind.AHEAD, ["1"], None)


def test_a_bound_tells_no_distance() -> None:
    found = asked(small.figure(year="2035"), small.result(comparator="more_than"))
    assert (found.kind, found.difference) == (AnswerKind.AHEAD, None)


def test_no_result() -> None:
    assert asked(small.figure(**DUE)) == answers.Answer(AnswerKind.NO_RESULT)
    found = asked(small.figure(**DUE), small.result(year="2023"), small.result(year="2024"))
    assert (found.kind, named(found), found.difference) == (AnswerKind.NO_RESULT, ["2"], None)


def test_a_later_value_is_not_told_for_a_year_that_has_passed() -> None:
    target = small.figure(year="2024", source="tibet-plan")
    assert asked(target, small.result(year="2025")) == answers.Answer(AnswerKind.NO_RESULT)


def test_a_value_of_a_part_of_the_year_never_answers() -> None:
    part = small.result(as_of="2025-11", value="99")
    found = asked(small.figure(**DUE), part, small.result(year="2024"))
    assert (found.kind, named(found)) == (AnswerKind.NO_RESULT, ["1"])
    assert asked(small.figure(**DUE), part, small.result()).kind == AnswerKind.REACHED


def test_reached_and_not_reached() -> None:
    found = asked(small.figure(**DUE), small.result(value="36.7"))
    assert (found.kind, found.difference) == (AnswerKind.REACHED, pytest.approx(0.2))
    found = asked(small.figure(**DUE), small.result(value="36.4"))
    assert (found.kind, found.difference) == (AnswerKind.MISSED, pytest.approx(-0.1))


@pytest.mark.parametrize(
    ("comparator", "value", "better", "kind"),
    [
        ("at_most", "38", "36.1", AnswerKind.REACHED),
        ("at_most", "36", "38.4", AnswerKind.MISSED),
        ("less_than", "38", "38", AnswerKind.MISSED),
        ("reach", "36", "36", AnswerKind.REACHED),
        ("reach", "36", "30", AnswerKind.REACHED),
        ("reach", "36", "37", AnswerKind.MISSED),
        ("about", "36", "37", AnswerKind.REACHED),
        ("hold", "36", "37.5", AnswerKind.MISSED),
    ],
)
def test_a_mean_that_should_fall(comparator: str, value: str, better: str, kind: str) -> None:
    target = small.figure("Hebei", "pm25_mean", comparator, value, "2025")
    assert asked(target, small.result("Hebei", "pm25_mean", better)).kind == kind


def test_values_are_compared_in_the_unit_of_the_indicator() -> None:
    target = small.figure(
        "Hebei", "wind_solar_capacity", "at_least", "137000000", "2025", unit="kW"
    )
    assert asked(target, small.result("Hebei", "wind_solar_capacity", "137")).difference == 0
    found = asked(target, small.result("Hebei", "wind_solar_capacity", "136.5"))
    assert (found.kind, found.difference) == (AnswerKind.MISSED, pytest.approx(-0.5))


def test_what_is_corrected_is_compared_as_corrected() -> None:
    target = small.figure(
        "Hebei", "red_line_area", "at_least", "363900", "2025",
        corrected_value="36390", correction="A digit too many.",
    )  # fmt: skip
    assert asked(target, small.result("Hebei", "red_line_area", "36400")).kind == AnswerKind.REACHED


# ---- whose results ----


def test_results_are_of_the_same_province_place_and_indicator() -> None:
    target = small.figure("Heilongjiang", "pm25_mean", "at_most", "30", "2025", place="Daqing")
    other = [
        small.result("Heilongjiang", "pm25_mean", "28"),
        small.result("Hebei", "pm25_mean", "28"),
        small.result("Heilongjiang", "forest_coverage", "28"),
    ]
    assert asked(target, *other) == answers.Answer(AnswerKind.NO_RESULT)
    own = small.result("Heilongjiang", "pm25_mean", "28", place="Daqing")
    assert asked(target, *other, own).kind == AnswerKind.REACHED


def test_a_cap_is_answered_by_what_was_used() -> None:
    target = small.figure("Hebei", "water_use_cap", "at_most", "18000", "2025")
    assert asked(target, small.result("Hebei", "water_use", "17900")).kind == AnswerKind.REACHED


# ---- the same measure ----


def air(scope: str = "", **cells: str) -> small.Row:
    return small.figure("Hebei", "good_air_days", "at_least", "80", "2025", scope=scope, **cells)


def air_told(scope: str = "", value: str = "81", **cells: str) -> small.Row:
    return small.result("Hebei", "good_air_days", value, scope=scope, **cells)


@pytest.mark.parametrize(
    ("promised", "reported", "obstacle"),
    [
        ("", "", None),
        ("", "cities at prefecture level", None),  # they mean the whole province in air
        ("cities at prefecture level", "", None),
        ("sand storms left out", "sand storms left out", None),
        ("sand storms left out; cities at prefecture level", "sand storms left out", None),
        ("ports; cities", "cities; ports", None),
        ("sand storms left out", "sand storms included", Obstacle.SERIES),
        ("sand storms left out", "", Obstacle.SERIES),
        ("", "sand storms included", Obstacle.SERIES),
        ("cities at prefecture level", "cities", Obstacle.SERIES),
        ("", "cities", Obstacle.SERIES),
        ("ports", "", Obstacle.PART),
        ("", "ports", Obstacle.PART),
        ("ports", "cities at prefecture level", Obstacle.PART),
    ],
)
def test_scopes(promised: str, reported: str, obstacle: Obstacle | None) -> None:
    expected = (AnswerKind.NOT_COMPARABLE if obstacle else AnswerKind.REACHED, obstacle)
    assert kinds(air(promised), air_told(reported)) == expected


def test_an_earlier_value_of_another_measure_is_not_told() -> None:
    assert asked(air(), air_told("ports", year="2024")) == answers.Answer(AnswerKind.NO_RESULT)
    later = small.figure("Hebei", "good_air_days", "at_least", "80", "2035")
    assert asked(later, air_told("ports")) == answers.Answer(AnswerKind.AHEAD)


def forest(scope: str = "", source: str = "tibet-plan", **cells: str) -> small.Row:
    plain = {"scope": scope, "source": source, "unit": "million m3"}
    return small.figure("Hebei", "forest_stock", "at_least", "100", "2025", **plain | cells)


def forest_told(scope: str = "", year: str = "2025", value: str = "101") -> small.Row:
    return small.result("Hebei", "forest_stock", value, year, scope=scope, unit="million m3")


OLD, NEW = "old forest survey", "new forest survey"
OF_2021, OF_2022, OF_2023 = "report-2021", "report-2022", "tibet-plan"


@pytest.mark.parametrize(
    ("target", "told", "kind", "presumed"),
    [
        (forest(source=OF_2023), forest_told(), AnswerKind.REACHED, True),  # both new
        (forest(source=OF_2022), forest_told(), AnswerKind.NOT_COMPARABLE, True),
        (forest(source=OF_2021), forest_told(), AnswerKind.NOT_COMPARABLE, True),
        (forest(source=OF_2021), forest_told(OLD), AnswerKind.REACHED, True),
        (forest(NEW, OF_2021), forest_told(), AnswerKind.REACHED, True),
        (forest(NEW, OF_2021), forest_told(NEW), AnswerKind.REACHED, False),
        (forest(OLD, OF_2023), forest_told(NEW), AnswerKind.NOT_COMPARABLE, False),
        (forest(OLD, OF_2023), forest_told(), AnswerKind.NOT_COMPARABLE, True),
        (forest(source="undated-notice"), forest_told(), AnswerKind.NOT_COMPARABLE, True),
    ],
)
def test_forest_surveys(
    target: small.Row, told: small.Row, kind: AnswerKind, presumed: bool
) -> None:
    found = asked(target, told)
    assert (found.kind, found.presumed) == (kind, presumed)
    assert found.obstacle == (Obstacle.SURVEY if kind == AnswerKind.NOT_COMPARABLE else None)


@pytest.mark.parametrize(("year", "told"), [("2021", True), ("2022", False)])
def test_a_value_rests_on_the_old_survey_up_to_2021(year: str, told: bool) -> None:
    found = asked(forest(source=OF_2022), forest_told(year=year))
    assert found.kind == AnswerKind.NO_RESULT
    assert bool(found.results) is told


def cut(year: str = "2025", **cells: str) -> small.Row:
    return small.figure("Hebei", "co2_per_gdp_cut", "at_least", "18", year, **cells)


def cut_told(year: str = "2025", **cells: str) -> small.Row:
    return small.result("Hebei", "co2_per_gdp_cut", "18.5", year, **cells)


@pytest.mark.parametrize(
    ("promised", "reported", "obstacle"),
    [
        ("2020", "2020", None),
        ("2020", "2015", Obstacle.BASE),
        ("2020", "", None),
        ("", "2020", None),
        ("", "", None),
    ],
)
def test_base_years_of_cuts(promised: str, reported: str, obstacle: Obstacle | None) -> None:
    expected = (AnswerKind.NOT_COMPARABLE if obstacle else AnswerKind.REACHED, obstacle)
    assert kinds(cut(base_year=promised), cut_told(base_year=reported)) == expected


@pytest.mark.parametrize(
    ("promised", "reported", "told"),
    [("2020", "2020", True), ("2020", "", False), ("", "", False), ("2020", "2015", False)],
)
def test_a_cut_of_another_year_is_told_only_from_the_same_base(
    promised: str, reported: str, told: bool
) -> None:
    """A cut grows from its base year on: another one says nothing of the way."""
    found = asked(cut("2030", base_year=promised), cut_told(base_year=reported))
    assert (found.kind, bool(found.results)) == (AnswerKind.AHEAD, told)


@pytest.mark.parametrize(
    ("comparator", "value", "kind", "obstacle"),
    [
        ("more_than", "36.5", AnswerKind.REACHED, None),
        ("more_than", "36", AnswerKind.NOT_COMPARABLE, Obstacle.BOUND),
        ("at_most", "37", AnswerKind.NOT_COMPARABLE, Obstacle.BOUND),
        ("less_than", "36.5", AnswerKind.MISSED, None),
    ],
)
def test_a_report_that_gives_only_a_bound(
    comparator: str, value: str, kind: AnswerKind, obstacle: Obstacle | None
) -> None:
    told = small.result(value=value, comparator=comparator)
    assert kinds(small.figure(**DUE), told) == (kind, obstacle)


def test_a_bound_that_reaches_does_not_tell_by_how_much() -> None:
    found = asked(small.figure(**DUE), small.result(value="40", comparator="more_than"))
    assert (found.kind, found.difference) == (AnswerKind.REACHED, None)
    found = asked(small.figure(**DUE), small.result(value="36", comparator="at_most"))
    assert (found.kind, found.difference) == (AnswerKind.MISSED, -0.5)  # or more, the words say


# ---- several reports ----

REPORTED = {"A": "report-2026", "B": "bulletin-2026", "C": "press-2026"}


def told(value: str, grade: str, **cells: str) -> small.Row:
    return small.result(value=value, source=REPORTED[grade], **cells)


def test_reports_that_give_different_answers() -> None:
    found = asked(small.figure(**DUE), told("36.4", "C"), told("36.7", "A"))
    assert (found.kind, named(found)) == (AnswerKind.DIFFER, ["2", "1"])
    assert found.difference == pytest.approx(0.2)  # of the one that is drawn


def test_reports_that_give_the_same_answer_by_different_values() -> None:
    found = asked(small.figure(**DUE), told("36.9", "C"), told("36.7", "B"))
    assert (found.kind, named(found)) == (AnswerKind.REACHED, ["2", "1"])


def test_the_later_document_is_drawn_of_the_same_evidence() -> None:
    early, late = (
        {"source": "report-2025", "year": "2024"},
        {"source": "report-2026", "year": "2024"},
    )
    target = small.figure(year="2024", source="tibet-plan")
    found = asked(target, small.result(value="37", **early), small.result(value="38", **late))
    assert named(found) == ["2", "1"]


def test_a_report_that_can_be_compared_answers_beside_others_that_cannot() -> None:
    target = small.figure(**DUE)
    found = asked(target, told("30", "A", scope="ports"), told("36.7", "C"))
    assert (found.kind, named(found)) == (AnswerKind.REACHED, ["2"])
    found = asked(target, told("36", "A", comparator="more_than"), told("36.4", "C"))
    assert (found.kind, named(found)) == (AnswerKind.MISSED, ["2"])


def test_the_nearest_reason_is_told_where_no_report_can_be_compared() -> None:
    bound = told("36", "C", comparator="more_than")
    found = asked(small.figure(**DUE), told("30", "A", scope="ports"), bound)
    assert (found.kind, found.obstacle, named(found)) == (
        AnswerKind.NOT_COMPARABLE,
        Obstacle.BOUND,
        ["2"],
    )


# ---- the frame that every view reads ----


def example() -> Atlas:
    return small.atlas(
        small.figure(**DUE),
        small.figure(year="2035"),
        small.figure(year=""),
        small.words(),
        small.figure("Jilin", **DUE),
        air("sand storms left out"),
        results=[small.result(), small.result(value="36.4", source="press-2026"), air_told()],
    )


def test_frame() -> None:
    atlas = example()
    frame = answers.answers(atlas)
    assert frame.index.equals(atlas.targets.index)
    assert frame["answer"].tolist() == [
        "reports differ", "not yet due", "no due year", "in words", "no result found",
        "cannot be compared",
    ]  # fmt: skip
    first = "he-forest_coverage-2025-1"
    assert frame["result"].tolist() == [first, first, first, "", "", "he-good_air_days-2025-3"]
    assert frame["results"].iloc[0] == (first, "he-forest_coverage-2025-2")
    assert frame["reported"].iloc[:3].tolist() == [36.7, 36.7, 36.7]
    assert frame["reported_year"].iloc[0] == 2025
    assert frame["difference"].round(6).fillna(-1).tolist() == [0.2, 0.2, -1, -1, -1, -1]
    assert frame["obstacle"].tolist() == ["", "", "", "", "", "series"]
    assert answers.answers(atlas) is frame


def test_the_eight_answers_add_up() -> None:
    atlas = example()
    counts = answers.counted(atlas, atlas.targets)
    assert list(counts) == list(AnswerKind)
    assert sum(counts.values()) == len(atlas.targets)
    assert answers.counted(atlas, atlas.targets.iloc[:2]) == dict.fromkeys(AnswerKind, 0) | {
        AnswerKind.DIFFER: 1,
        AnswerKind.AHEAD: 1,
    }


def test_an_atlas_without_results_answers_too() -> None:
    atlas = small.atlas(small.figure(**DUE), small.words())
    assert answers.answers(atlas)["answer"].tolist() == ["no result found", "in words"]


def test_both_languages_answer_alike() -> None:
    english = example()
    chinese = translated(english, Language.CHINESE)
    columns: Sequence[str] = ["answer", "result", "results", "obstacle", "presumed"]
    pd.testing.assert_frame_equal(
        answers.answers(english)[list(columns)], answers.answers(chinese)[list(columns)]
    )


def test_differences_stand_in_the_unit_of_the_language() -> None:
    english = small.atlas(forest(), results=[forest_told(value="90")])
    assert answers.answers(english)["difference"].tolist() == [-10]
    chinese = answers.answers(translated(english, Language.CHINESE))
    assert chinese["difference"].round(6).tolist() == [-1000]  # 万立方米
    assert chinese["reported"].tolist() == [9000]
