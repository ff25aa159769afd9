"""Lists and sentences set together as English or Chinese does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commitments.language import han
from commitments.language.catalogues import Language, current, named, say


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


def by_name(family: str, ids: Iterable[str]) -> list[str]:
    """Put things into the order of the names they are shown by: by alphabet, or by pinyin."""
    return sorted(ids, key=lambda one: han.by_pinyin(named(family, one)))


def offered(parts: Sequence[object]) -> str:
    """Write words of which one is meant: `Shanxi or Shaanxi`, `山西或陕西`."""
    return say("list.or").join(dict.fromkeys(map(str, parts)))
