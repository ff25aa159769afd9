"""This module writes the short link of a view, as it stands on a figure."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from commitments.language import Language, current

FIRST: Final = "Overview"  # the page that opens at the root
UNSAID: Final = (None, "", "all")  # choices that leave the link short

LANG: Final = "lang"  # the choice that names the language of a page
YOURS: Final = "yours"  # the choice by which a link says that it needs a reader's own table


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
