"""This module shows tables as words, and what stands on paper alone."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from commitments import transcripts
from commitments.language import say
from commitments.ui.address_bar import address, link, whole_link
from commitments.ui.frame import plain
from commitments.ui.reading import KEY, TEXT


def show_words(rows: pd.DataFrame) -> None:
    """Show a table letter for letter, whole."""
    st.html(transcripts.markup(rows))


def show_rows(told: pd.DataFrame, ids: Sequence[str]) -> None:
    """Show rows as words, each of which leads to where it is written."""
    links = [f"{address('Targets', row=row)}&{KEY}={TEXT}" for row in ids]
    st.html(transcripts.markup(told, first_leads=links))


def table_on_paper(key: str) -> None:
    """Say on paper where the whole of a table is printed: a screen shows a window on it."""
    given = link()
    whole = whole_link(f"{given}{'&' if '?' in given else '?'}{KEY}={TEXT}")
    on_paper(say("paper.table", link=whole), key=f"paper-table-{key}")


def on_paper(words: str, *, key: str) -> None:
    """Write a line that stands on paper alone."""
    with st.container(key=key):
        st.caption(plain(words))
