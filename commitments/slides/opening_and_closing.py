"""The opening and closing slides: title, headline facts, the documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
from pptx.util import Inches

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.briefings import method_and_sources
from commitments.briefings.showing import Shown
from commitments.figures import palette
from commitments.language import count, joined, say
from commitments.slides import master as slide_master
from commitments.slides import typography as letters
from commitments.slides.page import BODY, Box, Page, title_of
from commitments.slides.text import Run, fill
from commitments.words import references

OPENING_TITLE: Final = (slide_master.MARGIN, 0.5, BODY.width, 0.7)  # inches
OPENING_SIZES: Final = (32, 28, 24, 20)  # points, until the title fits on a line
FACT_NUMBER: Final = (36, 1.0)  # points, and inches for the number
FACT_NUMBER_GAP: Final = 0.1  # inches from it to its words
FACT_SIZE: Final = 15
FACT_GAP: Final = 0.3
CONTENTS: Final = 12  # titles that the opening slide lists
SOURCES_SHARE: Final = 0.6  # of the last slide's width
SOURCE_SIZE: Final = 10
SENTENCE_SIZE: Final = 16


def open_title(page: Page, title: str) -> None:
    """Set the title of an opening slide larger."""
    place = title_of(page.slide)
    left, top, width, height = OPENING_TITLE
    place.left, place.top = Inches(left), Inches(top)
    place.width, place.height = Inches(width), Inches(height)
    fits = (s for s in OPENING_SIZES if letters.width(title, s, bold=True) <= width)
    place.text_frame.clear()
    fill(place.text_frame, [[Run(title, bold=True)]], size=next(fits, OPENING_SIZES[-1]))


def opening(page: Page, title: str, said: str, titles: Sequence[str]) -> None:
    """Write the title of a deck, what it is about, and the titles of its views."""
    open_title(page, title)
    page.text(Box(BODY.left, 1.75, BODY.width * 0.75, 1), said, size=16, name=say("shape.note"))
    contents = [
        [Run(f"{at}   ", bold=True, colour=palette.QUIET_INK), Run(one)]
        for at, one in enumerate(titles[:CONTENTS], start=1)
    ]
    if contents:
        box = Box(BODY.left, 3.0, BODY.width * 0.75, BODY.bottom - 3.0)
        page.text(box, contents, size=14, space=6, name=say("shape.contents"))


def closing(page: Page, atlas: Atlas, rows: pd.DataFrame, provinces: Sequence[str]) -> None:
    """List the documents behind a deck's rows, those of its provinces first, and the method."""
    listed(page, method_and_sources.documents(atlas, rows, provinces))
    left = BODY.left + BODY.width * SOURCES_SHARE + 0.5
    told = [
        [Run(say("method.head", head=head), bold=True), Run(text)]
        for head, text in method_and_sources.method(atlas, "method.cite-in-notes")
    ]
    box = Box(left, BODY.top, BODY.right - left, BODY.height)
    page.text(box, told, size=SOURCE_SIZE, space=7, name=say("shape.method"))
    page.notes("\n".join([say("slide.sources"), *references.sources_in_full(atlas, rows)]))


def stated(page: Page, view: Shown, room: float) -> None:
    """Write headline facts: a large number and its words, one below the other."""
    if not view.facts:
        page.text(
            Box(BODY.left, 1.9, room, 2),
            say("view.nothing"),
            size=SENTENCE_SIZE,
            name=say("shape.nothing-found"),
        )
        return
    size, wide = FACT_NUMBER
    colour = palette.theme_colour(view.theme)
    top = 1.9
    for fact in view.facts:
        rows = letters.lines(fact.words, FACT_SIZE, room - wide)
        high = max(letters.height(len(rows), FACT_SIZE) + 0.14, 0.62)
        number = [Run(fact.number, bold=True, colour=colour)]
        page.text(
            Box(BODY.left, top - 0.08, wide - FACT_NUMBER_GAP, 0.62),
            number,
            size=size,
            name=say("shape.number"),
        )
        page.text(
            Box(BODY.left + wide, top + 0.08, room - wide, high), fact.words, size=FACT_SIZE,
            name=say("shape.fact"),
        )  # fmt: skip
        top += high + FACT_GAP


def listed(page: Page, used: pd.DataFrame) -> None:
    """List documents until the column is full; say how many more the notes name."""
    room, high = BODY.width * SOURCES_SHARE, BODY.height - 0.3
    shown, taken = [], 0.0
    ours = used[used["ours"]] if used["ours"].any() else used
    for source in records(ours):
        said = references.document_in_short(source)
        title = say("slide.source", title=source["title"])
        told = joined([title, said])
        tall = letters.height(len(letters.lines(told, SOURCE_SIZE, room)), SOURCE_SIZE)
        if taken + tall > high:
            break
        taken += tall + 5 / letters.POINTS
        gap = told[len(title) : -len(said)]
        shown.append([Run(title + gap, bold=True), Run(said, colour=palette.QUIET_INK)])
    left = len(used) - len(shown)
    if left > 0:
        more = count("slide.more-documents", left)
        shown.append([Run(more, colour=palette.QUIET_INK, italic=True)])
    box = Box(BODY.left, BODY.top, room, BODY.height)
    page.text(
        box,
        shown or [[Run(say("slide.no-document"))]],
        size=SOURCE_SIZE,
        space=5,
        name=say("shape.sources"),
    )
