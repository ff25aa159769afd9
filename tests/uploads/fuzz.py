"""Fuzz the door for readers' tables: mutate known files and look for anything but a sentence.

    python tests/uploads/fuzz.py --seconds 600

Seeds are the files of tests/fixtures/uploads/ and of tests/fixtures/tables/, workbooks of several
sheets, XLS and ODS among them. Every try must end in a report whose rows add up, in a question, or
in a refusal that is a sentence, within a bounded time. What breaks that is written to the folder
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
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from commitments import ROOT
from commitments.atlas import load
from commitments.domain.model import Unreadable, Use
from commitments.queries import query
from commitments.uploads import joining, opening
from commitments.uploads import pipeline as uploads
from commitments.uploads.shapes import choices, preview
from commitments.uploads.shapes import reading as shapes
from commitments.uploads.shapes.reading import Reading
from commitments.uploads.shapes.understanding import Shares

SEEDS = ROOT / "tests" / "fixtures" / "uploads"
TABLES = ROOT / "tests" / "fixtures" / "tables"
MADE_UP = 0.5  # share of the tries that are tables of odd cells
WIDE = 0.6  # of these, tables of other shapes than the contract
READABLE = 0.8  # share of the tries that start from a file that can be read
SLOW = 20.0  # seconds of CPU for one small file: the machine may be busy
LARGEST = 60_000  # bytes of a mutated file
ANSWERED = 0.7  # share of the tables with a question that are answered
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
TITLES = [
    *(
        "指标：森林覆盖率(%)",
        "时间：2023年",
        "单位：万吨",
        "地区：北京市",
        "# Units: 1000 persons",
        "注：x",
    ),
    *(
        "数据来源：国家统计局",
        "2023年各省森林面积（万公顷）",
        "指标：",
        "时间：最近10年",
        "湖南",
        "",
    ),
]
HEADERS = [
    *(
        "地区",
        "省份",
        "Region",
        "NAME_1",
        "adcode",
        "年份",
        "Year",
        "2020",
        "2021年",
        "2022年",
        "2060",
    ),
    *(
        "2023年1月",
        "Q1 2023",
        "森林面积（万公顷）",
        "CO2排放量_吨",
        "load_MWh",
        "总人口/万人",
        "pm25 (µg/m3)",
    ),
    *(
        "工业占比",
        "forest_coverage",
        "北京市",
        "湖南省",
        "合计",
        "单位",
        "指标",
        "备注",
        "kind",
        "Sum",
        "",
        "x",
    ),
]
AREAS = [
    *(
        "北京市",
        "河北省",
        "湖南",
        "冀",
        "13",
        "130000",
        "CN-HE",
        "Inner Mongolia",
        "neimenggu",
        "廣東",
    ),
    *(
        "广西省",
        "全国",
        "合计",
        "东部地区",
        "大庆市",
        "福州",
        "香港",
        "Taiwan",
        "",
        "x" * 80,
        "注：y",
        "2021",
    ),
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
    if chance.random() < WIDE:
        return made_up_wide(chance)
    header = ["province", "indicator", "value", *chance.sample(COLUMNS, chance.randrange(8))]
    rows = [[_cell(chance) for _ in header] for _ in range(chance.randrange(1, 8))]
    return _written([header, *rows])


def made_up_wide(chance: random.Random) -> bytes:
    """Make a table of another shape: titles, odd headers, provinces, figures and notes."""
    titles = [[chance.choice(TITLES)] for _ in range(chance.randrange(4))]
    headers = [
        [chance.choice(HEADERS) for _ in range(chance.randrange(2, 7))]
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    ]
    rows = [
        [chance.choice(AREAS), *(_figure(chance) for _ in headers[-1][1:])]
        for _ in range(chance.randrange(1, 8))
    ]
    made = [*titles, *headers, *rows, *([[chance.choice(TITLES)]] if chance.random() < 0.3 else [])]
    if chance.random() < 0.2:  # provinces as columns
        width = max(map(len, made))
        made = [
            list(row)
            for row in zip(*[[*row, *[""] * (width - len(row))] for row in made], strict=True)
        ]
    return _written(made)


def _figure(chance: random.Random) -> str:
    if chance.random() < 0.8:
        return f"{chance.uniform(0, 10 ** chance.randrange(6)):.{chance.randrange(4)}f}"
    return _cell(chance)


def _written(rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
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
        opened = opening.opened(data, "fuzz.csv")
        found = shapes.begun(opened, atlas, partial(opening.further, data))
        report = uploads.judged(shapes.given(_answered(found, atlas, chance)), atlas)
    except Unreadable as refused:
        assert str(refused).endswith((".", "。")), str(refused)
        return "refused"
    assert all(problem.row and problem.why for problem in report.problems)
    wrong = {problem.row for problem in report.problems}
    assert report.given.at or wrong <= set(report.given.numbers)
    assert report.used + len(report.wrong) == report.rows
    if not report.used:
        return "no sound row"
    if chance.random() < JOINED:
        uploads.annotated_csv(report), uploads.annotated_xlsx(report)
        joined = joining.joined(atlas, report, chance.choice((Use.ALONE, Use.BESIDE)))
        query.described(query.own_rows(joined))
        first = query.first_own_map(joined)
        if first:
            year = first.get("year") or query.fullest_year(joined, first["indicator"])
            found = query.figure_map(
                joined, first["indicator"], int(year) if year.isdigit() else None
            )
            assert len(found) == len(joined.provinces)
    return "sound rows"


def _answered(found: Reading, atlas: load.Atlas, chance: random.Random) -> Reading:
    """Look at a preview, and answer its questions now and then."""
    preview.before(found), preview.after(found, atlas), preview.shape(found)
    assert preview.questions(found) or not found.open.missing
    made = found.made
    if found.open.missing and chance.random() < ANSWERED:
        made = replace(made, undated=True, shares=chance.choice((Shares.OF_ONE, Shares.PER_CENT)))
        meant = chance.choice(("forest_coverage", "Bamboo"))
        for name in ("", *found.open.near):
            made = choices.with_meaning(made, name, meant, atlas)
        found = shapes.changed(found, made, atlas)
    return found


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=None)
    asked.add_argument("--found", type=Path, default=SEEDS.with_name("uploads_found"))
    given = asked.parse_args()
    seed = given.seed if given.seed is not None else int(time.time())
    chance, atlas = random.Random(seed), load.atlas()
    seeds = [file.read_bytes() for folder in (SEEDS, TABLES) for file in sorted(folder.iterdir())]
    seeds += [load.TARGETS.read_bytes()[:LARGEST]]
    readable = [data for data in seeds if tried(data, atlas, chance) != "refused"]
    ends: Counter[str] = Counter()
    end, slowest = time.monotonic() + given.seconds, 0.0
    while time.monotonic() < end:
        seed_file = chance.choice(readable if chance.random() < READABLE else seeds)
        anew = chance.random() < MADE_UP
        data, started = made_up(chance) if anew else mutated(seed_file, chance), time.process_time()
        try:
            ends[tried(data, atlas, chance)] += 1
        except Exception:  # noqa: BLE001 (whatever it is, it is what is looked for)
            ends["BROKEN"] += 1
            _keep(data, traceback.format_exc(), given.found)
        took = time.process_time() - started
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
