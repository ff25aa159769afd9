"""Tests the fact sheet of a province: its lines, its words, its answers counted."""

import pytest
from support import small

from commitments.domain.model import Theme
from commitments.domain.results import AnswerKind
from commitments.queries.province_sheet import Sheet, sheet


@pytest.fixture(scope="module")
def hebei() -> Sheet:
    atlas = small.atlas(
        small.figure("Hebei", value="36.5", year="2025"),
        small.figure("Hebei", value="38", year="2030"),
        small.words("Hebei", "forest_coverage", "Forests grow denser.", "2027"),
        small.figure("Heilongjiang", value="44", year="2025", place="Daqing"),
        small.figure("Jilin", value="45", year="2025"),
        results=[
            small.result("Hebei", "forest_coverage", "37", "2025"),
            small.result("Jilin", "forest_coverage", "44", "2025"),
        ],
    )
    return sheet(atlas, "Hebei")


def test_an_indicator_is_one_line_with_its_figures_and_its_reports(hebei) -> None:
    (line,) = hebei.lines[Theme.ECOLOGY]
    assert [one.year for one in line.panel.targets] == [2025, 2030]
    assert line.panel.latest["drawn"] == 37
    assert line.name == "Forest cover, share"
    assert len(line.documents) == len(set(line.documents)) >= 1


def test_answers_are_counted_over_figures_alone(hebei) -> None:
    assert hebei.answers == {AnswerKind.AHEAD: 1, AnswerKind.REACHED: 1}


def test_words_stand_by_themselves_and_other_provinces_elsewhere(hebei) -> None:
    assert [row["summary"] for row in hebei.words[Theme.ECOLOGY]] == ["Forests grow denser."]
    assert not hebei.places
    assert not hebei.lines[Theme.AIR]
