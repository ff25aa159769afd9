"""What was reported, on a slide: the mark of a value beside its figure, as native shapes."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from commitments.domain.results import AnswerKind
from commitments.figures import palette
from commitments.slides.page import Page
from commitments.words.wording import Row

SIZE: Final = 0.5  # of a row's height
HAIRLINE: Final = 0.5  # points
GAP: Final = 1.5
TICK: Final = ((-0.26, 0.02), (-0.07, 0.2), (0.28, -0.2))  # of a dot, in its diameters
TICK_LINE: Final = 1.25  # points
ACROSS: Final = 0.75  # half the height of a gap across a dot, in its diameters
CASING: Final = 3.5
SOLID: Final = (AnswerKind.REACHED, AnswerKind.MISSED)


def value(
    page: Page, row: Row, promised: float, at: tuple[float, float], high: float, hue: str
) -> float:
    """Draw a reported value, joined to the promised figure; return where its mark ends."""
    (x, y), kind = at, row["answer"]
    missed = kind == AnswerKind.MISSED
    colour = palette.OCHRE if missed else hue
    if kind in SOLID:
        points = GAP if missed else HAIRLINE
        page.line((promised, y), (x, y), colour, points=points, name=row["answered"])
    page.sign(
        (x, y),
        high * SIZE,
        colour if kind in SOLID else palette.WHITE,
        palette.WHITE if kind in SOLID else palette.QUIET_INK,
        square=kind == AnswerKind.NOT_COMPARABLE,
        name=row["answered"],
    )
    return x + high * SIZE / 2


def within(page: Page, row: Row, at: tuple[float, float], size: float, hue: str) -> None:
    """Draw on a dot what became of it: a tick within it where reached, a gap across where not."""
    (x, y), said = at, row["answered"]
    if row["answer"] == AnswerKind.REACHED:
        points = [(x + a * size, y + b * size) for a, b in TICK]
        ink = hue if row["inferred"] else palette.WHITE
        for start, end in pairwise(points):
            page.line(start, end, ink, points=TICK_LINE, name=said)
    elif row["answer"] == AnswerKind.MISSED:
        ends = (x, y - size * ACROSS), (x, y + size * ACROSS)
        page.line(*ends, palette.WHITE, points=CASING, name=said)
        page.line(*ends, palette.OCHRE, points=GAP, name=said)
