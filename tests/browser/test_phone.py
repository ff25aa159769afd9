"""Tests the pages on phones: nothing overflows, what is wide scrolls in its frame."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Opener

WIDTHS = (320, 390, 430)
HEIGHT = 844
LINKS = (
    "", "Map", "Map?shapes=tiles&province=Hebei", "Timeline", "Timeline?density=open",
    "Compare?province=Hebei,Jilin,Shandong,Heilongjiang", "Targets?row=he-forest_coverage-2035",
    "Briefing", "Your_data", "Method",
)  # fmt: skip
# What reaches beyond the page, but for what lies in a frame that scrolls or cuts off.
BEYOND = """() => {
  const cuts = (node) => ['auto', 'scroll', 'hidden', 'clip'].includes(
    getComputedStyle(node).overflowX);
  const framed = (node) => {
    let at = node.parentElement;
    while (at && at.dataset.testid !== 'stMain' && !cuts(at)) at = at.parentElement;
    return at && at.dataset.testid !== 'stMain';
  };
  return [...document.querySelectorAll('[data-testid=stMain] *')]
    .filter((node) => node.checkVisibility()
      && node.getBoundingClientRect().right > innerWidth + 1 && !framed(node))
    .map((node) => `${node.tagName}.${node.className}`);
}"""
WIDE = """() => Math.max(document.documentElement.scrollWidth,
  document.querySelector('[data-testid=stMain]').scrollWidth)"""


@pytest.mark.parametrize("link", LINKS)
def test_nothing_overflows_a_phone(view: Opener, link: str) -> None:
    shown = view(link, size=(WIDTHS[0], HEIGHT))
    for width in WIDTHS:
        shown.page.set_viewport_size({"width": width, "height": HEIGHT})
        shown.ready()
        shown.page.wait_for_function(f"width => ({WIDE})() <= width", arg=width)
        assert shown.page.evaluate(BEYOND) == [], f"{width} pixels"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_legend_stands_whole_under_the_map(view: Opener, width: int) -> None:
    frame = view("Map", size=(width, HEIGHT)).map().frame
    legend, shapes = frame.locator(".atlas-legend"), frame.locator(".leaflet-container")
    expect(frame.locator("body")).to_have_class("narrow")
    inside, above = legend.bounding_box(), shapes.bounding_box()
    assert inside
    assert above
    assert inside["y"] >= above["y"] + above["height"] - 1
    cut = frame.locator(".atlas-legend .count").evaluate_all(
        "all => all.filter((count) => count.getBoundingClientRect().right > innerWidth).length"
    )
    assert cut == 0
    hidden = frame.evaluate("document.documentElement.scrollHeight - innerHeight")
    assert hidden <= 0, "the frame is as high as map and legend"


def test_the_timeline_scrolls_beside_its_lanes_names(view: Opener) -> None:
    page = view("Timeline", size=(390, HEIGHT)).page
    names, plot = page.locator(".st-key-timeline-names"), page.locator(".st-key-timeline-plot")
    names.get_by_text("Hebei", exact=True).scroll_into_view_if_needed()
    before = names.bounding_box()
    plot.evaluate("plot => { plot.scrollLeft = plot.scrollWidth; }")
    assert plot.evaluate("plot => plot.scrollLeft") > 0
    assert names.bounding_box() == before
    expect(names.get_by_text("Hebei", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_comparison_swipes_column_by_column(view: Opener, width: int) -> None:
    page = view("Compare?province=Hebei,Jilin,Shandong", size=(width, HEIGHT)).page
    sheet = page.locator(".compare")
    # a swipe that ends between two columns comes to rest at the start of one
    sheet.evaluate("sheet => sheet.scrollBy({ left: 140 })")
    at_rest = """sheet => {
      const head = sheet.querySelector('.names th:first-child').getBoundingClientRect().right;
      const starts = [...sheet.querySelectorAll('.names th')].slice(1)
        .map((name) => name.getBoundingClientRect().left);
      return sheet.scrollLeft > 0
        && Math.min(...starts.map((start) => Math.abs(start - head))) <= 1;
    }"""
    page.wait_for_function(at_rest, arg=sheet.element_handle())
    expect(sheet.get_by_role("columnheader", name="Jilin")).to_be_in_viewport()
    column = sheet.locator(".names th").nth(2).evaluate("name => name.offsetWidth")
    head = sheet.locator(".names th").first.evaluate("name => name.offsetWidth")
    assert head + column <= sheet.evaluate("sheet => sheet.clientWidth"), "a column is seen whole"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_choice_of_a_row_of_buttons_is_seen(view: Opener, width: int) -> None:
    page = view("Map?indicator=pm25_mean&year=2025", size=(width, HEIGHT)).page
    rows = page.locator("[data-testid=stButtonGroup] [role=radiogroup]")
    assert rows.count() == 3
    hidden = rows.evaluate_all(
        "all => all.filter((row) => row.scrollWidth > row.clientWidth + 1).length"
    )
    assert hidden == 0
