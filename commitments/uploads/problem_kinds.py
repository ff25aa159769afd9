"""Problems of a reader's table by kind: what is wrong in the same way in many rows is told once.

A kind with few different texts is told text by text, as each has its own remedy; of more, one text
stands for all, and the list of every problem has the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from commitments.domain.model import Problem
from commitments.downloads.tables import csv_bytes
from commitments.language import LazyText, count, enumerated, say

NAMED: Final = 3  # rows, or columns, of one kind
TEXTS: Final = 8  # of one kind; of more, one stands as an example
COLUMNS: Final = ("row", "column", "why")


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that is wrong: in which rows and columns, what to do, and whether others differ."""

    rows: tuple[int, ...]
    columns: tuple[str, ...]
    first: Problem
    is_example: bool

    @property
    def why(self) -> str:
        """What is wrong and what to do about it, of many different cells as an example."""
        return say("problem.example", why=self.first.why) if self.is_example else self.first.why

    @property
    def rows_named(self) -> str:
        """The first rows, and how many more there are."""
        return _named(self.rows, "problem.rows-and-more")

    @property
    def columns_named(self) -> str:
        """The first columns, and how many more there are."""
        return _named(self.columns, "problem.columns-and-more")

    @property
    def rows_counted(self) -> str:
        """The rows, counted where not each is named: `312 rows: 2, 3, 4 and 309 more`."""
        if len(self.rows) <= NAMED:
            return self.rows_named
        return count("problem.rows-counted", len(self.rows), rows=self.rows_named)

    def __str__(self) -> str:
        if len(self.rows) < 2:
            return str(self.first)
        key = "problem.kind-in-column" if self.columns else "problem.kind"
        words = {"rows": self.rows_named, "column": self.columns_named, "why": self.why}
        return count(key, len(self.rows), **words)


def kinds(problems: Iterable[Problem]) -> list[Kind]:
    """Return what is wrong by kind, what most rows have first."""
    found: dict[tuple[str, object], list[Problem]] = defaultdict(list)
    for one in problems:
        found[one.column or "", _what(one.message)].append(one)
    made = [kind for alike in found.values() for kind in _told(alike)]
    return sorted(made, key=lambda kind: (-len(kind.rows), kind.rows))


def _what(message: str | LazyText) -> object:
    """Return what a problem says, whatever cell it says it of."""
    return message.key if isinstance(message, LazyText) else message


def _told(alike: Sequence[Problem]) -> list[Kind]:
    """Tell a kind text by text where there are few, else as one."""
    texts: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in alike:
        texts[one.called, one.why].append(one)
        if len(texts) > TEXTS:
            return [_kind(alike, is_example=True)]
    return [_kind(found, is_example=False) for found in texts.values()]


def _kind(problems: Sequence[Problem], *, is_example: bool) -> Kind:
    rows = dict.fromkeys(one.row for one in problems if one.row is not None)
    columns = dict.fromkeys(one.called for one in problems if one.called)
    return Kind(tuple(rows), tuple(columns), problems[0], is_example)


def _named(parts: Sequence[object], key: str) -> str:
    told = enumerated(parts[:NAMED])
    more = len(parts) - NAMED
    return say(key, listed=told, more=more) if more > 0 else told


def table(found: Sequence[Kind]) -> pd.DataFrame:
    """Return kinds of problems as a table: rows, columns, problem with its remedy."""
    return _table([(kind.rows_counted, kind.columns_named, kind.why) for kind in found])


def every_problem(problems: Iterable[Problem]) -> bytes:
    """Write every problem as CSV that a spreadsheet opens safely, one a line."""
    return csv_bytes(_table([(str(one.row or ""), one.called, one.why) for one in problems]))


def _table(rows: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    names = {name: say(f"your-data.problem-{name}") for name in COLUMNS}
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").rename(columns=names)
