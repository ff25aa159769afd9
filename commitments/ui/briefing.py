"""This module keeps a reader's briefing while it is put together, and shows its list of views.

The set lives in the reader's session; the link of the Briefing page mirrors it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from commitments import links
from commitments.briefings import drafts
from commitments.briefings import items as briefing
from commitments.briefings import links as brief_links
from commitments.briefings import reading as brief_reading
from commitments.briefings import views as brief_views
from commitments.briefings.items import COMPARED, KIND_NAME, MOST_ITEMS, Brief, InvalidBrief, Item
from commitments.briefings.links import PARAMETER
from commitments.load import Atlas
from commitments.model import Theme
from commitments.ui import yours
from commitments.ui.frame import note, plain

HELD: Final = "briefing"  # the set, in the session
CHOSEN: Final = "briefing-chosen"  # the place of the view that is shown
MIRRORED: Final = "briefing-link"  # what the page itself has last written into the link
EDITED: Final = "briefing-edited"  # counts changes, so that fields show what is held
OPENED: Final = "briefing-opened"  # the file that was last opened
WAITING: Final = "briefing-waiting"  # a link's set that needs the reader's own table
WITHOUT_TABLE: Final = (
    "This set was made with your own table. Load it on the page Your data; until then the views "
    "show the atlas's own commitments."
)
OPENS_LATER: Final = "Load the table on the page Your data and come back: the set then opens here."
ALL_THEMES: Final = "all"
EMPTY: Final = (
    "A briefing is a set of views with your own words: headline facts, maps, timelines, "
    "comparisons. Draft one here, or add views with **Add to briefing** under any of them."
)


def held() -> Brief:
    """Return the reader's briefing; empty where none was begun."""
    brief: Brief = st.session_state.get(HELD, Brief())
    return brief


def hold(brief: Brief, *, at: int | None = None) -> None:
    """Take over a changed briefing, and where asked the view that is shown."""
    st.session_state[HELD] = brief
    st.session_state[EDITED] = st.session_state.get(EDITED, 0) + 1
    last = max(len(brief.items) - 1, 0)
    st.session_state[CHOSEN] = min(st.session_state.get(CHOSEN, 0) if at is None else at, last)


def add_to_briefing(item: Item | None, label: str = "Add to briefing") -> None:
    """Offer to add a view to the reader's briefing; say so where it is in it."""
    if item is None:
        return
    brief = held()
    there, full = item in brief.items, len(brief.items) >= MOST_ITEMS
    st.button(
        "In the briefing" if there else label,
        key=f"add-{item.kind}",
        disabled=there or full,
        help=f"A briefing holds {MOST_ITEMS} views." if full else None,
        on_click=_add,
        args=(item,),
    )


def _add(item: Item) -> None:
    brief = held().added(item)
    hold(brief, at=len(brief.items) - 1)
    views = f"{len(brief.items)} view{'' if len(brief.items) == 1 else 's'}"
    st.toast(f"Added. The briefing has {views}.")


def open_briefing(atlas: Atlas) -> Brief:
    """Open the briefing of the link where one is given, else the reader's own; mirror it."""
    asked = st.query_params.get(PARAMETER, "")
    if asked and asked != st.session_state.get(MIRRORED):
        _take_link(asked, atlas)
    elif WAITING in st.session_state and yours.mode():
        _take_link(st.session_state.pop(WAITING), atlas)
    brief = held()
    if brief.yours and not yours.mode() and links.YOURS not in st.query_params:
        st.info(WITHOUT_TABLE)
    own = briefing.with_own(brief, yours.mode())
    mirrored = brief_links.packed(own) if brief != Brief() else ""
    st.session_state[MIRRORED] = mirrored
    if mirrored:
        st.query_params[PARAMETER] = mirrored
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    return brief


def _take_link(asked: str, atlas: Atlas) -> None:
    """Take over a link's set; one that needs the reader's own table waits until it is loaded."""
    taken = _take(lambda: brief_links.unpacked(asked, atlas), "The link")
    if not taken and not yours.mode() and links.YOURS in st.query_params:
        st.session_state[WAITING] = asked
        note(OPENS_LATER)


def begin(atlas: Atlas) -> None:
    """Offer a first draft and a saved set; open while the briefing is empty."""
    if not held().items:
        st.markdown(EMPTY)
        left, right = st.columns((3, 2), gap="large")
        with left:
            _draft(atlas)
        with right:
            _open_file(atlas)
        return
    with st.container(key="briefing-begin-again", horizontal=True, gap="small"):
        with st.popover("New draft"):
            note("A draft takes the place of the set below.")
            _draft(atlas)
        with st.popover("Open a saved set"):
            _open_file(atlas)
        st.button("Clear", on_click=hold, args=(Brief(),), type="tertiary")


def _draft(atlas: Atlas) -> None:
    """Offer a first draft for one province, or for a comparison of several."""
    names = sorted(atlas.provinces.index)
    themes = [ALL_THEMES, *map(str, Theme)]
    _, most = COMPARED
    provinces = st.multiselect(
        "First draft for",
        names,
        key="draft-provinces",
        max_selections=most,
        placeholder="One province, or up to four to compare",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        theme = st.selectbox("Theme of the draft", themes, key="draft-theme", width=180)
        st.button(
            "Draft the briefing",
            type="primary",
            disabled=not provinces,
            on_click=_drafted,
            args=(atlas, tuple(provinces), None if theme == ALL_THEMES else Theme(theme)),
        )


def _drafted(atlas: Atlas, provinces: tuple[str, ...], theme: Theme | None) -> None:
    hold(drafts.drafted(atlas, provinces, theme), at=0)


def _open_file(atlas: Atlas) -> None:
    """Offer to open a saved set; say every fault of one that cannot be opened."""
    given = st.file_uploader(
        "Or a set that was saved (.toml)", type="toml", key="briefing-file", max_upload_size=1
    )
    if given is not None and given.file_id != st.session_state.get(OPENED):
        st.session_state[OPENED] = given.file_id
        if _take(lambda: brief_reading.read(given.getvalue(), atlas), given.name):
            st.rerun()


def _take(read: Callable[[], Brief], where: str) -> bool:
    """Take over what can be read; show a sentence for everything that is wrong with it."""
    try:
        hold(read(), at=0)
    except InvalidBrief as fault:
        st.warning("  \n".join(plain(f"{where}: {problem}") for problem in fault.problems))
        return False
    return True


def brief_words(brief: Brief) -> None:
    """Offer the briefing's own title and note."""
    edited = st.session_state.get(EDITED, 0)
    title, words = f"briefing-title-{edited}", f"briefing-note-{edited}"

    def name() -> None:
        renamed = held().named(st.session_state[title], st.session_state[words])
        st.session_state[HELD] = renamed

    st.text_input(
        "Title", brief.title, key=title, max_chars=briefing.TITLE_LENGTH, on_change=name,
        placeholder="What the briefing is about",
    )  # fmt: skip
    st.text_input(
        "Line under it", brief.note, key=words, max_chars=briefing.TITLE_LENGTH, on_change=name,
        placeholder="For whom, when; blank names the atlas and its edition",
    )  # fmt: skip


def brief_list(atlas: Atlas, brief: Brief) -> int:
    """List the views in order; the chosen one can be moved and removed. Return its place."""
    chosen = min(st.session_state.get(CHOSEN, 0), max(len(brief.items) - 1, 0))
    with st.container(key="briefing-list", gap="xsmall"):
        for at, item in enumerate(brief.items):
            st.button(
                f"{at + 1}\u2002{plain(brief_views.name(atlas, item))}",
                key=f"briefing-item-{at}",
                type="secondary" if at == chosen else "tertiary",
                width="stretch",
                on_click=_choose,
                args=(at,),
            )
            if at == chosen:
                _moves(brief, at, item)
        note("Sources and method follow as the last slide.")
    return chosen


def _choose(at: int) -> None:
    st.session_state[CHOSEN] = at


def _moves(brief: Brief, at: int, item: Item) -> None:
    """Offer to move the chosen view up or down, and to remove it."""
    with st.container(key="briefing-moves", horizontal=True, gap="xsmall"):
        note(KIND_NAME[item.kind])
        for label, by, edge in (("Up", -1, at == 0), ("Down", 1, at == len(brief.items) - 1)):
            st.button(
                label, type="tertiary", disabled=edge, on_click=_move, args=(at, by), key=label
            )
        st.button("Remove", type="tertiary", on_click=_remove, args=(at,), key="Remove")


def _move(at: int, by: int) -> None:
    hold(held().moved(at, by), at=at + by)


def _remove(at: int) -> None:
    hold(held().without(at))
