"""This module lays out a timeline for a slide: years across, lanes of provinces, marks in rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from commitments.model import Theme
from commitments.slides import type as letters
from commitments.slides.axis import ALONE, LAST_EVEN_YEAR, Axis, axis
from commitments.slides.page import Box

HEAD: Final = 0.44  # room for the stages and the years
PAD: Final = 0.09  # over and under the marks of a lane
DOT_ROOM: Final = 0.13  # from a dot's middle to its label
BESIDE: Final = 0.075  # half the distance of two marks of one row and year
BETWEEN: Final = 0.12  # from a label to the next mark
LEAST_ROOM: Final = 0.55  # a label with less is left off
TYPE_SIZES: Final = (11.0, 10.0, 9.0, 8.0)  # of labels, in points
ROW: Final = 1.34  # ems from row to row
WORDS_PITCH: Final = 0.085
WORDS_ROW: Final = 0.19
COUNTED: Final = 0.85  # room for their number
FEWEST_BARS: Final = 4
COMPACT_PITCH: Final = 0.13


@dataclass(frozen=True)
class Mark:
    """One commitment in its place; `room` is for its label, in inches, `before` or behind it."""

    row: Mapping[str, Any]
    x: float
    y: float
    room: float
    wordy: bool
    before: bool = False


@dataclass(frozen=True)
class Lane:
    """One province: its marks, and where figures of one indicator follow each other."""

    name: str
    top: float
    height: float
    marks: tuple[Mark, ...]
    steps: tuple[tuple[Mark, Mark], ...]


@dataclass(frozen=True)
class Plan:
    """A timeline laid out; a size of None has no labels beside its marks."""

    axis: Axis
    lanes: tuple[Lane, ...]
    size: float | None


def plans(rows: pd.DataFrame, provinces: Sequence[str], box: Box, today: int) -> list[Plan]:
    """Lay out described commitments: with labels where one slide holds them, else without.

    Lanes that do not fit on one slide even so go on on the next.
    """
    where = axis(rows, box, today, labels=True)
    for size in TYPE_SIZES:
        lanes = [_open(_of(rows, name), name, where, size) for name in provinces]
        if sum(lane.height for lane in lanes) <= box.height - HEAD:
            return [Plan(where, _stacked(lanes, box.top + HEAD), size)]
    where = axis(rows, box, today, labels=False)
    compact = [_compact(_of(rows, name), name, where) for name in provinces]
    return [
        Plan(where, _stacked(lanes, box.top + HEAD), None)
        for lanes in _by_slide(compact, box.height - HEAD)
    ]


def _of(rows: pd.DataFrame, province: str) -> pd.DataFrame:
    """Return a province's rows in the order in which they are drawn."""
    rank = {str(theme): at for at, theme in enumerate(Theme)}
    own = rows[rows["province"] == province]
    ranked = own.assign(rank=own["theme"].astype("str").map(rank))
    return ranked.sort_values(["year", "rank", "indicator", "drawn"], kind="stable")


def _open(rows: pd.DataFrame, name: str, where: Axis, size: float) -> Lane:
    """Lay out a lane with a label beside each figure, and words as bars below."""
    high = size * ROW / letters.POINTS
    told = rows.to_dict("records")
    figures = [row for row in told if row["value"] == row["value"]]
    spots = _spots(figures, where, size)
    depth = max((spot.level for spot in spots), default=-1) + 1
    marks = [
        Mark(row, _x(where, row, spot), PAD + (spot.level + 0.5) * high, 0, False, spot.before)
        for row, spot in zip(figures, spots, strict=True)
    ]
    marks = [replace(mark, room=_room(mark, marks, where, size)) for mark in marks]
    wordy = [row for row in told if row["value"] != row["value"]]
    bars, bars_high = _bars(wordy, where, PAD + depth * high)
    height = 2 * PAD + depth * high + bars_high
    return Lane(name, 0, max(height, 2 * PAD + high), (*marks, *bars), _steps(marks))


@dataclass(frozen=True)
class _Spot:
    """A place within a year: its row, and whether the label stands before the mark."""

    level: int
    before: bool


def _spots(figures: Sequence[Mapping[str, Any]], where: Axis, size: float) -> list[_Spot]:
    """Give each figure a row within its year: that of the same indicator's last one, or a free.

    A row of the last even year has two places: one with its label before, one with it behind. A
    row is free only behind the figure that stands before it there.
    """
    taken: dict[int | None, set[_Spot]] = {}
    ends: list[tuple[int, float, float]] = []  # row, mark and where its figure ends
    whole: dict[int, float] = {}  # where the last label of a row would end
    last: dict[tuple[str, str, str], int] = {}
    spots = []
    for row in figures:
        used = taken.setdefault(_year(row), set())
        sides = (False, True) if _year(row) == LAST_EVEN_YEAR else (False,)
        levels = list(range(len(figures) + 1))
        if _year(row) is None:
            levels.sort(key=lambda level: (level > max(whole, default=0), whole.get(level, 0)))
        free = [_Spot(i, side) for i in levels for side in sides]
        if _year(row) is not None and _thing(row) in last:
            free.insert(0, _Spot(last[_thing(row)], False))
        wide = _least(row, size)

        def is_free(spot: _Spot, row: Mapping[str, Any] = row, wide: float = wide) -> bool:
            x = _x(where, row, spot)
            start = x - wide if spot.before else x
            return all(end <= start for level, at, end in ends if level == spot.level and at < x)

        spot = next(spot for spot in free if spot not in used and is_free(spot))
        used.add(spot)
        last[_thing(row)] = spot.level
        spots.append(spot)
        x = _x(where, row, spot)
        ends.append((spot.level, x, x if spot.before else x + wide))
        if not spot.before:
            whole[spot.level] = x + _most(row, size)
    return spots


def _least(row: Mapping[str, Any], size: float) -> float:
    """Return the room that a mark takes with its figure alone."""
    return DOT_ROOM + letters.width(row["full_label"], size, bold=True) + BETWEEN


def _most(row: Mapping[str, Any], size: float) -> float:
    """Return the room that a mark takes with all its words."""
    name = f"  {row['place']}: {row['indicator_name']}" if row["place"] else row["indicator_name"]
    return _least(row, size) + letters.width(f"   {name}", size)


def _x(where: Axis, row: Mapping[str, Any], spot: _Spot) -> float:
    """Return where a mark stands; two of one row and year stand side by side."""
    x = where.at(_year(row))
    if _year(row) != LAST_EVEN_YEAR:
        return x
    return x - BESIDE if spot.before else x + BESIDE


def _room(mark: Mark, marks: Sequence[Mark], where: Axis, size: float) -> float:
    """Return the room for a label: up to its neighbour's, which gets no more than it needs."""
    level = [one for one in marks if one.y == mark.y and one is not mark]
    taken = DOT_ROOM + BETWEEN
    if mark.before:
        left = max((one for one in level if one.x < mark.x), key=lambda one: one.x, default=None)
        if left is None:
            return mark.x - taken - where.years[min(where.years)]
        return _share(mark, left, mark.x - left.x, size) - taken
    behind = min((one for one in level if one.x > mark.x), key=lambda one: one.x, default=None)
    if behind is None:
        return where.right - mark.x - DOT_ROOM
    gap = behind.x - mark.x
    return (_share(mark, behind, gap, size) if behind.before else gap) - taken


def _share(mark: Mark, other: Mark, gap: float, size: float) -> float:
    """Part the gap between two labels that meet: each gets what it needs, else half or the rest."""
    own, others = _most(mark.row, size), _most(other.row, size)
    if own + others <= gap:
        return own + (gap - own - others) / 2
    return max(gap - others, min(own, max(gap / 2, _least(mark.row, size))))


def _steps(marks: Sequence[Mark]) -> tuple[tuple[Mark, Mark], ...]:
    """Pair each figure with the next of the same thing where both share a row."""
    found = []
    last: dict[tuple[str, str, str], Mark] = {}
    for mark in marks:
        before = last.get(_thing(mark.row))
        dated = _year(mark.row) is not None
        crossed = any(one.before and one.y == mark.y for one in marks)
        if before and dated and not crossed and before.y == mark.y and before.x < mark.x:
            found.append((before, mark))
        last[_thing(mark.row)] = mark
    return tuple(found)


def _thing(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["indicator"], row["place"], row["scope"]


def _bars(
    wordy: Sequence[Mapping[str, Any]], where: Axis, top: float
) -> tuple[tuple[Mark, ...], float]:
    """Set commitments in words as rows of bars in their year, up to the next such year."""
    starts = sorted({where.at(_year(row)) for row in wordy})
    nexts = dict(zip(starts, [*starts[1:], where.right], strict=False))
    counts: dict[float, int] = {}
    marks = []
    for row in wordy:
        start = where.at(_year(row))
        wide = max(int((nexts[start] - start - COUNTED) // WORDS_PITCH), FEWEST_BARS)
        at = counts.get(start, 0)
        counts[start] = at + 1
        y = top + (at // wide + 0.5) * WORDS_ROW
        marks.append(Mark(row, start + at % wide * WORDS_PITCH, y, 0, True))
    lowest = max((mark.y for mark in marks), default=top - WORDS_ROW / 2)
    return tuple(marks), lowest + WORDS_ROW / 2 - top


def _compact(rows: pd.DataFrame, name: str, where: Axis) -> Lane:
    """Lay out a lane without labels: marks in rows of a year's width."""
    counts: dict[int | None, int] = {}
    marks, depth = [], 0
    across = max(int(where.step // COMPACT_PITCH), 1)
    for row in rows.to_dict("records"):
        year = _year(row)
        at = counts.get(year, 0)
        counts[year] = at + 1
        even = year is not None and year <= LAST_EVEN_YEAR
        wide = across if even else int(ALONE // COMPACT_PITCH) - 1
        start = where.at(year) - ((across - 1) * COMPACT_PITCH / 2 if even else 0)
        x, y = start + at % wide * COMPACT_PITCH, PAD + (at // wide + 0.5) * COMPACT_PITCH
        depth = max(depth, at // wide + 1)
        marks.append(Mark(row, x, y, 0, row["value"] != row["value"]))
    height = 2 * PAD + max(depth, 1) * COMPACT_PITCH
    return Lane(name, 0, height, tuple(marks), ())


def _stacked(lanes: Sequence[Lane], top: float) -> tuple[Lane, ...]:
    """Set lanes one below the other."""
    placed = []
    for lane in lanes:
        moved = {id(mark): replace(mark, y=mark.y + top) for mark in lane.marks}
        steps = tuple((moved[id(a)], moved[id(b)]) for a, b in lane.steps)
        placed.append(Lane(lane.name, top, lane.height, tuple(moved.values()), steps))
        top += lane.height
    return tuple(placed)


def _by_slide(lanes: Sequence[Lane], room: float) -> list[list[Lane]]:
    """Part lanes so that each slide holds its share; one alone may be higher than its slide."""
    slides: list[list[Lane]] = [[]]
    for lane in lanes:
        taken = sum(one.height for one in slides[-1])
        if slides[-1] and taken + lane.height > room:
            slides.append([])
        slides[-1].append(lane)
    return slides


def _year(row: Mapping[str, Any]) -> int | None:
    return None if row["year"] is None or row["year"] != row["year"] else int(row["year"])
