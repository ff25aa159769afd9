"""Positions of the labels of a lane on a slide's timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from commitments.figures.timelines.axis import LAST_EVEN_YEAR
from commitments.language import joined, line_breaking, say
from commitments.slides import typography as letters
from commitments.slides.axis import Axis
from commitments.words.wording import year

DOT_ROOM: Final = 0.13  # inches from a dot's middle to its label
BESIDE: Final = 0.075  # half the distance of two marks of one row and year
BETWEEN: Final = 0.12  # from a label to the next mark
MOST_LINES: Final = 3  # of a label; a longer one is cut

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """One commitment in its place, its label `before` or behind it.

    `lines` are the lines of the indicator's name, the first of them beside the figure; `wide` is
    the room of the label in inches, and `whole` says that nothing of it is cut.
    """

    row: Row
    x: float
    y: float
    wide: float = 0
    wordy: bool = False
    before: bool = False
    lines: tuple[str, ...] = ()
    whole: bool = True

    @property
    def span(self) -> tuple[float, float]:
        """Return where mark and label begin and end."""
        taken = DOT_ROOM + self.wide + BETWEEN
        if self.before:
            return self.x - taken, self.x + BESIDE
        return self.x - BESIDE, self.x + taken


def named(row: Row) -> str:
    """Say what a figure measures, and of which place."""
    name = str(row["indicator_name"])
    return say("slide.placed", place=row["place_name"], indicator=name) if row["place"] else name


def placed(figures: Sequence[Row], where: Axis, size: float) -> list[Mark]:
    """Set figures, the earliest first, each in the first row that is free; `y` numbers the rows.

    A label has the room up to the next year of its lane; in the last even year one may also stand
    before its mark. A figure follows on the row of the last one of the same thing, where it can.
    """
    starts = sorted({where.at(year(row)) for row in figures})
    marks: list[Mark] = []
    for row in figures:
        offered = [_labelled(row, where, starts, size, before=side) for side in _sides(row)]
        rows = [*_followed(row, marks), *range(len(figures) * MOST_LINES)]
        near = [(mark, [one for one in marks if _meet(mark, one)]) for mark in offered]
        marks.append(
            next(
                replace(mark, y=at)
                for at in rows
                for mark, others in near
                if all(_above_or_below(mark, at, one) for one in others)
            )
        )
    return marks


def _sides(row: Row) -> tuple[bool, ...]:
    return (False, True) if year(row) == LAST_EVEN_YEAR else (False,)


def _followed(row: Row, marks: Sequence[Mark]) -> Iterator[int]:
    """Yield the row on which the last figure of the same thing stands."""
    if year(row) is not None:
        same = [mark for mark in marks if _thing(mark.row) == _thing(row)]
        yield from (int(mark.y) for mark in same[-1:])


def _apart(one: Mark, other: Mark) -> bool:
    """Say whether two marks with their labels leave each other free."""
    return not _meet(one, other) or _above_or_below(one, one.y, other)


def _meet(one: Mark, other: Mark) -> bool:
    """Say whether two marks with their labels stand in each other's way, were they on one row."""
    return one.span[1] > other.span[0] and other.span[1] > one.span[0]


def _above_or_below(one: Mark, row: float, other: Mark) -> bool:
    """Say whether a mark with its label, set on a row, leaves another's rows free."""
    return row + len(one.lines) <= other.y or other.y + len(other.lines) <= row


def _labelled(row: Row, where: Axis, starts: Sequence[float], size: float, *, before: bool) -> Mark:
    """Return a mark with its label broken to the room that it has on one side."""
    x = where.at(year(row))
    if before:
        mark = Mark(row, x - BESIDE, 0, before=True)
        room = mark.x - DOT_ROOM - min(where.years.values())
    else:
        mark = Mark(row, x + BESIDE if year(row) == LAST_EVEN_YEAR else x, 0)
        after = next((start for start in starts if start > mark.x), None)
        end = where.right if after is None else after - BESIDE - BETWEEN
        room = end - mark.x - DOT_ROOM
    return _broken(mark, size, room)


def _broken(mark: Mark, size: float, room: float) -> Mark:
    """Break a label into lines: the name begins beside its figure, and goes on below it."""
    figure = letters.width(mark.row["full_label"], size, bold=True)
    name = named(mark.row)
    room = max(room, figure, *(letters.width(word, size) for _, word in line_breaking.words(name)))
    gap = letters.width("  ", size)
    lines = line_breaking.beside(
        name, room - figure - gap, room, lambda part: letters.width(part, size)
    )
    cut = len(lines) > MOST_LINES
    if cut:
        rest = joined(lines[MOST_LINES - 1 :])
        lines = [*lines[: MOST_LINES - 1], letters.shortened(rest, size, room)]
    beside = figure + gap + letters.width(lines[0], size) if lines[0] else figure
    widest = max(beside, *(letters.width(line, size) for line in lines[1:]), 0)
    return replace(mark, wide=widest, lines=tuple(lines), whole=not cut)


def steps(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Pair each figure with the next of the same thing, by place, where nothing lies between."""
    found = []
    last: dict[tuple[str, str, str], int] = {}
    for at, mark in enumerate(marks):
        before = last.get(_thing(mark.row))
        if before is not None and year(mark.row) is not None and _is_free(before, at, marks):
            found.append((before, at))
        last[_thing(mark.row)] = at
    return found


def _is_free(first: int, second: int, marks: Sequence[Mark]) -> bool:
    one, other = marks[first], marks[second]
    if one.y != other.y or one.before or other.before or one.x >= other.x:
        return False
    between = Mark(one.row, one.span[1] + BESIDE, one.y, lines=("",))
    wide = other.x - one.span[1] - DOT_ROOM - BETWEEN - 2 * BESIDE
    others = [mark for at, mark in enumerate(marks) if at not in (first, second)]
    return all(_apart(replace(between, wide=wide), mark) for mark in others)


def _thing(row: Row) -> tuple[str, str, str]:
    return row["indicator"], row["place"], row["scope"]
