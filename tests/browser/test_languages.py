"""Tests that every page speaks one language: the link's, else the browser's."""

import re
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from browser.conftest import Opener, opening
from browser.saying import chinese_in, english_in, plain, said
from commitments.atlas.load import Atlas
from commitments.language import Language, speaking
from commitments.uploads import captions as upload_captions

# The name of the language, a unit, the word that the page Method explains, what a table may hold.
EXAMPLES = (
    "中文", "万亩", "达到", "省份, 指标, 数值, 单位, 年份", "约25%", "不低于36390平方公里",
    "1.37亿千瓦", "约 …", "约束性, 预期性",
)  # fmt: skip
LINKS = (
    "", "?province=Hebei&theme=water", "Map", "Map?indicator=water_use_cap&province=Jilin",
    "Map?theme=air&shapes=tiles", "Timeline", "Timeline?province=Hebei&theme=water&density=open",
    "Compare?province=Hebei,Jilin", "Compare?province=Hebei,Jilin,National&theme=carbon",
    "Targets", "Targets?row=he-red_line_area-nodate", "Targets?q=river&theme=water&province=Jilin",
    "Briefing", "Your_data", "Method", "?view=text", "Map?indicator=forest_coverage&view=text",
    "Timeline?province=Hebei&view=text", "Compare?province=Hebei,Jilin&view=text",
    "Targets?province=Jilin&view=text", "Your_data?view=text", "Method?view=text",
)  # fmt: skip


def as_printed(atlas: Atlas) -> list[str]:
    """Return the figures of commitments and reports in the letters of their documents."""
    return [*atlas.targets["as_printed"], *atlas.results["as_printed"]]


def names_in_english(atlas: Atlas) -> set[str]:
    """Return what stands in English on a Chinese page: as printed, or for those who look for it."""
    with speaking(Language.CHINESE):
        headers = upload_captions.column_table()["others"]
    printed = [*as_printed(atlas), *atlas.sources["title_zh"]]
    return set(map(plain, [*atlas.indicators["name"], *printed, *headers]))


def names_in_chinese(atlas: Atlas) -> set[str]:
    """Return what stands in Chinese on an English page: as printed, or for those who look for it.

    The page Your data shows how a table may be filled in either language.
    """
    examples = upload_captions.column_table()
    indicators = atlas.indicators
    headed = indicators["name"] + " " + indicators["name_zh"]
    told = [*as_printed(atlas), *indicators["name_zh"], *headed]
    return set(map(plain, [*told, *examples["others"], *examples["meaning"]]))


def data_in_chinese(atlas: Atlas) -> set[str]:
    """Return what may stand in Chinese within an English text."""
    return {*atlas.sources["title_zh"], *atlas.provinces["name_zh"], *EXAMPLES} - {""}


def in_language(link: str, language: str) -> str:
    return f"{link}{'&' if '?' in link else '?'}lang={language}"


@pytest.mark.parametrize("link", LINKS)
def test_a_page_in_chinese_shows_and_says_no_english(view: Opener, atlas: Atlas, link: str) -> None:
    opened = view(in_language(link, "zh"))
    assert opened.faults() == []
    publishers = {*atlas.sources["publisher"], *atlas.sources["publisher_zh"]} - {""}
    texts = set(said(opened)) - names_in_english(atlas) - {"river"}
    assert english_in(texts, publishers) == set()


@pytest.mark.parametrize("link", LINKS)
def test_a_page_in_english_shows_and_says_no_chinese(view: Opener, atlas: Atlas, link: str) -> None:
    opened = view(in_language(link, "en"))
    texts = set(said(opened)) - names_in_chinese(atlas)
    assert chinese_in(texts, data_in_chinese(atlas)) == set()


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
