"""Tests what measures many readers: sessions without a browser, and how they count."""

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType, SimpleNamespace

import pytest

from commitments import ROOT

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, ModuleType]]:
    """Import the scripts of benchmarks/ as they import one another."""
    names = ("apps", "readers", "load")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield {name: __import__(name) for name in names}
    for name in (*names, "machines", "relay"):
        sys.modules.pop(name, None)


def let_read(readers: ModuleType, *asked: object, **pace: float) -> object:
    """Run a load to its end in a thread of its own: a browser may hold the loop of this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(readers.load(*asked, **pace))).result()


@pytest.mark.long
def test_sessions_answer_and_a_missing_choice_is_a_fault(bench, monkeypatch):
    readers = bench["readers"]
    with bench["apps"].running("empty") as server:
        found = let_read(readers, server, 3, every=0.5, seconds=1.0)
        assert found.faults == []
        assert found.changes >= 3
        assert len(found.seconds) < found.changes, "the first round is not counted"
        monkeypatch.setattr(readers, "LABEL", "Nothing")
        lost = let_read(readers, server, 2, every=0.5, seconds=0.5)
    assert not lost.seconds
    assert "the page has no choice 'Nothing'" in lost.faults[0]


class Slow:
    """A reader whose answers take so many seconds, and the clock that they take them from."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.now = seconds, 0.0

    async def change(self) -> float:
        self.now += self.seconds
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize(("seconds", "asked", "counted"), [(0.0, 5, 4), (2.0, 3, 2), (9.0, 1, 0)])
def test_a_slow_app_is_asked_less_often(bench, monkeypatch, seconds, asked, counted):
    readers, slow = bench["readers"], Slow(seconds)
    monkeypatch.setattr(readers, "time", SimpleNamespace(perf_counter=lambda: slow.now))
    monkeypatch.setattr(readers, "asyncio", SimpleNamespace(sleep=slow.sleep))
    monkeypatch.setattr(readers, "JITTER", 0.0)
    found = readers.Load()
    running = readers._change(slow, 0, readers.Pace(1, every=1.0, seconds=4.0), found)
    with pytest.raises(StopIteration):  # nothing in it waits for anything real
        running.send(None)
    assert (found.changes, found.seconds) == (asked, [seconds] * counted)


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
