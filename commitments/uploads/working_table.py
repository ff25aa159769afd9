"""A reader's table on its way into the contract: cells, problems and notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from commitments.atlas.cells import SUGGESTED_WORDS, Codebook, nearest
from commitments.domain.model import TARGET_COLUMNS, Problem
from commitments.language import LazyText, count, in_either, offered
from commitments.uploads.comparators import Unclear
from commitments.uploads.given import Given


@dataclass
class Draft:
    """A table on its way into the contract: its columns so far, its problems and its notices."""

    given: Given
    codebook: Codebook
    columns: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[tuple[int, str]] = field(default_factory=set)  # place and column of the contract
    notes: list[LazyText] = field(default_factory=list)
    slips: dict[str, dict[str, LazyText | None]] = field(default_factory=dict)

    @property
    def rows(self) -> range:
        """The places of the rows, counted from 0."""
        return range(len(self.given.numbers))

    def refuse(self, place: int, column: str, told: LazyText) -> None:
        """Name a problem of one cell under the header that its reader gave it."""
        number, header = self.given.numbers[place], self.given.named.get(column, "")
        self.problems.append(Problem(number, column, told, header=header))
        self.refused.add((place, column))

    def nearest(
        self, column: str, cell: str, known: Iterable[str], telling: Callable[[str], object] = str
    ) -> LazyText | None:
        """Offer what a cell may have meant, for the first slips of a column; None where nothing."""
        slips = self.slips.setdefault(column, {})
        if cell not in slips:
            near = nearest(cell, known) if len(slips) < SUGGESTED_WORDS else []
            slips[cell] = LazyText(offered, [telling(one) for one in near]) if near else None
        return slips[cell]

    def note(self, number: int, key: str) -> None:
        """Add a notice where it counts something."""
        if number > 0:
            self.notes.append(LazyText(count, key, number))

    def indicator_called(self, indicator: str) -> LazyText:
        """Name an indicator: by its id, in Chinese by its name."""
        return LazyText(in_either, indicator, str(self.names_zh.get(indicator, "")))

    def place_called(self, place: str) -> LazyText:
        """Name a place: by its English name, in Chinese by its Chinese one."""
        return LazyText(in_either, place, str(self.places_zh.get(place, "")))

    @cached_property
    def places_zh(self) -> dict[str, str]:
        """The Chinese names of the atlas's own places."""
        return dict(self.codebook.places["name_zh"])

    @cached_property
    def names_zh(self) -> dict[str, str]:
        """The Chinese names of the atlas's own indicators."""
        return dict(self.codebook.indicators["name_zh"])

    def read(self, column: str, reading: Callable[[str], str]) -> None:
        """Fill a column cell by cell; a cell that cannot be read stays as it was typed."""
        known: dict[str, tuple[str, LazyText | None]] = {}
        cells = self.given.cells(column)
        for place, cell in enumerate(cells):
            if cell not in known:
                known[cell] = _tried(reading, cell)
            cells[place], told = known[cell]
            if told:
                self.refuse(place, column, told)
        self.columns[column] = cells

    def table(self) -> pd.DataFrame:
        """Return the rows under the columns of the contract."""
        filled = {name: self.columns.get(name) or self.given.cells(name) for name in TARGET_COLUMNS}
        return pd.DataFrame(filled, dtype="str")


def _tried(reading: Callable[[str], str], cell: str) -> tuple[str, LazyText | None]:
    """Return what a cell says; or the cell as it is, and why it cannot be read."""
    try:
        return reading(cell), None
    except Unclear as fault:
        return cell, fault.message
