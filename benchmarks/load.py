"""Measure the atlas against the naive app with many readers at once: make bench-load."""

from __future__ import annotations

import argparse
import asyncio
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from apps import ROOT, Server, running
from machines import machine
from readers import Load, load

EVERY: Final = 5.0  # seconds between two changes of one reader
ALONE: Final = 1.0  # the same for a reader alone, for whom nobody waits
COMPARED: Final = 30  # readers at whose load both apps are compared
WORSE: Final = 4.0  # times its value with one reader that the 95th percentile may take
STEPS: Final = {"atlas": (10, 30, 60, 100, 150, 200), "naive": (3, 5, 10, 30)}
WIDTHS: Final = (8, 9, 9, 9, 9, 9, 9, 9)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values do not pass."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.inf


def measured(server: Server, readers: int, every: float, seconds: float) -> dict[str, Any]:
    """Put some readers on an app; milliseconds of its answers, CPU of each, and faults."""
    found: Load = asyncio.run(load(server, readers, every=every, seconds=seconds))
    spent = server.cpu() - found.cpu_before
    return {
        "readers": readers,
        "answers": len(found.seconds),
        "p50_ms": percentile(found.seconds, 0.50) * 1000,
        "p95_ms": percentile(found.seconds, 0.95) * 1000,
        "faults": len(found.faults),
        "said": found.faults[:3],
        "cpu_ms": spent * 1000 / max(1, found.changes),
        "mb": server.memory(),
    }


def climb(name: str, steps: Sequence[int], seconds: float) -> list[dict[str, Any]]:
    """Measure one app with more and more readers, until it has passed what one reader may bear."""
    rows = []
    with running(name) as server:
        for readers in (1, *steps):
            row = measured(server, readers, ALONE if readers == 1 else EVERY, seconds)
            rows.append(row)
            print(line(name, row), flush=True)
            if readers > COMPARED and not bears(row, rows[0]):
                break
    return rows


def bears(row: dict[str, Any], alone: dict[str, Any]) -> bool:
    """Say whether an app answers as many readers about as well as one."""
    return not row["faults"] and row["p95_ms"] <= WORSE * alone["p95_ms"]


def held(rows: Sequence[dict[str, Any]]) -> int:
    """Return the most readers that an app bore before the first step that it did not."""
    most = 0
    for row in rows:
        if not bears(row, rows[0]):
            break
        most = row["readers"]
    return most


def line(name: str, row: dict[str, Any]) -> str:
    """Write one step as a line of the table."""
    cells = (
        name, row["readers"], row["answers"], f"{row['p50_ms']:.0f}", f"{row['p95_ms']:.0f}",
        f"{row['cpu_ms']:.0f}", row["faults"], f"{row['mb']:.0f}",
    )  # fmt: skip
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))


def ratios(found: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, float]]:
    """Return what both apps are compared by, as bench.py does."""
    results: dict[str, dict[str, float]] = {}
    for name, rows in found.items():
        by_readers = {row["readers"]: row for row in rows}
        results.setdefault("1 reader: p95 ms", {})[name] = rows[0]["p95_ms"]
        if COMPARED in by_readers:
            compared = by_readers[COMPARED]
            results.setdefault(f"{COMPARED} readers: p95 ms", {})[name] = compared["p95_ms"]
            results.setdefault(f"{COMPARED} readers: faults", {})[name] = compared["faults"]
        for row in (rows[0], by_readers.get(COMPARED, rows[0])):
            what = f"{row['readers']} readers: CPU ms a change"
            results.setdefault(what.replace("1 readers", "1 reader"), {})[name] = row["cpu_ms"]
        results.setdefault("readers held", {})[name] = held(rows)
    return results


def table(results: dict[str, dict[str, float]]) -> str:
    """Print one line a figure: both apps, and the one against the other."""
    lines = [f"{'':30}{'atlas':>10}{'naive':>10}{'/naive':>10}"]
    for what, by_app in results.items():
        atlas, naive = (by_app.get(name, math.nan) for name in STEPS)
        lines.append(f"{what:30}{atlas:10.0f}{naive:10.0f}{atlas / (naive or math.nan):10.3f}")
    return "\n".join(lines)


def main() -> None:
    """Measure both apps and write the tables and the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--apps", nargs="+", choices=list(STEPS), default=list(STEPS))
    parser.add_argument("--readers", nargs="+", type=int, help="these steps for every app")
    parser.add_argument("--seconds", type=float, default=30.0, help="counted at each step")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results" / "load.json")
    asked = parser.parse_args()
    heads = ("", "readers", "answers", "p50 ms", "p95 ms", "CPU ms", "faults", "MB")
    print("".join(f"{head:>{width}}" for head, width in zip(heads, WIDTHS, strict=True)))
    found = {name: climb(name, asked.readers or STEPS[name], asked.seconds) for name in asked.apps}
    results = ratios(found)
    print("\n" + table(results))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    made = {"machine": machine(), "results": results, "steps": found}
    asked.out.write_text(json.dumps(made, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
