"""Look-up of coded rows in the texts they were read in."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from commitments.atlas.cells import FIRST_ROW
from commitments.atlas.copying import copied, copied_in_chinese, unbroken
from commitments.atlas.rows import records
from commitments.domain.model import Problem
from commitments.language import LazyText, lazy

NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
SCALE: Final = {"million": 1e6, "billion": 1e9, "thousand": 1e3}
SCALE_ZH: Final = {"万亿": 1e12, "百亿": 1e10, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4}
IN_WORDS: Final = {
    "fully covered": 100.0, "full coverage": 100.0, "全覆盖": 100.0, "全部": 100.0, "全面": 100.0,
}  # fmt: skip
CHINESE: Final = "zh"
LINES_OF_A_TABLE: Final = 4  # the line that is named and three more: tables from PDF wrap
PRIVATE_POINT: Final = "\U001001b0"  # how one font's decimal point comes out of a PDF
OWN_ENGLISH: Final = ("summary", "scope", "note", "correction")
OWN_CHINESE: Final = ("summary_zh", "scope_zh", "note_zh", "correction_zh")

NOISE: Final = 1e-9

Texts = Mapping[str, Sequence[str]]
Failure = tuple[str, LazyText]  # the column and the reason


@dataclass(frozen=True)
class Document:
    """A stored text: its lines, and what is looked for in them."""

    lines: Sequence[str]
    is_chinese: bool

    @cached_property
    def unbroken(self) -> str:
        """Return the whole text without blanks."""
        return unbroken(self.lines)

    def passage(self, number: int) -> str:
        """Return the paragraph of a row; of a Chinese text the lines that a table may wrap to."""
        lines = LINES_OF_A_TABLE if self.is_chinese else 1
        return normal(" ".join(self.lines[number - 1 : number - 1 + lines]))

    def is_copied_in(self, row: Mapping[str, str]) -> str:
        """Return the column of a row that repeats the text; blank where none does."""
        columns, is_copied = (
            (OWN_CHINESE, self._is_copied_in_chinese)
            if self.is_chinese
            else (OWN_ENGLISH, self._is_copied)
        )
        return next((name for name in columns if row.get(name) and is_copied(row[name])), "")

    def _is_copied(self, words: str) -> bool:
        return any(copied(words, line) for line in self.lines)

    def _is_copied_in_chinese(self, words: str) -> bool:
        return copied_in_chinese(words, self.unbroken)


def problems(
    rows: pd.DataFrame,
    sources: pd.DataFrame,
    texts: Texts,
    *,
    lost: Collection[str] = (),
    scaled: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield a problem for each row of a stored text that its paragraph does not bear out.

    `rows` are text cells as in targets.csv or results.csv, `texts` the paragraphs of each source
    that is stored, `lost` the ids of rows whose figure the stored text has lost.
    """
    chinese = set(sources.index[sources["language"] == CHINESE]) if "language" in sources else set()
    documents = {source: Document(lines, source in chinese) for source, lines in texts.items()}
    for position, row in enumerate(records(rows)):
        if row["source"] in documents:
            why = _failure(row, documents[row["source"]], scaled, is_lost=row["id"] in lost)
            if why:
                yield Problem(position + FIRST_ROW, why[0], why[1])


def missing(sources: pd.DataFrame, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each source whose text should lie in the folder and does not."""
    stored = sources.index[sources["text"] != ""]
    for source in stored.difference(list(texts)):
        yield Problem(None, "source", lazy("verify.text-missing", source=source))


def _failure(
    row: Mapping[str, str], document: Document, scaled: Collection[str], *, is_lost: bool
) -> Failure | None:
    """Return the column and the reason of the first thing the text does not bear out."""
    number = int(row["paragraph"]) if row["paragraph"].isdecimal() else 0
    if not 1 <= number <= len(document.lines):
        key = "verify.no-paragraph" if row["paragraph"] else "verify.paragraph-blank"
        return "paragraph", lazy(key, number=row["paragraph"])
    wrong = _wrong_figure(row, document, number, scaled) if row["value"] else None
    if is_lost:
        return None if wrong else ("id", lazy("verify.listed-but-found"))
    if wrong:
        return wrong
    column = document.is_copied_in(row)
    return (column, lazy("verify.copied")) if column else None


def _wrong_figure(
    row: Mapping[str, str], document: Document, number: int, scaled: Collection[str]
) -> Failure | None:
    """Return what is wrong with a figure that should stand in a paragraph."""
    found = stands_in_chinese if document.is_chinese else stands
    if not found(row["as_printed"], document.passage(number)):
        told = lazy("verify.not-in-paragraph", printed=row["as_printed"], number=number)
        return "as_printed", told
    value, printed = float(row["value"]), printed_numbers(row["as_printed"])
    in_multiples = document.is_chinese and row["unit"] in scaled
    if value not in printed and not (in_multiples and _same_digits(value, printed)):
        words = {"value": row["value"], "printed": row["as_printed"]}
        return "value", lazy("verify.not-the-figure", **words)
    return None


def _same_digits(value: float, printed: Collection[float]) -> bool:
    """Say whether a value is a printed one in another multiple: 2.07 GW is 207 in 万千瓦."""
    shifts = (math.log10(value / one) for one in printed if one > 0 and value > 0)
    return any(math.isclose(shift, round(shift), abs_tol=NOISE) for shift in shifts)


def printed_numbers(text: str) -> set[float]:
    """Read the figures in a printed phrase: `137 million kilowatts`, `1.37亿千瓦`, `全覆盖`."""
    text = normal(text)
    found = {value for words, value in IN_WORDS.items() if words in text.lower()}
    for match in NUMBER.finditer(text):
        value = float(match.group().replace(",", ""))
        found |= {value, round(value * _scale(text[match.end() :]), 6)}
    return found


def _scale(following: str) -> float:
    """Return what the number words behind a figure multiply it by."""
    word, *_ = following.split() or [""]
    if word.lower() in SCALE:
        return SCALE[word.lower()]
    return next((size for zh, size in SCALE_ZH.items() if word.startswith(zh)), 1.0)


def normal(text: str) -> str:
    """Write a text in one width, its blanks single, none before a decimal point."""
    plain = unicodedata.normalize("NFKC", text).replace(PRIVATE_POINT, ".")
    return re.sub(r"(?<=\d) ?\. ?(?=\d)", ".", " ".join(plain.split()))


def stands(phrase: str, passage: str) -> bool:
    """Say whether a phrase stands in a passage, its figures whole: `36%` is not in `136%`."""
    whole = re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(normal(phrase))}(?![.,]?\d)")
    return whole.search(passage) is not None


def stands_in_chinese(phrase: str, passage: str) -> bool:
    """Say it of a passage that may break a phrase anywhere: each of its figures must stand there.

    A phrase without figures must stand there itself, blanks left out.
    """
    figures = NUMBER.findall(normal(phrase))
    spaced = re.sub(r"(?<=\d) (?=\d)", "", passage)  # some texts part every digit: 2 4 %
    if figures:
        return all(stands(one, passage) or stands(one, spaced) for one in figures)
    return "".join(phrase.split()) in "".join(passage.split())
