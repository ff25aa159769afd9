"""Tests first sight where a browser alone shows it: it gives way, stays where it must, and fits."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.rules import broken, not_exempt

pytestmark = pytest.mark.browser

MAP = "Map?indicator=pm25_mean&year=2025"
TITLE = "Fine particles (PM2.5), yearly mean, due 2025"
PHONE = {"width": 320, "height": 800}
LIVE_TOP = "() => document.querySelector('#root h2').getBoundingClientRect().y"
SEEN_TOP = """() => document.getElementById('first-sight').shadowRoot
  .querySelector('h2').getBoundingClientRect().y"""
TIMES, PAUSE = 90, 1000  # looks and milliseconds, until the process of the drawings has begun
JUMP = 24  # pixels that the title of a figure may move when the live page takes its place


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with closing(chromium.new_context(viewport={"width": 1280, "height": 800})) as context:
        yield context.new_page()


def open_until_seen(page: Page, address: str) -> None:
    """Open a link until it is answered with its view: the first who asks does not wait for it."""
    for _ in range(TIMES):
        if "first-sight" in page.request.get(address).text():
            page.goto(address, wait_until="commit")
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError(f"no view at {address}")


def test_a_view_is_seen_at_once_and_gives_way_in_its_place(page: Page, server: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    open_until_seen(page, f"{server}/{MAP}")
    sight = page.locator("#first-sight")
    expect(sight.get_by_role("heading", name=TITLE)).to_be_visible()
    before = page.evaluate(SEEN_TOP)
    expect(page.locator("#root")).to_have_js_property("inert", True)
    expect(sight).to_have_count(0)
    expect(page.frame_locator("iframe[src*=folium]").locator("body")).to_have_attribute(
        "data-painted", "pm25_mean 2025 figures"
    )
    assert abs(page.evaluate(LIVE_TOP) - before) <= JUMP
    expect(page.locator("#root")).to_have_js_property("inert", False)
    assert faults == []


def test_without_a_session_it_stays_and_says_so(page: Page, server: str) -> None:
    open_until_seen(page, f"{server}/{MAP}")
    page.clock.install()
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page.goto(f"{server}/{MAP}")
    away = page.locator("#first-sight .away")
    expect(away).to_be_hidden()
    page.clock.run_for(13_000)
    expect(away).to_be_visible()
    expect(page.locator("#first-sight").get_by_role("heading", name=TITLE)).to_be_visible()


@pytest.mark.parametrize(("scheme", "link"), [("light", MAP), ("dark", f"{MAP}&lang=zh")])
def test_without_script_it_is_read_and_chosen_from_on_the_narrowest_phone(
    chromium: Browser, server: str, scheme: str, link: str
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    with closing(context):
        page = context.new_page()
        open_until_seen(page, f"{server}/{link}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        shown = page.evaluate(
            "getComputedStyle(document.getElementById('first-sight')).backgroundColor"
        )
        assert shown == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 25, 28)")
        page.locator("select[name=year]").select_option("2027")
        page.locator("#first-sight button").click()
        expect(page).to_have_url(
            f"{server}/Map?indicator=pm25_mean&year=2027&province=" + "&lang=zh" * ("zh" in link)
        )


def test_it_breaks_no_rule_of_access(chromium: Browser, server: str) -> None:
    with closing(chromium.new_context(bypass_csp=True)) as context:
        page = context.new_page()
        page.route("**/atlas-sight.js*", lambda route: route.abort())
        page.route("**/static/js/index*", lambda route: route.abort())
        for link in (MAP, "Progress", "?lang=zh", "Timeline", "Province?province=Jilin"):
            open_until_seen(page, f"{server}/{link}")
            assert not_exempt(broken(page)) == []
