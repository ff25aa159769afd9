"""Chinese characters: traditional ones as simplified, and their order by pinyin."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

SIMPLIFIED_OF: Final = Path(__file__).parent / "traditional.csv"  # OpenCC's table, one by one

SOUNDS_LIKE: Final = {"重庆": "崇庆"}  # where a character is listed under another of its sounds


def simplified(text: str) -> str:
    """Write traditional characters as the simplified ones: 森林覆蓋率 as 森林覆盖率."""
    return text if text.isascii() else text.translate(_simplified_of())


def by_pinyin(text: str) -> bytes:
    """Return what Chinese texts sort by: the national code lists its common characters so."""
    text = simplified(text)
    for name, heard in SOUNDS_LIKE.items():
        text = text.replace(name, heard)
    return text.encode("gb18030", "replace")


@lru_cache(maxsize=1)
def _simplified_of() -> Mapping[int, str]:
    with SIMPLIFIED_OF.open(encoding="utf-8", newline="") as read:
        return {ord(row["traditional"]): row["simplified"] for row in csv.DictReader(read)}
