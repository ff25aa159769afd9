"""Line breaking in both languages, by whatever measures the width of a text.

Words break at blanks. Chinese breaks between characters, but never before a mark that closes, nor
behind one that opens, nor between a number and its counter: 2025年, 35项.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

CLOSING: Final = "，。；：、！？）》」』】〕”％…"  # never begin a line
OPENING: Final = "（《「『【〔“"  # never end one
AFTER_A_NUMBER: Final = "年月日项个份级万亿"
Width = Callable[[str], float]  # of a text, in the unit of the room

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


def lines(text: str, room: float, width: Width) -> list[str]:
    """Break a text at its own line breaks, and into lines no wider than the room."""
    made = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in pieces(paragraph):
            for part in parts(piece, room, width):
                if line and width((line + part).rstrip()) > room:
                    made.append(line.strip())
                    line = ""
                line += part
        made.append(line.strip())
    return made


def parts(piece: str, room: float, width: Width) -> list[str]:
    """Cut a piece that is wider than the room into parts that fit, of one character at least."""
    if width(piece) <= room:
        return [piece]
    made = [""]
    for character in piece:
        if made[-1] and width(made[-1] + character) > room:
            made.append("")
        made[-1] += character
    return made


def beside(text: str, first: float, room: float, width: Width) -> list[str]:
    """Break a text whose first line has less room than the others; a word too wide stays whole."""
    made, line, left = [], "", first
    for gap, word in words(text):
        longer = f"{line}{gap}{word}".strip()
        if width(longer) <= left:
            line = longer
            continue
        made.append(line)
        line, left = word, room
    return [*made, line]


def _belongs(before: str, piece: str) -> bool:
    """Say whether a piece must stay on the line of the one before it."""
    if before.isspace() or piece.isspace():
        return False
    numbered = before[-1].isdigit() and piece in AFTER_A_NUMBER
    return numbered or piece[0] in CLOSING or before[-1] in OPENING
