"""Tests how differences between commitments are said in words."""

import math

import pytest

from commitments.words.differences import Difference, differences, gap

FIGURE = {
    "value": 40.0, "drawn": 40.0, "value_high": math.nan, "drawn_high": math.nan, "year": 2027,
    "inferred": False, "scope": "", "comparator": "at_least", "base_year": "", "note": "",
    "symbol": "%", "printed_symbol": "%", "corrected_value": math.nan,
}  # fmt: skip
WORDS = FIGURE | {"value": math.nan, "drawn": math.nan, "comparator": ""}


def said(**rows):
    return [(one.what, one.words) for one in differences(rows)]


def test_equal_commitments_do_not_differ():
    assert said(Hebei=FIGURE, Jilin=FIGURE) == []


def test_one_commitment_differs_from_nothing():
    assert said(Hebei=FIGURE | {"note": "Strived for.", "scope": "cities"}) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"year": 2030}, ("Years differ", "Hebei and Jilin 2027, Shandong 2030.")),
        ({"year": None}, ("Years differ", "Hebei and Jilin 2027, Shandong no date.")),
        (
            {"scope": "cities"},
            ("Scopes differ", "Hebei: the whole province; Jilin: the whole province; "
             "Shandong: cities."),
        ),
        ({"comparator": "about"}, ("Wording differs", "Hebei and Jilin at least, Shandong about.")),
        (
            {"comparator": "between"},
            ("Wording differs", "Hebei and Jilin at least, Shandong between."),
        ),
        (
            {"base_year": "2020"},
            ("Counted from different years", "Hebei and Jilin no year named, Shandong from 2020."),
        ),
        (
            {"printed_symbol": "mu"},
            ("Units differ in print", "Hebei and Jilin %, Shandong mu; drawn in %."),
        ),
    ],
)  # fmt: skip
def test_what_differs_is_said_with_who_says_what(changes, expected):
    assert said(Hebei=FIGURE, Jilin=FIGURE, Shandong=FIGURE | changes) == [expected]


def test_a_figure_beside_words_is_said():
    assert said(Hebei=FIGURE, Jilin=WORDS, Shandong=WORDS) == [
        ("Figure or words", "Hebei states a figure, Jilin and Shandong words only.")
    ]


def test_a_corrected_figure_is_said_even_alone_and_among_the_others():
    corrected = FIGURE | {"corrected_value": 4.0}
    words = "printed 40 %, read as 4 % (due 2027)."
    assert said(Hebei=corrected) == [("Hebei is corrected", words)]
    found = differences({"Hebei": FIGURE, "Jilin": FIGURE}, {"Hebei": [corrected]})
    assert found == (Difference("Hebei is corrected", words),)


def test_notes_are_kept_apart_from_differences_and_said_once():
    noted = FIGURE | {"note": "Base year not stated."}
    found = differences({"Hebei": noted, "Jilin": FIGURE, "Shandong": noted})
    assert found == (Difference("On Hebei and Shandong", "Base year not stated.", note=True),)


def test_the_gap_is_a_share_of_the_largest():
    assert gap({"Hebei": FIGURE, "Jilin": FIGURE | {"drawn": 10.0}}) == 0.75
    assert gap({"Hebei": FIGURE, "Jilin": WORDS}) == 0.0
    assert gap({"Hebei": FIGURE | {"drawn": 0.0}, "Jilin": FIGURE | {"drawn": 0.0}}) == 0.0
