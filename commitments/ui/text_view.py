"""The choice between a page as it is drawn and the same page as text."""

from __future__ import annotations

from typing import Final

import streamlit as st

from commitments.language import say

KEY: Final = "view"  # in links; the choice goes along from page to page
TEXT: Final = "text"


def as_text() -> bool:
    """Say whether the link asks for the page as headings, sentences and tables."""
    return st.query_params.get(KEY, "") == TEXT


def switch(page: str, carried: dict[str, str]) -> None:
    """Offer the other form of the same view, as a link."""
    given = {key: value for key, value in carried.items() if key != KEY}
    if as_text():
        st.page_link(page, label=say("view.drawn"), query_params=given)
    else:
        st.page_link(page, label=say("view.text"), query_params=given | {KEY: TEXT})
