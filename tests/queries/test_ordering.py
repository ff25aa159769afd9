"""Tests of the order of a table's rows: by number, year, evidence, alphabet and pinyin."""

import pandas as pd
import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.figures.compare import captions as compare_captions
from commitments.language import Language, speaking
from commitments.queries import codebook_lists, ordering, query
from commitments.queries import comparison as compare
from commitments.words import columns

FARMLAND = [  # what is kept to 2035, in km², the least first; by text it begins 1,200, 113,700
    "≥ 510.7 km²", "≥ 1,200 km²", "≥ 3,116 km²", "≥ 4,812 km²", "≥ 5,591 km²", "≥ 8,940 km²",
]  # fmt: skip
MOST_FARMLAND = ["≥ 166,600 km²", "≥ 113,700 km²", "≥ 73,040 km²"]


def told(rows: pd.DataFrame, column: str, *, descending: bool = False) -> list[str]:
    return ordering.ordered(rows, column, descending=descending)[column].tolist()


@pytest.fixture(scope="module")
def mixed() -> pd.DataFrame:
    """Rows of one indicator in unlike units and with every sign, and one in words."""
    return query.described(
        small.atlas(
            small.figure("Hebei", "red_line_area", "at_least", "9", "2035", unit="km2"),
            small.words("Jilin", "red_line_area", "Draw the line.", "2030",
                        source="jilin-outline"),
            small.figure("Jilin", "red_line_area", "more_than", "9", "", unit="km2"),
            small.figure("Hebei", "red_line_area", "at_most", "12000", "2025", unit="mu",
                         source="hebei-news"),
            small.figure("Tibet", "red_line_area", "reach", "9", "2030", unit="km2",
                         year_basis="stage"),
            small.figure("Beijing", "red_line_area", "reach", "1200", "2030", unit="km2"),
        ).targets
    )  # fmt: skip


def places(rows: pd.DataFrame) -> list[int]:
    return [int(row.rsplit("-", 1)[1]) for row in rows["id"]]


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("full_label", [4, 5, 1, 3, 6, 2], [6, 3, 1, 5, 4, 2]),
        ("due", [4, 2, 6, 5, 1, 3], [1, 5, 2, 6, 4, 3]),
        ("province_name", [6, 1, 4, 2, 3, 5], [5, 2, 3, 1, 4, 6]),
        ("grade", [1, 3, 5, 6, 2, 4], [4, 2, 1, 3, 5, 6]),
        ("summary", [2, 1, 3, 4, 5, 6], [2, 1, 3, 4, 5, 6]),
    ],
)
def test_order(mixed: pd.DataFrame, column: str, up: list[int], down: list[int]) -> None:
    assert places(ordering.ordered(mixed, column)) == up
    assert places(ordering.ordered(mixed, column, descending=True)) == down


def test_farmland_to_2035_is_ordered_by_its_area(real_atlas: Atlas) -> None:
    rows = query.described(query.all_found(real_atlas, "farmland_area", 2035))
    assert told(rows, "full_label")[: len(FARMLAND)] == FARMLAND
    assert told(rows, "full_label", descending=True)[: len(MOST_FARMLAND)] == MOST_FARMLAND


def test_provinces_stand_by_pinyin_in_chinese(real_atlas: Atlas) -> None:
    names = ["Chongqing", "Tibet", "Inner Mongolia", "Hong Kong", "Shaanxi", "Anhui", "National"]
    atlas = translated(real_atlas, Language.CHINESE)
    rows = atlas.targets[atlas.targets["province"].isin(names)].drop_duplicates("province")
    with speaking(Language.CHINESE):
        in_order = [*dict.fromkeys(told(rows, "province_name"))]
    expected = ["安徽", "重庆", "内蒙古", "全国", "陕西", "香港", "西藏"]
    assert in_order == [name for name in expected if name in set(rows["province_name"])]


def test_chinese_texts_stand_by_pinyin() -> None:
    rows = pd.DataFrame({"title": ["重庆规划", "北京意见", "", "浙江规划", "天津方案", "安徽方案"]})
    assert told(rows, "title") == ["安徽方案", "北京意见", "重庆规划", "天津方案", "浙江规划", ""]


def test_numbers_in_texts_stand_by_size() -> None:
    rows = pd.DataFrame({"where": ["section 10", "section 2, paragraph 3", "", "section 2"]})
    assert told(rows, "where") == ["section 2", "section 2, paragraph 3", "section 10", ""]


def test_a_comparison_orders_its_figures_by_number(real_atlas: Atlas) -> None:
    provinces = ["Hebei", "Jilin", "Shandong"]
    made = compare.lines(real_atlas, None, provinces, today=2026)
    table = compare_captions.as_table(made)
    drawn = ordering.ordered(table, "full_label")["drawn"]
    stated = drawn.dropna().tolist()
    assert len(stated) > 20
    assert stated == sorted(stated)
    assert drawn.iloc[: len(stated)].notna().all()


def test_every_column_of_every_table_can_be_ordered(real_atlas: Atlas) -> None:
    described = query.described(real_atlas.targets.head(40))
    tables = [
        (described, columns.FOUND), (described, columns.TIMELINE), (described, columns.TARGETS),
        (query.described(codebook_lists.corrected(real_atlas)), columns.FAULTS),
        (codebook_lists.codebook(real_atlas), columns.INDICATORS),
        (codebook_lists.read_documents(real_atlas), columns.DOCUMENTS),
    ]  # fmt: skip
    for rows, shown in tables:
        for column in shown:
            for descending in (False, True):
                found = ordering.ordered(rows, column, descending=descending)
                assert sorted(found.index.tolist()) == sorted(rows.index.tolist())


def test_a_figure_as_printed_stands_by_the_printed_number() -> None:
    atlas = small.atlas(
        small.figure("Hebei", "red_line_area", "reach", "363900", "2035", unit="km2",
                     corrected_value="36390", correction="A nought too many.",
                     as_printed="363900 km2"),
        small.figure("Jilin", "red_line_area", "reach", "90000", "2035", unit="km2",
                     as_printed="90000 km2"),
    )  # fmt: skip
    rows = query.described(atlas.targets)
    assert places(ordering.ordered(rows, "as_printed")) == [2, 1]
    assert places(ordering.ordered(rows, "full_label")) == [1, 2]
