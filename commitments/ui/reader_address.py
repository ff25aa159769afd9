"""The address under which a reader has reached the atlas."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st


def here() -> str:
    """Return scheme and host as the browser names them; blank where no browser is."""
    reached = urlsplit(st.context.url or "")
    return f"{reached.scheme}://{reached.netloc}" if reached.netloc else ""
