"""Tests the command line's figures: what it writes, says and returns."""

import re

import pytest

from commitments.cli.main import main
from commitments.domain.figure_request import Kind, Size


def test_a_figure_is_written_and_named(tmp_path, capsys):
    file = tmp_path / "due.svg"
    asked = [
        "figure",
        "timeline",
        "--theme",
        "water",
        "--province",
        "Hebei,吉林",
        "--out",
        str(file),
    ]
    assert main([*asked, "--title", "水 Water", "--note", "For the spring briefing."]) == 0
    content = file.read_text(encoding="utf-8")
    assert "水 Water" in content
    told = " ".join(re.sub(r"<[^>]+>", " ", content).split())  # a note may go on on the next line
    assert "For the spring briefing." in told
    assert capsys.readouterr().out.startswith("due.svg: 水 Water, slide, ")


@pytest.mark.long
def test_the_basis_reaches_the_figure_and_its_link(tmp_path, capsys):
    file = tmp_path / "share.svg"
    asked = ["figure", "tiles", "--indicator", "red_line_area", "--basis", "share"]
    assert main([*asked, "--out", str(file)]) == 0
    assert "share of area, slide, " in capsys.readouterr().out
    assert "basis=share+of+area" in file.read_text(encoding="utf-8")


def test_a_missing_figure_is_a_sentence(tmp_path, capsys):
    file = tmp_path / "peak.png"
    assert main(["figure", "dots", "--indicator", "carbon_peak", "--out", str(file)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "No province states a figure for “Carbon peak, due 2030”."
    assert file.exists()


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (["mapp", "--out", "a.png"], "“mapp” is not a kind of figure; choose map, tiles,"),
        (["map", "--size", "big", "--out", "a.png"], "“big” is not a size; choose slide,"),
        (["map", "--out", "a.gif"], "“gif” is not a format of figures; choose png, svg or pdf."),
        (["map", "--out", "nowhere/a.png"], "There is no folder nowhere; make it, or name another"),
        (["map", "--theme", "sea", "--out", "a.png"], "“sea” is not a theme; choose all, air,"),
        (
            ["map", "--indicator", "red_line_area", "--basis", "pie", "--out", "a.png"],
            "“pie” is not a basis; choose stated, share, reported or answers.",
        ),
        (["map"], "Name the file with --out; its name ends in png, svg, pdf."),
        (["map", "--title", "🌲", "--out", "a.png"], "The fonts of the atlas have no glyph for 🌲"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_status_2(asked, answer, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["figure", *asked]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(answer)
    assert len(told.err.splitlines()) == 1
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []


def test_help_teaches_every_kind_and_size(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["figure", "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for word in (*Kind, *Size, "--province Hebei,Jilin", "forest.png"):
        assert word in told
