"""This module tells assistive technology about a page what Streamlit itself does not say."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from commitments import parts
from commitments.language import Language, current, named, say, speaking
from commitments.model import Unreadable

TIMELINE: Final = ".st-key-timeline-plot"  # where it scrolls within the page
NAMES: Final = ".st-key-timeline-names"  # a picture of names that the timeline beside it tells
# What Streamlit says in English alone, of its own fields and tables.
STREAMLITS: Final = (
    "streamlit.open", "streamlit.choose", "streamlit.selected", "streamlit.clear",
    "streamlit.remove", "streamlit.columns", "streamlit.search", "streamlit.previous",
    "streamlit.next", "streamlit.all", "streamlit.dismiss", "streamlit.close-search",
    "streamlit.full", "streamlit.close-full", "streamlit.skip", "streamlit.file",
    "streamlit.ascending", "streamlit.descending", "streamlit.statistics",
    "streamlit.autosize", "streamlit.pin", "streamlit.unpin", "streamlit.hide",
)  # fmt: skip
UNSEEN: Final = '<h1 class="unseen">{name}</h1>'  # the menu shows it to those who see


def say_page(name: str) -> None:
    """Say which page this is: its heading, its language, its place in the menu, its regions."""
    called = named("page", name)
    st.html(UNSEEN.format(name=escape(called)))
    try:
        component = _component()
    except Unreadable as fault:
        st.warning(str(fault))
        return
    with st.container(key="access"):
        component(
            key="access-words",
            data={
                "language": str(current()),
                "menu": say("access.menu"),
                "current": called,
                "regions": {TIMELINE: say("access.timeline-scrolls")},
                "hidden": NAMES,
                "words": _streamlits_words(),
            },
        )


def _streamlits_words() -> dict[str, str]:
    """Return what Streamlit says, with the reader's words for it; nothing where it is the same."""
    if current() == Language.ENGLISH:
        return {}
    with speaking(Language.ENGLISH):
        said = [say(key, name="") for key in STREAMLITS]
    return {here: say(key, name="") for here, key in zip(said, STREAMLITS, strict=True)}


@lru_cache(maxsize=1)
def _component() -> Any:  # noqa: ANN401 (Streamlit's own renderer)
    script = parts.text(parts.ACCESS, parts.NO_ACCESS)
    return st.components.v2.component("atlas_access", js=script, isolate_styles=False)
