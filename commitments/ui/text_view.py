"""The choice between a page as it is drawn and the same page as text."""

from __future__ import annotations

from typing import Final

import streamlit as st

KEY: Final = "view"  # in links; the choice goes along from page to page
TEXT: Final = "text"


def as_text() -> bool:
    """Say whether the link asks for the page as headings, sentences and tables."""
    return st.query_params.get(KEY, "") == TEXT
