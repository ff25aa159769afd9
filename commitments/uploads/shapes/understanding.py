"""How a table was understood: what each column holds, and what holds for the whole table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

VALUE: Final = "value"
LEFT_OUT: Final = ""
WORDS: Final = "words"  # a part of the indicators' names: rows are told apart by it
OWN: Final = "own"  # a name is that of an indicator of the reader's own


class Shape(StrEnum):
    """How the figures of a table lie."""

    LONG = "long"  # a row a figure, its indicator beside it
    YEARS = "years"  # a column a year
    INDICATORS = "indicators"  # a column an indicator
    PANEL = "panel"  # the same, a row for each province and year
    BOTH = "both"  # a column for each indicator and year
    PROVINCES = "provinces"  # a column a province
    ONE = "one"  # one column of figures


class Kind(StrEnum):
    """What the figures of a table are."""

    TARGET = "target"
    RESULT = "result"


class Shares(StrEnum):
    """What figures of a share between 0 and 1 are."""

    UNASKED = ""
    OF_ONE = "of one"  # 0.36 is 36 %
    PER_CENT = "per cent"  # 0.36 is 0.36 %


class Missing(StrEnum):
    """What a table does not say, and its reader is asked for."""

    INDICATOR = "indicator"
    UNIT = "unit"
    YEAR = "year"
    NEAR = "near"  # a name is near to one of the atlas's
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what it holds; of figures, also what its header says of them."""

    header: str
    role: str = LEFT_OUT  # a column of the contract
    province: str = ""
    name: str = ""  # what is measured, in the reader's words
    unit: str = ""
    year: str = ""
    place: str = ""  # the city that stands in the header


@dataclass(frozen=True)
class Understanding:
    """How a table was understood; every part can be changed with `replace`.

    `meanings` gives the names of indicators what they mean: an id of the atlas's, or OWN; `units`
    gives them the units that the table does not say. `year` blank is none, `undated` says so.
    """

    columns: tuple[Column, ...]
    header: int  # the place of the last row of the header; -1 where there is none
    first: int  # the place of its first row
    province: str = ""
    city: str = ""  # of the province, where all figures are of one; its Chinese name
    year: str = ""
    undated: bool = False
    name: str = ""
    unit: str = ""
    meanings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    units: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kind: Kind = Kind.TARGET
    shares: Shares = Shares.UNASKED
    contract: bool = False  # its header names the columns of the contract
    takes_years: bool = False  # from a column whose header does not say that it holds them

    def places(self, role: str) -> list[int]:
        """Return the places of the columns of a role."""
        return [place for place, column in enumerate(self.columns) if column.role == role]

    def place(self, role: str) -> int | None:
        """Return the place of the first column of a role; None where there is none."""
        return next(iter(self.places(role)), None)

    def with_role(self, place: int | None, role: str) -> Understanding:
        """Give one column a role, which no other then has; None takes the role from all."""
        columns = [
            replace(column, role=LEFT_OUT if column.role == role else column.role)
            for column in self.columns
        ]
        if place is not None:
            columns[place] = replace(columns[place], role=role)
        return replace(self, columns=tuple(columns))

    @property
    def shape(self) -> Shape:
        """How the figures of the table lie."""
        values = [self.columns[place] for place in self.places(VALUE)]
        if any(column.province for column in values):
            return Shape.PROVINCES
        in_rows = self.place("indicator") is not None or self.place(WORDS) is not None
        if in_rows and len(values) == 1:
            return Shape.LONG
        years = len({column.year for column in values if column.year})
        names = len({column.name for column in values})
        if years > 1:
            return Shape.BOTH if names > 1 else Shape.YEARS
        if len(values) == 1:
            return Shape.ONE
        return Shape.PANEL if self.place("year") is not None else Shape.INDICATORS
