"""Let sessions do everything for a long while and watch the server: make soak SECONDS=3600.

Every session opens views in both languages, hands in tables, sound and broken, fetches files,
makes briefings, leaves in the middle of it and comes again. The run fails where an answer is
anything but a page, a file or a sentence, where the log holds an error, where a temporary file is
left, or where the memory after the warm-up rises by more than a tenth.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from apps import ROOT, Server, running

sys.path.insert(0, str(ROOT))

from light import Fault, Light
from websockets.exceptions import WebSocketException

from commitments.atlas import load
from commitments.briefings import drafts
from commitments.briefings import links as brief_links

SESSIONS: Final = 10
THINKING: Final = (4.0, 26.0)  # seconds between two actions of one session
WARM_UP: Final = 0.2  # share of the time in which caches fill
WINDOWS: Final = 8  # of the time after the warm-up
FLAT: Final = 1.10  # how much a window may hold above the first
SAMPLES: Final = 720  # of the memory, over the whole time
RESULTS: Final = ROOT / "benchmarks" / "results" / "soak.json"
ERRORS: Final = ("Traceback", "Error", "ERROR", "Exception", "CRITICAL")
TAKEN: Final = ("csv", "tsv", "txt", "xlsx", "xls", "ods")  # endings of tables that a page takes
SEEDS: Final = sorted(
    file for file in (ROOT / "tests" / "fixtures").glob("*/*") if file.suffix[1:] in TAKEN
)
VIEWS: Final = (
    "", "?theme=water", "?province=Hebei", "?theme=air&sort=name",
    "Map?indicator=forest_coverage&year=2025", "Map?indicator=pm25_mean&shapes=tiles",
    "Map?indicator=farmland_area&basis=share+of+area", "Map?theme=water&province=Jilin",
    "Map?indicator=red_line_area&year=no+date", "Map?indicator=non_fossil_share",
    "Timeline", "Timeline?theme=ecology&province=Hebei,Jilin,Shandong", "Timeline?every=on",
    "Timeline?density=open&group=theme", "Compare", "Compare?province=Hebei,Jilin",
    "Compare?province=Beijing,Shanghai,Guangdong,Tibet&theme=carbon", "Targets",
    "Progress", "Progress?indicator=forest_coverage&scales=own", "Province?province=Sichuan",
    "Targets?q=forest", "Targets?q=森林&kind=figure", "Targets?row=he-red_line_area-2035",
    "Briefing", "Your_data", "Method", "Map?indicator=nonesuch&year=99999", "Targets?q=%00%ff",
)  # fmt: skip
LANGUAGES: Final = ("", "lang=zh")
PROVINCES: Final = (
    "Hebei",
    "Jilin",
    "Shandong",
    "Beijing",
    "Sichuan",
    "Tibet",
    "Shanxii",
    "河北省",
)


@dataclass
class Tally:
    """What all sessions did, and what went wrong."""

    done: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str, seconds: float) -> None:
        """Count one action."""
        with self.lock:
            self.done[name] += 1
            self.slowest[name] = max(self.slowest.get(name, 0.0), round(seconds, 1))


class Reader(threading.Thread):
    """One session after the other, as one person's."""

    def __init__(self, address: str, tally: Tally, until: float, seed: int) -> None:
        super().__init__(daemon=True)
        self.address, self.tally, self.until = address, tally, until
        self.chance = random.Random(seed)
        self.light: Light | None = None
        self.briefs: list[str] = []

    def run(self) -> None:
        """Do one thing after the other until the time is over."""
        time.sleep(self.chance.uniform(0, THINKING[1]))
        while time.time() < self.until:
            action = self.chance.choices(*zip(*ACTIONS, strict=True))[0]
            started = time.time()
            try:
                action(self)
            except (Fault, OSError, HTTPException, WebSocketException, EOFError) as fault:
                self.tally.faults.append(f"{action.__name__}: {type(fault).__name__} {fault}")
                self.leave()
            self.tally.note(action.__name__, time.time() - started)
            time.sleep(min(self.chance.uniform(*THINKING), max(0.0, self.until - time.time())))
        self.leave()

    def here(self) -> Light:
        """Return the session that is open, or a new one."""
        if self.light is None:
            self.light = Light(self.address)
            self.light.open(self.link())
        return self.light

    def link(self) -> str:
        """Return the link of some view, in some language."""
        view, language = self.chance.choice(VIEWS), self.chance.choice(LANGUAGES)
        return f"{view}{'&' if '?' in view else '?'}{language}" if language else view

    # ---- actions ----

    def look(self) -> None:
        self.here().open(self.link())

    def leave(self) -> None:
        if self.light:
            self.light.close()
        self.light = None

    def search(self) -> None:
        page = self.here().open("Targets")
        self.here().write(
            page.all("text_input")[0], self.chance.choice(("forest", "水", "<b>", ""))
        )

    def switch(self) -> None:
        page = self.here().open("Timeline")
        self.here().tick(self.chance.choice(page.all("checkbox")))

    def fetch(self) -> None:
        page = self.here().open(self.chance.choice(("Map", "Targets", "Timeline", "Compare")))
        offered = page.all("download_button")
        if not offered:  # what this session has searched for before is found nowhere
            return
        content = self.here().fetch(self.chance.choice(offered))
        if not content.startswith(b"PK"):
            raise Fault("the zip is none")

    def hand_in_sound(self) -> None:
        page = self.here().open("Your_data")
        rows = self.chance.choice((20, 200, 4_000))
        page = self.here().hand_in(
            page.all("file_uploader")[0], "plan.csv", table(self.chance, rows)
        )
        self.here().fetch(self.chance.choice(page.all("download_button")))
        for view in self.chance.sample(VIEWS, 3):
            page = self.here().open(f"{view}{'&' if '?' in view else '?'}{self.here().query}")
        if self.chance.random() < 0.5:
            page = self.here().open("Your_data")
            self.here().press(page.one("button", "Remove"))

    def hand_in_broken(self) -> None:
        page = self.here().open("Your_data")
        seed = self.chance.choice(SEEDS)
        self.here().hand_in(page.all("file_uploader")[0], seed.name, seed.read_bytes())

    def brief(self) -> None:
        self.here().open(f"Briefing?brief={self.chance.choice(self.briefs)}")

    def export(self) -> None:
        page = self.here().open(f"Briefing?brief={self.chance.choice(self.briefs)}")
        kind = self.chance.choice(("PowerPoint", "PDF", "Figures"))
        page = self.here().press(page.one("button", kind))
        content = self.here().fetch(page.one("download_button", "Download"))
        if not content.startswith((b"PK", b"%PDF")):
            raise Fault("the file is none")

    def leave_during_an_export(self) -> None:
        page = self.here().open(f"Briefing?brief={self.chance.choice(self.briefs)}")
        self.here().press(page.one("button", "PowerPoint"), wait=False)
        time.sleep(self.chance.uniform(0.1, 2))
        self.leave()


ACTIONS: Final[tuple[tuple[Callable[[Reader], None], float], ...]] = (
    (Reader.look, 50), (Reader.leave, 9), (Reader.search, 6), (Reader.switch, 6),
    (Reader.fetch, 8), (Reader.hand_in_sound, 5), (Reader.hand_in_broken, 5), (Reader.brief, 5),
    (Reader.export, 4), (Reader.leave_during_an_export, 2),
)  # fmt: skip


def table(chance: random.Random, rows: int) -> bytes:
    """Make a table of a reader's own, most of it sound."""
    lines = ["province,indicator,value,unit,year"]
    for _ in range(rows):
        value = chance.choice(("45", "≥45", "约25", "20-25", "x", "=1+1"))
        indicator = chance.choice(("forest_coverage", "whale count", "pm25_mean"))
        lines.append(
            f"{chance.choice(PROVINCES)},{indicator},{value},%,{chance.randint(2025, 2040)}"
        )
    return "\n".join(lines).encode()


def some_briefs() -> list[str]:
    """Draft a few briefings, as they stand in links."""
    atlas = load.atlas()
    sets = (("Hebei",), ("Hebei", "Jilin", "Shandong"), ("Beijing", "Tibet"))
    return [brief_links.packed(drafts.drafted(atlas, names, None)) for names in sets]


def watched(server: Server, readers: list[Reader], until: float, seconds: float) -> list[float]:
    """Sample the server's memory in MB until the time is over and every reader is gone."""
    kept: list[float] = []
    while time.time() < until or any(reader.is_alive() for reader in readers):
        kept.append(server.memory())
        time.sleep(seconds / SAMPLES)
    return kept


def rise(kept: list[float]) -> tuple[list[float], float]:
    """Return the median of each window after the warm-up, and the largest over the first."""
    warm = kept[int(len(kept) * WARM_UP) :]
    edges = [len(warm) * n // WINDOWS for n in range(WINDOWS + 1)]
    medians = [statistics.median(warm[a:b]) for a, b in pairwise(edges) if b > a]
    return medians, max(medians) / medians[0]


def soak(sessions: int, seconds: float, seed: int) -> dict[str, Any]:
    """Run it and return the figures."""
    tally, briefs = Tally(), some_briefs()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        log, left = Path(folder) / "server.log", Path(folder) / "temporary"
        left.mkdir()
        with running("atlas", log=log, temporary=left) as server:
            cold, until = server.memory(), time.time() + seconds
            readers = [Reader(server.address, tally, until, seed + n) for n in range(sessions)]
            for reader in readers:
                reader.briefs = briefs
                reader.start()
            kept, cpu = watched(server, readers, until, seconds), server.cpu()
        medians, rising = rise(kept)
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line for line in said if any(word in line for word in ERRORS)]
        leavings = [str(file.relative_to(left)) for file in left.rglob("*") if file.is_file()]
    return {
        "seconds": seconds, "sessions": sessions, "seed": seed,
        "actions": dict(tally.done), "slowest": tally.slowest, "cpu_seconds": round(cpu),
        "memory_mb": {
            "cold": round(cold), "first_window": round(medians[0]),
            "windows": [round(one) for one in medians], "highest": round(max(kept)),
        },
        "rise": round(rising, 3), "faults": tally.faults, "errors": errors, "left": leavings,
    }  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=3600)
    asked.add_argument("--sessions", type=int, default=SESSIONS)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    figures = soak(given.sessions, given.seconds, given.seed)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    wrong = figures["faults"] or figures["errors"] or figures["left"] or figures["rise"] > FLAT
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
