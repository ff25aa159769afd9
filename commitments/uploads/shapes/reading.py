"""A table as it was understood, with what is still open: what the preview shows and changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain.model import Unreadable
from commitments.uploads import opening
from commitments.uploads.files import Cells
from commitments.uploads.given import Given
from commitments.uploads.pipeline import codebook, forgetting
from commitments.uploads.shapes import detection, questions, reshaping, sheets
from commitments.uploads.shapes.known import Known
from commitments.uploads.shapes.questions import Open
from commitments.uploads.shapes.understanding import Kind, Understanding

YEAR_DIGITS: Final = 4
Others = Callable[[Cells, list[str]], list[Cells]]


@dataclass(frozen=True)
class Reading:
    """A table, how it was understood, its figures under its own names, and what is still open."""

    opened: Cells
    made: Understanding
    raw: Given
    open: Open

    @property
    def is_certain(self) -> bool:
        """Say whether the table has the contract's form and leaves nothing open."""
        plain = self.made.contract and self.made.kind == Kind.TARGET
        as_named = not self.raw.filled and not self.made.takes_years
        return plain and as_named and not self.open.missing

    @property
    def is_answered(self) -> bool:
        """Say whether the table can be used."""
        return not self.open.missing


@forgetting()
def begun(opened: Cells, atlas: Atlas, others: Others | None = None) -> Reading:
    """Understand a table as far as its words go; Unreadable with the remedy.

    `others` reads further sheets of its workbook: where they are named after provinces or years,
    all are one table.
    """
    known = Known(codebook(atlas))
    alike = sheets.alike(opened, known) if others else []
    try:
        if alike and others:
            opened = sheets.together(opened, others(opened, alike))
        made = detection.detected(opened, known)
        raw = sheets.reshaped(opened, made, known)
    except Unreadable as fault:
        raise opening.of_sheet(opened, fault) from None
    made = questions.with_defaults(made, raw, known, _year_of(atlas))
    return Reading(opened, made, raw, questions.still_open(made, raw, known))


def _year_of(atlas: Atlas) -> int:
    """Return the year of the data."""
    year = atlas.dated[:YEAR_DIGITS]
    return int(year) if year.isdecimal() else 0


@forgetting()
def changed(reading: Reading, made: Understanding, atlas: Atlas) -> Reading:
    """Understand a table otherwise; Unreadable where nothing is left of it then."""
    known = Known(codebook(atlas))
    raw = reading.raw
    if _form(made) != _form(reading.made):
        raw = sheets.reshaped(reading.opened, made, known)
        edition = (
            _year_of(atlas) if made.year != reading.made.year else 0
        )  # a year that is answered
        made = questions.with_defaults(made, raw, known, edition)
    return Reading(reading.opened, made, raw, questions.still_open(made, raw, known))


def _form(made: Understanding) -> tuple[object, ...]:
    """Return what the rows of figures depend on."""
    return (made.columns, made.header, made.province, made.city, made.year, made.name, made.unit)


@forgetting()
def given(reading: Reading) -> Given:
    """Return the figures as they are understood, to be judged."""
    found = reshaping.settled(reading.raw, reading.made, reading.open.shares)
    return replace(found, version=reading.opened.version)
