"""Look-up of coded rows in the texts they were read in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import pandas as pd

from commitments.atlas.cells import FIRST_ROW
from commitments.domain.model import Problem
from commitments.language import LazyText, lazy

COPIED_WORDS: Final = 8  # a run of this many words of a document is a copied sentence
NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
SCALE: Final = {"million": 1e6, "billion": 1e9, "thousand": 1e3}
IN_WORDS: Final = {"fully covered": 100.0, "full coverage": 100.0}

Texts = Mapping[str, Sequence[str]]


def problems(rows: pd.DataFrame, sources: pd.DataFrame, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each row of a stored text that its paragraph does not bear out.

    `rows` are text cells as in targets.csv, `texts` the paragraphs of each source that is stored.
    """
    stored = sources.index[sources["text"] != ""]
    for source in stored.difference(list(texts)):
        yield Problem(None, "source", lazy("verify.text-missing", source=source))
    for position, row in enumerate(rows.to_dict("records")):
        if row["source"] in texts:
            why = _failure(row, texts[row["source"]])
            if why:
                yield Problem(position + FIRST_ROW, why[0], why[1])


def _failure(row: Mapping[str, str], paragraphs: Sequence[str]) -> tuple[str, LazyText] | None:
    """Return the column and the reason of the first thing the text does not bear out."""
    number = int(row["paragraph"]) if row["paragraph"].isdecimal() else 0
    if not 1 <= number <= len(paragraphs):
        missing = "verify.no-paragraph" if row["paragraph"] else "verify.paragraph-blank"
        return "paragraph", lazy(missing, number=row["paragraph"])
    paragraph = paragraphs[number - 1]
    if row["value"]:
        if not _stands(row["as_printed"], paragraph):
            told = lazy("verify.not-in-paragraph", printed=row["as_printed"], number=number)
            return "as_printed", told
        if float(row["value"]) not in printed_numbers(row["as_printed"]):
            words = {"value": row["value"], "printed": row["as_printed"]}
            return "value", lazy("verify.not-the-figure", **words)
    for column in ("summary", "note", "correction"):
        if any(copied(row[column], theirs) for theirs in paragraphs):
            return column, lazy("verify.copied")
    return None


def printed_numbers(text: str) -> set[float]:
    """Read the figures in a printed phrase, number words expanded: `137 million kilowatts`."""
    found = {value for words, value in IN_WORDS.items() if words in text.lower()}
    for match in NUMBER.finditer(text):
        value = float(match.group().replace(",", ""))
        following = text[match.end() :].split()
        scale = SCALE.get(following[0].lower(), 1.0) if following else 1.0
        found |= {value, round(value * scale, 6)}
    return found


def copied(words: str, paragraph: str) -> bool:
    """Say whether a text repeats a long run of a paragraph's words."""
    own, theirs = _runs(words), _runs(paragraph)
    return not own.isdisjoint(theirs)


@lru_cache(maxsize=4096)  # paragraphs are asked for again with every row of their document
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    starts = range(len(words) - COPIED_WORDS + 1)
    return frozenset(tuple(words[i : i + COPIED_WORDS]) for i in starts)


def _stands(phrase: str, paragraph: str) -> bool:
    """Say whether a phrase stands in a paragraph, its figures whole: `36%` is not in `136%`."""
    words = re.escape(" ".join(phrase.split()))
    whole = re.compile(rf"(?<!\d)(?<!\d[.,]){words}(?![.,]?\d)")
    return whole.search(" ".join(paragraph.split())) is not None
