"""Links and texts to copy, tables to download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from commitments.atlas.load import Atlas
from commitments.briefings.items import Item
from commitments.domain import links
from commitments.domain.model import Unreadable
from commitments.downloads import tables
from commitments.figures import assets
from commitments.language import say
from commitments.publish.addresses import Handed
from commitments.queries import query
from commitments.ui import made_files, scripts
from commitments.ui.address_bar import whole_link
from commitments.ui.briefing import add_to_briefing
from commitments.ui.frame import plain
from commitments.ui.language_choice import fragment

ZIP: Final = "application/zip"


def copy(label: str, text: str, *, key: str) -> None:
    """Offer a text to copy by one button."""
    _offer(label, text, key=key)


@fragment  # a click makes and sends the text, not the page
def copy_when_asked(label: str, make: Callable[[], str], *, key: str) -> None:
    """Offer a long text to copy, which is made and sent only when the reader asks for it."""
    asked = f"copy-{key}-asked"
    _offer(label, make() if st.session_state.pop(asked, False) else None, key=key)


def _offer(label: str, text: str | None, *, key: str) -> None:
    def ask() -> None:
        st.session_state[f"copy-{key}-asked"] = True

    try:
        button = scripts.component(assets.COPY, assets.NO_COPY)
    except Unreadable as fault:
        st.warning(plain(str(fault)))
        return
    words = {"done": say("download.copied"), "refused": say("download.not-copied")}
    button(
        key=f"copy-{key}",
        data={"label": label, "text": text} | words,
        width="content",
        on_asked_change=ask,
    )


def take_away(
    atlas: Atlas,
    rows: pd.DataFrame,
    *,
    what: str,
    link: str,
    item: Item | None = None,
    reports: pd.DataFrame | None = None,
    handed: Handed | None = None,
) -> None:
    """Offer a view for the briefing, its link, its table, and what it draws from as files.

    `handed` says where it stands for other sites, which see the atlas's own tables alone.
    """
    everything = say("search.all")
    told = () if reports is None else tuple(reports["id"])
    with st.container(key="take-away", horizontal=True, gap="small", vertical_alignment="center"):
        add_to_briefing(item)
        copy(say("download.copy-link"), whole_link(link), key="link")
        if handed and atlas.own is None:
            _hand_on(handed, what)
        copy_when_asked(
            say("download.copy-table"),
            lambda: tables.tsv(_table(query.described(rows))),
            key="table",
        )
        made_files.offer(
            say("download.view"),
            lambda: tables.package(atlas, tuple(rows["id"]), what, told),
            name="atlas-view.zip",
            mime=ZIP,
        )
        made_files.offer(
            say("download.everything"),
            lambda: tables.package(atlas, tuple(atlas.targets["id"]), everything),
            name="atlas.zip",
            mime=ZIP,
        )


def _hand_on(handed: Handed, what: str) -> None:
    """Offer what shows a view on another site, and the address of its data."""
    if handed.frame:
        copy(say("publish.copy-embed"), handed.framed(links.home(), what), key="embed")
    copy(say("publish.copy-data"), f"{links.home()}/{handed.data}", key="data")


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "province_name": "province",
        "place_name": "place",
        "indicator_name": "indicator",
        "full_label": "figure",
        "summary": "in-words",
        "due": "due",
        "source_title": "document",
        "where": "place-in-it",
        "grade": "evidence",
    }
    heads = {name: say(f"column.{column}") for name, column in columns.items()}
    return rows[list(columns)].rename(columns=heads)
