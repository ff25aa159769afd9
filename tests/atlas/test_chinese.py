"""Tests the Chinese of the data: the rules for it, and every text of the atlas."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from support import real, small

from atlas.test_check import PEAK, RED_LINE, SOUND, codebook, row, table, words
from commitments.atlas import boundaries, load
from commitments.atlas.check import chinese
from commitments.atlas.check import rules as check
from commitments.domain.model import (
    ENGLISH_COLUMNS,
    IN_CHINESE,
    TARGET_COLUMNS,
    Filters,
    Unreadable,
    Use,
)
from commitments.queries import search
from commitments.uploads import pipeline
from commitments.uploads.joining import joined

__all__ = ["codebook"]  # a fixture

with load.TARGETS.open(encoding="utf-8", newline="") as lines:
    WRITTEN = list(csv.DictReader(lines))

IN_BOTH = PEAK | {"summary_zh": "碳排放在2030年前达峰。"}
CORRECTED = RED_LINE | {"correction_zh": "多了一位数字。"}
CARRIED = re.compile(r"(?:达到|不低于|不超过)[0-9]")  # a figure's wording, which is the program's


@pytest.fixture
def complete(codebook: check.Codebook) -> check.Codebook:
    """Return the codebook with its Chinese, so that only the table can be at fault."""
    return with_chinese(codebook)


def with_chinese(codebook: check.Codebook) -> check.Codebook:
    units = codebook.indicators["unit"].map({"%": "%", "km2": "平方公里", "µg/m3": "微克/立方米"})
    return replace(
        codebook,
        indicators=codebook.indicators.assign(definition_zh="某事。", unit_zh=units.fillna("")),
        sources=codebook.sources.assign(title_zh="某文件", title_zh_basis="official"),
        places=codebook.places.assign(name_zh="某地"),
        units=check_units(),
    )


def check_units() -> load.Units:
    return load.codebook_tables().units


# ---- the rules for a table ----


def test_sound_chinese_has_no_problem(complete: check.Codebook) -> None:
    found = check.chinese_problems(table(SOUND[0], IN_BOTH, CORRECTED), complete)
    assert words(found) == []


@pytest.mark.parametrize(
    ("base", "cells", "problem"),
    [
        pytest.param(
            PEAK, {}, "summary_zh: blank, but there is a summary; write it in Chinese too",
            id="untranslated",
        ),
        pytest.param(
            RED_LINE, {}, "correction_zh: blank, but there is a correction; write it in Chinese "
            "too", id="correction_untranslated",
        ),
        pytest.param(
            SOUND[0], {"note_zh": "措辞为“力争”。"},
            "note_zh: filled, but there is no note; clear it", id="note_of_nothing",
        ),
        pytest.param(
            SOUND[0], {"scope": "ports"},
            "scope_zh: blank, but there is a scope; write it in Chinese too",
            id="scope_untranslated",
        ),
        pytest.param(
            PEAK, {"summary": "Emissions peak.", "summary_zh": "Emissions peak."},
            "summary_zh: 'Emissions peak.' is not Chinese; write it so", id="english_instead",
        ),
        pytest.param(
            PEAK, {"summary": "Emissions peak.", "summary_zh": "Carbon dioxide emissions 达峰。"},
            "summary_zh: 'Carbon dioxide emissions 达峰。' has English words left in it; "
            "write them in Chinese", id="english_left",
        ),
        pytest.param(
            PEAK, {"summary": "Emissions peak.", "summary_zh": "碳排放达峰,不再上升。"},
            "summary_zh: '碳排放达峰,不再上升。' has a half-width comma or stop; write ，；：？！",
            id="half_width_comma",
        ),
        pytest.param(
            PEAK, {"summary_zh": "碳排放在2035年前达峰。"},
            "summary_zh: '碳排放在2035年前达峰。' names other figures than the summary; compare",
            id="another_year",
        ),
    ],
)  # fmt: skip
def test_fault_in_chinese(
    complete: check.Codebook, base: dict[str, str], cells: dict[str, str], problem: str
) -> None:
    found = check.chinese_problems(table(row(**(base | cells))), complete)
    assert words(found) == [f"row 2, {problem}"]


def test_chinese_that_is_too_long(codebook: check.Codebook) -> None:
    long = row(**(PEAK | {"summary_zh": "长" * 71}))
    assert words(check.problems(table(long), codebook)) == [
        "row 2, summary_zh: 71 characters; shorten it to 70 at most"
    ]


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("1 million people", "100万人"),
        ("0.01 million mu", "1万亩"),
        ("36,390 km² by 2035", "到2035年36390平方公里"),
        ("the 14th Five-Year Plan", "“十四五”规划"),
        ("137 million kW", "1.37亿千瓦"),
        ("no figure", "没有数值"),
    ],
)
def test_figures_are_read_alike(english: str, said: str) -> None:
    assert chinese.figures_of(english) == chinese.figures_of(said)


@pytest.mark.parametrize(("english", "said"), [("2035", "2036"), ("4 %", "4万"), ("", "5%")])
def test_other_figures_are_told_apart(english: str, said: str) -> None:
    assert chinese.figures_of(english) != chinese.figures_of(said)


# ---- a table without Chinese ----


def test_table_in_english_alone_is_sound(complete: check.Codebook) -> None:
    english = table(*SOUND)[list(ENGLISH_COLUMNS)]
    assert words(check.problems(english, complete)) == []
    assert words(check.chinese_problems(english, complete)) == []


def test_table_with_one_chinese_column_needs_all(codebook: check.Codebook) -> None:
    some = table(*SOUND).drop(columns=["scope_zh", "note_zh"])
    missing = "the column is missing; add it to the header, blank if unused"
    assert words(check.problems(some, codebook)) == [
        f"row 1, scope_zh: {missing}",
        f"row 1, note_zh: {missing}",
    ]


def test_missing_chinese_keeps_no_table_from_being_shown() -> None:
    atlas = small.atlas(small.words(summary_zh=""), small.figure(note="Mind.", note_zh=""))
    assert atlas.targets["summary_zh"].tolist() == ["", ""]


def test_atlas_of_a_table_in_english_alone(tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    load.table(load.TARGETS)[list(ENGLISH_COLUMNS)].to_csv(path, index=False)
    atlas = load.atlas(path)
    assert len(atlas.targets) == len(WRITTEN)
    assert (atlas.targets[list(IN_CHINESE.values())] == "").all().all()


# ---- a reader's own table ----

OWN = "province,indicator,value,unit,year,summary,note{more}\n"


def judged(text: str) -> pipeline.Report:
    return pipeline.judged(pipeline.read(text.encode(), "own.csv"), real.atlas())


def test_own_table_needs_no_chinese() -> None:
    report = judged(OWN.format(more="") + "Jilin,carbon_peak,,,2030,Emissions peak.,Mind.\n")
    assert (words(list(report.problems)), report.refused) == ([], 0)
    assert report.sound["summary_zh"].tolist() == [""]
    assert joined(real.atlas(), report, Use.BESIDE).targets["summary_zh"].iloc[-1] == ""


def test_own_table_may_bring_its_chinese() -> None:
    report = judged(
        OWN.format(more=",summary_zh,中文备注")
        + "Jilin,carbon_peak,,,2030,Emissions peak.,,排放达峰。,\n"
        + "Hebei,forest_coverage,36,%,2030,More woods.,Mind.,多种树。,请注意。\n"
        + "Hebei,carbon_peak,,,2030,In English alone.,,,\n"
    )
    assert words(list(report.problems)) == []
    assert report.sound["summary_zh"].tolist() == ["排放达峰。", "", ""]
    assert report.sound["note_zh"].tolist() == ["", "多种树。 请注意。", ""]
    assert report.sound["note"].tolist() == ["", "More woods. Mind.", ""]


def test_own_chinese_that_is_too_long_is_refused() -> None:
    report = judged(
        OWN.format(more=",summary_zh") + f"Jilin,carbon_peak,,,2030,Peak.,,{'长' * 71}\n"
    )
    assert words(list(report.problems)) == [
        "row 2, summary_zh: 71 characters; shorten it to 70 at most"
    ]


def test_own_indicator_has_its_names_and_unit_in_chinese() -> None:
    report = judged("province,indicator,value,unit,better\nJilin,Whale count,3,pods,higher\n")
    whales = report.codebook.indicators.loc["whale_count"]
    assert (whales["name_zh"], whales["unit_zh"]) == ("Whale count", "pods")
    assert whales["definition_zh"] == "由您自己的表格定义。"


# ---- the rules for the codebook ----


@pytest.mark.parametrize(
    ("name", "key", "column", "cell", "problem"),
    [
        pytest.param(
            "indicators", "forest_coverage", "definition_zh", "",
            "codebook/indicators.csv row 2, definition_zh: blank, but there is a definition; "
            "write it in Chinese too", id="undefined",
        ),
        pytest.param(
            "indicators", "forest_coverage", "name_zh", "Forest",
            "codebook/indicators.csv row 2, name_zh: 'Forest' is not Chinese; write it so",
            id="named_in_english",
        ),
        pytest.param(
            "indicators", "forest_coverage", "unit_zh", "",
            "codebook/indicators.csv row 2, unit_zh: blank, but there is a unit; write it in "
            "Chinese too", id="without_unit",
        ),
        pytest.param(
            "sources", "hebei-opinions-2024", "title_zh", "",
            "codebook/sources.csv row 2, title_zh: blank, but there is a title; write it in "
            "Chinese too", id="untitled",
        ),
        pytest.param(
            "sources", "hebei-opinions-2024", "title_zh_basis", "guessed",
            "codebook/sources.csv row 2, title_zh_basis: 'guessed' is not one of official, "
            "translated", id="title_guessed",
        ),
        pytest.param(
            "sources", "hebei-opinions-2024", "issuer_zh", "河北省",
            "codebook/sources.csv row 2, issuer_zh: filled, but there is no issuer; clear it",
            id="issuer_of_nothing",
        ),
        pytest.param(
            "places", "Daqing", "name_zh", "",
            "geodata/places.csv row 3, name_zh: blank, but there is a name; write it in Chinese "
            "too", id="place_untranslated",
        ),
    ],
)  # fmt: skip
def test_fault_in_the_chinese_codebook(
    complete: check.Codebook, name: str, key: str, column: str, cell: str, problem: str
) -> None:
    frame: pd.DataFrame = getattr(complete, name).copy()
    frame.loc[key, column] = cell
    found = check.chinese_problems(table(SOUND[0]), replace(complete, **{name: frame}))
    assert words(found) == [problem]


@pytest.mark.parametrize(("publisher", "said"), [("Xinhua", "Xinhua News"), ("a.cn", "")])
def test_publisher_is_chinese_or_an_address(
    complete: check.Codebook, publisher: str, said: str
) -> None:
    sources = complete.sources.assign(publisher=publisher, publisher_zh=said)
    assert check.chinese_problems(table(SOUND[0]), replace(complete, sources=sources))
    sources = complete.sources.assign(publisher=publisher, publisher_zh="english.www.gov.cn")
    assert check.chinese_problems(table(SOUND[0]), replace(complete, sources=sources)) == []


def test_unit_of_chinese_maps_measures_the_same_thing(complete: check.Codebook) -> None:
    indicators = complete.indicators.copy()
    indicators.loc["red_line_area", "unit_zh"] = "亿千瓦"
    assert words(check.codebook_problems(replace(complete, indicators=indicators))) == [
        "codebook/indicators.csv row 3, unit_zh: '亿千瓦' is not a Chinese unit of the same thing "
        "in codebook/units.csv"
    ]


# ---- the texts of the atlas ----


def test_the_atlas_is_complete_in_chinese() -> None:
    assert TARGET_COLUMNS[: len(WRITTEN[0])] == tuple(WRITTEN[0])
    found = check.chinese_problems(load.table(load.TARGETS), load.codebook_tables())
    assert words(found) == []


@pytest.mark.parametrize("cells", [r for r in WRITTEN if r["summary"]], ids=lambda r: str(r["id"]))
def test_summary_is_a_chinese_sentence(cells: dict[str, str]) -> None:
    said = cells["summary_zh"]
    assert said.endswith("。")
    assert said.count("。") == 1
    assert not CARRIED.search(said)


def test_same_words_are_said_alike() -> None:
    """One English note has one Chinese one; what differs by province or its terms is listed."""
    for english in ("note", "correction"):
        pairs = {(r[english], r[IN_CHINESE[english]]) for r in WRITTEN if r[english]}
        assert len(pairs) == len({said for said, _ in pairs})
    scopes = {(r["scope"], r["scope_zh"]) for r in WRITTEN if r["scope"]}
    twice = {said for said, _ in scopes if sum(said == other for other, _ in scopes) > 1}
    assert twice == set()


def test_every_province_has_its_names_in_chinese() -> None:
    provinces = boundaries.provinces()
    full = provinces["name_zh_full"]
    assert all(
        name.startswith(short) for short, name in zip(provinces["name_zh"], full, strict=True)
    )
    assert full.is_unique
    assert full[["Hebei", "Beijing", "Inner Mongolia", "Ningxia", "Hong Kong"]].tolist() == [
        "河北省", "北京市", "内蒙古自治区", "宁夏回族自治区", "香港特别行政区",
    ]  # fmt: skip
    ranks = full.str.extract("(省|市|自治区|特别行政区)$")[0].value_counts().to_dict()
    assert ranks == {"省": 22, "自治区": 5, "市": 4, "特别行政区": 2}


@pytest.mark.parametrize(
    ("asked", "row_id"),
    [
        ("黑土地 成效", "jl-black_soil_quality-2027"),  # a summary
        ("白洋淀", "he-baiyangdian-lake_water_class-2027"),  # a place
        ("国考断面 吉林", "jl-good_surface_water-2027"),  # a scope
        ("并网装机", "he-wind_solar_capacity-2027"),  # a note
        ("江苏省绿化委员会", "js-tree_coverage-2025"),  # an issuer
    ],
)
def test_chinese_is_found_by_the_search(real_atlas: load.Atlas, asked: str, row_id: str) -> None:
    found = search.matching(real_atlas, Filters(words=asked))
    assert row_id in set(found["id"])


def test_rows_carry_their_chinese(real_atlas: load.Atlas) -> None:
    (peak,) = real_atlas.targets.query("id == 'jl-carbon_peak-2030'").to_dict("records")
    assert peak["summary_zh"] == "碳排放达到峰值。"
    assert (peak["indicator_name_zh"], peak["symbol_zh"]) == ("碳达峰", "")
    farmland = real_atlas.targets.query("id == 'jl-farmland_area-2035'").iloc[0]
    assert farmland["symbol_zh"] == "万亩"
    assert farmland["source_title_zh"].startswith("美丽吉林建设规划纲要")


@pytest.mark.parametrize("cell", ["万亩", "1e4", "1e4:", "-1:万亩", "inf:万亩", "nan:万亩"])
def test_multiples_that_cannot_be_read(
    cell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.write_codebook(tmp_path)
    units = load.table(tmp_path / "units.csv").assign(multiples_zh=cell)
    units.to_csv(tmp_path / "units.csv", index=False)
    monkeypatch.setattr(load, "CODEBOOK", tmp_path)
    with pytest.raises(Unreadable, match="cannot be read as Chinese multiples"):
        load.codebook_tables()
