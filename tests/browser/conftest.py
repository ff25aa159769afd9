"""Gives browser tests a server, a Chromium, and pages on which nothing may go wrong."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright
from support import real
from support.views import ROOT

from browser.reading import NOTE, View
from browser.serving import serving
from browser.watching import Watch
from commitments.atlas import load

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
CLIPBOARD = ["clipboard-read", "clipboard-write"]
WIDE = (1280, 800)
PATIENCE = 60_000  # milliseconds for anything to appear, on a machine that is busy with more

Opener = Callable[..., View]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one Chromium: $CHROMIUM, else the system's, else Playwright's own."""
    names = filter(None, (os.environ.get("CHROMIUM"), *CHROMIUMS))
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        except Error as fault:
            pytest.skip(f"no Chromium can be started: {fault.message.strip().splitlines()[0]}")
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001
    """Serve this checkout; asked for after Chromium, so that nothing starts without one."""
    with serving(ROOT, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="session")
def reader_context(chromium: Browser) -> Iterator[BrowserContext]:
    """Share what a browser keeps of the program's own files: a page opens twice as fast."""
    with closing(chromium.new_context(permissions=CLIPBOARD)) as context:
        yield context


@pytest.fixture(scope="session")
def rested(reader_context: BrowserContext) -> list[Page]:  # noqa: ARG001
    """Keep tabs for the next test: a page opens in half the time where one was open before."""
    return []


@pytest.fixture
def opener(reader_context: BrowserContext, rested: list[Page]) -> Iterator[Opener]:
    """Open views, each in an empty tab; a request elsewhere or an error on one fails the test."""
    with opening(reader_context, rested) as opened:
        yield opened


@pytest.fixture
def cold(chromium: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open views of a server that has served nothing, in a browser that has seen nothing."""
    with (
        serving(ROOT, tmp_path) as address,
        closing(chromium.new_context(permissions=CLIPBOARD)) as context,
        opening(context) as opened,
    ):
        yield partial(opened, address)


@contextmanager
def opening(context: BrowserContext, rested: list[Page] | None = None) -> Iterator[Opener]:
    """Open views in a browser's context; its tabs go to those that rest, or are closed."""
    pages: list[Page] = []
    watch = Watch()

    def opened(address: str, link: str = "", size: tuple[int, int] = WIDE) -> View:
        page = rested.pop() if rested else noting(context.new_page())
        pages.append(page)
        watch.over(page)
        page.set_default_timeout(PATIENCE)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        return View(page, address).open(link)

    yield opened
    for page in pages:
        if rested is None or watch.faults or page.is_closed():
            page.close()
        else:
            emptied(page, watch)
            rested.append(page)
    assert not watch.faults, "\n".join(watch.faults)


def noting(page: Page) -> Page:
    """Let a tab know whether the server has taken up what was last done on it."""
    page.add_init_script(NOTE)
    return page


def emptied(page: Page, watch: Watch) -> None:
    """Leave in a tab nothing of what a test did there."""
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    watch.off(page)
    page.mouse.move(0, 0)
    page.goto("about:blank")


@pytest.fixture
def view(opener: Opener, server: str) -> Opener:
    """Open a view of the session's server: `view("Map?theme=water")`."""
    return partial(opener, server)


@pytest.fixture(scope="session")
def atlas() -> load.Atlas:
    return real.atlas()
