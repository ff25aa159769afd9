"""Addresses within a published atlas: of pages, figures, frames and data, by what they show."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import Final

from commitments.domain.model import NO_DATE, Basis, Selection
from commitments.language import Language, current

INDEX: Final = "index.html"
UNDATED: Final = "no-date"
STYLE, SCRIPT, ICON = "assets/site.css", "assets/site.js", "assets/icon.svg"
FEED, SITEMAP, ROBOTS, LOST = "feed.xml", "sitemap.xml", "robots.txt", "404.html"
_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
CARD: Final = "card.png"  # a picture in the form in which chats show a link
_DRAWN: Final = re.compile(  # the pages with a figure that is drawn as a picture
    rf"(?P<language>{'|'.join(Language)})/(?:theme/(?P<theme>\w+)/|"
    r"(?P<drawn>map/[\w-]+/[\w-]+|timeline/[\w-]+|progress/[\w-]+|province/(?!national/)[\w-]+)/)?"
)
_HASHED: Final = 16  # letters and digits of a name that is not plain


def page(language: Language, *parts: str) -> str:
    """Return the address of a page: `en/map/forest_coverage/2030/`."""
    return "/".join([str(language), *map(plain, parts), ""])


def figure(language: Language, *parts: str, ending: str) -> str:
    """Return the address of a figure as a file: `figure/en/map/forest_coverage/2030.svg`."""
    return f"figure/{'/'.join([str(language), *map(plain, parts)])}.{ending}"


def card(page_address: str) -> str:
    """Return where the live atlas draws what a chat shows of a page; blank where it has nothing."""
    found = _DRAWN.fullmatch(page_address)
    if not found:
        return ""
    language, theme, drawn = found.group("language", "theme", "drawn")
    return figure(
        Language(language), *(drawn or f"overview/{theme or 'all'}").split("/"), ending=CARD
    )


def embed(language: Language, *parts: str) -> str:
    """Return the address of a figure alone, for the frame of another page."""
    return f"embed/{page(language, *parts)}"


def data(name: str) -> str:
    """Return the address of a file of data."""
    return f"data/{name}"


def file(address: str) -> str:
    """Return the file that answers an address."""
    return f"{address}{INDEX}" if address.endswith("/") or not address else address


def due(year: int | None) -> str:
    """Return a due year as it stands in an address."""
    return UNDATED if year is None else str(year)


def year_of(due_year: str) -> int | None:
    """Read a due year back, from an address or a link; ValueError where it is none."""
    return None if due_year in (UNDATED, NO_DATE) else int(due_year)


def place(name: str) -> str:
    """Return a province as it stands in an address: `inner-mongolia`."""
    return plain(name.lower().replace(" ", "-"))


def plain(part: str) -> str:
    """Return a name as a part of an address; what is not plain letters and digits is hashed."""
    if _PLAIN.fullmatch(part):
        return part
    return hashlib.sha256(part.encode()).hexdigest()[:_HASHED]


def relative(address: str, here: str) -> str:
    """Return one address as seen from another: `../../../assets/site.css`."""
    up = "../" * (len(here.split("/")) - 1)
    return f"{up}{address}" or "./"


@dataclass(frozen=True, slots=True)
class Handed:
    """Where a view of the live atlas stands for other sites and for programs; blank is nowhere."""

    data: str
    frame: str = ""

    def framed(self, home: str, title: str) -> str:
        """Return what a page of another site shows the view by, from the atlas's address."""
        return (
            f'<iframe src="{escape(home)}/{self.frame}" title="{escape(title)}" width="100%" '
            'height="720" style="border:0" loading="lazy"></iframe>'
        )


def of_map(asked: Selection) -> Handed:
    """Return where a map stands: its table and, as its figures are stated, a frame of it."""
    parts = ("map", str(asked.indicator), due(asked.year))
    stated = asked.basis == Basis.STATED and not asked.tiles
    return Handed(figure(current(), *parts, ending="csv"), embed(current(), *parts) * stated)


def of_indicator(name: str) -> Handed:
    """Return where all figures of an indicator stand."""
    return Handed(data(f"{plain(name)}.csv"))
