"""Packing of the marks of one lane of a timeline, so that none hides another.

Compact, a lane is filled column by column; figures that follow one another share a line, kept free
between them for the step that joins them, and the others flow around those lines. Open, each mark
has its words to its right; marks stand in the first rows where nothing is in their way, and a
figure that follows another stands one step below it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from commitments.figures.timelines.axis import PITCH, Axis

Role = str  # of a column in a line that is shared
FIRST: Final[Role] = "first"
LAST: Final[Role] = "last"
THROUGH: Final[Role] = "through"
Chains = Sequence[Sequence[str]]  # ids of figures that follow one another
Strip = tuple[float, float, int, int]  # top, bottom, marks side by side, first cell


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark stands in its lane: the place in its column, pixels from the top."""

    cell: int
    top: float


@dataclass(frozen=True, slots=True)
class Piece:
    """What a mark and its words cover, in pixels across and rows down; `row` within its unit."""

    mark: str
    left: float
    right: float
    rows: int
    row: int = 0


def compact(column: Mapping[str, int], chains: Chains, axis: Axis) -> dict[str, Spot]:
    """Place marks side by side in their columns; `column` says which, in reading order."""
    shared = _shared_lines([chain for chain in chains if chain[0] in column], column)
    roles = [_roles(line, column) for line in shared]
    spots = {
        mark: Spot(0, at * PITCH) for at, line in enumerate(shared) for c in line for mark in c
    }
    loose = defaultdict(list)
    for mark in column:
        if mark not in spots:
            loose[column[mark]].append(mark)
    for at, marks in loose.items():
        spots |= _flow(marks, _strips(at, axis.columns[at].marks, roles))
    return spots | _pushed(shared, column, spots)


def _shared_lines(chains: Chains, column: Mapping[str, int]) -> list[list[Sequence[str]]]:
    """Set chains on lines so that those of one line do not meet."""
    found: list[list[Sequence[str]]] = []
    for chain in sorted(chains, key=lambda c: (column[c[0]], -column[c[-1]])):
        free = (line for line in found if column[line[-1][-1]] < column[chain[0]])
        line = next(free, None)
        if line is None:
            found.append([chain])
        else:
            line.append(chain)
    return found


def _roles(line: Chains, column: Mapping[str, int]) -> dict[int, Role]:
    """Say of each column that a line crosses whether it begins, ends or passes there."""
    roles: dict[int, Role] = {}
    for chain in line:
        first, last = column[chain[0]], column[chain[-1]]
        roles |= dict.fromkeys(range(first, last + 1), THROUGH) | {first: FIRST, last: LAST}
    return roles


def _strips(at: int, marks: int, roles: Sequence[Mapping[int, Role]]) -> list[Strip]:
    """Return the room of a column from the top down, around the lines that cross it."""
    strips: list[Strip] = []
    for row, role in enumerate(roles):
        top, bottom, taken = row * PITCH, (row + 1) * PITCH, role.get(at)
        if taken is None:
            strips.append((top, bottom, marks, 0))
        elif taken != THROUGH and marks > 1:
            strips.append((top, bottom, marks - 1, int(taken == LAST)))
    return [*strips, (len(roles) * PITCH, math.inf, marks, 0)]


def _flow(marks: Sequence[str], strips: Sequence[Strip]) -> dict[str, Spot]:
    """Fill the strips of a column in reading order."""
    spots: dict[str, Spot] = {}
    left = list(marks)
    for top, bottom, side_by_side, first in strips:
        y = top
        while left and y + PITCH <= bottom:
            here, left = left[:side_by_side], left[side_by_side:]
            spots |= {mark: Spot(first + cell, y) for cell, mark in enumerate(here)}
            y += PITCH
    return spots


def _pushed(
    shared: Sequence[Chains], column: Mapping[str, int], spots: Mapping[str, Spot]
) -> dict[str, Spot]:
    """Move the first mark of a chain behind those that fill its line before it."""
    starts = {chain[0] for line in shared for chain in line}
    filled: dict[tuple[int, float], int] = defaultdict(int)
    for mark, spot in spots.items():
        if mark not in starts:
            filled[column[mark], spot.top] += 1
    return {s: Spot(filled[column[s], spots[s].top], spots[s].top) for s in starts}


def rows_of(pieces: Mapping[str, Piece], chains: Chains) -> dict[str, int]:
    """Return the row of every mark with words; `pieces` in reading order, leftmost years first."""
    follows = {after: one for chain in chains for one, after in pairwise(chain)}
    units = {c[0]: [pieces[mark] for mark in c] for c in chains if c[0] in pieces}
    covered: dict[int, list[tuple[float, float]]] = defaultdict(list)
    found: dict[str, int] = {}
    for mark, piece in pieces.items():
        if mark in follows:
            continue
        unit = _stepped(units.get(mark, [piece]))
        row = 0
        while not all(_free(covered, part, row) for part in unit):
            row += 1
        for part in unit:
            found[part.mark] = row + part.row
            for line in range(part.rows):
                covered[row + part.row + line].append((part.left, part.right))
    return found


def _stepped(unit: Sequence[Piece]) -> list[Piece]:
    """Set each figure of a chain below the one before it, with room for the step to it."""
    found: list[Piece] = []
    below, left = 0, unit[0].left
    for piece in unit:
        found.append(Piece(piece.mark, left, piece.right, piece.rows, below))
        below, left = below + piece.rows, piece.left
    return found


def _free(covered: Mapping[int, list[tuple[float, float]]], piece: Piece, row: int) -> bool:
    return all(
        piece.right <= left or right <= piece.left
        for line in range(piece.rows)
        for left, right in covered.get(row + piece.row + line, ())
    )
