"""Choices in the address bar, read and written by ids.

Streamlit can bind a widget to the URL itself, but then the link carries the words of the label,
which change with a wording or a language. Here a link carries ids, and says what it ignores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

from commitments.briefings.items import WORDS_LENGTH
from commitments.domain import links
from commitments.language import named, say
from commitments.ui import browser_history, own_table, reader_address
from commitments.ui.frame import plain

PARAMETER: Final = {
    "area": "province", "provinces": "province", "panels-of": "province",
}  # fmt: skip  # where it is not the key itself
ASKED_LENGTH: Final = WORDS_LENGTH  # characters of a link's value that are looked at: all 31 names
ROWS_SEEN: Final = "rows-seen"  # the table that a link's row is looked for in has been shown


def asked(key: str) -> str:
    """Return what the link asks of a choice, cut to a sane length; blank where it asks nothing."""
    given = st.query_params.get(PARAMETER.get(key, key), "")[:ASKED_LENGTH]
    return given.split(",")[0] if key == "area" else given


def asked_row(former_ids: Mapping[str, str] | None = None) -> str:
    """Return the id of the row that the link names, by its present id; blank where none."""
    given = st.query_params.get("row", "")[:ASKED_LENGTH]
    return (former_ids or {}).get(given, given)


def say_ignored(name: str, unknown: Sequence[str]) -> None:
    """Say what a link asks for that is not here."""
    for word in unknown:
        st.info(say("choice.ignored", what=named("asked", name), asked=plain(word)))


def keep(key: str, value: str | None, default: str | None) -> None:
    """Write a choice to the URL; a default leaves it short, where the link does not name it."""
    name = PARAMETER.get(key, key)
    if value != default:
        browser_history.keep(name, value)
    elif value is None or st.query_params.get(name) != value:
        browser_history.keep(name, None)


def link() -> str:
    """Return the link of the view as it stands in the address bar, without the host."""
    page_name = urlsplit(st.context.url or "").path.rsplit("/", 1)[-1]
    given = urlencode(dict(st.query_params), safe=",")
    return f"{page_name}?{given}" if given else page_name


def whole_link(link: str) -> str:
    """Return a view's link with the address under which the reader reached the atlas."""
    return f"{reader_address.here()}/{link.lstrip('/')}"


def address(name: str, **choices: str | int | None) -> str:
    """Return the short link of a view, as it stands on a figure: `Map?theme=water&…`."""
    return links.address(name, **choices | {links.YOURS: own_table.mode()})
