"""Tables on a page, and the list of commitments of which one can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from commitments.figures import row_drawing
from commitments.language import current, say
from commitments.queries import query
from commitments.ui import row_pages, scripts
from commitments.ui.address_bar import ROWS_SEEN, address, asked, asked_row, keep, say_ignored
from commitments.ui.figures import choose
from commitments.ui.frame import heading
from commitments.ui.print_view import PAPER_ROWS, show_rows, show_words, table_on_paper
from commitments.ui.text_view import as_text
from commitments.ui.view_cache import OfFrames

DRAWN: Final = 40  # drawings of one table that are kept: of each province that may be chosen
ORDER: Final = "sort"  # what the list is in the order of, in the link

Leads = Callable[[str], str]  # the address that a row leads to, by its id

_drawn: Final = OfFrames(DRAWN)


def show_table(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    key: str,
    chooses: str | None = None,
    leads: Leads | None = None,
) -> None:
    """Show some columns of a frame, each under the head that its key says; blank ones are left out.

    `chooses` names the choice that a click on a row sets to the row's province; `leads` returns
    the address that a row's figure leads to, by the row's id.
    """
    if as_text():
        show_words(_told(rows, columns))
        return
    order = st.session_state.get(f"{key}-order", "")
    here = st.session_state.get(str(chooses)) if chooses else None
    page = row_pages.open_page(rows, columns, order, name=key)

    def put(column: str) -> None:
        st.session_state[f"{key}-order"] = column

    def click(row: str) -> None:
        if row:
            choose(str(chooses), _places(page).get(row, ""))
        else:  # the reader lets it go
            st.session_state[str(chooses)] = ""

    with st.container(key=key):
        row_pages.draw(
            _drawn(
                rows,
                (current(), tuple(columns.items()), order, page.number, here),
                lambda: scripts.packed(_drawing(rows, columns, page, order, here, leads)),
            ),
            key=f"{key}-rows",
            on_order=put,
            on_choice=click,
        )
        row_pages.offer_pages(page, name=key)
    if not page.is_whole:
        table_on_paper(_told(rows, columns), key)


def _drawing(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    page: row_pages.Page,
    order: str,
    here: str | None,
    leads: Leads | None,
) -> dict[str, Any]:
    """Return a page of rows as their drawing takes it; those of the province chosen are marked.

    `here` is blank where none is, and None where none can be.
    """
    return row_drawing.drawing(
        page.rows,
        row_drawing.filled(rows, columns),
        order=order,
        chosen=[row for row, place in _places(page).items() if place == here] if here else [],
        chooses=here is not None,
        printed=page.is_whole,
        leads=leads,
    )


def _places(page: row_pages.Page) -> dict[str, str]:
    """Return the province of each row of a page."""
    return dict(zip(page.rows["id"], page.rows["province"], strict=True))


def show_reports(rows: pd.DataFrame, columns: Mapping[str, str], *, key: str) -> None:
    """List the reported values that a figure draws, each with its document, where there are any.

    Each leads to all that is known of it. Where they are too many for paper, the line there of the
    commitments leads to both.
    """
    if rows.empty:
        return
    shown = "on-screen" if len(rows) > PAPER_ROWS else "everywhere"
    with st.container(key=f"{shown}-{key}"):
        heading(say("rows.reports"))
        show_table(rows, columns, key=key, leads=lambda one: address("Targets", result=one))


def choose_row(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    marked: str = "",
    former_ids: Mapping[str, str] | None = None,
) -> tuple[dict[str, Any] | None, DeltaGenerator]:
    """List commitments of which one can be chosen; return it, and the place beside its row.

    Cells that contain one of the words in `marked` are tinted. `former_ids` keeps old links alive.
    """
    wanted = _asked_of(rows, former_ids)
    chosen = _described(rows, wanted)
    order = _asked_order(columns)
    page = row_pages.open_page(rows, columns, order, name="rows", holds=wanted)
    told = query.described(page.rows)
    if as_text():
        show_rows(_told(told, columns), list(told["id"]))
        row_pages.offer_pages(page, name="rows")
        return chosen, st.container()
    split = told["id"].tolist().index(wanted) + 1 if wanted in set(told["id"]) else len(told)
    with st.container(key="found"):
        above, beside = st.container(key="found-above"), st.container(key="found-beside")
        with above:
            _list(told[:split], columns, order, wanted, marked, key="rows")
        with st.container(key="found-below"):
            if split < len(told):
                _list(told[split:], columns, order, wanted, marked, key="rows-below")
            row_pages.offer_pages(page, name="rows")
    table_on_paper(_told(_for_paper(rows), columns), "rows", "paper.pages")
    return chosen, beside


def _list(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    order: str,
    wanted: str,
    marked: str,
    *,
    key: str,
) -> None:
    """Draw a part of the list: down to the row chosen, or what follows it."""
    drawing = row_drawing.drawing(
        rows,
        columns,
        marked=marked,
        order=order,
        chosen=[wanted],
        chooses=True,
        listed=True,
        goes_on=key != "rows",
    )
    row_pages.draw(
        scripts.packed(drawing),
        key=key,
        on_order=lambda column: keep(ORDER, column, ""),
        on_choice=lambda row: keep("row", row or None, None),
    )


def _asked_of(rows: pd.DataFrame, former_ids: Mapping[str, str] | None) -> str:
    """Return the id of the row that the link names; say so where it is none of these."""
    wanted = asked_row(former_ids)
    here = wanted in set(rows["id"])
    if wanted and not here and not st.session_state.get(ROWS_SEEN, False):
        say_ignored("row", [wanted])
    st.session_state[ROWS_SEEN] = True
    return wanted if here else ""


def _asked_order(columns: Mapping[str, str]) -> str:
    """Return the column that the link puts the rows in the order of; say so where there is none."""
    order = asked(ORDER)
    if order.removeprefix(row_pages.DOWN) in ("", *columns):
        return order
    say_ignored(ORDER, [order])
    keep(ORDER, None, None)
    return ""


def _described(rows: pd.DataFrame, wanted: str) -> dict[str, Any] | None:
    """Return the row with an id as a reader reads it; None where there is none."""
    found = query.described(rows[rows["id"] == wanted])
    if found.empty:
        return None
    return {str(name): value for name, value in found.iloc[0].to_dict().items()}


def _for_paper(rows: pd.DataFrame) -> pd.DataFrame:
    """Describe the rows that are printed; of a long table only its length is."""
    return query.described(rows if len(rows) <= PAPER_ROWS else rows.head(0)).reindex(rows.index)


def _told(rows: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return some columns of a frame under their heads."""
    return rows[list(columns)].rename(columns={name: say(key) for name, key in columns.items()})
