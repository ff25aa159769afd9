"""Tests tables as people have them: how each is understood, and what is asked."""

import csv
import io
from collections import Counter
from dataclasses import replace
from functools import partial

import pytest
from support import real

from commitments import ROOT
from commitments.atlas.load import Atlas
from commitments.domain.model import Basis, State, Unreadable, Use
from commitments.downloads import tables
from commitments.language import Language, speaking
from commitments.queries import map_readings, query, reported
from commitments.uploads import joining, old_workbooks, opening
from commitments.uploads import pipeline as uploads
from commitments.uploads.shapes import areas, choices, preview
from commitments.uploads.shapes import reading as shapes
from commitments.uploads.shapes.known import Known
from commitments.uploads.shapes.reading import Reading
from commitments.uploads.shapes.understanding import OWN, Kind, Shape, Shares

FOLDER = ROOT / "tests" / "fixtures" / "tables"
ATLAS = real.atlas()
KNOWN = Known(uploads.codebook(ATLAS))
UNDERSTOOD = {  # file: shape, figures, what is asked, what the figures are
    "a_column_a_year.csv": (Shape.YEARS, 9, ["indicator", "unit"], Kind.RESULT),
    "a_column_an_indicator.csv": (Shape.INDICATORS, 8, [], Kind.RESULT),
    "a_panel.csv": (Shape.PANEL, 12, ["near"], Kind.RESULT),
    "one_column_of_figures.csv": (Shape.ONE, 4, [], Kind.RESULT),
    "units_a_thousandfold_off.csv": (Shape.LONG, 5, [], Kind.TARGET),
    "shares_between_0_and_1.csv": (Shape.LONG, 3, ["shares"], Kind.TARGET),
    "outside_the_plans.csv": (Shape.LONG, 5, [], Kind.TARGET),
    "name_of_a_site.csv": (Shape.LONG, 2, [], Kind.TARGET),
    "years_under_another_header.csv": (Shape.LONG, 2, [], Kind.TARGET),
    "niandu.csv": (Shape.LONG, 4, [], Kind.RESULT),
    "index_without_unit.csv": (Shape.LONG, 2, [], Kind.TARGET),
    "blank_figures.csv": (Shape.LONG, 2, [], Kind.RESULT),
    "tonnes_in_four_sizes.csv": (Shape.LONG, 4, [], Kind.RESULT),
    "official_names.csv": (Shape.LONG, 6, [], Kind.TARGET),
    "names_of_provinces.csv": (Shape.LONG, 12, [], Kind.TARGET),
    "long_decimals.csv": (Shape.LONG, 5, [], Kind.TARGET),
    "amounts_in_chinese_units.csv": (Shape.LONG, 6, [], Kind.TARGET),
    "seventy_years.csv": (Shape.LONG, 148, [], Kind.RESULT),
    "a_total_beside_the_nation.csv": (Shape.LONG, 3, [], Kind.TARGET),
    "handed_out_by_the_atlas.csv": (Shape.LONG, 1, [], Kind.TARGET),
    "provinces_as_columns.csv": (Shape.PROVINCES, 9, ["indicator", "unit"], Kind.RESULT),
    "provinces_as_columns_of_indicators.csv": (Shape.PROVINCES, 4, ["year"], Kind.TARGET),
    "indicator_and_year_in_the_title.csv": (Shape.ONE, 2, [], Kind.RESULT),
    "indicator_in_a_line_above.csv": (Shape.YEARS, 3, [], Kind.RESULT),
    "months_as_columns.csv": (Shape.ONE, 2, ["indicator", "unit"], Kind.RESULT),
    "footnotes.csv": (Shape.INDICATORS, 3, ["year"], Kind.TARGET),
    "reported_and_promised.csv": (Shape.LONG, 2, [], Kind.TARGET),
    "cities.csv": (Shape.ONE, 2, ["year"], Kind.TARGET),
    "letters_of_another_list.csv": (Shape.ONE, 3, ["year"], Kind.TARGET),
    "gbk.csv": (Shape.YEARS, 4, ["indicator", "unit"], Kind.RESULT),
    "first_sheet_hidden.xlsx": (Shape.LONG, 2, [], Kind.TARGET),
    "a_sheet_a_province.xlsx": (Shape.PANEL, 8, [], Kind.RESULT),
    "a_sheet_a_year.xlsx": (Shape.ONE, 4, [], Kind.RESULT),
    "old_excel.xls": (Shape.ONE, 4, [], Kind.RESULT),
    "open_document.ods": (Shape.YEARS, 4, [], Kind.RESULT),
    "two_header_rows.xlsx": (Shape.BOTH, 8, [], Kind.RESULT),
    "indicator_in_the_sheet_s_name.xlsx": (Shape.ONE, 4, [], Kind.RESULT),
    "one_city_in_a_line_above.csv": (Shape.PANEL, 4, [], Kind.RESULT),
    "one_city_in_two_cells.csv": (Shape.ONE, 2, [], Kind.RESULT),
    "用水总量_广州市.csv": (Shape.ONE, 2, [], Kind.RESULT),
    "one_province_in_the_title.csv": (Shape.PANEL, 4, [], Kind.RESULT),
    "rows_told_apart_by_words.csv": (Shape.LONG, 3, [], Kind.RESULT),
    "sectors_by_fuels.csv": (Shape.INDICATORS, 6, [], Kind.RESULT),
    "both_languages.tsv": (Shape.PANEL, 4, [], Kind.TARGET),
    "aims_with_words.csv": (Shape.YEARS, 4, [], Kind.TARGET),
    "cities_as_columns.csv": (Shape.PROVINCES, 4, [], Kind.RESULT),
    "commas_for_decimals.csv": (Shape.PANEL, 4, [], Kind.RESULT),
    "of_the_world_bank.csv": (Shape.YEARS, 3, [], Kind.RESULT),
    "a_total_beside_a_blank_province.csv": (Shape.YEARS, 4, ["indicator", "unit"], Kind.RESULT),
}
REFUSED = {
    "total_row_alone.csv": "All rows with figures are totals or regions; add rows for provinces, "
    "or National for the nation.",
    "no_province_anywhere.csv": "No column and no row names provinces. Add a column province "
    "with names like Hebei or CN-HE; for a table of one area a line above it is enough, such as "
    "Region: National.",
}
FIGURES = {  # file: province, indicator or its name, value and unit as drawn, year
    "a_column_an_indicator.csv": [
        ("Tianjin", "造林面积", 4_000, "ha", 2022),
        ("Tianjin", "forest_coverage", 12.1, "%", 2022),
        ("Tianjin", "氨氮排放量", 2_000, "t", 2022),
    ],
    "one_column_of_figures.csv": [("Hubei", "CO2排放量", 355, "million t", 2021)],
    "units_a_thousandfold_off.csv": [
        ("Hunan", "pm25_mean", 34, "µg/m3", 2030),
        ("Hunan", "water_use_cap", 33_500, "million m3", 2030),
        ("Hunan", "water_use_cap", 33_500, "million m3", 2030),
        ("Hunan", "red_line_area", 42_800, "km2", 2030),
        ("Hunan", "red_line_area", 42_800, "km2", 2030),
    ],
    "index_without_unit.csv": [("Hunan", "环境空气综合指数", 3.92, "index", 2030)],
    "tonnes_in_four_sizes.csv": [
        ("Hunan", "二氧化碳排放量", 310.4, "million t", 2020),
        ("Gansu", "二氧化碳排放量", 182, "million t", 2020),
        ("Henan", "二氧化碳排放量", 486, "million t", 2020),
        ("Tianjin", "二氧化碳排放量", 158.2, "million t", 2020),
    ],
    "official_names.csv": [
        ("Hunan", "pm25_mean", 34, "µg/m3", 2030),
        ("Hunan", "pm25_mean", 34, "µg/m3", 2030),
        ("Hunan", "good_surface_water", 97, "%", 2030),
        ("Hunan", "good_air_days", 91, "%", 2030),
        ("Hunan", "non_fossil_share", 25, "%", 2030),
        ("Hunan", "co2_per_gdp_cut", 17, "%", 2030),
    ],
    "names_of_provinces.csv": [
        (province, "forest_coverage", value, "%", 2030)
        for province, value in (
            ("Hunan", 59), ("Beijing", 45), ("Hunan", 58), ("Hunan", 57), ("Guangdong", 53),
            ("Shandong", 14), ("National", 25), ("National", 26), ("Inner Mongolia", 23),
            ("Xinjiang", 5), ("Hebei", 36), ("Guangdong", 54),
        )
    ],
    "indicator_and_year_in_the_title.csv": [
        ("Hunan", "forest_coverage", 60.1, "%", 2022),
        ("Gansu", "forest_coverage", 11.4, "%", 2022),
    ],
    "indicator_in_a_line_above.csv": [
        ("Hunan", "forest_coverage", 60.0, "%", 2021),
        ("Hunan", "forest_coverage", 60.1, "%", 2022),
        ("Gansu", "forest_coverage", 11.3, "%", 2021),
    ],
    "footnotes.csv": [("Hunan", "forest_coverage", 60.1, "%", None)],
    "years_under_another_header.csv": [
        ("Hunan", "二氧化碳排放量", 310, "million t", 2030),
        ("Gansu", "二氧化碳排放量", 180, "million t", 2031),
    ],
    "a_sheet_a_province.xlsx": [
        ("Hunan", "forest_coverage", 60.0, "%", 2021),
        ("Hunan", "造林面积", 401_000, "ha", 2021),
        ("Hunan", "forest_coverage", 60.1, "%", 2022),
        ("Hunan", "造林面积", 417_000, "ha", 2022),
        ("Gansu", "forest_coverage", 11.3, "%", 2021),
    ],
    "a_sheet_a_year.xlsx": [
        ("Hunan", "forest_coverage", 60.0, "%", 2021),
        ("Gansu", "forest_coverage", 11.3, "%", 2021),
        ("Hunan", "forest_coverage", 60.1, "%", 2022),
        ("Gansu", "forest_coverage", 11.4, "%", 2022),
    ],
    "two_header_rows.xlsx": [
        ("Hunan", "forest_coverage", 60.0, "%", 2021),
        ("Hunan", "造林面积", 401_000, "ha", 2021),
        ("Hunan", "forest_coverage", 60.1, "%", 2022),
        ("Hunan", "造林面积", 417_000, "ha", 2022),
    ],
    "indicator_in_the_sheet_s_name.xlsx": [
        ("Hunan", "forest_coverage", 60.0, "%", 2021),
        ("Hunan", "forest_coverage", 60.1, "%", 2022),
        ("Gansu", "forest_coverage", 11.3, "%", 2021),
        ("Gansu", "forest_coverage", 11.4, "%", 2022),
    ],
    "one_city_in_a_line_above.csv": [
        ("Guangdong", "pm25_mean", 19, "µg/m3", 2020),
        ("Guangdong", "forest_coverage", 39.5, "%", 2020),
        ("Guangdong", "pm25_mean", 18, "µg/m3", 2021),
        ("Guangdong", "forest_coverage", 39.8, "%", 2021),
    ],
    "one_province_in_the_title.csv": [
        ("Hebei", "forest_coverage", 35.3, "%", 2021),
        ("Hebei", "water_use", 18_190, "million m3", 2021),
    ],
    "rows_told_apart_by_words.csv": [
        ("Guangdong", "CO2: Power", 262.1, "million t", 2020),
        ("Guangdong", "CO2: Industry", 190.4, "million t", 2020),
        ("Guangdong", "CH4: Waste", 14.2, "million t", 2020),
    ],
    "sectors_by_fuels.csv": [
        ("Guangdong", "Raw Coal: Cement", 18.2, "million t", 2019),
        ("Guangdong", "Natural Gas: Cement", 300_000, "t", 2019),
        ("Guangdong", "Raw Coal: Power", 231.5, "million t", 2019),
        ("Guangdong", "Natural Gas: Power", 20.4, "million t", 2019),
        ("Guangdong", "Raw Coal", 301.1, "million t", 2019),
        ("Guangdong", "Natural Gas", 41, "million t", 2019),
    ],
    "both_languages.tsv": [
        ("Hebei", "forest_coverage", 36.5, "%", 2022),
        ("Hebei", "Afforested area 造林面积", 310_200, "ha", 2022),
        ("Shanxi", "forest_coverage", 24, "%", 2022),
        ("Shanxi", "Afforested area 造林面积", 266_000, "ha", 2022),
    ],
    "aims_with_words.csv": [
        ("Shanxi", "forest_coverage", 26, "%", 2025),
        ("Shanxi", "forest_coverage", 28, "%", 2030),
        ("Inner Mongolia", "non_fossil_share", 18, "%", 2025),
        ("Inner Mongolia", "non_fossil_share", 25, "%", 2030),
    ],
    "commas_for_decimals.csv": [
        ("Hubei", "Waste water", 12.345, "million t", 2019),
        ("Hubei", "Share of renewables", 38.2, "%", 2019),
        ("Hunan", "Waste water", 11.0225, "million t", 2019),
        ("Hunan", "Share of renewables", 41.7, "%", 2019),
    ],
    "of_the_world_bank.csv": [
        ("National", "Forest area (% of land area)", 23.1, "%", 2019),
        ("National", "Forest area (% of land area)", 23.3, "%", 2020),
        ("National", "CO2 emissions", 10_707.22, "million t", 2019),
    ],
}  # fmt: skip
CITIES = {  # file: the city of each figure, and how the preview says it
    "one_city_in_a_line_above.csv": ("Shenzhen", "All are of Shenzhen (Guangdong)."),
    "one_city_in_two_cells.csv": ("Suzhou", "All are of Suzhou (Jiangsu)."),
    "用水总量_广州市.csv": ("Guangzhou", "All are of Guangzhou (Guangdong)."),
}
NOTES = {
    "a_column_an_indicator.csv": [
        "1 cell holds no figure; it is left out.",
        "2 lines of notes or sources are left out.",
    ],
    "blank_figures.csv": ["2 cells hold no figure; they are left out."],
    "names_of_provinces.csv": ["1 row of totals or regions is left out (合计)."],
    "footnotes.csv": [
        "1 cell holds no figure; it is left out.",
        "2 figures carried marks of footnotes; they were taken off.",
    ],
    "first_sheet_hidden.xlsx": [
        "1 row that the sheet hides is read as well.",
        "1 hidden sheet is not read.",
    ],
    "indicator_in_the_sheet_s_name.xlsx": [
        "2 blank provinces were taken from the row above, as merged cells have it."
    ],
    "a_total_beside_a_blank_province.csv": ["1 row of totals or regions is left out (合计)."],
    "commas_for_decimals.csv": [
        "Commas are read as decimal points, as the file writes them so throughout."
    ],
}


def understood(name: str, data: bytes | None = None, sheet: str = "") -> Reading:
    data = (FOLDER / name).read_bytes() if data is None else data
    opened = opening.opened(data, name, sheet)
    return shapes.begun(opened, ATLAS, None if sheet else partial(opening.further, data))


def changed(reading: Reading, **changes: object) -> Reading:
    return shapes.changed(reading, replace(reading.made, **changes), ATLAS)


def judged(reading: Reading) -> uploads.Report:
    return uploads.judged(shapes.given(reading), ATLAS)


def as_targets(reading: Reading) -> Atlas:
    """Return the atlas that a reader sees with the table alone, its figures read as aims."""
    return joining.joined(ATLAS, judged(changed(reading, kind=Kind.TARGET)), Use.ALONE)


def drawn(reading: Reading) -> list[tuple[str, str, float, str, int | None]]:
    """Return the figures of a table as they are drawn, own indicators by their names."""
    atlas = as_targets(reading)
    rows = []
    for row in atlas.targets.to_dict("records"):
        one = atlas.indicators.loc[row["indicator"]]
        known = row["indicator"] in ATLAS.indicators.index
        year = None if row["year"] is None or row["year"] != row["year"] else int(row["year"])
        name = row["indicator"] if known else one["name"]
        rows.append((row["province"], name, round(row["drawn"], 6), one["unit"], year))
    return rows


def test_every_fixture_is_expected() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(UNDERSTOOD) | set(REFUSED)


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_how_a_table_is_understood(name: str) -> None:
    reading = understood(name)
    shape, figures, asked, kind = UNDERSTOOD[name]
    made = reading.made
    assert (made.shape, len(reading.raw.numbers)) == (shape, figures)
    assert [str(one) for one in reading.open.missing] == asked
    assert made.kind == kind
    assert len(preview.questions(reading)) <= 1, "at most one question"


@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_of_a_table(name: str) -> None:
    assert drawn(understood(name))[: len(FIGURES[name])] == FIGURES[name]


@pytest.mark.parametrize("name", NOTES)
def test_what_is_left_out_is_counted_and_said(name: str) -> None:
    assert [str(note) for note in understood(name).raw.notes] == NOTES[name]


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_an_understood_table_has_few_problems_and_says_them_in_both_languages(name: str) -> None:
    reading = understood(name)
    if reading.open.missing:
        return
    report = judged(reading)
    for language in Language:
        with speaking(language):
            assert [str(one) for one in (*report.problems, *report.notes)]
    assert report.problems == ()
    assert report.used == len(reading.raw.numbers)


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_cannot_be_understood_says_what_to_do(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        understood(name)
    assert str(refused.value) == REFUSED[name]


# ---- one area for all figures ----


@pytest.mark.parametrize("name", CITIES)
def test_a_table_of_one_city_is_drawn_at_its_point_and_says_so(name: str) -> None:
    reading = understood(name)
    city, told = CITIES[name]
    assert preview.shape(reading).endswith(told)
    assert set(judged(reading).results["place"]) == {city}


def test_cities_in_a_header_are_drawn_at_their_points() -> None:
    rows = judged(understood("cities_as_columns.csv")).results
    assert list(zip(rows["place"], rows["value"], rows["year"], strict=True)) == [
        ("Shenzhen", "18", "2021"), ("Guangzhou", "24", "2021"),
        ("Shenzhen", "16", "2022"), ("Guangzhou", "22", "2022"),
    ]  # fmt: skip


def test_the_one_area_can_be_changed_to_another_city_or_a_province() -> None:
    reading = understood("one_city_in_a_line_above.csv")
    options = choices.province_options(reading, ATLAS)
    assert {"city:深圳市", "city:广州市", "Hebei"} < set(options)
    for option, area, place in (
        ("city:广州市", "Guangdong", "Guangzhou"), ("Hebei", "Hebei", ""),
    ):  # fmt: skip
        made = choices.with_province(reading.made, option)
        assert choices.province_chosen(made) == option
        rows = judged(shapes.changed(reading, made, ATLAS)).results
        assert {*rows["province"], *rows["place"]} == {area, place}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("广东省深圳市统计年鉴", ("Guangdong", "深圳市")),
        ("shenzhen_air_2022", ("Guangdong", "深圳市")),
        ("Suzhou, Anhui", ("Anhui", "宿州市")),
        ("中国河北省", ("Hebei", "")),
        ("Suzhou", ("", "")),
        ("京津冀：北京、天津", ("", "")),
        ("he said", ("", "")),
    ],
)
def test_a_title_speaks_of_one_area_or_of_none(text: str, area: tuple[str, str]) -> None:
    found = areas.spoken_of(text, KNOWN)
    assert (found.province, found.city) == area


def test_districts_of_a_city_are_not_drawn_as_the_city() -> None:
    text = "深圳市\n指标：PM2.5年均浓度（微克/立方米）\n地区,2021年\n福田区,19\n南山区,17\n"
    report = judged(understood("t.csv", text.encode()))
    assert report.used == 0
    assert next(str(one) for one in report.problems) == (
        "row 4, place: '福田区' is not a known place. A new one needs the columns lat and lon"
    )


# ---- what is asked, and the answers ----


def test_what_the_numbers_are_is_asked_once() -> None:
    reading = understood("a_column_a_year.csv")
    assert preview.questions(reading) == ["What do the numbers measure, and in which unit?"]
    made = choices.with_meaning(reading.made, "", "forest_coverage", ATLAS)
    answered = shapes.changed(reading, made, ATLAS)
    assert answered.is_answered
    assert drawn(answered)[:3] == [
        ("Shanxi", "forest_coverage", 20.5, "%", 2022),
        ("Shanxi", "forest_coverage", 20.4, "%", 2021),
        ("Shanxi", "forest_coverage", 20.1, "%", 2020),
    ]


def test_a_name_and_a_unit_of_one_s_own_are_taken_together() -> None:
    reading = understood("a_column_a_year.csv")
    with_unit = shapes.changed(reading, choices.with_unit(reading.made, "", "万亩"), ATLAS)
    made = choices.with_meaning(with_unit.made, "", "Bamboo", ATLAS)
    answered = shapes.changed(with_unit, made, ATLAS)
    assert answered.is_answered
    assert drawn(answered)[0] == ("Shanxi", "Bamboo", 20.5, "10 000 mu", 2022)


@pytest.mark.parametrize(
    ("typed", "meant", "near"),
    [
        ("forest coverage", "forest_coverage", []),
        ("森林覆盖率", "forest_coverage", []),
        ("forest cov", "", ["forest_coverage"]),
        ("Bamboo", OWN, []),
    ],
)
def test_a_typed_name_is_understood_as_one_that_the_table_says(
    typed: str, meant: str, near: list[str]
) -> None:
    reading = understood("a_column_a_year.csv")
    made = choices.with_meaning(reading.made, "", typed, ATLAS)
    answered = shapes.changed(reading, made, ATLAS)
    assert answered.made.meanings.get(typed, "") == meant
    assert answered.open.near.get(typed, []) == near


@pytest.mark.parametrize(
    ("answer", "read"), [(Shares.OF_ONE, [25, 42, 60]), (Shares.PER_CENT, [0.25, 0.42, 0.6])]
)
def test_figures_that_look_like_shares_of_one_are_asked_about(
    answer: Shares, read: list[float]
) -> None:
    reading = understood("shares_between_0_and_1.csv")
    assert preview.questions(reading) == [
        "All figures of 森林覆盖率 lie between 0 and 1: are they shares of one (0.25 → 25 %)?"
    ]
    answered = changed(reading, shares=answer)
    assert answered.is_answered
    assert [value for _, _, value, _, _ in drawn(answered)] == read


@pytest.mark.parametrize(("answer", "name"), [("pm25_mean", "pm25_mean"), (OWN, "pm25")])
def test_a_near_miss_asks(answer: str, name: str) -> None:
    reading = understood("a_panel.csv")
    assert preview.questions(reading) == ["Which indicator is “pm25”?"]
    assert choices.indicator_options(reading, "pm25", ATLAS)[:2] == ["pm25_mean", OWN]
    made = choices.with_meaning(reading.made, "pm25", answer, ATLAS)
    answered = shapes.changed(reading, made, ATLAS)
    assert answered.is_answered
    assert drawn(answered)[0] == ("Hunan", name, 35.1, "µg/m3", 2021)


def test_what_an_indicator_is_counted_by_is_no_near_miss_of_it() -> None:
    reading = understood(
        "t.csv", "省份,年份,GDP,人口\n湖南,2022,4705,6604\n甘肃,2022,1137,2492\n".encode()
    )
    assert reading.open.near == {}
    assert reading.open.missing == ()


@pytest.mark.parametrize(("option", "year"), [("2024", 2024), (choices.NO_DATE, None)])
def test_a_year_that_the_table_does_not_say_is_asked_for(option: str, year: int | None) -> None:
    reading = understood("cities.csv")
    assert preview.questions(reading) == ["For which year are the figures?"]
    answered = shapes.changed(reading, choices.with_year(reading.made, option), ATLAS)
    assert answered.is_answered
    assert drawn(answered)[0] == ("Heilongjiang", "pm25_mean", 30, "µg/m3", year)
    assert answered.made.kind == (Kind.RESULT if year else Kind.TARGET), "a year that has passed"


def test_every_part_can_be_changed() -> None:
    reading = understood("a_column_an_indicator.csv")
    made = choices.with_figures(reading.made, [2], KNOWN)
    made = choices.with_year(made, "2019")
    made = choices.with_meaning(made, "森林覆盖率", OWN, ATLAS)
    answered = shapes.changed(reading, made, ATLAS)
    assert drawn(answered)[0] == ("Tianjin", "森林覆盖率", 12.1, "%", 2019)
    assert len(answered.raw.numbers) == 3


def test_nothing_is_used_at_once_but_the_contract_s_own_form() -> None:
    certain = {name for name in UNDERSTOOD if understood(name).is_certain}
    targets_of_the_contract = {
        name for name, (shape, _, asked, kind) in UNDERSTOOD.items()
        if shape == Shape.LONG and not asked and kind == Kind.TARGET
    }  # fmt: skip
    assert certain == targets_of_the_contract - {"years_under_another_header.csv"}


# ---- what is drawn ----


def test_figures_outside_the_plans_are_drawn_and_counted() -> None:
    atlas = as_targets(understood("outside_the_plans.csv"))
    areas = query.figure_map(atlas, "co2_emissions", 2030)
    assert Counter(areas["state"])[State.FIGURE] == 5
    outside = areas.loc[["Hong Kong", "Macau", "Taiwan"], "drawn"].tolist()
    assert outside == pytest.approx([33.2, 1.1, 240.1])
    read, _ = map_readings.read(atlas, areas, "co2_emissions", 2030, map_readings.Basis.STATED)
    assert (read.loc[["Hong Kong", "Macau", "Taiwan"], "step"] >= 0).all()


def test_areas_outside_the_plans_stay_as_they_are_without_a_table() -> None:
    areas = query.figure_map(ATLAS, "forest_coverage", 2025)
    assert set(areas.loc[["Hong Kong", "Macau", "Taiwan"], "state"]) == {State.OUTSIDE}


@pytest.mark.parametrize("use", [Use.BESIDE, Use.ALONE])
def test_what_a_table_reports_is_drawn_by_its_year(use: Use) -> None:
    report = judged(understood("tonnes_in_four_sizes.csv"))
    atlas = joining.joined(ATLAS, report, use)
    assert query.first_own_map(atlas) == {"indicator": "yours_1", "year": "2020"}
    assert map_readings.offered(atlas, "yours_1") == [Basis.OF_YEAR]
    assert "yours_1" in query.mapped_indicators(atlas, None)
    found = query.figure_map(atlas, "yours_1", 2020)
    areas, _ = map_readings.read(atlas, found, "yours_1", 2020, Basis.OF_YEAR)
    drawn = areas[areas["state"] == State.FIGURE]
    assert drawn["told"].to_dict() == {
        "Gansu": "182 million t (2020)",
        "Henan": "486 million t (2020)",
        "Hunan": "310.4 million t (2020)",
        "Tianjin": "158.2 million t (2020)",
    }
    assert (drawn["step"] >= 0).all()
    assert query.described(query.all_found(atlas, "yours_1", 2020))["sentence"].tolist()[0] == (
        "二氧化碳排放量: 486 million t, reported for 2020."
    )


def test_what_a_table_reports_of_the_atlas_s_own_indicator_comes_first() -> None:
    report = judged(understood("a_column_an_indicator.csv"))
    atlas = joining.joined(ATLAS, report, Use.BESIDE)
    assert query.first_own_map(atlas) == {"indicator": "forest_coverage", "basis": "reported"}
    latest = reported.latest(atlas, "forest_coverage")
    assert latest.loc["Tianjin", ["drawn", "year", "yours"]].tolist() == [12.1, 2022, True]
    assert not latest.at["Fujian", "yours"]


def test_reported_values_of_cities_are_points() -> None:
    table = "城市,PM2.5浓度(µg/m3),年份\n大庆市,31,2022\n大庆市,30,2023\n广州市,22,2023\n"
    atlas = joining.joined(ATLAS, judged(understood("t.csv", table.encode())), Use.BESIDE)
    assert query.first_own_map(atlas) == {"indicator": "pm25_mean", "basis": "reported"}
    assert Basis.REPORTED in map_readings.offered(atlas, "pm25_mean")
    points = query.points(atlas, "pm25_mean", 2025, Basis.REPORTED)
    assert sorted(zip(points["place"], points["drawn"], points["lat"], strict=True)) == [
        ("Daqing", 30, 46.583), ("Guangzhou", 22, 23.117),
    ]  # fmt: skip


def test_units_behind_names_in_cells_are_taken_out() -> None:
    table = (
        "地区：北京市\n指标,2022年,2021年\n支出 (亿元),7971.25,7469.15\n森林覆盖率(%),44.8,44.6\n"
    )
    assert drawn(understood("t.csv", table.encode())) == [
        ("Beijing", "支出", 797.125, "billion yuan", 2022),
        ("Beijing", "支出", 746.915, "billion yuan", 2021),
        ("Beijing", "forest_coverage", 44.8, "%", 2022),
        ("Beijing", "forest_coverage", 44.6, "%", 2021),
    ]


@pytest.mark.parametrize(
    ("answer", "read"), [(Shares.OF_ONE, [11.2, 85.4]), (Shares.PER_CENT, [0.112, 0.854])]
)
def test_shares_without_a_unit_are_known_by_their_names(answer: Shares, read: list[float]) -> None:
    table = "省份,年份,GDP,老年人口占比\n湖南,2022,4705,0.112\n甘肃,2022,1137,0.854\n".encode()
    reading = understood("t.csv", table)
    assert [str(one) for one in reading.open.missing] == ["shares"]
    answered = changed(reading, shares=answer)
    assert [value for _, name, value, _, _ in drawn(answered) if name == "老年人口占比"] == read


def test_labels_have_as_many_digits_as_the_atlas_s_own() -> None:
    atlas = as_targets(understood("long_decimals.csv"))
    rows = query.described(atlas.targets)
    assert rows["label"].tolist() == ["0.3121‡", "0.6242‡", "0.9362‡", "1.248‡", "1.56‡"]
    assert rows["as_printed"].tolist()[0] == "0.3120765351528 %"


def test_amounts_are_told_in_the_chinese_units_they_are_given_in() -> None:
    report = judged(understood("amounts_in_chinese_units.csv"))
    indicators = report.codebook.indicators.loc[["yours_1", "yours_2", "yours_3"]]
    assert indicators["unit_zh"].tolist() == ["亿立方米", "万公顷", "万千瓦"]
    assert indicators["unit"].tolist() == ["million m3", "ha", "GW"]


def test_a_total_is_not_read_against_the_nation_s() -> None:
    atlas = as_targets(understood("a_total_beside_the_nation.csv"))
    assert map_readings.offered(atlas, "yours_1") == [map_readings.Basis.STATED]


def test_what_differs_within_an_indicator_is_no_title_of_it() -> None:
    report = judged(understood("name_of_a_site.csv"))
    assert report.codebook.indicators.at["planted_bamboo", "name"] == "Planted bamboo"
    assert "Columns kept, but not drawn: name." in [str(note) for note in report.notes]


def test_letters_of_another_list_are_no_province() -> None:
    """CN.HE is Henan there, and Hebei by ISO 3166."""
    reading = understood("letters_of_another_list.csv")
    report = judged(changed(reading, undated=True))
    assert [(one.row, one.called) for one in report.problems] == [(2, "province"), (3, "province")]
    assert report.sound["province"].tolist() == ["Hunan"]


def test_cities_stand_at_their_points_with_their_provinces() -> None:
    report = judged(changed(understood("cities.csv"), undated=True))
    rows = report.sound[["province", "place"]].values.tolist()
    assert rows == [["Heilongjiang", "Daqing"], ["Guangdong", "Guangzhou"]]
    assert report.codebook.places.loc["Daqing", ["lat", "lon"]].tolist() == [46.583, 125.0]


@pytest.mark.parametrize(
    ("cell", "province", "place"),
    [("吉林市", "Jilin", "Jilin"), ("苏州", "Jiangsu", "Suzhou"), ("宿州市", "Anhui", "Suzhou")],
)
def test_a_city_is_not_its_namesake(cell: str, province: str, place: str) -> None:
    table = f"城市,PM2.5浓度(µg/m3),年份\n{cell},30,2030\n大庆市,31,2030\n".encode()
    row = judged(understood("t.csv", table)).sound.to_dict("records")[0]
    assert (row["province"], row["place"]) == (province, place)


def test_rows_say_themselves_whether_they_are_reported() -> None:
    report = judged(understood("reported_and_promised.csv"))
    assert report.sound["year"].tolist() == ["2030"]
    assert report.results[["province", "value", "year"]].values.tolist() == [
        ["Hunan", "60.1", "2022"]
    ]
    assert report.results.columns[0] == "id"


@pytest.mark.parametrize("form", ["a header that is a number", "comments above"])
def test_a_header_of_numbers_and_comments_is_no_row_of_figures(form: str) -> None:
    tables_of = {
        "a header that is a number": "Region,0\nHunan,0.5\nGansu,0.4\n",
        "comments above": "# Units: 1000 persons\n# From 2014\n"
        "province.name,2021\nHunan,5\nGansu,4\n",
    }
    reading = understood("t.csv", tables_of[form].encode())
    assert len(reading.raw.numbers) == 2
    assert reading.made.unit == ("1000 persons" if form == "comments above" else "")


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_workbooks, "SECONDS", 0.01)
    with pytest.raises(Unreadable) as refused:
        understood("old_excel.xls")
    assert str(refused.value) == (
        "The workbook takes too much time or memory to read; leave sheets, columns or rows out, "
        "or save the sheet with the table as CSV."
    )


SAYS_SO = {  # each refusal, followed literally
    "no_province_anywhere.csv": "province,站点,数值\nHebei,一号,1.5\nCN-HE,二号,2.5\n",
    "total_row_alone.csv": "province,indicator,value,unit,year\n"
    "National,forest_coverage,25,%,2030\n",
}


@pytest.mark.parametrize("name", SAYS_SO)
def test_a_refusal_that_is_followed_works(name: str) -> None:
    reading = understood("again.csv", SAYS_SO[name].encode())
    assert reading.raw.numbers


def test_the_latest_value_of_ones_own_is_drawn_where_the_atlas_knows_the_year_too() -> None:
    """The atlas's better evidence for 2023 left the map with the reader's value of 2021."""
    table = "地区,年份,森林覆盖率(%)\n吉林省,2023,45.4\n吉林省,2022,45.2\n吉林省,2021,45.1\n"
    reading = understood("t.csv", table.encode())
    report = uploads.judged(shapes.given(reading), ATLAS)
    joined = joining.joined(ATLAS, report, Use.BESIDE)
    found = reported.latest(joined, "forest_coverage").loc["Jilin"]
    assert (found["yours"], found["year"], found["value"]) == (True, 2023, 45.4)


def test_words_that_begin_as_months_do_are_names() -> None:
    """A column of figures called so was left out, as if it held one month of the year."""
    header = "province,year,exponential_decline,marine_fish,novel_cases,julep,Dec\n"
    reading = understood("t.csv", f"{header}Hunan,2025,1,2,3,4,5\nGansu,2025,6,7,8,9,10\n".encode())
    assert list(dict.fromkeys(reading.raw.cells("indicator"))) == [
        "exponential_decline", "marine_fish", "novel_cases", "julep"
    ]  # fmt: skip
    assert reading.raw.unknown == ("Dec",)


def test_months_are_no_years() -> None:
    reading = understood("months_as_columns.csv")
    assert reading.raw.unknown == ("2022年1月", "2022年2月")


def test_another_sheet_can_be_chosen() -> None:
    reading = understood("a_sheet_a_province.xlsx", sheet="甘肃")
    assert reading.opened.sheets == ("湖南", "甘肃")
    assert {province for province, *_ in drawn(reading)} == {"Gansu"}


def test_problems_stand_at_the_cells_of_the_file() -> None:
    table = "地区,2021年,2022年\n湖南,60,六十\n甘粛,11,12\n".encode()
    reading = understood("t.csv", table)
    made = choices.with_meaning(reading.made, "", "forest_coverage", ATLAS)
    report = judged(shapes.changed(reading, made, ATLAS))
    assert [(one.row, one.called) for one in report.problems] == [
        (2, "2022年"), (3, "province"), (3, "province"),
    ]  # fmt: skip


def test_a_row_with_more_cells_than_the_header_is_named() -> None:
    reading = understood("t.csv", "地区,2021年,2022年\n湖南,1,060,1,061\n甘肃,11,12\n".encode())
    made = choices.with_meaning(reading.made, "", "forest_coverage", ATLAS)
    report = judged(shapes.changed(reading, made, ATLAS))
    assert {one.row for one in report.problems} == {2}
    assert set(report.results["province"]) == {"Gansu"}


# ---- round trip ----


@pytest.mark.parametrize("language", list(Language))
def test_what_is_handed_out_is_read_again_whole(language: Language) -> None:
    head, unit = "province,indicator,value,unit,year", "万亩,2030"
    own = f"{head}\nHunan,Bamboo,12.5,{unit}\nGansu,Bamboo,3,{unit}\n"
    joined = joining.joined(ATLAS, judged(understood("own.csv", own.encode())), Use.BESIDE)
    rows = joined.own.rows if joined.own else joined.rows
    if language == Language.ENGLISH:
        data = tables.csv_bytes(rows)
    else:
        from commitments.atlas.translation import translated

        with speaking(language):
            packed = tables.package(translated(joined, language), rows["id"], "All.")
        import zipfile

        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            data = archive.read("targets.csv")
    report = judged(understood("again.csv", data))
    assert [str(one) for one in report.problems] == []
    assert report.sound[["province", "value", "year"]].values.tolist() == [
        ["Hunan", "12.5", "2030"], ["Gansu", "3", "2030"],
    ]  # fmt: skip


def test_a_table_of_problems_is_the_long_form_of_the_wide_one() -> None:
    reading = understood("a_column_an_indicator.csv")
    handed_back = uploads.annotated_csv(judged(reading)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(handed_back)))
    assert len(rows) == 8
    assert rows[0]["province"] == "天津市"
    again = understood("again.csv", handed_back.encode())
    assert judged(again).problems == ()
