"""Rows drawn so that each is read whole: as a table or a list, in any order, page by page."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
import streamlit as st

from commitments.domain.model import Unreadable
from commitments.figures import assets
from commitments.language import say
from commitments.queries.ordering import ordered
from commitments.ui import scripts, widget_values
from commitments.ui.frame import note, plain
from commitments.ui.print_view import show_words

ROWS: Final = 50  # of a page
PAGES_WIDTH: Final = 360  # pixels; as many numbers as fit
DOWN: Final = "-"  # before the column by which rows descend


def draw(
    drawing: bytes,
    *,
    key: str,
    on_order: Callable[[str], None],
    on_choice: Callable[[str], None],
) -> None:
    """Draw packed rows; call back with the column that they are ordered by, and the row chosen."""

    def ordered_by() -> None:
        on_order(widget_values.text(st.session_state.get(key), "order"))

    def clicked() -> None:
        on_choice(widget_values.text(st.session_state.get(key), "chosen"))

    try:
        component = scripts.component(assets.ROWS, assets.NO_ROWS, isolated=False)
    except Unreadable as fault:
        st.warning(plain(str(fault)))
        given = scripts.unpacked(drawing)
        heads = [column["head"] for column in given["columns"]]
        show_words(pd.DataFrame([row["cells"] for row in given["rows"]], columns=heads))
        return
    component(
        key=key,
        data=drawing,
        on_order_change=ordered_by,
        on_chosen_change=clicked,
    )


@dataclass(frozen=True)
class Page:
    """The rows of one page, and where it stands among all of them."""

    rows: pd.DataFrame
    key: str  # of the field that turns the pages; other rows, or another order, have another
    opens_on: int
    every: int

    @property
    def is_whole(self) -> bool:
        """Say whether these are all the rows there are."""
        return self.every <= ROWS

    @property
    def number(self) -> int:
        """Return which page is open, counted from 1."""
        return int(st.session_state.get(self.key, self.opens_on))


def open_page(
    rows: pd.DataFrame, columns: Mapping[str, str], order: str, *, name: str, holds: str = ""
) -> Page:
    """Return the open page of rows in the order of a column: `due`, downwards `-due`.

    Other rows, or another order, open on the page that `holds` a row, else on the first.
    """
    column = order.removeprefix(DOWN)
    if column in columns:
        rows = ordered(rows, column, descending=order.startswith(DOWN))
    ids = list(map(str, rows.get("id", rows.index)))
    mark = zlib.crc32("\n".join(ids).encode("utf-8", "replace"))
    opens_on = (ids.index(holds) if holds in ids else 0) // ROWS + 1
    page = Page(rows, f"{name}-page-{mark:08x}", opens_on, len(rows))
    first = (page.number - 1) * ROWS
    return replace(page, rows=rows.iloc[first : first + ROWS])


def offer_pages(page: Page, *, name: str) -> None:
    """Offer the other pages of rows, where there are any."""
    if page.is_whole:
        return
    first = (page.number - 1) * ROWS + 1
    last = first + len(page.rows) - 1
    with st.container(key=f"{name}-pages", horizontal=True, vertical_alignment="center"):
        st.pagination(
            -(-page.every // ROWS), default=page.opens_on, key=page.key, width=PAGES_WIDTH
        )
        note(say("rows.page", first=first, last=last, every=f"{page.every:,}"))
