"""Tests each question of the atlas on a handful of rows."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.model import (
    NO_DATE,
    OUTSIDE_THE_PLANS,
    YOURS,
    Basis,
    Filters,
    Flag,
    Selection,
    State,
    Theme,
)
from commitments.language import Language, speaking
from commitments.queries import codebook_lists, query, schedule, search

ROWS = (
    small.figure("Hebei", "forest_coverage", "at_least", "36.5", "2035"),
    small.figure("Hebei", "forest_coverage", "reach", "35", "2025", source="hebei-news"),
    small.figure("Jilin", "forest_coverage", "reach", "45.8", "2025", source="jilin-outline"),
    small.figure("Heilongjiang", "pm25_mean", "at_most", "25", "2025", place="Daqing"),
    small.words("Jilin", "forest_coverage", "Forests grow denser.", "2035"),
    small.words("Hebei", "carbon_peak", "Emissions peak.", "2030"),
    small.figure("National", "forest_coverage", "at_least", "24.1", "2025"),
)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(*ROWS)


def numbers(rows: pd.DataFrame) -> list[int]:
    """Return which rows these are, counted from 1 in the order in which they were written."""
    return [int(row.rsplit("-", 1)[1]) for row in rows["id"]]


def counts(areas: pd.DataFrame) -> dict[str, int]:
    return areas["state"].value_counts().to_dict()


# ---- keeping some rows ----


def test_themed(atlas: Atlas) -> None:
    assert numbers(query.themed(atlas.targets, Theme.CARBON)) == [6]
    assert numbers(query.themed(atlas.targets, Theme.WATER)) == []
    assert numbers(query.themed(atlas.targets, None)) == [1, 2, 3, 4, 5, 6, 7]


def test_province_wide_leaves_out_cities_and_the_nation(atlas: Atlas) -> None:
    assert numbers(query.province_wide(atlas.targets)) == [1, 2, 3, 5, 6]


def test_due_in_a_year_or_in_none() -> None:
    dated, undated = small.figure(year="2035"), small.figure(year="")
    rows = small.atlas(dated, undated).targets
    assert numbers(query.due_in(rows, 2035)) == [1]
    assert numbers(query.due_in(rows, None)) == [2]
    assert numbers(query.due_in(rows, 2034)) == []


def test_figures_and_words_share_out_the_rows(atlas: Atlas) -> None:
    assert numbers(query.figures(atlas.targets)) == [1, 2, 3, 4, 7]
    assert numbers(query.words(atlas.targets)) == [5, 6]


def test_zero_is_a_figure() -> None:
    atlas = small.atlas(small.figure("Hebei", "forest_coverage", "reach", "0", "2025"))
    assert numbers(query.figures(atlas.targets)) == [1]
    assert query.figure_map(atlas, "forest_coverage", 2025).at["Hebei", "state"] == State.FIGURE
    assert query.coverage(atlas, None).at["Hebei", "figures"] == 1


def test_questions_leave_the_atlas_as_it_was(atlas: Atlas) -> None:
    before = atlas.targets.copy()
    query.coverage(atlas, None)
    query.figure_map(atlas, "forest_coverage", 2025)
    query.described(atlas.targets)
    search.matching(atlas, Filters("forest"))
    pd.testing.assert_frame_equal(atlas.targets, before)


def test_described_adds_what_a_reader_reads(atlas: Atlas) -> None:
    first = query.described(atlas.targets.head(1)).iloc[0]
    assert (first["label"], first["full_label"]) == ("≥ 36.5", "≥ 36.5 %")
    assert (first["due"], first["where"]) == ("due 2035", "")
    assert first["sentence"] == "Forest cover, share: at least 36.5 %, due 2035."


def test_described_nothing_is_nothing_with_the_same_columns(atlas: Atlas) -> None:
    nothing = query.described(atlas.targets.head(0))
    assert nothing.empty
    assert {"label", "full_label", "sentence", "due", "where"} <= set(nothing.columns)


# ---- the states of the 34 areas ----


def test_coverage_counts_and_states(atlas: Atlas) -> None:
    found = query.coverage(atlas, None)
    assert found.loc["Hebei", ["found", "figures", "words"]].tolist() == [3, 2, 1]
    assert found.loc["Jilin", ["found", "figures", "words"]].tolist() == [2, 1, 1]
    assert found.loc["Hebei", "iso"] == "CN-HE"
    assert counts(found) == {
        State.FIGURE: 2,
        State.NOTHING: 3,  # Heilongjiang (its city only), Shandong and Tibet (documents only)
        State.NO_DOCUMENT: 26,
        State.OUTSIDE: 3,
    }


def test_words_alone_make_a_state_of_their_own(atlas: Atlas) -> None:
    found = query.coverage(atlas, Theme.CARBON)
    assert found.at["Hebei", "state"] == State.WORDS
    assert found.at["Jilin", "state"] == State.NOTHING


@pytest.mark.parametrize("theme", [None, *Theme])
def test_five_states_add_up_to_34(atlas: Atlas, theme: Theme | None) -> None:
    assert sum(counts(query.coverage(atlas, theme)).values()) == 34


@pytest.mark.long
def test_five_states_of_real_maps_add_up_to_34(real_atlas: Atlas) -> None:
    for indicator in query.indicators(real_atlas, None)[::4]:
        fullest = query.fullest_year(real_atlas, indicator)
        year = None if fullest == NO_DATE else int(fullest)
        areas = query.figure_map(real_atlas, indicator, year)
        found = counts(areas)
        assert sum(found.values()) == len(areas) == 34, (indicator, year)
        assert found[State.OUTSIDE] == 3
        assert found.get(State.FIGURE, 0) == areas["drawn"].notna().sum()


def test_map_draws_what_is_due_in_its_year(atlas: Atlas) -> None:
    areas = query.figure_map(atlas, "forest_coverage", 2025)
    assert query.drawn(areas)["drawn"].to_dict() == {"Hebei": 35, "Jilin": 45.8}
    later = query.figure_map(atlas, "forest_coverage", 2035)
    assert query.drawn(later)["drawn"].to_dict() == {"Hebei": 36.5}
    assert later.at["Jilin", "state"] == State.WORDS
    assert later.at["Jilin", "summary"] == "Forests grow denser."


def test_figure_of_a_city_never_colours_its_province(atlas: Atlas) -> None:
    areas = query.figure_map(atlas, "pm25_mean", 2025)
    assert query.drawn(areas).empty
    assert areas.at["Heilongjiang", "state"] == State.NOTHING
    assert query.coverage(atlas, Theme.AIR).at["Heilongjiang", "found"] == 0


def test_figure_of_the_nation_colours_nothing(atlas: Atlas) -> None:
    assert "National" not in query.figure_map(atlas, "forest_coverage", 2025).index


def test_no_document_is_not_nothing_found(atlas: Atlas) -> None:
    areas = query.figure_map(atlas, "forest_coverage", 2025)
    assert areas.at["Beijing", "state"] == State.NO_DOCUMENT
    assert areas.at["Tibet", "state"] == State.NOTHING


def test_outside_the_plans_even_with_a_row() -> None:
    atlas = small.atlas(small.figure("Hong Kong", "forest_coverage", "reach", "25", "2035"))
    areas = query.figure_map(atlas, "forest_coverage", 2035)
    assert set(areas.index[areas["state"] == State.OUTSIDE]) == set(OUTSIDE_THE_PLANS)


def test_other_years_are_named_where_something_was_found_for_them() -> None:
    years = ("2030", "", "2025", "2035", "2030")
    rows = [small.figure("Hebei", year=year) for year in years]
    areas = query.figure_map(small.atlas(*rows), "forest_coverage", 2025)
    assert areas.at["Hebei", "elsewhere"] == "2030, 2035, no date"
    assert areas.at["Jilin", "elsewhere"] == ""


def test_other_years_of_an_indicator_with_one_year_are_none() -> None:
    areas = query.figure_map(small.atlas(small.figure()), "forest_coverage", 2035)
    assert set(areas["elsewhere"]) == {""}


def test_no_map_of_a_year_without_figures_has_figures(atlas: Atlas) -> None:
    areas = query.figure_map(atlas, "forest_coverage", 2031)
    assert len(areas) == 34
    assert State.FIGURE not in counts(areas)


# ---- which of several figures is drawn ----

WHOLE = small.figure(value="30", year="2025", source="hebei-news")
LIMITED = small.figure(value="31", year="2025", scope="plains")
OFFICIAL = small.figure(value="32", year="2025")
IN_WORDS = small.words(indicator="forest_coverage", year="2025")
OLDER = {"sources": {"hebei-news": {"evidence": "A", "published": "2023-01"}}}
NEWER = {"sources": {"hebei-news": {"evidence": "A", "published": "2025-01"}}}


@pytest.mark.parametrize(
    ("rows", "changes", "drawn"),
    [
        pytest.param((IN_WORDS, WHOLE), {}, 30, id="a figure before words"),
        pytest.param((LIMITED, WHOLE), {}, 30, id="the whole province before a part"),
        pytest.param((WHOLE, OFFICIAL), {}, 32, id="better evidence first"),
        pytest.param((WHOLE, OFFICIAL), OLDER, 32, id="the later of two official texts"),
        pytest.param((OFFICIAL, WHOLE), NEWER, 30, id="the later, written last"),
    ],
)
def test_best_first(rows: tuple[small.Row, ...], changes: dict, drawn: float) -> None:
    atlas = small.atlas(*rows, **changes)
    assert query.best_first(atlas.targets)["drawn"].iloc[0] == drawn
    areas = query.figure_map(atlas, "forest_coverage", 2025)
    assert areas.at["Hebei", "drawn"] == drawn
    assert areas.at["Hebei", "figures"] + areas.at["Hebei", "words"] == len(rows)


def test_best_first_keeps_every_row(atlas: Atlas) -> None:
    assert sorted(numbers(query.best_first(atlas.targets))) == [1, 2, 3, 4, 5, 6, 7]


# ---- due years ----


def test_due_years_ascend_with_no_date_last() -> None:
    rows = [small.figure(year=year) for year in ("", "2035", "2100", "2025")]
    atlas = small.atlas(*rows, small.words(indicator="forest_coverage", year="2030"))
    years = ["2025", "2030", "2035", "2100", "no date"]
    assert query.due_years(atlas, "forest_coverage") == years


def test_due_years_are_those_of_provinces_and_their_places_never_of_the_nation() -> None:
    atlas = small.atlas(
        small.figure("Heilongjiang", year="2025", place="Daqing"),
        small.figure("National", year="2030"),
        small.words("Jilin", "forest_coverage", year="2035"),
    )
    assert query.due_years(atlas, "forest_coverage") == ["2025", "2035"]


def test_all_years_ascend_with_no_date_last(atlas: Atlas) -> None:
    assert search.all_years(atlas) == ["2025", "2030", "2035", "no date"]


@pytest.mark.parametrize(
    ("dues", "fullest"),
    [
        ({"Hebei": "2025", "Jilin": "2025", "Tibet": "2035"}, "2025"),
        ({"Hebei": "2025", "Jilin": "2035"}, "2035"),
        ({"Hebei": "", "Jilin": "2025"}, "2025"),
        ({"Hebei": "", "Jilin": "", "Tibet": "2035"}, "no date"),
        ({"Hebei": ""}, "no date"),
    ],
    ids=["most provinces", "the later of equals", "a date before none", "none has most", "none"],
)
def test_fullest_year(dues: dict[str, str], fullest: str) -> None:
    atlas = small.atlas(*(small.figure(name, year=year) for name, year in dues.items()))
    assert query.fullest_year(atlas, "forest_coverage") == fullest


def test_fullest_year_is_one_of_figures_before_one_of_words_and_places() -> None:
    wordy = [small.words(name, "forest_coverage", year="2035") for name in ("Jilin", "Tibet")]
    places = [small.figure("Heilongjiang", year="2030", place="Daqing")]
    atlas = small.atlas(small.figure("Hebei", year="2025"), *wordy, *places)
    assert query.fullest_year(atlas, "forest_coverage") == "2025"
    assert query.fullest_year(small.atlas(*wordy, *places), "forest_coverage") == "2035"
    assert query.fullest_year(small.atlas(*places), "forest_coverage") == "2030"


def test_fullest_year_counts_provinces_once() -> None:
    thrice = [small.figure("Hebei", value=value, year="2025") for value in "123"]
    elsewhere = [small.figure(name, year="2035") for name in ("Jilin", "Tibet")]
    assert query.fullest_year(small.atlas(*thrice, *elsewhere), "forest_coverage") == "2035"


@pytest.mark.long
def test_every_real_indicator_opens_on_a_year_that_it_offers(real_atlas: Atlas) -> None:
    for indicator in query.indicators(real_atlas, None):
        years = query.due_years(real_atlas, indicator)
        assert query.fullest_year(real_atlas, indicator) in years, indicator


# ---- indicators, points, the nation ----


def test_indicators_most_provinces_first(atlas: Atlas) -> None:
    assert query.indicators(atlas, None) == ["forest_coverage", "carbon_peak", "pm25_mean"]
    assert query.indicators(atlas, Theme.CARBON) == ["carbon_peak"]
    assert query.indicators(atlas, Theme.WATER) == []


def test_indicators_of_the_nation_alone_are_not_offered() -> None:
    atlas = small.atlas(small.figure("National", "pm25_mean", "at_most", "28"))
    assert query.indicators(atlas, None) == []


def test_points_are_the_places_with_their_degrees(atlas: Atlas) -> None:
    (point,) = query.points(atlas, "pm25_mean", 2025).to_dict("records")
    assert (point["place"], point["lat"], point["lon"]) == ("Daqing", 46.583, 125.0)
    assert query.points(atlas, "forest_coverage", 2025).empty
    assert query.points(atlas, "pm25_mean", 2025, Basis.ANSWERS).empty
    assert query.points(atlas, "pm25_mean", 2025, Basis.REPORTED).empty, "none is reported"


def test_national_figure_of_the_same_year(atlas: Atlas) -> None:
    assert query.national(atlas, "forest_coverage", 2025)["drawn"].tolist() == [24.1]
    assert query.national(atlas, "forest_coverage", 2035).empty


@pytest.mark.parametrize(
    ("indicator", "basis", "values"),
    [
        ("forest_coverage", Basis.STATED, [24.1]),
        ("forest_coverage", Basis.NATION, [24.1]),
        ("forest_coverage", Basis.SHARE, []),
        ("red_line_area", Basis.STATED, []),
    ],
    ids=["a share", "against it", "a share of area", "a sum of its parts"],
)
def test_national_figure_beside_the_provinces(
    indicator: str, basis: Basis, values: list[float]
) -> None:
    atlas = small.atlas(
        small.figure("National", value="24.1", year="2025"),
        small.figure("National", "red_line_area", value="3190000", year="2025"),
        small.figure("Hebei", year="2025"),
        indicators={"red_line_area": {"additive": "yes", "bounded_by_area": "no"}},
    )
    asked = Selection(None, indicator, 2025, basis=basis)
    assert query.national_beside(atlas, asked)["drawn"].tolist() == values
    assert query.is_sum(atlas, indicator) == (indicator == "red_line_area")


def test_all_found_is_every_row_behind_a_map(atlas: Atlas) -> None:
    assert numbers(query.all_found(atlas, "forest_coverage", 2025)) == [3, 2, 7]
    assert numbers(query.all_found(atlas, "forest_coverage", 2035)) == [1, 5]
    assert numbers(query.all_found(atlas, "pm25_mean", 2025)) == [4]


def test_symbol(atlas: Atlas) -> None:
    assert query.symbol(atlas, "red_line_area") == "km²"
    assert query.symbol(atlas, "carbon_peak") == ""


# ---- classes ----


def test_class_limits_are_the_declared_ones(atlas: Atlas) -> None:
    assert query.class_limits(atlas, "forest_coverage") == (20, 40, 60)


def test_class_limits_without_declared_ones_are_round_over_all_years() -> None:
    areas = {"Hebei": ("36390", "2035"), "Jilin": ("48000", "2025"), "Tibet": ("500000", "")}
    atlas = small.atlas(
        *(small.figure(p, "red_line_area", "reach", v, y) for p, (v, y) in areas.items())
    )
    assert query.class_limits(atlas, "red_line_area") == (
        100_000,
        200_000,
        300_000,
        400_000,
        500_000,
    )


def test_class_limits_take_the_corrected_figure() -> None:
    fault = small.figure(
        "Hebei", "red_line_area", value="363900", year="",
        corrected_value="36390", correction="A digit too many.",
    )  # fmt: skip
    atlas = small.atlas(fault, small.figure("Jilin", "red_line_area", value="48000"))
    assert max(query.class_limits(atlas, "red_line_area")) <= 48_000
    assert query.figure_map(atlas, "red_line_area", None).at["Hebei", "drawn"] == 36_390
    assert numbers(codebook_lists.corrected(atlas)) == [1]


# ---- one province ----


def test_documents_of_a_province_and_its_cities_newest_first(atlas: Atlas) -> None:
    hebei = codebook_lists.documents(atlas, "Hebei")
    assert hebei.index.tolist() == ["hebei-news", "hebei-official"]
    assert hebei["commitments"].tolist() == [1, 2]
    assert "daqing-news" in codebook_lists.documents(atlas, "Heilongjiang").index
    assert codebook_lists.documents(atlas, "Beijing").empty


def test_due_next_is_soonest_first_and_never_past(atlas: Atlas) -> None:
    assert numbers(schedule.due_next(atlas, "Hebei", 2026)) == [6, 1]
    assert numbers(schedule.due_next(atlas, "Hebei", 2025)) == [2, 6, 1]
    assert numbers(schedule.due_next(atlas, "Hebei", 2025, most=1)) == [2]
    assert numbers(schedule.due_next(atlas, "Hebei", 2036)) == []


def test_fullest_provinces_by_name(atlas: Atlas) -> None:
    assert query.fullest_provinces(atlas, 1) == ["Hebei"]
    assert query.fullest_provinces(atlas, 9) == ["Hebei", "Jilin"]


def test_timeline_of_some_provinces(atlas: Atlas) -> None:
    assert numbers(schedule.timeline(atlas, None, ("Jilin", "Hebei"))) == [2, 6, 1, 3, 5]
    assert numbers(schedule.timeline(atlas, Theme.CARBON, ("Jilin", "Hebei"))) == [6]
    assert numbers(schedule.timeline(atlas, None, ("National",))) == [7]
    assert schedule.timeline(atlas, None, ()).empty


# ---- the tables of the Method page ----


def test_codebook_counts_its_commitments(atlas: Atlas) -> None:
    codebook = codebook_lists.codebook(atlas)
    counts = {"pm25_mean": 1, "carbon_peak": 1, "forest_coverage": 5}
    found = codebook["commitments"].to_dict()
    assert found == dict.fromkeys(small.INDICATORS, 0) | counts
    assert codebook.loc["forest_coverage", ["symbol", "wanted_name"]].tolist() == ["%", "higher"]
    assert codebook.at["red_line_area", "wanted_name"] == ""


def test_codebook_names_the_measures_kept_apart_and_what_answers(atlas: Atlas) -> None:
    told = codebook_lists.codebook(atlas)
    assert told.at["water_use_cap", "answered_by"] == "Water use"
    assert told.at["good_air_days", "measures"] == (
        "sand storms left out / sand storms included; cities at prefecture level / cities"
    )
    assert told.loc["red_line_area", ["answered_by", "measures"]].tolist() == ["", ""]
    with speaking(Language.CHINESE):
        told = codebook_lists.codebook(translated(atlas, Language.CHINESE))
    assert told.at["water_use_cap", "answered_by"] == "用水总量"
    assert told.at["forest_stock", "measures"] == "某范围 / 某范围"


def test_read_documents_count_their_commitments(atlas: Atlas) -> None:
    documents = codebook_lists.read_documents(atlas)
    assert documents["commitments"].sum() == len(ROWS)
    assert len(documents) == len(atlas.sources) == len(small.SOURCES | small.REPORTS)
    assert documents.at["hebei-news", "date"] == "2025-02"


# ---- the search ----


@pytest.fixture(scope="module")
def searched() -> Atlas:
    return small.atlas(
        small.figure("Hebei", "forest_coverage", "at_least", "36.5", "2035"),
        small.words("Jilin", "carbon_peak", "Émissions peak in GOOD order.", "2030",
                    source="jilin-outline", note="Of Xi’an & co. (*, ?) [sic]."),
        small.figure("Heilongjiang", "pm25_mean", "at_most", "25", "2025", place="Daqing",
                     source="daqing-news"),
        small.figure("Hebei", "red_line_area", "reach", "36390", "", source="hebei-news"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("", [1, 2, 3, 4]),
        ("   ", [1, 2, 3, 4]),
        ("forest", [1]),
        ("FOREST Cover", [1]),
        ("cover forest", [1]),
        ("hebei line", [4]),
        ("line hebei", [4]),
        ("森林", [1]),
        ("吉林 碳达峰", [2]),
        ("碳达峰 吉林", [2]),
        ("吉林 forest", []),
        ("emissions", [2]),
        ("émissions", [2]),
        ("Fórest", [1]),
        ("ＰＭ２．５", [3]),
        ("pm2.5", [3]),
        ("daqing", [3]),
        ("规划纲要", [2]),
        ("News of", [3, 4]),
        ("2030", [2]),
        (".*", [1, 2, 3, 4]),
        ("[sic]", [2]),
        ("(*,", [1, 2, 3, 4]),
        ("nowhere", []),
    ],
)
def test_search(searched: Atlas, words: str, rows: list[int]) -> None:
    assert numbers(search.matching(searched, Filters(words))) == rows


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (Filters(theme=Theme.ECOLOGY), [1, 4]),
        (Filters(province="Hebei"), [1, 4]),
        (Filters(kind="figure"), [1, 3, 4]),
        (Filters(kind="words"), [2]),
        (Filters(comparator="at_most"), [3]),
        (Filters(year="2030"), [2]),
        (Filters(year=NO_DATE), [4]),
        (Filters(source="daqing-news"), [3]),
        (Filters(evidence="C"), [3, 4]),
        (Filters("hebei", theme=Theme.ECOLOGY, evidence="A"), [1]),
        (Filters("jilin", province="Hebei"), []),
    ],
    ids=str,
)
def test_filters(searched: Atlas, asked: Filters, rows: list[int]) -> None:
    assert numbers(search.matching(searched, asked)) == rows


@pytest.mark.parametrize(
    ("flag", "rows"),
    [
        (Flag.INFERRED, [2]),
        (Flag.SCOPED, [3]),
        (Flag.CORRECTED, [4]),
        (Flag.PLACE, [5]),
        (Flag.NOTED, [6]),
        ("", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_flags(flag: str, rows: list[int]) -> None:
    atlas = small.atlas(
        small.figure(),
        small.figure(year_basis="stage"),
        small.figure(scope="plains"),
        small.figure(value="365", corrected_value="36.5", correction="A point too few."),
        small.figure(place="Baiyangdian"),
        small.figure(note="Mind."),
    )
    assert numbers(search.matching(atlas, Filters(flag=flag))) == rows


@pytest.mark.parametrize("order", [1, -1])
def test_search_of_the_real_table_in_chinese(real_atlas: Atlas, order: int) -> None:
    found = search.matching(real_atlas, Filters(" ".join(["河北", "生态保护红线"][::order])))
    assert "he-red_line_area-nodate" in set(found["id"])
    assert set(found["province"]) == {"Hebei"}


def every_word_stands_in(texts: pd.Series, words: Iterable[str]) -> bool:
    return all(word in text for text in texts for word in words)


def test_search_finds_all_and_only_what_has_every_word(real_atlas: Atlas) -> None:
    found = search.matching(real_atlas, Filters("water hebei"))
    others = replace(real_atlas, targets=real_atlas.targets.drop(found.index))
    assert len(found) > 5
    assert every_word_stands_in(real_atlas.haystack[found.index], ("water", "hebei"))
    assert search.matching(others, Filters("hebei water")).empty


def test_a_long_table_under_a_map_keeps_all_that_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(query, "ROWS_LISTED", 3)
    ids = ["he-forest_coverage-2035", "he-forest_coverage-2035-2", "he-forest_coverage-2035-3"]
    rows = [small.figure("Hebei", value=f"{90 - 10 * n}", id=one) for n, one in enumerate(ids)]
    atlas = small.atlas(*rows, small.figure("Jilin", value="10"), small.figure("Tibet", value="5"))
    behind = query.all_found(atlas, "forest_coverage", 2035)
    areas = query.figure_map(atlas, "forest_coverage", 2035)
    kept = query.listed(behind, areas)
    assert len(kept) == 3
    assert set(kept["province"]) == {"Hebei", "Jilin", "Tibet"}
    assert set(areas["id"].dropna()) <= set(kept["id"])


def test_of_a_readers_own_documents_only_those_with_sound_rows_are_listed() -> None:
    atlas = small.atlas(small.figure())
    own = atlas.sources.loc[["hebei-news", "jilin-outline"]].assign(evidence=YOURS)
    joined = replace(
        atlas,
        targets=atlas.targets.assign(source="jilin-outline", evidence=YOURS),
        sources=pd.concat([atlas.sources.drop(own.index), own]),
    )
    listed = codebook_lists.read_documents(joined)
    assert listed.index[listed["evidence"] == YOURS].tolist() == ["jilin-outline"]
    assert len(listed) == len(atlas.sources) - 1
