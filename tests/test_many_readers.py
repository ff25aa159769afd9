"""This module tests what measures many readers: sessions without a browser, and how they count."""

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, ModuleType]]:
    """Import the scripts of benchmarks/ as they import one another."""
    names = ("apps", "readers", "load")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield {name: __import__(name) for name in names}
    for name in (*names, "bench", "relay", "growing"):
        sys.modules.pop(name, None)


def let_read(readers: ModuleType, *asked: object, **pace: float) -> object:
    """Run a load to its end in a thread of its own: a browser may hold the loop of this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(readers.load(*asked, **pace))).result()


def test_sessions_answer_and_a_missing_choice_is_a_fault(bench, monkeypatch):
    readers = bench["readers"]
    with bench["apps"].running("empty") as server:
        found = let_read(readers, server, 3, every=0.5, seconds=1.0)
        assert found.faults == []
        assert found.changes > len(found.seconds) >= 3
        monkeypatch.setattr(readers, "LABEL", "Nothing")
        lost = let_read(readers, server, 2, every=0.5, seconds=0.5)
    assert not lost.seconds
    assert "the page has no choice 'Nothing'" in lost.faults[0]


def test_the_slowest_twentieth(bench):
    assert bench["load"].percentile(range(1, 101), 0.95) == 95
    assert bench["load"].percentile([7.0], 0.95) == 7.0


def test_how_many_readers_are_held(bench):
    def row(readers: int, p95: float, faults: int = 0) -> dict[str, float]:
        return {"readers": readers, "p95_ms": p95, "faults": faults}

    held = bench["load"].held
    assert held([row(1, 20), row(10, 25), row(30, 80), row(60, 81), row(100, 20)]) == 30
    assert held([row(1, 20), row(10, 25, faults=1)]) == 1
    assert held([row(1, 20), row(10, 25), row(30, 80)]) == 30
