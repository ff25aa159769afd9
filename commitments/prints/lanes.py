"""Lanes of a printed timeline: its commitments named, or marked, as its box allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final, TypeAlias

import pandas as pd

from commitments.figures.timelines.axis import PITCH, Axis
from commitments.figures.timelines.axis import Column as ScreenColumn
from commitments.figures.timelines.packing import compact
from commitments.prints import lane_packing as print_packing
from commitments.prints import typography as letters
from commitments.prints import year_columns as print_years
from commitments.prints.lane_packing import Packed, what
from commitments.prints.sheet import Box, Sheet
from commitments.prints.year_columns import Column
from commitments.queries import schedule

TEXT_SIZES: Final = (0.88, 0.8, 0.74, 0.7)  # of the sheet's text, at which commitments are named
SMALLEST: Final = 4.9  # points; smaller type is not read in print
NAME_LINES: Final = (4, 3, 2, 1)  # names go on on the next line, and only then are they cut
SMALLER: Final = 0.8
MARK_SIZES: Final = (1.25, 1.1, 0.95, 0.8, 0.66, 0.55, 0.45, 0.36)  # where marks alone have room
ROW: Final = 1.22  # distance of two commitments, in ems
LANE_PAD: Final = 0.7  # above and below a lane's commitments, in ems
EMPTY_WEIGHT: Final = 1.9  # ems of a year without a commitment, where commitments are named
NARROWEST: Final = 8.0  # ems, for the shortest line that still names a commitment
WIDEST: Final = 19.0  # ems, for the longest line that is waited for
SPARE: Final = 1.6  # ems of free room that a lane takes

Cells: TypeAlias = Mapping[tuple[str, int | None], list[dict[str, Any]]]


@dataclass(frozen=True)
class Plan:
    """How a timeline fills its box: the size of its type or marks, its columns and lanes.

    `lanes` are packed where commitments are named, by the name of the lane; none where they are
    only marked: then `spots` are their middles, by id, from the sheet's left and the lane's top.
    `steps` are ids that follow one another.
    """

    size: float
    side: Mapping[int | None, int]  # commitments named side by side in a year
    columns: list[Column]
    heights: list[float]
    lanes: Mapping[str, Packed]
    steps: tuple[tuple[str, str], ...]
    spots: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # within their lane


def planned(
    sheet: Sheet,
    room: Box,
    rows: pd.DataFrame,
    lanes: Sequence[str],
    cells: Cells,
) -> Plan:
    """Choose the largest type that names every commitment, else the largest marks, that fit."""
    shown = print_years.years(rows)
    chains = {
        lane: schedule.successive(rows[rows["province"] == lane]) if len(rows) else []
        for lane in lanes
    }
    best: tuple[int, Plan] | None = None
    for most in NAME_LINES:
        for share in TEXT_SIZES:
            if sheet.form.text * share < SMALLEST:
                continue
            for plan in _named(room, lanes, cells, chains, shown, sheet.form.text * share, most):
                if sum(plan.heights) > room.height:
                    continue
                cut = sum(one.cut for one in plan.lanes.values())
                if best is None or cut < best[0]:
                    best = cut, plan
                if not cut:
                    return _roomy(plan, room)
    return _roomy(best[1] if best else _marked(sheet, room, lanes, cells, chains, shown), room)


def _roomy(plan: Plan, room: Box) -> Plan:
    """Give lanes some of the room that is left, so that a few commitments are not huddled."""
    spare = min((room.height - sum(plan.heights)) / len(plan.heights), plan.size * SPARE)
    return replace(plan, heights=[high + max(spare, 0) for high in plan.heights])


Chains: TypeAlias = Mapping[str, list[list[str]]]


def _named(
    room: Box,
    lanes: Sequence[str],
    cells: Cells,
    chains: Chains,
    shown: Sequence[int | None],
    size: float,
    most: int,
) -> Iterator[Plan]:
    """Yield plans in one size of type, each with one more column where a year is deepest."""
    busy = {year for _, year in cells}
    needs = _needs(cells, size)
    side = dict.fromkeys(busy, 1)
    while True:
        weights = {y: side[y] * needs[y] if y in busy else EMPTY_WEIGHT for y in shown}
        made = print_years.columns(shown, weights, room.left, room.right)
        narrowest = min((c.right - c.left) / side[c.year] for c in made if c.year in busy)
        if narrowest < size * NARROWEST:
            return
        packed = {
            lane: print_packing.packed(
                {year: cells[lane, year] for year in shown if (lane, year) in cells},
                chains[lane], made, side, size, most,
            )
            for lane in lanes
        }  # fmt: skip
        heights = [size * (ROW * packed[lane].high + 2 * LANE_PAD) for lane in lanes]
        steps = tuple(pair for lane in packed.values() for pair in lane.steps)
        yield Plan(size, dict(side), made, heights, packed, steps)
        side[_deepest(packed)] += 1


def _deepest(packed: Mapping[str, Packed]) -> int | None:
    """Return the year whose commitments take most lines in one lane."""
    lines = {
        (lane, year): max((entry.line + len(entry.lines) for entry in entries), default=0)
        for lane, one in packed.items()
        for year, entries in one.entries.items()
    }
    return max(lines, key=lambda cell: lines[cell])[1]


def _marked(
    sheet: Sheet,
    room: Box,
    lanes: Sequence[str],
    cells: Cells,
    chains: Chains,
    shown: Sequence[int | None],
) -> Plan:
    """Set marks alone as the screen's timeline does, as large as they fit."""
    made = print_years.columns(shown, dict.fromkeys(shown, 1.0), room.left, room.right)
    steps = tuple(pair for lane in lanes for chain in chains[lane] for pair in pairwise(chain))
    for size in _mark_sizes(sheet.form.text):
        scale = size * ROW / PITCH  # points of one pixel of the screen's timeline
        axis = _axis_of(made, scale)
        spots: dict[str, tuple[float, float]] = {}
        heights = []
        for lane in lanes:
            column = {
                str(row["id"]): at
                for at, year in enumerate(shown)
                for row in cells.get((lane, year), ())
            }
            packed = compact(column, chains[lane], axis)
            for mark, spot in packed.items():
                x = axis.columns[column[mark]].first_mark + spot.cell * PITCH
                spots[mark] = x * scale, (spot.top + PITCH / 2) * scale
            deep = max((spot.top for spot in packed.values()), default=0.0) + PITCH
            heights.append(deep * scale + size * 2 * LANE_PAD)
        if sum(heights) <= room.height:
            break
    return Plan(size, {}, made, heights, {}, steps, spots)


def _mark_sizes(text: float) -> Iterator[float]:
    """Yield sizes of marks, the largest first, and ever smaller ones for what is very much."""
    yield from (text * share for share in MARK_SIZES)
    share = MARK_SIZES[-1]
    while True:
        share *= SMALLER
        yield text * share


def _axis_of(columns: Sequence[Column], scale: float) -> Axis:
    """Return the columns as the screen's timeline has them, in its pixels."""
    made = tuple(
        ScreenColumn(one.year, one.left / scale, (one.right - one.left) / scale) for one in columns
    )
    return Axis(made, (), made[-1].right)


def _needs(cells: Cells, size: float) -> dict[int | None, float]:
    """Return how wide the longest line of each year is, in ems and within reason."""
    needs: dict[int | None, float] = {}
    for (_, year), found in cells.items():
        told = (f"{row['full_label']}  {what(row)}" for row in found)
        longest = max(letters.width(text, size) / size for text in told)
        needs[year] = max(needs.get(year, NARROWEST), min(longest + 2, WIDEST))
    return needs
