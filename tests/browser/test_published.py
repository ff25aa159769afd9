"""Tests what scripts do on published pages: the search of the table of targets."""

import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, expect
from support import small

from commitments.language import Language, speaking
from commitments.publish import pieces, target_pages
from commitments.publish import site as sites


@pytest.fixture
def published(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Serve the pages of a table of three commitments, one on each."""
    monkeypatch.setattr(target_pages, "ROWS", 1)
    site = sites.of(
        small.atlas(
            small.figure("Hebei", value="36.5", year="2025"),
            small.figure("Tibet", "pm25_mean", "at_most", "12", "2025", source="tibet-plan"),
            small.figure("Jilin", value="46", year="2035", source="jilin-outline"),
        )
    )
    files = pieces.assets() | target_pages.search_files(site)
    for language in Language:
        with speaking(language):
            files |= target_pages.table_files(site)
    folder = tmp_path_factory.mktemp("published")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
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
