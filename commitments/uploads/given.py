"""A table as its reader gave it: every cell, and the columns that are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from commitments.domain.model import Problem
from commitments.language import LazyText

RESULT: Final = "result"  # the kind of a reported value
DESCRIBING: Final = ("indicator_name", "indicator_name_zh", "better", "definition")


@dataclass(frozen=True)
class Given:
    """A table as its reader gave it: every cell, the columns that are known, the rows' places.

    `columns` has the cells under the reader's own headers, `numbers` the rows of the file they
    stand in. `named` gives a column of the contract its header.
    """

    name: str
    form: LazyText
    columns: Mapping[str, list[str]] = field(repr=False)
    numbers: list[int] = field(repr=False)
    named: Mapping[str, str]
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]
    version: str = ""
    notes: tuple[LazyText, ...] = ()  # what was left out, and why
    own: frozenset[str] = frozenset()  # names of indicators that are the reader's own for certain
    kind: str = ""  # `target` or `result`, of rows that do not say it themselves
    filled: int = 0  # blank provinces that were taken from the row above
    at: tuple[tuple[int, str], ...] = ()  # row and header of each figure, where rows were made

    def cells(self, column: str) -> list[str]:
        """Return the cells of a column of the contract, blanks where the table has none."""
        header = self.named.get(column)
        return list(self.columns[header]) if header else [""] * len(self.numbers)

    def cell(self, column: str, place: int) -> str:
        """Return one cell, blank where the table has no such column."""
        header = self.named.get(column)
        return self.columns[header][place] if header else ""

    def says_of(self, indicator: str) -> bool:
        """Say whether the table describes an indicator, so that it is the reader's own."""
        return indicator in self.described

    @cached_property
    def described(self) -> frozenset[str]:
        """The names of indicators that the table describes itself."""
        cells = self.cells("indicator")
        return frozenset(
            name
            for column in DESCRIBING
            if column in self.named
            for name, said in zip(cells, self.cells(column), strict=True)
            if said
        )

    def with_cells(self, column: str, cells: list[str]) -> Given:
        """Return the table with other cells in a column of the contract, new where it had none."""
        header = self.named.get(column, column)
        named = {**self.named, column: header}
        return replace(self, columns={**self.columns, header: cells}, named=named)

    def place_of(self, problem: Problem) -> Problem:
        """Return a problem with the row and the header of the file that it stands in."""
        if not self.at or problem.row is None:
            return problem
        row, header = self.at[problem.row - self.numbers[0]]
        shown = header if problem.column in ("value", "unit", "indicator", None) else problem.called
        return replace(problem, row=row, header=shown)
