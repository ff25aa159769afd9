"""Tests the reported values that a view draws over the years."""

from support import small

from commitments.queries import reported


def test_one_value_for_each_province_series_and_year() -> None:
    atlas = small.atlas(
        small.figure(),
        results=[
            small.result(value="35", year="2024"),
            small.result(value="36", source="press-2026"),
            small.result(value="36.2", source="bulletin-2026"),
            small.result(value="30", scope="ports"),
            small.result("Jilin", value="45"),
            small.result("National", value="24"),
            small.result("Heilongjiang", value="44", place="Daqing"),
        ],
    )
    found = reported.values(atlas, "forest_coverage")
    assert list(
        zip(found["province"], found["series"], found["year"], found["value"], strict=True)
    ) == [
        ("Hebei", "", 2024, 35.0),
        ("Hebei", "", 2025, 36.2),
        ("Hebei", "ports", 2025, 30.0),
        ("Jilin", "", 2025, 45.0),
        ("National", "", 2025, 24.0),
    ]


def test_a_value_for_part_of_a_year_stands_in_only_where_there_is_no_other() -> None:
    part = {"as_of": "2025-11"}
    atlas = small.atlas(
        small.figure(),
        results=[
            small.result(value="36.1", **part),
            small.result(value="36.2", source="press-2026"),
            small.result("Jilin", value="45", **part),
        ],
    )
    found = reported.values(atlas, "forest_coverage")
    assert list(zip(found["province"], found["value"], found["as_of"], strict=True)) == [
        ("Hebei", 36.2, ""),
        ("Jilin", 45.0, "2025-11"),
    ]


def test_the_series_breaks_where_the_forest_survey_changes() -> None:
    stock = {"indicator": "forest_stock", "unit": "million m3"}
    atlas = small.atlas(
        small.figure(),
        results=[small.result(year=year, **stock) for year in ("2021", "2022")]
        + [small.result(year="2020", scope="new forest survey", **stock)],
    )
    found = reported.values(atlas, "forest_stock")
    assert list(zip(found["year"], found["series"], found["presumed"], strict=True)) == [
        (2020, "new forest survey", False),
        (2022, "new forest survey", True),
        (2021, "old forest survey", True),
    ]


def test_latest_value_of_each_province() -> None:
    atlas = small.atlas(
        small.figure(),
        results=[
            small.result(value="35", year="2023"),
            small.result(value="36", year="2024"),
            small.result("Jilin", value="45"),
        ],
    )
    found = reported.latest(atlas, "forest_coverage")
    assert found["value"].to_dict() == {"Hebei": 36.0, "Jilin": 45.0}
    assert reported.years(atlas, "forest_coverage") == [2025, 2024, 2023]


def test_a_cap_is_followed_by_what_was_used() -> None:
    use = {"indicator": "water_use", "unit": "million m3"}
    atlas = small.atlas(small.figure(), results=[small.result(value="18000", **use)])
    assert reported.answering(atlas, "water_use_cap") == "water_use"
    assert reported.values(atlas, "water_use_cap")["value"].tolist() == [18000.0]
    assert reported.answering(atlas, "forest_coverage") == "forest_coverage"
    assert reported.values(atlas, "forest_coverage").empty
