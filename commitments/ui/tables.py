"""Tables, of which a row can be chosen."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import streamlit as st

from commitments.atlas.search_text import as_read
from commitments.figures import palette
from commitments.language import say
from commitments.queries import search_terms
from commitments.ui import widget_values
from commitments.ui.address_bar import ROWS_SEEN, asked_row, keep, say_ignored
from commitments.ui.figures import choose
from commitments.ui.print_view import show_rows, show_words, table_on_paper
from commitments.ui.text_view import as_text

HEIGHT: Final = 420  # pixels
ROW_HEIGHT: Final = 36
TINTED_ROWS: Final = 300  # more would weigh more than they help


def show_table(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    height: int = HEIGHT,
    key: str | None = None,
    chooses: str | None = None,
) -> None:
    """Show some columns of a frame, each under the head that its key says; blank ones are left out.

    `chooses` names the choice that a click on a row sets to the row's province.
    """
    named = _filled(rows, columns)
    if as_text():
        show_words(named.to_pandas())
        return
    name = key or named.column_names[0]
    with st.container(key=key):
        drawn = _drawn_anew(name, rows)

        def clicked() -> None:
            picked = widget_values.place(st.session_state.get(drawn), len(rows))
            choose(str(chooses), "" if picked is None else str(rows["province"].iloc[picked]))

        st.dataframe(
            named,
            hide_index=True,
            height="content" if len(named) * ROW_HEIGHT < height else height,
            key=drawn if chooses else None,
            on_select=clicked if chooses else "ignore",
            selection_mode="single-row",
        )
    table_on_paper(named.to_pandas(), name)


def _drawn_anew(name: str, rows: pd.DataFrame) -> str:
    """Let other rows make another table, and return its key.

    The browser keeps the ticked place and the widths of the columns of a table for the next rows,
    in which another commitment stands at that place and longer figures in those columns. It makes
    a table anew where it stands at another place: each second one comes after a blank.
    """
    ids = "\n".join(rows["id"].astype(str)) if "id" in rows else ""
    drawn = f"{name}-{zlib.crc32(ids.encode('utf-8', 'replace')):08x}"
    before, second = st.session_state.get(f"{name}-drawn", (drawn, False))
    second = second != (before != drawn)
    st.session_state[f"{name}-drawn"] = drawn, second
    if second:
        st.empty()
    return drawn


def _filled(rows: pd.DataFrame, columns: Mapping[str, str]) -> pa.Table:
    """Return the columns in which something stands, under their names for the reader.

    Where nothing stands in any, all of them: a table without columns cannot be shown.
    """
    cells = {name: pa.Array.from_pandas(rows[name]) for name in columns}
    filled = [name for name in columns if set(cells[name].unique().to_pylist()) - {"", None}]
    heads = _heads(columns)
    return pa.table({heads[name]: cells[name] for name in filled or columns})


def choose_row(
    rows: pd.DataFrame,
    names: Mapping[str, str],
    *,
    marked: str = "",
    former_ids: Mapping[str, str] | None = None,
) -> dict[str, Any] | None:
    """Show a table of which one row can be chosen; return it, or the one that the link names.

    Cells that contain one of the words in `marked` are tinted. `former_ids` keeps old links alive.
    """
    asked = asked_row(former_ids)
    linked = (rows["id"] == asked).to_numpy().nonzero()[0].tolist()
    seen = st.session_state.get(ROWS_SEEN, False)
    if asked and not linked and not seen:
        say_ignored("row", [asked])
    st.session_state[ROWS_SEEN] = True
    shown = rows[list(names)].rename(columns=_heads(names))
    if as_text():
        show_rows(shown, list(rows["id"]))
        return _of(rows, linked)
    with st.container(key="rows"):
        event = st.dataframe(
            _tinted(shown, marked),
            hide_index=True,
            height="content" if len(rows) * ROW_HEIGHT < HEIGHT else HEIGHT,
            key=_drawn_anew("rows", rows),
            on_select="rerun",
            selection_mode="single-row",
            selection_default={"selection": {"rows": linked[:1], "columns": [], "cells": []}},
        )
    table_on_paper(shown, "rows")
    picked = widget_values.place(event, len(rows))
    chosen = _of(rows, [] if picked is None else [picked])
    if chosen:
        keep("row", str(chosen["id"]), None)
    elif linked and seen:  # the reader has taken the tick away
        keep("row", None, None)
    return chosen


def _of(rows: pd.DataFrame, picked: Sequence[int]) -> dict[str, Any] | None:
    """Return the first row that was picked; None where none was."""
    if not picked:
        return None
    return {str(name): value for name, value in rows.iloc[picked[0]].to_dict().items()}


def _heads(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the heads of columns by their keys."""
    return {name: say(key) for name, key in columns.items()}


def _tinted(rows: pd.DataFrame, marked: str) -> Any:  # noqa: ANN401 (a frame or its styler)
    terms = search_terms.read(marked)
    if not terms or len(rows) > TINTED_ROWS:
        return rows
    tint = f"background-color: {palette.FOUND_VEIL}"
    return rows.style.map(
        lambda cell: tint if any(term.stands_in(as_read(str(cell))) for term in terms) else ""
    )
