"""Tests which figures of two to four provinces stand side by side, in what order."""

import dataclasses
import math

import pandas as pd
import pytest
from support import real

from commitments.atlas.units import Units
from commitments.domain.model import State, Theme
from commitments.figures.compare import captions as compare_captions
from commitments.queries import comparison as compare
from commitments.queries import scales
from commitments.queries.comparison import Order

THREE = ("Hebei", "Jilin", "Shandong")
TODAY = 2025
REAL = real.atlas()


def commitment(**changes):
    """Return one enriched row; a `value` of None makes it words."""
    value = changes.get("value", 20.0)
    row = {
        "id": f"{changes.get('province', 'Hebei')}-{changes.get('year')}-{value}",
        "province": "Hebei", "place": "", "scope": "", "theme": "air", "indicator": "pm25",
        "comparator": "at_most", "value": value, "value_high": math.nan, "year": 2027,
        "year_basis": "stated", "base_year": "", "base_value": math.nan,
        "summary": "The air gets cleaner.", "as_printed": "", "corrected_value": math.nan,
        "correction": "", "source": "plan", "section": "", "paragraph": "", "note": "",
        "drawn": value, "drawn_high": math.nan, "symbol": "µg/m³", "printed_symbol": "µg/m³",
        "indicator_name": "Fine particles", "inferred": False, "evidence": "B", "grade": "B",
        "source_title": "A plan", "source_date": "2024-01-01", "scope_en": "",
        "printed_size": 1.0, "nature": "",
    } | changes  # fmt: skip
    if value is None:
        row |= {"value": math.nan, "drawn": math.nan, "comparator": ""}
    return row


def atlas_of(*rows, additive="no", upper="", read=("Hebei", "Jilin", "Shandong")):
    targets = pd.DataFrame(list(rows))
    targets["year"] = targets["year"].astype("Int64")
    known = {
        name: {
            "name": name, "theme": theme, "unit": "u", "additive": additive, "upper_bound": upper,
            "symbol": "µg/m³", "better": "lower", "reported_as": "", "series": "",
            "scope_required": "",
        }
        for name, theme in zip(targets["indicator"], targets["theme"], strict=True)
    }  # fmt: skip
    sources = pd.DataFrame({"place": list(read)}, index=[f"doc-{name}" for name in read])
    provinces = pd.DataFrame({"name_zh": "", "region": "North"}, index=[*THREE, "Tibet", "Macau"])
    return dataclasses.replace(
        REAL,
        version=repr(rows),
        results=REAL.results.head(0),
        targets=targets,
        indicators=pd.DataFrame.from_dict(known, orient="index"),
        sources=sources,
        provinces=provinces,
        units=Units({}, {"u": "µg/m³"}),
    )


def line_of(*rows, provinces=THREE, **settings):
    made = compare.lines(atlas_of(*rows, **settings), None, provinces, today=TODAY)
    assert len(made) == 1
    return made[0]


def shown(line):
    return {cell.province: cell.row and cell.row["full_label"] for cell in line.cells}


@pytest.fixture(scope="module")
def atlas():
    return REAL


@pytest.fixture(scope="module")
def ecology(atlas):
    made = compare.lines(atlas, Theme.ECOLOGY, THREE, today=TODAY)
    return {line.indicator: line for line in made}


def test_the_year_most_provinces_share_is_drawn_and_the_others_are_named():
    line = line_of(
        commitment(province="Hebei", year=2025, value=30.0),
        commitment(province="Hebei", year=2035, value=20.0),
        commitment(province="Jilin", year=2035, value=25.0),
    )
    assert shown(line) == {"Hebei": "≤ 20 µg/m³", "Jilin": "≤ 25 µg/m³", "Shandong": None}
    assert [row["full_label"] for row in line.cells[0].others] == ["≤ 30 µg/m³"]


def test_of_equally_shared_years_the_one_nearest_to_today_is_drawn():
    line = line_of(
        commitment(province="Hebei", year=2026, value=30.0),
        commitment(province="Hebei", year=2035, value=20.0),
        commitment(province="Jilin", year=2035, value=25.0),
        commitment(province="Jilin", year=2026, value=28.0),
    )
    assert shown(line)["Hebei"] == "≤ 30 µg/m³"


def test_a_year_shared_by_figures_goes_before_one_shared_by_words():
    line = line_of(
        commitment(province="Hebei", year=2035, value=20.0),
        commitment(province="Hebei", year=2025, value=None),
        commitment(province="Jilin", year=2025, value=None),
        commitment(province="Shandong", year=2025, value=30.0),
        commitment(province="Shandong", year=2035, value=25.0),
    )
    assert shown(line) == {"Hebei": "≤ 20 µg/m³", "Jilin": "words", "Shandong": "≤ 25 µg/m³"}


def test_without_the_shared_year_the_nearest_figure_is_drawn():
    line = line_of(
        commitment(province="Hebei", year=2030),
        commitment(province="Jilin", year=2030),
        commitment(province="Shandong", year=2027, value=31.0),
        commitment(province="Shandong", year=2050, value=9.0),
    )
    assert shown(line)["Shandong"] == "≤ 31 µg/m³"
    assert line.differences[0].words == "Hebei and Jilin 2030, Shandong 2027."


def test_a_figure_is_drawn_before_words_of_the_shared_year():
    line = line_of(
        commitment(province="Hebei", year=2030),
        commitment(province="Jilin", year=2030, value=None),
        commitment(province="Jilin", year=2035, value=25.0),
    )
    assert shown(line)["Jilin"] == "≤ 25 µg/m³"


def test_a_commitment_without_a_date_is_drawn_last_and_never_fails():
    line = line_of(
        commitment(province="Hebei", year=None, value=10.0),
        commitment(province="Hebei", year=2060, value=20.0),
        commitment(province="Jilin", year=None, value=None),
    )
    assert shown(line) == {"Hebei": "≤ 20 µg/m³", "Jilin": "words", "Shandong": None}


def test_the_same_figure_from_two_documents_is_named_once():
    line = line_of(
        commitment(province="Hebei", id="a"), commitment(province="Hebei", id="b", evidence="C")
    )
    assert line.cells[0].others == ()


def test_a_city_never_speaks_for_its_province():
    rows = atlas_of(commitment(place="Tangshan"), commitment(province="Jilin"))
    line = compare.lines(rows, None, ("Hebei", "Jilin"), today=TODAY)[0]
    assert line.cells[0].state == State.NOTHING


def test_a_blank_keeps_its_reason():
    line = line_of(
        commitment(),
        commitment(province="Jilin", value=None),
        provinces=("Hebei", "Jilin", "Shandong", "Tibet"),
    )
    assert [cell.state for cell in line.cells] == [
        State.FIGURE, State.WORDS, State.NOTHING, State.NO_DOCUMENT,
    ]  # fmt: skip
    table = compare_captions.as_table([line])
    assert table["full_label"].tolist() == [
        "≤ 20 µg/m³", "words", "nothing found in what was read", "no document read",
    ]  # fmt: skip


def test_what_nobody_has_is_dropped():
    rows = atlas_of(commitment(), commitment(province="Tibet", indicator="ozone"))
    made = compare.lines(rows, None, ("Hebei", "Jilin"), today=TODAY)
    assert [line.indicator for line in made] == ["pm25"]


def test_the_national_line_is_of_the_shared_year_alone():
    nation = commitment(province="National", year=2027, value=28.0)
    assert line_of(commitment(), nation).nation["full_label"] == "≤ 28 µg/m³"
    assert line_of(commitment(year=2030), nation).nation is None


def test_the_nation_is_no_line_beside_sums_nor_beside_itself():
    nation = commitment(province="National", value=2800.0)
    assert line_of(commitment(), nation, additive="yes").nation is None
    assert line_of(commitment(), nation, provinces=("Hebei", "National")).nation is None


def test_a_share_keeps_its_scale_whoever_is_compared():
    rows = (commitment(value=20.0), commitment(province="Tibet", value=50.0))
    assert line_of(*rows).end == 60.0
    assert line_of(*rows, provinces=("Hebei", "Tibet")).end == 60.0


def test_a_sum_is_scaled_to_those_compared():
    rows = (commitment(value=20.0), commitment(province="Tibet", value=5000.0))
    assert line_of(*rows, additive="yes").end == 20.0


@pytest.mark.parametrize(
    ("top", "bound", "end"),
    [
        (56_080.0, math.inf, 60_000.0),
        (66.8, 100.0, 80.0),
        (99.0, 100.0, 100.0),
        (100.0, 100.0, 100.0),
        (0.3, math.inf, 0.3),
        (0.0, math.inf, 1.0),
        (1.2, math.inf, 1.5),
        (8.0, math.inf, 8.0),
    ],
)
def test_a_scale_ends_at_a_round_number_that_holds_the_largest(top, bound, end):
    assert scales.end([top], bound) == end


def test_differences_first_puts_shares_before_sums_and_figures_before_words():
    def pair(name, first, second):
        return [
            commitment(province="Hebei", indicator=name, value=first),
            commitment(province="Jilin", indicator=name, value=second),
        ]

    rows = [
        *pair("both words", None, None),
        *pair("same", 10.0, 10.0),
        *pair("near", 10.0, 9.0),
        *pair("a sum", 10.0, 1.0),
        *pair("far", 10.0, 4.0),
        *pair("figure and words", 10.0, None),
        commitment(province="Hebei", indicator="Hebei alone"),
    ]
    held = atlas_of(*rows)
    held.indicators.loc["a sum", "additive"] = "yes"
    made = compare.lines(held, None, ("Hebei", "Jilin"), today=TODAY, order=Order.DIFFERENCES)
    assert [line.indicator for line in made] == [
        "far", "near", "a sum", "figure and words", "Hebei alone", "same", "both words",
    ]  # fmt: skip


def test_within_a_theme_what_most_state_comes_first(atlas):
    made = compare.lines(atlas, None, THREE, today=TODAY)
    keys = [(list(Theme).index(line.theme), -len(line.found), -len(line.figures)) for line in made]
    assert keys == sorted(keys)


def test_the_red_lines_of_hebei_jilin_and_shandong(ecology):
    line = ecology["red_line_area"]
    assert shown(line) == {
        "Hebei": "≥ 36,390 km²*", "Jilin": "≥ 53,600 km²", "Shandong": "≥ 20,600 km²*",
    }  # fmt: skip
    said = {one.what: one.words for one in line.differences}
    assert said["Hebei is corrected"] == (
        "printed 363,900 km², read as 36,390 km² (no date given)."
    )
    assert said["Scopes differ"] == (
        "Hebei: includes sea area; Jilin: the whole province; Shandong: includes sea area."
    )
    assert line.end == 60_000.0


def test_the_forest_cover_of_hebei_jilin_and_shandong(ecology):
    line = ecology["forest_coverage"]
    assert shown(line) == {"Hebei": "36.5 %", "Jilin": "≥ 45.8 %", "Shandong": None}
    assert line.cells[2].state == State.NOTHING
    assert line.nation["full_label"] == "24.1 %"
    said = {one.what: one.words for one in line.differences}
    assert said["Wording differs"] == "Hebei reach, Jilin at least."


def test_every_commitment_of_the_three_is_drawn_or_named(atlas):
    made = compare.lines(atlas, None, THREE, today=TODAY)
    told = compare.drawn(atlas, made)
    ours = told[told["province"] != "National"]
    rows = compare.rows(atlas, None, THREE)
    assert set(rows["indicator"]) == {line.indicator for line in made}
    assert set(ours["id"]) <= set(rows["id"])
    left = rows[~rows["id"].isin(ours["id"])]
    said = set(zip(ours["province"], ours["indicator"], ours["year"].fillna(0), strict=True))
    assert (
        set(zip(left["province"], left["indicator"], left["year"].fillna(0), strict=True)) <= said
    )


def test_the_link_names_what_is_not_usual():
    assert compare.choices(None, ("Hebei", "Jilin"), Order.THEME) == {"province": "Hebei,Jilin"}
    assert compare.choices(Theme.AIR, ("Hebei",), Order.DIFFERENCES) == {
        "theme": "air", "province": "Hebei", "order": "differences",
    }  # fmt: skip


def test_title_and_subtitle_say_what_is_compared(atlas):
    made = compare.lines(atlas, Theme.AIR, THREE, today=TODAY)
    shared = sum(all(cell.row is not None for cell in line.cells) for line in made)
    several = sum(len(line.figures) > 1 for line in made)
    assert compare_captions.title(Theme.AIR, THREE) == "Hebei, Jilin and Shandong side by side: air"
    assert compare_captions.title(None, ("National", "Hebei")) == (
        "The nation and Hebei side by side"
    )
    assert compare_captions.subtitle(made, THREE, Order.THEME) == (
        f"{len(made)} indicators: {shared} found for all, {several} with two figures or more · "
        "within a theme, what most provinces state comes first"
    )


def test_too_few_and_none_are_full_sentences(atlas):
    assert compare_captions.too_few(atlas, ()).startswith("No province is chosen.")
    assert compare_captions.too_few(atlas, ("Hebei",)).startswith(
        f"Only Hebei is chosen: {len(compare.rows(atlas, None, ['Hebei']))} commitments"
    )
    assert "do not cover" in compare_captions.too_few(atlas, ("Macau",))
    assert "not the same as no target" in compare_captions.nothing_found(None, THREE)
