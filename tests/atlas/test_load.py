"""Tests the door to the files: what cannot be read, what is refused, what is added."""

import hashlib
import json
import math
import re
import shutil
from pathlib import Path

import pytest
from support import small

from commitments.atlas import boundaries, documents, load, search_text
from commitments.atlas.load import Atlas
from commitments.domain.model import TARGET_COLUMNS, InvalidTable, Unreadable
from commitments.figures import captions
from commitments.language import Language, speaking

HEADER = ",".join(TARGET_COLUMNS)


def written(home: Path, *rows: small.Row) -> Path:
    return small.write(home / "targets.csv", TARGET_COLUMNS, small.numbered(rows))


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as fault:
        load.table(path)
    return str(fault.value)


# ---- files that are no tables ----


def test_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "targets.csv") == "targets.csv is missing"


NOT_UTF8 = "targets.csv is not UTF-8 text; save it as CSV UTF-8"


NO_TABLE = "targets.csv cannot be read as a table: "


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\xff", NOT_UTF8, id="picture"),
        pytest.param(b"PK\x03\x04\x14\x00\x08\xff\xfe", NOT_UTF8, id="workbook"),
        pytest.param(f"{HEADER}\n".encode("utf-16"), NOT_UTF8, id="utf_16"),
        pytest.param("id,省份\n".encode("gb18030"), NOT_UTF8, id="gb18030"),
        pytest.param("id,naïve\n".encode("latin-1"), NOT_UTF8, id="latin_1"),
        pytest.param(b"", NO_TABLE, id="empty"),
        pytest.param(b"\n\n", NO_TABLE, id="blank_lines"),
        pytest.param(b'a,b\n"1,2\n', NO_TABLE, id="open_quote"),
        pytest.param(b"a,b\n1,2\n1,2,3\n", NO_TABLE, id="long_row"),
        pytest.param(
            b"a,b\n1,2,3\n1,2,3\n",
            "targets.csv has more cells in its rows than in its header",
            id="all_rows_long",
        ),
    ],
)  # fmt: skip
def test_file_that_is_no_table(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes(content)
    assert refused(path).startswith(fault)


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    assert refused(tmp_path).startswith(f"{tmp_path.name} cannot be read as a table: ")


def test_faults_name_no_folder_of_the_machine(tmp_path: Path) -> None:
    assert str(tmp_path) not in refused(tmp_path / "targets.csv")


def test_bytes_that_are_text_but_no_table_are_left_to_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes(b"\x00" * 50)
    assert len(load.table(path)) == 0


def test_table_of_a_spreadsheet_with_its_byte_order_mark(home: Path) -> None:
    path = written(home, small.figure())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load.table(path)["id"].tolist() == ["he-forest_coverage-2035-1"]
    assert len(load.atlas(path).targets) == 1


def test_cells_are_text_and_words_for_nothing_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\nNA,null,007\n,nan,1e3\n", encoding="utf-8")
    assert load.table(path).to_numpy().tolist() == [["NA", "null", "007"], ["", "nan", "1e3"]]


def test_short_rows_are_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1\n", encoding="utf-8")
    assert load.table(path).to_numpy().tolist() == [["1", ""]]


# ---- tables that are refused ----


def test_broken_table_is_refused_once_with_every_problem(home: Path) -> None:
    path = written(
        home,
        small.figure(value="101"),
        small.figure(comparator=""),
        small.words(source="nobody", summary=""),
    )
    with pytest.raises(InvalidTable) as fault:
        load.atlas(path)
    assert [str(problem) for problem in fault.value.problems] == [
        "row 2, value: 101 is above 100 %, the most that is possible; check the figure",
        "row 3, comparator: a value without its comparator is a misquotation; add it",
        "row 4, source: 'nobody' is not in codebook/sources.csv; describe the document there",
        "row 4, summary: neither a value nor a summary; say what is committed",
    ]
    assert str(fault.value).count("\n") == 3


def test_problems_of_codebook_and_table_come_together(home: Path) -> None:
    small.write_codebook(home, indicators={"forest_coverage": {"better": "more"}})
    with pytest.raises(InvalidTable) as fault:
        load.atlas(written(home, small.figure(province="Shanxii", id="sx-forest_coverage-2035")))
    first, second = (str(problem) for problem in fault.value.problems)
    assert first.startswith("codebook/indicators.csv row 2, better: 'more' is not one of")
    assert second.startswith("row 2, province: 'Shanxii' is not a province; did you mean Shanxi")


def test_wrong_header_is_judged_alone(home: Path) -> None:
    path = home / "targets.csv"
    path.write_text("id,provinz\nx,y\n", encoding="utf-8")
    with pytest.raises(InvalidTable, match=r"'provinz' is not a column.*did you mean province"):
        load.atlas(path)


@pytest.mark.parametrize(
    ("file", "header", "column"),
    [
        ("indicators.csv", "name,unit", "id"),
        ("sources.csv", "title", "id"),
        ("places.csv", "lat,lon", "name"),
        ("units.csv", "expression,symbol", "unit"),
        ("units.csv", "unit,symbol", "expression"),
        ("units.csv", "unit,expression", "symbol"),
    ],
)
def test_codebook_without_its_key(home: Path, file: str, header: str, column: str) -> None:
    (home / file).write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(Unreadable) as fault:
        load.codebook_tables()
    assert str(fault.value) == f"{file} has no column '{column}'; add it to its header"


@pytest.mark.parametrize("file", ["indicators.csv", "sources.csv", "places.csv", "units.csv"])
def test_codebook_file_is_missing(home: Path, file: str) -> None:
    (home / file).unlink()
    with pytest.raises(Unreadable, match=f"^{file} is missing$"):
        load.atlas(written(home, small.figure()))


def test_edition_is_missing(home: Path) -> None:
    (home / "edition.txt").unlink()
    with pytest.raises(
        Unreadable, match=r"^edition.txt is missing; write the date of the data there"
    ):
        load.atlas(written(home, small.figure()))


# ---- shapes ----


def test_shapes_are_missing(home: Path) -> None:
    (home / "provinces.geojson").unlink()
    with pytest.raises(Unreadable) as fault:
        boundaries.provinces()
    assert str(fault.value) == (
        "provinces.geojson is missing; geodata/README.md says how to make it"
    )
    with pytest.raises(Unreadable, match="is missing or cannot be read"):
        boundaries.as_stored()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"features": [{}]}', b"\x89PNG\xff"])
def test_shapes_are_no_shapes(home: Path, content: bytes) -> None:
    (home / "provinces.geojson").write_bytes(content)
    with pytest.raises(Unreadable) as fault:
        boundaries.provinces()
    assert str(fault.value) == "provinces.geojson is not a GeoJSON file of named areas"


def test_shapes_of_an_installer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = home / "own.geojson"
    shapes = json.loads((home / "provinces.geojson").read_text(encoding="utf-8"))
    shapes["features"][0]["properties"]["name_zh"] = "某省"
    own.write_text(json.dumps(shapes), encoding="utf-8")
    monkeypatch.setenv(boundaries.SHAPES_SETTING, str(own))
    assert "某省" in boundaries.provinces()["name_zh"].tolist()
    with pytest.raises(Unreadable) as fault:
        boundaries.require_drawing()
    assert str(fault.value) == ("provinces.json was not made from own.geojson; run `make shapes`")


def test_shapes_of_an_installer_are_a_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(boundaries.SHAPES_SETTING, str(home))
    with pytest.raises(Unreadable, match=r" cannot be read$"):
        boundaries.provinces()


def test_drawing_fits_the_shapes(home: Path) -> None:
    boundaries.require_drawing()
    shutil.copy(boundaries.DRAWING, home / "provinces.json")
    (home / "provinces.geojson").write_text("{}", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"run `make shapes`$"):
        boundaries.require_drawing(home / "provinces.json")


# ---- documents ----


def test_stored_texts_are_those_that_lie_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\n\nthree\n", encoding="utf-8")
    atlas = small.atlas(
        small.figure("Tibet", source="tibet-plan", year="2035"),
        sources={"hebei-official": {"text": "a.txt"}, "hebei-news": {"text": "b.txt"}},
    )
    assert documents.stored_texts(atlas.sources, tmp_path) == {
        "hebei-official": ["one", "", "three"]
    }


def test_stored_text_never_leaves_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "documents"
    folder.mkdir()
    with pytest.raises(Unreadable, match=r"cannot be read in the documents folder$"):
        documents.paragraphs("../secret.txt", folder)


def test_documents_folder_is_no_folder(tmp_path: Path) -> None:
    sources = small.atlas(small.figure()).sources
    with pytest.raises(Unreadable, match=r"^nowhere is not a folder of documents$"):
        documents.stored_texts(sources, tmp_path / "nowhere")


def test_documents_folder_of_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(documents.DOCUMENTS_SETTING, raising=False)
    assert documents.documents_folder() is None
    monkeypatch.setenv(documents.DOCUMENTS_SETTING, str(tmp_path))
    assert documents.documents_folder() == tmp_path
    monkeypatch.setenv(documents.DOCUMENTS_SETTING, str(tmp_path / "nowhere"))
    with pytest.raises(Unreadable) as fault:
        documents.documents_folder()
    assert str(fault.value) == (
        "The folder of documents that ATLAS_DOCUMENTS names is not there, so no passage is shown."
    )


# ---- what is added ----


def test_edition_and_version(home: Path) -> None:
    path = written(home, small.figure())
    atlas = load.atlas(path)
    assert atlas.edition == "2026-11-20"
    assert atlas.version == hashlib.sha256(path.read_bytes()).hexdigest()[:7]


def test_version_changes_with_the_table(home: Path) -> None:
    versions = {load.atlas(written(home, small.figure(value=v))).version for v in ("36", "37")}
    assert len(versions) == 2


def test_rows_are_enriched() -> None:
    (row,) = small.atlas(
        small.figure(
            "Jilin", "red_line_area", "between", "1500", year="2035", value_high="3000",
            unit="mu", year_basis="stage", source="jilin-outline",
        )
    ).targets.to_dict("records")  # fmt: skip
    assert (row["value"], row["value_high"]) == (1500, 3000)
    assert (row["drawn"], row["drawn_high"]) == (pytest.approx(1), pytest.approx(2))
    assert (row["symbol"], row["printed_symbol"]) == ("km²", "mu")
    assert (row["year"], row["inferred"]) == (2035, True)
    assert (row["evidence"], row["source_date"]) == ("B", "2024")
    assert row["source_title"] == "Jilin Outline"
    assert row["indicator_name"] == "Ecological red line, area"
    assert math.isnan(row["corrected_value"])


def test_corrected_figure_is_the_one_drawn() -> None:
    (row,) = small.atlas(
        small.figure(value="363", corrected_value="36", correction="A digit too many.")
    ).targets.to_dict("records")
    assert (row["value"], row["drawn"]) == (363, 36)


def test_words_have_nothing_to_draw() -> None:
    (row,) = small.atlas(small.words(year="")).targets.to_dict("records")
    assert math.isnan(row["drawn"])
    assert row["symbol"] == row["printed_symbol"] == ""
    assert row["year"] is None
    assert row["inferred"] is False


def test_places_have_degrees() -> None:
    places = small.atlas(small.figure()).places
    assert places.loc["Daqing", ["lat", "lon"]].tolist() == [46.583, 125.0]


@pytest.mark.parametrize(
    ("text", "searched"),
    [("Ürümqi", "urumqi"), ("ＰＭ２．５", "pm2.5"), ("km²", "km2"), ("STRASSE", "strasse"),
     ("Straße", "strasse"), ("河北省", "河北省"), ("Xi’an", "xi’an")],
)  # fmt: skip
def test_searchable_text(text: str, searched: str) -> None:
    assert search_text.searchable(text) == searched


# ---- the name of the data ----


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        ("2026-11-20\n", "2026-11-20", "2026-11-20"),
        ("2026-11-20\n2026.12\n", "2026-11-20, release 2026.12", "2026-11-20（2026.12版）"),
    ],
)
def test_edition_names_day_and_release(
    home: Path, content: str, english: str, chinese: str
) -> None:
    small.write_codebook(home)
    (home / "edition.txt").write_text(content, encoding="utf-8")
    atlas = load.atlas(written(home, small.figure()))
    assert (atlas.dated, atlas.year, atlas.edition) == ("2026-11-20", 2026, english)
    with speaking(Language.CHINESE):
        assert atlas.edition == chinese


@pytest.mark.parametrize("content", ["", "soon", "2026-13-01", "20 November"])
def test_edition_without_a_day(home: Path, content: str) -> None:
    small.write_codebook(home)
    (home / "edition.txt").write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"^edition.txt is missing; write the date of the data"):
        load.atlas(written(home, small.figure()))


def test_the_atlas_has_a_release(real_atlas: Atlas) -> None:
    assert re.fullmatch(r"20[0-9]{2}\.[0-9]{2}", real_atlas.release)
    assert real_atlas.release in captions.edition(real_atlas)
    assert real_atlas.dated in captions.edition(real_atlas)


def test_texts_are_kept_as_pythons_in_every_frame(real_atlas: Atlas) -> None:
    frames = (real_atlas.targets, real_atlas.results, real_atlas.indicators, real_atlas.sources)
    kept = {str(getattr(kind, "storage", "")) for frame in frames for kind in frame.dtypes}
    assert kept - {""} == {"python"}
