"""Checks the whole published atlas: its HTML, links, hosts, accessibility and Lighthouse scores.

Publishes into a folder of its own, serves it on 127.0.0.1, and exits 1 where something is wrong.
html-validate judges every page; axe-core one page of every kind, light and dark; Lighthouse three,
whose performance is printed and not judged. Both npm packages are fetched once, below .venv.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any, Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html
from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.conftest import QUIET  # noqa: E402
from browser.rules import AXE, COLOURS, TAGS, broken, not_exempt  # noqa: E402

from commitments.atlas import load  # noqa: E402
from commitments.publish import publishing  # noqa: E402
from commitments.publish import site as sites  # noqa: E402
from commitments.publish.folder import Folder  # noqa: E402

PACKAGES: Final = ("html-validate@9.7.1", "lighthouse@12.8.2")  # the last for Node 20
TOOLS: Final = ROOT / ".venv" / "site-check"
JUDGED_AT_ONCE: Final = 400  # pages in one run of html-validate
LIGHTHOUSE: Final = ("en/map/pm25_mean/2025/", "zh/province/hebei/", "en/targets/")
JUDGED: Final = ("accessibility", "best-practices", "seo")
LEAST: Final = 0.95
# Rows of one table are alike, and axe needs minutes for those of all commitments.
ROWS_ENOUGH: Final = "document.querySelectorAll('tr:nth-child(n+201)').forEach(row => row.remove())"
WIDTHS: Final = (1280, 390)
HOST: Final = re.compile(r"https?://[^\s\"'<>)]+")
NAMESPACES: Final = ("http://www.w3.org/", "http://www.sitemaps.org/", "https://schema.org")
LOADS: Final = "//@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"


def main() -> int:
    """Print what is wrong with the published atlas; 1 where anything is."""
    installed()
    with tempfile.TemporaryDirectory() as parent, bound(Path(parent)) as server:
        folder, address = Path(parent), f"http://127.0.0.1:{server.server_port}/"
        atlas = load.atlas()
        began = monotonic()
        done = publishing.publish(sites.of(atlas, address), Folder(folder / "site"))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pages = sorted((folder / "site").rglob("*.html"))
        print(f"{len(pages)} pages, {done.written} files, {monotonic() - began:.0f} s", flush=True)
        known = (address, *NAMESPACES, *filter(None, atlas.sources["url"]))
        faults = [
            *told("HTML", invalid(pages)),
            *told("links", lost(folder / "site", pages, address)),
            *told("hosts", foreign(folder / "site", pages, known)),
            *told("axe", unfit(address, kinds(folder / "site", pages))),
            *told("Lighthouse", poor(address)),
        ]
        server.shutdown()
    print("\n".join(faults) or "Nothing is wrong.")
    return int(bool(faults))


def told(name: str, faults: Iterable[str]) -> list[str]:
    """Print how many faults a check has found and how long it took; return them under its name."""
    began = monotonic()
    found = [f"{name}: {fault}" for fault in faults]
    print(f"{name}: {len(found)} faults, {monotonic() - began:.0f} s", flush=True)
    return found


def installed() -> None:
    """Fetch the two npm packages where they are not there yet."""
    wanted = TOOLS / "-".join(PACKAGES).replace("/", "_")
    if wanted.exists():
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    flags = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund"]
    subprocess.run(["npm", "install", "--prefix", str(TOOLS), *flags, *PACKAGES], check=True)
    wanted.touch()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and does not tell of each."""

    def log_message(self, *_: object) -> None:
        """Tell nothing."""


class QuietServer(ThreadingHTTPServer):
    """Serves in threads, and takes it that a browser goes away before it has read a file."""

    def handle_error(self, *_: object) -> None:
        """Tell nothing: a file that could not be read is missed by who asked for it."""


def bound(parent: Path) -> QuietServer:
    """Return what will serve the folder `site` of another, on a free port of this machine.

    It serves once that is published: processes are begun for it, and none beside other threads.
    """
    handler = partial(Quiet, directory=str(parent / "site"))
    return QuietServer(("127.0.0.1", 0), handler)


def invalid(pages: list[Path]) -> Iterator[str]:
    """Name what html-validate has against each page."""
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.json"
        rules.write_text(json.dumps({"root": True, "extends": ["html-validate:standard"]}))
        judge = [str(TOOLS / "node_modules/.bin/html-validate"), "--config", str(rules)]
        for first in range(0, len(pages), JUDGED_AT_ONCE):
            asked = pages[first : first + JUDGED_AT_ONCE]
            run = subprocess.run(
                [*judge, "--formatter", "json", *asked], capture_output=True, text=True
            )
            for page in json.loads(run.stdout):
                for one in page["messages"]:
                    yield f"{page['filePath']}:{one['line']}: {one['message']} ({one['ruleId']})"


def lost(folder: Path, pages: list[Path], address: str) -> Iterator[str]:
    """Name each link within the site that leads to no file, or to no place in its page."""
    anchors: dict[Path, set[str]] = {}
    leads: list[tuple[Path, str, Path, str]] = []
    for page in pages:
        tree = html.parse(page)
        anchors[page] = set(tree.xpath("//@id"))
        here = urljoin(address, str(page.relative_to(folder)))
        for lead in {*tree.xpath("//@href"), *tree.xpath("//@src")}:
            whole = urlsplit(urljoin(here, lead))
            if urljoin(here, lead).startswith(address):
                there = folder / unquote(whole.path).lstrip("/")
                there = there / "index.html" if whole.path.endswith("/") else there
                leads.append((page, lead, there, unquote(whole.fragment)))
    for page, lead, there, anchor in leads:
        if not there.is_file() or (anchor and anchor not in anchors.get(there, {anchor})):
            yield f"{page.relative_to(folder)}: {lead}"
    listed = etree.parse(folder / "sitemap.xml").iter("{*}loc")
    for node in listed:
        if not (folder / node.text.removeprefix(address) / "index.html").is_file():
            yield f"sitemap.xml: {node.text}"


def foreign(folder: Path, pages: list[Path], known: tuple[str, ...]) -> Iterator[str]:
    """Name what a page loads from elsewhere, and addresses that are no source of the atlas."""
    for page in pages:
        written = page.read_text(encoding="utf-8")
        loaded, text = html.fromstring(written.encode()).xpath(LOADS), unescape(written)
        named = set(HOST.findall(text))
        for one in {lead for lead in loaded if not lead.startswith("data:")} & named:
            if not one.startswith(known[0]):
                yield f"{page.relative_to(folder)} loads {one}"
        for one in named:
            if not one.startswith(known):
                yield f"{page.relative_to(folder)} names {one}"


def kinds(folder: Path, pages: list[Path]) -> list[str]:
    """Return one page of every kind in each language, as addresses within the site."""
    first: dict[tuple[str, ...], str] = {}
    for page in pages:
        path = page.relative_to(folder)
        first.setdefault((*path.parts[:2], str(len(path.parts))), str(path))
    return [path.removesuffix("index.html") for path in first.values()]


def unfit(address: str, paths: list[str]) -> Iterator[str]:
    """Name what breaks a rule of axe on pages, light and dark, wide and narrow."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=list(QUIET)
        )
        for path in paths:
            yield from (f"{path}: {fault}" for fault in unfit_page(browser, address + path))
        browser.close()


def unfit_page(browser: Browser, address: str) -> Iterator[str]:
    """Name what breaks a rule of axe on one page, in each look."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate(ROWS_ENOUGH)
    page.evaluate(AXE)
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            faults = not_exempt(broken(page, COLOURS if scheme == "dark" else TAGS))
            yield from (f"{scheme}, {width}: {fault}" for fault in faults)
    page.close()


def poor(address: str) -> Iterator[str]:
    """Name each score of Lighthouse below the least; print them all."""
    flags = " ".join(("--headless=new", *QUIET))
    chromium = {"CHROME_PATH": os.environ["CHROMIUM"]} if "CHROMIUM" in os.environ else {}
    for path in LIGHTHOUSE:
        run = subprocess.run(
            [TOOLS / "node_modules/.bin/lighthouse", address + path, "--quiet",
             "--output", "json", f"--chrome-flags={flags}"],
            env={**os.environ, **chromium}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told_scores: dict[str, Any] = json.loads(run.stdout)["categories"]
        scores = {name: one["score"] for name, one in told_scores.items()}
        print(f"  {path} " + ", ".join(f"{name} {score:.2f}" for name, score in scores.items()))
        yield from (f"{path}: {name} {scores[name]}" for name in JUDGED if scores[name] < LEAST)


if __name__ == "__main__":
    sys.exit(main())
