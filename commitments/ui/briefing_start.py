"""The empty page Briefing: three drafts to start from, and what comes out of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.briefings import drafts
from commitments.domain.model import Theme
from commitments.figures import assets
from commitments.language import current, say
from commitments.ui.frame import heading, note, plain
from commitments.ui.text_view import as_text

SENTENCES: Final = {1: "briefing.start-alone", 2: "briefing.start-theme"}  # by provinces
Take = Callable[[tuple[str, ...], Theme | None], None]


def offer_starts(atlas: Atlas, *, take: Take) -> None:
    """Offer three drafts, each a click away, and show the slides of one."""
    starts = drafts.starts(atlas)
    if not starts:
        return
    heading(say("briefing.starts"))
    places = st.columns(len(starts), gap="medium")
    for at, (provinces, theme) in enumerate(starts):
        with places[at], st.container(border=True, height="stretch", key=f"briefing-start-{at}"):
            st.markdown(f"**{plain(drafts.title(provinces, theme))}**")
            note(say(SENTENCES.get(len(provinces), "briefing.start-several")))
            st.button(
                say("briefing.start"), key=f"start-{at}", on_click=take, args=(provinces, theme)
            )
    slides = [] if as_text() else assets.slides(current())
    if slides:
        note(say("briefing.what-comes-out", number=len(slides)))
        with st.container(key="briefing-slides"):
            for place, slide in zip(st.columns(len(slides), gap="medium"), slides, strict=True):
                place.image(slide, width="stretch", alt=say("briefing.a-slide"))
    heading(say("briefing.of-your-own"))
