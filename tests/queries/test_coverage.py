"""What was found is counted: cell by cell, theme by theme, year by year."""

from dataclasses import replace

import pytest
from support import real

from commitments.domain.model import NATION, OUTSIDE_THE_PLANS, State, Theme
from commitments.queries import coverage, query
from commitments.queries.coverage import Layout


@pytest.fixture(scope="module")
def atlas():
    return real.atlas()


def only(atlas, *ids):
    """Keep a few rows of the atlas, by id."""
    return replace(atlas, targets=atlas.targets[atlas.targets["id"].isin(ids)])


def of_cell(atlas, province, indicator):
    rows = query.province_wide(atlas.targets)
    return rows[(rows["province"] == province) & (rows["indicator"] == indicator)]


def test_a_cell_with_a_figure_and_words_is_a_figure(atlas):
    figure = of_cell(atlas, "Hebei", "good_air_days").iloc[0]
    wordy = of_cell(atlas, "Hebei", "carbon_after_peak").iloc[0]
    mixed = atlas.targets[atlas.targets["id"].isin([figure["id"], wordy["id"]])]
    tiny = replace(atlas, targets=mixed.assign(indicator="good_air_days"))
    cell = coverage.cells(tiny, None).loc[("Hebei", "good_air_days")]
    assert (cell["state"], cell["found"], cell["figures"], cell["words"]) == (State.FIGURE, 2, 1, 1)
    assert cell["id"] == figure["id"], "a click opens the figure"
    assert len(cell["said"]) == 2 and cell["said"][0].startswith("Days with good air, share: ")


def test_the_four_states_of_a_cell(atlas):
    wordy = of_cell(atlas, "Hebei", "carbon_after_peak")["id"].iloc[0]
    figure = of_cell(atlas, "Jilin", "pm25_mean")["id"].iloc[0]
    tiny = only(atlas, wordy, figure)
    read = atlas.sources[atlas.sources["place"] == "Shanxi"]
    tiny = replace(tiny, sources=read, results=atlas.results.iloc[:0])
    cells = coverage.cells(tiny, None)["state"]
    assert cells["Jilin", "pm25_mean"] == State.FIGURE
    assert cells["Hebei", "carbon_after_peak"] == State.WORDS
    assert cells["Shanxi", "pm25_mean"] == State.NOTHING
    assert cells["Hainan", "pm25_mean"] == State.NO_DOCUMENT
    assert len(cells) == 31 * 2


def test_zero_is_a_figure(atlas):
    row = of_cell(atlas, "Jilin", "pm25_mean").iloc[:1]
    tiny = replace(atlas, targets=row.assign(value=0.0, drawn=0.0))
    assert coverage.cells(tiny, None).at[("Jilin", "pm25_mean"), "state"] == State.FIGURE


def test_a_city_fills_no_cell_of_its_province(atlas):
    cities = atlas.targets[atlas.targets["place"] != ""].head(3)
    assert coverage.cells(replace(atlas, targets=cities), None).empty


@pytest.mark.parametrize("theme", [None, *Theme])
def test_the_cells_add_up_to_the_coverage_map(atlas, theme):
    counts = ["found", "figures", "words"]
    summed = coverage.cells(atlas, theme).groupby(level="province")[counts].sum()
    mapped = query.coverage(atlas, theme).loc[summed.index, counts]
    assert (summed == mapped).all(axis=None)
    assert len(summed) == 31


@pytest.mark.parametrize("theme", [None, *Theme])
@pytest.mark.parametrize("order", coverage.ORDERS)
def test_the_31_provinces_are_always_there(atlas, theme, order):
    shown = coverage.grid(atlas, Layout(order, theme=theme)).provinces
    assert sorted(shown.index) == sorted(set(atlas.provinces.index) - set(OUTSIDE_THE_PLANS))


def test_an_empty_table_still_has_its_provinces(atlas):
    grid = coverage.grid(replace(atlas, targets=atlas.targets.head(0)))
    assert len(grid.provinces) == 31
    assert grid.indicators.empty and grid.cells.empty and grid.unshown == 0


def test_totals_agree_with_the_states(atlas):
    grid = coverage.grid(atlas)
    states = grid.cells["state"].value_counts()
    assert states.sum() == 31 * len(grid.indicators)
    for side in (grid.provinces, grid.indicators):
        assert side["figures"].sum() == states[State.FIGURE]
        assert side["words"].sum() == states[State.WORDS]


def test_provinces_stand_by_region_from_north_to_west(atlas):
    shown = coverage.grid(atlas).provinces
    assert list(dict.fromkeys(shown["region"])) == list(coverage.REGIONS)
    for _, names in shown.groupby("region", sort=False):
        assert list(names.index) == sorted(names.index)


def test_a_region_of_another_scheme_stands_last(atlas):
    moved = atlas.provinces.assign(
        region=atlas.provinces["region"].where(atlas.provinces.index != "Beijing", "Capital")
    )
    shown = coverage.grid(replace(atlas, provinces=moved)).provinces
    assert shown.index[-1] == "Beijing"


def test_provinces_by_name_and_by_number_found(atlas):
    by_name = coverage.grid(atlas, Layout("name")).provinces
    assert list(by_name.index) == sorted(by_name.index)
    by_found = coverage.grid(atlas, Layout("found")).provinces
    counts = (by_found["figures"] + by_found["words"]).tolist()
    assert counts == sorted(counts, reverse=True)
    found = by_found.assign(total=by_found["figures"] + by_found["words"])
    ties = [list(names.index) for _, names in found.groupby("total") if len(names) > 1]
    assert ties
    assert all(names == sorted(names) for names in ties)


def test_indicators_stand_by_theme_most_covered_first(atlas):
    shown = coverage.grid(atlas).indicators
    assert list(dict.fromkeys(shown["theme"])) == list(coverage.THEMES)
    for _, columns in shown.groupby("theme", sort=False):
        counts = (columns["figures"] + columns["words"]).tolist()
        assert counts == sorted(counts, reverse=True)


def test_indicators_of_one_province_are_left_out_and_counted(atlas):
    shared, every = (coverage.grid(atlas, Layout(shared=kept)) for kept in (True, False))
    assert (shared.indicators["figures"] + shared.indicators["words"]).min() == 2
    assert len(shared.indicators) + shared.unshown == len(every.indicators)
    assert every.unshown == 0
    assert shared.provinces["commitments"].sum() == every.provinces["commitments"].sum()


def test_a_link_names_only_what_is_unusual():
    assert Layout().choices() == {}
    asked = Layout("found", shared=False, theme=Theme.AIR)
    assert asked.choices() == {"theme": "air", "sort": "found", "indicators": "every"}


def test_themes_are_counted_for_one_province_and_for_all(atlas):
    counts = coverage.counted_by_theme(atlas, "Hebei")
    assert list(counts.index) == list(coverage.THEMES)
    assert counts.sum().sum() == (atlas.targets["province"] == "Hebei").sum()
    everywhere = coverage.counted_by_theme(atlas, None)
    assert everywhere.sum().sum() == (atlas.targets["province"] != NATION).sum()


def test_years_are_counted_the_past_as_one_and_no_date_last(atlas):
    counts = coverage.counted_by_year(atlas, None, 2027)
    assert counts.index[0] == "before 2027" and counts.index[-1] == "no date"
    assert counts.index[1] == "2027", "this year is not past"
    assert list(counts.index)[1:-1] == sorted(list(counts.index)[1:-1])
    assert counts.sum().sum() == (atlas.targets["province"] != NATION).sum()
