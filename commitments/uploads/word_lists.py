"""Words that tables use, as lists of the codebook: headers, names, units, marks for no value.

They are read once, when the first table is; a change is seen after a restart.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from commitments import ROOT

FOLDER: Final = ROOT / "codebook"


@lru_cache(maxsize=16)
def rows(file: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one list."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as opened:
        return tuple(csv.DictReader(opened))


@lru_cache(maxsize=16)
def grouped(file: str, by: str, word: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a list under what they mean, in its order."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(file):
        found[row[by]].append(row[word])
    return {meaning: tuple(words) for meaning, words in found.items()}


def headers() -> Mapping[str, tuple[str, ...]]:
    """Return the headers that people write, by the column they mean."""
    return grouped("header_names.csv", "column", "name")


def provinces() -> Mapping[str, tuple[str, ...]]:
    """Return further names of the provinces, and of the nation."""
    return grouped("province_names.csv", "province", "name")


def indicators() -> Mapping[str, tuple[str, ...]]:
    """Return the names that offices and plans give the atlas's indicators."""
    return grouped("indicator_names.csv", "indicator", "name")


def meaning(what: str) -> tuple[str, ...]:
    """Return the words of one meaning: `total`, `region`, `blank`, `counted_by`."""
    return grouped("reading_words.csv", "meaning", "word").get(what, ())
