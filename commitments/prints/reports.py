"""What was reported, on a printed figure: the mark of a value, the sign of an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from shapely import Polygon

from commitments.domain.model import Theme
from commitments.domain.results import AnswerKind
from commitments.figures import palette
from commitments.prints.sheet import Box, Sheet
from commitments.words.wording import Row

HALF: Final = 0.36  # of a diamond's diagonal, in ems
SMALL: Final = 0.27  # of one that answers nothing
SQUARE: Final = 0.24  # half the side of a square
EDGE: Final = 0.1  # ems
HALO: Final = 0.08  # of white around a mark
HAIR: Final = 0.06
GAP: Final = 0.14  # width of the line from a value to the promised figure that it does not reach
SIGN: Final = 0.3  # half the width of a sign
STROKE: Final = 0.13
SIGN_WIDTH: Final = 1.0  # ems that a sign takes, with what is kept free behind it
TICK: Final = ((-1.0, 0.1), (-0.35, 0.75), (1.0, -0.8))  # in halves of its width
WITHIN: Final = 0.75  # of a sign's size, within a mark
ACROSS: Final = 1.9  # and across it
CASING: Final = 0.42  # of white beside a gap
SOLID: Final = (AnswerKind.REACHED, AnswerKind.MISSED)


def is_told(row: Row) -> bool:
    """Say whether a value was reported that can be drawn beside a figure."""
    return bool(row["reported"] == row["reported"])


def colour_of(kind: str, hue: str) -> str:
    """Return the colour of what was reported: ochre where it is not reached, grey where open."""
    if kind == AnswerKind.MISSED:
        return palette.OCHRE
    return hue if kind == AnswerKind.REACHED else palette.QUIET_INK


def value(
    sheet: Sheet, row: Row, y: float, at: Callable[[float], float], hue: str, em: float
) -> float:
    """Draw the reported value beside its figure, joined to it; return where the mark ends."""
    x, promised, kind = at(float(row["reported"])), at(float(row["drawn"])), row["answer"]
    colour = colour_of(kind, hue)
    if kind in SOLID:
        width = GAP if kind == AnswerKind.MISSED else HAIR
        sheet.line([(promised, y), (x, y)], colour, em * width)
    fill = colour if kind in SOLID else palette.WHITE
    if kind == AnswerKind.NOT_COMPARABLE:
        half = em * SQUARE
        box = Box(x - half, y - half, x + half, y + half)
        sheet.rectangle(box, fill, edge=colour, width=em * EDGE)
        return x + half
    answers = kind in (*SOLID, AnswerKind.DIFFER)
    half = em * (HALF if answers else SMALL)
    if kind in SOLID:
        sheet.area(_diamond(x, y, half + em * HALO), palette.WHITE, edge="none", width=0)
    sheet.area(_diamond(x, y, half), fill, edge=colour, width=em * EDGE)
    return x + half


def _diamond(x: float, y: float, half: float) -> Polygon:
    return Polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])


def sign(sheet: Sheet, kind: str, x: float, y: float, hue: str, em: float) -> None:
    """Draw the sign of an answer around a point: a tick where reached, a gap where not."""
    half = em * SIGN
    if kind == AnswerKind.REACHED:
        sheet.line([(x + a * half, y + b * half) for a, b in TICK], hue, em * STROKE)
    elif kind == AnswerKind.MISSED:
        left, right, top, bottom = x - half * 0.7, x + half * 0.7, y - half, y + half
        strokes = [
            [(left, top), (right, top)],
            [(x, top), (x, bottom)],
            [(left, bottom), (right, bottom)],
        ]
        sheet.lines(strokes, palette.OCHRE, em * STROKE)


def on_square(sheet: Sheet, kind: str, x: float, y: float, size: float) -> None:
    """Draw the sign of an answer on a filled cell of a matrix; nothing where none is known."""
    half = size * SQUARE * WITHIN
    if kind == AnswerKind.REACHED:
        sign(sheet, kind, x, y, palette.WHITE, size)
    elif kind == AnswerKind.MISSED:
        sheet.lines([[(x, y - size / 2), (x, y + size / 2)]], palette.WHITE, size * CASING)
        sign(sheet, kind, x, y, palette.OCHRE, size)
    elif kind == AnswerKind.NOT_COMPARABLE:
        box = Box(x - half, y - half, x + half, y + half)
        sheet.rectangle(box, "none", edge=palette.WHITE, width=size * EDGE)
    elif kind == AnswerKind.DIFFER:
        for middle in (x - half, x + half):
            sheet.circle(middle, y, half * WITHIN, "none", edge=palette.WHITE, width=size * EDGE)


def within(sheet: Sheet, row: Row, x: float, y: float, size: float) -> None:
    """Draw the sign of an answer on the mark of a timeline: a white tick, or a gap across it."""
    if row["answer"] == AnswerKind.REACHED:
        hue = palette.theme_colour(Theme(row["theme"])) if row["inferred"] else palette.WHITE
        sign(sheet, row["answer"], x, y, hue, size * WITHIN)
    elif row["answer"] == AnswerKind.MISSED:
        halo = [[(x, y - size * SIGN * ACROSS), (x, y + size * SIGN * ACROSS)]]
        sheet.lines(halo, palette.WHITE, size * CASING)
        sign(sheet, row["answer"], x, y, palette.OCHRE, size * ACROSS)
