"""Tests the ways of reading a map: stated, against the nation, by area, reported, answered."""

import pandas as pd
import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.domain.model import Basis, State, Theme
from commitments.queries import map_readings, query
from commitments.queries.map_readings import UNCLASSED, Scheme

ADDITIVE = {"red_line_area": {"additive": "yes"}}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(
        small.figure("Hebei", value="20", year="2025"),
        small.figure("Jilin", value="24.1", year="2025"),
        small.figure("Shandong", value="30", year="2025"),
        small.figure("Shanxi", comparator="reach", value="30", year="2025"),
        small.words("Tibet", "forest_coverage", "Forests grow denser.", "2025"),
        small.figure("Heilongjiang", value="90", year="2025", place="Daqing"),
        small.figure("Hebei", value="40", year="2035"),
        small.figure("National", value="24.1", year="2025"),
        small.figure("Hebei", "red_line_area", value="36390", year="", scope="includes sea area"),
        small.figure("Jilin", "red_line_area", value="19102", year=""),
        small.figure("Shanxi", "red_line_area", "between", "30000", year="", value_high="60000"),
        indicators=ADDITIVE,
    )


def read(
    atlas: Atlas, basis: Basis, indicator: str = "forest_coverage", year: int | None = 2025
) -> tuple[pd.DataFrame, Scheme]:
    return map_readings.read(
        atlas, query.figure_map(atlas, indicator, year), indicator, year, basis
    )


def steps(areas: pd.DataFrame) -> dict[str, int]:
    return areas.loc[areas["state"] == State.FIGURE, "step"].to_dict()


def test_ways_that_are_offered(atlas: Atlas) -> None:
    assert map_readings.offered(atlas, "forest_coverage") == [Basis.STATED, Basis.NATION]
    assert map_readings.offered(atlas, "red_line_area") == [Basis.STATED, Basis.SHARE]


@pytest.mark.parametrize(
    "basis", [one for one in Basis if one not in (Basis.REPORTED, Basis.OF_YEAR)]
)
def test_no_way_of_reading_changes_a_state(atlas: Atlas, basis: Basis) -> None:
    before = query.figure_map(atlas, "forest_coverage", 2025)
    areas, _ = read(atlas, basis)
    assert areas["state"].equals(before["state"])
    assert (areas.loc[areas["state"] != State.FIGURE, "step"] == UNCLASSED).all()
    assert (areas.loc[areas["state"] != State.FIGURE, "label"] == "").all()


# ---- as stated ----


def test_stated_figures_are_classed_by_the_limits_of_the_indicator(atlas: Atlas) -> None:
    areas, scheme = read(atlas, Basis.STATED)
    assert steps(areas) == {"Hebei": 1, "Jilin": 1, "Shandong": 1, "Shanxi": 1}
    assert scheme.names == ("under 20", "20 to 40", "40 to 60", "60 and more")
    assert (scheme.theme, len(scheme.names)) == (Theme.ECOLOGY, 4)
    assert (scheme.title, scheme.rule) == ("%", "")
    assert areas.at["Hebei", "label"] == "≥ 20"
    assert set(areas["symbol"]) == {"%"}


def test_classes_do_not_move_with_the_year(atlas: Atlas) -> None:
    assert read(atlas, Basis.STATED)[1] == read(atlas, Basis.STATED, year=2035)[1]


# ---- against the nation ----


def test_against_the_nation(atlas: Atlas) -> None:
    areas, scheme = read(atlas, Basis.NATION)
    assert steps(areas) == {"Hebei": 0, "Jilin": 1, "Shandong": 2, "Shanxi": UNCLASSED}
    assert scheme.title == "Nation: ≥ 24.1 %"
    assert scheme.names == (
        "below the national figure",
        "at the national figure",
        "above the national figure",
    )
    assert scheme.unclassed == "not comparable"
    assert areas["said"].loc[["Hebei", "Jilin", "Shanxi", "Tibet"]].tolist() == [
        "below the national ≥ 24.1 %",
        "at the national ≥ 24.1 %",
        "not comparable: 30 % here, ≥ 24.1 % for the nation",
        "",
    ]
    assert areas.at["Shanxi", "label"] == "30"


def test_without_a_national_figure_nothing_is_comparable(atlas: Atlas) -> None:
    areas, scheme = read(atlas, Basis.NATION, year=2035)
    assert steps(areas) == {"Hebei": UNCLASSED}
    assert scheme.title == "Nation: no national figure"
    assert areas.at["Hebei", "said"] == (
        "not comparable: the nation states no figure for this year"
    )
    assert areas.at["Hebei", "label"] == "≥ 40"


# ---- share of the province's area ----


def test_share_of_the_area(atlas: Atlas) -> None:
    areas, scheme = read(atlas, Basis.SHARE, "red_line_area", None)
    jilin = 19_102 / float(atlas.provinces.at["Jilin", "area_km2"]) * 100
    assert areas.at["Jilin", "drawn"] == pytest.approx(jilin, abs=0.05) == 10.0
    assert areas.at["Jilin", "label"] == "≥ 10"
    assert areas.at["Jilin", "symbol"] == "%"
    assert scheme.title == "Share of the province's area, %"
    assert steps(areas) == {"Hebei": UNCLASSED, "Jilin": 1, "Shanxi": 1}
    assert areas.at["Shanxi", "label"] == "19.2–38.4"


def test_figure_that_includes_sea_has_no_share_of_the_land(atlas: Atlas) -> None:
    areas, scheme = read(atlas, Basis.SHARE, "red_line_area", None)
    assert pd.isna(areas.at["Hebei", "drawn"])
    assert areas.at["Hebei", "label"] == ""
    assert areas.at["Hebei", "state"] == State.FIGURE
    assert areas.at["Hebei", "said"] == "no share of the land: the figure includes sea"
    assert scheme.unclassed == "includes sea: no share"


def test_no_real_share_exceeds_the_province(real_atlas: Atlas) -> None:
    for indicator in query.indicators(real_atlas, None):
        if Basis.SHARE in map_readings.offered(real_atlas, indicator):
            for word in query.due_years(real_atlas, indicator):
                year = int(word) if word.isdecimal() else None
                areas, _ = read(real_atlas, Basis.SHARE, indicator, year)
                assert areas["drawn"].dropna().between(0, 100).all(), (indicator, word)


# ---- coverage ----


def test_coverage_is_classed_by_what_was_found(atlas: Atlas) -> None:
    areas, scheme = map_readings.found(query.coverage(atlas, None), None)
    assert scheme.names == ("under 5", "5 to 15", "15 to 40", "40 to 80", "80 and more")
    assert areas.loc[["Hebei", "Jilin", "Gansu"], "label"].tolist() == ["3", "2", ""]
    assert areas.at["Hebei", "step"] == 0


def test_classes_of_coverage_are_the_same_for_every_theme(atlas: Atlas) -> None:
    schemes = [
        map_readings.found(query.coverage(atlas, theme), theme)[1] for theme in (None, *Theme)
    ]
    assert len({scheme.names for scheme in schemes}) == 1


# ---- reported, and promised beside reported ----


@pytest.fixture(scope="module")
def told() -> Atlas:
    """Return figures due 2025 with one report for each answer, and two values of other years."""
    return small.atlas(
        small.figure("Hebei", "pm25_mean", "at_most", "38", year="2025"),
        small.figure("Jilin", "pm25_mean", "at_most", "28", year="2025"),
        small.figure("Shandong", "pm25_mean", "at_most", "35", year="2025"),
        small.figure("Shanxi", "pm25_mean", "at_most", "35", year="2025"),
        small.figure("Hebei", "pm25_mean", "at_most", "30", year="2035"),
        results=[
            small.result("Hebei", "pm25_mean", "36.1", "2025"),
            small.result("Jilin", "pm25_mean", "29.5", "2025"),
            small.result("Shandong", "pm25_mean", "33", "2025", scope="cities"),
            small.result("Shanxi", "pm25_mean", "36", "2024"),
            small.result("Tibet", "pm25_mean", "9", "2023"),
        ],
        scopes={"cities": {"property_zh": "城市", "whole_for": ""}},
    )


def test_readings_of_reports_are_offered_where_there_are_some(told: Atlas) -> None:
    assert map_readings.offered(told, "pm25_mean")[-2:] == [Basis.REPORTED, Basis.ANSWERS]
    assert map_readings.offered(told, "forest_coverage")[-1] == Basis.NATION


def test_reported_is_the_latest_value_in_the_classes_of_the_indicator(told: Atlas) -> None:
    areas, scheme = read(told, Basis.REPORTED, "pm25_mean")
    assert areas["told"][areas["state"] == State.FIGURE].to_dict() == {
        "Hebei": "36.1 µg/m³ (2025)",
        "Jilin": "29.5 µg/m³ (2025)",
        "Shandong": "33 µg/m³ (2025)",
        "Shanxi": "36 µg/m³ (2024)",
        "Tibet": "9 µg/m³ (2023)",
    }
    assert steps(areas) == {"Hebei": 2, "Jilin": 1, "Shandong": 2, "Shanxi": 2, "Tibet": 0}
    assert scheme.names == ("under 20", "20 to 30", "30 and more")
    assert areas.at["Tibet", "label"] == "9"


def test_answers_are_classes_that_carry_the_value_of_the_due_year(told: Atlas) -> None:
    areas, scheme = read(told, Basis.ANSWERS, "pm25_mean")
    assert scheme.names == ("no result found", "cannot be compared", "not reached", "reached")
    assert steps(areas) == {"Hebei": 3, "Jilin": 2, "Shandong": 1, "Shanxi": 0}
    assert areas.loc[["Hebei", "Jilin", "Shandong", "Shanxi"], "label"].tolist() == [
        "36.1", "29.5", "33", "",
    ]  # fmt: skip
    assert areas.at["Jilin", "said"] == (
        "Reported 29.5 µg/m³ (2025), at most 28 µg/m³ promised: not reached, 1.5 µg/m³ above."
    )


def test_what_lies_ahead_has_no_value_of_its_year(told: Atlas) -> None:
    areas, scheme = read(told, Basis.ANSWERS, "pm25_mean", 2035)
    assert scheme.names == ("not yet due",)
    assert areas.at["Hebei", "label"] == ""
