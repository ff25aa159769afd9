"""The link of a view, as it stands in the address bar and as it is printed on a figure."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from urllib.parse import unquote_plus, urlencode

from commitments.language import Language, current, say

ADDRESS_SETTING: Final = "ATLAS_ADDRESS"  # where readers reach the atlas, for what is printed
FIRST: Final = "Overview"  # the page that opens at the root
UNSAID: Final = (None, "", "all")  # choices that leave the link short

LANG: Final = "lang"  # the choice that names the language of a page
YOURS: Final = "yours"  # the choice by which a link says that it needs a reader's own table
LISTS: Final = ("province", "compare")  # the choices that hold several names
WORDS: Final = "q"  # the choice that holds a reader's own words, which may be of any signs
_NOT_OURS: Final = ("embed", "embed_options")  # Streamlit's own, which nobody else may set
_OF_A_PAGE: Final = "amp;"  # what is left of `&` in the source of a page or a letter
_ENCODED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_MORE_CHOICES: Final = re.compile(r"&(?:amp;)?(?=[a-z_]+=)")
_TIMES_ENCODED: Final = 3  # a letter, a chat and a shortener, each in its turn
_BETWEEN: Final = re.compile("[,，、]")  # names in a list
_BEHIND: Final = (
    " \t\r\n.,;:!?)]}>*\"'`。，；：！？）】》」』”’、…"  # of the sentence a link stood in
)


def mended(given: Mapping[str, str]) -> dict[str, str]:
    """Return the choices of a link as it was before letters, chats and sentences changed it.

    `&amp;` for `&`, signs that were encoded once more, blanks, and the full stop or bracket behind
    it: what a link asks for is never left out for these, nor taken for another view.
    """
    said: dict[str, str] = {}
    for name, value in given.items():
        for key, text in _choices(name, value):
            said[key.strip().removeprefix(_OF_A_PAGE).strip()] = text
    for name in [name for name in said if not name or name.casefold() in _NOT_OURS]:
        del said[name]
    return {name: text if name == WORDS else _value(name, text) for name, text in said.items()}


def _choices(name: str, value: str) -> list[tuple[str, str]]:
    """Return what one choice of a link holds: others too, where the `&` between them was lost."""
    whole = _decoded(name)
    if not value and "=" in whole:
        return [(key, text) for key, _, text in map(_parted, _MORE_CHOICES.split(whole))]
    if name == WORDS:
        return [(name, _decoded(value))]
    first, *more = _MORE_CHOICES.split(_decoded(value))
    return [(name, first), *((key, text) for key, _, text in map(_parted, more))]


def _parted(choice: str) -> tuple[str, str, str]:
    return choice.partition("=")


def _decoded(text: str) -> str:
    """Undo encodings that are left in a text; `+` stands for a blank only in these."""
    for _ in range(_TIMES_ENCODED):
        text = unquote_plus(text) if _ENCODED.search(text) else text
    return text


def _value(name: str, text: str) -> str:
    """Take away what stands around the value of a choice and between the names of a list."""
    if name in LISTS:
        text = ",".join(part.strip() for part in _BETWEEN.split(text))
    return text.strip().rstrip(_BEHIND)


def with_own(link: str, use: str) -> str:
    """Return a link that says how a reader's own table is used; blank where it is not."""
    if not use or f"{YOURS}=" in link:
        return link
    return f"{link}{'&' if '?' in link else '?'}{urlencode({YOURS: use})}"


def address(name: str, **choices: str | int | None) -> str:
    """Return the link of a page with its choices and language: `Map?theme=water&lang=zh`."""
    spoken = "" if current() == Language.ENGLISH else str(current())
    given = {key: value for key, value in (choices | {LANG: spoken}).items() if value not in UNSAID}
    path = "/" if name == FIRST else name.replace(" ", "_")
    return f"{path}?{urlencode(given, safe=',')}" if given else path


_reached: ContextVar[str] = ContextVar("reached", default="")


def home() -> str:
    """Return the address of the atlas: that of this run, else the installer's; blank if unknown."""
    return (_reached.get() or _installed()).rstrip("/")


def _installed() -> str:
    return os.environ.get(ADDRESS_SETTING, "").strip()


def reach(where: str) -> None:
    """Take where a reader is for the atlas's address, unless the installer names another."""
    _reached.set(_installed() or where)


@contextmanager
def reached(where: str) -> Iterator[None]:
    """Take an address for the atlas's for a while; a blank one changes nothing."""
    before = _reached.set(where or _reached.get())
    try:
        yield
    finally:
        _reached.reset(before)


def printed(link: str) -> str:
    """Write a link whole, to be typed from paper; without an address say what it is a link of."""
    if not home():
        return say("link.in-the-atlas", link=link)
    return f"{home()}/{link.lstrip('/')}"
