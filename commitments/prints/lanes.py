"""This module plans how a printed timeline fills its box: its commitments named, or marked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pandas as pd

from commitments.prints import type as letters
from commitments.prints import years as print_years
from commitments.prints.page import Box, Sheet
from commitments.prints.years import Column

TEXT_SIZES: Final = (0.88, 0.8, 0.74)  # of the sheet's text, at which commitments are named
MARK_SIZES: Final = (1.25, 1.1, 0.95, 0.8, 0.66, 0.55, 0.45, 0.36)  # where marks alone have room
ROW: Final = 1.22  # distance of two commitments, in ems
LANE_PAD: Final = 0.7  # above and below a lane's commitments, in ems
EMPTY_WEIGHT: Final = 1.9  # ems of a year without a commitment, where commitments are named
NARROWEST: Final = 9.0  # ems, for the shortest line that still names a commitment
WIDEST: Final = 19.0  # ems, for the longest line that is waited for

Cells: TypeAlias = Mapping[tuple[str, int | None], list[dict[str, Any]]]


@dataclass(frozen=True)
class Plan:
    """How a timeline fills its box: the size of its type or marks, its columns and lanes."""

    size: float
    side: dict[int | None, int]  # commitments named side by side in a year; none where only marked
    columns: list[Column]
    heights: list[float]


def planned(
    sheet: Sheet,
    room: Box,
    rows: pd.DataFrame,
    lanes: Sequence[str],
    cells: Cells,
) -> Plan:
    """Choose the largest type that names every commitment, else the largest marks, that fit."""
    shown = print_years.years(rows)
    busy = {year for _, year in cells}
    for share in TEXT_SIZES:
        size = sheet.form.text * share
        side = dict.fromkeys(busy, 1)
        needs = _needs(cells, size)
        while True:
            weights = {
                year: side[year] * needs[year] if year in busy else EMPTY_WEIGHT for year in shown
            }
            made = print_years.columns(shown, weights, room.left, room.right)
            one = min((c.right - c.left) / side[c.year] for c in made if c.year in busy)
            if one < size * NARROWEST:
                break
            heights = [_height(cells, lane, side, size) for lane in lanes]
            if sum(heights) <= room.height:
                return Plan(size, side, made, _stretched(heights, room.height, size))
            side[_deepest(cells, side)] += 1
    return _marked(sheet, room, lanes, cells, shown)


def _marked(
    sheet: Sheet, room: Box, lanes: Sequence[str], cells: Cells, shown: Sequence[int | None]
) -> Plan:
    made = print_years.columns(shown, dict.fromkeys(shown, 1.0), room.left, room.right)
    wide = made[0].right - made[0].left
    for share in MARK_SIZES:
        size = sheet.form.text * share
        side = dict.fromkeys(shown, max(1, int(wide // (size * ROW))))
        heights = [_height(cells, lane, side, size) for lane in lanes]
        if sum(heights) <= room.height:
            return Plan(size, {}, made, _stretched(heights, room.height, size))
    squeezed = room.height / sum(heights)
    return Plan(size * squeezed, {}, made, [high * squeezed for high in heights])


def _needs(cells: Cells, size: float) -> dict[int | None, float]:
    """Return how wide the longest line of each year is, in ems and within reason."""
    needs: dict[int | None, float] = {}
    for (_, year), found in cells.items():
        told = (f"{row['full_label']}  {what(row)}" for row in found)
        longest = max(letters.width(text, size) / size for text in told)
        needs[year] = max(needs.get(year, NARROWEST), min(longest + 2, WIDEST))
    return needs


def _deepest(cells: Cells, side: Mapping[int | None, int]) -> int | None:
    """Return the year whose commitments take most rows in one lane."""
    return max(cells, key=lambda cell: math.ceil(len(cells[cell]) / side[cell[1]]))[1]


def _height(cells: Cells, lane: str, side: Mapping[int | None, int], size: float) -> float:
    """Return how high a lane is with so many commitments side by side in each year."""
    depths = [math.ceil(len(cells.get((lane, year), [])) / beside) for year, beside in side.items()]
    return size * (ROW * max(depths, default=1) + 2 * LANE_PAD)


def _stretched(heights: list[float], room: float, size: float) -> list[float]:
    """Give lanes some of the room that is left, so that a few commitments are not huddled."""
    spare = min((room - sum(heights)) / len(heights), size * 1.6)
    return [high + max(spare, 0) for high in heights]


def what(row: Mapping[str, Any]) -> str:
    """Say what a commitment is about, and of which place."""
    where = f"{row['place']}: " if row["place"] else ""
    return f"{where}{row['indicator_name']}"
