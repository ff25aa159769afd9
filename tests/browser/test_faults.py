"""Kills servers, leaves in the middle of things, and sends what no page sends."""

import http.client
import os
import re
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from support.views import ROOT
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

from browser.conftest import WIDE, opening
from browser.handing_in import hand_in, menu
from browser.hostile import hostile_checkout
from browser.reading import View
from browser.serving import TEMPORARY, free_port, replica, serving
from browser.test_briefing import add

LINK = "Map?theme=ecology&indicator=forest_coverage&year=2025&province=Sichuan"
PATIENCE = 60  # seconds for a page to come back, or a run to end
TABLE = b"province,indicator,value,unit,year\n" + b"Hebei,forest_coverage,45,%,2030\n" * 60_000
TROUBLE = re.compile(r"Traceback|Error\b")


@pytest.fixture
def page(chromium):
    """Return a page that may lose its server: what the browser says of that is no fault."""
    with closing(chromium.new_context()) as context:
        page = context.new_page()
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        yield page


STATE = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"


def lose(server):
    """Kill a server, as a machine does that fails."""
    server.kill()
    server.wait()


def wait_until_back(page):
    page.wait_for_function(f"{STATE} === 'CONNECTED'", timeout=PATIENCE * 1_000)


def test_a_page_outlives_its_server_and_keeps_its_view(page, tmp_path):
    port = free_port()
    with replica(ROOT, tmp_path, port=port) as (address, server):
        shown = View(page, address).open(LINK)
        shown.press("shapes", "Tiles")
        expect(page).to_have_url(re.compile("shapes=tiles"))
        before = shown.ready().page.url
        lose(server)
        page.wait_for_function(f"{STATE} !== 'CONNECTED'")
    with replica(ROOT, tmp_path, port=port):
        wait_until_back(page)
        shown.ready()
        assert page.url == before
        shown.expect_province("Sichuan")
        shown.expect_pressed("shapes", "Tiles")
        expect(shown.choice("indicator")).to_have_value("Forest coverage")
        shown.press("shapes", "Map")
        shown.ready()
        assert not shown.faults()


def test_a_map_whose_frame_was_lost_is_fetched_again(page, server):
    lost = []

    def lose_the_first(route):
        if lost or route.request.resource_type != "document":
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort("connectionrefused")

    page.route("**/component/**/index.html*", lose_the_first)
    shown = View(page, server).open(LINK)
    assert lost
    expect(shown.map().frame.locator("path[aria-label=Sichuan]")).to_be_visible()


def test_after_a_pause_the_page_says_what_is_gone_and_the_first_choice_counts(page, tmp_path):
    port = free_port()
    with replica(ROOT, tmp_path, port=port) as (address, server):
        shown = View(page, address).open("Your_data")
        hand_in(shown, b"\n".join(TABLE.split(b"\n")[:2]))
        menu(shown, "Timeline")
        lose(server)
        page.wait_for_function(f"{STATE} !== 'CONNECTED'")
    with replica(ROOT, tmp_path, port=port):
        wait_until_back(page)
        shown.press("theme", "Water")
        expect(page).to_have_url(re.compile("theme=water"))
        expect(page.get_by_text("This link needs your table")).to_be_visible()
        shown.ready()
        shown.expect_pressed("theme", "Water")


def test_a_server_lost_in_the_middle_of_a_run_is_found_again(page, tmp_path):
    port = free_port()
    with replica(ROOT, tmp_path, port=port) as (address, server):
        shown = View(page, address).open("Timeline?theme=water&every=on")
        shown.press("group", "Themes")
        lose(server)
    with replica(ROOT, tmp_path, port=port):
        wait_until_back(page)
        shown.ready()
        expect(page).to_have_url(re.compile("theme=water.*every=on|every=on.*theme=water"))
        shown.expect_pressed("theme", "Water")
        assert not shown.faults()


def left(home):
    return [file for file in (home / TEMPORARY).rglob("*") if file.is_file()]


def test_a_browser_that_closes_during_an_export_leaves_nothing(chromium, tmp_path):
    with serving(ROOT, tmp_path) as address:
        context = chromium.new_context()
        with opening(context) as opened:
            shown = opened(address, "Map?indicator=forest_coverage")
            add(shown)
            menu(shown, "Briefing")
            shown.page.get_by_role("button", name="PowerPoint").click()
            expect(shown.page.get_by_text("Making PowerPoint")).to_be_visible()
        context.close()
        with opening(chromium.new_context()) as opened:
            shown = opened(address, "Your_data")
            hand_in(shown, TABLE)
        until = time.monotonic() + PATIENCE
        while left(tmp_path) and time.monotonic() < until:
            time.sleep(0.5)
        assert not left(tmp_path)
    assert not left(tmp_path)
    assert not TROUBLE.search((tmp_path / "server.log").read_text())


def test_tables_edited_while_the_server_runs(chromium, tmp_path):
    copy, home = tmp_path / "copy", tmp_path / "home"
    copy.mkdir(), home.mkdir()
    table = hostile_checkout(ROOT, copy) / "targets.csv"
    table.write_bytes((ROOT / "targets.csv").read_bytes())
    for name in ("sources.csv", "indicators.csv", "units.csv"):
        (copy / "codebook" / name).write_bytes((ROOT / "codebook" / name).read_bytes())
    (copy / "geodata" / "places.csv").write_bytes((ROOT / "geodata" / "places.csv").read_bytes())
    sound = table.read_bytes()
    with serving(copy, home) as address, opening(chromium.new_context()) as opened:
        shown = opened(address, LINK)
        table.write_bytes(sound.replace(b"Sichuan", b"Sitschuan", 1))
        shown.press("shapes", "Tiles")
        notice = shown.page.get_by_text("You see the last sound edition")
        expect(notice).to_be_visible()
        shown.page.get_by_text("What is wrong with it").click()
        shown.ready()
        assert not shown.faults() or "last sound edition" in shown.faults()[0]
        table.write_bytes(sound)
        os.utime(table)
        shown.press("shapes", "Map")
        expect(notice).to_have_count(0)


# ---- what no page sends ----


def answer(server, method, path, body=None, **headers):
    link = http.client.HTTPConnection(urlsplit(server).netloc, timeout=PATIENCE)
    link.request(method, path, body, headers)
    told = link.getresponse()
    content = told.read()
    link.close()
    return told.status, content


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null"])
def test_another_site_cannot_open_a_session(server, origin):
    with pytest.raises(InvalidHandshake):
        connect(f"ws://{urlsplit(server).netloc}/_stcore/stream", origin=origin)


@pytest.mark.parametrize("sent", [b"", b"\x00" * 9, b"\xff" * 2_000, "text", b"{" * 300_000])
def test_noise_on_the_wire_harms_nobody(view, server, sent):
    shown = view(LINK)
    with connect(f"ws://{urlsplit(server).netloc}/_stcore/stream", origin=server) as wire:
        for _ in range(20):
            try:
                wire.send(sent)
            except ConnectionClosed:
                break
    shown.press("shapes", "Tiles")
    shown.ready()
    assert not shown.faults()


def test_a_file_is_taken_only_from_a_page_of_the_atlas(server):
    assert answer(server, "PUT", "/_stcore/upload_file/a/b", b"x")[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/app/static/../targets.csv", "/app/static/%2e%2e/app.py", "/app/static/..%2f..%2fetc/passwd",
     "/media/../targets.csv", "/component/x/../../app.py", "/app/static//etc/passwd"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder_of_assets(server, path):
    status, content = answer(server, "GET", path)
    assert status >= 400 or content.lstrip().startswith(b"<!")
    assert b"root:" not in content and b"from commitments" not in content
    assert b"he-forest_coverage" not in content


@pytest.mark.parametrize("size", [5_000, 60_000])
@pytest.mark.parametrize("name", ["Map", "Briefing", "Targets", "Your_data"])
def test_a_link_of_any_length_opens_or_is_refused(server, name, size):
    parameters = ("q", "brief", "province", "yours", "row", "indicator", "lang")
    query = "&".join(f"{one}={'%F0%9F%8C%B2x' * (size // 90)}" for one in parameters)
    status, _ = answer(server, "GET", f"/{name}?{query}")
    assert status in (200, 400, 414, 431)


@pytest.mark.parametrize("name", ["", "Map", "Compare", "Targets", "Briefing", "Your_data"])
def test_a_link_full_of_noise_opens_the_page(view, name):
    noise = "%00%ff{{7191*7}}<script>" * 100
    parameters = ("q", "brief", "province", "yours", "row", "indicator", "year", "lang", "theme")
    shown = view(f"{name}?{'&'.join(f'{one}={noise}' for one in parameters)}")
    assert not [fault for fault in shown.faults() if "error" in fault.lower()]
    assert "50337" not in shown.page.inner_text("body")
