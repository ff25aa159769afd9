"""What was reported, on a slide: the mark of a value beside its figure, as native shapes."""

from __future__ import annotations

from typing import Final

from commitments.domain.results import AnswerKind
from commitments.figures import palette
from commitments.slides.page import Page
from commitments.words.wording import Row

SIZE: Final = 0.5  # of a row's height
HAIRLINE: Final = 0.5  # points
GAP: Final = 1.5
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
