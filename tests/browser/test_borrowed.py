"""Tests that what Streamlit says when it is used is said in the reader's language."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect
from support.views import ROOT

from browser.conftest import WIDE, Opener
from browser.reading import View
from browser.saying import EXEMPT, chinese_in, english_in, said
from browser.serving import replica
from browser.test_languages import data_in_chinese, names_in_chinese, names_in_english
from commitments.atlas.load import Atlas

TABLE = (
    "省份,指标,数值,单位,年份\n河北,森林覆盖率,45,%,2031\n"
    "吉林,鲸鱼数量,12,头,2035\n无此省,鲸鱼数量,1,头,\n"
)
FILE, PICTURE = "表.csv", "图.png"
TRIES, MOMENT = 300, 100  # looks before a test gives up, milliseconds between two
PATIENCE = 60_000  # milliseconds until a lost server is missed


@pytest.fixture
def expect_chinese(atlas: Atlas):
    """Expect that no English is left on a page, but what is exempt."""

    def expected(shown: View, *, exempt: frozenset[str] = frozenset()) -> None:
        for _ in range(TRIES):  # what Streamlit announces is reworded a moment after
            found = set(said(shown)) - names_in_english(atlas)
            left = english_in(found, [PICTURE, f"移除{PICTURE}"])
            if left == exempt:
                break
            shown.page.wait_for_timeout(MOMENT)
        assert left == exempt

    return expected


def test_lists_to_choose_from(view: Opener, expect_chinese) -> None:
    shown = view("Compare?province=Hebei,Jilin,Anhui,Fujian&lang=zh")
    page, field = shown.page, shown.choice("provinces")
    expect(page.get_by_role("button", name="移除河北")).to_be_visible()
    field.click()
    expect(page.get_by_text("至多选4项，请先移除一项。")).to_be_visible()
    expect_chinese(shown)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="移除河北").click()
    expect(page.get_by_role("button", name="移除河北")).to_have_count(0)
    shown.ready()
    field.fill("无此省")
    expect(page.get_by_text("没有匹配项")).to_be_visible()
    expect_chinese(shown)


def test_a_list_of_one_choice(view: Opener, expect_chinese) -> None:
    shown = view("Map?indicator=forest_coverage&lang=zh")
    shown.choice("indicator").click()
    shown.choice("indicator").fill("无此指标")
    expect(shown.page.get_by_text("没有匹配项")).to_be_visible()
    expect_chinese(shown)


def test_the_pages_of_a_list(view: Opener, expect_chinese) -> None:
    shown = view("Targets?lang=zh")
    shown.page.get_by_role("button", name="下一页").click()
    expect(shown.page.get_by_text("第51至100条")).to_be_visible()
    expect(shown.page.get_by_role("button", name="第2页")).to_be_visible()
    expect_chinese(shown)


@pytest.fixture
def page_apart(chromium: Browser) -> Iterator[Page]:
    """Return a page whose browser keeps and loses cookies of its own; what it says is no fault."""
    with closing(chromium.new_context()) as context:
        yield context.new_page()


def test_the_uploader_and_what_it_refuses(view: Opener, expect_chinese) -> None:
    shown = view("Your_data?lang=zh")
    page = shown.page
    expect(page.get_by_role("button", name="选择文件", exact=True)).to_be_visible()
    wrong = {"name": PICTURE, "mimeType": "image/png", "buffer": b"\x89PNG"}
    page.locator("input[type=file]").first.set_input_files(wrong)
    expect(page.get_by_text("不接受这种文件。")).to_be_attached()
    expect_chinese(shown, exempt=frozenset(EXEMPT))


def test_a_file_that_is_refused_for_its_cookie_says_what_to_do(
    page_apart: Page, server: str
) -> None:
    shown = View(page_apart, server).open("Your_data")
    page_apart.context.clear_cookies()
    table = {"name": "plan.csv", "mimeType": "text/csv", "buffer": b"province,indicator,value"}
    page_apart.locator("input[type=file]").first.set_input_files(table)
    told = page_apart.get_by_text("could not be sent. Reload the page")
    expect(told.first).to_be_attached()
    assert "Axios" not in shown.page.content()


def test_a_note_that_a_view_was_added(view: Opener, expect_chinese) -> None:
    shown = view("Map?indicator=forest_coverage&year=2025&lang=zh")
    shown.page.get_by_role("button", name="加入简报").click()
    expect(shown.page.get_by_test_id("stToast")).to_contain_text("已加入")
    expect_chinese(shown)


def test_a_field_says_how_to_go_on(view: Opener) -> None:
    shown = view("Map?indicator=forest_coverage&year=2025&lang=zh")
    shown.page.get_by_role("button", name="加入简报").click()
    expect(shown.page.get_by_test_id("stToast")).to_be_visible()
    shown.page.locator(".masthead .menu a", has_text="简报").click()
    field = shown.page.locator("[data-testid=stTextInput] input").first
    field.fill("森林")
    expect(shown.page.get_by_text("按回车键生效")).to_be_visible()


def test_a_lost_server_is_told_in_chinese(chromium, tmp_path) -> None:
    with (
        closing(chromium.new_context()) as context,
        replica(ROOT, tmp_path) as (address, server),
    ):
        page = context.new_page()
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        View(page, address).open("Method?lang=zh")
        expect(page.get_by_test_id("stSkipToContent")).to_have_text("跳到正文")  # they are here
        server.kill()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("连接中断", timeout=PATIENCE)
        expect(dialog).to_contain_text("图集没有应答。")
        expect(dialog.get_by_role("button", name="关闭")).to_be_visible()


def test_the_words_follow_a_switch_of_the_language(view: Opener) -> None:
    shown = view("Your_data?lang=zh")
    page = shown.page
    expect(page.get_by_role("button", name="选择文件", exact=True)).to_be_visible()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.get_by_role("button", name="Choose a file", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Skip to main content")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page.get_by_role("button", name="选择文件", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("跳到正文")


# ---- with a reader's own table ----

PAGES = {
    "概览": "Overview",
    "地图": "Map",
    "时间线": "Timeline",
    "比较": "Compare",
    "目标清单": "Targets",
    "您的数据": "Your data",
    "方法": "Method",
}


def hand_in(shown: View) -> None:
    """Hand a table in and wait until it is read."""
    shown.page.locator("input[type=file]").first.set_input_files(
        {"name": FILE, "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(shown.page.locator(".st-key-choices-use")).to_be_visible()
    shown.ready()


def go(shown: View, name: str) -> None:
    shown.page.locator(".masthead .menu a", has_text=name).first.click()
    expect(shown.page).to_have_title(re.compile(f"^{name} ·"))
    shown.ready()


def test_a_table_loaded_in_english_is_shown_in_chinese(view: Opener, atlas: Atlas) -> None:
    shown = view("Your_data?lang=en")
    hand_in(shown)
    shown.page.get_by_role("link", name="中文", exact=True).click()
    expect(shown.page.get_by_role("heading", level=1)).to_have_text("您的数据")
    shown.ready()
    for chinese in PAGES:
        go(shown, chinese)
        texts = set(said(shown)) - names_in_english(atlas)
        publishers = {*atlas.sources["publisher"], *atlas.sources["publisher_zh"]} - {""}
        assert english_in(texts, publishers | {FILE}) <= set(EXEMPT), chinese
        assert not any("yours" in text for text in texts if "?" not in text)


def test_a_chinese_table_is_the_only_chinese_on_an_english_page(view: Opener, atlas: Atlas) -> None:
    shown = view("Your_data?lang=zh")
    hand_in(shown)
    shown.page.get_by_role("link", name="English", exact=True).click()
    expect(shown.page.get_by_role("heading", level=1)).to_have_text("Your data")
    shown.ready()
    own = {cell for line in TABLE.splitlines() for cell in line.split(",")} | {FILE}
    for english in PAGES.values():
        go(shown, english)
        texts = set(said(shown)) - names_in_chinese(atlas)
        assert chinese_in(texts, data_in_chinese(atlas) | own) == set(), english
