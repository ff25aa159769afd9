"""Why a search finds nothing: which word is to blame, and what would find something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.search_text import tokens
from commitments.domain.model import PINYIN, Filters
from commitments.language import Language
from commitments.queries import search
from commitments.queries.search_terms import Term

NEAR: Final = 3  # words that are offered for one
LIKE: Final = 0.6  # of 1, as difflib measures likeness
FEWEST_LETTERS: Final = 3

Finding = tuple[str, int]  # what is asked for, and how many commitments it finds


@dataclass(frozen=True, slots=True)
class Blame:
    """A word that stands in no commitment, with words near it and what each of them finds."""

    word: str
    near: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """What to say where nothing is found.

    `others` is what the words find that are not blamed, and `without` has, for each word that
    could be left out where none is blamed, what the others find. `unfiltered` is what the words
    find where no filter is set.
    """

    blamed: tuple[Blame, ...]
    others: int
    without: tuple[Finding, ...]
    unfiltered: int


def reasons(atlas: Atlas, asked: Filters) -> Nothing:
    """Return why a search finds nothing."""
    terms = search.terms(atlas, asked.words)
    filtered = search.matching(atlas, replace(asked, words=""))
    alone = [search.with_words(atlas, atlas.targets, [term]) for term in terms]
    unknown = [term for term, found in zip(terms, alone, strict=True) if found.empty]
    known = [term for term in terms if term not in unknown]
    return Nothing(
        tuple(Blame(term.typed, _near(atlas, term, known, filtered)) for term in unknown),
        len(search.with_words(atlas, filtered, known)) if unknown and known else 0,
        () if unknown else _without(atlas, terms, filtered),
        len(search.with_words(atlas, atlas.targets, terms)),
    )


def _without(atlas: Atlas, terms: Sequence[Term], filtered: pd.DataFrame) -> tuple[Finding, ...]:
    """Return what is found where one of several words is left out."""
    if len(terms) < 2:
        return ()
    found = [
        (left.typed, len(search.with_words(atlas, filtered, [t for t in terms if t != left])))
        for left in terms
    ]
    return tuple(one for one in found if one[1])


def _near(
    atlas: Atlas, term: Term, known: Sequence[Term], filtered: pd.DataFrame
) -> tuple[Finding, ...]:
    """Return words like one that finds nothing, which find something beside the others."""
    like = get_close_matches(term.typed, _vocabulary(atlas), 2 * NEAR, LIKE)
    found = [
        (word, len(search.with_words(atlas, filtered, [*known, *search.terms(atlas, word)])))
        for word in like
    ]
    return tuple(one for one in found if one[1])[:NEAR]


def _vocabulary(atlas: Atlas) -> list[str]:
    """List the words of names and the figures that commitments state."""
    names = [
        *(PINYIN.get(name, name) for name in atlas.provinces.index),
        *atlas.provinces.index, *atlas.provinces["name_zh"],
        *atlas.places.index, *atlas.places["name_zh"],
        *(name for column in ("name", *(f"name_{one}" for one in Language))
          if column in atlas.indicators for name in atlas.indicators[column]),
        *atlas.sources["title"], *atlas.targets["as_printed"],
        *atlas.targets["year"].dropna().astype(str),
    ]  # fmt: skip
    words = {word for name in dict.fromkeys(names) for word in tokens(str(name))}
    return sorted(word for word in words if len(word) >= FEWEST_LETTERS or not word.isascii())
