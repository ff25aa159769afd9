"""Builders of rules: each rule yields its problems row by row, in the words of a key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from commitments.atlas.cells import (
    FIRST_ROW,
    SUGGESTED_WORDS,
    Codebook,
    header_of,
    look_up,
    matches,
    nearest,
    passing,
    quoted,
)
from commitments.domain.model import Problem
from commitments.language import LazyText, enumerated, lazy, offered, say

Rule = Callable[[pd.DataFrame, Codebook], Iterator[Problem]]


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
    if not len(rows):
        return
    if cell is not None:
        facts["cell"] = cell
    columns = {name: fact for name, fact in facts.items() if isinstance(fact, pd.Series)}
    same = {name: fact for name, fact in facts.items() if name not in columns}
    found = {name: fact.iloc[rows].tolist() for name, fact in columns.items()}
    texts = _Texts(found, same, telling)
    for order, row in enumerate(rows.tolist()):
        yield Problem(row + FIRST_ROW, column, LazyText(texts.of, key, order))


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is to be said of the rows of one rule; a table may break it in every row."""

    columns: Mapping[str, Sequence[Any]]
    same: Mapping[str, object]
    telling: Mapping[str, Callable[[Any], object]]

    def of(self, key: str, order: int) -> str:
        """Say the text of one of the rows."""
        words = {name: values[order] for name, values in self.columns.items()}
        words |= {name: tell(words[name]) for name, tell in self.telling.items()}
        if "cell" in words:
            words["cell"] = quoted(words["cell"])
        return say(key, **self.same, **words)


def header(names: Sequence[object], columns: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each column that is missing or stands more than once."""
    times = Counter(names)
    for name in columns:
        if name not in times:
            yield Problem(1, name, lazy("check.column-missing"))
        elif times[name] > 1:
            yield Problem(1, name, lazy("check.column-repeated", times=times[name]))


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
    filled = cells != ""
    wrong = filled & ~cells.isin(spelled)
    if blank:
        yield from at(~filled, column, f"{family}.blank", **words)
    if not wrong.any():
        return
    slips = {slip: nearest(slip, spelled) for slip in cells[wrong].unique()[:SUGGESTED_WORDS]}
    meant = {slip: LazyText(offered, names) for slip, names in slips.items() if names}
    near = wrong & cells.isin(list(meant))
    telling = {"names": meant.__getitem__}
    yield from at(near, column, f"{family}.near", cell=cells, names=cells, telling=telling, **words)
    yield from at(wrong & ~near, column, f"{family}.other", cell=cells, **words)


def one_of(column: str, allowed: Iterable[str], *, blank: bool = False) -> Rule:
    """Make the rule that a column holds one of a few words, or nothing where it may be blank."""
    words = [str(word) for word in allowed]
    listed = LazyText(enumerated, words)

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
