"""The comparison of provinces on its page, with peers to add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.domain.model import Theme
from commitments.figures import text_tables
from commitments.figures.compare import marks as compare_marks
from commitments.figures.compare import table as compare_sheet
from commitments.language import named, say
from commitments.queries import comparison as compare
from commitments.queries.comparison import FEWEST, MOST, Line, Order
from commitments.ui.address_bar import address
from commitments.ui.frame import heading, hint_sideways, today
from commitments.ui.print_view import show_words
from commitments.ui.text_view import as_text


def show_comparison(
    atlas: Atlas, made: Sequence[Line], *, theme: Theme | None, order: Order
) -> None:
    """Show provinces side by side, with the key to the marks above them."""
    if as_text():
        for of_theme, told in text_tables.of_comparison(made).items():
            heading(named("theme-heading", of_theme), level=3)
            show_words(told)
        return
    provinces = [cell.province for cell in made[0].cells]
    table = compare_sheet.sheet(
        atlas,
        made,
        compare.rows(atlas, theme, provinces),
        theme=theme,
        order=order,
        today=today(),
        address=lambda row: address("Targets", row=row),
    )
    st.html(compare_marks.key(made))
    hint_sideways()
    st.html(table)


def offer_more(offered: Mapping[str, Sequence[str]], chosen: Sequence[str]) -> None:
    """Offer provinces to add, folded away beside those chosen, once there are two."""
    full = len(chosen) >= MOST
    if len(chosen) >= FEWEST:
        with st.popover(
            say("peer.add"),
            disabled=full,
            help=say("peer.full") if full else None,
        ):
            offer_peers(offered)


def offer_peers(offered: Mapping[str, Sequence[str]]) -> None:
    """Offer provinces to add, each kind under its reason."""
    for reason, names in offered.items():
        key = f"peer-{reason}"
        st.pills(
            say(f"peer.{reason}"),
            names,
            key=key,
            format_func=lambda name: named("province", name),
            on_change=_add,
            args=(key,),
        )


def _add(key: str) -> None:
    """Add the province just picked to those compared, and let the pick go."""
    picked = st.session_state.get(key)
    held = list(st.session_state.get("provinces", []))
    if picked and picked not in held and len(held) < MOST:
        st.session_state["provinces"] = [*held, picked]
    st.session_state[key] = None
