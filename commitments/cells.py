"""This module reads the cells of text tables and words what is wrong with them, row by row."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from commitments.language import Later, enumerated, later, named, offered, say
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


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """List the known words nearest to a mistyped one; none where it is like none of them."""
    spelled = {str(name).casefold(): str(name) for name in known}
    typed = word[:SHOWN_LENGTH].casefold()
    return [spelled[name] for name in difflib.get_close_matches(typed, spelled)]


def at(
    marks: pd.Series,
    column: str,
    key: str,
    *,
    cell: pd.Series | None = None,
    telling: Mapping[str, Callable[[Any], object]] = MappingProxyType({}),
    **facts: object,
) -> Iterator[Problem]:
    """Yield one problem for each marked row, with the text of a key.

    The words of the text are filled from that row: `cell` is what somebody typed, it is quoted and
    cut; `facts` are put in as they are, or as `telling` tells them. A fact that is no column is
    the same in every row.
    """
    rows = marks.to_numpy(dtype=bool).nonzero()[0]
    if cell is not None:
        facts["cell"] = cell
    columns = {name: fact for name, fact in facts.items() if isinstance(fact, pd.Series)}
    same = {name: fact for name, fact in facts.items() if name not in columns}
    found = {name: fact.iloc[rows].tolist() for name, fact in columns.items()}
    texts = _Texts(key, found, same, telling)
    for order, row in enumerate(rows.tolist()):
        yield Problem(row + FIRST_ROW, column, Later(texts.of, order))


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is to be said of the rows of one rule; a table may break it in every row."""

    key: str
    columns: Mapping[str, Sequence[Any]]
    same: Mapping[str, object]
    telling: Mapping[str, Callable[[Any], object]]

    def of(self, order: int) -> str:
        """Say the text of one of the rows."""
        words = {name: values[order] for name, values in self.columns.items()}
        words |= {name: tell(words[name]) for name, tell in self.telling.items()}
        if "cell" in words:
            words["cell"] = _quoted(words["cell"])
        return say(self.key, **self.same, **words)


def quoted(cell: object) -> Later:
    """Quote a cell in a message, long ones cut, what does not print made visible."""
    return Later(_quoted, cell)


def _quoted(cell: object) -> str:
    text = str(cell)
    shown = repr(text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…")
    return say("quote.single" if shown[0] == "'" else "quote.double", cell=shown[1:-1])


def province_named(province: str) -> Later:
    """Name a province as its reader does."""
    return Later(named, "province", province)


def header_of(column: str) -> Later:
    """Name a column of the contract as a reader knows it."""
    return Later(named, "header", column)


def header(names: Sequence[object], columns: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each column that is missing or stands more than once."""
    times = Counter(names)
    for name in columns:
        if name not in times:
            yield Problem(1, name, later("check.column-missing"))
        elif times[name] > 1:
            yield Problem(1, name, later("check.column-repeated", times=times[name]))


def unknown(
    cells: pd.Series,
    column: str,
    known: Iterable[str],
    *,
    family: str,
    blank: bool = False,
    **words: Any,  # noqa: ANN401 (whatever the texts put in)
) -> Iterator[Problem]:
    """Yield a problem for each word that is none of the known, in the words of a family of keys.

    Its text `near` has the nearest known `names`, `other` stands where none is near, and `blank`
    where the cell is blank, unless that may be.
    """
    spelled = [str(word) for word in known]
    wrong = (cells != "") & ~cells.isin(spelled)
    slips = {slip: nearest(slip, spelled) for slip in cells[wrong].unique()[:SUGGESTED_WORDS]}
    meant = {slip: Later(offered, names) for slip, names in slips.items() if names}
    near = wrong & cells.isin(list(meant))
    telling = {"names": meant.__getitem__}
    yield from at(near, column, f"{family}.near", cell=cells, names=cells, telling=telling, **words)
    yield from at(wrong & ~near, column, f"{family}.other", cell=cells, **words)
    if blank:
        yield from at(cells == "", column, f"{family}.blank", **words)


def one_of(column: str, allowed: Iterable[str], *, blank: bool = False) -> Rule:
    """Make the rule that a column holds one of a few words, or nothing where it may be blank."""
    words = [str(word) for word in allowed]
    listed = Later(enumerated, words)

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = table[column]
        return unknown(cells, column, words, family="check.one-of", blank=not blank, listed=listed)

    return rule


def in_codebook(
    column: str,
    words: Callable[[Codebook], Iterable[str]],
    *,
    family: str,
    blank: bool = False,
    **said: Any,  # noqa: ANN401 (whatever the texts put in)
) -> Rule:
    """Make the rule that a column holds words of the codebook; `blank` as in `unknown`."""

    def rule(table: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
        return unknown(table[column], column, words(codebook), family=family, blank=blank, **said)

    return rule


def filled(column: str, key: str) -> Rule:
    """Make the rule that a column is never blank; the text of the key says what to write."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        return at(table[column] == "", column, key)

    return rule


def unique(column: str) -> Rule:
    """Make the rule that no two rows of a column are alike; the later row is the one named."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = table[column]
        rows = pd.Series(range(FIRST_ROW, len(cells) + FIRST_ROW), index=cells)
        again, first = cells.duplicated() & (cells != ""), look_up(cells, rows)
        told = header_of(column)
        yield from at(again, column, "check.not-unique", cell=cells, first=first, column_name=told)

    return rule


def shaped(column: str, pattern: re.Pattern[str], key: str) -> Rule:
    """Make the rule that what is filled in a column has a certain form, which a text says."""

    def rule(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = table[column]
        return at((cells != "") & ~matches(cells, pattern), column, key, cell=cells)

    return rule


def printable(table: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    """Yield a problem for each cell with spaces around it or characters that do not print."""
    for column in table.columns:
        cells = table[column]
        clean = passing(cells, lambda cell: cell.isprintable() and cell == cell.strip())
        yield from at(~clean, column, "check.unprintable", cell=cells)
