"""This module cuts a text into the pieces between which a line may break, in both languages.

Words break at blanks. Chinese breaks between characters, but never before a mark that closes, nor
behind one that opens, nor between a number and its counter: 2025年, 35项.
"""

from __future__ import annotations

import re
from typing import Final

CLOSING: Final = "，。；：、！？）》」』】〕”％…"  # never begin a line
OPENING: Final = "（《「『【〔“"  # never end one
AFTER_A_NUMBER: Final = "年月日项个份级万亿"
_PIECES: Final = re.compile(
    r"[ \t]+|[\u2e80-\u9fff\uff00-\uffef]|[^ \t\u2e80-\u9fff\uff00-\uffef]+"
)


def pieces(text: str) -> list[str]:
    """Cut a text into words, Chinese characters with their marks, and the blanks between them."""
    found: list[str] = []
    for piece in _PIECES.findall(text):
        if found and _belongs(found[-1], piece):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def words(text: str) -> list[tuple[str, str]]:
    """Return the pieces that are no blanks, each behind what sets it apart: a blank or nothing."""
    made, gap = [], ""
    for piece in pieces(text):
        if piece.isspace():
            gap = " "
        else:
            made.append((gap, piece))
            gap = ""
    return made


def _belongs(before: str, piece: str) -> bool:
    """Say whether a piece must stay on the line of the one before it."""
    if before.isspace() or piece.isspace():
        return False
    numbered = before[-1].isdigit() and piece in AFTER_A_NUMBER
    return numbered or piece[0] in CLOSING or before[-1] in OPENING
