"""The printed list of what provinces say in words, where none of them states a figure."""

from __future__ import annotations

from typing import Final

from commitments.figures import palette
from commitments.language import named, say
from commitments.prints import typography as letters
from commitments.prints.map_content import Reading
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.words import wording

LEADING: Final = 1.3  # ems
GAP: Final = 0.7  # between two provinces, in ems


def draw(reading: Reading, sheet: Sheet, body: Box) -> None:
    """Write each province's words under its name, as many as the box holds."""
    if reading.words.empty:
        return
    em = sheet.form.text
    y = body.top + em
    colour = palette.theme_colour(reading.theme)
    sheet.write(body.left, y, say("print.in-words"), weight=SEMIBOLD, colour=colour)
    y += em * (LEADING + GAP)
    rows = reading.words.to_dict("index")
    for i, (name, row) in enumerate(rows.items()):
        said = wording.sentence(row)
        lines = letters.wrapped(said, em, body.width)
        if y + em * LEADING * (len(lines) + 1) > body.bottom:
            more = say("print.and-more", number=len(rows) - i)
            sheet.write(body.left, y, more, colour=palette.QUIET_INK)
            return
        sheet.write(body.left, y, named("province", str(name)), weight=SEMIBOLD)
        for line in lines:
            y += em * LEADING
            sheet.write(body.left, y, line)
        y += em * (LEADING + GAP)
