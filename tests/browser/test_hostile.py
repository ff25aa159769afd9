"""Opens every page on tables full of hostile text, which must stay text."""

import pytest
from playwright.sync_api import expect
from support.views import PAGES, ROOT, address, named

from browser.hostile import FORMULA, SUM, hostile_checkout
from browser.reading import MAP, View
from browser.serving import serving
from browser.test_targets import expect_no_formula, rows_of, taken
from commitments.atlas import load

LINKS = (
    *map(address, PAGES),
    "?province=Hebei",
    "Map?indicator=forest_coverage&year=2025&province=Hebei",
    "Map?indicator=red_line_area&year=no+date&basis=share+of+area",
    "Timeline?theme=ecology&province=Hebei,Hubei,Guangdong",
    "Compare?province=Hebei,Jilin,Shandong",
    "Targets?row=he-red_line_area-nodate",
    "Targets?q=script&province=Hunan",
)
FOUND = """() => {
  const within = (root) => [...root.querySelectorAll('*')].flatMap(
    (node) => [node, ...(node.shadowRoot ? within(node.shadowRoot) : [])]);
  return within(document).filter((node) => node.matches(
    "img[src='x'], svg[onload], [onerror], [href^='javascript:' i]")).map((node) => node.outerHTML);
}"""
MARKS_HOVERED = 12


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return hostile_checkout(ROOT, tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile(chromium, copy, tmp_path_factory):  # noqa: ARG001 (no server without a browser)
    with serving(copy, tmp_path_factory.mktemp("home")) as served:
        yield served


def hover_marks(shown: View) -> str:
    """Hover over some marks of every chart; return what their tooltips say."""
    marks = shown.page.locator("svg.marks g.role-mark > path")
    said = []
    for mark in marks.all()[:: max(1, marks.count() // MARKS_HOVERED)]:
        for event in ("pointermove", "mousemove", "pointerover", "mouseover"):
            mark.dispatch_event(event)
        said += shown.page.locator("#vg-tooltip-element").all_inner_texts()
    lanes = shown.page.locator(".st-key-dots .lane")
    for lane in lanes.all()[:: max(1, lanes.count() // MARKS_HOVERED)]:
        lane.dispatch_event("pointerover")
        said += shown.page.locator(".dot-note").all_inner_texts()
    return "\n".join(said)


def hover_squares(shown: View) -> str:
    """Hover over some squares of the matrix; return what their sentences say."""
    squares = shown.page.locator(".matrix a.cell")
    said = []
    for square in squares.all()[:: max(1, squares.count() // MARKS_HOVERED)]:
        square.dispatch_event("pointerover")
        said += shown.page.locator(".bubble").all_inner_texts()
    return "\n".join(said)


def hover_areas(shown: View) -> str:
    """Hover over every area of a map; return what their tooltips say."""
    if not shown.page.locator(MAP).count():
        return ""
    return "\n".join(shown.map().tooltips().values())


def expect_inert(shown: View) -> None:
    """Expect that nothing ran, in the page or in a frame on it, and that nothing was evaluated."""
    for frame in shown.page.frames:
        assert frame.evaluate("window.x") is None, frame.url
        assert frame.evaluate(FOUND) == []
        assert SUM not in frame.locator("body").inner_text()


@pytest.mark.parametrize("link", LINKS, ids=[*map(named, PAGES), *LINKS[len(PAGES) :]])
def test_hostile_text_stays_text(opener, hostile, link):
    shown = opener(hostile, link)
    assert not shown.faults()
    assert SUM not in hover_areas(shown) + hover_marks(shown) + hover_squares(shown)
    expect_inert(shown)


def test_hostile_text_is_shown_letter_for_letter(opener, hostile, copy):
    titles = load.table(copy / "codebook" / "sources.csv").set_index("id")["title"]
    shown = opener(hostile, "Targets?row=he-red_line_area-nodate")
    expect(shown.page.locator(".facts").first).to_contain_text(titles["hebei-opinions-2024"])
    names = load.table(copy / "codebook" / "indicators.csv").set_index("id")["name"]
    shown = opener(hostile, "Map?indicator=forest_coverage&year=2025")
    expect(shown.choice("indicator")).to_have_value(names["forest_coverage"])
    assert names["forest_coverage"] in hover_areas(shown)
    assert names["forest_coverage"] in hover_marks(shown)
    assert "window.x=1" in hover_squares(opener(hostile))


def test_a_hostile_province_opens_by_a_click(opener, hostile):
    shown = opener(hostile)
    shown.choose_by(shown.map().area("CN-SD").click, "Shandong")
    shown.ready()
    expect_inert(shown)


def test_hostile_cells_leave_without_formulas(opener, hostile):
    files = taken(opener(hostile, "Targets"), "Download everything")
    notes = [row["note"] for row in rows_of(files["targets.csv"])]
    assert notes[0].startswith(f"'{FORMULA}")
    expect_no_formula(files)
