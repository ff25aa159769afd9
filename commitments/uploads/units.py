"""Units and number words as people write them, in English and Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from commitments.atlas.cells import SUGGESTED_WORDS, nearest
from commitments.atlas.units import Units

FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
LOOK_ALIKES: Final = str.maketrans(
    {
        "\u3000": " ", "−": "-", "‐": "-", "‑": "-", "﹣": "-", "﹪": "%", "٪": "%", "，": ",",
        "．": ".", "〜": "~", "～": "~", "∼": "~", "±": "±", "’": "'", "‘": "'",
    }
)  # fmt: skip
TRADITIONAL: Final = str.maketrans(
    "萬億畝達過內於約優維穩從為個間項頃積無單數據遼寧龍蘇廣貴雲陝肅夏臺灣門慶蒙齊魯濱瀋導標區",
    "万亿亩达过内于约优维稳从为个间项顷积无单数据辽宁龙苏广贵云陕肃夏台湾门庆蒙齐鲁滨沈导标区",
)
SCALES: Final = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 10**3, "百": 10**2, "trillion": 10**12, "billion": 10**9, "million": 10**6,
    "thousand": 10**3, "bn": 10**9, "mn": 10**6,
}  # fmt: skip
WRITTEN: Final = {
    "%": "% percent per cent pct 百分比",
    "µg/m3": "µg/m3 μg/m3 ug/m3 mcg/m3 µg/cubicmetre 微克/立方米 微克每立方米 微克/m3 "
    "microgramspercubicmeter microgramspercubicmetre microgramperm3",
    "km2": "km2 km^2 sqkm sq.km squarekm squarekilometres squarekilometers squarekilometre "
    "squarekilometer 平方公里 平方千米",
    "m2": "m2 m^2 sqm squaremetres squaremeters squaremetre squaremeter 平方米 平米",
    "ha": "ha hectare hectares 公顷",
    "mu": "mu 亩",
    "10 000 mu": "10000mu 10kmu tenthousandmu 万亩",
    "m3": "m3 m^3 cubicmetres cubicmeters cubicmetre cubicmeter 立方米 立方 方",
    "million m3": "millionm3 millioncubicmetres millioncubicmeters mcm 百万立方米",
    "kW": "kw kilowatt kilowatts 千瓦",
    "MW": "mw megawatt megawatts 兆瓦",
    "GW": "gw gigawatt gigawatts 吉瓦",
    "g/kg": "g/kg gramsperkilogram gperkg 克/千克 克每千克",
    "days": "days day d 天 日",
    "count": "count number items item pieces units 个 家 座 处 项 件 条 所 只 次 台 辆",
    "billion yuan": "billionyuan billioncny bnyuan bncny 十亿元",
    "km per 10 000 people": "kmper10000people kmper10000residents 公里/万人 公里每万人",
}  # fmt: skip
LONGEST_UNIT: Final = 120  # characters
OTHER_SIZES: Final = {"亿元": ("billion yuan", Decimal("0.1"))}  # one of it in a unit of the list


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
            own = (unit, units.symbols.get(unit, unit))
            for word in (*own, *WRITTEN.get(unit, "").split()):
                words.setdefault(_key(word), (unit, Decimal(1)))
        for word, (unit, factor) in OTHER_SIZES.items():
            if unit in units.expressions:
                words.setdefault(_key(word), (unit, factor))
        words.pop("", None)
        self._words: Mapping[str, tuple[str, Decimal]] = words
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
        return self._words.get(_key(text)) or self._split(_key(text))

    def scaled(self, text: str) -> tuple[str, Decimal] | None:
        """Read what stands behind a number: number words are expanded, 万亩 is 10 000 mu."""
        return self._split(_key(text)) or self._words.get(_key(text))

    def _split(self, key: str) -> tuple[str, Decimal] | None:
        """Read number words with or without a unit behind them."""
        for word, size in SCALES.items():
            if key == word:
                return "", Decimal(size)
            if key.startswith(word) and key[len(word) :] in self._words:
                unit, factor = self._words[key[len(word) :]]
                return unit, factor * size
        return None


def _key(text: str) -> str:
    """Write a unit's name as `narrowed` does; what is longer than any stays as it is."""
    return narrowed(text) if len(text) <= LONGEST_UNIT else text


@lru_cache(maxsize=4096)
def narrowed(text: str) -> str:
    """Write a unit's name without case, blanks and superscripts, the two signs for micro alike."""
    narrow = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).casefold()
    return "".join(narrow.split())
