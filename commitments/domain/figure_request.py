"""What a printed figure can be asked to be: its kind, size, format and texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from commitments.domain.model import Selection


class Kind(StrEnum):
    """What a printed figure shows."""

    MAP = "map"
    TILES = "tiles"
    DOTS = "dots"
    TIMELINE = "timeline"
    PROGRESS = "progress"
    COMPARE = "compare"
    PROVINCE = "province"
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


class NothingHeld(NotOffered):
    """Raised when an order could be meant and nothing is held of it; the message says what is."""


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
