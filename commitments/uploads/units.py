"""Units and number words as people write them, in English and Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from commitments.atlas.cells import SUGGESTED_WORDS, nearest
from commitments.atlas.units import Units, multiples
from commitments.uploads import word_lists

FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
LOOK_ALIKES: Final = str.maketrans(
    {
        "\u3000": " ", "−": "-", "‐": "-", "‑": "-", "﹣": "-", "﹪": "%", "٪": "%", "，": ",",
        "．": ".", "〜": "~", "～": "~", "∼": "~", "±": "±", "’": "'", "‘": "'",
    }
)  # fmt: skip
TRADITIONAL: Final = str.maketrans(
    {row["traditional"]: row["simplified"] for row in word_lists.rows("traditional.csv")}
)
SCALES: Final = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 10**3, "百": 10**2, "trillion": 10**12, "billion": 10**9, "million": 10**6,
    "thousand": 10**3, "bn": 10**9, "mn": 10**6,
}  # fmt: skip
POWER: Final = re.compile(
    r"(?:10(?P<raised>[³⁴⁵⁶⁷⁸⁹])|10\^(?P<power>[3-9])|(?P<plain>10{3,8}))\s*[×x*·]?\s*(?=[^\W\d])"
)
PER: Final = re.compile(r"\s*[/／每]\s*|\s+per\s+", re.IGNORECASE)
LONGEST_UNIT: Final = 120  # characters
TWO_SIZES: Final = ("mt", "MT", "m", "M")  # metric or million tonnes, metres or millions


def plain_text(cell: str) -> str:
    """Write full-width letters, traditional number words and odd blanks as plain ones.

    Superscripts stay as they are: `10²` is not 102.
    """
    narrow = cell.translate(LOOK_ALIKES).translate(FULL_WIDTH).translate(TRADITIONAL)
    return " ".join(narrow.split())


class UnitWords:
    """The units of a codebook under every word that people use for them."""

    def __init__(self, units: Units) -> None:
        words: dict[str, tuple[str, Decimal]] = {}
        for unit in units.expressions:
            for word in (unit, units.symbols.get(unit, unit), units.symbols_zh.get(unit, unit)):
                words.setdefault(_key(word), (unit, Decimal(1)))
        for row in word_lists.rows("unit_words.csv"):
            if row["unit"] in units.expressions:
                words.setdefault(_key(row["word"]), (row["unit"], Decimal(row["size"])))
        words.pop("", None)
        self._words: Mapping[str, tuple[str, Decimal]] = words
        self._expressions = units.expressions
        self._slips: dict[str, list[str]] = {}

    def known(self) -> tuple[str, ...]:
        """List every word for a unit."""
        return tuple(self._words)

    def near(self, typed: str) -> list[str]:
        """List the words nearest to one that is none; of the first such words alone."""
        if typed not in self._slips and len(self._slips) < SUGGESTED_WORDS:
            self._slips[typed] = nearest(typed, self._words)
        return self._slips.get(typed, [])

    def named(self, text: str) -> tuple[str, Decimal] | None:
        """Read a whole text as a unit, then as number words and a unit: 万亩, 亿千瓦."""
        if text.strip() in TWO_SIZES:
            return None
        return self._words.get(_key(text)) or self._split(_key(text)) or self._power(text)

    def scaled(self, text: str) -> tuple[str, Decimal] | None:
        """Read what stands behind a number: number words are expanded, 万亩 is 10 000 mu."""
        if text.strip() in TWO_SIZES:
            return None
        return self._split(_key(text)) or self._words.get(_key(text))

    def _power(self, text: str) -> tuple[str, Decimal] | None:
        """Read a power of ten before a unit: `10⁴ t`, `10000吨`, `10^8 m3`."""
        found = POWER.match(text.strip())
        named = self.named(text.strip()[found.end() :]) if found else None
        if not found or not named or not named[0]:
            return None
        raised = found["raised"] or found["power"] or str(len(found["plain"]) - 1)
        return named[0], named[1] * Decimal(10) ** int(unicodedata.normalize("NFKC", raised))

    def quotient(self, text: str) -> str:
        """Return what pint takes for one unit per another: 吨/万元, kg per person; else blank."""
        parts = [self.named(part) for part in PER.split(text)] if len(text) <= LONGEST_UNIT else []
        if len(parts) != 2 or not all(part and part[0] for part in parts):
            return ""
        sides = [f"({size} * {self._expressions[unit]})" for unit, size in filter(None, parts)]
        return " / ".join(sides) if all(map(self._expressions.get, _units(parts))) else ""

    def _split(self, key: str) -> tuple[str, Decimal] | None:
        """Read number words with or without a unit behind them."""
        for word, size in SCALES.items():
            if key == word:
                return "", Decimal(size)
            if key.startswith(word) and key[len(word) :] in self._words:
                unit, factor = self._words[key[len(word) :]]
                return unit, factor * size
        return None


def _units(found: Sequence[tuple[str, Decimal] | None]) -> list[str]:
    return [part[0] for part in found if part]


def for_readers(known: Units) -> Units:
    """Return units with those that only readers' tables use: tonnes, kilowatt hours, persons."""
    more = [
        row for row in word_lists.rows("reader_units.csv") if row["unit"] not in known.expressions
    ]
    return Units(
        known.expressions | {row["unit"]: row["expression"] for row in more},
        known.symbols | {row["unit"]: row["symbol"] for row in more},
        known.offered,
        known.symbols_zh | {row["unit"]: row["symbol_zh"] for row in more},
        {**known.multiples_zh, **{row["unit"]: multiples(row["multiples_zh"]) for row in more}},
    )


def _key(text: str) -> str:
    """Write a unit's name as `narrowed` does; what is longer than any stays as it is."""
    return narrowed(text) if len(text) <= LONGEST_UNIT else text


@lru_cache(maxsize=4096)
def narrowed(text: str) -> str:
    """Write a unit's name without case, blanks and superscripts, the two signs for micro alike."""
    narrow = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).casefold()
    return "".join(narrow.split())
