"""The small multiples of the Progress page: its choices, its panels, the key to their marks."""

from __future__ import annotations

from typing import Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.domain.model import Unreadable
from commitments.figures import assets, captions
from commitments.figures.progress import markup
from commitments.figures.progress import views as progress_views
from commitments.figures.progress.views import ProgressView
from commitments.language import say
from commitments.queries import query
from commitments.queries.progress import Asked, Order
from commitments.ui import browser_history, choices, fields, scripts
from commitments.ui.address_bar import address
from commitments.ui.frame import kept, note, plain, row, today
from commitments.ui.print_view import show_words
from commitments.ui.text_view import as_text

SCALES: Final = ("common", "own")


@browser_history.one_step()
def progress_choices(atlas: Atlas) -> Asked:
    """Offer theme and indicator, the order of the panels and their scale."""
    with row():
        theme = choices.theme()
        names, known = atlas.indicators["name"].to_dict(), kept(query.measured, atlas, theme)
        if not known:
            note(captions.nothing_to_map(theme))
            st.stop()
        indicator = fields.one(say("choice.indicator"), known, "indicator", names=names)
        few = choices.provinces(
            atlas, default=(), key="panels-of", nation=False, blank=say("progress.every")
        )
    with row("reading"):
        orders = [str(one) for one in Order]
        order = fields.segmented(
            say("choice.order"), orders, "panels", named=False, family="panel-order"
        )
        scale = fields.segmented(
            say("progress.scales"), SCALES, "scales", named=False, family="scales"
        )
    return Asked(indicator, Order(order), own_scales=scale == SCALES[1], provinces=few)


def show_progress(atlas: Atlas, view: ProgressView, asked: Asked) -> None:
    """Show the panels; each leads to its province."""
    if as_text():
        show_words(view.words)
        return
    try:
        component = scripts.component(assets.PROGRESS, assets.NO_PROGRESS)
    except Unreadable as fault:
        st.warning(plain(str(fault)))
        return
    component(key="progress", data=kept(_drawing, atlas, (asked, today())))


def _drawing(atlas: Atlas, asked_today: tuple[Asked, float]) -> bytes:
    """Return the panels as the component takes them, packed."""
    asked, day = asked_today
    view = kept(progress_views.progress_view, atlas, asked)
    made = markup.key(view.theme) + markup.multiples(
        view.panels,
        theme=view.theme,
        own_scales=asked.own_scales,
        by_region=asked.order == Order.REGION,
        today=day,
        chosen=(),
        address=lambda province: address("Province", province=province),
    )
    return scripts.packed({"markup": made, "name": view.title})
