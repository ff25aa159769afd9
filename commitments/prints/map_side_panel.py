"""The panel beside a printed map or tile grid: dots, or words where there are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from commitments.domain.figure_request import Size
from commitments.prints import dots as print_dots
from commitments.prints import words_only as print_words
from commitments.prints.map_content import Reading
from commitments.prints.sheet import Box, Sheet

ROOM_BESIDE: Final = (Size.SLIDE,)  # the sheets that are wide enough for both
GAP: Final = 1.5  # ems between the two


def draw(
    reading: Reading,
    sheet: Sheet,
    body: Box,
    *,
    share: float,
    picture: Callable[[Reading, Sheet, Box], None],
) -> None:
    """Draw a picture in a share of the width, and the same figures as dots beside it.

    It takes the whole width where the sheet is narrow or the reading states nothing.
    """
    if sheet.size not in ROOM_BESIDE or not (len(reading.figures) or len(reading.words)):
        picture(reading, sheet, body)
        return
    beside = print_dots if len(reading.figures) else print_words
    middle = body.left + body.width * share
    picture(reading, sheet, Box(body.left, body.top, middle, body.bottom))
    right = Box(middle + sheet.form.text * GAP, body.top, body.right, body.bottom)
    beside.draw(reading, sheet, right)
