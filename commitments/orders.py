"""This module says what a printed figure can be asked to be: its kind, size, format and texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from commitments.model import Selection


class Kind(StrEnum):
    """What a printed figure shows."""

    MAP = "map"
    TILES = "tiles"
    DOTS = "dots"
    TIMELINE = "timeline"
    COMPARE = "compare"
    MATRIX = "matrix"


class Size(StrEnum):
    """What a printed figure is made for."""

    SLIDE = "slide"
    HALF_A4 = "half-a4"
    SQUARE = "square"


class Format(StrEnum):
    """What kind of file a printed figure is."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class NotOffered(Exception):
    """Raised when an order asks for what the atlas does not have; the message says what it has."""


KIND_MEANING: Final = {
    Kind.MAP: "areas coloured by an indicator's classes, or by how much was found",
    Kind.TILES: "the same on a grid of equal squares, so that small provinces are seen",
    Kind.DOTS: "an indicator's figures sorted, with the national line",
    Kind.TIMELINE: "what falls due when, one lane per province",
    Kind.COMPARE: "two to four provinces side by side, indicator by indicator",
    Kind.MATRIX: "which province states which indicator, in figures or in words",
}
SIZE_MEANING: Final = {
    Size.SLIDE: "a 16:9 slide, 13.33 by 7.5 inches",
    Size.HALF_A4: "half a page of A4, 190 by 130 mm",
    Size.SQUARE: "a square for the web, 2160 by 2160 pixels",
}


EVERYTHING: Final = Selection()


@dataclass(frozen=True, slots=True)
class Order:
    """One figure asked for; small and hashable, so that what was made can be kept by it.

    A blank title or subtitle is written by the atlas; the note stands under the figure.
    """

    kind: Kind = Kind.MAP
    selection: Selection = EVERYTHING
    size: Size = Size.SLIDE
    title: str = ""
    subtitle: str = ""
    note: str = ""
