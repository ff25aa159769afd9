"""This module tells about a page what Streamlit does not say, or says in English alone."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from commitments import borrowed, parts
from commitments.language import current, named, say
from commitments.model import Unreadable

TIMELINE: Final = ".st-key-timeline-plot"  # where it scrolls within the page
NAMES: Final = ".st-key-timeline-names"  # a picture of names that the timeline beside it tells
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
                "words": _addresses(),
            },
        )


def _addresses() -> dict[str, str]:
    """Return where a page finds the words that stand in the place of Streamlit's."""
    files = {"script": parts.WORDS, "texts": borrowed.FILE}
    return {what: f"./app/static/{file.name}?{parts.changed(file)}" for what, file in files.items()}


@lru_cache(maxsize=1)
def _component() -> Any:  # noqa: ANN401 (Streamlit's own renderer)
    script = parts.text(parts.ACCESS, parts.NO_ACCESS)
    return st.components.v2.component("atlas_access", js=script, isolate_styles=False)
