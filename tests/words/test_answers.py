"""Tests answers in words, in both languages."""

import pytest
from support import small

from commitments.atlas.translation import translated
from commitments.domain.results import AnswerKind, Obstacle
from commitments.language import Language, say, speaking
from commitments.queries import answers
from commitments.words import answers as words

DUE = {"year": "2025"}
REACHED = small.figure("Hebei", "pm25_mean", "at_most", "38", "2025")
MISSED = small.figure("Hebei", "pm25_mean", "at_most", "36", "2025")


def dust(value: str, **cells: str) -> small.Row:
    return small.result("Hebei", "pm25_mean", value, **cells)


def told(target: small.Row, *results: small.Row, language: str = "en") -> tuple[str, str]:
    """Return the sentence and the short form for one commitment beside some results."""
    spoken = Language(language)
    with speaking(spoken):
        atlas = translated(small.atlas(target, results=results), spoken)
        name = atlas.targets["id"].iloc[0]
        return answers.told(atlas, name), answers.told_in_short(atlas, name)


IN_ENGLISH = [
    (
        (REACHED, dust("36.1")),
        "Reported 36.1 µg/m³ (2025), at most 38 µg/m³ promised: reached.",
        "reached",
    ),
    (
        (MISSED, dust("38.4")),
        "Reported 38.4 µg/m³ (2025), at most 36 µg/m³ promised: not reached, 2.4 µg/m³ above.",
        "not reached, 2.4 µg/m³ above",
    ),
    (
        (small.figure(**DUE), small.result(value="35.5")),
        "Reported 35.5 % (2025), at least 36.5 % promised: not reached, 1 percentage point below.",
        "not reached, 1 percentage point below",
    ),
    (
        (small.figure(comparator="less_than", value="36", **DUE), small.result(value="36")),
        "Reported 36 % (2025), below 36 % promised: not reached.",
        "not reached",
    ),
    (
        (MISSED, dust("39", comparator="more_than")),
        "Reported more than 39 µg/m³ (2025), at most 36 µg/m³ promised: not reached, 3 µg/m³ or "
        "more above.",
        "not reached, 3 µg/m³ or more above",
    ),
    (
        (MISSED, dust("35.9"), dust("36.3", source="press-2026")),
        "Reports of 2025 differ: 35.9 µg/m³ and 36.3 µg/m³; at most 36 µg/m³ promised.",
        "reports differ; 35.9 µg/m³ and 36.3 µg/m³",
    ),
    (
        (MISSED, dust("35.1", year="2024")),
        "No report of 2025 found; of 2024: 35.1 µg/m³.",
        "no result found; of 2024: 35.1 µg/m³",
    ),
    (
        (MISSED, dust("35.1", as_of="2025-11")),
        "No report of 2025 found; of 2025-11: 35.1 µg/m³.",
        "no result found; of 2025-11: 35.1 µg/m³",
    ),
    ((MISSED,), "No report of 2025 found.", "no result found"),
    (
        (small.figure(year="2030"), small.result(value="35.2")),
        "Not yet due: at least 36.5 % promised. Last reported: 35.2 % (2025), 1.3 percentage "
        "points below.",
        "not yet due; of 2025: 35.2 %",
    ),
    (
        (small.figure(year="2030"), small.result(comparator="more_than")),
        "Not yet due: at least 36.5 % promised. Last reported: more than 36.7 % (2025).",
        "not yet due; of 2025: more than 36.7 %",
    ),
    ((small.figure(year="2030"),), "Not yet due; no report found.", "not yet due"),
    (
        (small.figure(year=""), small.result()),
        "No due year. Last reported: 36.7 % (2025).",
        "no due year; of 2025: 36.7 %",
    ),
    ((small.figure(year=""),), "No due year; no report found.", "no due year"),
    ((small.words(),), "In words: there is no figure to set a report beside.", "in words"),
    (
        (small.figure(scope="ports", **DUE), small.result()),
        "Reported 36.7 % (2025), at least 36.5 % promised: cannot be compared (promised for "
        "“ports”, reported without a scope).",
        "cannot be compared (promised for “ports”, reported without a scope)",
    ),
    (
        (
            small.figure("Hebei", "good_air_days", scope="sand storms left out", **DUE),
            small.result("Hebei", "good_air_days", scope="sand storms included"),
        ),
        "Reported 36.7 % (2025), at least 36.5 % promised: cannot be compared (two different "
        "measures: promised for “sand storms left out”, reported for “sand storms included”).",
        "cannot be compared (two different measures: promised for “sand storms left out”, reported "
        "for “sand storms included”)",
    ),
    (
        (
            small.figure("Hebei", "forest_stock", source="report-2021", **DUE),
            small.result("Hebei", "forest_stock"),
        ),
        "Reported 36.7 million m³ (2025), at least 36.5 million m³ promised: cannot be compared "
        "(the forest survey changed in between). Which forest survey a text rests on is presumed "
        "from its year.",
        "cannot be compared (the forest survey changed in between)",
    ),
    (
        (
            small.figure("Hebei", "co2_per_gdp_cut", base_year="2020", **DUE),
            small.result("Hebei", "co2_per_gdp_cut", base_year="2015"),
        ),
        "Reported 36.7 % (2025), at least 36.5 % promised: cannot be compared (promised against "
        "2020, reported against 2015).",
        "cannot be compared (promised against 2020, reported against 2015)",
    ),
    (
        (small.figure(**DUE), small.result(value="36", comparator="more_than")),
        "Reported more than 36 % (2025), at least 36.5 % promised: cannot be compared (the report "
        "says only more than 36 %).",
        "cannot be compared (the report says only more than 36 %)",
    ),
]


@pytest.mark.parametrize(
    ("rows", "sentence", "short"), IN_ENGLISH, ids=[case[2] for case in IN_ENGLISH]
)
def test_in_english(rows: tuple[small.Row, ...], sentence: str, short: str) -> None:
    assert told(*rows) == (sentence, short)


IN_CHINESE = [
    (
        (REACHED, dust("36.1")),
        "报告值36.1微克/立方米（2025年），目标为不超过38微克/立方米：已达到。",
        "已达到",
    ),
    (
        (MISSED, dust("38.4")),
        "报告值38.4微克/立方米（2025年），目标为不超过36微克/立方米：未达到，高出2.4微克/立方米。",
        "未达到，高出2.4微克/立方米",
    ),
    (
        (small.figure(**DUE), small.result(value="35.5")),
        "报告值35.5%（2025年），目标为不低于36.5%：未达到，低1个百分点。",
        "未达到，低1个百分点",
    ),
    (
        (MISSED, dust("35.1", as_of="2025-11")),
        "未查到2025年的报告值；截至2025年11月：35.1微克/立方米。",
        "未查到报告值；截至2025年11月：35.1微克/立方米",
    ),
    (
        (small.figure(year="2030"), small.result(value="35.2")),
        "未到期：目标为不低于36.5%。最近报告值：35.2%（2025年），比目标低1.3个百分点。",
        "未到期；2025年：35.2%",
    ),
    (
        (MISSED, dust("35.9"), dust("36.3", source="press-2026")),
        "2025年报告值不一致：35.9微克/立方米和36.3微克/立方米；目标为不超过36微克/立方米。",
        "报告值不一致；35.9微克/立方米和36.3微克/立方米",
    ),
    ((small.words(),), "定性目标，没有可与报告值对照的数值。", "定性目标"),
]


@pytest.mark.parametrize(
    ("rows", "sentence", "short"), IN_CHINESE, ids=[case[2] for case in IN_CHINESE]
)
def test_in_chinese(rows: tuple[small.Row, ...], sentence: str, short: str) -> None:
    assert told(*rows, language="zh") == (sentence, short)


@pytest.mark.parametrize("language", list(Language))
def test_every_answer_and_reason_has_its_words(language: Language) -> None:
    with speaking(language):
        names = [words.name(kind) for kind in AnswerKind]
        reasons = [
            say(f"obstacle.{one}", own="a", told="b")
            if one != Obstacle.BOUND
            else say(f"obstacle.{one}", told="b")
            for one in Obstacle
        ]
    assert len(set(names)) == len(AnswerKind)
    assert len(set(reasons)) == len(Obstacle)
    if language == Language.CHINESE:
        assert not set(names) & {str(kind) for kind in AnswerKind}
