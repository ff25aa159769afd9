"""Opens links on a server, and in a browser, that know nothing yet."""

import re

import pytest
from playwright.sync_api import expect


def test_a_link_restores_a_map(cold):
    shown = cold(
        "Map?theme=ecology&indicator=forest_coverage&year=2025&province=Sichuan"
        "&basis=against+the+nation&shapes=tiles",
    )
    shown.expect_pressed("theme", "Ecology")
    expect(shown.choice("indicator")).to_have_value("Forest coverage")
    expect(shown.choice("year")).to_have_value("2025")
    shown.expect_province("Sichuan")
    shown.expect_pressed("basis", "Against the nation")
    shown.expect_pressed("shapes", "Tiles")
    expect(shown.map().area("CN-SC")).to_have_attribute("stroke", "var(--ink)")
    assert any("nation" in words for words, _, _ in shown.map().legend())
    expect(shown.map().frame.locator(".atlas-label.code").first).to_be_visible()


@pytest.mark.parametrize(
    "link", ["map?indicator=forest_coverage&year=2025", "Map%3Findicator=forest_coverage&year=2025"]
)
def test_a_page_opens_by_its_name_in_other_letters_or_encoded(view, link):
    shown = view(link)
    expect(shown.page).to_have_url(re.compile(r"/Map\?indicator=forest_coverage&year=2025$"))
    expect(shown.choice("indicator")).to_have_value("Forest coverage")


def test_a_link_restores_a_row(cold):
    shown = cold("Targets?q=red+line&province=Hebei&kind=figure&row=he-red_line_area-2035")
    expect(shown.choice("q")).to_have_value("red line")
    expect(shown.choice("kind")).to_have_value("figure")
    shown.expect_province("Hebei")
    expect(shown.page.locator(".st-key-provenance")).to_contain_text("不低于3.639万平方千米")
