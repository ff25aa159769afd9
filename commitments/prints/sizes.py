"""Sizes of printed sheets and of their type, in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from commitments.domain.figure_request import Size

INCH: Final = 72.0  # points
MM: Final = INCH / 25.4


@dataclass(frozen=True, slots=True)
class Format:
    """How large a sheet and its type are, in points."""

    width: float
    height: float
    dpi: int
    margin: float
    title: float
    subtitle: float
    text: float
    small: float
    line: float


FORMATS: Final = {
    Size.SLIDE: Format(960.0, 540.0, 200, 30.0, 25.0, 13.0, 10.5, 9.0, 0.8),
    Size.HALF_A4: Format(190 * MM, 130 * MM, 300, 14.0, 14.5, 8.2, 6.7, 6.0, 0.5),
    Size.SQUARE: Format(540.0, 540.0, 288, 24.0, 19.0, 10.6, 8.6, 7.4, 0.6),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a sheet, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return where its middle lies from the left."""
        return (self.left + self.right) / 2
