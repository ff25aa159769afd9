"""The dot plot beside the map: a list of provinces to choose from."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.domain.model import Selection, Unreadable
from commitments.figures import assets, text_tables, views
from commitments.figures.dot_plot import layout, markup
from commitments.figures.dot_plot.plot import DotPlot
from commitments.language import say
from commitments.ui import scripts, widget_values
from commitments.ui.figures import choose
from commitments.ui.frame import kept, plain
from commitments.ui.print_view import show_words
from commitments.ui.text_view import as_text


def show_dots(atlas: Atlas, plot: DotPlot | None, asked: Selection, *, key: str) -> None:
    """Show the figures of a map as dots; a click on a lane chooses its province or lets it go."""
    if plot is None:
        return
    if as_text():
        show_words(text_tables.of_plot(plot))
        return

    def clicked() -> None:
        chosen = widget_values.text(st.session_state.get(key), "chosen")
        if not chosen:
            st.session_state["area"] = ""
        elif chosen in {dot.province for dot in plot.dots}:
            choose("area", chosen)

    try:
        component = scripts.component(assets.DOTS, assets.NO_DOTS)
    except Unreadable as fault:
        st.warning(plain(str(fault)))
        return
    drawn = replace(asked.of_all_provinces(), provinces=asked.provinces)
    component(key=key, data=kept(_drawing, atlas, drawn), on_chosen_change=clicked)


def _drawing(atlas: Atlas, asked: Selection) -> bytes:
    """Return the plot as the component takes it, packed."""
    plot = kept(views.map_view, atlas, asked.of_all_provinces()).plot
    drawn = plot and markup.as_list(
        layout.laid_out(plot), plot.theme, say("told.plot"), say("keys.told")
    )
    return scripts.packed({"markup": drawn or "", "chosen": list(asked.provinces)})
