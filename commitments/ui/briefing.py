"""The reader's briefing while it is put together, and its list of views.

The set lives in the reader's session; the link of the Briefing page mirrors it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.briefings import drafts
from commitments.briefings import items as briefing
from commitments.briefings import links as brief_links
from commitments.briefings import reading as brief_reading
from commitments.briefings import views as brief_views
from commitments.briefings.items import COMPARED, MOST_ITEMS, Brief, InvalidBrief, Item
from commitments.briefings.links import PARAMETER
from commitments.domain import links
from commitments.domain.model import Theme
from commitments.language import by_name, count, current, named, say, speaking
from commitments.ui import briefing_start, browser_history, language_choice, own_table
from commitments.ui.frame import note, page_link, plain
from commitments.ui.text_view import as_text

HELD: Final = "briefing"  # the set, in the session
CHOSEN: Final = "briefing-chosen"  # the place of the view that is shown
MIRRORED: Final = "briefing-links"  # what the page itself has last written into the link
MIRRORS_KEPT: Final = 12  # as many changes as a reader makes before the address bar has the first
SPOKEN: Final = "briefing-spoken"  # the language and the form in which the page was shown last
EDITED: Final = "briefing-edited"  # counts changes, so that fields show what is held
OPENED: Final = "briefing-opened"  # the file that was last opened
WAITING: Final = "briefing-waiting"  # a link's set that needs the reader's own table
ALL_THEMES: Final = "all"


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


def add_to_briefing(item: Item | None, label: str = "") -> None:
    """Offer to add a view to the reader's briefing; the way there where it is in it."""
    if item is None:
        return
    brief = held()
    if item in brief.items:
        with st.container(key=f"added-{item.kind}", width="content"):
            kind = named("briefing-kind", item.kind)
            page_link("Briefing", say("briefing.added-already", kind=kind))
        return
    full = len(brief.items) >= MOST_ITEMS
    st.button(
        label or say("briefing.add"),
        key=f"add-{item.kind}",
        disabled=full,
        help=say("briefing.full", most=MOST_ITEMS) if full else None,
        on_click=_add,
        args=(item,),
    )


def _add(item: Item) -> None:
    language_choice.speak_as_asked()  # what a click calls runs before the page
    brief = held().added(item)
    hold(brief, at=len(brief.items) - 1)
    st.toast(count("briefing.toast", len(brief.items)))


def open_briefing(atlas: Atlas) -> Brief:
    """Open the briefing of the link where one is given, else the reader's own; mirror it."""
    asked = st.query_params.get(PARAMETER, "")
    if asked and _is_news(asked):
        _take_link(asked, atlas)
    elif WAITING in st.session_state and own_table.mode():
        _take_link(st.session_state.pop(WAITING), atlas)
    brief = held()
    if brief.items and own_table.mode() and brief.yours != own_table.mode():
        brief = briefing.with_own(brief, own_table.mode())
        st.session_state[HELD] = brief  # so that it is said when the table is removed
    if brief.yours and not own_table.mode() and links.YOURS not in st.query_params:
        st.info(say("briefing.without-table"))
    mirrored = brief_links.packed(brief) if brief != Brief() else ""
    written_before = [one for one in st.session_state.get(MIRRORED, []) if one != mirrored]
    st.session_state[MIRRORED] = [*written_before, mirrored][-MIRRORS_KEPT:]
    if mirrored:
        st.query_params[PARAMETER] = mirrored
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    return brief


def _is_news(asked: str) -> bool:
    """Say whether the link asks for another set than the page has written into it.

    The address bar may still show what the page wrote before the last changes: a reader who types
    fast, or turns to another language at once, loses nothing by it. Back and forward mean it.
    """
    mirrored = st.session_state.get(MIRRORED, [])
    spoken = (current(), as_text())
    switched = st.session_state.get(SPOKEN, spoken) != spoken
    st.session_state[SPOKEN] = spoken
    if asked not in mirrored:
        return True
    return browser_history.restores() and not switched and asked != mirrored[-1]


def _take_link(asked: str, atlas: Atlas) -> None:
    """Take over a link's set; one that needs the reader's own table waits until it is loaded."""
    taken = _take(lambda: brief_links.unpacked(asked, atlas), say("briefing.the-link"))
    if not taken and not own_table.mode() and links.YOURS in st.query_params:
        st.session_state[WAITING] = asked
        note(say("briefing.opens-later"))


def begin(atlas: Atlas) -> None:
    """Offer a first draft and a saved set; open while the briefing is empty."""
    if not held().items:
        st.markdown(say("briefing.empty"))
        briefing_start.offer_starts(atlas, take=partial(_drafted, atlas))
        left, right = st.columns((3, 2), gap="large")
        with left:
            _draft(atlas)
        with right:
            _open_file(atlas)
        return
    with st.container(key="briefing-begin-again", horizontal=True, gap="small"):
        with st.popover(say("briefing.new-draft")):
            note(say("briefing.replaces"))
            _draft(atlas)
        with st.popover(say("briefing.open-saved")):
            _open_file(atlas)
        st.button(say("briefing.clear"), on_click=hold, args=(Brief(),), type="tertiary")


def _draft(atlas: Atlas) -> None:
    """Offer a first draft for one province, or for a comparison of several."""
    names = by_name("province", atlas.provinces.index)
    themes = [ALL_THEMES, *map(str, Theme)]
    _, most = COMPARED
    provinces = st.multiselect(
        say("briefing.draft-for"),
        names,
        format_func=lambda name: named("province", name),
        key="draft-provinces",
        max_selections=most,
        select_all=False,  # Enter takes the first match, not all of them
        placeholder=say("briefing.draft-provinces"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        theme = st.selectbox(
            say("briefing.draft-theme"),
            themes,
            format_func=lambda theme: named("theme", theme),
            key="draft-theme",
            width=180,
        )
        st.button(
            say("briefing.draft"),
            type="primary",
            disabled=not provinces,
            on_click=_drafted,
            args=(atlas, tuple(provinces), None if theme == ALL_THEMES else Theme(theme)),
        )


def _drafted(atlas: Atlas, provinces: tuple[str, ...], theme: Theme | None) -> None:
    with speaking(atlas.language):  # what a click calls runs before the page
        hold(drafts.drafted(atlas, provinces, theme), at=0)


def _open_file(atlas: Atlas) -> None:
    """Offer to open a saved set; say every fault of one that cannot be opened."""
    with st.container(key="upload-briefing"):
        given = st.file_uploader(
            say("briefing.open-file"), type="toml", key="briefing-file", max_upload_size=1
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
        told = [say("set-fault.at", where=where, why=problem) for problem in fault.problems]
        st.warning("  \n".join(map(plain, told)))
        return False
    return True


def brief_words(brief: Brief) -> None:
    """Offer the briefing's own title and note."""
    edited = st.session_state.get(EDITED, 0)
    title, words = f"briefing-title-{edited}", f"briefing-note-{edited}"

    def name() -> None:
        now = held()
        given = (
            written(title, now.title, briefing.TITLE_LENGTH),
            written(words, now.note, briefing.NOTE_LENGTH),
        )
        st.session_state[HELD] = now.named(*given)

    st.text_input(
        say("briefing.title"), brief.title, key=title, on_change=name,
        placeholder=say("briefing.title-hint"),
    )  # fmt: skip
    st.text_input(
        say("briefing.line"), brief.note, key=words, on_change=name,
        placeholder=say("briefing.line-hint"),
    )  # fmt: skip


def written(key: str, before: str, most: int) -> str:
    """Return what a field holds, cut to a length; say so, and show the field anew, where it is.

    A field that knows its length itself takes nothing of a text that is longer. Of two fields one
    may be gone when the other is read, where the reader has turned to another page meanwhile: it
    holds what was there `before`.
    """
    text = str(st.session_state.get(key, before))
    if len(text) > most:
        language_choice.speak_as_asked()  # what a change calls runs before the page
        st.session_state[EDITED] = st.session_state.get(EDITED, 0) + 1
        st.toast(say("briefing.cut", most=most))
    return text[:most]


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
        note(say("briefing.sources-follow"))
    return chosen


def _choose(at: int) -> None:
    st.session_state[CHOSEN] = at


def _moves(brief: Brief, at: int, item: Item) -> None:
    """Offer to move the chosen view up or down, and to remove it."""
    with st.container(key="briefing-moves", horizontal=True, gap="xsmall"):
        note(named("briefing-kind", item.kind))
        for way, by, edge in (("up", -1, at == 0), ("down", 1, at == len(brief.items) - 1)):
            st.button(
                say(f"briefing.{way}"),
                type="tertiary",
                disabled=edge,
                on_click=_move,
                args=(at, by),
                key=way.capitalize(),
            )
        st.button(
            say("briefing.remove"), type="tertiary", on_click=_remove, args=(at,), key="Remove"
        )


def _move(at: int, by: int) -> None:
    hold(held().moved(at, by), at=at + by)


def _remove(at: int) -> None:
    hold(held().without(at))
