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

SENTENCES: Final = ("briefing.start-alone", "briefing.start-several", "briefing.start-theme")
Take = Callable[[tuple[str, ...], Theme | None], None]


def offer_starts(atlas: Atlas, *, take: Take) -> None:
    """Offer three drafts, each a click away, and show the slides of one."""
    heading(say("briefing.starts"))
    places = st.columns(len(SENTENCES), gap="medium")
    for at, (provinces, theme) in enumerate(drafts.starts(atlas)):
        with places[at], st.container(border=True, key=f"briefing-start-{at}"):
            st.markdown(f"**{plain(drafts.title(provinces, theme))}**")
            note(say(SENTENCES[at]))
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
