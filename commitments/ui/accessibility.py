"""Accessible names and descriptions of what Streamlit leaves unnamed, or names in English alone."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from commitments.figures import assets
from commitments.language import current, named, say
from commitments.ui import scripts, streamlit_strings

TIMELINE: Final = ".st-key-timeline-plot"  # where it scrolls within the page
NAMES: Final = ".st-key-timeline-names"  # a picture of names that the timeline beside it tells
UNSEEN: Final = '<h1 class="unseen">{name}</h1>'  # the menu shows it to those who see


def say_page(name: str) -> None:
    """Say which page this is: its heading, its language, its place in the menu, its regions."""
    called = named("page", name)
    st.html(UNSEEN.format(name=escape(called)))
    data = {
        "language": str(current()),
        "menu": say("access.menu"),
        "pages": say("streamlit.pages"),
        "current": called,
        "regions": {TIMELINE: say("access.timeline-scrolls")},
        "hidden": NAMES,
        "words": _addresses(),
    }
    scripts.run(assets.ACCESS, assets.NO_ACCESS, data, key="access")


def _addresses() -> dict[str, str]:
    """Return where a page finds the words that stand in the place of Streamlit's."""
    files = {"script": assets.WORDS, "texts": streamlit_strings.FILE}
    return {what: f"./app/static/{assets.versioned(file)}" for what, file in files.items()}
