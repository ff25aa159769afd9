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
from commitments.queries import (
    codebook_lists,
    coverage,
    outcomes,
    provenance,
    query,
    result_provenance,
    schedule,
)
from commitments.queries.provenance import Passage, Record
from commitments.queries.result_provenance import Report
from commitments.ui.address_bar import address, asked, keep, say_ignored, whole_link
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
            past=outcomes.fell_due(atlas, name, chosen),
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


def show_outcome(atlas: Atlas, target: str) -> None:
    """Show what the reports say of a commitment, by its id, and where each report is written."""
    found = result_provenance.outcome(atlas, target)
    if found is None:
        return
    with st.container(border=True, key="outcome"):
        heading(say("outcome.reported"))
        st.markdown(plain(found.sentence))
        st.html(f'<dl class="facts">{_fact(say("outcome.rule"), found.rule)}</dl>')
        for report in found.reports:
            st.html(_report(report))
            _quoted(passage(atlas, report.row))
        if found.reports:
            with st.container(key="outcome-actions", horizontal=True, gap="small"):
                copy(say("row-action.sentence"), found.sentence, key="outcome")
                for report in found.reports:
                    _report_actions(report)


def show_result(atlas: Atlas) -> None:
    """Show the reported value that the link names, with its document and what it answers."""
    wanted = asked("result")
    if not wanted:
        return
    found = result_provenance.told(atlas, wanted)
    if found is None:
        say_ignored("result", [wanted])
        return
    with st.container(border=True, key="result"):
        heading(found.heading)
        st.html(_report(found.report))
        _quoted(passage(atlas, found.report.row))
        if found.beside:
            st.markdown(plain(say("report.beside")))
            st.markdown("\n".join(_leading(*one) for one in found.beside))
        with st.container(key="result-actions", horizontal=True, gap="small"):
            _report_actions(found.report)
            st.button(say("row-action.close"), on_click=keep, args=("result", None, None))


def _leading(target: str, sentence: str, answer: str) -> str:
    return f"- [{plain(sentence)}]({address('Targets', row=target)}) {plain(answer)}"


def _report(report: Report) -> str:
    """Set a report's facts under its value; every text is escaped."""
    mind = say("fact.mind")
    minded = "".join(_fact(mind, note, "mind") for note in report.notes)
    facts = "".join(_fact(name, said) for name, said in report.facts)
    return f"<h4>{escape(report.heading)}</h4><dl class='facts'>{minded}{facts}</dl>"


def _report_actions(report: Report) -> None:
    copy(say("row-action.citation"), report.citation, key=f"citation-{report.id}")
    here = whole_link(address("Targets", result=report.id))
    copy(say("row-action.link-of-report"), here, key=f"link-{report.id}")
    if report.url:
        st.link_button(say("row-action.open"), report.url, key=f"open-{report.id}")


def _quoted(passage: Passage | None) -> None:
    """Quote a passage with its figure marked, where it is here."""
    if not passage:
        return
    marked = f":orange-background[{plain(passage.figure)}]" if passage.figure else ""
    st.markdown(f"> {plain(passage.before)}{marked}{plain(passage.after)}")


def show_provenance(record: Record, passage: Passage | None = None) -> None:
    """Show where a commitment is written, and the passage itself where it is here."""
    with st.container(border=True, key="provenance"):
        heading(record.heading)
        st.markdown(plain(record.sentence))
        st.html(_listed(record))
        _quoted(passage)
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
