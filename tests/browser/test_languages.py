"""This module tests that every page speaks one language: the link's, else the browser's."""

import re
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from browser.conftest import Opener, opening
from browser.reading import View
from commitments.load import Atlas

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
LINKS = (
    "", "Map", "Timeline", "Compare?province=Hebei,Jilin", "Targets?row=he-red_line_area-nodate",
    "Briefing", "Your_data", "Method",
)  # fmt: skip
# What is seen of a page, but icons, what is told to be of another language, and what is printed
# in a document: names of things keep their letters.
SEEN = """() => {
  const skipped = 'script, style, noscript, span[lang], code, [data-testid=stIconMaterial]';
  const told = (root) => {
    const found = [];
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const at = walk.currentNode.parentElement;
      if (at.closest(skipped) || !at.checkVisibility({visibilityProperty: true})) continue;
      found.push(walk.currentNode.textContent);
    }
    return found;
  };
  return [document, ...[...document.querySelectorAll('iframe')].map((f) => f.contentDocument)]
    .filter(Boolean).flatMap((one) => told(one.body));
}"""
# What buttons and fields are called where no one sees it.
CALLED = """() => [...document.querySelectorAll(
    'button[aria-label], input[aria-label], span[aria-label], input[placeholder]')]
  .filter((node) => node.checkVisibility())
  .flatMap((node) => [node.getAttribute('aria-label'), node.getAttribute('placeholder')])
  .filter(Boolean)"""
LINK = re.compile(r"https?://\S+|[A-Z]?\w*\?\S+|“[^”]*”")  # links, and what a document prints
# Formats and names that Chinese writes in Latin letters too.
IN_LATIN = frozenset(
    {
        "English", "Natural", "Earth", "GeoNames", "BibTeX", "CC", "BY", "MIT", "PM", "GDP", "CO",
        "CSV", "TSV", "XLSX", "PPTX", "PDF", "PNG", "SVG", "ZIP", "TOML", "URL", "MB", "KB",
    }
)  # fmt: skip
# What Streamlit says of itself, and offers no way to say otherwise.
STREAMLITS_OWN = frozenset({"Skip to main content", "Upload", "1MB per file"})
# A Chinese unit, the word that the page Method explains, the examples of what a table may hold.
UNITS = (
    "万亩",
    "达到",
    "省份, 指标, 数值, 单位, 年份",
    "约25%",
    "不低于36390平方公里",
    "1.37亿千瓦",
)


def seen(view: View) -> list[str]:
    return [LINK.sub("", text) for text in view.page.evaluate(SEEN) if text.strip()]


@pytest.mark.parametrize("link", LINKS)
def test_a_page_in_chinese_shows_no_english(view: Opener, link: str) -> None:
    opened = view(f"{link}{'&' if '?' in link else '?'}lang=zh")
    assert opened.faults() == []
    said = (text for text in seen(opened) if text not in STREAMLITS_OWN)
    assert [text for text in said if set(LATIN_WORD.findall(text)) - IN_LATIN] == []


@pytest.mark.parametrize("link", ["Map", "Compare?province=Hebei,Jilin", "Targets"])
def test_what_streamlit_calls_its_own_is_told_in_chinese(view: Opener, link: str) -> None:
    opened = view(f"{link}{'&' if '?' in link else '?'}lang=zh")
    called = opened.page.evaluate(CALLED)
    assert "展开选项" in called
    assert [name for name in called if set(LATIN_WORD.findall(name)) - IN_LATIN] == []


@pytest.mark.parametrize("link", LINKS)
def test_a_page_in_english_shows_no_chinese(view: Opener, atlas: Atlas, link: str) -> None:
    opened = view(f"{link}{'&' if '?' in link else '?'}lang=en")
    data = {*atlas.sources["title_zh"], *atlas.provinces["name_zh"], "中文"}
    texts = (text for text in seen(opened) if text.strip() not in data)
    assert [text for text in texts if HAN.search(re.sub("|".join(UNITS), "", text))] == []


@pytest.fixture
def chinese_reader(chromium: Browser) -> Iterator[BrowserContext]:
    with closing(chromium.new_context(locale="zh-CN")) as context:
        yield context


@pytest.fixture
def view_of_chinese_reader(chinese_reader: BrowserContext, server: str) -> Iterator[Opener]:
    with opening(chinese_reader) as opened:
        yield partial(opened, server)


def test_without_a_choice_the_browser_decides(view_of_chinese_reader: Opener, view: Opener) -> None:
    chinese = view_of_chinese_reader("Compare").page
    expect(chinese.get_by_role("link", name="时间线")).to_be_visible()
    expect(chinese.locator("html")).to_have_attribute("lang", re.compile("^zh"))
    expect(view("Compare").page.get_by_role("link", name="Timeline")).to_be_visible()


def test_the_link_decides_before_the_browser(view_of_chinese_reader: Opener) -> None:
    page = view_of_chinese_reader("Compare?lang=en").page
    expect(page.get_by_role("link", name="Timeline")).to_be_visible()


def test_the_switch_keeps_the_view(view: Opener) -> None:
    opened = view("Timeline?province=Jilin&theme=water&density=open")
    opened.page.get_by_role("link", name="中文", exact=True).click()
    expect(opened.page.get_by_role("heading", name="何时到期：水")).to_be_visible()
    opened.ready()
    for part in ("province=Jilin", "theme=water", "density=open", "lang=zh"):
        assert part in opened.page.url
    opened.expect_pressed("density", "展开")
    expect(opened.page.locator(".st-key-provinces")).to_contain_text("吉林")
    opened.page.get_by_role("link", name="English", exact=True).click()
    expect(opened.page.get_by_role("heading", name="What falls due when: water")).to_be_visible()
    opened.expect_pressed("density", "Open")
    expect(opened.page.get_by_role("button", name="Open", exact=True).first).to_be_visible()
    expect(opened.page.get_by_role("button", name="展开选项")).to_have_count(0)
