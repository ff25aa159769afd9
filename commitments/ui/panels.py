"""Panels beside a figure: a province in summary, a row's provenance."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import streamlit as st

from commitments.atlas import documents
from commitments.atlas.load import Atlas
from commitments.domain.model import Theme, Unreadable
from commitments.figures import province_panel, tooltips
from commitments.language import say
from commitments.queries import codebook_lists, coverage, provenance, query, schedule
from commitments.queries.provenance import Passage, Record
from commitments.ui.address_bar import address, whole_link
from commitments.ui.copy_and_download import copy
from commitments.ui.frame import heading, note, plain, today
from commitments.ui.text_view import as_text

PANEL_HEIGHT: Final = 664  # pixels; as high as the map's figure beside it
DUE_SHOWN: Final = 8


def province_summary(atlas: Atlas, name: str, chosen: Theme | None = None) -> None:
    """Show one province: what was found by theme, what is due next, the documents read."""
    themes = coverage.counted_by_theme(atlas, name)
    if not themes.to_numpy().any():
        state = query.coverage(atlas, None).at[name, "state"]
        _panel(
            province_panel.empty(name, atlas.provinces.loc[name], tooltips.state_sentence(state))
        )
        return
    year = int(today())
    ahead = schedule.due_next(atlas, name, year, most=DUE_SHOWN, theme=chosen)
    _panel(
        province_panel.province(
            name,
            atlas.provinces.loc[name],
            themes=themes,
            ahead=query.described(ahead),
            documents=codebook_lists.documents(atlas, name),
            today=year,
        )
    )


def holdings(atlas: Atlas, chosen: Theme | None) -> None:
    """Show what is held of all provinces, while none is chosen."""
    themes = coverage.counted_by_theme(atlas, None)
    years = coverage.counted_by_year(atlas, chosen, int(today()))
    evidence = codebook_lists.read_documents(atlas)["evidence"].value_counts().sort_index()
    _panel(province_panel.everywhere(themes, years, evidence, theme=chosen))


def _panel(markup: str) -> None:
    if as_text():
        with st.container(key="profile-in-words"):
            st.html(markup)
        return
    with st.container(key="profile", height=PANEL_HEIGHT, border=False):
        st.html(markup)


def passage(atlas: Atlas, row: Mapping[str, Any]) -> Passage | None:
    """Return the paragraph a row stands in; say so where documents are named but not to be read."""
    try:
        return provenance.passage(row, documents.text_of(atlas, row["source"]))
    except Unreadable as fault:
        note(str(fault))
        return None


def show_provenance(record: Record, passage: Passage | None = None) -> None:
    """Show where a commitment is written, and the passage itself where it is here."""
    with st.container(border=True, key="provenance"):
        heading(record.heading)
        st.markdown(plain(record.sentence))
        st.html(_listed(record))
        if passage:
            st.markdown(
                f"> {plain(passage.before)}:orange-background[{plain(passage.figure)}]"
                f"{plain(passage.after)}"
                if passage.figure
                else f"> {plain(passage.before)}"
            )
        with st.container(key="row-actions", horizontal=True, gap="small"):
            copy(say("row-action.sentence"), record.sentence, key="sentence")
            copy(say("row-action.citation"), record.citation, key="citation")
            copy(say("row-action.bibtex"), record.bibtex, key="bibtex")
            here = whole_link(address("Targets", row=record.id))
            copy(say("row-action.link"), here, key="row")
            copy(say("row-action.report"), record.report, key="report")
            if record.url:
                st.link_button(say("row-action.open"), record.url)


def _listed(record: Record) -> str:
    """Set the facts as a list of terms; every text is escaped."""
    mind = say("fact.mind")
    minded = "".join(_fact(mind, caution, "mind") for caution in record.cautions)
    facts = "".join(_fact(name, said) for name, said in record.facts)
    return f'<dl class="facts">{minded}{facts}</dl>'


def _fact(name: str, said: str, kind: str = "") -> str:
    return f'<dt>{escape(name)}</dt><dd class="{kind}">{escape(said)}</dd>'
