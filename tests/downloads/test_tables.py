"""Tests what a reader takes away: a zip of tables and shapes, text to paste."""

import csv
import io
import json
import zipfile

import pandas as pd
import pytest
from support import small

from commitments.atlas import load
from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.model import TARGET_COLUMNS
from commitments.domain.results import RESULT_COLUMNS
from commitments.downloads import tables
from commitments.language import Language, speaking

RED_LINE = "he-red_line_area-nodate"
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0", "-", "+")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def unpacked(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def files(real_atlas: Atlas) -> dict[str, bytes]:
    ids = [RED_LINE, "jl-farmland_area-2035", "cn-forest_coverage-2025"]
    return unpacked(tables.package(real_atlas, ids, "Three commitments"))


def test_package_holds_table_shapes_codebook_sources_and_a_note(files: dict[str, bytes]) -> None:
    assert sorted(files) == [
        "README.txt",
        "answers.csv",
        "indicators.csv",
        "provinces.geojson",
        "results.csv",
        "sources.csv",
        "targets.csv",
    ]


def test_note_says_what_it_is_and_how_to_cite_it(
    files: dict[str, bytes], real_atlas: Atlas
) -> None:
    said = files["README.txt"].decode()
    assert "Three commitments" in said
    assert f"edition {real_atlas.edition}, version {real_atlas.version}" in said
    assert "How to cite" in said
    assert "CC BY 4.0" in said


def test_rows_are_those_that_were_chosen_as_they_stand_in_the_table(
    files: dict[str, bytes],
) -> None:
    rows = rows_of(files["targets.csv"])
    assert tuple(rows[0]) == TARGET_COLUMNS
    assert {row["id"] for row in rows} == {
        RED_LINE,
        "jl-farmland_area-2035",
        "cn-forest_coverage-2025",
    }
    (red_line,) = [row for row in rows if row["id"] == RED_LINE]
    assert (red_line["value"], red_line["corrected_value"]) == ("363900", "36390")


def test_codebook_and_sources_are_those_of_the_rows(files: dict[str, bytes]) -> None:
    rows = rows_of(files["targets.csv"])
    for file, column in (("indicators.csv", "indicator"), ("sources.csv", "source")):
        told = {row[column] for row in (*rows, *rows_of(files["results.csv"]))}
        assert {row["id"] for row in rows_of(files[file])} == told


REPORTED = (
    small.result(value="36.7", note="Preliminary.", note_zh="初步数据。"),
    small.result(year="2024", value="36.1"),
    small.result("Jilin", value="45"),
    small.result("Hebei", "water_use", "17900", source="bulletin-2026"),
)
PROMISED = (
    small.figure(year="2025"),
    small.words(),
    small.figure("Hebei", "water_use_cap", "at_most", "18000", "2025"),
    small.figure("Jilin", year="2025", value="44", source="jilin-outline"),
)


def package(*ids: str, language: Language = Language.ENGLISH) -> dict[str, bytes]:
    with speaking(language):
        atlas = translated(small.atlas(*PROMISED, results=REPORTED), language)
        return unpacked(tables.package(atlas, ids, "Some"))


FOREST, WORDS, WATER = (
    "he-forest_coverage-2025-1", "he-carbon_peak-2030-2", "he-water_use_cap-2025-3",
)  # fmt: skip


def test_results_are_those_of_the_same_things_over_all_years() -> None:
    held = package(FOREST)
    rows = rows_of(held["results.csv"])
    assert tuple(rows[0]) == RESULT_COLUMNS
    assert [(row["year"], row["value"], row["note_zh"]) for row in rows] == [
        ("2025", "36.7", "初步数据。"),
        ("2024", "36.1", ""),
    ]
    assert {row["id"] for row in rows_of(held["sources.csv"])} == {
        "hebei-official", "report-2026", "report-2025",
    }  # fmt: skip


def test_results_of_another_indicator_that_answers_come_with_its_meaning() -> None:
    held = package(WATER)
    assert [row["value"] for row in rows_of(held["results.csv"])] == ["17900"]
    assert {row["id"] for row in rows_of(held["indicators.csv"])} == {"water_use_cap", "water_use"}


def test_answers_are_those_of_the_figures() -> None:
    assert rows_of(package(FOREST, WORDS, WATER)["answers.csv"]) == [
        {
            "target": FOREST, "answer": "reached", "results": "he-forest_coverage-2025-1",
            "difference": "0.2", "unit": "%", "reason": "",
        },
        {
            "target": WATER, "answer": "reached", "results": "he-water_use-2025-4",
            "difference": "-100.0", "unit": "million m³", "reason": "",
        },
    ]  # fmt: skip


def test_results_and_answers_in_chinese() -> None:
    held = package(FOREST, WORDS, language=Language.CHINESE)
    first = rows_of(held["results.csv"])[0]
    assert (first["省份"], first["指标"], first["数值"], first["备注"], first["限定词"]) == (
        "河北", "森林覆盖率", "36.7", "初步数据。", "达到",
    )  # fmt: skip
    assert rows_of(held["answers.csv"]) == [
        {
            "承诺编号": FOREST, "对照结果": "已达到", "报告值编号": "he-forest_coverage-2025-1",
            "差值": "0.2", "单位": "%", "原因": "",
        }
    ]  # fmt: skip
    assert "目标属性" in rows_of(held["targets.csv"])[0]


def test_an_atlas_without_results_hands_out_an_empty_table() -> None:
    held = unpacked(tables.package(small.atlas(*PROMISED), [FOREST], "One"))
    assert held["results.csv"].decode("utf-8-sig").strip() == ",".join(RESULT_COLUMNS)
    assert [row["answer"] for row in rows_of(held["answers.csv"])] == ["no result found"]


@pytest.mark.parametrize("language", list(Language))
def test_the_note_says_how_the_tables_belong_together(language: Language) -> None:
    said = package(FOREST, language=language)["README.txt"].decode()
    assert all(name in said for name in ("results.csv", "answers.csv", "indicators.csv"))


def test_shapes_are_joined_with_what_was_found(files: dict[str, bytes]) -> None:
    features = json.loads(files["provinces.geojson"])["features"]
    found = {f["properties"]["name"]: f["properties"] for f in features}
    assert len(found) == 34
    assert (found["Hebei"]["commitments"], found["Hebei"]["figures"]) == (1, 1)
    assert (found["Gansu"]["commitments"], found["Gansu"]["figures"]) == (0, 0)
    assert all(feature["geometry"]["coordinates"] for feature in features)


def test_the_same_choice_gives_the_same_bytes(real_atlas: Atlas) -> None:
    one, other = (tables.package(real_atlas, [RED_LINE], "One") for _ in range(2))
    assert one == other


def test_nothing_chosen_is_a_package_of_empty_tables(real_atlas: Atlas) -> None:
    files = unpacked(tables.package(real_atlas, [], "None"))
    assert rows_of(files["targets.csv"]) == []


def test_everything_is_the_whole_table(real_atlas: Atlas) -> None:
    files = unpacked(tables.package(real_atlas, real_atlas.targets["id"], "Everything"))
    written = load.table(load.TARGETS).to_dict("records")
    assert len(rows_of(files["targets.csv"])) == len(written)


# ---- cells that a spreadsheet would run ----


@pytest.mark.parametrize("cell", FORMULAS)
def test_formula_is_made_harmless(cell: str) -> None:
    assert tables.harmless(cell) == f"'{cell}"
    table = pd.DataFrame({"note": [cell]})
    (row,) = rows_of(tables.csv_bytes(table))
    assert row["note"].startswith("'")


@pytest.mark.parametrize("cell", ["", "12", "-12.5", "+3", "-1e3", "words", "≥ 5", 5, -5.5, None])
def test_numbers_and_words_stay_as_they_are(cell: object) -> None:
    assert tables.harmless(cell) == cell


def test_csv_keeps_commas_quotes_lines_and_chinese() -> None:
    cells = ["a,b", 'say "so"', "two\nlines", "河北", ""]
    content = tables.csv_bytes(pd.DataFrame({"note": cells, "n": ["1"] * 5}))
    assert [row["note"] for row in rows_of(content)] == cells


def test_clipboard_text_is_tab_separated_and_harmless() -> None:
    rows = pd.DataFrame({"Province": ["Hebei"], "Figure": ["=1+1"], "Year": [2035]})
    assert tables.tsv(rows) == "Province\tFigure\tYear\nHebei\t'=1+1\t2035\n"


@pytest.mark.parametrize("header", ["=1+1", "@SUM(1)", "＝1+1", "\n=1"])
def test_a_header_of_a_readers_own_runs_nothing(header: str) -> None:
    table = pd.DataFrame({header: ["a"]})
    assert tables.csv_bytes(table).decode("utf-8-sig").strip('"').startswith(f"'{header}")
    assert tables.tsv(table).strip('"').startswith(f"'{header}")


def test_reports_that_are_drawn_without_a_commitment_come_along(real_atlas: Atlas) -> None:
    (lone,) = real_atlas.results.loc[real_atlas.results["id"] == "nm-pm25_mean-2025", "id"]
    held = unpacked(tables.package(real_atlas, [RED_LINE], "One", [lone]))
    (row,) = rows_of(held["results.csv"])
    assert (row["province"], row["indicator"], row["value"]) == (
        "Inner Mongolia",
        "pm25_mean",
        "22",
    )
