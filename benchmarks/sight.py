"""Measure how soon a link shows its view, against an empty page, at a desk and as on a phone."""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Final

from apps import Server, running
from browsing import FLAGS, PATIENCE
from playwright.sync_api import Browser, sync_playwright

LINKS: Final = {"atlas": "/Map?indicator=pm25_mean&year=2025", "empty": "/"}
# Each moment is told by the page itself, in milliseconds since it was asked for.
WATCHED: Final = """
  window.moments = {};
  const seen = {
    sight: () => document.getElementById('first-sight')?.shadowRoot
      ?.querySelector('svg[role=img] path'),
    live: () => [...document.querySelectorAll('iframe[src*=folium]')].some(
      (frame) => frame.contentDocument?.body?.dataset.painted)
      && !document.getElementById('first-sight'),
    empty: () => document.body?.textContent.includes('painted choice'),
  };
  const look = () => {
    for (const [name, is] of Object.entries(seen)) {
      if (!(name in moments) && is()) moments[name] = performance.now();
    }
    requestAnimationFrame(look);
  };
  look();
"""
PACE: Final = 500_000  # bytes a second: 4 Mbit/s
PHONE: Final = {
    "Network.emulateNetworkConditions": {
        "offline": False,
        "latency": 100,
        "downloadThroughput": PACE,
        "uploadThroughput": PACE,
    },
    "Emulation.setCPUThrottlingRate": {"rate": 4},
}
WARMING: Final = 120  # seconds at most until the view is drawn
LAST: Final = {"atlas": "live", "empty": "empty"}
SETTLE: Final = 1500  # milliseconds after the last moment, so that all bytes are counted


def visit(browser: Browser, server: Server, profile: Mapping[str, dict]) -> dict[str, float]:
    """Open a link in a browser that was never there; return its moments and its bytes."""
    before = server.relay.sent
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    for command, given in profile.items():
        session.send(command, given)
    page.add_init_script(WATCHED)
    page.goto(server.address + LINKS[server.name], wait_until="commit")
    page.wait_for_function(f"'{LAST[server.name]}' in window.moments", timeout=PATIENCE)
    moments = page.evaluate("window.moments")
    page.wait_for_timeout(SETTLE)
    context.close()
    told = {f"{name}: s": value / 1000 for name, value in moments.items()}
    return told | {"kb": (server.relay.sent - before) / 1000}


def warm(browser: Browser, server: Server) -> None:
    """Ask until the answer has the view in it."""
    until = time.time() + WARMING
    request = browser.new_context().request
    while server.name == "atlas" and time.time() < until:
        if "first-sight" in request.get(server.address + LINKS[server.name]).text():
            return
        time.sleep(1)


def main() -> None:
    """Measure both, one after the other, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=4)
    times = parser.parse_args().times
    with sync_playwright() as playwright, ExitStack() as stack:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        servers = [stack.enter_context(running(name)) for name in LINKS]
        for server in servers:
            warm(browser, server)
            visit(browser, server, {})
        for profile, given in {"desk": {}, "phone": PHONE}.items():
            found: dict[str, list[float]] = {}
            for _ in range(times):
                for server in servers:
                    for what, value in visit(browser, server, given).items():
                        found.setdefault(f"{server.name}, {what}", []).append(value)
            medians = {what: statistics.median(values) for what, values in found.items()}
            yardsticks = {"s": medians["empty, empty: s"], "kb": medians["empty, kb"]}
            for what, value in medians.items():
                unit = what.rpartition(" ")[2]
                print(f"{profile:7}{what:22}{value:9.2f}{value / yardsticks[unit]:8.2f} x empty")


if __name__ == "__main__":
    main()
