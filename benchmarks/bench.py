"""Measure the atlas against the naive app and an empty page, interleaved in one run: make bench."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import growing
from apps import ENTRIES, LARGE, LARGE_TABLE, PATHS, PEERS, ROOT, Server, running
from playwright.sync_api import Browser, Error, Frame, Page, Route, sync_playwright

sys.path.insert(0, str(ROOT))
from commitments import load

FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE: Final = 60_000  # milliseconds until a change counts as failed
SETTLE: Final = 700  # milliseconds after a change, so that its CPU is all counted
SESSIONS: Final = 8  # further sessions, for the memory of each
AREAS: Final = 34
CHOICES: Final = 6
SEVERAL_YEARS: Final = "Non-fossil energy, share of use"
ROWS: Final = 100_000  # of the table that the atlas is measured with for its growth
CHECKED: Final = (10_000, ROWS)
STREAMLITS_OWN: Final = re.compile(r"^/$|^/static/|^/[A-Z]\w*$|/_stcore/|/favicon|^/vendor/")
PACKAGES: Final = ("streamlit", "folium", "streamlit-folium", "pandas", "altair", "geopandas")


class Reader:
    """One browser page on one app, with the bytes it received."""

    def __init__(self, browser: Browser, server: Server, scripts: Path) -> None:
        self.server = server
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page: Page = self.context.new_page()
        self.received = 0  # bytes of messages before compression, and of files as they came
        self.own = 0  # of those, bytes of files that are not Streamlit's own
        self.files: dict[str, str] = {}
        self.chosen = ""
        self.page.route("**/*", lambda route: _local(route, server, scripts))
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)

    def _asked(self, event: dict[str, Any]) -> None:
        self.files[event["requestId"]] = event["request"]["url"]

    def _frame(self, event: dict[str, Any]) -> None:
        data = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.received += len(data) * 3 // 4 if binary else len(data)

    def _loaded(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        address = self.files.get(event["requestId"], "")
        if not address.startswith(self.server.address):
            return  # from another host, answered by this machine
        path = urlsplit(address).path
        self.received += size
        self.own += 0 if STREAMLITS_OWN.search(path) else size

    def open(self) -> None:
        """Open the page and wait until its map is painted."""
        self.page.goto(self.server.address + PATHS[self.server.name])
        self.wait_painted(None)

    def painted(self) -> str | None:
        """Return what is painted now; None while nothing is."""
        if self.server.name == "empty":
            line = self.page.get_by_text("painted choice")
            return line.inner_text() if line.count() else None
        frame = self.frame()
        if frame is None:
            return None
        if self.server.name not in PEERS:
            return frame.evaluate("(document.body && document.body.dataset.painted) || null")
        drawn = frame.evaluate(f"document.querySelectorAll('path').length >= {AREAS}")
        return str(id(frame)) if drawn else None

    def frame(self) -> Frame | None:
        """Return the map's frame."""
        found = [frame for frame in self.page.frames if "st_folium" in frame.url]
        return found[-1] if found else None

    def wait_painted(self, before: str | None) -> float:
        """Wait until something else is painted than before; return the seconds it took."""
        start = time.perf_counter()
        while (time.perf_counter() - start) * 1000 < PATIENCE:
            try:
                now = self.painted()
            except Error:  # the frame went away while it was asked
                now = None
            if now and now != before:
                return time.perf_counter() - start
            self.page.wait_for_timeout(8)  # lets the browser's messages through
        raise TimeoutError(f"{self.server.name} painted nothing new")

    def unfold(self, label: str) -> None:
        """Open the list of a choice."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option").first.wait_for()

    def choose(self, label: str, text: str) -> None:
        """Choose one option and let it settle."""
        self.unfold(label)
        self.page.get_by_role("option", name=text).click()
        self.page.wait_for_timeout(4 * SETTLE)
        self.chosen = text

    def change(self, label: str, turn: int) -> dict[str, float]:
        """Choose another option and measure until it is painted and settled."""
        self.unfold(label)
        options = self.page.get_by_role("option")
        texts = [text for text in options.all_inner_texts()[:CHOICES] if text != self.chosen]
        self.chosen = texts[turn % len(texts)]
        chosen = options.filter(has_text=re.compile(f"^{re.escape(self.chosen)}$")).first
        before, cpu, received = self.painted(), self.server.cpu(), self.received
        sent = self.server.relay.sent
        chosen.click()
        seconds = self.wait_painted(before)
        self.page.wait_for_timeout(SETTLE)
        return {
            "cpu_ms": (self.server.cpu() - cpu) * 1000,
            "kb_on_the_wire": (self.server.relay.sent - sent) / 1000,
            "kb_uncompressed": (self.received - received) / 1000,
            "repaint_ms": seconds * 1000,
        }


def _local(route: Route, server: Server, scripts: Path) -> None:
    """Answer what the naive app asks of other hosts from this machine; its bytes do not count."""
    address = route.request.url
    if address.startswith(server.address) or not address.startswith("http"):
        route.continue_()
        return
    name = "leaflet.css" if "leaflet" in address and address.endswith("css") else ""
    name = "leaflet.js" if "leaflet@" in address and address.endswith("js") else name
    if "d3" in address:
        name = "d3v3.js" if "3.5" in address else "d3v4.js"
    if name and (scripts / name).is_file():
        route.fulfill(path=scripts / name)
    elif "tile" in address:
        route.abort()
    else:
        route.fulfill(body="")


def scripts_for_the_naive_app(folder: Path) -> None:
    """Fetch d3 by its package name, as the naive app's legend needs it; Leaflet is the atlas's."""
    for name in ("leaflet.js", "leaflet.css"):
        (folder / name).write_bytes((ROOT / "static" / "leaflet" / name).read_bytes())
    for wanted, built, name in (
        ("d3@4.13.0", "package/build/d3.min.js", "d3v4.js"),
        ("d3@3.5.17", "package/d3.min.js", "d3v3.js"),
    ):
        subprocess.run(
            ["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True
        )
        tarball = folder / f"{wanted.replace('@', '-')}.tgz"
        subprocess.run(["tar", "xzf", tarball.name, built], cwd=folder, check=True)
        (folder / built).rename(folder / name)


def changes(readers: dict[str, Reader], label: str, turns: int) -> dict[str, dict[str, float]]:
    """Change a choice in turn in all apps; medians of each figure."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in readers}
    for turn in range(turns + 2):
        for name, reader in readers.items():
            choice = "Indicator" if name == "empty" else label
            measured = reader.change(choice, turn + 1)
            if turn >= 2:  # the first two warm up
                found[name].append(measured)
    return {name: medians(rows) for name, rows in found.items()}


def cold_starts(browser: Browser, scripts: Path, times: int) -> dict[str, dict[str, float]]:
    """Start each app anew and open it in a cold browser; medians to the first painted map."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in ENTRIES}
    for _ in range(times):
        for name in ENTRIES:
            with running(name) as server:
                reader = Reader(browser, server, scripts)
                reader.open()
                seconds = time.time() - server.started
                reader.page.wait_for_timeout(2 * SETTLE)
                found[name].append(
                    {
                        "first map: s": seconds,
                        "first map: server cpu_s": server.cpu(),
                        "first visit: kb_on_the_wire": server.relay.sent / 1000,
                        "first visit: kb beyond Streamlit's own files": reader.own / 1000,
                    }
                )
                reader.context.close()
    return {name: medians(rows) for name, rows in found.items()}


def medians(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of each figure."""
    return {key: statistics.median(row[key] for row in rows) for key in rows[0]}


def checking(folder: Path) -> dict[str, float]:
    """Return the microseconds that reading and checking take for each row, by length of table."""
    spent = {}
    for rows in CHECKED:
        table = growing.grown(ROOT / "targets.csv", rows, folder / f"{rows}.csv")
        before = time.process_time()
        load.atlas(table)
        spent[f"check: us a row of {rows}"] = (time.process_time() - before) / rows * 1e6
    return spent


def session_memory(browser: Browser, server: Server, scripts: Path) -> float:
    """Return the MB of each further session."""
    before = server.memory()
    readers = [Reader(browser, server, scripts) for _ in range(SESSIONS)]
    for reader in readers:
        reader.open()
    each = (server.memory() - before) / SESSIONS
    for reader in readers:
        reader.context.close()
    return each


def machine() -> dict[str, Any]:
    """Describe what the figures were measured on."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "commit": commit,
    }


def table(results: Mapping[str, Mapping[str, float]]) -> str:
    """Print one line a figure: the apps, and the atlas against the others."""
    lines = [
        f"{'':46}{'atlas':>9}{'naive':>9}{'empty':>9}{'/naive':>8}{'/empty':>8}{'large':>9}{'x':>6}"
    ]
    for what, by_app in results.items():
        atlas, naive, empty, large = (
            by_app.get(name, float("nan")) for name in ("atlas", "naive", "empty", LARGE)
        )
        by_naive, by_empty, growth = (
            over / under if under else float("nan")
            for over, under in ((atlas, naive), (atlas, empty), (large, atlas))
        )
        line = (
            f"{what:46}{atlas:9.2f}{naive:9.2f}{empty:9.2f}{by_naive:8.3f}{by_empty:8.2f}"
            f"{large:9.2f}{growth:6.2f}"
        )
        lines.append(line.replace("nan", "  –"))
    return "\n".join(lines)


def main() -> None:
    """Measure everything and write the table and the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results" / "bench.json")
    asked = parser.parse_args()
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        scripts = Path(folder)
        scripts_for_the_naive_app(scripts)
        for what, value in checking(scripts).items():
            results[what] = {"atlas": value}
        os.environ[LARGE_TABLE] = str(scripts / f"{ROWS}.csv")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        for name, measured in cold_starts(browser, scripts, asked.starts).items():
            for what, value in measured.items():
                results.setdefault(what, {})[name] = value
        with ExitStack() as stack:
            servers = {name: stack.enter_context(running(name)) for name in ENTRIES}
            readers = {name: Reader(browser, server, scripts) for name, server in servers.items()}
            for reader in readers.values():
                reader.open()
            for label in ("Indicator", "Due year"):
                if label == "Due year":
                    for name in ("atlas", LARGE, "naive"):
                        readers[name].choose("Indicator", SEVERAL_YEARS)
                        readers[name].chosen = ""
                for name, measured in changes(readers, label, asked.turns).items():
                    for what, value in measured.items():
                        results.setdefault(f"{label}: {what}", {})[name] = value
            for name, server in servers.items():
                each = session_memory(browser, server, scripts)
                results.setdefault("each further session: mb", {})[name] = each
    print(table(results))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps({"machine": machine(), "results": results}, indent=2))


if __name__ == "__main__":
    main()
