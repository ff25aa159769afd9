"""Tests what is told of a figure in words, on atlases of a few rows."""

import pandas as pd
import pytest
from support.small import atlas, figure, result, words

from commitments.atlas.load import Atlas
from commitments.domain.model import Basis
from commitments.figures import alt_text
from commitments.language import Language, speaking
from commitments.queries import comparison as compare
from commitments.queries import coverage, map_readings, query

OTHERS = "3 lie outside the plans"


def told(
    of: Atlas, indicator: str = "forest_coverage", year: int = 2035, basis: Basis = Basis.STATED
) -> tuple[str, ...]:
    areas, _ = map_readings.read(of, query.figure_map(of, indicator, year), indicator, year, basis)
    return alt_text.of_map(
        areas,
        title="Title",
        subtitle="Subtitle",
        nation=query.described(query.national(of, indicator, year)),
        places=query.points(of, indicator, year),
    )


FOREST = (
    figure("Hebei", value="36.5", source="hebei-official"),
    figure("Jilin", comparator="reach", value="45.8", source="jilin-outline"),
    figure("Tibet", comparator="about", value="12", source="tibet-plan"),
    words("Shandong", "forest_coverage", "Forests grow.", "2035", source="undated-notice"),
    figure("Heilongjiang", "pm25_mean", "at_most", "30", source="daqing-news"),
)


def test_a_map_is_told_with_states_ends_wordings_and_what_is_missing() -> None:
    assert told(atlas(*FOREST)) == (
        "Title. Subtitle.",
        "Of the 34 areas, 3 state a figure, 1 says it in words only, for 1 nothing was found in "
        f"what was read, of 26 no document was read, {OTHERS}.",
        "Highest: Jilin, reach 45.8 %.",
        "Lowest: Tibet, about 12 %.",
        "The figures are worded at least (1), reach (1) and about (1); the order is that of the "
        "numbers, whatever their wording.",
        told(atlas(*FOREST))[-1],
    )
    missing = told(atlas(*FOREST))[-1]
    assert missing.startswith("Words only: Shandong. Nothing found: Heilongjiang.")
    assert "No document read: Anhui, Beijing," in missing


def test_those_who_share_the_highest_figure_are_all_named_and_many_counted() -> None:
    names = ("Hebei", "Jilin", "Tibet", "Shanxi", "Beijing")
    rows = [figure(name, value="40") for name in names]
    low = figure("Shandong", value="20")
    highest = told(atlas(*rows, low))[2]
    assert highest.count("at least 40 %") == 3
    assert highest.endswith("and 2 more.")


def test_one_figure_is_neither_highest_nor_lowest() -> None:
    said = told(atlas(figure("Hebei")))
    assert "The one figure stated: Hebei, at least 36.5 %." in said
    assert not any(
        part.startswith(("Highest", "Lowest", "The figures are worded")) for part in said
    )


def test_zero_is_a_figure() -> None:
    said = told(atlas(figure("Hebei", comparator="reach", value="0"), figure("Jilin")))
    assert "Lowest: Hebei, reach 0 %." in said


def test_a_range_is_told_with_both_ends() -> None:
    row = figure("Hebei", comparator="between", value="20", value_high="25", as_printed="20-25")
    assert "The one figure stated: Hebei, between 20 and 25 %." in told(atlas(row))


def test_the_nation_and_places_are_told_beside_the_provinces() -> None:
    nation = figure("National", value="24.1", source="nation-opinions")
    place = figure("Hebei", value="70", place="Baiyangdian")
    said = told(atlas(figure("Jilin"), nation, place))
    assert "The nation: Forest cover, share: at least 24.1 %, due 2035." in said
    assert "1 city, lake or area is drawn as a point and colours no province: Baiyangdian." in said
    assert "The one figure stated: Jilin, at least 36.5 %." in said


def test_a_map_without_a_figure_says_so() -> None:
    said = told(atlas(words("Hebei", "forest_coverage", year="2035")))
    assert said[-1].startswith("No province as a whole states a figure for this choice.")
    assert not any("ighest" in part for part in said)


def test_shares_of_the_area_are_told_in_their_own_unit() -> None:
    row = figure("Hebei", "red_line_area", value="18700", year="2035")
    other = figure("Jilin", "red_line_area", value="50000", year="2035")
    said = told(atlas(row, other), "red_line_area", basis=Basis.SHARE)
    assert any(part.startswith("Highest: Jilin, at least 2") and "%" in part for part in said)


def test_the_coverage_map_is_told_with_most_and_fewest() -> None:
    held = atlas(*FOREST, figure("Hebei", "pm25_mean", "at_most", "30"), words("Hebei"))
    areas, _ = map_readings.found(query.coverage(held, None), None)
    said = alt_text.of_coverage(areas, title="Title", subtitle="Subtitle")
    assert said[2] == "Most were found for Hebei (3), Heilongjiang (1) and Jilin (1)."
    assert said[3].startswith("Fewest, of those with any, for")
    assert "No document read: Anhui" in said[-1]


def test_an_empty_atlas_tells_no_most() -> None:
    areas, _ = map_readings.found(query.coverage(atlas(), None), None)
    said = alt_text.of_coverage(areas, title="Title", subtitle="Subtitle")
    assert not any("Most" in part for part in said)


def test_the_matrix_is_told_by_its_squares_rows_and_columns() -> None:
    grid = coverage.grid(atlas(*FOREST), coverage.Layout(shared=False))
    said = alt_text.of_matrix(grid, title="Title", subtitle="Subtitle")
    assert said[1].startswith(
        "Of the 62 squares, 4 hold a figure, 1 holds words only, in 5 nothing was found"
    )
    assert said[-1] == (
        "Most provinces speak of Forest cover, share (4); Fine particles (PM2.5), yearly mean (1)."
    )


def test_the_matrix_tells_what_came_of_the_figures_due_last() -> None:
    due = [
        figure(name, "pm25_mean", "at_most", most, year)
        for name in ("Hebei", "Jilin", "Tibet")
        for most, year in (("40", "2024"), ("36", "2025"), ("30", "2027"))
    ]
    reports = [
        result("Hebei", "pm25_mean", "38.4"),
        result("Hebei", "pm25_mean", "39", year="2024"),
        result("Jilin", "pm25_mean", "39", year="2024"),
    ]
    grid = coverage.grid(atlas(*due, results=reports))
    assert alt_text.of_matrix(grid, title="Title", subtitle="Subtitle")[2] == (
        "For 2 of them a report of the due year was found; of the figure due last it says: "
        "1 reached, 1 not reached."
    )
    assert grid.cells.at[("Hebei", "pm25_mean"), "due"] == 2025


def test_a_comparison_is_told_by_what_each_province_holds_and_lacks() -> None:
    held = atlas(
        figure("Hebei"), figure("Jilin", year="2030"), figure("Hebei", "pm25_mean", "at_most", "30")
    )
    made = compare.lines(held, None, ["Hebei", "Jilin"], today=2026)
    assert alt_text.of_comparison(made, title="Title", subtitle="Subtitle") == (
        "Title. Subtitle.",
        "Hebei: 2 with a figure, 0 in words only, 0 without a commitment found.",
        "Jilin: 1 with a figure, 0 in words only, 1 without a commitment found.",
        "1 line differs in what it counts or when: Forest cover, share.",
    )
    assert alt_text.of_comparison([], title="Title", subtitle="Subtitle") == ()


@pytest.mark.parametrize("spoken", list(Language))
def test_a_figure_is_told_in_either_language(spoken: Language) -> None:
    with speaking(spoken):
        parts = told(atlas(*FOREST))
    assert ("最高：吉林（达到45.8%）。" in parts) == (spoken == Language.CHINESE)


def test_text_of_a_table_is_not_read_as_a_template() -> None:
    row = words("Hebei", "forest_coverage", "{title} {0.__class__}", "2035")
    areas = pd.DataFrame(query.figure_map(atlas(row), "forest_coverage", 2035))
    assert "{title}" in areas.at["Hebei", "summary"]
    assert told(atlas(row))


def test_a_map_of_figures_that_fell_due_tells_what_was_reported() -> None:
    due = [figure(name, "pm25_mean", "at_most", "36", "2025") for name in ("Hebei", "Jilin")]
    of = atlas(*due, results=(result("Hebei", "pm25_mean", "38.4"),))
    assert "Of 2 figures due 2025, a value for 2025 was found for 1: 1 not." in told(
        of, "pm25_mean", 2025
    )
    silent = told(atlas(*due), "pm25_mean", 2025)
    assert not [sentence for sentence in silent if "a value for" in sentence]
