"""Tests what scripts do on published pages: the search of the table of targets."""

import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from gzip import compress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support import small

from browser import proxying
from commitments.language import Language, speaking
from commitments.publish import pieces, target_pages, timeline_pages
from commitments.publish import site as sites


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the pages of a table of three commitments, one on each."""
    monkeypatch.setattr(target_pages, "ROWS", 1)
    site = sites.of(
        small.atlas(
            small.figure("Hebei", value="36.5", year="2025"),
            small.figure("Tibet", "pm25_mean", "at_most", "12", "2025", source="tibet-plan"),
            small.figure("Jilin", value="46", year="2035", source="jilin-outline"),
        )
    )
    files = pieces.assets() | target_pages.search_files(site) | {"404.html": b"There is nothing."}
    for language in Language:
        with speaking(language):
            files |= target_pages.table_files(site) | timeline_pages.files(site, "Hebei")
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


@pytest.fixture
def published(folder: Path) -> Iterator[str]:
    """Serve the pages by Python's own server."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_search_finds_rows_of_all_pages_by_words_of_either_language(
    chromium: Browser, published: str
) -> None:
    with closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(f"{published}en/targets/2/")
        rows, told = page.locator("tbody tr"), page.locator(".filters output")
        expect(rows).to_have_count(1)
        expect(rows).to_have_attribute("id", "xz-pm25_mean-2025-2")
        field = page.locator(".filters input")
        field.fill("森林")
        expect(told).to_have_text("2 of 3 commitments")
        expect(rows).to_have_count(2)
        expect(rows.first.locator("a")).to_have_attribute(
            "href", "../../../en/target/he-forest_coverage-2025-1/"
        )
        expect(page.locator("nav.pages").first).to_be_hidden()
        page.locator(".filters select[name=province]").select_option("Jilin")
        expect(told).to_have_text("1 of 3 commitments")
        assert page.url.endswith("/en/targets/2/?q=%E6%A3%AE%E6%9E%97&province=Jilin")
        page.locator(".filters select[name=province]").select_option("")
        field.fill("")
        expect(rows).to_have_attribute("id", "xz-pm25_mean-2025-2")
        expect(page.locator("nav.pages").first).to_be_visible()


def test_on_paper_nothing_lies_beyond_the_sheet(chromium: Browser, published: str) -> None:
    with closing(chromium.new_page(viewport={"width": 718, "height": 1000})) as page:
        page.emulate_media(media="print")
        for name in ("targets/", "timeline/hebei/"):
            page.goto(f"{published}en/{name}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 718, name


@pytest.mark.skipif(proxying.program() is None, reason="no nginx is installed")
def test_nginx_serves_the_folder_as_deploy_configures_it(
    chromium: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    packed = compress((folder / "en/targets/index.html").read_bytes())
    (folder / "en/targets/index.html.gz").write_bytes(packed)
    (folder / "data/own.csv").write_text("a,b", encoding="utf-8")
    with (
        proxying.publishing(folder, tmp_path_factory.mktemp("nginx")) as nginx,
        closing(chromium.new_context()) as context,
    ):
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        answer = page.goto(f"{nginx.address}/en/targets")  # and is led on to the folder
        assert answer
        assert (answer.url, answer.headers["content-encoding"]) == (
            f"{nginx.address}/en/targets/",
            "gzip",
        )
        assert answer.headers["content-security-policy"].endswith("frame-ancestors 'self'")
        page.locator(".filters input").fill("森林")
        expect(page.locator(".filters output")).to_have_text("2 of 3 commitments")
        assert said == [], "nothing that a page needs is refused"
        table = context.request.get(f"{nginx.address}/data/own.csv").headers
        assert table["content-type"] == "text/csv; charset=utf-8"
        assert table["access-control-allow-origin"] == "*"
        lost = context.request.get(f"{nginx.address}/embed/en/map/nope/")
        assert (lost.status, lost.text()) == (404, "There is nothing.")
        assert lost.headers["content-security-policy"].endswith("frame-ancestors 'self'")
