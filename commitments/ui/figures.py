"""This module shows maps, charts and tables in frames that can be cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import folium
import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit_folium import st_folium

from commitments import captions, enriching, flat, load, maps, palette, parts, plots, transcripts
from commitments.language import has, joined, say
from commitments.load import Atlas
from commitments.model import NATION
from commitments.plots import Drawing
from commitments.ui.choices import asked_row, keep, link, say_ignored, whole_link
from commitments.ui.frame import plain
from commitments.ui.reading import as_text
from commitments.ui.words import on_paper, show_rows, show_words, table_on_paper

MAP_HEIGHT: Final = 520  # pixels: map, title and choices fit a small laptop
TABLE_HEIGHT: Final = 420
ROW_HEIGHT: Final = 36
TINTED_ROWS: Final = 300  # more would weigh more than they help
FONT_FILE: Final = "static/static/media/SourceSansVF-Upright*.woff2"


@contextmanager
def figure(title: str, subtitle: str, *foot: str, name: str = "figure") -> Iterator[None]:
    """Frame a figure so that a picture of it can be cited: title, filters, sources, date."""
    with st.container(border=not as_text(), key=name):
        st.markdown(f"## {plain(title)}")
        st.caption(plain(subtitle))
        yield
        st.caption("  \n".join(plain(line) for line in foot))
        on_paper(say("paper.link", link=whole_link(link())), key=f"paper-{name}")


def in_words(told: Sequence[str]) -> None:
    """Tell a figure in words, folded away below it; open where the page is read as text."""
    words = "\n\n".join(plain(sentence) for sentence in told)
    if words and as_text():
        st.markdown(words)
    elif words:
        with st.expander(say("told.heading")):
            st.markdown(words)


def imprint(atlas: Atlas, link: str) -> str:
    """Return the foot line of every figure: boundary credit, data date and version, link."""
    return captions.imprint(atlas, link)


def show_map(
    paint: folium.FeatureGroup, *, key: str, height: int = MAP_HEIGHT, tiles: bool = False
) -> None:
    """Show a map; a click on an area chooses its province, and the map keeps its zoom."""
    if as_text():
        show_words(transcripts.of_legend(paint))
        show_words(transcripts.of_map(paint))
        return
    drawing = load.TILES if tiles else load.DRAWING
    lost = parts.lost([*parts.MAP, drawing], parts.NO_MAP)
    if lost:
        st.warning(plain(lost))
        return
    version = _drawing_version(drawing, parts.changed(drawing))

    def clicked() -> None:
        answer = st.session_state.get(key) or {}
        _choose("area", answer.get("province"))

    st_folium(
        maps.base(f"{maps.STATIC}/{drawing.name}?{version}", _font_address()),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=paint,
        returned_objects=[],
        on_change=clicked,
    )


def _choose(choice: str, province: str | None) -> None:
    """Take a province chosen in a figure over into the choice that all figures share."""
    if province and province != NATION:
        st.session_state[choice] = province


@lru_cache(maxsize=4)
def _drawing_version(drawing: Path, changed: int) -> str:  # noqa: ARG001 (the key it is kept under)
    return flat.made_from(drawing) or ""


@lru_cache(maxsize=1)
def _font_address() -> str:
    """Return where the page's own font lies, so that the map's frame writes in the same type."""
    found = sorted(Path(st.__file__).parent.glob(FONT_FILE))
    return f"../../static/media/{found[0].name}" if found else ""


def show_chart(
    chart: Drawing,
    *,
    key: str,
    told: Sequence[str] = (),
    stretch: bool = True,
    chooses: str | None = None,
) -> None:
    """Show a chart in its own frame; a wide one scrolls sideways within it.

    `told` is the chart in words, short: each of its buttons says it too. `chooses` names the
    choice that a click on a province's mark sets.
    """

    if as_text():
        show_words(transcripts.of_plot(chart))
        return

    def clicked() -> None:
        picked = st.session_state[key]["selection"].get(plots.PICK) or []
        _choose(str(chooses), picked[0].get("province") if picked else None)

    data: Mapping[str, Any] = chart.get("datasets", {})
    with st.container(key=f"chart-{key}"):
        st.vega_lite_chart(
            {**chart, "datasets": {name: _sent(rows) for name, rows in data.items()}},
            width="stretch" if stretch else "content",
            key=key,
            theme=None,
            alt=joined(told) or None,
            on_select=clicked if chooses else "ignore",
        )


def _sent(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Write rows as they travel, without what only pandas would read of them."""
    return pa.Table.from_pylist(list(rows))


def show_table(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    height: int = TABLE_HEIGHT,
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

    def clicked() -> None:
        picked = st.session_state[str(key)]["selection"]["rows"]
        _choose(str(chooses), str(rows["province"].iloc[picked[0]]) if picked else None)

    st.dataframe(
        named,
        hide_index=True,
        height="content" if len(named) * ROW_HEIGHT < height else height,
        key=key,
        on_select=clicked if chooses else "ignore",
        selection_mode="single-row",
    )
    table_on_paper(named.to_pandas(), key or named.column_names[0])


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
    if asked and not linked and "rows" not in st.session_state:
        say_ignored("row", [asked])
    shown = rows[list(names)].rename(columns=_heads(names))
    if as_text():
        show_rows(shown, list(rows["id"]))
        return _of(rows, linked)
    event = st.dataframe(
        _tinted(shown, marked),
        hide_index=True,
        height="content" if len(rows) * ROW_HEIGHT < TABLE_HEIGHT else TABLE_HEIGHT,
        key="rows",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": linked[:1], "columns": [], "cells": []}},
    )
    table_on_paper(shown, "rows")
    chosen = _of(rows, [at for at in event["selection"]["rows"] if at < len(rows)])
    if chosen:
        keep("row", str(chosen["id"]), None)
    return chosen


def _of(rows: pd.DataFrame, picked: Sequence[int]) -> dict[str, Any] | None:
    """Return the first row that was picked; None where none was."""
    if not picked:
        return None
    return {str(name): value for name, value in rows.iloc[picked[0]].to_dict().items()}


def _heads(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the heads of columns by their keys; a head that is no key stands as it is."""
    return {name: say(key) if has(key) else key for name, key in columns.items()}


def _tinted(rows: pd.DataFrame, marked: str) -> Any:  # noqa: ANN401 (a frame or its styler)
    words = enriching.searchable(marked).split()
    if not words or len(rows) > TINTED_ROWS:
        return rows
    tint = f"background-color: {palette.FOUND_VEIL}"
    return rows.style.map(
        lambda cell: tint if any(w in enriching.searchable(str(cell)) for w in words) else ""
    )


def columns(widths: Sequence[float]) -> Any:  # noqa: ANN401 (Streamlit's own list of columns)
    """Return columns side by side; they stack on a phone."""
    return st.columns(widths, gap="large")
