"""Tests tables and lists: each row is read whole, ordered and chosen as one expects."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

from browser.conftest import Opener
from browser.reading import View

LAPTOP, PHONE, SMALL = (1280, 800), (390, 844), (320, 844)
SETTLED = 10_000  # milliseconds after which nothing is laid out any more
LINKS = (
    "Targets?q=forest", "Map?indicator=forest_coverage&year=2025", "Timeline",
    "Compare?province=Hebei,Jilin,Shandong,Heilongjiang", "Method", "Your_data",
)  # fmt: skip
# The cells of which a part is cut off or lies beyond the frame.
CUT = """() => [...document.querySelectorAll('.rows td:not(.theme)')].filter((cell) => {
  if (!cell.checkVisibility()) return false;
  const frame = cell.closest('.frame').getBoundingClientRect();
  const box = cell.getBoundingClientRect();
  return box.left < frame.left - 1 || box.right > frame.right + 1
    || cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1;
}).map((cell) => cell.innerText)"""

# Where a row is written stands right of the row, or right below it, and the next row below both.
PLACED = """beside => {
  const found = ['.rows tr[aria-selected=true]', '.st-key-provenance',
    '.st-key-found-below .rows tbody tr'].map((one) => document.querySelector(one));
  if (!found.every(Boolean)) return false; // while they are laid out anew
  const [row, panel, next] = found.map((one) => one.getBoundingClientRect());
  const below = panel.top - row.bottom;
  const placed = beside ? panel.left >= row.right : below >= 0 && below < 40;
  return placed && next.top >= row.bottom - 1;
}"""


def expect_focused(shown: View, stop: str) -> None:
    """Wait until a row or a heading has the focus."""
    expect(shown.page.locator(":focus")).to_have_attribute("data-stop", stop)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("link", LINKS)
def test_no_cell_of_a_row_is_cut(view: Opener, link: str, language: str):
    shown = view(f"{link}{'&' if '?' in link else '?'}lang={language}", size=LAPTOP)
    expect(shown.page.locator(".rows tbody tr").first).to_be_visible()
    for width, height in (LAPTOP, PHONE, SMALL):
        shown.page.set_viewport_size({"width": width, "height": height})
        shown.ready()
        with suppress(PlaywrightTimeoutError):  # rows are laid out anew once their room is known
            shown.page.wait_for_function(f"() => !({CUT})().length", timeout=SETTLED)
        assert shown.page.evaluate(CUT) == [], f"{width} pixels"


@pytest.mark.parametrize(("size", "beside"), [(LAPTOP, True), (PHONE, False)])
def test_where_a_row_is_written_stands_beside_it_or_below(view: Opener, size, beside: bool):
    shown = view("Targets?q=forest", size=size)
    row, panel = shown.rows("found").nth(3), shown.page.locator(".st-key-provenance")
    row.click()  # once: another click lets it go
    expect(panel).to_be_visible()
    chosen = shown.page.locator(".rows tr[aria-selected=true]")
    expect(chosen).to_have_count(1)
    shown.page.wait_for_function(PLACED, arg=beside)
    if beside:
        expect(panel).to_be_in_viewport()


def test_rows_are_walked_and_chosen_by_keys_and_the_focus_stays(view: Opener):
    shown = view("Targets?q=forest")
    rows = shown.rows("found")
    expect(rows.first).to_be_visible()
    ids = rows.evaluate_all("all => all.map((row) => row.dataset.id)")
    rows.first.focus()
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("Enter")
    expect(shown.page).to_have_url(re.compile(f"row={ids[1]}"))
    shown.ready()
    expect_focused(shown, f"row {ids[1]}")
    expect(shown.page.locator(f".st-key-found-below tr[data-id='{ids[2]}']")).to_be_visible()
    shown.page.keyboard.press("ArrowDown")  # into the part below
    expect_focused(shown, f"row {ids[2]}")
    shown.page.keyboard.press("End")
    shown.page.keyboard.press(" ")
    expect(shown.page).to_have_url(re.compile(f"row={ids[-1]}"))
    shown.ready()
    expect_focused(shown, f"row {ids[-1]}")
    expect(shown.page.locator(f"tr[data-id='{ids[-1]}']")).to_be_in_viewport()
    shown.page.keyboard.press("Enter")  # again lets it go
    expect(shown.page.locator(".st-key-provenance")).to_have_count(0)


def test_the_focus_is_in_a_row_still_when_keys_are_pressed_before_the_answer(view: Opener):
    shown = view("Targets?q=forest")
    rows = shown.rows("found")
    expect(rows.first).to_be_visible()
    ids = rows.evaluate_all("all => all.map((row) => row.dataset.id)")
    rows.first.focus()
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("ArrowDown")  # a row that the answer draws in another place
    expect(shown.page.locator(f".st-key-found-below tr[data-id='{ids[1]}']")).to_be_visible()
    expect_focused(shown, f"row {ids[1]}")


def test_a_link_to_a_row_marks_and_shows_it_on_its_page(view: Opener):
    shown = view("Targets?row=sx-forest_stock-2035")
    chosen = shown.page.locator(".rows tr[aria-selected=true]")
    expect(chosen).to_have_attribute("data-id", "sx-forest_stock-2035")
    expect(chosen).to_be_in_viewport()


def test_a_heading_orders_figures_by_size_and_keeps_the_focus(view: Opener):
    shown = view("Map?indicator=farmland_area&year=2035")
    head = shown.page.locator(".st-key-map-table").get_by_role("button", name="Figure")

    def sizes() -> list[float]:
        told = shown.cells("map-table", "Figure")
        return [float(re.sub("[^0-9.]", "", one)) for one in told if re.search("[0-9]", one)]

    head.click()
    expect(head.locator("xpath=..")).to_have_attribute("aria-sort", "ascending")
    assert sizes() == sorted(sizes())
    expect_focused(shown, "head full_label")
    head.click()
    expect(head.locator("xpath=..")).to_have_attribute("aria-sort", "descending")
    assert sizes() == sorted(sizes(), reverse=True)


def test_a_list_is_ordered_by_a_choice_that_its_link_carries(view: Opener):
    shown = view("Targets?q=forest")
    shown.page.get_by_label("Sort by").select_option("Due")
    expect(shown.page).to_have_url(re.compile("sort=due"))
    shown.page.get_by_role("button", name="Ascending").click()
    expect(shown.page).to_have_url(re.compile("sort=-due"))
    expect(shown.page.locator(".rows td.due").first).to_contain_text("2035")
    again = view("Targets?q=forest&sort=-due")
    expect(again.page.locator(".rows td.due").first).to_contain_text("2035")


def test_a_list_is_turned_page_by_page(view: Opener, atlas):
    shown = view("Targets")
    first = shown.rows("found").first.get_attribute("data-id")
    expect(shown.rows("found")).to_have_count(50)
    shown.page.get_by_role("button", name="Next page").click()
    expect(shown.page.get_by_text(f"51 to 100 of {len(atlas.targets):,}")).to_be_visible()
    expect(shown.rows("found").first).not_to_have_attribute("data-id", str(first))


def test_a_reported_value_leads_to_all_that_is_known_of_it(view: Opener):
    shown = view("Map?indicator=pm25_mean&year=2025")
    report = shown.page.locator(".st-key-everywhere-map-reports tbody a").first
    address, value = report.get_attribute("href"), report.inner_text()
    report.click()
    expect(shown.page).to_have_url(re.compile(f"/{re.escape(str(address))}$"))
    expect(shown.page.locator(".st-key-result")).to_contain_text(value)
