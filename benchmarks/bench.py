"""Measure the atlas against the naive app and an empty page, interleaved in one run: make bench."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import growing
from apps import ENTRIES, LARGE, LARGE_TABLE, ROOT, Server, running
from browsing import FLAGS, PROGRESS, SETTLE, Reader, scripts_for_the_naive_app
from machines import machine
from playwright.sync_api import Browser, Playwright, sync_playwright

sys.path.insert(0, str(ROOT))
from commitments.atlas import load

SESSIONS: Final = 8  # further sessions, for the memory of each
SEVERAL_YEARS: Final = "Non-fossil energy, share of use"
ROWS: Final = 100_000  # of the table that the atlas is measured with for its growth
CHECKED: Final = (10_000, ROWS)

Measured = tuple[str, Mapping[str, float]]  # the name of an app and its figures


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


def side_by_side(browser: Browser, scripts: Path, turns: int) -> Iterator[Measured]:
    """Run all apps at once and change their choices in turn, then open further sessions."""
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
            for name, measured in changes(readers, label, turns).items():
                yield name, {f"{label}: {what}": value for what, value in measured.items()}
        for name, server in servers.items():
            each = session_memory(browser, server, scripts)
            yield name, {"each further session: mb": each}


def of_progress(browser: Browser, scripts: Path, turns: int) -> Iterator[Measured]:
    """Change the indicator of Progress and of the map in turn, on one server."""
    with running("atlas") as server:
        readers = {
            name: Reader(browser, server, scripts, path)
            for name, path in (("Map", ""), ("Progress", PROGRESS))
        }
        for reader in readers.values():
            reader.open()
        for name, measured in changes(readers, "Indicator", turns).items():
            yield "atlas", {f"{name} beside the other: {what}": v for what, v in measured.items()}


def progress_alone(scripts: Path, turns: int) -> Iterator[Measured]:
    """Measure the page Progress beside the map, and nothing else."""
    with sync_playwright() as playwright:
        yield from of_progress(_browser(playwright), scripts, turns)


def _browser(playwright: Playwright) -> Browser:
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


def everything(scripts: Path, turns: int, starts: int) -> Iterator[Measured]:
    """Measure the check, the first maps and the changes; `scripts` holds the large table too."""
    scripts_for_the_naive_app(scripts)
    yield "atlas", checking(scripts)
    os.environ[LARGE_TABLE] = str(scripts / f"{ROWS}.csv")
    with sync_playwright() as playwright:
        browser = _browser(playwright)
        yield from cold_starts(browser, scripts, starts).items()
        yield from side_by_side(browser, scripts, turns)
        yield from of_progress(browser, scripts, turns)


def main() -> None:
    """Measure everything and write the table and the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--progress", action="store_true", help="the page Progress alone")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results" / "bench.json")
    asked = parser.parse_args()
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        measuring = (
            progress_alone(Path(folder), asked.turns)
            if asked.progress
            else everything(Path(folder), asked.turns, asked.starts)
        )
        for name, measured in measuring:
            for what, value in measured.items():
                results.setdefault(what, {})[name] = value
    print(table(results))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps({"machine": machine(), "results": results}, indent=2))


if __name__ == "__main__":
    main()
