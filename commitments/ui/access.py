"""This module tells assistive technology about a page what Streamlit itself does not say."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from commitments import parts
from commitments.language import current, named, say
from commitments.model import Unreadable

TIMELINE: Final = ".st-key-timeline-plot"  # where it scrolls within the page
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
            },
        )


@lru_cache(maxsize=1)
def _component() -> Any:  # noqa: ANN401 (Streamlit's own renderer)
    script = parts.text(parts.ACCESS, parts.NO_ACCESS)
    return st.components.v2.component("atlas_access", js=script, isolate_styles=False)
