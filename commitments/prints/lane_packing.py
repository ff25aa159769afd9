"""Packing of one lane of a printed timeline: rows, lines, steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, TypeAlias

import pandas as pd

from commitments.language import joined, line_breaking, say
from commitments.prints import typography as letters
from commitments.prints.typography import SEMIBOLD
from commitments.prints.year_columns import Column

MARK: Final = 1.5  # ems from the start of an entry to its words
END: Final = 0.3  # ems kept free behind them
GAP: Final = 0.4  # ems between a figure and what it measures

Row: TypeAlias = Mapping[str, Any]
Year: TypeAlias = "int | None"


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment in its cell: the subcolumn, the line it begins on, its name in lines."""

    row: Row
    beside: int
    line: int
    lines: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Packed:
    """A lane packed: the entries of each year, how many lines it is high, ids that follow."""

    entries: Mapping[Year, list[Entry]]
    high: int
    steps: tuple[tuple[str, str], ...]

    @property
    def cut(self) -> int:
        """Count the commitments that are not named in full."""
        return sum(not entry.whole for cell in self.entries.values() for entry in cell)


def what(row: Row) -> str:
    """Say what a commitment is about, and of which place."""
    name = str(row["indicator_name"])
    if not row["place"]:
        return name
    return say("print.timeline-place", place=row["place_name"], indicator=name)


def packed(
    cells: Mapping[Year, Sequence[Row]],
    chains: Sequence[Sequence[str]],
    columns: Sequence[Column],
    side: Mapping[Year, int],
    size: float,
    most: int,
) -> Packed:
    """Pack a lane: figures that follow one another share the upper lines, the others stand below.

    `most` lines name a commitment; what needs more is cut.
    """
    told = {
        column.year: [_broken(row, _room(column, side, size), size, most)
                      for row in cells.get(column.year, ())]
        for column in columns
    }  # fmt: skip
    place = {column.year: at for at, column in enumerate(columns)}
    by_id = {row["id"]: (year, row, lines) for year, cell in told.items() for row, lines, _ in cell}
    upper: dict[str, int] = {}
    taken = [0] * len(columns)
    for chain in chains:
        spots = [place[by_id[name][0]] for name in chain]
        reached = slice(min(spots), max(spots) + 1)
        top = max(taken[reached])
        high = max(len(by_id[name][2]) for name in chain)
        taken[reached] = [top + high] * (reached.stop - reached.start)
        upper |= dict.fromkeys(chain, top)
    entries, high = {}, 1
    for column, below in zip(columns, taken, strict=True):
        cell, deep = _cell(told[column.year], upper, below, side.get(column.year, 1))
        entries[column.year] = cell
        high = max(high, deep)
    return Packed(entries, high, tuple(pair for chain in chains for pair in pairwise(chain)))


def _room(column: Column, side: Mapping[Year, int], size: float) -> float:
    wide = (column.right - column.left) / side.get(column.year, 1)
    return wide - size * (MARK + END)


Broken: TypeAlias = "tuple[Row, tuple[str, ...], bool]"


def _broken(row: Row, room: float, size: float, most: int) -> Broken:
    """Break a name into lines, the first of them beside its figure; say whether it is whole."""
    name = what(row)
    figure = "" if pd.isna(row["value"]) else str(row["full_label"])
    beside = letters.width(figure, size, SEMIBOLD) + size * GAP if figure else 0.0
    lines = line_breaking.beside(name, room - beside, room, lambda part: letters.width(part, size))
    if not figure and not lines[0]:
        lines = lines[1:]
    whole = len(lines) <= most and all(letters.width(line, size) <= room for line in lines)
    if not whole:
        rest = joined([line for line in lines[most - 1 :] if line])
        last = room - beside if most == 1 else room
        lines = [*lines[: most - 1], letters.cut(rest, size, last) if last > size * 2 else ""]
    return row, tuple(lines), whole


def _cell(
    told: Sequence[Broken], upper: Mapping[str, int], below: int, beside: int
) -> tuple[list[Entry], int]:
    """Fill a cell: what follows another on its own line, the others below, side by side."""
    made = [
        Entry(row, 0, upper[row["id"]], lines, whole)
        for row, lines, whole in told
        if row["id"] in upper
    ]
    others = [one for one in told if one[0]["id"] not in upper]
    deep = max(
        -(-sum(len(lines) for _, lines, _ in others) // beside),
        max((len(lines) for _, lines, _ in others), default=0),
    )
    while _columns(others, deep) > beside:
        deep += 1
    column, line = 0, 0
    for row, lines, whole in others:
        if line + len(lines) > deep:
            column, line = column + 1, 0
        made.append(Entry(row, column, below + line, lines, whole))
        line += len(lines)
    return made, max([entry.line + len(entry.lines) for entry in made], default=0)


def _columns(others: Sequence[Broken], deep: int) -> int:
    """Return how many columns of so many lines some entries need."""
    columns, line = 1, 0
    for _, lines, _ in others:
        if line + len(lines) > deep:
            columns, line = columns + 1, 0
        line += len(lines)
    return columns
