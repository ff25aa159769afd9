"""Tests what a reader takes away: a zip of tables and shapes, text to paste."""

import csv
import io
import json
import zipfile

import pandas as pd
import pytest

from commitments.atlas import load
from commitments.atlas.load import Atlas
from commitments.domain.model import TARGET_COLUMNS
from commitments.downloads import tables

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
        "indicators.csv",
        "provinces.geojson",
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
        assert {row["id"] for row in rows_of(files[file])} == {row[column] for row in rows}


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
