"""Figures without what is no part of them: the marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_MARKED: Final = re.compile(
    r"(?P<figure>[^0-9]{0,12}[0-9][0-9, ]*(?:\.[0-9]+)?%?)\s*"
    r"(?:\*+|[†‡§#]|[①-⑳]|\[[0-9a-z]{1,2}\]|\([0-9a-z]\)|[abcpre])"
)


def without_footnotes(cells: Sequence[str]) -> tuple[list[str], int]:
    """Take the marks of footnotes off figures, and count the figures that had one."""
    known = {cell: _plain(cell) for cell in set(cells)}
    return [known[cell] for cell in cells], sum(known[cell] != cell for cell in cells)


def _plain(cell: str) -> str:
    found = _MARKED.fullmatch(cell.strip()) if cell and not cell[-1].isdigit() else None
    return found["figure"].strip() if found else cell
