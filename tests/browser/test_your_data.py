"""Hands in tables in a real browser: who sees them, and that their text stays text."""

import io
import re
import zipfile

import openpyxl
import pytest
from lxml import etree
from playwright.sync_api import expect

from browser.conftest import CLIPBOARD, opening
from browser.handing_in import (
    HOSTILE_NAME,
    broken_table,
    hand_in,
    hostile_table,
    menu,
    written,
)
from browser.hostile import CELLS, SUM
from browser.test_briefing import add
from browser.test_hostile import (
    expect_inert,
    hover_areas,
    hover_marks,
    hover_squares,
)
from browser.test_targets import copied, expect_no_formula, rows_of, taken
from commitments.downloads import tables

MENU = ("Overview", "Map", "Timeline", "Compare", "Targets", "Your data", "Method")
OWN = "Snow leopards counted"
PLAIN = written([("Hebei", OWN, "1234", "heads", "2031", *[""] * 13)])
ACTIVE = ("script", "foreignObject", "iframe", "object", "embed")


@pytest.fixture(scope="module")
def own(chromium, server):
    """Return one session that holds the hostile table, alone."""
    context = chromium.new_context(permissions=CLIPBOARD)
    with opening(context) as opened:
        shown = opened(server, "Your_data")
        hand_in(shown, hostile_table(), HOSTILE_NAME)
        yield shown
    context.close()


def offered(shown, name):
    """Press a button that downloads; return the file."""
    with shown.page.expect_download() as download:
        shown.page.get_by_role("button", name=name).first.click()
    return download.value.path().read_bytes()


def expect_no_formula_in_sheets(file):
    for sheet in openpyxl.load_workbook(io.BytesIO(file)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                assert not str(cell.value or "").startswith(tables.FORMULA_STARTS)
                assert cell.hyperlink is None


def expect_nothing_active(drawing):
    """Expect that a part of a file, as XML, has no script, no handler and no link that runs."""
    for node in etree.fromstring(drawing).iter("*"):
        assert etree.QName(node).localname not in ACTIVE
        for name, value in node.attrib.items():
            assert not etree.QName(name).localname.lower().startswith("on"), name
            assert not value.strip().lower().startswith(("javascript:", "data:text")), value


# ---- a table is its reader's alone ----


def test_another_reader_never_sees_it(chromium, server):
    mine, other = chromium.new_context(), chromium.new_context()
    with opening(mine) as my, opening(other) as others:
        shown = my(server, "Your_data")
        hand_in(shown, PLAIN)
        menu(shown, "Targets")
        assert "yours=beside" in shown.page.url
        shown.choice("q").fill("leopards")
        expect(shown.page.get_by_role("heading", name=re.compile("^1 of "))).to_be_visible()
        for link in (shown.page.url.split("/")[-1], "Targets?q=leopards", "Your_data", "Overview"):
            seen = others(server, "" if link == "Overview" else link)
            assert OWN not in seen.page.content()
            assert "plan.csv" not in seen.page.content()
        shown.ready()
        menu(shown, "Your data")
        expect(shown.page.get_by_text("plan.csv").first).to_be_visible()
    mine.close()
    other.close()


def test_a_reload_forgets_it_and_says_so(view):
    shown = view("Your_data")
    hand_in(shown, PLAIN)
    shown.page.reload()
    shown.ready()
    expect(shown.page.get_by_text("This link needs your table")).to_be_visible()
    assert OWN not in shown.page.content()


# ---- text of a table stays text ----


def test_a_table_of_nothing_but_hostile_cells_is_refused_in_words(view):
    shown = view("Your_data")
    hand_in(shown, broken_table(), HOSTILE_NAME)
    expect(shown.page.get_by_text("none of its 18 rows can be used")).to_be_visible()
    expect_inert(shown)
    expect_no_formula({"a.csv": offered(shown, "Your table with its problems, CSV")})
    expect_no_formula_in_sheets(offered(shown, "Your table with its problems, XLSX"))


@pytest.mark.parametrize("use", ["Beside the atlas", "Alone"])
@pytest.mark.parametrize("name", MENU)
def test_a_hostile_table_stays_text_in_every_view(own, use, name):
    menu(own, "Your data")
    own.page.get_by_role("radio", name=re.compile(use)).first.click()
    own.ready()
    menu(own, name)
    assert not own.faults()
    assert SUM not in hover_areas(own) + hover_marks(own) + hover_squares(own)
    expect_inert(own)


def test_its_own_indicator_is_drawn_letter_for_letter(own):
    menu(own, "Your data")
    own.page.get_by_role("link", name="Open Map").click()
    expect(own.page).to_have_title(re.compile("^Map ·"))
    own.ready()
    said = hover_areas(own) + hover_marks(own)
    assert any(cell in said for cell in CELLS)
    expect_inert(own)


def test_it_leaves_without_formulas(own):
    menu(own, "Your data")
    files = taken(own, "Download everything")
    expect_no_formula(files)
    assert any("HYPERLINK" in row["note"] for row in rows_of(files["targets.csv"]))
    for line in copied(own, "Copy table").splitlines():
        assert not any(cell.startswith(tables.FORMULA_STARTS) for cell in line.split("\t"))


def test_a_briefing_of_it_runs_nothing(own):
    menu(own, "Your data")
    own.page.get_by_role("link", name="Open Map").click()
    expect(own.page).to_have_title(re.compile("^Map ·"))
    own.ready()
    add(own)
    menu(own, "Briefing")
    expect_inert(own)
    for button, ending in (("PowerPoint", "pptx"), ("Figures (zip)", "zip")):
        own.page.get_by_role("button", name=button).click()
        own.page.get_by_role("button", name=re.compile(rf"^Download .*\.{ending}")).wait_for()
        own.ready()
        file = offered(own, re.compile(rf"^Download .*\.{ending}"))
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            assert not [name for name in archive.namelist() if "vba" in name.lower()]
            for name in archive.namelist():
                if name.endswith((".xml", ".rels", ".svg")):
                    expect_nothing_active(archive.read(name))
    expect_inert(own)


@pytest.mark.parametrize("times", [1, 2])
def test_another_file_takes_the_place_of_the_one_before(view, times):
    shown = view("Your_data")
    table = b"province,indicator,value,unit,year\nHebei,forest_coverage,41,%,2030\n"
    hand_in(shown, table, "first.csv")
    for _ in range(times):
        shown.page.locator("input[type=file]").first.set_input_files(
            {"name": "second.csv", "mimeType": "text/csv", "buffer": table.replace(b"41", b"42")}
        )
        expect(shown.page.get_by_text("second.csv: ")).to_be_visible()
        shown.ready()
    expect(shown.page).to_have_url(re.compile("yours=beside"))
    shown.page.locator("[data-testid=stFileUploader] button[aria-label^=Remove]").click()
    expect(shown.page.get_by_text("What a table may hold")).to_be_visible()
    expect(shown.page).to_have_url(re.compile("Your_data$"))
