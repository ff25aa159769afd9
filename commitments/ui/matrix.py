"""The coverage matrix on a page: what is ticked in it, and where its clicks lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.domain.model import Theme, Unreadable
from commitments.figures import assets, text_tables
from commitments.language import say
from commitments.queries import comparison as compare
from commitments.queries import coverage
from commitments.ui import browser_history, scripts, widget_values
from commitments.ui.address_bar import ASKED_LENGTH, address, keep, say_ignored
from commitments.ui.fields import segmented
from commitments.ui.frame import plain, row
from commitments.ui.language_choice import fragment
from commitments.ui.print_view import show_words
from commitments.ui.text_view import as_text

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
    keep("compare", ",".join(widget_values.texts(st.session_state.get("matrix"), "ticked")), "")


@fragment  # a tick runs this function alone, not the page with its map
def show_matrix(atlas: Atlas, drawing: Mapping[str, Any], *, name: str) -> None:
    """Show the matrix; a click opens the row, ticking two to four provinces offers Compare."""
    if as_text():
        show_words(text_tables.of_matrix(drawing))
        return
    try:
        component = scripts.component(assets.MATRIX, assets.NO_MATRIX)
    except Unreadable as fault:
        st.warning(plain(str(fault)))
        return
    component(
        key="matrix",
        data=scripts.packed(
            dict(drawing)
            | {
                "name": name,
                "hint": say("matrix.hint"),
                "targets": address("Targets"),
                "compare": address("Compare"),
                "most": compare.MOST,
                "ticked": _ticked(atlas),
                "restored": browser_history.restores(),
            }
        ),
        on_ticked_change=_keep_ticked,
    )
