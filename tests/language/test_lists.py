"""Tests the order of names in either language."""

import pytest

from commitments.language import Language, by_name, speaking

NAMES = ("Tibet", "Chongqing", "Shanghai", "Inner Mongolia", "Anhui")


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        (Language.ENGLISH, ["Anhui", "Chongqing", "Inner Mongolia", "Shanghai", "Tibet"]),
        (Language.CHINESE, ["Anhui", "Chongqing", "Inner Mongolia", "Shanghai", "Tibet"]),
    ],
)
def test_provinces_stand_by_the_names_they_are_shown_by(spoken, expected):
    with speaking(spoken):
        assert by_name("province", NAMES) == expected


def test_a_chinese_name_stands_by_its_pinyin():
    few = ["Hunan", "Jiangsu", "Inner Mongolia", "Xinjiang", "Tibet", "Shanxi", "Taiwan"]
    with speaking(Language.CHINESE):
        told = by_name("province", few)
    assert told == ["Hunan", "Jiangsu", "Inner Mongolia", "Shanxi", "Taiwan", "Tibet", "Xinjiang"]
