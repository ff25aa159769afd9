"""Text measured and broken into lines, for pictures whose tool cannot.

Widths are those of the atlas's own type with a little to spare: a wider type, where a machine has
no other, keeps within the room that pictures leave behind their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from commitments.language import line_breaking

BLANKS: Final = " \u00a0"
NARROW: Final = "ijlI.,:;'|!’‘"
SLIM: Final = "ftr()[]/-²³₂“”*†·"
MIDDLE: Final = "cksvxyzJYFL"
WIDE: Final = "mwMW%@…—"
EM: Final = {
    "blank": 0.2,
    "narrow": 0.26,
    "slim": 0.36,
    "middle": 0.48,
    "other": 0.54,
    "capital": 0.63,
    "wide": 0.82,
}  # widths as shares of the type size, the widest of each group or nearly
SPARE: Final = 1.03
SQUARE_EM: Final = 1.0  # Chinese characters
FIRST_SQUARE: Final = "\u2e80"
NO_BREAK: Final = "\u00a0"
ELLIPSIS: Final = "…"


def width(text: str, size: float) -> float:
    """Return the width of a text in pixels at a type size, rather too much than too little."""
    return size * SPARE * sum(_em(character) for character in text)


def lines(text: str, room: float, size: float, most: int) -> list[str]:
    """Break a text into at most `most` lines of `room` pixels; one too long ends in an ellipsis.

    Breaks at blanks, and between Chinese characters; a no-break space holds a figure and its unit
    together. A word wider than the room is broken where it must be.
    """
    found: list[str] = []
    for gap, word in _words(text, room, size):
        joined = f"{found[-1]}{gap}{word}" if found else word
        if found and width(joined, size) <= room:
            found[-1] = joined
        else:
            found.append(word)
    if len(found) <= most:
        return found
    return [*found[: most - 1], _ended(found[most - 1], room, size)]


def _words(text: str, room: float, size: float) -> Iterator[tuple[str, str]]:
    """Yield words with the gap before them; one that is wider than the room in parts that fit."""
    for gap, word in line_breaking.words(text):
        first, *rest = line_breaking.parts(word, room, lambda part: width(part, size))
        yield gap, first
        yield from (("", part) for part in rest)


def _ended(line: str, room: float, size: float) -> str:
    """Close a line that is cut with an ellipsis, dropping whole words until it fits."""
    while " " in line and width(line + ELLIPSIS, size) > room:
        line = line.rsplit(" ", 1)[0]
    while len(line) > 1 and width(line + ELLIPSIS, size) > room:
        line = line[:-1]
    return line.rstrip(" ,;:，；：、") + ELLIPSIS


def _em(character: str) -> float:
    if character >= FIRST_SQUARE:
        return SQUARE_EM
    named = {"blank": BLANKS, "narrow": NARROW, "slim": SLIM, "middle": MIDDLE, "wide": WIDE}
    group = next((name for name, members in named.items() if character in members), "")
    return EM[group or ("capital" if character.isupper() else "other")]
