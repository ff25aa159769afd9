"""This module makes a table as large as asked from the real one: its rows again under new ids."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from typing import Final

NUMBERED: Final = re.compile(r"(-(?:[0-9]{4}|nodate))-[0-9]+$")


def grown(table: Path, rows: int, out: Path) -> Path:
    """Write the first rows of a table repeated without end; every row passes the checks."""
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, real = list(reader.fieldnames or ()), list(reader)
    stems = [NUMBERED.sub(r"\1", row["id"]) for row in real]
    seen: Counter[str] = Counter()
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for stem, row in islice(cycle(zip(stems, real, strict=True)), rows):
            seen[stem] += 1
            number = f"-{seen[stem]}" if seen[stem] > 1 else ""
            writer.writerow(row | {"id": stem + number})
    return out
