"""Message catalogues: the atlas's own words in English or Chinese, by key.

The words stand in `languages/<language>/<subject>.po`, one catalogue for each language, under keys
such as `map.title`. A run speaks one language at a time; it is set where a page, a command or an
export begins, and every word below it follows.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterator
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


class LazyText:
    """A text that is said when it is shown, in the language of whoever reads it then.

    What is wrong with a table is found once, and may be read in either language.
    """

    __slots__ = ("_saying", "_what", "_words")

    def __init__(self, saying: Callable[..., str], *what: object, **words: object) -> None:
        self._saying, self._what, self._words = saying, what, words

    @property
    def key(self) -> object:
        """What tells the text from others, whatever words it is filled with: its key."""
        return self._what[0] if self._what else self._saying

    def __str__(self) -> str:
        return self._saying(*self._what, **self._words)


def lazy(key: str, /, **words: object) -> LazyText:
    """Return a text by its key, to be said when it is shown."""
    return LazyText(say, key, **words)


def has(key: str) -> bool:
    """Say whether a key has a text in the language spoken now."""
    return catalogue(_spoken.get()).gettext(key) != key


def named(family: str, what: str) -> str:
    """Return the name of one of a family, such as `province.Hebei`; what has none keeps its own."""
    text = catalogue(_spoken.get()).gettext(f"{family}.{what}")
    return what if text == f"{family}.{what}" else text


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
