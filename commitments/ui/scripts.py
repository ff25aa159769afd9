"""Scripts of the atlas that run within what Streamlit shows of a page, and beside it.

Streamlit sends the script and the style of a component anew with every run of a page. Here it is
sent one line, which asks for both by their names: they are files that a browser keeps.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from commitments.domain.model import Unreadable
from commitments.figures import assets

# Two lines: what has one alone is a file's name to Streamlit.
SHOWN: Final = """export default async (component) =>
(await import(new URL("{parts}", document.baseURI))).show(component, {files});"""


def run(script: Path, lost: str, data: Mapping[str, Any], *, key: str) -> None:
    """Run a script with its data, in a container named `key`; say what is lost without the file.

    `lost` is the key of that sentence.
    """
    try:
        shown = component([script], lost, isolated=False)
    except Unreadable as fault:
        st.warning(str(fault))
        return
    with st.container(key=key):
        shown(key=f"{key}-script", data=dict(data))


def component(files: Sequence[Path], lost: str, *, isolated: bool = True) -> Any:  # noqa: ANN401
    """Return what shows a part of a page by its script and, behind that, its style.

    Unreadable, with what is lost, where one of the files is gone.
    """
    gone = assets.lost([assets.PARTS, *files], lost)
    if gone:
        raise Unreadable(gone)
    return _declared(tuple(files), isolated)


@cache  # a handful: one for each part that the atlas has
def _declared(files: tuple[Path, ...], isolated: bool) -> Any:  # noqa: ANN401
    names = ", ".join(json.dumps(f"./{assets.versioned(file)}") for file in files)
    parts = f"./app/static/{assets.versioned(assets.PARTS)}"
    return st.components.v2.component(
        files[0].stem.replace("-", "_"),
        js=SHOWN.format(parts=parts, files=names),
        isolate_styles=isolated,
    )


def packed(data: Mapping[str, Any]) -> bytes:
    """Write data as compressed JSON: a sixth of its size on the way to the browser."""
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode())


def unpacked(data: bytes) -> dict[str, Any]:
    """Read packed data back."""
    read: dict[str, Any] = json.loads(zlib.decompress(data))
    return read
