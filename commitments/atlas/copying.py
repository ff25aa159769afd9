"""Copied sentences: long runs of a document's own words in a text of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

COPIED_WORDS: Final = 8  # a run of this many words of a document is a copied sentence
COPIED_CHARACTERS: Final = 12  # so is a run of this many Chinese characters
HAN_RUN: Final = re.compile(rf"[\u3400-\u9fff]{{{COPIED_CHARACTERS},}}")
TITLE: Final = re.compile("《[^》]*》")  # a document's title is named as it stands


def copied(words: str, paragraph: str) -> bool:
    """Say whether a text repeats a long run of a paragraph's words."""
    own, theirs = _runs(words), _runs(paragraph)
    return not own.isdisjoint(theirs)


@lru_cache(maxsize=4096)  # paragraphs are asked for again with every row of their document
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    starts = range(len(words) - COPIED_WORDS + 1)
    return frozenset(tuple(words[i : i + COPIED_WORDS]) for i in starts)


def copied_in_chinese(words: str, document: str) -> bool:
    """Say whether a text repeats twelve Chinese characters in a row; titles in 《》 may stand.

    `document` is the whole text without blanks and line ends: printed lines wrap anywhere.
    """
    runs = HAN_RUN.findall(TITLE.sub(" ", words))
    return any(
        run[start : start + COPIED_CHARACTERS] in document
        for run in runs
        for start in range(len(run) - COPIED_CHARACTERS + 1)
    )


def unbroken(paragraphs: Sequence[str]) -> str:
    """Join the lines of a text without any blanks."""
    return "".join("".join(line.split()) for line in paragraphs)
