"""This module prints what a briefing shows beside figures: headline facts, tables, sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd
from PIL import Image

from commitments import captions, links, palette
from commitments.briefings import views as brief_views
from commitments.briefings.items import Brief, Item, Kind
from commitments.briefings.views import Shown
from commitments.load import Atlas
from commitments.model import NATION, Selection
from commitments.orders import Format, NotOffered, Order, Size
from commitments.orders import Kind as Printed
from commitments.prints import areas as print_areas
from commitments.prints import figures as prints
from commitments.prints import files as print_files
from commitments.prints import frame as print_frame
from commitments.prints import map as print_map
from commitments.prints import type as letters
from commitments.prints.figures import Print
from commitments.prints.frame import View, set_words
from commitments.prints.page import SEMIBOLD, Box, Sheet
from commitments.prints.sizes import INCH
from commitments.slides import words as slide_words

FACTS_SHARE: Final = 0.36  # of the width, where a map stands beside them
NUMBER: Final = (34.0, 66.0)  # size in points, and points for the number
FACT: Final = 14.0
FACT_GAP: Final = 22.0
TABLE: Final = 9.5
TABLE_SHARES: Final = (0.1, 0.5, 0.13, 0.27)
TABLE_GAP: Final = 12.0
HEADS: Final = ("Province", "Commitment", "Due", "Document")
SOURCES_SHARE: Final = 0.62
SOURCE: Final = 10.0
SOURCE_GAP: Final = 0.5  # ems between two documents
SOURCES_HIGH: Final = 0.68  # of a sheet's height, for documents
NOTHING: Final = "Nothing was found for this choice in what was read. That is not “no target”."


def printed(atlas: Atlas, item: Item, today: int, *, size: Size = Size.SLIDE) -> list[Print]:
    """Print an item on one sheet, or a long table on several; NotOffered in words."""
    if item.kind not in (Kind.FACTS, Kind.TABLE):
        kind = Printed(str(item.kind))
        title = brief_views.name(atlas, item)
        order = Order(kind, item.selection, size, title, "", item.note)
        return [prints.figure(atlas, order)]
    order = Order(Printed.MAP, item.selection, size, "", "", item.note)
    view = brief_views.shown(atlas, item, today)
    made = [_facts(atlas, item, view)] if item.kind == Kind.FACTS else _tables(view, size)
    return [_print(atlas, one, order) for one in made]


def sources(atlas: Atlas, brief: Brief, today: int) -> list[Print]:
    """Print the last pages of a briefing: what must be known of the method, every document."""
    views = [brief_views.shown(atlas, item, today) for item in brief.items]
    rows = pd.concat([view.rows for view in views]) if views else atlas.targets.head(0)
    provinces = [*{p: 0 for item in brief.items for p in item.selection.provinces}, NATION]
    used = slide_words.documents(atlas, rows, provinces).to_dict("records")
    told = [f"{source['title']}. {captions.document_in_short(source)}" for source in used]
    method = slide_words.method(atlas, "on these pages")
    form = Sheet(Size.SLIDE).form
    wide, high = form.width - 2 * form.margin, form.height * SOURCES_HIGH
    parts = [_fitting(told, wide * SOURCES_SHARE, high)]
    while sum(map(len, parts)) < len(told):
        parts.append(_fitting(told[sum(map(len, parts)) :], wide, high))
    return [
        _print(atlas, _sources_view(atlas, rows, part, method if at == 1 else [], at), Order())
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
        title="Sources and method" if at == 1 else f"Sources (continued, page {at})",
        subtitle=captions.edition(atlas),
        notes=(),
        rows=rows.drop_duplicates("id"),
        link=links.address("Method"),
        description="The documents of this briefing, and its method.",
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


def picture(atlas: Atlas, item: Item, width: float, height: float) -> bytes:
    """Return a map, tile grid or matrix without its texts as PNG, in inches."""
    sheet = Sheet(Size.SLIDE)
    box = Box(0, 0, width * INCH, height * INCH)
    kind = Printed(str(item.kind))
    if kind == Printed.MAP:
        print_map.draw_map(print_areas.read(atlas, item.selection, kind), sheet, box)
    else:
        prints.VIEWS[kind](atlas, item.selection).draw(sheet, box)
    whole = print_files.written(sheet, Format.PNG, title="", description="", sources="")
    dots = sheet.form.dpi
    with Image.open(io.BytesIO(whole)) as opened:
        cut = opened.crop((0, 0, round(width * dots), round(height * dots)))
        kept = io.BytesIO()
        cut.save(kept, "png", optimize=True, dpi=(dots, dots))
    return kept.getvalue()


def _print(atlas: Atlas, view: View, order: Order) -> Print:
    """Frame a view and draw it, as prints.figure does for the kinds of figures."""
    given = print_frame.texts(atlas, view, order)
    strange = letters.undrawable(given.all())
    if strange:
        raise NotOffered(
            f"The fonts of the atlas have no glyph for {' '.join(strange)}; write it otherwise."
        )
    sheet = Sheet(order.size)
    view.draw(sheet, print_frame.framed(sheet, given))
    full = captions.sources_in_full(atlas, view.rows)
    return Print(sheet, given, full, view.description, view.missing)


def _facts(atlas: Atlas, item: Item, view: Shown) -> View:
    told = "; ".join(f"{fact.number} {fact.words}" for fact in view.facts)
    return View(
        title=view.title,
        subtitle=captions.edition(atlas),
        notes=(),
        rows=view.rows,
        link=view.link,
        description=f"{view.title}. {told}.",
        draw=partial(_draw_facts, atlas, view, item.selection),
        missing="" if view.facts else NOTHING,
    )


def _draw_facts(atlas: Atlas, view: Shown, asked: Selection, sheet: Sheet, body: Box) -> None:
    """Draw large numbers with their words, and the map beside them where there is one."""
    share = FACTS_SHARE if asked.indicator and sheet.size == Size.SLIDE else 1.0
    if not view.facts:
        set_words(sheet, body, NOTHING)
    size, wide = NUMBER
    scale = sheet.form.title / 25.0
    top = body.top
    for fact in view.facts:
        words = letters.wrapped(fact.words, FACT * scale, body.width * share - wide * scale)
        sheet.write(
            body.left, top + size * scale * 0.82, fact.number, size=size * scale, weight=SEMIBOLD,
            colour=palette.theme_colour(view.theme),
        )  # fmt: skip
        start = Box(body.left + wide * scale, top + FACT * scale * 0.5, body.right, body.bottom)
        end = sheet.paragraph(start, words, size=FACT * scale)
        top = max(end, top + size * scale) + FACT_GAP * scale
    if share < 1:
        reading = print_areas.read(atlas, asked, Printed.MAP)
        left = body.left + body.width * share + sheet.form.title
        sheet.write(
            left, body.top + sheet.form.subtitle, reading.title, weight=SEMIBOLD,
            size=sheet.form.subtitle,
        )  # fmt: skip
        right = Box(left, body.top + sheet.form.subtitle * 1.6, body.right, body.bottom)
        print_map.draw_map(reading, sheet, right)


Line = tuple[list[str], ...]


def _tables(view: Shown, size: Size) -> list[View]:
    """Part a table's rows so that each sheet holds its share."""
    form = Sheet(size).form
    em = TABLE * form.title / 25.0
    wide = form.width - 2 * form.margin
    told = [
        _line(row["place"] or row["province"], row["sentence"], row["due"], row["source_title"],
              wide=wide, em=em)
        for row in view.rows.to_dict("records")
    ]  # fmt: skip
    room = form.height * 0.62
    sheets: list[list[Line]] = [[]]
    taken = 0.0
    for line in told:
        high = _high(line, em)
        if sheets[-1] and taken + high > room:
            sheets.append([])
            taken = 0.0
        sheets[-1].append(line)
        taken += high
    return [
        View(
            title=view.title if at == 1 else f"{view.title} (continued, {at} of {len(sheets)})",
            subtitle=view.subtitle,
            notes=(),
            rows=view.rows,
            link=view.link,
            description=f"{view.title}. {view.subtitle}.",
            draw=partial(_draw_table, lines, em),
            missing="" if told else NOTHING,
        )
        for at, lines in enumerate(sheets, start=1)
    ]


def _line(*cells: str, wide: float, em: float) -> Line:
    return tuple(
        letters.wrapped(cell, em, wide * share - TABLE_GAP)
        for cell, share in zip(cells, TABLE_SHARES, strict=True)
    )


def _high(line: Line, em: float) -> float:
    return max(map(len, line)) * em * letters.LEADING + em * 0.8


def _draw_table(lines: Sequence[Line], em: float, sheet: Sheet, body: Box) -> None:
    if not lines:
        set_words(sheet, body, NOTHING)
        return
    starts = [body.left + body.width * sum(TABLE_SHARES[:i]) for i in range(len(TABLE_SHARES))]
    for x, head in zip(starts, HEADS, strict=True):
        sheet.write(x, body.top + em, head, size=em, weight=SEMIBOLD)
    top = body.top + em * 1.7
    sheet.line([(body.left, top), (body.right, top)], palette.INK, sheet.form.line)
    for line in lines:
        for column, (x, cell) in enumerate(zip(starts, line, strict=True)):
            colour = palette.INK if column < 2 else palette.QUIET_INK
            sheet.paragraph(
                Box(x, top + em * 0.4, body.right, body.bottom), cell, size=em, colour=colour
            )
        top += _high(line, em)
        sheet.line([(body.left, top), (body.right, top)], palette.RULE, sheet.form.line)


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
