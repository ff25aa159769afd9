"""Tests the pages as text: headings, sentences, whole tables, and nothing drawn."""

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Opener
from commitments.atlas.load import Atlas
from commitments.ui.row_pages import ROWS

DRAWN = "iframe, canvas, svg.marks, .rows, [data-testid=stImage]"
TITLED = {
    "": "How many commitments were found for each province",
    "Map?indicator=farmland_area&year=2035": "Cultivated land retained, due 2035",
    "Timeline": "What falls due when: all themes",
    "Compare": "Hebei and Jilin side by side",
    "Targets?province=Jilin": re.compile(r"^\d+ of [\d,]+ commitments$"),
    "Your_data": "What a table may hold",
    "Method": "Indicators",
}


@pytest.mark.parametrize("link", TITLED)
def test_a_page_as_text_is_headings_and_tables(view: Opener, link: str) -> None:
    opened = view(f"{link}{'&' if '?' in link else '?'}view=text")
    heading = opened.page.get_by_role("heading", name=TITLED[link], exact=True)
    expect(heading).to_be_visible()
    expect(opened.page.get_by_role("table").first).to_be_visible()
    expect(opened.page.locator(DRAWN)).to_have_count(0)
    assert opened.faults() == []
    wide = opened.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= opened.page.evaluate("innerWidth")


def test_a_map_as_text_tells_every_area_and_its_plot(view: Opener) -> None:
    page = view("Map?view=text&province=Hebei").page
    areas = page.get_by_role("table").nth(1)
    expect(areas.get_by_role("row")).to_have_count(1 + 34)
    expect(areas.get_by_role("row", name="Taiwan")).to_contain_text("do not cover it")
    expect(page.get_by_role("table").first).to_contain_text("nothing found")


def test_the_targets_as_text_stand_on_pages_and_lead_to_their_documents(
    view: Opener, atlas: Atlas
) -> None:
    page = view("Targets?view=text").page
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(1 + ROWS)
    expect(page.get_by_text(f"1 to {ROWS} of {len(atlas.targets):,}")).to_be_visible()
    last = -(-len(atlas.targets) // ROWS)
    page.get_by_label(f"Page {last}", exact=True).click()
    expect(rows).to_have_count(1 + len(atlas.targets) - ROWS * (last - 1))
    target = rows.nth(1).get_by_role("link").get_attribute("href")
    assert target
    there = view(target).page
    expect(there.locator(".st-key-provenance")).to_be_visible()
    expect(there.get_by_role("table").first).to_be_visible()


def test_a_page_leads_to_its_text_and_back_with_what_was_chosen(view: Opener) -> None:
    opened = view("Map?theme=water&province=Hebei")
    opened.page.get_by_role("link", name="As text").click()
    expect(opened.page.get_by_role("link", name="As drawn")).to_be_visible()
    opened.expect_province("Hebei")
    opened.expect_pressed("theme", "Water")
    opened.page.get_by_role("link", name="Timeline").first.click()
    expect(opened.page.get_by_role("link", name="As drawn")).to_be_visible()
    expect(opened.page.locator(DRAWN)).to_have_count(0)
