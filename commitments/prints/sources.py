"""The last pages of a printed briefing: the method in brief, and every document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.briefings import method_and_sources
from commitments.briefings import views as brief_views
from commitments.briefings.items import Brief
from commitments.domain import links
from commitments.domain.figure_request import Order, Size
from commitments.domain.model import NATION
from commitments.figures import captions, palette
from commitments.language import say
from commitments.prints import figures as prints
from commitments.prints import typography as letters
from commitments.prints.figures import Print
from commitments.prints.frame import View
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.words import references

SOURCES_SHARE: Final = 0.62
SOURCE: Final = 10.0
SOURCE_GAP: Final = 0.5  # ems between two documents
SOURCES_HIGH: Final = 0.68  # of a sheet's height, for documents


def sources(atlas: Atlas, brief: Brief, today: int) -> list[Print]:
    """Print the last pages of a briefing: what must be known of the method, every document."""
    views = [brief_views.shown(atlas, item, today) for item in brief.items]
    rows = pd.concat([view.cited for view in views]) if views else atlas.targets.head(0)
    provinces = [*{p: 0 for item in brief.items for p in item.selection.provinces}, NATION]
    used = records(method_and_sources.documents(atlas, rows, provinces))
    told = [
        say("sources.in-full", title=source["title"], document=references.document_in_short(source))
        for source in used
    ]
    method = method_and_sources.method(atlas, "method.cite-on-pages")
    form = Sheet(Size.SLIDE).form
    wide, high = form.width - 2 * form.margin, form.height * SOURCES_HIGH
    parts = [_fitting(told, wide * SOURCES_SHARE, high)]
    while sum(map(len, parts)) < len(told):
        parts.append(_fitting(told[sum(map(len, parts)) :], wide, high))
    return [
        prints.of_view(
            atlas, _sources_view(atlas, rows, part, method if at == 1 else [], at), Order()
        )
        for at, part in enumerate(parts, start=1)
    ]


def _sources_view(
    atlas: Atlas,
    rows: pd.DataFrame,
    part: Sequence[str],
    method: Sequence[tuple[str, str]],
    at: int,
) -> View:
    return View(
        title=say("sources.and-method") if at == 1 else say("print.sources-continued", at=at),
        subtitle=captions.edition(atlas),
        notes=(),
        rows=rows.drop_duplicates("source"),
        link=links.address("Method"),
        description=say("print.sources-told"),
        draw=partial(_draw_sources, part, method),
    )


def _fitting(told: Sequence[str], wide: float, high: float) -> list[str]:
    """Return as many of some texts as fit below each other, one at the least."""
    taken = 0.0
    for at, said in enumerate(told):
        lines = letters.wrapped(said, SOURCE, wide)
        taken += len(lines) * SOURCE * letters.LEADING + SOURCE * SOURCE_GAP
        if taken > high and at:
            return list(told[:at])
    return list(told)


def _draw_sources(
    told: Sequence[str], method: Sequence[tuple[str, str]], sheet: Sheet, body: Box
) -> None:
    """List documents, and the method at the right of the first page."""
    room = body.width * (SOURCES_SHARE if method else 1)
    top = body.top
    for said in told:
        lines = letters.wrapped(said, SOURCE, room)
        top = sheet.paragraph(Box(body.left, top, body.right, body.bottom), lines, size=SOURCE)
        top += SOURCE * SOURCE_GAP
    left = body.left + room + sheet.form.title * 1.5
    top = body.top
    for head, text in method:
        sheet.write(left, top + SOURCE * 0.95, head, size=SOURCE, weight=SEMIBOLD)
        below = Box(left, top + SOURCE * letters.LEADING, body.right, body.bottom)
        lines = letters.wrapped(text, SOURCE, body.right - left)
        top = sheet.paragraph(below, lines, size=SOURCE, colour=palette.QUIET_INK) + SOURCE * 0.8
