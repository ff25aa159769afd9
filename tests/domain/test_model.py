"""Tests the words of the domain: links, problems, and what the five states are."""

import pytest

from commitments.domain import model
from commitments.domain.model import (
    Basis,
    InvalidTable,
    Problem,
    Selection,
    State,
    Theme,
    YearBasis,
)
from commitments.language import catalogues


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem(4, "province", "why"), "row 4, province: why"),
        (Problem(4, None, "why"), "row 4: why"),
        (Problem(None, "id", "why"), "id: why"),
        (Problem(None, None, "why"), "why"),
        (Problem(4, "id", "why", "codebook/sources.csv"), "codebook/sources.csv row 4, id: why"),
        (Problem(None, None, "why", "geodata/places.csv"), "geodata/places.csv: why"),
    ],
)
def test_problem_names_its_place(problem: Problem, said: str) -> None:
    assert str(problem) == said


def test_invalid_table_says_every_problem() -> None:
    fault = InvalidTable([Problem(2, "id", "one"), Problem(3, "id", "two")])
    assert str(fault) == "row 2, id: one\nrow 3, id: two"
    assert len(fault.problems) == 2


@pytest.mark.parametrize(
    ("selection", "link"),
    [
        (Selection(), {"year": "no date"}),
        (
            Selection(Theme.WATER, "rural_sewage", 2025, ("Hebei", "Jilin")),
            {"theme": "water", "indicator": "rural_sewage", "year": "2025",
             "province": "Hebei,Jilin"},
        ),
        (
            Selection(None, "red_line_area", None, basis=Basis.SHARE, tiles=True),
            {"indicator": "red_line_area", "year": "no date", "basis": "share of area",
             "shapes": "tiles"},
        ),
    ],
)  # fmt: skip
def test_choices_as_they_stand_in_a_link(selection: Selection, link: dict[str, str]) -> None:
    assert selection.choices() == link
    assert hash(selection) is not None


def test_every_word_has_its_meaning() -> None:
    assert all(catalogues.has(f"year-basis.{basis}") for basis in YearBasis)
    assert all(catalogues.has(f"evidence.{grade}") for grade in (*model.Evidence, model.YOURS))
    assert len(State) == 5
    assert len(model.OUTSIDE_THE_PLANS) + model.PROVINCES_IN_THE_PLANS == 34


def test_year_is_inferred_unless_it_is_stated_or_missing() -> None:
    assert set(YearBasis) - model.INFERRED == {YearBasis.STATED, YearBasis.NONE}
