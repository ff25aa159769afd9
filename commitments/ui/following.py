"""This module lets links between the pages open in the session, each as one step of the browser."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final

import streamlit as st

from commitments import links, parts
from commitments.model import Unreadable
from commitments.ui import reading

FIRST: Final = "app"  # its page stands at the root
CARRIED: Final = (links.LANG, reading.KEY)


def follow_links(pages: Mapping[str, str]) -> None:
    """Follow the links to some pages, by their files; without the script a browser loads them."""
    try:
        component = _component()
    except Unreadable as fault:
        st.warning(str(fault))
        return
    with st.container(key="following"):
        component(
            key="following-links",
            data={"pages": [_path(file) for file in pages.values()], "carried": CARRIED},
        )


def _path(file: str) -> str:
    """Return the last part of a page's address: `Your_data` of `pages/6_Your_data.py`."""
    name = PurePath(file).stem
    return "" if name == FIRST else name.split("_", 1)[1]


@lru_cache(maxsize=1)
def _component() -> Any:  # noqa: ANN401 (Streamlit's own renderer)
    script = parts.text(parts.FOLLOWING, parts.NO_FOLLOWING)
    return st.components.v2.component("atlas_following", js=script, isolate_styles=False)
