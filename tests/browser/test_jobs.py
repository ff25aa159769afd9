"""Tests that the atlas's three jobs are done by keyboard alone, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Opener
from browser.reading import View

LAPTOP, PHONE = (1280, 800), (390, 844)
READERS = [("en", LAPTOP), ("zh", PHONE)]
SAID = {
    "en": {
        "map": "Map", "forest": "Forest coverage", "hebei": "Hebei", "other": "Shandong",
        "chosen": "Hebei is chosen.", "table": "Hebei and Shandong",
        "add": "Add to briefing", "added": "Map in the briefing: open it",
        "indicator": "Indicator",
    },
    "zh": {
        "map": "地图", "forest": "森林覆盖率", "hebei": "河北", "other": "山东",
        "chosen": "已选定河北。", "table": "河北和山东",
        "add": "加入简报", "added": "地图已在简报中，点此打开", "indicator": "指标",
    },
}  # fmt: skip
MOST = 60  # presses of Tab to anything on a page
# The element with the focus, in whatever frame or tree of its own it stands: what it is called.
HERE = """() => {
  let node = document.activeElement;
  for (;;) {
    const inner = node.contentDocument?.activeElement ?? node.shadowRoot?.activeElement;
    if (!inner || inner.tagName === 'BODY') break;
    node = inner;
  }
  return (node.getAttribute('aria-label') || node.innerText || node.title || '').trim();
}"""


TRIES = 3
PATIENCE = 10_000  # milliseconds


class Keys:
    """A reader without a mouse, whose presses are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def choose(self, option: str) -> None:
        """Type the name of an option into a field, and take it."""
        offered = self.page.get_by_role("option")
        for _ in range(TRIES):  # what is typed while the page is painted anew may be lost
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(option)
            try:
                expect(offered).to_have_text([option], timeout=PATIENCE)
                break
            except AssertionError:
                continue
        expect(offered).to_have_text([option])
        self.pressed += len(option)
        self.press("Enter")

    def tab_to(self, named: str | Callable[[str], bool], *, back: bool = False) -> None:
        wanted = named if callable(named) else (lambda said: said == named)
        passed = []
        for _ in range(MOST):
            self.press("Shift+Tab" if back else "Tab")
            passed.append(self.page.evaluate(HERE))
            if wanted(passed[-1]):
                return
        raise AssertionError(f"Tab does not lead to {named}; it passes {passed}")


@pytest.fixture(params=READERS, ids=["English on a laptop", "Chinese on a phone"])
def reader(request: pytest.FixtureRequest, view: Opener) -> tuple[View, Keys, dict[str, str], str]:
    language, size = request.param
    shown = view(f"?lang={language}", size=size)
    return shown, Keys(shown.page), SAID[language], language


def test_explore(reader) -> None:
    shown, keys, said, _ = reader
    keys.tab_to(said["map"])
    keys.press("Enter")
    expect(shown.page).to_have_url(re.compile("/Map"))
    shown.ready()
    keys.tab_to(said["indicator"])
    keys.choose(said["forest"])
    expect(shown.page).to_have_url(re.compile("indicator=forest_coverage"))
    shown.ready()
    drawn = shown.map()
    keys.tab_to(lambda _: drawn.frame.locator("path:focus").count() == 1)
    while drawn.frame.locator("path:focus").get_attribute("aria-label") != said["hebei"]:
        keys.press("h")  # in Chinese the letter that its pinyin begins with
        assert keys.pressed < MOST * 2
    expect(drawn.frame.locator(".atlas-live")).to_have_text(re.compile(r"\w"))
    keys.press("Enter")
    expect(drawn.frame.locator(".atlas-live")).to_have_text(said["chosen"])
    expect(shown.page).to_have_url(re.compile("province=Hebei"))


def test_compare(reader) -> None:
    shown, keys, said, language = reader
    shown.open(f"Compare?province=Hebei&lang={language}")
    # a page of the menu has the same name in Chinese
    keys.tab_to(lambda _: shown.page.locator("[class*=st-key-provinces] input:focus").count() == 1)
    keys.choose(said["other"])
    expect(shown.page).to_have_url(re.compile("province=Hebei(,|%2C)Shandong"))
    keys.press("Escape")  # the list of a field for several stays open
    expect(shown.page.get_by_role("heading", name=re.compile(said["table"]))).to_be_visible()
    shown.ready()
    keys.tab_to(lambda _: shown.page.locator(".compare td a:focus").count() == 1)
    keys.press("Enter")
    expect(shown.page.locator(".st-key-provenance dl")).to_be_visible()


def test_brief(reader) -> None:
    shown, keys, said, language = reader
    shown.open(f"Map?indicator=forest_coverage&lang={language}")
    keys.tab_to(said["add"])
    keys.press("Enter")
    expect(shown.page.locator(".st-key-added-map a")).to_be_visible()
    keys.tab_to(said["added"])
    keys.press("Enter")
    expect(shown.page).to_have_url(re.compile("/Briefing"))
    shown.ready()
    keys.tab_to(lambda _: shown.page.locator(".st-key-make-pptx button:focus").count() == 1)
    keys.press("Enter")
    ready = shown.page.locator(".st-key-briefing-download button")
    expect(ready).to_be_visible(timeout=60_000)
    keys.tab_to(lambda _: ready.evaluate("node => node === document.activeElement"))
    with shown.page.expect_download() as given:
        keys.press("Enter")
    assert given.value.suggested_filename.endswith(".pptx")
