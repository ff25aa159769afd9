"""Tables as words, and what is shown on paper alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from commitments.figures import text_tables
from commitments.language import say
from commitments.ui.address_bar import address, link, whole_link
from commitments.ui.frame import plain
from commitments.ui.text_view import KEY, TEXT

PAPER_ROWS: Final = 60  # of a table that goes along to be printed; a longer one is asked for


def show_words(rows: pd.DataFrame) -> None:
    """Show a table letter for letter, whole."""
    st.html(text_tables.markup(rows))


def show_rows(told: pd.DataFrame, ids: Sequence[str]) -> None:
    """Show rows as words, each of which leads to where it is written."""
    links = [f"{address('Targets', row=row)}&{KEY}={TEXT}" for row in ids]
    st.html(text_tables.markup(told, first_leads=links))


def table_on_paper(rows: pd.DataFrame, key: str, long: str = "paper.table") -> None:
    """Print a table whole, of which a screen shows a window; of a long one say where it prints."""
    if len(rows) <= PAPER_ROWS:
        with st.container(key=f"paper-table-{key}"):
            show_words(rows)
        return
    given = link()
    whole = whole_link(f"{given}{'&' if '?' in given else '?'}{KEY}={TEXT}")
    on_paper(say(long, link=whole), key=f"paper-table-{key}")


def on_paper(words: str, *, key: str) -> None:
    """Write a line that stands on paper alone."""
    with st.container(key=key):
        st.caption(plain(words))
