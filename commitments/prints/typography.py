"""Typography of printed figures: the fonts the atlas ships, measuring, wrapping."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags

from commitments.domain.model import Unreadable
from commitments.figures import assets
from commitments.language import lazy, line_breaking

LATIN: Final = "Source Sans 3"
CHINESE: Final = "Noto Sans SC"
FAMILY: Final = [LATIN, CHINESE]
REGULAR: Final = 400
SEMIBOLD: Final = 600
FILES: Final = (
    ("SourceSans3-Regular.ttf", LATIN, REGULAR),
    ("SourceSans3-Semibold.ttf", LATIN, SEMIBOLD),
    ("NotoSansSC-Regular-subset.ttf", CHINESE, REGULAR),
    ("NotoSansSC-SemiBold-subset.ttf", CHINESE, SEMIBOLD),
)
CAPITAL: Final = 0.66  # height of a capital, in ems
LEADING: Final = 1.24  # distance of two baselines, in ems
STACKED: Final = 1.08  # distance of two Chinese characters below each other, in ems
FINE: Final = 100  # points at which characters are measured
POINTS_AN_INCH: Final = 72
FIXED: Final = 65_536  # FreeType counts in parts of a pixel
KEPT: Final = 4_096  # texts in lines: a sheet is laid out several times until all of it has room
ELLIPSIS: Final = "…"


def _face(file: str) -> FT2Font:
    """Open a font of the atlas; Unreadable where it is gone or damaged."""
    try:
        return FT2Font(str(assets.FONTS / file))
    except (OSError, RuntimeError):
        raise Unreadable(lazy(assets.NO_PRINT, files=f"static/fonts/{file}")) from None


def register() -> None:
    """Make the shipped fonts known to matplotlib, once; Unreadable where one is gone."""
    known = {entry.fname for entry in fontManager.ttflist}
    for file, family, weight in FILES:
        _face(file)
        path = str(assets.FONTS / file)
        if path not in known:
            fontManager.ttflist.append(FontEntry(fname=path, name=family, weight=weight))


@lru_cache(maxsize=1)
def latin() -> frozenset[str]:
    """Return the characters that the first font draws; the second draws the others."""
    return frozenset(map(chr, _face(FILES[0][0]).get_charmap()))


@lru_cache(maxsize=1)
def _drawable() -> frozenset[int]:
    return frozenset(code for file, *_ in FILES for code in _face(file).get_charmap())


def undrawable(texts: Iterable[str]) -> str:
    """Return the characters that the fonts cannot draw."""
    return "".join(
        sorted({c for text in texts for c in text if ord(c) not in _drawable() and c != "\n"})
    )


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Return how wide a text is, in points, without the little that kerning takes away."""
    return size * sum(map(_advances(weight).__getitem__, text))


@lru_cache(maxsize=len({REGULAR, SEMIBOLD}))
def _advances(weight: int) -> _Advances:
    return _Advances(weight)


class _Advances(dict[str, float]):
    """How far each character moves on, in ems: measured when it is first asked for."""

    def __init__(self, weight: int) -> None:
        super().__init__()
        self._files = {family: file for file, family, found in FILES if found == weight}

    def __missing__(self, character: str) -> float:
        file = self._files[LATIN if character in latin() else CHINESE]
        glyph = _font(file).load_char(ord(character), flags=LoadFlags.NO_HINTING)
        self[character] = advance = glyph.linearHoriAdvance / FIXED / FINE
        return advance


@lru_cache(maxsize=4)
def _font(file: str) -> FT2Font:
    font = _face(file)
    font.set_size(FINE, POINTS_AN_INCH)
    return font


def wrapped(text: str, size: float, room: float, weight: int = REGULAR) -> list[str]:
    """Break a text into lines no wider than `room` points; Chinese breaks between characters."""
    return list(_wrapped(text, size, room, weight))


@lru_cache(maxsize=KEPT)
def _wrapped(text: str, size: float, room: float, weight: int) -> tuple[str, ...]:
    lines = line_breaking.lines(text, room, lambda part: width(part, size, weight))
    return tuple(line for line in lines if line)


def shortened(lines: list[str], most: int, size: float, room: float, weight: int) -> list[str]:
    """Keep the first lines, the last with an ellipsis where something was cut."""
    if len(lines) <= most:
        return lines
    kept = lines[:most]
    return [*kept[:-1], cut(f"{kept[-1]} {lines[most]}", size, room, weight)]


def cut(text: str, size: float, room: float, weight: int = REGULAR) -> str:
    """Shorten a text to one line, with an ellipsis."""
    if width(text, size, weight) <= room:
        return text
    while text and width(text.rstrip(" ,;·") + ELLIPSIS, size, weight) > room:
        text = text[:-1]
    return text.rstrip(" ,;·") + ELLIPSIS
