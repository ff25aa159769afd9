"""This module shows what stands beside a figure: a province in summary, a row's provenance."""

from __future__ import annotations

import streamlit as st

from commitments import captions, maps, query
from commitments.load import Atlas
from commitments.model import Theme
from commitments.provenance import Record
from commitments.ui.choices import address
from commitments.ui.figures import show_table
from commitments.ui.frame import heading, note, plain, today


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


def show_provenance(record: Record) -> None:
    """Show where a commitment is written: the facts as a list, then what to mind."""
    with st.container(border=True, key="provenance"):
        heading(record.heading)
        st.markdown(f"**{plain(record.sentence)}**")
        for caution in record.cautions:
            st.markdown(f"- {plain(caution)}")
        st.markdown("\n".join(f"- {name}: {plain(words)}" for name, words in record.facts))
        if record.url:
            st.link_button("Open the document", record.url)
        note(f"Link to this row: {address('Targets', row=record.id)}")
