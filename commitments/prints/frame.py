"""The frame of a printed figure: title and filters above, notes, sources and link below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.figure_request import Order
from commitments.figures import captions, palette
from commitments.language import joined, say
from commitments.prints import typography as letters
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.words import references

TITLE_SIZES: Final = (1.0, 0.86, 0.74)  # of the full size, until the title fits
TITLE_LINES: Final = 2
SUBTITLE_LINES: Final = 3
NOTE_LINES: Final = 4
SOURCE_LINES: Final = 3
Piece = TypeVar("Piece")
LONGEST_DESCRIPTION: Final = 2400  # characters of a text alternative


@dataclass(frozen=True)
class View:
    """What a figure shows, before it is drawn: its texts, its rows and how to draw it in a box."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    rows: pd.DataFrame
    link: str
    description: str
    draw: Callable[[Sheet, Box], None]
    missing: str = ""  # a sentence, where what was asked for is not in the atlas
    reports: pd.DataFrame | None = None  # reported values that are drawn beside the rows
    reports_alone: bool = False  # the rows are behind the figure, and not drawn
    parts: Callable[[Sheet, Box], Sequence[Callable[[Sheet, Box], None]]] | None = None
    """How to draw all of it over several sheets, where one does not hold it."""

    @property
    def cited(self) -> pd.DataFrame:
        """Return everything whose documents are named, commitments and reports."""
        return references.cited(self.rows, self.reports, reports_alone=self.reports_alone)


@dataclass(frozen=True)
class Texts:
    """What stands around a figure, as it is printed."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    sources: str
    imprint: str

    def all(self) -> list[str]:
        """Return every text."""
        return [self.title, self.subtitle, *self.notes, self.sources, self.imprint]


def texts(atlas: Atlas, view: View, order: Order) -> Texts:
    """Return the texts of a figure: the atlas's own, or those that the order gives."""
    return Texts(
        title=order.title.strip() or view.title,
        subtitle=order.subtitle.strip() or view.subtitle,
        notes=tuple(note for note in (*view.notes, order.note.strip()) if note),
        sources=references.read_for(atlas, view.cited),
        imprint=captions.imprint(atlas, view.link),
    )


def framed(sheet: Sheet, given: Texts) -> Box:
    """Write what stands around a figure and return the room that is left for it."""
    top = _head(sheet, given)
    bottom = _foot(sheet, given)
    gap = sheet.form.subtitle
    return Box(sheet.whole.left, top + gap, sheet.whole.right, bottom - gap * 0.8)


def _head(sheet: Sheet, given: Texts) -> float:
    """Write title and subtitle; return where they end."""
    form, whole = sheet.form, sheet.whole
    for share in TITLE_SIZES:
        size = form.title * share
        lines = letters.wrapped(given.title, size, whole.width, SEMIBOLD)
        if len(lines) <= TITLE_LINES:
            break
    lines = letters.shortened(lines, TITLE_LINES, size, whole.width, SEMIBOLD)
    end = sheet.paragraph(whole, lines, size=size, weight=SEMIBOLD, mark="title")
    below = Box(whole.left, end + form.subtitle * 0.25, whole.right, whole.bottom)
    told = letters.wrapped(given.subtitle, form.subtitle, whole.width)
    told = letters.shortened(told, SUBTITLE_LINES, form.subtitle, whole.width, letters.REGULAR)
    return sheet.paragraph(below, told, size=form.subtitle, colour=palette.QUIET_INK)


def _foot(sheet: Sheet, given: Texts) -> float:
    """Write notes, sources and imprint from the bottom up; return where they begin."""
    form, whole = sheet.form, sheet.whole
    room = whole.width
    parts: list[list[str]] = []
    for text, most in (
        (joined(given.notes), NOTE_LINES),
        (given.sources, SOURCE_LINES),
        (given.imprint, SOURCE_LINES),
    ):
        lines = letters.wrapped(text, form.small, room)
        parts.append(letters.shortened(lines, most, form.small, room, letters.REGULAR))
    step = form.small * letters.LEADING
    gap = form.small * 0.7
    ruled = whole.bottom - step * (len(parts[1]) + len(parts[2])) - gap * 0.3
    start = ruled - gap - step * len(parts[0]) if parts[0] else ruled
    sheet.paragraph(
        Box(whole.left, start, whole.right, ruled), parts[0], size=form.small, colour=palette.INK
    )
    sheet.line([(whole.left, ruled), (whole.right, ruled)], palette.RULE, form.line)
    sheet.paragraph(
        Box(whole.left, ruled + gap * 0.8, whole.right, whole.bottom),
        [*parts[1], *parts[2]],
        size=form.small,
        colour=palette.QUIET_INK,
    )
    return start


def shared_out(
    what: Sequence[Piece], height: Callable[[Sequence[Piece]], float], room: float
) -> list[list[Piece]]:
    """Part rows over as few sheets as hold them, about as many on each."""
    fewest = len(_filled(what, height, room))
    low, high = height(what) / fewest, room
    while high - low > 1:  # a point
        middle = (low + high) / 2
        if len(_filled(what, height, middle)) == fewest:
            high = middle
        else:
            low = middle
    return _filled(what, height, high)


def _filled(
    what: Sequence[Piece], height: Callable[[Sequence[Piece]], float], room: float
) -> list[list[Piece]]:
    """Fill one sheet after the other."""
    shares: list[list[Piece]] = [[]]
    for piece in what:
        if shares[-1] and height([*shares[-1], piece]) > room:
            shares.append([])
        shares[-1].append(piece)
    return shares


def set_words(sheet: Sheet, box: Box, sentence: str) -> float:
    """Write a sentence where a figure would stand; return where it ends."""
    size = sheet.form.subtitle
    lines = letters.wrapped(sentence, size, box.width * 0.8)
    return sheet.paragraph(box, lines, size=size, colour=palette.QUIET_INK)


def described(title: str, rows: Sequence[str]) -> str:
    """Write a text alternative: the title, then what is drawn, cut to a sane length."""
    between = say("sources.between")
    told = say("print.told", title=title)
    if rows:
        told = say("print.told-rows", title=title, rows=between.join(rows))
    if len(told) <= LONGEST_DESCRIPTION:
        return told
    return told[:LONGEST_DESCRIPTION].rsplit(between.strip(), 1)[0] + letters.ELLIPSIS
