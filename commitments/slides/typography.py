"""Typography of slides: Arial, whose widths are those of Helvetica."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from commitments.language import line_breaking

LATIN: Final = "Arial"  # on every Windows and Mac; LibreOffice has Liberation Sans, equally wide
CHINESE: Final = "Microsoft YaHei"  # Macs and LibreOffice put their own in its place
POINTS: Final = 72.0  # in an inch
LEADING: Final = 1.2  # from line to line, in ems
BOLDER: Final = 1.075  # bold letters are wider by about this much
SAFE: Final = 1.03  # measured widths are taken a little wider than they are
WIDER: Final = 1.17  # DejaVu Sans, which LibreOffice takes where it finds nothing like Arial
EM: Final = 1000
CHINESE_WIDTH: Final = 1000
OTHER_WIDTH: Final = 600
WHOLE_WORDS: Final = 0.75  # a text is cut between words where that keeps this share of it
ELLIPSIS: Final = "…"
# Advance widths from the space to the tilde, in thousandths of an em (Adobe's Helvetica metrics).
WIDTHS: Final = (
    278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 222, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_CHINESE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")


@lru_cache(maxsize=20_000)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in inches, at a size in points."""
    wide = sum(map(_advance, text)) / EM * size / POINTS * SAFE
    return wide * BOLDER if bold else wide


@lru_cache(maxsize=10_000)
def _advance(letter: str) -> int:
    place = ord(letter) - ord(" ")
    if 0 <= place < len(WIDTHS):
        return WIDTHS[place]
    return CHINESE_WIDTH if _CHINESE.match(letter) else OTHER_WIDTH


def height(lines: int, size: float) -> float:
    """Return how high some lines are, in inches."""
    return lines * size * LEADING / POINTS


def lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break a text as a slide does: at blanks, within Chinese anywhere, else where it must."""
    return line_breaking.lines(text, room, lambda part: width(part, size, bold=bold))


def shortened(text: str, size: float, room: float, *, most: int = 1, bold: bool = False) -> str:
    """Cut a text to a number of lines, with an ellipsis where something is left off."""
    if len(lines(text, size, room, bold=bold)) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(lines(_cut(text, middle), size, room, bold=bold)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    word = text.rfind(" ", 0, low + 1)
    return _cut(text, word if word > low * WHOLE_WORDS else low)


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,;:.(") + ELLIPSIS


def is_chinese(text: str) -> bool:
    """Say whether a text has Chinese characters."""
    return bool(_CHINESE.search(text))


def by_script(text: str) -> list[str]:
    """Cut a text where Chinese begins and ends."""
    parts, end = [], 0
    for found in _CHINESE.finditer(text):
        parts += [text[end : found.start()], found.group()]
        end = found.end()
    return [part for part in (*parts, text[end:]) if part]
