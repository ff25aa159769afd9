"""This module shows the coverage matrix, keeps what is ticked in it and follows its clicks."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import streamlit as st

from commitments import coverage, parts, transcripts
from commitments.compare import lines as compare
from commitments.language import say
from commitments.load import Atlas
from commitments.model import Theme, Unreadable
from commitments.ui import answers, steps
from commitments.ui.address_bar import ASKED_LENGTH, address, keep, say_ignored
from commitments.ui.fields import segmented
from commitments.ui.frame import plain, row
from commitments.ui.languages import fragment
from commitments.ui.reading import as_text
from commitments.ui.words import show_words

INDICATORS: Final = ("shared", "every")


def matrix_layout(theme: Theme | None) -> coverage.Layout:
    """Offer the order of the matrix's rows, and whether thinly covered indicators are left out."""
    with row("matrix"):
        order = segmented(say("matrix.sort"), coverage.ORDERS, "sort", family="matrix-order")
        kept = segmented(
            say("matrix.columns"), INDICATORS, "indicators", family="matrix-indicators"
        )
    return coverage.Layout(order, kept == INDICATORS[0], theme)


def _ticked(atlas: Atlas) -> list[str]:
    """Return the provinces that the link ticks for comparison; say which of them are not here."""
    asked = st.query_params.get("compare", "")[:ASKED_LENGTH]
    came = [name for name in asked.split(",") if name]
    known = coverage.in_the_plans(atlas)
    say_ignored("province", [name for name in came if name not in known])
    return [name for name in came if name in known][: compare.MOST]


def _keep_ticked() -> None:
    """Write what is ticked to the URL."""
    keep("compare", ",".join(answers.texts(st.session_state.get("matrix"), "ticked")), "")


def packed(data: Mapping[str, Any]) -> bytes:
    """Write data as compressed JSON: a sixth of its size on the way to the browser."""
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode())


@lru_cache(maxsize=1)
def _component() -> Any:  # noqa: ANN401 (Streamlit's own renderer)
    script, look = (parts.text(file, parts.NO_MATRIX) for file in parts.MATRIX)
    return st.components.v2.component("coverage_matrix", js=script, css=look)


@fragment  # a tick runs this function alone, not the page with its map
def show_matrix(atlas: Atlas, drawing: Mapping[str, Any], *, name: str) -> None:
    """Show the matrix; a click opens the row, ticking two to four provinces offers Compare."""
    if as_text():
        show_words(transcripts.of_matrix(drawing))
        return
    try:
        component = _component()
    except Unreadable as fault:
        st.warning(plain(str(fault)))
        return
    component(
        key="matrix",
        data=packed(
            dict(drawing)
            | {
                "name": name,
                "hint": say("matrix.hint"),
                "targets": address("Targets"),
                "compare": address("Compare"),
                "most": compare.MOST,
                "ticked": _ticked(atlas),
                "restored": steps.restores(),
            }
        ),
        on_ticked_change=_keep_ticked,
    )
