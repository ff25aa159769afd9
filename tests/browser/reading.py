"""Reads a page as a test needs it: its choices, its map, its marks, its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from playwright.sync_api import Frame, Locator, Page, expect

AREAS: Final = 34
POLLING: Final = 50  # milliseconds between two looks; at each frame the looking itself is work
MAP: Final = "iframe[src*=folium]"
UNHEARD: Final = 1_000  # milliseconds after which a click was nothing that the server is told
# Notes when something was last done, in whatever frame, until the server is seen to take it up.
NOTE: Final = """(() => {
  const doing = () => { top.lastDone = top.performance.now(); };
  for (const event of ['click', 'input', 'keydown']) addEventListener(event, doing, true);
  if (top !== window) return;
  const taken = () => {
    const app = document.querySelector('[data-testid=stApp]');
    if (app?.dataset.testScriptState === 'running') top.lastDone = undefined;
  };
  const shown = { attributes: true, attributeFilter: ['data-test-script-state'], subtree: true };
  addEventListener('DOMContentLoaded', () =>
    new MutationObserver(taken).observe(document.documentElement, shown));
})()"""
READY: Final = (
    f"""() => {{
  if (performance.now() < window.lastDone + {UNHEARD}) return false;
"""
    + """
  const app = document.querySelector('[data-testid=stApp]');
  const done = app && app.dataset.testScriptState === 'notRunning'
    && !document.getElementById('first-sight')
    && document.querySelector('.masthead')
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]');
  const painted = [...document.querySelectorAll('iframe[src*=folium]')].every(
    (frame) => frame.contentDocument?.body?.dataset.painted);
  const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(
    (chart) => chart.querySelector('svg.marks, canvas'));
  const dots = [...document.querySelectorAll('.st-key-dots')].every((place) =>
    place.querySelector('[data-testid=stBidiComponentIsolated]')?.shadowRoot?.querySelector('.dots'));
  return done && painted && charts && dots;
}"""
)
# Vega leaves on every mark of a chart the row of data that it draws.
DRAWN: Final = """() => [...document.querySelectorAll('svg.marks path, svg.marks text')]
  .map((node) => node.__data__?.datum).filter(Boolean)
  .map((row) => Object.fromEntries(Object.entries(row).filter(([, v]) => typeof v !== 'object')))"""
PATIENCE: Final = 60_000  # milliseconds for a page to be drawn, on a machine that is busy with more
CLICK_PATIENCE: Final = 3_000  # a click in the first second of a map or a chart can be lost
CLICKS: Final = 4


class View:
    """One page of the atlas in a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, link: str = "") -> View:
        """Go to a view by its link and wait until all of it is drawn."""
        self.page.goto(f"{self.address}/{link}")
        return self.ready()

    def ready(self) -> View:
        """Wait until the page is drawn."""
        self.page.wait_for_function(READY, timeout=PATIENCE, polling=POLLING)
        return self

    def faults(self) -> list[str]:
        """List the errors that the page shows its reader."""
        shown = self.page.locator("[data-testid=stException], [data-testid=stAlertContentError]")
        return shown.all_inner_texts()

    # ---- choices ----

    def choice(self, key: str) -> Locator:
        """Return the field of a list to choose from."""
        return self.page.locator(f".st-key-{key} input")

    def pick(self, key: str, option: str) -> None:
        """Choose from a list by the words of the option."""
        self.choice(key).click()
        self.choice(key).fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        expect(self.choice(key)).to_have_value(option)

    def button(self, key: str, option: str) -> Locator:
        """Return one of a few options that stand side by side."""
        return self.page.locator(f".st-key-{key}").get_by_role("radio", name=option, exact=True)

    def press(self, key: str, option: str) -> None:
        """Choose one of a few options that stand side by side."""
        self.button(key, option).click()
        self.expect_pressed(key, option)

    def expect_pressed(self, key: str, option: str) -> None:
        """Wait until one of a few options is the chosen one."""
        expect(self.button(key, option)).to_have_attribute("aria-checked", "true")

    def click_until(self, click: Callable[[], None], shown: Locator) -> None:
        """Click until the page has taken it up and shows something."""
        for _ in range(CLICKS):
            click()
            try:
                expect(shown).to_be_visible(timeout=CLICK_PATIENCE)
                return
            except AssertionError:
                self.ready()  # a click that is still being answered is not undone by a second one
            if shown.is_visible():
                return
        expect(shown).to_be_visible()

    def choose_by(self, click: Callable[[], None], name: str) -> None:
        """Click until the page has taken it up; expect that it chose a province, and its link."""
        self.click_until(click, self.page.locator(f".st-key-area input[value='{name}']"))
        self.expect_province(name)

    def expect_province(self, name: str) -> None:
        """Wait until a province is chosen, in the list and in the link."""
        expect(self.choice("area")).to_have_value(name)
        expect(self.page).to_have_url(re.compile(rf"[?&]province={name}(&|$)"))

    # ---- maps, charts, tables ----

    def map(self) -> MapFrame:
        """Return the map of the page."""
        frame = self.page.locator(MAP).first.element_handle().content_frame()
        assert frame is not None
        return MapFrame(frame)

    def drawn(self) -> list[dict[str, Any]]:
        """Return the data behind every mark of the page's charts."""
        return list(self.page.evaluate(DRAWN))

    def lane(self, province: str) -> Locator:
        """Return a province's lane of the dot plot."""
        return self.page.locator(f".st-key-dots .lane[data-province='{province}']")

    def click_lane(self, province: str) -> None:
        """Click in the lane of the dot plot that is a province's, right of the name."""
        self.lane(province).scroll_into_view_if_needed()
        box = self.lane(province).bounding_box()
        assert box
        self.page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)

    def rows(self, table: str) -> Locator:
        """Return the rows of a table or a list, from top to bottom."""
        return self.page.locator(f".st-key-{table} .rows tbody tr")

    def click_row(self, table: str, row: int) -> None:
        """Choose a row of a table, counted from 0."""
        self.rows(table).nth(row).click()

    def cells(self, table: str, column: str) -> list[str]:
        """Return the texts of a table's column, by its head."""
        found = self.page.locator(f".st-key-{table} .rows td[data-head='{column}']")
        return found.locator("span").all_inner_texts()


class MapFrame:
    """The map of a page, in its own frame."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def expect_painted(self, name: str) -> None:
        """Wait until a picture is painted, by its name."""
        expect(self.frame.locator("body")).to_have_attribute("data-painted", name)

    def area(self, iso: str) -> Locator:
        """Return the shape of one area."""
        return self.frame.locator(f'path[data-iso="{iso}"]')

    def fills(self) -> dict[str, str]:
        """Return the fill of every area, by its code."""
        pairs = self.frame.locator("path[data-iso]").evaluate_all(
            "all => all.map(area => [area.dataset.iso, area.getAttribute('fill')])"
        )
        assert len(pairs) == len(dict(pairs)), "an area is drawn twice"
        return dict(pairs)

    def legend(self) -> list[tuple[str, str, int]]:
        """Return the rows of the legend: words, fill, count."""
        rows = self.frame.locator(".atlas-legend .row:has(.swatch > rect)").evaluate_all(
            """all => all.map(row => [row.querySelector('.label').textContent,
              row.querySelector('.swatch > rect').getAttribute('fill'),
              Number(row.querySelector('.count').textContent)])"""
        )
        return [(label, fill, count) for label, fill, count in rows]

    def expect_sound_legend(self) -> None:
        """Expect that the legend counts all 34 areas, each under the colour it is drawn in."""
        counted = {fill: count for _, fill, count in self.legend() if count}
        assert counted == Counter(self.fills().values())
        assert sum(counted.values()) == AREAS

    def zoom(self) -> float:
        """Return how far the map is zoomed in."""
        return float(self.frame.evaluate("Atlas.map.getZoom()"))

    def tooltips(self) -> dict[str, str]:
        """Hover over every area in turn and return what each tooltip says."""
        return dict(
            self.frame.evaluate("""() => [...document.querySelectorAll('path[data-iso]')].map(
              (area) => {
                const box = area.getBoundingClientRect();
                const at = { bubbles: true, clientX: box.x + box.width / 2,
                  clientY: box.y + box.height / 2 };
                area.dispatchEvent(new MouseEvent('mouseover', at));
                area.dispatchEvent(new MouseEvent('mousemove', at));
                const said = document.querySelector('.atlas-tooltip')?.innerText || '';
                area.dispatchEvent(new MouseEvent('mouseout', at));
                return [area.dataset.iso, said];
              })""")
        )
