"""Layout of a timeline for a slide: years across, lanes of provinces, marks in rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import Theme
from commitments.figures.timelines.axis import LAST_EVEN_YEAR
from commitments.slides import typography as letters
from commitments.slides.axis import ALONE, Axis, axis
from commitments.slides.label_positions import Mark, placed, steps
from commitments.slides.page import Box
from commitments.words.wording import year as year_of

HEAD: Final = 0.44  # room for the stages and the years
PAD: Final = 0.09  # over and under the marks of a lane
TYPE_SIZES: Final = (11.0, 10.0, 9.0)  # of labels on one slide, in points
PARTED_SIZES: Final = (10.0, 9.0)  # of labels whose lanes go on on the next slide
MOST_SLIDES: Final = 3  # for labels; more are marks alone
SMALLEST: Final = 8.0
LINE: Final = 1.2  # ems from line to line of one label
ROW: Final = 1.3  # ems from row to row
WORDS_PITCH: Final = 0.085
WORDS_ROW: Final = 0.19
COUNTED: Final = 0.85  # room for their number
FEWEST_BARS: Final = 4
COMPACT_PITCH: Final = 0.13


@dataclass(frozen=True)
class Lane:
    """One province: its marks, and where figures of one indicator follow each other."""

    name: str
    top: float
    height: float
    marks: tuple[Mark, ...]
    steps: tuple[tuple[Mark, Mark], ...]

    @property
    def whole(self) -> bool:
        """Say whether every label names its indicator in full."""
        return all(mark.whole for mark in self.marks)


@dataclass(frozen=True)
class Plan:
    """A timeline laid out; a size of None has no labels beside its marks."""

    axis: Axis
    lanes: tuple[Lane, ...]
    size: float | None


def plans(rows: pd.DataFrame, provinces: Sequence[str], box: Box, today: int) -> list[Plan]:
    """Lay out described commitments: with labels where a few slides hold them whole, else without.

    Lanes that do not fit on one slide go on on the next.
    """
    where = axis(rows, box, today, labels=True)
    room = box.height - HEAD
    for size, most in (
        *((size, 1) for size in TYPE_SIZES),
        *((size, MOST_SLIDES) for size in PARTED_SIZES),
        *((SMALLEST, most) for most in (1, MOST_SLIDES)),
    ):
        lanes = [_open(_of(rows, name), name, where, size) for name in provinces]
        slides = _by_slide(lanes, room)
        whole = size == SMALLEST or all(lane.whole for lane in lanes)
        if whole and len(slides) <= most and all(lane.height <= room for lane in lanes):
            return [Plan(where, _stacked(part, box.top + HEAD), size) for part in slides]
    where = axis(rows, box, today, labels=False)
    compact = [_compact(_of(rows, name), name, where) for name in provinces]
    return [Plan(where, _stacked(part, box.top + HEAD), None) for part in _by_slide(compact, room)]


def _of(rows: pd.DataFrame, province: str) -> pd.DataFrame:
    """Return a province's rows in the order in which they are drawn."""
    rank = {str(theme): at for at, theme in enumerate(Theme)}
    own = rows[rows["province"] == province]
    ranked = own.assign(rank=own["theme"].astype("str").map(rank))
    return ranked.sort_values(["year", "rank", "indicator", "drawn"], kind="stable")


def _open(rows: pd.DataFrame, name: str, where: Axis, size: float) -> Lane:
    """Lay out a lane with a label beside each figure, and words as bars below."""
    told = records(rows)
    marks = placed([row for row in told if row["value"] == row["value"]], where, size)
    high = size * ROW / letters.POINTS
    follow = steps(marks)
    depth = PAD + max((mark.y + len(mark.lines) for mark in marks), default=0) * high
    marks = [replace(mark, y=PAD + (mark.y + 0.5) * high) for mark in marks]
    joined = tuple((marks[one], marks[other]) for one, other in follow)
    wordy = [row for row in told if row["value"] != row["value"]]
    bars, bars_high = _bars(wordy, where, depth)
    height = PAD + depth + bars_high
    return Lane(name, 0, max(height, 2 * PAD + high), (*marks, *bars), joined)


def _bars(
    wordy: Sequence[Mapping[str, Any]], where: Axis, top: float
) -> tuple[tuple[Mark, ...], float]:
    """Set commitments in words as rows of bars in their year, up to the next such year."""
    starts = sorted({where.at(year_of(row)) for row in wordy})
    nexts = dict(zip(starts, [*starts[1:], where.right], strict=False))
    counts: dict[float, int] = {}
    marks = []
    for row in wordy:
        start = where.at(year_of(row))
        wide = max(int((nexts[start] - start - COUNTED) // WORDS_PITCH), FEWEST_BARS)
        at = counts.get(start, 0)
        counts[start] = at + 1
        y = top + (at // wide + 0.5) * WORDS_ROW
        marks.append(Mark(row, start + at % wide * WORDS_PITCH, y, wordy=True))
    lowest = max((mark.y for mark in marks), default=top - WORDS_ROW / 2)
    return tuple(marks), lowest + WORDS_ROW / 2 - top


def _compact(rows: pd.DataFrame, name: str, where: Axis) -> Lane:
    """Lay out a lane without labels: marks in rows of a year's width."""
    counts: dict[int | None, int] = {}
    marks, depth = [], 0
    across = max(int(where.step // COMPACT_PITCH), 1)
    for row in records(rows):
        year = year_of(row)
        at = counts.get(year, 0)
        counts[year] = at + 1
        even = year is not None and year <= LAST_EVEN_YEAR
        wide = across if even else int(ALONE // COMPACT_PITCH) - 1
        start = where.at(year) - ((across - 1) * COMPACT_PITCH / 2 if even else 0)
        x, y = start + at % wide * COMPACT_PITCH, PAD + (at // wide + 0.5) * COMPACT_PITCH
        depth = max(depth, at // wide + 1)
        marks.append(Mark(row, x, y, wordy=row["value"] != row["value"]))
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
