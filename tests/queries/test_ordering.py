"""Tests the order of rows by a column, on a few rows each."""

import pandas as pd
import pytest

from commitments.domain.model import NATION
from commitments.language import Language, speaking
from commitments.queries.ordering import ordered

ROWS = pd.DataFrame(
    {
        "id": ["hold", "words", "million", "thousand", "none"],
        "full_label": ["hold 85 km²", "words", "≥ 113,700 km²", "≥ 1,200 km²", "no document"],
        "value": [85.0, None, 113_700.0, 1_200.0, None],
        "drawn": [85.0, None, 113_700.0, 1_200.0, None],
        "due": ["due 2035", "no date given", "due 2027", "due 2030 (year inferred)", ""],
        "year": pd.array([2035, None, 2027, 2030, None], dtype="Int64"),
        "grade": ["A", "yours", "C", "B", ""],
        "evidence": ["A", "yours", "C", "B", None],
        "source_title": ["b", "", "C", "a", ""],
        "commitments": [12, 9, 100, 1, 20],
    }
)


def ids(column: str, *, descending: bool = False) -> list[str]:
    return ordered(ROWS, column, descending=descending)["id"].tolist()


@pytest.mark.parametrize(
    ("column", "upwards", "downwards"),
    [
        ("full_label", ["hold", "thousand", "million"], ["million", "thousand", "hold"]),
        ("due", ["million", "thousand", "hold"], ["hold", "thousand", "million"]),
        ("grade", ["hold", "thousand", "million", "words"],
         ["words", "million", "thousand", "hold"]),
        ("source_title", ["thousand", "hold", "million"], ["million", "hold", "thousand"]),
    ],
)  # fmt: skip
def test_rows_are_ordered_by_what_they_mean_and_blanks_stand_last(column, upwards, downwards):
    assert ids(column)[: len(upwards)] == upwards
    assert ids(column, descending=True)[: len(downwards)] == downwards
    blank = set(ROWS["id"]) - set(upwards)
    assert set(ids(column)[len(upwards) :]) == blank
    assert set(ids(column, descending=True)[len(upwards) :]) == blank


def test_counts_are_ordered_as_numbers():
    assert ids("commitments") == ["thousand", "words", "hold", "none", "million"]


def test_provinces_are_ordered_by_their_sound_in_chinese():
    names = {"Chongqing": "重庆", "Inner Mongolia": "内蒙古", "Tibet": "西藏", "Anhui": "安徽",
             "Shaanxi": "陕西", NATION: "全国", "Xinjiang": "新疆"}  # fmt: skip
    rows = pd.DataFrame({"province": list(names), "province_name": list(names.values())})
    with speaking(Language.CHINESE):
        told = ordered(rows, "province_name")["province_name"].tolist()
    assert told == ["安徽", "重庆", "内蒙古", "全国", "陕西", "新疆", "西藏"]
    titles = pd.DataFrame({"source_title": ["浙江", "北京", "广东"]})
    assert ordered(titles, "source_title")["source_title"].tolist() == ["北京", "广东", "浙江"]
