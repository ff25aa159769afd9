"""This module shows what stands beside a figure: a province in summary, a row's provenance."""

from __future__ import annotations

from html import escape

import streamlit as st

from commitments import captions, maps, query
from commitments.load import Atlas
from commitments.model import Theme
from commitments.provenance import Passage, Record
from commitments.ui.choices import address
from commitments.ui.figures import show_table
from commitments.ui.frame import heading, note, plain, today
from commitments.ui.taking import copy, whole_link


def province_summary(atlas: Atlas, name: str) -> None:
    """Show one province: what was found by theme, what is due next, the documents read."""
    rows = atlas.targets[atlas.targets["province"] == name]
    heading(f"{name} {atlas.provinces.at[name, 'name_zh']}")
    if rows.empty:
        note(maps.STATE_SENTENCE[query.coverage(atlas, None).at[name, "state"]])
        return
    show_table(
        query.counted_by_theme(atlas, name),
        {"theme": "Theme", "figures": "With a figure", "words": "In words"},
    )
    st.markdown("**Due next**")
    for row in query.described(query.due_next(atlas, name, int(today()))).to_dict("records"):
        where = f"{row['place']}: " if row["place"] else ""
        st.markdown(f"- {plain(where + row['sentence'])}")
    st.markdown("**Documents read**")
    for _, source in query.documents(atlas, name).iterrows():
        st.markdown(f"- {plain(source['title'])}  \n  {plain(captions.document_line(source))}")


def holdings(atlas: Atlas, chosen: Theme | None) -> None:
    """Show where most was found, while no province is chosen."""
    heading("Most found")
    found = query.coverage(atlas, chosen).sort_values("found", ascending=False)
    found = found[found["found"] > 0].rename_axis("name").reset_index()
    show_table(
        found,
        {"name": "Province", "found": "Found", "figures": "With a figure", "words": "In words"},
    )
    note("Click a province on the map, or choose it above, to see its documents and what is due.")


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
            copy("Copy sentence", record.sentence, key="sentence")
            copy("Copy citation", record.citation, key="citation")
            copy("Copy BibTeX", record.bibtex, key="bibtex")
            copy("Copy link to this row", whole_link(address("Targets", row=record.id)), key="row")
            copy("Report an error", record.report, key="report")
            if record.url:
                st.link_button("Open the document", record.url)


def _listed(record: Record) -> str:
    """Set the facts as a list of terms; every text is escaped."""
    minded = [("Mind", caution) for caution in record.cautions]
    rows = "".join(
        f'<dt>{escape(name)}</dt><dd class="{"mind" if name == "Mind" else ""}">{escape(said)}</dd>'
        for name, said in [*minded, *record.facts]
    )
    return f'<dl class="facts">{rows}</dl>'
