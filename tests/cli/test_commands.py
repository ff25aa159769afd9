"""Tests the command line: what it prints, and its exit status 0, 1 or 2."""

import argparse
import csv
import inspect
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from support import small

from commitments import ROOT
from commitments.atlas import boundaries, load
from commitments.cli import languages, pipes
from commitments.cli.main import main
from commitments.domain.model import TARGET_COLUMNS
from commitments.domain.results import RESULT_COLUMNS
from commitments.language import say

SOUND, PROBLEMS, UNREADABLE = 0, 1, 2


@pytest.fixture(autouse=True)
def _files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one document of the tiny codebook lie among the files, and drawings be made there."""
    small.write_codebook(home, sources={"hebei-official": {"text": "plan.txt"}})
    monkeypatch.setattr(boundaries, "DRAWING", home / "drawn.json")
    monkeypatch.setattr(boundaries, "TILES", home / "tiles.json")
    monkeypatch.setattr(load, "TARGETS", home / "targets.csv")
    (home / "plan.txt").write_text("A plan\nForests cover 36.5% by 2035\n", encoding="utf-8")


def table(home: Path, *rows: small.Row) -> str:
    stored = [dict(row, paragraph=row["paragraph"] or "2") for row in rows]
    return str(small.write(home / "targets.csv", TARGET_COLUMNS, small.numbered(stored)))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    """Run a command and return its exit status, what it printed and what it complained of."""
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out.splitlines(), err.strip()


Capture = pytest.CaptureFixture[str]

# ---- check ----


def test_check_names_every_problem(capsys: Capture, home: Path) -> None:
    path = table(home, small.figure(value="101"), small.figure(comparator="", year="2030"))
    status, printed, complaint = said(capsys, "check", path)
    assert status == PROBLEMS
    assert printed == [
        "row 2, value: 101 is above 100 %, the most that is possible; check the figure",
        "row 3, comparator: a value without its comparator is a misquotation; add it",
        "targets.csv: 2 rows, 2 problems",
    ]
    assert complaint == ""


def with_results(home: Path, *rows: small.Row) -> str:
    """Write results beside a sound table, and return the table's path."""
    small.write(home / "results.csv", RESULT_COLUMNS, small.numbered(rows))
    return table(home, small.figure())


def test_check_covers_the_results_beside_the_table(capsys: Capture, home: Path) -> None:
    path = with_results(home, small.result(), small.result(value="101", year="2024"))
    status, printed, _ = said(capsys, "check", path)
    assert status == PROBLEMS
    assert printed == [
        "results.csv row 3, value: 101 is above 100 %, the most that is possible; check the figure",
        "targets.csv: 1 rows, 2 results, 1 problem",
    ]


def test_check_asks_for_a_note_where_two_reports_differ(capsys: Capture, home: Path) -> None:
    note = {"note": "Preliminary.", "note_zh": "初步数据。"}
    path = with_results(home, small.result(), small.result(value="36.9", **note))
    status, printed, _ = said(capsys, "check", path)
    assert status == PROBLEMS
    assert printed[0] == (
        "results.csv row 2, note: blank, but he-forest_coverage-2025-2 tells another figure of the "
        "same thing; say in a note how they differ"
    )


def test_check_of_a_sound_table_with_an_unsound_codebook(capsys: Capture, home: Path) -> None:
    small.write_codebook(home, places={"Daqing": {"lat": "96"}})
    status, printed, _ = said(capsys, "check", table(home, small.figure()))
    assert status == PROBLEMS
    assert printed[0].startswith("geodata/places.csv row 2, lat: '96' is not in China")


PICTURE = b"\x89PNG\xff\x00"


@pytest.mark.parametrize(
    ("command", "content", "complaint"),
    [
        ("check", None, "targets.csv is missing"),
        ("check", PICTURE, "The file is not a table but a PNG picture."),
        ("check", b"", "The file is empty"),
        ("verify", None, "targets.csv is missing"),
        ("verify", PICTURE, "targets.csv is not UTF-8 text; save it as CSV UTF-8"),
        ("verify", b"", "targets.csv cannot be read as a table: it is empty"),
    ],
)
def test_unreadable_table(
    capsys: Capture, home: Path, command: str, content: bytes | None, complaint: str
) -> None:
    path = home / "targets.csv"
    if content is not None:
        path.write_bytes(content)
    documents = ["--documents", str(home)] if command == "verify" else []
    status, printed, told = said(capsys, command, str(path), *documents)
    assert (status, printed) == (UNREADABLE, [])
    assert told.startswith(complaint)


def test_a_folder_is_no_table(capsys: Capture, home: Path) -> None:
    status, printed, told = said(capsys, "check", str(home))
    assert (status, printed) == (UNREADABLE, [])
    assert told.endswith("it is a folder")


def test_table_with_a_wrong_header(capsys: Capture, home: Path) -> None:
    path = home / "targets.csv"
    path.write_text("a,summary_zh\n1,2\n", encoding="utf-8")
    for command in (("check",), ("verify", "--documents", str(home))):
        status, printed, complaint = said(capsys, *command, str(path))
        assert status == PROBLEMS
        assert "row 1: 'a' is not a column of this table; remove it" in printed
        assert complaint == ""


# ---- check of a reader's own table ----

SMALL_TABLE = "省份,指标,数值,单位,年份\n河北省,森林覆盖率,≥36.5,%,2030\n"


def own(home: Path, name: str, content: bytes) -> str:
    table(home, small.figure())
    (home / name).write_bytes(content)
    return str(home / name)


def workbook(rows: str) -> bytes:
    book, packed = Workbook(), io.BytesIO()
    for row in csv.reader(rows.splitlines()):
        book.active.append(row)
    book.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("mine.csv", SMALL_TABLE.encode(), "Read as CSV with commas, UTF-8 text."),
        ("mine.csv", SMALL_TABLE.encode("gb18030"), "Read as CSV with commas, GB18030 text."),
        ("mine.xlsx", workbook(SMALL_TABLE), "Read as XLSX, sheet “Sheet”."),
    ],
    ids=["UTF-8", "GBK", "XLSX"],
)
def test_any_table_that_the_page_takes_is_checked(
    capsys: Capture, home: Path, name: str, content: bytes, form: str
) -> None:
    status, printed, complaint = said(capsys, "check", own(home, name, content))
    assert (status, complaint) == (SOUND, "")
    assert printed[0] == form
    assert any("省份 = province" in line for line in printed)
    assert printed[-1] == f"{name}: 1 rows, 0 problems"


def test_problems_of_any_table_are_named(capsys: Capture, home: Path) -> None:
    table = own(home, "mine.csv", SMALL_TABLE.replace("2030", "someday").encode())
    status, printed, _ = said(capsys, "check", table)
    assert status == PROBLEMS
    assert any(line.startswith("row 2, 年份: ") for line in printed)
    assert printed[-1] == "mine.csv: 1 rows, 1 problem"


def test_problems_of_any_table_are_counted_by_kind(capsys: Capture, home: Path) -> None:
    header, row = SMALL_TABLE.splitlines()
    rows = "\n".join([header, *(row.replace("2030", f"soon{n}") for n in range(20))])
    table = own(home, "mine.csv", rows.encode())
    _, printed, _ = said(capsys, "check", table)
    assert printed[-2].startswith("20 rows, 年份: for example, 'soon0' is not a year; ")
    assert printed[-2].endswith(" (rows 2, 3, 4 and 17 more)")
    assert printed[-1] == "mine.csv: 20 rows, 20 problems"
    _, each, _ = said(capsys, "check", "--each", table)
    assert each[-21:-1] == [line for line in each if line.startswith("row ")]


WIDE = "指标：森林覆盖率(%)\n地区,2021年,2022年\n河北省,35.3,35.6\n"


def test_a_table_of_another_shape_is_checked(capsys: Capture, home: Path) -> None:
    status, printed, complaint = said(capsys, "check", own(home, "mine.csv", WIDE.encode()))
    assert (status, complaint) == (SOUND, "")
    assert printed[0] == "A column for each year: 2 figures."
    assert printed[-1] == "mine.csv: 2 rows, 0 problems"


def test_what_a_table_leaves_open_is_named(capsys: Capture, home: Path) -> None:
    nameless = WIDE.partition("\n")[2].encode()
    status, printed, _ = said(capsys, "check", own(home, "mine.csv", nameless))
    assert status == PROBLEMS
    assert printed[1] == "What do the numbers measure, and in which unit?"
    assert printed[2].startswith("Answer this on the page Your data, or say it in the table: ")


# ---- a pipe whose reader has gone ----


def piped(*arguments: str) -> tuple[int, str]:
    """Run a command whose output nobody reads; return its status and what it complains of."""
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "commitments", *arguments],
            cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    finally:
        os.close(write)
    return done.returncode, done.stderr


@pytest.mark.long
@pytest.mark.parametrize("arguments", [["list", "indicators"], ["check"]], ids=" ".join)
def test_a_closed_pipe_ends_a_command_without_a_word(arguments: list[str]) -> None:
    assert piped(*arguments) == (pipes.CUT_SHORT, "")


@pytest.mark.long
def test_a_closed_pipe_ends_help_without_a_word() -> None:
    assert piped("figure", "--help")[1] == ""


# ---- list ----


def test_list_of_indicators(capsys: Capture, home: Path) -> None:
    table(home, small.figure())
    status, printed, complaint = said(capsys, "list", "indicators")
    assert (status, complaint) == (SOUND, "")
    told = [line.split(maxsplit=1) for line in printed]
    assert ["forest_coverage", "Forest cover, share"] in told


def test_list_of_provinces_has_both_names(capsys: Capture, home: Path) -> None:
    table(home, small.figure())
    status, printed, _ = said(capsys, "list", "provinces")
    assert status == SOUND
    assert [line.split() for line in printed[:2]] == [["National", "National"], ["Anhui", "安徽"]]
    assert len(printed) == 35


# ---- verify ----


def test_verify_of_a_figure_that_stands(capsys: Capture, home: Path) -> None:
    path = table(home, small.figure(as_printed="36.5%"))
    assert said(capsys, "verify", "--documents", str(home), path) == (
        SOUND,
        ["targets.csv: 1 rows looked up in 1 texts, 0 fail"],
        "",
    )


def test_verify_names_every_row_that_fails(capsys: Capture, home: Path) -> None:
    path = table(
        home,
        small.figure(as_printed="36.5%"),
        small.figure(as_printed="36.5%", paragraph="1"),
        small.figure(as_printed="36.5%", value="37"),
    )
    status, printed, _ = said(capsys, "verify", "--documents", str(home), path)
    assert status == PROBLEMS
    assert printed == [
        "row 3, as_printed: “36.5%” does not stand in paragraph 1",
        "row 4, value: 37 is not the figure in “36.5%”",
        "targets.csv: 3 rows looked up in 1 texts, 2 fail",
    ]


def test_verify_covers_the_results_beside_the_table(capsys: Capture, home: Path) -> None:
    here = {"source": "hebei-official", "paragraph": "2", "year": "2023"}
    path = with_results(
        home,
        small.result(value="36.5", as_printed="36.5%", **here),
        small.result(value="36.7", as_printed="36.7%", **here | {"year": "2022"}),
    )
    status, printed, _ = said(capsys, "verify", "--documents", str(home), path)
    assert status == PROBLEMS
    assert printed == [
        "results.csv row 3, as_printed: “36.7%” does not stand in paragraph 2",
        "targets.csv: 3 rows looked up in 1 texts, 1 fail",
    ]


def test_verify_asks_for_a_sound_table_first(capsys: Capture, home: Path) -> None:
    path = table(home, small.figure(value="about 36"))
    status, printed, _ = said(capsys, "verify", "--documents", str(home), path)
    assert status == PROBLEMS
    assert printed == [
        "row 2, value: 'about 36' is not a plain number; write digits and a point",
        "targets.csv: 1 problem; nothing is looked up before it is sound",
    ]


def test_verify_without_the_texts(capsys: Capture, home: Path) -> None:
    (home / "plan.txt").unlink()
    status, printed, _ = said(
        capsys, "verify", "--documents", str(home), table(home, small.figure())
    )
    assert status == PROBLEMS
    assert printed[0] == "source: the text of hebei-official is not in the documents folder"


def test_verify_without_a_folder(capsys: Capture, home: Path) -> None:
    path = table(home, small.figure())
    assert said(capsys, "verify", "--documents", str(home / "nowhere"), path) == (
        UNREADABLE,
        [],
        "nowhere is not a folder of documents",
    )


# ---- shapes ----


STATIC = ROOT / "static"


def test_shapes_makes_the_drawings(capsys: Capture, home: Path) -> None:
    status, printed, _ = said(capsys, "shapes")
    assert (status, printed) == (
        SOUND,
        ["drawn.json and tiles.json made from provinces.geojson"],
    )
    assert (home / "drawn.json").read_bytes() == (STATIC / "provinces.json").read_bytes()
    assert (home / "tiles.json").read_bytes() == (STATIC / "tiles.json").read_bytes()


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("provinces.geojson", None, "provinces.geojson is missing or cannot be read"),
        ("provinces.geojson", b"\x89PNG", "the shapes are not a GeoJSON file of areas"),
        ("provinces.geojson", b"[]", "the shapes are not a GeoJSON file of areas"),
        (
            "provinces.geojson",
            b"{}",
            "the shapes lack 'features'; geodata/README.md says what they hold",
        ),
        ("tiles.csv", None, "tiles.csv is missing or cannot be read"),
        ("tiles.csv", b"name,column,row\nAtlantis,1,2\n",
         "tiles.csv and the shapes do not agree on 'Atlantis'"),
        ("tiles.csv", b"name,column,row\nHebei,one,2\n",
         "tiles.csv is not a table of name, column and row"),
        ("tiles.csv", b"name,column\nHebei,1\n", "tiles.csv and the shapes do not agree on 'row'"),
        ("tiles.csv", b"\xff\xfe", "tiles.csv is not a table of name, column and row"),
    ],
)  # fmt: skip
def test_shapes_that_are_none(
    capsys: Capture, home: Path, file: str, content: bytes | None, complaint: str
) -> None:
    if content is None:
        (home / file).unlink()
    else:
        (home / file).write_bytes(content)
    assert said(capsys, "shapes") == (UNREADABLE, [], complaint)
    assert not (home / "drawn.json").exists()


def test_drawing_that_cannot_be_written(capsys: Capture, home: Path) -> None:
    (home / "tiles.json").mkdir()
    status, printed, complaint = said(capsys, "shapes")
    assert (status, printed) == (UNREADABLE, [])
    assert complaint == "tiles.json cannot be written: it is a folder"


# ---- the command itself ----


@pytest.mark.parametrize("arguments", [[], ["draw"], ["verify"], ["check", "a.csv", "b.csv"]])
def test_wrong_command_is_answered_with_the_usage(capsys: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == UNREADABLE
    assert capsys.readouterr().err.startswith("usage: python -m commitments")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "commitments", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
def test_check_of_the_real_tables_as_a_program(real_atlas: load.Atlas) -> None:
    done = run("check")
    rows = len(real_atlas.targets)
    assert (done.returncode, done.stdout, done.stderr) == (
        SOUND,
        f"targets.csv: {rows} rows, {len(real_atlas.results)} results, 0 problems\n",
        "",
    )


def test_unreadable_file_as_a_program() -> None:
    done = run("check", "nowhere.csv")
    assert (done.returncode, done.stdout, done.stderr) == (
        UNREADABLE,
        "",
        "nowhere.csv is missing\n",
    )


# ---- in Chinese ----

LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
LATIN = set((ROOT / "tests" / "fixtures" / "latin_in_chinese.txt").read_text("utf-8").split())
# Ids and names of files that the reader types; what is quoted is the reader's own.
TYPED = re.compile(
    r"“[^”]*”|'[^']*'|`[^`]*`|--?\w+|\{en,zh\}|python -m commitments\S*|\b\w+\.(?:csv|json|geojson)"
    r"|\b(?:check|verify|shapes|figure|examples|brief|list|diff|publish)\b"
    r"|\b(?:indicators|provinces|documents|units)\b"
)


def english_in(text: str) -> set[str]:
    return set(LATIN_WORD.findall(TYPED.sub("", text))) - LATIN


def refused(capsys: Capture, *arguments: str) -> str:
    """Run a command that ends in argparse, and return what it says."""
    with pytest.raises(SystemExit):
        main(arguments)
    out, err = capsys.readouterr()
    return out + err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        [],
        ["draw"],
        ["check", "--help"],
        ["check", "a.csv", "b.csv"],
        ["verify", "--help"],
        ["verify"],
        ["verify", "--documents"],
        ["shapes", "--help"],
        ["list", "--help"],
        ["list"],
        ["examples", "--help"],
        ["brief", "--out"],
    ],
    ids=" ".join,
)
def test_help_and_refusals_are_said_in_chinese(capsys: Capture, arguments: list[str]) -> None:
    said = refused(capsys, "--lang", "zh", *arguments)
    assert said.startswith("用法：python -m commitments")
    assert english_in(said) == set()
    assert refused(capsys, *arguments).startswith("usage: python -m commitments")


@pytest.mark.parametrize(
    "command", ["check", "verify", "shapes", "diff", "list", "examples", "publish"]
)
def test_the_help_of_a_command_says_what_it_does(capsys: Capture, command: str) -> None:
    does = say(f"command.{command}")
    told = " ".join(refused(capsys, command, "--help").split())
    assert f" {does[0].upper()}{does[1:]} " in told
    assert does in " ".join(refused(capsys, "--help").split())


def test_the_language_may_stand_before_or_behind_the_command(capsys: Capture) -> None:
    for arguments in (("--lang", "zh", "verify"), ("verify", "--lang=zh"), ("--lang", "zh", "x")):
        assert "错误：" in refused(capsys, *arguments)
    assert "usage: " in refused(capsys, "check", "--lang", "fr")
    assert "usage: " in refused(capsys, "check", "--lang")


@pytest.mark.parametrize("end", languages.OF_ARGPARSE)
def test_argparse_still_says_what_is_translated(end: str) -> None:
    assert repr(say(f"argparse.{end}")).strip("'\"") in inspect.getsource(argparse)


def test_problems_are_told_in_chinese(capsys: Capture, home: Path) -> None:
    path = table(home, small.figure(value="101"), small.figure(comparator="", year="2030"))
    status, printed, complaint = said(capsys, "check", path, "--lang", "zh")
    assert (status, complaint) == (PROBLEMS, "")
    assert printed[0].startswith("第2行“数值”列：")
    assert printed[-1] == "targets.csv：共2行，2处问题"
    assert {word for line in printed for word in english_in(line)} == set()


def test_what_does_not_stand_in_a_text_is_told_in_chinese(capsys: Capture, home: Path) -> None:
    path = table(home, small.figure(as_printed="36.5%", paragraph="1"))
    status, printed, _ = said(capsys, "verify", "--documents", str(home), path, "--lang", "zh")
    assert status == PROBLEMS
    assert printed[-1] == "targets.csv：在1份原文中查对了1行，1行不符"
    assert {word for line in printed for word in english_in(line)} == set()


def test_what_was_drawn_is_told_in_chinese(capsys: Capture, home: Path) -> None:  # noqa: ARG001
    assert said(capsys, "shapes", "--lang", "zh")[1] == [
        "已由provinces.geojson生成drawn.json和tiles.json"
    ]


def test_an_unreadable_table_is_told_in_chinese(capsys: Capture, home: Path) -> None:
    (home / "targets.csv").write_bytes(b"")
    status, _, complaint = said(capsys, "check", str(home / "targets.csv"), "--lang", "zh")
    assert (status, complaint) == (UNREADABLE, "文件是空的。请提交CSV或XLSX表格。")
