"""Tables with a comma for decimals, as spreadsheets of half of Europe write them: `1.234,5`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_NUMBER: Final = r"[+-]?(?:[0-9]{1,3}(?:[. \u00a0\u202f][0-9]{3})+|[0-9]+)"
_WHOLE: Final = re.compile(rf"{_NUMBER}(?:,[0-9]+)?")
_CERTAIN: Final = re.compile(
    rf"{_NUMBER},(?:[0-9]{{1,2}}|[0-9]{{4,}})|[+-]?[0-9. ]*[.][0-9]{{3}},[0-9]+"
)
_POINT: Final = re.compile(r"[+-]?[0-9,]*[.](?:[0-9]{1,2}|[0-9]{4,})")  # a point for decimals
_LONE: Final = re.compile(r"[+-]?[0-9]{1,3},[0-9]{3}")  # for thousands or for decimals
_MARKS: Final = str.maketrans({".": None, " ": None, "\u00a0": None, "\u202f": None, ",": "."})


def are_used(rows: Iterable[list[str]]) -> bool:
    """Say whether commas stand for decimals for certain: no point does, and no `1,234` is there."""
    certain = False
    for row in rows:
        for cell in row:
            if _POINT.fullmatch(cell) or _LONE.fullmatch(cell):
                return False
            certain = certain or bool(_CERTAIN.fullmatch(cell))
    return certain


def as_points(rows: Iterable[list[str]]) -> list[list[str]]:
    """Write the numbers with a point for decimals, and nothing for thousands."""
    return [
        [cell.translate(_MARKS) if _WHOLE.fullmatch(cell) else cell for cell in row] for row in rows
    ]
