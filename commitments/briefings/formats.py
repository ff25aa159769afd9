"""File formats of a briefing, with their names and texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from commitments.briefings.items import Brief, Item, Kind

NAME_LENGTH: Final = 60  # characters of a file's name


class File(StrEnum):
    """What a briefing can be taken away as."""

    PPTX = "pptx"
    PDF = "pdf"
    ZIP = "zip"


MIME: Final = {
    File.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    File.PDF: "application/pdf",
    File.ZIP: "application/zip",
}


Progress = Callable[[int, int, str], None]  # how many parts are done, of how many, and what is next


def no_progress(_done: int, _every: int, _next: str) -> None:
    """Tell nobody how far it is."""


def file_name(brief: Brief, ending: str) -> str:
    """Return a name for a file that every system takes: `hebei-jilin-ecology.pptx`."""
    plain = re.sub(r"[^\w]+", "-", brief.title.casefold()).strip("-")
    return f"{plain[:NAME_LENGTH].strip('-') or 'briefing'}.{ending}"


def titled(brief: Brief) -> list[Item]:
    """Return the items; headline facts that open a briefing stand under its title and note."""
    items = list(brief.items)
    if items and items[0].kind == Kind.FACTS:
        first = items[0]
        note = first.note or brief.note
        items[0] = replace(first, title=first.title or brief.title, note=note)
    return items
