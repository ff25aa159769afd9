"""Fuzz the door for readers' tables: mutate known files and look for anything but a sentence.

    python tests/uploads/fuzz.py --seconds 600

Seeds are the files of tests/fixtures/uploads/. Every try must end in a report whose rows add up,
or in a refusal that is a sentence, within a bounded time. What breaks that is written to the folder
given by --found, by default tests/fixtures/uploads_found/, and the run ends with status 1.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from commitments import ROOT
from commitments.atlas import load
from commitments.domain.model import Unreadable, Use
from commitments.queries import query
from commitments.uploads import joining
from commitments.uploads import pipeline as uploads

SEEDS = ROOT / "tests" / "fixtures" / "uploads"
MADE_UP = 0.5  # share of the tries that are tables of odd cells
READABLE = 0.8  # share of the tries that start from a file that can be read
SLOW = 20.0  # seconds for one small file
LARGEST = 60_000  # bytes of a mutated file
JOINED = 0.05  # share of the sound tables that are taken through to the views' questions
COLUMNS = [
    *("unit", "year", "comparator", "place", "scope", "theme", "summary", "source", "note", "id"),
    *("value_high", "base_year", "base_value", "corrected_value", "correction", "section"),
    *("paragraph", "better", "indicator_name", "definition", "lat", "lon", "who", "年份依据"),
]
CELLS = [
    *("Hebei", "河北省", "National", "HE", "forest_coverage", "red_line_area", "carbon_peak"),
    *("whales", "Whales", "whales!", "45", "45%", "≥45", "20-25%", "-5", "1e14", "0", "1.37亿千瓦"),
    *("%", "km2", "万亩", "pods", "2030", "2030年", "2010", "stated", "at_least", "between", "约"),
    *("Daqing", "Shijiazhuang", "38.0", "114.5", "higher", "lower", "air", "water", "", "", ""),
    *("he-forest_coverage-2030", "hebei-opinions-2024", "x" * 130, "x" * 500, "=1+1", "\u202e"),
]
SIGNS = [
    *"≥<~-–.,%() 0123456789eE",
    "不低于",
    "以上",
    "万",
    "亿",
    "至",
    "to",
    "about",
    "左右",
    "🌲",
    "\x00",
]
TOKENS = [
    *(b",", b";", b"\t", b'"', b"'", b"\n", b"\r", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xb2"),
    *(b"1e400", b"NaN", b"-0", b"1,234", b"45,8", b"20-25%", b"=cmd", b"<!DOCTYPE", b"999999999"),
    *(
        text.encode()
        for text in ("≥", "约", "万亩", "亿千瓦", "％", "２０３０", "年", "省份", "数值", "🌲")
    ),
    *(text.encode("gb18030") for text in ("河北", "森林覆盖率", "不低于")),
    *(b"province", b"indicator", b"value", b"unit", b"year", b"lat", b"lon", b"better", b"id"),
    *(b"Hebei", b"forest_coverage", b"whales", b"2030", b"%", b"km2", b"\xe2\x80\xae", b"\xcc\x81"),
]


def made_up(chance: random.Random) -> bytes:
    """Make a table with a sound header whose cells are anything."""
    header = ["province", "indicator", "value", *chance.sample(COLUMNS, chance.randrange(8))]
    rows = [[_cell(chance) for _ in header] for _ in range(chance.randrange(1, 8))]
    written = io.StringIO()
    csv.writer(written).writerows([header, *rows])
    return written.getvalue().encode("utf-8", "replace")


def _cell(chance: random.Random) -> str:
    if chance.random() < 0.7:
        return chance.choice(CELLS)
    picked = chance.choices(CELLS + SIGNS, k=chance.randrange(1, 6))
    return "".join(picked)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change a file in a few places; the parts of a zip are changed inside it half of the time."""
    if data.startswith(b"PK") and chance.random() < 0.5:
        return _mutated_zip(data, chance)
    return _mutated_bytes(data, chance)


def _mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.choice((1, 2, 8, 64)))
        token = chance.choice(TOKENS)
        kind = chance.randrange(6)
        if kind == 0:
            made[at:at] = token
        elif kind == 1:
            made[at:to] = token
        elif kind == 2:
            del made[at:to]
        elif kind == 3:
            made[at:at] = made[at:to] * chance.choice((2, 50, 500))
        elif kind == 4:
            made[at:to] = chance.randbytes(to - at)
        else:
            made[at:at] = token * chance.choice((10, 100, 1_000))
    return bytes(made[:LARGEST])


def _mutated_zip(data: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            names = old.namelist()
            struck = chance.choice(names) if names else ""
            for name in names:
                part = old.read(name)
                new.writestr(name, _mutated_bytes(part, chance) if name == struck else part)
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return _mutated_bytes(data, chance)
    return packed.getvalue()


def tried(data: bytes, atlas: load.Atlas, chance: random.Random) -> str:
    """Hand a file in and say how it ended; AssertionError where the ending is none of ours."""
    try:
        report = uploads.judged(uploads.read(data, "fuzz.csv"), atlas)
    except Unreadable as refused:
        assert str(refused).endswith("."), str(refused)
        return "refused"
    assert all(problem.row and problem.why for problem in report.problems)
    wrong = {problem.row for problem in report.problems}
    assert wrong <= set(report.given.numbers)
    assert len(report.sound) + len(wrong) == report.rows
    if report.sound.empty:
        return "no sound row"
    if chance.random() < JOINED:
        uploads.annotated_csv(report), uploads.annotated_xlsx(report)
        joined = joining.joined(atlas, report, chance.choice((Use.ALONE, Use.BESIDE)))
        query.described(query.own_rows(joined))
        first = query.first_map(joined)
        if first:
            year = first["year"]
            found = query.figure_map(
                joined, first["indicator"], int(year) if year.isdigit() else None
            )
            assert len(found) == len(joined.provinces)
    return "sound rows"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=None)
    asked.add_argument("--found", type=Path, default=SEEDS.with_name("uploads_found"))
    given = asked.parse_args()
    seed = given.seed if given.seed is not None else int(time.time())
    chance, atlas = random.Random(seed), load.atlas()
    seeds = [file.read_bytes() for file in sorted(SEEDS.iterdir())]
    seeds += [load.TARGETS.read_bytes()[:LARGEST]]
    readable = [data for data in seeds if tried(data, atlas, chance) != "refused"]
    ends: Counter[str] = Counter()
    end, slowest = time.monotonic() + given.seconds, 0.0
    while time.monotonic() < end:
        seed_file = chance.choice(readable if chance.random() < READABLE else seeds)
        anew = chance.random() < MADE_UP
        data, started = made_up(chance) if anew else mutated(seed_file, chance), time.monotonic()
        try:
            ends[tried(data, atlas, chance)] += 1
        except Exception:  # noqa: BLE001 (whatever it is, it is what is looked for)
            ends["BROKEN"] += 1
            _keep(data, traceback.format_exc(), given.found)
        took = time.monotonic() - started
        slowest = max(slowest, took)
        if took > SLOW:
            ends["SLOW"] += 1
            _keep(data, f"took {took:.1f} s", given.found)
    print(f"seed {seed}, {sum(ends.values()):,} tries, slowest {slowest:.1f} s: {dict(ends)}")
    return 1 if ends["BROKEN"] or ends["SLOW"] else 0


def _keep(data: bytes, why: str, folder: Path) -> None:
    """Keep what broke the rules, with the reason beside it; equal reasons once."""
    folder.mkdir(exist_ok=True)
    name = hashlib.sha256(why[-300:].encode()).hexdigest()[:10]
    (folder / name).write_bytes(data)
    (folder / f"{name}.txt").write_text(why, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
