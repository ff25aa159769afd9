"""This module reads the cells of text tables and words what is wrong with them, row by row."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from commitments.model import Problem
from commitments.units import Units

FIRST_ROW: Final = 2  # a spreadsheet counts from one and the header is its first row
SHOWN_LENGTH: Final = 60  # of a cell in a message: enough to find it
SUGGESTED_WORDS: Final = 100  # more unknown words than this are a wrong column, not slips
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
HARMLESS: Final = "'"  # a spreadsheet shows what follows it as text
YEAR: Final = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Codebook:
    """What the words of a table mean: four frames, each indexed by its own key, and the units."""

    indicators: pd.DataFrame
    sources: pd.DataFrame
    provinces: pd.DataFrame = field(repr=False)
    places: pd.DataFrame
    units: Units


Rule = Callable[[pd.DataFrame, Codebook], Iterator[Problem]]


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with rows counted from 0 and every cell a text, blank where nothing is."""
    rows = table.reset_index(drop=True)
    return pd.DataFrame({name: _text_column(rows[name]) for name in rows.columns})


def _text_column(cells: pd.Series) -> pd.Series:
    """Turn what is not text into text; half characters, which no file can hold, become `?`."""
    if cells.dtype == "str":
        return cells.fillna("")
    texts = ["" if pd.api.types.is_scalar(c) and pd.isna(c) else str(c) for c in cells.tolist()]
    whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    return pd.Series(whole, index=cells.index, dtype="str")


def matches(cells: pd.Series, pattern: re.Pattern[str]) -> pd.Series:
    """Say which cells match a pattern as a whole; blank cells do not."""
    return passing(cells, lambda cell: pattern.fullmatch(cell) is not None)


def passing(cells: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """Say which cells pass a test of one text; cells repeat, so each text is tested once."""
    texts = cells.tolist()
    passed = {text: test(text) for text in set(texts)}
    return pd.Series([passed[text] for text in texts], index=cells.index, dtype=bool)


def numbers(cells: pd.Series) -> pd.Series:
    """Read cells as numbers, NaN where they are blank or not plain numbers."""
    texts = [str(cell) for cell in cells.tolist()]
    read = {text: float(text) if NUMBER.fullmatch(text) else float("nan") for text in set(texts)}
    return pd.Series([read[text] for text in texts], index=cells.index, dtype=float)


def years(cells: pd.Series) -> pd.Series:
    """Read cells as years, NaN where they are blank or not four digits."""
    return numbers(cells.where(matches(cells, YEAR), ""))


def look_up(words: pd.Series, meanings: pd.Series) -> pd.Series:
    """Give each word its meaning, NaN where it has none; of a word listed twice, the first."""
    found = meanings[~meanings.index.duplicated()].reindex(words.to_numpy())
    return found.set_axis(words.index)


def nearest(word: str, known: Iterable[str]) -> str:
    """Offer the known words nearest to a mistyped one: `; did you mean Shanxi or Shaanxi?`"""
    spelled = {str(name).casefold(): str(name) for name in known}
    typed = word[:SHOWN_LENGTH].casefold()
    close = [spelled[name] for name in difflib.get_close_matches(typed, spelled)]
    return f"; did you mean {' or '.join(close)}?" if close else ""


def at(
    marks: pd.Series, column: str, why: str, *, cell: pd.Series | None = None, **facts: pd.Series
) -> Iterator[Problem]:
    """Yield one problem for each marked row, the `{words}` of `why` filled from that row.

    `cell` is what somebody typed: it is quoted and cut. `facts` are put in as they are.
    """
    rows = marks.to_numpy(dtype=bool).nonzero()[0]
    filling = {name: fact.iloc[rows].tolist() for name, fact in facts.items()}
    if cell is not None:
        filling["cell"] = [quoted(text) for text in cell.iloc[rows]]
    for order, row in enumerate(rows.tolist()):
        words = {name: values[order] for name, values in filling.items()}
        yield Problem(row + FIRST_ROW, column, why.format(**words))


def quoted(text: str) -> str:
    """Quote a cell in a message, long ones cut, what does not print made visible."""
    return repr(text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…")


def header(names: Sequence[object], columns: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each column that is missing or stands more than once."""
    times = Counter(names)
    for name in columns:
        if name not in times:
            yield Problem(1, name, "the column is missing; add it to the header, blank if unused")
        elif times[name] > 1:
            yield Problem(1, name, f"the column stands {times[name]} times; keep one")


def unknown(
    cells: pd.Series,
    column: str,
    known: Iterable[str],
    *,
    called: str,
    otherwise: str = "",
    blank: str = "",
) -> Iterator[Problem]:
    """Yield a problem for each word that is not `called` one of the known.

    The advice is the nearest known words, `otherwise` where none is near. Blank cells pass,
    unless `blank` says what to write.
    """
    words = [str(word) for word in known]
    wrong = (cells != "") & ~cells.isin(words)
    slips = {slip: nearest(slip, words) for slip in cells[wrong].unique()[:SUGGESTED_WORDS]}
    advice = pd.Series([slips.get(cell) or otherwise for cell in cells.tolist()], index=cells.index)
    yield from at(wrong, column, f"{{cell}} is not {called}{{advice}}", cell=cells, advice=advice)
    if blank:
        yield from at(cells == "", column, f"blank; {blank}")


def one_of(column: str, allowed: Iterable[str], *, blank: bool = False) -> Rule:
    """Make the rule that a column holds one of a few words, or nothing where it may be blank."""
    words = [str(word) for word in allowed]
    listed = ", ".join(words)

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        advice = "" if blank else f"write one of {listed}"
        return unknown(table[column], column, words, called=f"one of {listed}", blank=advice)

    return rule


def filled(column: str, remedy: str) -> Rule:
    """Make the rule that a column is never blank."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        return at(table[column] == "", column, f"blank; {remedy}")

    return rule


def unique(column: str) -> Rule:
    """Make the rule that no two rows of a column are alike; the later row is the one named."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = table[column]
        rows = pd.Series(range(FIRST_ROW, len(cells) + FIRST_ROW), index=cells)
        why = f"{{cell}} is already the {column} of row {{first}}; every row needs its own"
        first = look_up(cells, rows)
        yield from at(cells.duplicated() & (cells != ""), column, why, cell=cells, first=first)

    return rule


def shaped(column: str, pattern: re.Pattern[str], called: str) -> Rule:
    """Make the rule that what is filled in a column has a certain form."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = table[column]
        wrong = (cells != "") & ~matches(cells, pattern)
        return at(wrong, column, f"{{cell}} is not {called}", cell=cells)

    return rule


def printable(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    """Yield a problem for each cell with spaces around it or characters that do not print."""
    for column in table.columns:
        cells = table[column]
        clean = passing(cells, lambda cell: cell.isprintable() and cell == cell.strip())
        why = "{cell} has spaces around it or characters that do not print; remove them"
        yield from at(~clean, column, why, cell=cells)
