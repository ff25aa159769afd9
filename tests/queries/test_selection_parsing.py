"""Tests how a selection is typed, and what a wrong one is answered with."""

from functools import cache

import pytest
from support import real

from commitments.domain.figure_request import Format, Kind, NotOffered, Size
from commitments.domain.model import Basis, Selection, Theme
from commitments.queries import selection_parsing


@cache
def atlas():
    return real.atlas()


def typed(kind=Kind.MAP, **given):
    return selection_parsing.selection(atlas(), kind, **given)


def test_blank_asks_for_what_was_found():
    assert typed() == Selection()
    assert typed(theme="all") == Selection()
    assert typed(theme="Water") == Selection(theme=Theme.WATER)


def test_the_year_most_provinces_share_is_taken():
    assert typed(indicator="forest_coverage").year == 2025
    assert typed(indicator="forest_coverage", year="2035").year == 2035
    assert typed(indicator="red_line_area", year="no date").year is None


def test_a_dot_plot_takes_the_fullest_indicator():
    assert typed(Kind.DOTS, theme="water").indicator == "rural_sewage"


@pytest.mark.parametrize("word", ["share", "Share of area "])
def test_a_basis_goes_by_its_short_and_its_full_name(word):
    assert typed(indicator="red_line_area", basis=word).basis == Basis.SHARE
    assert typed(Kind.DOTS, indicator="forest_coverage", basis="nation").basis == Basis.NATION
    assert typed(indicator="red_line_area").basis == Basis.STATED


@pytest.mark.parametrize(
    ("kind", "given", "answer"),
    [
        (
            Kind.MAP,
            {"indicator": "red_line_area", "basis": "pie"},
            "“pie” is not a basis; choose stated, share, reported or answers.",
        ),
        (
            Kind.TILES,
            {"indicator": "forest_coverage", "basis": "share"},
            "The figures of forest_coverage cannot be read as “share of area”; "
            "choose stated, nation, reported or answers.",
        ),
        (
            Kind.MAP,
            {"basis": "share"},
            "A basis goes with an indicator; name one with --indicator.",
        ),
        (
            Kind.MATRIX,
            {"indicator": "red_line_area", "basis": "share"},
            "A basis goes with map, tiles or dots; leave it out.",
        ),
    ],
)
def test_a_basis_that_is_not_offered_is_answered_with_those_that_are(kind, given, answer):
    with pytest.raises(NotOffered) as said:
        typed(kind, **given)
    assert str(said.value) == answer


@pytest.mark.parametrize("name", ["Hebei", "hebei ", "河北", "HE", "cn-he", "130000"])
def test_a_province_goes_by_many_names(name):
    assert typed(provinces=[name]).provinces == ("Hebei",)


@pytest.mark.parametrize("name", ["National", "nation", "全国"])
def test_the_nation_has_a_lane_and_a_column(name):
    assert typed(Kind.TIMELINE, provinces=[name, "Jilin"]).provinces == ("National", "Jilin")
    assert typed(Kind.COMPARE, provinces=["Jilin", name]).provinces == ("Jilin", "National")
    with pytest.raises(NotOffered, match="is not a province"):
        typed(Kind.MATRIX, provinces=[name])


def test_a_province_is_taken_once_in_the_order_typed():
    assert typed(provinces=["Jilin", "河北", "JL", ""]).provinces == ("Jilin", "Hebei")


@pytest.mark.parametrize(
    "name", ["forest_coverage", "Forest coverage", "forest COVERAGE", "森林覆盖率", " 森林覆盖率 "]
)
def test_an_indicator_is_found_by_its_name_in_either_language(name):
    assert typed(indicator=name).indicator == "forest_coverage"


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (
            {"theme": "sea"},
            "“sea” is not a theme; choose all, air, water, carbon, ecology or overall.",
        ),
        (
            {"indicator": "forest"},
            "“forest” is not an indicator; did you mean forest_stock (Forest stock "
            "volume), forest_coverage (Forest coverage) or afforestation_area (Afforestation and "
            "land greening in the year)? List them by python -m commitments list indicators",
        ),
        (
            {"indicator": "zzzz"},
            "“zzzz” is not an indicator; list them by python -m commitments list indicators",
        ),
        (
            {"indicator": "森林复盖率"},
            "“森林复盖率” is not an indicator; did you mean forest_coverage (Forest coverage) or "
            "tree_coverage (Tree coverage)? List them by python -m commitments list indicators",
        ),
        (
            {"indicator": "forest_coverage", "year": "2031"},
            "No commitment on forest_coverage falls due in “2031”; "
            "choose 2023, 2025, 2026, 2027, 2030 or 2035.",
        ),
        (
            {"provinces": ["Shanxii"]},
            "“Shanxii” is not a province; did you mean Shanxi, Shaanxi or Shanghai? "
            "List them by python -m commitments list provinces",
        ),
        (
            {"theme": "air", "indicator": "forest_coverage"},
            "The indicator forest_coverage belongs to ecology, not to air; leave one out.",
        ),
        ({"year": "2025"}, "A year goes with an indicator; name one with --indicator."),
    ],
)
def test_what_is_typed_wrong_is_answered_with_what_can_be_chosen(given, answer):
    with pytest.raises(NotOffered) as fault:
        typed(**given)
    assert str(fault.value) == answer


def test_a_member_of_an_enumeration_is_found_in_any_case():
    assert selection_parsing.one_of(" PNG ", Format, "format") == Format.PNG
    with pytest.raises(NotOffered, match="choose slide, half-a4 or square"):
        selection_parsing.one_of("big", Size, "size")


def test_panels_take_an_order_and_a_scale():
    asked = typed(
        Kind.PROGRESS, indicator="pm25_mean", panels="name", scales="own", provinces=["河北"]
    )
    assert asked == Selection(None, "pm25_mean", None, ("Hebei",), by_name=True, own_scales=True)
    with pytest.raises(NotOffered, match="choose common or own"):
        typed(Kind.PROGRESS, indicator="pm25_mean", scales="log")


def test_a_fact_sheet_is_of_one_province():
    assert typed(Kind.PROVINCE, provinces=["吉林"]) == Selection(provinces=("Jilin",))
    with pytest.raises(NotOffered, match="of one province; 2 were named"):
        typed(Kind.PROVINCE, provinces=["Jilin", "Hebei"])
