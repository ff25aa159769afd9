"""Cells of text tables: reading them, and quoting them in messages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from commitments.atlas.units import Units
from commitments.language import LazyText, named, say

FIRST_ROW: Final = 2  # a spreadsheet counts from one and the header is its first row
SHOWN_LENGTH: Final = 60  # of a cell in a message: enough to find it
SUGGESTED_WORDS: Final = 100  # more unknown words than this are a wrong column, not slips
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# The wide ones are read like the others by a spreadsheet that is set to Chinese or Japanese.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HARMLESS: Final = "'"  # a spreadsheet shows what follows it as text
YEAR: Final = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Codebook:
    """What the words of a table mean: frames, each indexed by its own key, and the units."""

    indicators: pd.DataFrame
    sources: pd.DataFrame
    provinces: pd.DataFrame = field(repr=False)
    places: pd.DataFrame
    units: Units
    scopes: pd.DataFrame = field(default_factory=pd.DataFrame)


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


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """List the known words nearest to a mistyped one; none where it is like none of them."""
    spelled = {str(name).casefold(): str(name) for name in known}
    typed = word[:SHOWN_LENGTH].casefold()
    return [spelled[name] for name in difflib.get_close_matches(typed, spelled)]


def quoted(cell: object) -> LazyText:
    """Quote a cell in a message, long ones cut, what does not print made visible."""
    return LazyText(_quoted, cell)


def _quoted(cell: object) -> str:
    text = str(cell)
    shown = repr(text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…")
    return say("quote.single" if shown[0] == "'" else "quote.double", cell=shown[1:-1])


def province_named(province: str) -> LazyText:
    """Name a province as its reader does."""
    return LazyText(named, "province", province)


def header_of(column: str) -> LazyText:
    """Name a column of the contract as a reader knows it."""
    return LazyText(named, "header", column)
