"""Printed parts of a briefing beside figures: headline facts, and its pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Final

from PIL import Image

from commitments.atlas.load import Atlas
from commitments.briefings import views as brief_views
from commitments.briefings.items import Item, Kind
from commitments.briefings.showing import Shown
from commitments.domain.figure_request import Format, Order, Size
from commitments.domain.figure_request import Kind as Printed
from commitments.domain.model import Selection
from commitments.figures import captions, palette
from commitments.language import say, speaking
from commitments.prints import figures as prints
from commitments.prints import files as print_files
from commitments.prints import map as print_map
from commitments.prints import map_content as print_areas
from commitments.prints import tables as print_tables
from commitments.prints import typography as letters
from commitments.prints.figures import Print
from commitments.prints.frame import View, set_words
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.prints.sizes import INCH

FACTS_SHARE: Final = 0.36  # of the width, where a map stands beside them
NUMBER: Final = (34.0, 66.0)  # size in points, and points for the number
FACT: Final = 14.0
FACT_GAP: Final = 22.0
THUMBNAIL: Final = (960, 540)  # pixels: a third of a page on a sharp screen
THUMBNAIL_COLOURS: Final = 96


def printed(atlas: Atlas, item: Item, today: int, *, size: Size = Size.SLIDE) -> list[Print]:
    """Print an item on one sheet, or a long table on several; NotOffered in words."""
    with speaking(atlas.language):
        return _printed(atlas, item, today, size)


def _printed(atlas: Atlas, item: Item, today: int, size: Size) -> list[Print]:
    if item.kind not in (Kind.FACTS, Kind.TABLE):
        kind = Printed(str(item.kind))
        title = brief_views.name(atlas, item)
        order = Order(kind, item.selection, size, title, "", item.note)
        return prints.sheets(atlas, order)
    order = Order(Printed.MAP, item.selection, size, "", "", item.note)
    view = brief_views.shown(atlas, item, today)
    made = (
        [_facts(atlas, item, view)] if item.kind == Kind.FACTS else print_tables.sheets(view, size)
    )
    return [prints.of_view(atlas, one, order) for one in made]


def thumbnail(atlas: Atlas, item: Item, today: int) -> bytes:
    """Return the first sheet of an item as a small PNG of few colours."""
    whole = printed(atlas, item, today)[0].file(Format.PNG)
    with Image.open(io.BytesIO(whole)) as opened:
        small = opened.convert("RGB").resize(THUMBNAIL, Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    small.quantize(THUMBNAIL_COLOURS).save(kept, "png", optimize=True)
    return kept.getvalue()


def pictures(atlas: Atlas, item: Item, width: float, height: float) -> list[bytes]:
    """Return a map, tile grid or matrix without its texts as PNG, in inches; one for each slide."""
    box = Box(0, 0, width * INCH, height * INCH)
    kind = Printed(str(item.kind))
    if kind == Printed.MAP:
        reading = print_areas.read(atlas, item.selection, kind)
        return [_picture(partial(print_map.draw_map, reading), box)]
    view = prints.VIEWS[kind](atlas, item.selection)
    drawn = view.parts(Sheet(Size.SLIDE), box) if view.parts else [view.draw]
    return [_picture(draw, box) for draw in drawn]


def _picture(draw: Callable[[Sheet, Box], None], box: Box) -> bytes:
    """Draw in the corner of a sheet, and cut the corner out."""
    sheet = Sheet(Size.SLIDE)
    draw(sheet, box)
    whole = print_files.written(sheet, Format.PNG, title="", description="", sources="")
    dots = sheet.form.dpi
    with Image.open(io.BytesIO(whole)) as opened:
        cut = opened.crop((0, 0, round(box.width / INCH * dots), round(box.height / INCH * dots)))
        kept = io.BytesIO()
        cut.save(kept, "png", optimize=True, dpi=(dots, dots))
    return kept.getvalue()


def _facts(atlas: Atlas, item: Item, view: Shown) -> View:
    facts = [say("print.fact", number=fact.number, words=fact.words) for fact in view.facts]
    told = say("sources.between").join(facts)
    return View(
        title=view.title,
        subtitle=captions.edition(atlas),
        notes=(),
        rows=view.rows,
        link=view.link,
        description=say("told.subject", title=view.title, subtitle=told),
        draw=partial(_draw_facts, atlas, view, item.selection),
        missing="" if view.facts else say("view.nothing"),
    )


def _draw_facts(atlas: Atlas, view: Shown, asked: Selection, sheet: Sheet, body: Box) -> None:
    """Draw large numbers with their words, and the map beside them where there is one."""
    share = FACTS_SHARE if asked.indicator and sheet.size == Size.SLIDE else 1.0
    if not view.facts:
        set_words(sheet, body, say("view.nothing"))
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
