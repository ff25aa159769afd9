"""This module says the atlas's own words in the language of the reader: English or Chinese.

The words stand in `languages/<language>/<subject>.po`, one catalogue for each language, under keys
such as `map.title`. A run speaks one language at a time; it is set where a page, a command or an
export begins, and every word below it follows.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import lru_cache
from typing import Final

from commitments import ROOT

CATALOGUES: Final = ROOT / "languages"


class Language(StrEnum):
    """A language that the atlas speaks, by the name it has in links and folders."""

    ENGLISH = "en"
    CHINESE = "zh"


_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.ENGLISH)


def current() -> Language:
    """Return the language spoken now."""
    return _spoken.get()


def speak(language: Language) -> None:
    """Speak a language for the rest of this run."""
    _spoken.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(key: str, **words: object) -> str:
    """Return a text by its key, with the words it asks for; KeyError for a key without a text."""
    text = catalogue(_spoken.get()).gettext(key)
    if text == key:
        raise KeyError(key)
    return text.format(**words) if words else text


def count(key: str, number: int, **words: object) -> str:
    """Return a text in the form that a number takes: `1 document`, `1,204 documents`.

    The text asks for `{count}`, which is the number with its separators.
    """
    text = catalogue(_spoken.get()).ngettext(key, key, number)
    if text == key:
        raise KeyError(key)
    return text.format(count=f"{number:,}", **words)


class Later:
    """A text that is said when it is shown, in the language of whoever reads it then.

    What is wrong with a table is found once, and may be read in either language.
    """

    __slots__ = ("_saying", "_what", "_words")

    def __init__(self, saying: Callable[..., str], *what: object, **words: object) -> None:
        self._saying, self._what, self._words = saying, what, words

    def __str__(self) -> str:
        return self._saying(*self._what, **self._words)


def later(key: str, /, **words: object) -> Later:
    """Return a text by its key, to be said when it is shown."""
    return Later(say, key, **words)


def has(key: str) -> bool:
    """Say whether a key has a text in the language spoken now."""
    return catalogue(_spoken.get()).gettext(key) != key


def named(family: str, what: str) -> str:
    """Return the name of one of a family, such as `province.Hebei`; what has none keeps its own."""
    text = catalogue(_spoken.get()).gettext(f"{family}.{what}")
    return what if text == f"{family}.{what}" else text


def listed(parts: Sequence[str]) -> str:
    """Write a list as it is spoken: `Hebei, Jilin and Shandong`, `河北、吉林和山东`."""
    if not parts[1:]:
        return "".join(parts)
    before = say("list.between").join(parts[:-1])
    return say("list.last", before=before, last=parts[-1])


def either(parts: Iterable[object]) -> str:
    """Write a list of which one is meant: `air, water or carbon`, `大气、水或碳`."""
    *before, last = map(str, parts)
    if not before:
        return last
    return say("list.either", before=say("list.between").join(before), last=last)


def joined(sentences: Sequence[str]) -> str:
    """Set sentences one behind the other: with a space in English, without one in Chinese."""
    return (" " if current() == Language.ENGLISH else "").join(sentences)


def capital(words: str) -> str:
    """Begin with a capital letter, where the language has any."""
    return words[:1].upper() + words[1:]


def enumerated(parts: Sequence[object]) -> str:
    """Write words one after the other: `higher, lower, none`, `正向、逆向、无`."""
    return say("list.between").join(map(str, parts))


def offered(parts: Sequence[object]) -> str:
    """Write words of which one is meant: `Shanxi or Shaanxi`, `山西或陕西`."""
    return say("list.or").join(dict.fromkeys(map(str, parts)))


def in_either(english: str, chinese: str) -> str:
    """Return which of a table's two texts the reader reads; the English where no other is there."""
    return chinese if chinese and current() == Language.CHINESE else english


@lru_cache(maxsize=len(Language))
def catalogue(language: Language) -> gettext.GNUTranslations:
    """Read the catalogue of a language; plural forms follow the rule in its header."""
    from babel.messages import catalog, mofile, pofile  # imported for one reading

    whole = catalog.Catalog(locale=language)
    for file in sorted((CATALOGUES / language).glob("*.po")):
        with file.open("rb") as read:
            for message in pofile.read_po(read, locale=language, abort_invalid=True):
                if message.id:
                    whole[message.id] = message
    compiled = io.BytesIO()
    mofile.write_mo(compiled, whole)
    return gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
