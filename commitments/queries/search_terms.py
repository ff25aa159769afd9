"""A search as typed, read as terms: words, phrases, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from commitments.atlas.search_text import FIGURE, TOKEN, evened, padded, tokens
from commitments.domain.model import PINYIN

_QUOTED: Final = re.compile(r"[\"“”„«「『]([^\"“”„«»「」『』]*)[\"“”»」』]?")
_UNIT: Final = re.compile(rf"(?:{TOKEN.pattern})(?:[-_–—.](?:{TOKEN.pattern}))*")
_STEMS: Final = (  # of an English plural; the first that fits
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=[a-z])(?:(?<=sh)|(?<=ch)|(?<=[sxz]))es$"), ""),
    (re.compile(r"(?<=[a-z]{3})(?<![sui])s$"), ""),
)
LONGEST_PINYIN: Final = 3  # syllables of a province
_ENDS_IN_Y: Final = re.compile(r"(?<=[^aeiou\W\d])y$")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a search asks for: as it was typed, and in what forms it may stand."""

    typed: str
    forms: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        """Say whether a text, written as searches read it, has it."""
        return any(form in text for form in self.forms)


@lru_cache(maxsize=256)
def read(words: str, provinces: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """Read a search: what stands in quotation marks is a phrase, punctuation is blank.

    The names of `provinces` may be typed in pinyin, syllable by syllable.
    """
    spelt = frozenset(PINYIN.get(name, name).casefold() for name in provinces)
    found: list[Term] = []
    end = 0
    for quoted in _QUOTED.finditer(words):
        found += [*_loose(words[end : quoted.start()], spelt), *_phrase(quoted[1])]
        end = quoted.end()
    return tuple(dict.fromkeys([*found, *_loose(words[end:], spelt)]))


def _phrase(text: str) -> Iterator[Term]:
    """Yield a phrase as one term, whole words or figures; nothing where nothing is in it."""
    read_so = tokens(text)
    if read_so:
        yield Term(text.strip(), (padded(read_so) if _is_latin(read_so) else " ".join(read_so),))


def _is_latin(read_so: Sequence[str]) -> bool:
    return all(one.isascii() for one in read_so)


def _loose(text: str, spelt: frozenset[str]) -> Iterator[Term]:
    """Yield what stands outside quotation marks, each word by itself."""
    units = [found[0] for found in _UNIT.finditer(evened(text))]
    at = 0
    while at < len(units):
        length = _syllables(units[at:], spelt)
        if length:
            joined = "".join(units[at : at + length])
            yield Term(" ".join(units[at : at + length]), (joined,))
            at += length
        else:
            yield _term(units[at])
            at += 1


def _syllables(units: Sequence[str], spelt: frozenset[str]) -> int:
    """Return how many of the next syllables name a province: hei long jiang are three."""
    for length in range(min(LONGEST_PINYIN, len(units)), 1, -1):
        if "".join(units[:length]) in spelt:
            return length
    return 0


def _term(unit: str) -> Term:
    read_so = tokens(unit)
    if len(read_so) > 1:  # joined by a hyphen: non-fossil, an id
        return Term(unit, (" ".join(read_so),))
    if FIGURE.fullmatch(unit):
        return Term(unit, (padded([unit]),))
    return Term(unit, _forms(unit))


def _forms(word: str) -> tuple[str, ...]:
    """Return how a word may stand in a text: singular and plural find each other."""
    if not word.isascii():
        return (word,)
    stem = word
    for pattern, end in _STEMS:
        stem, changed = pattern.subn(end, word)
        if changed:
            break
    plural = _ENDS_IN_Y.sub("ies", stem)
    others = (form for form in (plural, word) if stem not in form)
    return tuple(dict.fromkeys([stem, *others]))
