"""Tests what the Progress page asks: panels in order, series apart, answers by the one rule."""

import pytest
from support import small

from commitments.domain.model import NATION, State
from commitments.domain.results import AnswerKind
from commitments.language import Language, speaking
from commitments.queries.progress import Asked, Order, Panel, panels


@pytest.fixture(scope="module")
def atlas():
    return small.atlas(
        small.figure("Hebei", value="36.5", year="2025"),
        small.figure("Hebei", value="38", year="2030"),
        small.figure("Jilin", value="45.8", year="2025", source="jilin-outline"),
        small.words("Tibet", "forest_coverage", "Forests grow denser.", "2025"),
        small.figure("National", value="24.1", year="2025"),
        small.figure("Heilongjiang", value="44", year="2025", place="Daqing"),
        results=[
            small.result("Hebei", "forest_coverage", "35", "2020"),
            small.result("Hebei", "forest_coverage", "37", "2025"),
            small.result("Jilin", "forest_coverage", "45", "2024"),
        ],
    )


def panel(atlas, name: str, **asked) -> Panel:
    found = panels(atlas, Asked("forest_coverage", **asked))
    return next(one for one in found if one.province == name)


def test_the_nation_leads_and_every_province_in_the_plans_follows(atlas) -> None:
    names = [one.province for one in panels(atlas, Asked("forest_coverage"))]
    assert names[0] == NATION
    assert len(names) == len(set(names)) == 32
    assert "Macau" not in names


def test_panels_stand_by_region_or_by_name_and_never_by_result(atlas) -> None:
    by_name = [one.province for one in panels(atlas, Asked("forest_coverage", Order.NAME))][1:]
    assert by_name == sorted(by_name)
    with speaking(Language.CHINESE):
        in_chinese = [one.province for one in panels(atlas, Asked("forest_coverage", Order.NAME))]
    assert in_chinese[1:4] == ["Anhui", "Beijing", "Chongqing"]
    assert in_chinese.index("Inner Mongolia") == in_chinese.index("Ningxia") - 1
    regions = [one.region for one in panels(atlas, Asked("forest_coverage"))][1:]
    assert len([at for at, name in enumerate(regions) if name not in regions[:at]]) == len(
        [at for at, name in enumerate(regions) if at == 0 or name != regions[at - 1]]
    )


def test_what_fell_due_last_heads_a_panel_and_what_is_due_next_is_labelled(atlas) -> None:
    hebei = panel(atlas, "Hebei")
    assert [one.year for one in hebei.targets] == [2025, 2030]
    assert (hebei.told.year, hebei.told.kind) == (2025, AnswerKind.REACHED)
    assert hebei.told.short.endswith("by 2025: reached")
    assert (hebei.next.year, hebei.next.kind) == (2030, AnswerKind.AHEAD)
    assert (hebei.latest["year"], hebei.latest["drawn"]) == (2025, 37)


def test_a_value_of_an_earlier_year_is_told_with_its_year_and_answers_nothing(atlas) -> None:
    jilin = panel(atlas, "Jilin")
    assert jilin.told.kind == AnswerKind.NO_RESULT
    assert jilin.told.reported is None
    assert "of 2024: 45 %" in jilin.told.short


def test_words_and_places_of_a_province_draw_nothing(atlas) -> None:
    assert (panel(atlas, "Tibet").targets, panel(atlas, "Tibet").state) == ((), State.WORDS)
    assert panel(atlas, "Heilongjiang").targets == ()
