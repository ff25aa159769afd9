"""Scripts of the atlas that run beside what Streamlit shows of a page."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from commitments.domain.model import Unreadable
from commitments.figures import assets

SCRIPTS: Final = 2  # that run so


def run(script: Path, lost: str, data: Mapping[str, Any], *, key: str) -> None:
    """Run a script with its data, in a container named `key`; say what is lost without the file.

    `lost` is the key of that sentence.
    """
    try:
        component = _component(script, lost)
    except Unreadable as fault:
        st.warning(str(fault))
        return
    with st.container(key=key):
        component(key=f"{key}-script", data=dict(data))


@lru_cache(maxsize=SCRIPTS)
def _component(script: Path, lost: str) -> Any:  # noqa: ANN401 (Streamlit's own renderer)
    return st.components.v2.component(
        script.stem.replace("-", "_"), js=assets.text(script, lost), isolate_styles=False
    )


def packed(data: Mapping[str, Any]) -> bytes:
    """Write data as compressed JSON: a sixth of its size on the way to the browser."""
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode())
