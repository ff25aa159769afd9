"""Texts as a search reads them: words, signs and figures one after the other, the rest blank.

What is searched and what is searched for are written by the same rules, so that neither accents,
case, punctuation, traditional characters nor the way a figure is written come between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from commitments.domain.model import PINYIN, Comparator
from commitments.language import Language, han

SIGN: Final = {
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS_THAN: "<",
    Comparator.ABOUT: "≈",
}
_HAN: Final = "\u3400-\u9fff"
_LETTER: Final = rf"[^\W\d_{_HAN}]"
FIGURE: Final = re.compile(r"([≥≤<>≈]?)(\d+(?:\.\d+)?)(%?)")
TOKEN: Final = re.compile(
    rf"{FIGURE.pattern}|{_LETTER}(?:{_LETTER}|\d)*(?:(?<=\d)\.\d+)?|[{_HAN}]+"
)
_WORDS_BEFORE: Final = {  # a sign, and what is written for it before a figure
    "≥": "at least|no less than|not less than|no fewer than|not below|>=|≧|⩾|"
    "不低于|不少于|不小于|大于等于|至少",
    "≤": "at most|no more than|not more than|not above|not exceeding|<=|≦|⩽|"
    "不高于|不超过|不大于|小于等于|至多",
    ">": "more than|above|高于|超过|大于",
    "<": "less than|below|低于|小于",
    "≈": "about|around|approximately|~|约",
}
_WORDS_BEHIND: Final = {
    "≥": "or more|or above|and above|及以上|以上",
    "≤": "or less|及以下|以下|以内",
}
_NUMBER: Final = r"\d+(?:\.\d+)?%?"
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PER_CENT: Final = re.compile(r"(?<=\d)\s*(?:%|per ?cent\b)")
_APOSTROPHE: Final = re.compile(r"(?<=[a-z])['’](?=[a-z])")
_BEFORE: Final = re.compile(rf"(?<![a-z])({'|'.join(_WORDS_BEFORE.values())})\s*(?=\d)")
_BEHIND: Final = re.compile(
    rf"(?<![\d.≥≤<>≈])({_NUMBER})\s*({'|'.join(_WORDS_BEHIND.values())})(?![a-z])"
)
_SIGN_OF: Final = {
    word: sign
    for words in (_WORDS_BEFORE, _WORDS_BEHIND)
    for sign, listed in words.items()
    for word in listed.split("|")
}
_COMBINING: Final = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_FIGURE_ENDS: Final = frozenset("0123456789%")
_DIGIT: Final = re.compile(r"\d")
_GAP: Final = re.compile(r"([≥≤<>≈])\s+(?=\d)")
BETWEEN: Final = " | "  # two texts, so that the end of one is never read with the next
CONVERTED_DIGITS: Final = 4  # significant digits of a figure in another unit than the printed one

OWN_WORDS: Final = (
    "id", "province", "place", "scope", "theme", "summary", "as_printed", "note", "year",
    "printed_symbol", "symbol",
)  # fmt: skip


def searchable(text: str) -> str:
    """Write text so that accents, case and full-width letters do not matter in a search."""
    if text.isascii():
        return text.casefold()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text)).casefold()


def evened(text: str) -> str:
    """Write a text's characters and figures in one way: `At least 1,200 per cent` as `≥1200%`."""
    text = _APOSTROPHE.sub("", han.simplified(searchable(text)))
    if not _DIGIT.search(text):
        return text
    text = _PER_CENT.sub("%", _THOUSANDS.sub("", text))
    text = _BEFORE.sub(lambda found: _SIGN_OF[found[1]], text)
    text = _BEHIND.sub(lambda found: _SIGN_OF[found[2]] + found[1], text)
    return _GAP.sub(r"\1", text)


def tokens(text: str) -> list[str]:
    """Return what a search reads of a text; punctuation is blank."""
    return [found[0] for found in TOKEN.finditer(evened(text))]


def padded(found: Iterable[str]) -> str:
    """Join tokens with a blank on each side of each, so that a whole one can be asked for."""
    return f" {' '.join(found)} "


def haystack(
    rows: pd.DataFrame,
    indicators: pd.DataFrame,
    sources: pd.DataFrame,
    provinces: pd.DataFrame,
    places: pd.DataFrame,
) -> pd.Series:
    """Join for each row what a search looks through, in English and Chinese."""
    named = provinces["name_zh"] + " " + provinces.index.map(lambda name: PINYIN.get(name, ""))
    known = {
        "province": _read(named),
        "indicator": _read(_joined(indicators, ("name",))),
        "place": _read(_joined(places, ("name",))),
        "source": _read(_joined(sources, ("title", "issuer"))),
    }
    prose = [name for name in _in_both(("scope", "summary", "note")) if name in rows]
    own = [rows[name].astype("str").fillna("").tolist() for name in (*OWN_WORDS, *prose)]
    meant = [rows[name].map(words).fillna("").tolist() for name, words in known.items()]
    texts = [
        _whole(
            [*tokens(BETWEEN.join(cells[: len(own)])), *" ".join(cells[len(own) :]).split()], said
        )
        for said, *cells in zip(_figures(rows), *own, *meant, strict=True)
    ]
    return pd.Series(texts, index=rows.index, dtype="str")


def as_read(text: str) -> str:
    """Return a text as a search reads it, its figures in every way to ask for them."""
    return _whole(tokens(text), ())


def _read(texts: pd.Series) -> pd.Series:
    return texts.map(lambda text: " ".join(tokens(text)))


def _whole(read: Sequence[str], figures: Sequence[str]) -> str:
    """Return the tokens of a row, and behind them its figures in every way to ask for them."""
    matches = (FIGURE.fullmatch(one) for one in {*read, *figures} if one[-1] in _FIGURE_ENDS)
    told = {
        form
        for sign, number, unit in (match.groups() for match in matches if match)
        for form in (sign + number + unit, sign + number, number + unit, number)
    }
    return padded([*read, *sorted(told)])


def _figures(rows: pd.DataFrame) -> list[list[str]]:
    """Return the figures of each row as tokens, as printed and in the unit of maps."""
    columns = ("value", "value_high", "corrected_value", "drawn", "drawn_high")
    told = zip(
        rows["comparator"], rows["printed_symbol"], rows["symbol"],
        *(rows[name] for name in columns), strict=True,
    )  # fmt: skip
    return [
        [
            SIGN.get(sign, "") + _number(value, exact=at < 3 or printed == shown) + unit
            for at, value in enumerate(values)
            if value == value
            for unit in ("%" if (printed, shown)[at >= 3] == "%" else "",)
        ]
        for sign, printed, shown, *values in told
    ]


def _number(value: float, *, exact: bool) -> str:
    shown = value if exact else float(f"{value:.{CONVERTED_DIGITS}g}")
    return f"{shown:.6f}".rstrip("0").rstrip(".")


def _joined(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """Join what stands in some columns, in both languages."""
    there = [name for name in (*columns, *_in_both(columns)) if name in frame]
    return frame[there].agg(BETWEEN.join, axis=1)


def _in_both(columns: Sequence[str]) -> list[str]:
    """Return the names of the columns that say the same in Chinese and in English."""
    return [f"{name}_{language}" for name in columns for language in Language]
