"""Reads the atlas from two replicas behind nginx, and stops the one that serves."""

import base64
import hashlib
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import pytest
import streamlit
from playwright.sync_api import Browser, Page, expect
from support.views import PAGES, ROOT, address

from browser import proxying
from browser.proxying import DEPLOYED, Proxy
from browser.reading import View
from browser.serving import replica, stop
from browser.test_first_sight import MAP, TITLE, open_until_seen
from browser.watching import Watch, is_probe

pytestmark = pytest.mark.skipif(proxying.program() is None, reason="no nginx is installed")

WIDE = {"width": 1280, "height": 800}
PATIENCE, WAIT = 60_000, 60  # milliseconds for a page, seconds for an answer
BEFORE = "Map?theme=ecology&indicator=forest_coverage&year=2025"
LATER = "2035"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TABLES_AT_ONCE = 20  # from one address; then one in two seconds
ENOUGH = 200  # of which one comes too soon, on a busy machine too
TABLE = "province,indicator,value,unit,year\nHebei,forest_coverage,36,%,2030\n"
READ = "plan.csv: its one row can be used"

Replicas = dict[str, "subprocess.Popen[bytes]"]


@contextmanager
def deployed(home: Path) -> Iterator[tuple[Proxy, Replicas]]:
    """Start nginx before two replicas of this checkout."""
    with ExitStack() as stack:
        started = {}
        for number in ("1", "2", "nginx"):
            (home / number).mkdir()
        for number in ("1", "2"):
            where, process = stack.enter_context(replica(ROOT, home / number))
            started[where.removeprefix("http://")] = process
        running = stack.enter_context(proxying.proxying(list(started), home / "nginx"))
        yield running, started


@pytest.fixture(scope="module")
def both(
    chromium: Browser,  # noqa: ARG001 (no server without a browser)
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Proxy, Replicas]]:
    with deployed(tmp_path_factory.mktemp("deployed")) as running:
        yield running


@pytest.fixture
def proxy(both: tuple[Proxy, Replicas]) -> Proxy:
    return both[0]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a page in a browser that knows nothing yet."""
    with closing(chromium.new_context(viewport=WIDE)) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


def headers(address: str) -> Message:
    with urllib.request.urlopen(address, timeout=WAIT) as answer:
        return answer.headers


def test_a_reader_carries_on_when_a_replica_stops(page: Page, tmp_path: Path) -> None:
    with deployed(tmp_path) as (proxy, replicas):
        view = View(page, proxy.address).open(BEFORE)
        view.pick("year", LATER)
        expect(page).to_have_url(re.compile(f"[?&]year={LATER}"))
        drawn = view.ready().map().legend()

        (first,) = set(proxy.served("/Map"))
        stop(replicas[first])
        page.reload()
        view.ready()

        (second,) = set(replicas) - {first}
        assert proxy.served("/Map")[-1].endswith(second)
        expect(view.choice("year")).to_have_value(LATER)
        expect(view.choice("indicator")).to_have_value("Forest coverage")
        view.expect_pressed("theme", "Ecology")
        assert view.map().legend() == drawn
        assert not view.faults()
        view.pick("year", "2025")
        expect(page).to_have_url(re.compile("[?&]year=2025"))
        expect_upload(view)


def expect_upload(view: View) -> None:
    """Load a table of the reader's own; it goes to the replica that holds the session."""
    view.open("Your_data")
    view.page.locator("input[type=file]").set_input_files(
        {"name": "plan.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(view.page.get_by_text(READ)).to_be_visible()


def test_no_page_breaks_the_policy(page: Page, proxy: Proxy) -> None:
    said: list[str] = []
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on(
        "console",
        lambda message: (
            said.append(message.text)
            if message.type == "error" and not is_probe(message.text, message.location["url"])
            else None
        ),
    )
    for path in PAGES:
        view = View(page, proxy.address).open(address(path))
        assert not view.faults()
    assert said == []


def test_first_sight_gives_way_within_the_policy(page: Page, proxy: Proxy) -> None:
    watch = Watch()
    watch.over(page)
    open_until_seen(page, f"{proxy.address}/{MAP}")
    sight = page.locator("#first-sight")
    expect(sight.get_by_role("heading", name=TITLE)).to_be_visible()
    View(page, proxy.address).ready().map().expect_painted("pm25_mean 2025 figures")
    expect(sight).to_have_count(0)
    assert watch.faults == []


def test_the_headers_of_every_answer(proxy: Proxy) -> None:
    for path in ("/", "/Map", "/_stcore/health", "/app/static/atlas.css"):
        found = headers(proxy.address + path)
        assert {name: found[name] for name in HEADERS} == HEADERS, path
        assert len(found.get_all("X-Content-Type-Options")) == 1
        assert "unsafe-eval" not in found["Content-Security-Policy"]
        assert found["Access-Control-Allow-Origin"] is None
        assert found["Server"] == "nginx"


def test_a_page_is_compressed_and_names_its_reader(proxy: Proxy) -> None:
    asked = urllib.request.Request(proxy.address + "/", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=WAIT) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        cookie = answer.headers["Set-Cookie"]
    assert re.fullmatch("atlas_reader=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", cookie)
    known = urllib.request.Request(proxy.address + "/", headers={"Cookie": cookie.split(";")[0]})
    with urllib.request.urlopen(known, timeout=WAIT) as answer:
        assert answer.headers["Set-Cookie"] is None


def test_readers_are_spread_and_each_stays_where_they_are(both: tuple[Proxy, Replicas]) -> None:
    proxy, replicas = both
    for _ in range(20):
        headers(f"{proxy.address}/new-readers")
    assert set(proxy.served("/new-readers")) == set(replicas)
    known = {"Cookie": f"atlas_reader={'5' * 32}"}
    for _ in range(6):
        asked = urllib.request.Request(f"{proxy.address}/one-reader", headers=known)
        urllib.request.urlopen(asked, timeout=WAIT).close()
    assert len(set(proxy.served("/one-reader"))) == 1


def test_what_never_changes_is_kept(proxy: Proxy) -> None:
    versioned = headers(f"{proxy.address}/app/static/provinces.json?1")
    assert versioned["Cache-Control"] == "public, max-age=31536000, immutable"
    for _ in range(3):  # a request is noted a moment after its answer
        headers(f"{proxy.address}/app/static/provinces.json?1")
    assert proxy.kept("/app/static/provinces.json")
    plain = headers(f"{proxy.address}/app/static/leaflet/leaflet.js")
    assert plain["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"]
)
def test_what_is_for_the_operator_is_closed(proxy: Proxy, path: str) -> None:
    with pytest.raises(HTTPError) as refused:
        headers(proxy.address + path)
    assert refused.value.code == 404


def test_one_address_does_not_send_tables_without_end(proxy: Proxy) -> None:
    statuses = []
    while len(statuses) < ENOUGH and 429 not in statuses:
        sent = urllib.request.Request(
            f"{proxy.address}/_stcore/upload_file/a/b", b"x", method="PUT"
        )
        with pytest.raises(HTTPError) as answer:
            urllib.request.urlopen(sent, timeout=WAIT)
        statuses.append(answer.value.code)
    assert set(statuses[:TABLES_AT_ONCE]) == {403}  # from no page of the atlas
    assert statuses[-1] == 429


def test_the_policy_names_the_script_of_this_streamlit() -> None:
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    (script,) = re.findall("<script>(.*?)</script>", index.read_text(encoding="utf-8"), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in (DEPLOYED / "atlas.conf").read_text(encoding="utf-8")
