"""Tests that what is taken away is in the language of its atlas, to the last word."""

import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from commitments import ROOT
from commitments.atlas import editions
from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.briefings import drafts
from commitments.briefings.formats import File
from commitments.briefings.items import Brief, Item, Kind
from commitments.cli.figure import EXAMPLES
from commitments.cli.main import main
from commitments.domain.figure_request import Format, Order
from commitments.domain.model import Selection, Theme
from commitments.downloads import briefing_files, tables
from commitments.language import Language, speaking
from commitments.prints import figures
from commitments.queries import selection_parsing
from commitments.slides import master
from commitments.uploads import pipeline

pytestmark = pytest.mark.long

HAN = re.compile(r"[\u4e00-\u9fff]+")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
ADDRESS = re.compile(r"https?://\S+|[\w/]*\?[\w=&%,.+-]+|[0-9a-f]{7}|`[^`]*`")
ALLOWED = set((ROOT / "tests" / "fixtures" / "latin_in_chinese.txt").read_text("utf-8").split())
NOON: Final = 2026.9
SEEN: Final = 0.02  # inches that a text may be wider than its frame, as type is measured


@pytest.fixture(scope="module")
def english() -> Atlas:
    return editions.whole()


@pytest.fixture(scope="module")
def chinese(english: Atlas) -> Atlas:
    return translated(english, Language.CHINESE)


def english_left(atlas: Atlas, texts: list[str]) -> set[str]:
    """Return the Latin words of some texts that no Chinese reader expects.

    A document may have Latin in its own Chinese words; links and versions are no words.
    """
    prose = [atlas.targets, atlas.sources, atlas.indicators]
    cells = [
        cell for table in prose for name in table if name.endswith("_zh") for cell in table[name]
    ]
    known = {word for cell in map(str, cells) for word in LATIN_WORD.findall(cell)}
    said = {word for text in texts for word in LATIN_WORD.findall(ADDRESS.sub(" ", text))}
    return said - known - ALLOWED


def chinese_left(atlas: Atlas, texts: list[str]) -> set[str]:
    """Return the Chinese words of some texts, but for names of provinces and units in print."""
    known = {*atlas.provinces["name_zh"], *HAN.findall(" ".join(atlas.units.symbols.values()))}
    return {word for text in texts for word in HAN.findall(text)} - known


def svg_texts(drawing: bytes) -> list[str]:
    """Return what an SVG file says: its texts, its title and what describes it."""
    root = etree.fromstring(drawing)
    said = root.iter("{*}text", "{*}tspan", "{*}title", "{*}desc", "{*}description")
    return ["".join(node.itertext()) for node in said]


def slide_texts(deck: bytes) -> list[str]:
    """Return what a deck says: titles, texts, tables, notes and text alternatives."""
    slides = Presentation(io.BytesIO(deck)).slides
    return [text for slide in slides for text in _of_slide(slide)]


def _of_slide(slide) -> Iterator[str]:
    for tree in (slide.element, slide.notes_slide.element):
        yield from (node.text or "" for node in tree.iter("{*}t"))
        yield from filter(None, (node.get("descr") for node in tree.iter("{*}cNvPr")))


@pytest.mark.parametrize("given", EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_a_figure_is_in_the_language_of_its_atlas(given, english: Atlas, chinese: Atlas) -> None:
    _, kind, choices = given
    for atlas, left in ((chinese, english_left), (english, chinese_left)):
        made = figures.figure(
            atlas, Order(kind, selection_parsing.selection(atlas, kind, **choices))
        )
        said = [*made.texts.all(), *made.sources, made.description]
        assert left(atlas, [*said, *svg_texts(made.file(Format.SVG))]) == set()


def brief_of(atlas: Atlas) -> Brief:
    """Return a briefing with every kind of view."""
    with speaking(atlas.language):
        made = drafts.drafted(atlas, ["Hebei", "Jilin", "Shandong"], Theme.ECOLOGY)
    forest = Selection(Theme.ECOLOGY, "forest_coverage", 2025)
    made = made.added(Item(Kind.PROVINCE, Selection(provinces=("Jilin",))))
    for kind in (Kind.MAP, Kind.TILES, Kind.DOTS, Kind.PROGRESS, Kind.MATRIX):
        made = made.added(Item(kind, forest))
    return made.added(Item(Kind.TABLE, Selection(Theme.WATER, provinces=("Hebei",))))


@pytest.fixture(scope="module")
def decks(english: Atlas, chinese: Atlas) -> dict[Language, bytes]:
    return {
        atlas.language: briefing_files.made(atlas, brief_of(atlas), File.PPTX, today=NOON)
        for atlas in (english, chinese)
    }


def test_a_deck_is_chinese_to_the_last_note(decks: dict[Language, bytes], chinese: Atlas) -> None:
    assert english_left(chinese, slide_texts(decks[Language.CHINESE])) == set()


def shape_names(deck: bytes) -> set[str]:
    """Return what a program calls the shapes of a deck, its layout and its master."""
    opened = Presentation(io.BytesIO(deck))
    holders = [*opened.slides, opened.slide_master, *opened.slide_layouts]
    holders += [slide.notes_slide for slide in opened.slides]
    named = [node for holder in holders for node in holder.element.iter("{*}cNvPr")]
    return {node.get("name") for node in named}


def test_the_shapes_of_a_deck_have_names_in_its_language(
    decks: dict[Language, bytes], english: Atlas, chinese: Atlas
) -> None:
    names = shape_names(decks[Language.CHINESE])
    assert {"标题", "副标题", "页脚", "页码", "时间线", "点图", "备注"} <= names
    assert english_left(chinese, names) == set()
    assert chinese_left(english, shape_names(decks[Language.ENGLISH])) == set()


def test_a_deck_is_english_to_the_last_note(decks: dict[Language, bytes], english: Atlas) -> None:
    assert chinese_left(english, slide_texts(decks[Language.ENGLISH])) == set()


def test_chinese_stays_on_its_slide(decks: dict[Language, bytes]) -> None:
    for slide in Presentation(io.BytesIO(decks[Language.CHINESE])).slides:
        for shape in slide.shapes:
            right = (shape.left + shape.width) / Inches(1)
            below = (shape.top + shape.height) / Inches(1)
            assert shape.left >= 0
            assert shape.top >= 0
            assert right <= master.WIDTH + SEEN, shape.name
            assert below <= master.HEIGHT + SEEN, shape.name


def test_a_zip_of_figures_tells_its_reader_in_chinese(chinese: Atlas) -> None:
    brief = Brief(title="生态", items=(Item(Kind.DOTS, Selection(None, "forest_coverage", 2025)),))
    with zipfile.ZipFile(
        io.BytesIO(briefing_files.made(chinese, brief, File.ZIP, today=NOON))
    ) as opened:
        readme = re.sub(r"\d\d-\w+", "", opened.read("README.txt").decode())
        spec = tomllib.loads(opened.read("briefing.toml").decode())
    assert english_left(chinese, [readme]) == set()
    assert spec["language"] == "zh"


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def package(chinese: Atlas) -> dict[str, bytes]:
    hebei = tuple(chinese.targets.loc[chinese.targets["province"] == "Hebei", "id"])
    with zipfile.ZipFile(io.BytesIO(tables.package(chinese, hebei, "河北"))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


IN_DOCUMENTS: Final = ("编号", "原文", "文号", "网址", "所存原文")  # keys, and what is quoted


@pytest.mark.parametrize("name", ["targets.csv", "indicators.csv", "sources.csv"])
def test_a_table_is_chinese_in_header_and_cells(
    name: str, package: dict[str, bytes], chinese: Atlas
) -> None:
    rows = rows_of(package[name])
    said = [cell for row in rows for head, cell in row.items() if head not in IN_DOCUMENTS]
    assert rows
    assert english_left(chinese, [*rows[0], *said]) == set()


def test_a_chinese_table_can_be_loaded_as_ones_own(
    package: dict[str, bytes], english: Atlas
) -> None:
    told = pipeline.judged(pipeline.read(package["targets.csv"], "targets.csv"), english)
    assert told.problems == ()


def test_the_note_beside_the_tables_is_chinese(package: dict[str, bytes], chinese: Atlas) -> None:
    assert english_left(chinese, [package["README.txt"].decode()]) == set()


@pytest.mark.parametrize("asked", [["--lang", "zh"], []], ids=["asked", "named in the file"])
def test_a_briefing_of_the_command_line_names_its_language(
    asked: list[str], tmp_path: Path
) -> None:
    spec, made = tmp_path / "set.toml", tmp_path / "set.zip"
    language = "" if asked else 'language = "zh"\n'
    item = '[[item]]\nkind = "dots"\nindicator = "forest_coverage"\nyear = 2025\n'
    spec.write_text(language + item, encoding="utf-8")
    assert main(["brief", str(spec), "--out", str(made), *asked]) == 0
    with zipfile.ZipFile(made) as opened:
        assert "森林覆盖率，2025年" in opened.read("README.txt").decode()


def test_a_draft_of_the_command_line_is_in_its_language(tmp_path: Path) -> None:
    made = tmp_path / "draft.toml"
    assert main(["brief", "--draft", "Hebei", "--lang", "zh", "--out", str(made)]) == 0
    told = tomllib.loads(made.read_text("utf-8"))
    assert told["title"] == "河北：承诺了什么，何时到期"
    assert told["language"] == "zh"


def test_a_refusal_of_the_command_line_is_in_its_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["figure", "map", "--year", "2025", "--lang", "zh", "--out", "a.png"]) != 0
    assert capsys.readouterr().err == "年份须与指标同用；请用--indicator写明指标。\n"


def test_a_language_that_is_not_spoken_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["figure", "map", "--lang", "fr", "--out", "a.png"])
    assert "invalid choice: 'fr'" in capsys.readouterr().err
