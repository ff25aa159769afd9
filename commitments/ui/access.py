"""This module tells assistive technology about a page what Streamlit itself does not say."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from commitments import load

SCRIPT: Final = load.ROOT / "static" / "atlas-access.js"
LANGUAGE: Final = "en"
MENU: Final = "Pages of the atlas"
REGIONS: Final = {  # parts that scroll within the page, by their place
    ".st-key-timeline-plot": "Timeline, scrolls sideways",
}
UNSEEN: Final = '<h1 class="unseen">{name}</h1>'  # the menu shows it to those who see


def say_page(name: str) -> None:
    """Say which page this is: its heading, its language, its place in the menu, its regions."""
    st.html(UNSEEN.format(name=escape(name)))
    with st.container(key="access"):
        _component()(
            key="access-words",
            data={"language": LANGUAGE, "menu": MENU, "current": name, "regions": REGIONS},
        )


@lru_cache(maxsize=1)
def _component() -> Any:  # noqa: ANN401 (Streamlit's own renderer)
    script = SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component("atlas_access", js=script, isolate_styles=False)
