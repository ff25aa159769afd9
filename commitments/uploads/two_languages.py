"""Words that a table gives in both languages at once: `Hebei 河北`, `省份 Province`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

LONGEST: Final = 120  # characters; longer is prose
_HAN: Final = r"[^A-Za-z]*[\u3400-\u9fff][^A-Za-z]*?"
_LETTERS: Final = r"[^\u3400-\u9fff]*[A-Za-z][^\u3400-\u9fff]*?"
_BETWEEN: Final = r"[\s/|()（）,，;；:：-]+"
_BOTH: Final = (
    re.compile(rf"(?P<first>{_HAN}){_BETWEEN}(?P<second>{_LETTERS})[\s)）]*"),
    re.compile(rf"(?P<first>{_LETTERS}){_BETWEEN}?(?P<second>{_HAN})[\s)）]*"),
    re.compile(rf"(?P<first>{_HAN})(?P<second>[A-Za-z]{_LETTERS})[\s)）]*"),
)


def parts(text: str) -> tuple[str, str] | None:
    """Part a text into what it says in Chinese and in letters; None where it is of one."""
    if len(text) > LONGEST or text.isascii():
        return None
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _BOTH)), None)
    return (found["first"].strip(), found["second"].strip()) if found else None


def alike(text: str, meaning: Callable[[str], str]) -> str:
    """Return what both parts of a text mean, where they mean the same; else nothing."""
    both = parts(text)
    if not both:
        return ""
    first, second = map(meaning, both)
    return first if first == second else ""
