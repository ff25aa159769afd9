"""Tests that a heading orders a table as a reader expects, in both languages and both sizes."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Opener

LAPTOP, PHONE = (1280, 800), (390, 844)
FARMLAND = "Map?indicator=farmland_area&year=2035"
LEAST = {  # by text it would begin with 1,200, 113,700 and 12,510
    "en": ["≥ 510.7 km²", "≥ 1,200 km²", "≥ 3,116 km²", "≥ 4,812 km²", "≥ 5,591 km²"],
    "zh": ["≥ 76.61万亩", "≥ 180万亩", "≥ 467.46万亩", "≥ 721.75万亩", "≥ 838.7万亩"],
}
MOST = {
    "en": ["≥ 166,600 km²", "≥ 113,700 km²", "≥ 73,040 km²", "≥ 72,960 km²"],
    "zh": ["≥ 24,993万亩", "≥ 17,050万亩", "≥ 10,955.52万亩", "≥ 10,944万亩"],
}
HEADS = {"en": ("Figure", "Province"), "zh": ("数值", "省份")}
FIRST = {"en": ["Anhui", "Chongqing", "Fujian"], "zh": ["安徽", "重庆", "福建"]}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_farmland_is_ordered_by_its_area_and_provinces_by_name(view: Opener, language: str):
    shown = view(f"{FARMLAND}&lang={language}", size=LAPTOP)
    figure, province = HEADS[language]
    table = shown.page.locator(".st-key-map-table")

    def order(head: str, way: str) -> list[str]:
        button = table.get_by_role("button", name=head, exact=True)
        button.click()
        expect(button.locator("xpath=..")).to_have_attribute("aria-sort", way)
        shown.ready()
        return list(shown.cells("map-table", head))

    assert order(figure, "ascending")[:5] == LEAST[language]
    assert order(figure, "descending")[:4] == MOST[language]
    assert order(province, "ascending")[:3] == FIRST[language]


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_link_to_a_row_marks_and_shows_it(view: Opener, language: str, size: tuple[int, int]):
    shown = view(f"Targets?row=sx-forest_stock-2035&lang={language}", size=size)
    chosen = shown.page.locator(".rows tr[aria-selected=true]")
    expect(chosen).to_have_attribute("data-id", "sx-forest_stock-2035")
    expect(chosen).to_be_in_viewport()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "No commitment has “frest”; near it stand “forest” ("), ("zh", "没有承诺含“frest”；")],
)
def test_nothing_found_says_which_word(view: Opener, language: str, said: str):
    shown = view(f"Targets?q=frest&lang={language}", size=PHONE)
    expect(shown.page.get_by_text(said)).to_be_visible()
    shown.choice("q").fill("forest, 2025")
    expect(shown.rows("found").first).to_be_visible()
