"""Tests that a table of nothing but hostile cells is published as text."""

from pathlib import Path

import pytest
from browser.hostile import CELLS, FORMULA
from lxml import etree, html
from support import small

from commitments.publish import publishing
from commitments.publish import site as sites
from commitments.publish.folder import Folder

pytestmark = pytest.mark.long

WEB = ("http://www.w3.org/", "https://example.org/hebei")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        small.figure(
            ("Hebei", "Jilin")[at % 2],
            value=str(20 + at),
            year="2025",
            scope=f"{cell} {at}",
            note=f"{FORMULA}{cell}",
            as_printed=cell[:40],
            section=cell[:20],
        )
        for at, cell in enumerate(CELLS)
    ]
    rows += [small.words("Hebei", "carbon_peak", cell, "2030") for cell in CELLS]
    hostile = {"title": CELLS[1], "issuer": CELLS[0], "publisher": CELLS[7], "number": CELLS[2]}
    names = {"name": CELLS[1], "definition": CELLS[4]}
    atlas = small.atlas(
        *rows, sources={"hebei-official": hostile}, indicators={"forest_coverage": names}
    )
    into = tmp_path_factory.mktemp("hostile") / "site"
    publishing.publish(sites.of(atlas, "https://pages.example/"), Folder(into))
    return into


def test_nothing_of_a_cell_becomes_markup(folder: Path) -> None:
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        tree = html.fromstring(page.read_text(encoding="utf-8"))
        for node in tree.iter():
            if not isinstance(node.tag, str):
                continue
            assert not [name for name in node.attrib if name.startswith("on")], page
            if node.tag == "script":
                assert node.get("src") or node.get("type") == "application/ld+json", page
            lead = node.get("href") or node.get("src") or ""
            assert not lead.lower().startswith(("javascript:", "data:text")), page
            assert node.tag != "img" or lead.startswith("data:image/svg+xml"), page


def test_a_cell_is_shown_letter_for_letter(folder: Path) -> None:
    shown = " ".join(
        html.fromstring(page.read_text(encoding="utf-8")).text_content()
        for page in folder.glob("en/target/*/index.html")
    )
    for cell in CELLS:
        assert cell.rstrip(".") in shown
    assert "50337" not in shown


def test_drawings_hold_it_as_text_too(folder: Path) -> None:
    drawings = sorted(folder.rglob("*.svg"))
    assert drawings
    for drawing in drawings:
        for node in etree.parse(drawing).iter():
            if isinstance(node.tag, str):
                assert etree.QName(node).localname not in {"script", "img", "foreignObject"}
                assert not [name for name in node.attrib if name.lower().startswith("on")]


def test_no_formula_stands_in_a_table(folder: Path) -> None:
    for table in folder.rglob("*.csv"):
        text = table.read_text(encoding="utf-8-sig")
        assert not text.startswith("=")
        assert '"=HYPERLINK' not in text
        assert ",=HYPERLINK" not in text
