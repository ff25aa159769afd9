"""Time the reading of one table in two shapes: a row for each figure, and a column for each year.

    python benchmarks/shapes.py

Both hold the same 200,000 figures. Prints the CPU seconds of each and their ratio, which a wide
table must keep near 1.
"""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from commitments.atlas import load
from commitments.uploads import opening
from commitments.uploads import pipeline as uploads
from commitments.uploads.shapes import reading as shapes

FIGURES = 200_000
YEARS = range(1961, 2061)
PROVINCES = ("Hebei", "Jilin", "Shandong", "Hunan", "Yunnan", "Tibet", "Gansu", "Fujian")
ROUNDS = 2  # the better one counts: the machine may be busy


def tables() -> tuple[bytes, bytes]:
    """Return the figures as a long table and as a wide one."""
    rows = FIGURES // len(YEARS)
    named = [(PROVINCES[at % 8], f"Kind {at // 8 % 100} of whales", "t") for at in range(rows)]
    figures = [[str((at * 7 + order) % 9_973) for order in range(len(YEARS))] for at in range(rows)]
    long = [("province", "indicator", "unit", "year", "value")]
    wide = [("province", "indicator", "unit", *map(str, YEARS))]
    for name, found in zip(named, figures, strict=True):
        long += [(*name, str(year), figure) for year, figure in zip(YEARS, found, strict=True)]
        wide.append((*name, *found))
    return _written(long), _written(wide)


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def seconds(data: bytes, atlas: load.Atlas) -> float:
    """Read and judge a table; return the CPU seconds that it took."""
    started = time.process_time()
    opened = opening.opened(data, "table.csv")
    found = shapes.begun(opened, atlas, partial(opening.further, data))
    report = uploads.judged(shapes.given(found), atlas)
    if not report.used == report.rows == FIGURES:
        raise SystemExit(f"{report.used} of {report.rows} rows were used, not {FIGURES}")
    return time.process_time() - started


def main() -> None:
    """Time both tables and print what came of it."""
    atlas = load.atlas()
    long, wide = (min(seconds(data, atlas) for _ in range(ROUNDS)) for data in tables())
    print(
        f"{FIGURES:,} figures: long {long:.1f} s, wide {wide:.1f} s of CPU, {wide / long:.2f} to 1"
    )


if __name__ == "__main__":
    main()
