"""This module opens an app in a browser and measures what one change of a choice takes."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from apps import PATHS, PEERS, ROOT, Server
from playwright.sync_api import Browser, Error, Frame, Page, Route

FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE: Final = 60_000  # milliseconds until a change counts as failed
SETTLE: Final = 700  # milliseconds after a change, so that its CPU is all counted
AREAS: Final = 34
CHOICES: Final = 6
PROGRESS: Final = "/Progress"
STREAMLITS_OWN: Final = re.compile(r"^/$|^/static/|^/[A-Z]\w*$|/_stcore/|/favicon|^/vendor/")


class Reader:
    """One browser page on one app, with the bytes it received."""

    def __init__(self, browser: Browser, server: Server, scripts: Path, path: str = "") -> None:
        self.server = server
        self.path = path or PATHS[server.name]
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
        self.page.goto(self.server.address + self.path, timeout=PATIENCE)
        self.wait_painted(None)

    def painted(self) -> str | None:
        """Return what is painted now; None while nothing is."""
        if self.server.name == "empty":
            line = self.page.get_by_text("painted choice")
            return line.inner_text() if line.count() else None
        if self.path == PROGRESS:
            panels = self.page.locator("section.multiples")
            return panels.get_attribute("aria-label") if panels.count() else None
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
