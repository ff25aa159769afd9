"""Printed figures: a request in, a sheet out, as PNG, SVG or PDF.

It imports matplotlib; callers import it when somebody asks for a figure, not before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain.figure_request import Format, Kind, NotOffered, Order
from commitments.figures.captions import continued
from commitments.language import say, speaking
from commitments.prints import compare as print_compare
from commitments.prints import dots as print_dots
from commitments.prints import files as print_files
from commitments.prints import frame as print_frame
from commitments.prints import map as print_map
from commitments.prints import matrix as print_matrix
from commitments.prints import progress as print_progress
from commitments.prints import province as print_province
from commitments.prints import tiles as print_tiles
from commitments.prints import timeline as print_timeline
from commitments.prints import typography as letters
from commitments.prints.frame import Texts, View
from commitments.prints.sheet import Sheet
from commitments.words import references

MANY: Final = 99  # sheets; their number takes no more room than this
VIEWS: Final = {
    Kind.MAP: print_map.view,
    Kind.TILES: print_tiles.view,
    Kind.DOTS: print_dots.view,
    Kind.TIMELINE: print_timeline.view,
    Kind.PROGRESS: print_progress.view,
    Kind.COMPARE: print_compare.view,
    Kind.PROVINCE: print_province.view,
    Kind.MATRIX: print_matrix.view,
}


@dataclass(frozen=True)
class Print:
    """A finished figure: its sheet, its texts, its sources in full and a text alternative.

    `missing` is a sentence where what was asked for is not in the atlas, else blank.
    """

    sheet: Sheet
    texts: Texts
    sources: tuple[str, ...]
    description: str
    missing: str

    def file(self, kind: Format) -> bytes:
        """Return the figure as the bytes of a PNG, SVG or PDF file."""
        return print_files.written(
            self.sheet,
            kind,
            title=self.texts.title,
            description=self.description,
            sources=self.texts.sources,
        )


def figure(atlas: Atlas, order: Order) -> Print:
    """Make the figure of an order, in the language of the atlas; NotOffered as `of_view` says."""
    with speaking(atlas.language):
        return of_view(atlas, VIEWS[order.kind](atlas, order.selection), order)


def sheets(atlas: Atlas, order: Order) -> list[Print]:
    """Make the figure of an order whole: over several sheets where one does not hold it."""
    with speaking(atlas.language):
        return _sheets(atlas, order)


def _sheets(atlas: Atlas, order: Order) -> list[Print]:
    view = VIEWS[order.kind](atlas, order.selection)
    if view.parts is None:
        return [of_view(atlas, view, order)]
    title = order.title.strip() or view.title
    given = print_frame.texts(atlas, view, replace(order, title=continued(title, MANY, MANY)))
    probe = Sheet(order.size)
    drawn = view.parts(probe, print_frame.framed(probe, given))
    return [
        of_view(
            atlas,
            replace(view, draw=draw),
            replace(order, title=continued(title, at, len(drawn))),
        )
        for at, draw in enumerate(drawn, start=1)
    ]


def _visible(character: str) -> str:
    """Show a character; by its number where it is none to be seen, as one that turns a line."""
    return character if character.isprintable() else f"U+{ord(character):04X}"


def of_view(atlas: Atlas, view: View, order: Order) -> Print:
    """Frame a view and draw it; NotOffered when a text has characters without a glyph."""
    given = print_frame.texts(atlas, view, order)
    strange = letters.undrawable(given.all())
    if strange:
        raise NotOffered(say("not-offered.no-glyph", characters=" ".join(map(_visible, strange))))
    sheet = Sheet(order.size)
    view.draw(sheet, print_frame.framed(sheet, given))
    sources = references.sources_in_full(atlas, view.cited)
    return Print(sheet, given, sources, view.description, view.missing)
