"""The deck of a briefing: native titles, tables and shapes, notes in full."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Protocol

import pandas as pd
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from commitments.atlas.load import Atlas
from commitments.briefings import views as brief_views
from commitments.briefings.formats import Progress, no_progress
from commitments.briefings.items import Brief, Item, Kind
from commitments.briefings.showing import Shown
from commitments.domain import links
from commitments.domain.model import NATION
from commitments.figures import captions, palette
from commitments.language import say, speaking
from commitments.queries import query
from commitments.slides import dots as slide_dots
from commitments.slides import lanes as slide_lanes
from commitments.slides import long_texts as slide_words
from commitments.slides import master as slide_master
from commitments.slides import opening_and_closing as slide_front
from commitments.slides import table as slide_table
from commitments.slides import timeline as slide_timeline
from commitments.slides import typography as letters
from commitments.slides.page import BODY, Box, Page, body
from commitments.slides.text import Run, fill
from commitments.words import references

FACTS_LEFT: Final = 5.0  # inches for the facts where a map stands beside them
FINER: Final = 1.3  # the opening slide's map is drawn larger than it is shown: more labels fit
PICTURE_TITLE: Final = 0.62  # inches over the picture of the opening slide
MAP_SHARE: Final = 0.62  # of the width, where dots stand beside the map
MAP_GAP: Final = 0.3  # inches between them


class Pictures(Protocol):
    """Draws what stays a picture on a slide, without its title, in a size in inches."""

    def __call__(self, item: Item, width: float, height: float) -> list[bytes]:
        """Return the picture as PNG; a matrix may take several."""


def deck(
    atlas: Atlas,
    brief: Brief,
    pictures: Pictures,
    *,
    today: float,
    host: str = "",
    progress: Progress = no_progress,
) -> bytes:
    """Return a briefing as the bytes of a PPTX file, in the language of the atlas.

    `host` is the address of the atlas.
    """
    with speaking(atlas.language), links.reached(host):
        return _made(atlas, brief, pictures, today, progress)


def _made(
    atlas: Atlas, brief: Brief, pictures: Pictures, today: float, progress: Progress
) -> bytes:
    made = _Deck(atlas, pictures, today)
    views = [brief_views.shown(atlas, item, int(today)) for item in brief.items]
    if not brief.items or brief.items[0].kind != Kind.FACTS:
        made.title(brief, views)
    for at, (item, view) in enumerate(zip(brief.items, views, strict=True)):
        progress(at, len(views) + 1, view.title)
        made.add(item, view, brief if at == 0 else None)
    progress(len(views), len(views) + 1, say("sources.and-method"))
    made.sources(brief, views)
    return made.saved(brief.title)


class _Deck:
    """A deck as it grows, slide by slide."""

    def __init__(self, atlas: Atlas, pictures: Pictures, today: float) -> None:
        self.atlas, self.pictures, self.today = atlas, pictures, today
        self.deck: Deck = slide_master.empty()

    def page(self, title: str, subtitle: str, link: str = "") -> Page:
        """Add a slide with its title, subtitle and footer."""
        foot = captions.imprint(self.atlas, link or links.address("Method"))
        foot = letters.shortened(foot, slide_master.FOOTER_SIZE, slide_master.FOOTER[2])
        address = links.printed(link) if links.home() and link else ""
        page = Page(slide_master.add_slide(self.deck, foot, address))
        page.heading(title, subtitle)
        return page

    def add(self, item: Item, view: Shown, opens: Brief | None) -> None:
        """Add the slides of one item; the first may open the deck under its title."""
        if item.kind == Kind.FACTS:
            self._facts(item, view, opens)
        elif item.kind in (Kind.COMPARE, Kind.TABLE, Kind.PROVINCE):
            self._tables(item, view)
        elif item.kind == Kind.TIMELINE:
            self._timelines(item, view)
        else:
            page = self._one(item, view)
            room = body(item.note)
            if item.kind != Kind.DOTS:
                room = self._picture(page, room, item, view)
            if room.width:
                self._dots(page, room, item, view)

    def title(self, brief: Brief, views: Sequence[Shown]) -> None:
        """Add an opening slide with the briefing's title and note."""
        title = brief.title or say("title")
        said = brief.note or captions.headline(self.atlas, int(self.today)).replace("**", "")
        page = self.page(title, "", "/")
        slide_front.opening(page, title, said, [view.title for view in views])

    def sources(self, brief: Brief, views: Sequence[Shown]) -> None:
        """Add the last slide: the documents, and what a reader must know of the method."""
        page = self.page(say("sources.and-method"), captions.edition(self.atlas))
        provinces = [*{p: 0 for item in brief.items for p in item.selection.provinces}, NATION]
        rows = pd.concat([view.cited for view in views]) if views else self.atlas.targets.head(0)
        slide_front.closing(page, self.atlas, rows, provinces)

    def saved(self, title: str) -> bytes:
        """Return the deck as bytes."""
        about = self.deck.core_properties
        about.title, about.author = title or say("title"), say("title")
        about.subject, about.comments = captions.edition(self.atlas), say("boundary-credit")
        about.last_modified_by, about.keywords = say("title"), ""
        about.created = about.modified = datetime.now(UTC)
        kept = io.BytesIO()
        self.deck.save(kept)
        return kept.getvalue()

    def _one(self, item: Item, view: Shown, title: str = "") -> Page:
        """Add a slide for a figure, with its line of sources, its note and the speaker's notes."""
        page = self.page(title or view.title, view.subtitle, view.link)
        page.sources(
            references.read_in(self.atlas, view.cited, listed=say("slide.in-notes")), item.note
        )
        page.notes(slide_words.notes(self.atlas, view, item.note))
        return page

    def _facts(self, item: Item, view: Shown, opens: Brief | None) -> None:
        title = item.title or (opens.title if opens else "") or view.title
        page = self._one(item, view, title)
        if opens:
            slide_front.open_title(page, title)
        said = (opens.note if opens else "") or captions.edition(self.atlas)
        place = page.slide.placeholders[slide_master.SUBTITLE_PLACE]
        place.top, place.left = Inches(1.24), Inches(BODY.left)
        place.width, place.height = Inches(BODY.width), Inches(0.4)
        quiet = letters.shortened(said, slide_master.SUBTITLE_SIZE, BODY.width, most=2)
        fill(place.text_frame, [[Run(quiet, colour=palette.QUIET_INK)]])
        room = body(item.note)
        beside = view.areas is not None
        slide_front.stated(page, view, FACTS_LEFT if beside else room.width)
        if beside:
            left = room.left + FACTS_LEFT + 0.5
            self._map_beside(page, item, Box(left, 1.9, room.right - left, room.bottom - 1.9))

    def _map_beside(self, page: Page, item: Item, box: Box) -> None:
        """Set the map with its own title beside the facts."""
        over = brief_views.shown(self.atlas, Item(Kind.MAP, item.selection), int(self.today))
        counted = over.subtitle.split(" · ")[1]
        runs = [
            [Run(over.title, bold=True, size=13)],
            [Run(counted, colour=palette.QUIET_INK, size=11)],
        ]
        page.text(
            Box(box.left, box.top, box.width, PICTURE_TITLE),
            runs,
            size=13,
            name=say("shape.map-title"),
        )
        room = Box(box.left, box.top + PICTURE_TITLE, box.width, box.height - PICTURE_TITLE)
        wide, high = room.width * FINER, room.height * FINER
        png, *_ = self.pictures(Item(Kind.MAP, item.selection), wide, high)
        page.picture(png, room, brief_views.description(over), name=over.title)

    def _picture(self, page: Page, room: Box, item: Item, view: Shown) -> Box:
        """Set a map, tile grid or matrix as a picture; return the room for the dots beside it."""
        beside = item.kind == Kind.MAP and len(_stating(view)) > 0
        wide = room.width * MAP_SHARE if beside else room.width
        box = Box(room.left, room.top, wide, room.height)
        png, *more = self.pictures(item, box.width, box.height)
        for at, other in enumerate(more, start=2):
            next_page = self._one(item, view, captions.continued(view.title, at, len(more) + 1))
            next_page.picture(other, box, brief_views.description(view), name=view.title)
        page.picture(png, box, brief_views.description(view), name=view.title)
        left = box.right + MAP_GAP
        return Box(left, room.top, room.right - left if beside else 0, room.height)

    def _dots(self, page: Page, room: Box, item: Item, view: Shown) -> None:
        rows = _stating(view)
        if rows.empty:
            page.text(
                room,
                say("view.no-figure"),
                size=slide_front.SENTENCE_SIZE,
                name=say("shape.nothing-found"),
            )
            return
        slide_dots.draw(
            page, room, rows,
            theme=view.theme,
            nation=query.described(query.national_beside(self.atlas, item.selection)),
            selected=item.selection.provinces,
            alt=brief_views.description(view),
        )  # fmt: skip

    def _timelines(self, item: Item, view: Shown) -> None:
        if view.rows.empty:
            self._nothing(item, view)
            return
        room = body(item.note)
        room = Box(room.left, room.top, room.width, room.height - slide_timeline.KEY_HEIGHT - 0.1)
        blanks = slide_words.blanks(self.atlas, item.selection.provinces)
        plans = slide_lanes.plans(view.rows, item.selection.provinces, room, int(self.today))
        for at, plan in enumerate(plans, start=1):
            page = self._one(item, view, captions.continued(view.title, at, len(plans)))
            alt = say("slide.timeline-told", title=view.title, subtitle=view.subtitle)
            slide_timeline.draw(
                page,
                room,
                plan,
                today=self.today,
                blanks=blanks,
                alt=alt,
            )

    def _tables(self, item: Item, view: Shown) -> None:
        grids = slide_words.grids(self.atlas, item, view)
        for at, grid in enumerate(grids, start=1):
            page = self._one(item, view, captions.continued(view.title, at, len(grids)))
            slide_table.draw(page, body(item.note), grid, alt=slide_words.subject(view))
        if not grids:
            self._nothing(item, view)

    def _nothing(self, item: Item, view: Shown) -> None:
        """Add a slide with a sentence where a figure would stand."""
        page = self._one(item, view)
        room = body(item.note)
        page.text(
            room, view.missing, size=slide_front.SENTENCE_SIZE, name=say("shape.nothing-found")
        )


def _stating(view: Shown) -> pd.DataFrame:
    """Return the areas of a view that state a figure which can be placed on a scale."""
    if view.areas is None or "drawn" not in view.areas:
        return pd.DataFrame()
    rows = query.drawn(view.areas)
    return rows[rows["drawn"].notna()]
