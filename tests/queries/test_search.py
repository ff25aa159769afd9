"""Tests of the search: what it takes for a word, what it finds, and what it says of nothing."""

import pandas as pd
import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.model import Filters, Flag, Theme
from commitments.domain.results import ANSWER_IN_LINK
from commitments.figures import captions
from commitments.language import Language, speaking
from commitments.queries import nothing_found, outcomes, query, search


def numbers(rows: pd.DataFrame) -> list[int]:
    return (rows.index + 1).tolist()


@pytest.fixture(scope="module")
def searched() -> Atlas:
    return small.atlas(
        small.figure("Hebei", "forest_coverage", "at_least", "45", "2035"),
        small.words("Jilin", "carbon_peak", "Cities keep the forest and peak.", "2030",
                    source="jilin-outline", note="Of Xi’an: a low-carbon city, see 45 rivers."),
        small.figure("Heilongjiang", "pm25_mean", "at_most", "25", "2025", place="Daqing",
                     source="daqing-news"),
        small.figure("Tibet", "red_line_area", "reach", "36390", "", source="hebei-news"),
        small.figure("Hebei", "forest_coverage", "more_than", "45.5", "2030"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("forest, 2035", [1]),
        ("forest，2035", [1]),
        ("森林，2035", [1]),
        ("PM2.5, Heilongjiang", [3]),
        ("(forest) [Hebei]!", [1, 5]),
        ('"forest cover"', [1, 5]),
        ("“forest cover”", [1, 5]),
        ("「森林覆盖率」", [1, 5]),
        ('"cover forest"', []),
        ('"forest cover', [1, 5]),
        ('"est cov"', []),
        ("forests", [1, 2, 5]),
        ("city", [2]),
        ("cities", [2]),
        ("river", [2]),
        ("xi'an", [2]),
        ("Xian", [2]),
        ("low-carbon", [2]),
        ("lowcarbon", []),
        ("森林覆蓋率", [1, 5]),
        ("西藏", [4]),
        ("Xizang", [4]),
        ("xi zang", [4]),
        ("hei long jiang", [3]),
        ("He Bei forest", [1, 5]),
        ("≥45", [1]),
        ("≥ 45", [1]),
        (">=45", [1]),
        ("at least 45", [1]),
        ("At least 45 %", [1]),
        ("no less than 45%", [1]),
        ("不低于45", [1]),
        ("至少45％", [1]),
        ("45%以上", [1]),
        (">45.5", [5]),
        ("more than 45.5", [5]),
        ("45%", [1]),
        ("45 per cent", [1]),
        ("45 percent", [1]),
        ("45", [1, 2]),
        ("45.5", [5]),
        ("363", []),
        ("≤25", [3]),
        ("36,390", [4]),
        ("36390 km²", [4]),
        ("36390km2", [4]),
        ("he-forest_coverage-2035", [1]),
    ],
)
def test_search(searched: Atlas, words: str, rows: list[int]) -> None:
    assert numbers(search.matching(searched, Filters(words))) == rows


@pytest.mark.parametrize(
    ("words", "atleast"),
    [
        ("forest, 2025", 46), ("PM2.5, Hebei", 2), ("森林，2025", 35), ('"forest coverage"', 34),
        ("Neimenggu", 13), ("內蒙古", 13), ("≥45", 2), ("at least 45", 2), ("45%", 9),
    ],
)  # fmt: skip
def test_what_found_nothing_once_finds_much(real_atlas: Atlas, words: str, atleast: int) -> None:
    assert len(search.matching(real_atlas, Filters(words))) >= atleast


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("forest, 2025", "2025 forest"), ("forests", "forest"), ("cities", "city"),
        ("Neimenggu", "内蒙古"), ("nei meng gu", "内蒙古"), ("hei long jiang", "Heilongjiang"),
        ("森林覆蓋率", "森林覆盖率"), ("≥ 45 %", "at least 45 per cent"), ("不低于45", "≥45"),
    ],
)  # fmt: skip
def test_two_ways_to_say_the_same_find_the_same(real_atlas: Atlas, one: str, other: str) -> None:
    found = search.matching(real_atlas, Filters(one))
    assert len(found)
    assert found["id"].tolist() == search.matching(real_atlas, Filters(other))["id"].tolist()


def why(atlas: Atlas, asked: Filters) -> str:
    assert search.matching(atlas, asked).empty
    return captions.nothing_found(nothing_found.reasons(atlas, asked))


def test_a_word_that_finds_nothing_is_named_with_one_that_does(searched: Atlas) -> None:
    said = why(searched, Filters("frest Hebei"))
    assert said.startswith("No commitment has “frest”; near it stand “forest” (2).")
    assert "The other words find 3 commitments." in said


def test_a_word_like_no_other_is_named(searched: Atlas) -> None:
    said = why(searched, Filters("zzzz"))
    assert said.startswith("No commitment has “zzzz”. Every word must occur")


def test_near_words_find_something_beside_the_others_and_the_filters(searched: Atlas) -> None:
    said = why(searched, Filters("frest", province="Tibet"))
    assert said.startswith("No commitment has “frest”. ")


def test_words_that_never_stand_together_are_left_out_by_turns(searched: Atlas) -> None:
    said = why(searched, Filters("Hebei, Jilin"))
    assert "By the word that is left out: “hebei” (1), “jilin” (3)." in said.replace("; ", ", ")


def test_filters_that_leave_nothing_are_blamed(searched: Atlas) -> None:
    assert "Without the filters 3 commitments are found." in why(
        searched, Filters("forest", province="Tibet")
    )


def test_nothing_found_is_said_in_chinese(searched: Atlas) -> None:
    with speaking(Language.CHINESE):
        said = why(searched, Filters("森林复盖率"))
    assert said.startswith("没有承诺含“森林复盖率”；相近的词：“森林覆盖率”（2项）。")


def test_what_a_search_reads_in_the_real_table_is_not_endless(real_atlas: Atlas) -> None:
    assert real_atlas.haystack.str.len().mean() < 1000


def test_a_plans_own_table_says_what_is_binding() -> None:
    atlas = small.atlas(
        small.figure(nature="binding"), small.figure("Jilin", nature="expected"), small.words()
    )
    for flag, province in ((Flag.BINDING, "Hebei"), (Flag.EXPECTED, "Jilin")):
        found = search.matching(atlas, Filters(flag=flag))
        assert found["province"].tolist() == [province]
    told = query.described(atlas.targets)["nature_name"].tolist()
    assert told == ["binding", "expected", ""]
    with speaking(Language.CHINESE):
        told = query.described(translated(atlas, Language.CHINESE).targets)["nature_name"].tolist()
    assert told == ["约束性", "预期性", ""]


def test_an_answer_narrows_a_search_and_the_answers_add_up(real_atlas: Atlas) -> None:
    missed = search.matching(real_atlas, Filters(theme=Theme.AIR, answer="not-reached"))
    assert set(missed["id"]) == {"hi-pm25_mean-2025", "sh-good_air_days-2025", "zj-pm25_mean-2025"}
    counts = [len(search.matching(real_atlas, Filters(answer=link))) for link in ANSWER_IN_LINK]
    assert len(counts) == 8
    assert sum(counts) == len(real_atlas.targets)


def test_the_list_names_what_came_of_a_commitment_that_fell_due(real_atlas: Atlas) -> None:
    told = outcomes.named(real_atlas, real_atlas.targets).set_index("id")["answer_name"]
    assert told["hi-pm25_mean-2025"] == "not reached"
    assert told["hi-pm25_mean-2030"] == ""
