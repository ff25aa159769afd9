"""Tests Compare, and the way to it from the coverage matrix."""

import re

from playwright.sync_api import expect

from browser.reading import View

FOUR = ("Hebei", "Jilin", "Shandong", "Hubei")


def compared(shown: View) -> list[str]:
    """Return the English names that head the columns."""
    heads = shown.page.locator(".st-key-figure table thead th").all_inner_texts()
    return [words.split()[0] for words in heads[1:]]


def tick(shown: View, name: str) -> None:
    """Tick a province in the coverage matrix."""
    shown.page.get_by_role("checkbox", name=f"Compare {name}", exact=True).check()


def test_four_provinces_stand_side_by_side(view):
    shown = view(f"Compare?province={','.join(FOUR)}&theme=ecology")
    assert compared(shown) == list(FOUR)
    line = shown.page.get_by_role("row", name=re.compile("^Cultivated land retained"))
    assert line.get_by_role("link").all_inner_texts() == [
        "≥ 58,670 km²", "≥ 72,960 km²", "≥ 63,270 km²", "≥ 46,170 km²",
    ]  # fmt: skip
    said = shown.page.locator(".st-key-figure table").inner_text()
    assert "printed 363,900 km², read as 36,390 km²" in said
    assert "nothing found in what was read" in said


def test_a_figure_leads_to_its_place_in_the_document(view):
    shown = view("Compare?province=Hebei,Jilin&theme=ecology")
    shown.page.get_by_role("link", name="≥ 58,670 km²").click()
    expect(shown.page).to_have_url(re.compile(r"/Targets\?row=he-farmland_area-2035$"))
    expect(shown.page.locator(".st-key-provenance")).to_contain_text("58,670 km²")


def test_the_headers_stay_in_view(view):
    shown = view(f"Compare?province={','.join(FOUR)}")
    figure = shown.page.locator(".st-key-figure")
    head = figure.locator("table thead th", has_text="Shandong")
    row = figure.get_by_role("row", name=re.compile("^Forest stock volume"))
    row.scroll_into_view_if_needed()
    expect(head).to_be_in_viewport()


def test_ticks_in_the_matrix_lead_to_compare(view):
    shown = view()
    for name in FOUR:
        tick(shown, name)
    expect(shown.page.get_by_role("checkbox", name="Compare Anhui", exact=True)).to_be_disabled()
    expect(shown.page).to_have_url(re.compile("[?&]compare="))
    shown.page.locator(".st-key-matrix").get_by_role("link", name="Compare", exact=True).click()
    expect(shown.page).to_have_title(re.compile("^Compare"))
    expect(shown.page.get_by_role("heading", name=re.compile("side by side"))).to_be_visible()
    shown.ready()
    assert set(compared(shown)) == set(FOUR)
    assert not shown.faults()


def test_a_square_of_the_matrix_opens_its_row(view):
    shown = view()
    square = shown.page.get_by_role("link", name=re.compile("^Hebei, Cultivated land retained:"))
    square.hover()
    expect(shown.page.locator(".bubble")).to_contain_text("at least 88,010,000 mu (58,670 km²)")
    square.click()
    expect(shown.page).to_have_url(re.compile(r"/Targets\?row=he-farmland_area-2035"))
    expect(shown.page.locator(".st-key-provenance")).to_contain_text("Cultivated land retained")


def test_the_matrix_is_walked_by_keyboard(view):
    shown = view()
    first = shown.page.locator(".matrix tbody [tabindex='0']")
    first.focus()
    shown.page.keyboard.press("ArrowRight")
    shown.page.keyboard.press("ArrowDown")
    expect(shown.page.locator(".bubble")).to_be_visible()
    expect(shown.page.locator(".matrix tbody [tabindex='0']")).to_be_focused()
