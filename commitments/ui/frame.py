"""This module frames a page: its menu, the checked atlas behind it, its words and its problems."""

from __future__ import annotations

import base64
import gc
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, TypeVar

import pandas as pd
import streamlit as st

from commitments import ROOT, editions, links, load, parts, schedule
from commitments.editions import Edition
from commitments.language import Language, current, named, say
from commitments.load import Atlas
from commitments.model import InvalidTable, Problem, Unreadable
from commitments.translated import translated
from commitments.ui import access, following, languages, reading, steps, yours
from commitments.ui.shelves import Shelf, name_of

PAGES: Final = {
    "Overview": "app.py",
    "Map": "pages/1_Map.py",
    "Timeline": "pages/2_Timeline.py",
    "Compare": "pages/3_Compare.py",
    "Targets": "pages/4_Targets.py",
    "Briefing": "pages/5_Briefing.py",
    "Your data": "pages/6_Your_data.py",
    "Method": "pages/7_Method.py",
}
CARRIED: Final = ("theme", "indicator", "year", "province", links.YOURS, languages.KEY, reading.KEY)
ADDRESSED: Final = "addressed"  # the language and the form that the address bar shows
OPENED: Final = "opened"  # the page that a session's choices belong to
READERS_OWN: Final = ("briefing", "own-")  # begin the keys of a reader's own, of no page
STYLES: Final = (parts.COLOURS, parts.STYLE)
STYLE: Final = '@import url("./app/static/{name}?{version}");'
PROBLEMS_SHOWN: Final = 200
UNREAD_LENGTH: Final = 40  # characters of a value of a link that are repeated
VIEWS_KEPT: Final = 800  # all indicators, years and readings of the atlas's own table
View = TypeVar("View")
Choice = TypeVar("Choice", bound=Hashable)
_kept: Final = Shelf(VIEWS_KEPT)  # for all readers
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:&])")


def page(name: str) -> Atlas:
    """Open a page: frame, menu and the checked atlas; a broken table ends it with its problems."""
    _mend_link()
    languages.speak_as_asked()
    st.set_page_config(
        page_title=f"{named('page', name)} · {say('title')}", layout="wide", page_icon=_icon()
    )
    unstyled = _dress()
    _readdress()
    _arrive(name)
    yours.keep_in_link()
    _masthead(name)
    _say_unread()
    access.say_page(name)
    following.follow_links(PAGES, CARRIED)
    if unstyled:
        st.warning(plain(unstyled))
    try:
        edition = _keeper().edition()
    except InvalidTable as fault:
        st.error(say("frame.tables-broken"))
        _list(fault.problems)
    except Unreadable as fault:
        st.error(plain(str(fault)))
    else:
        _say_kept(edition)
        return _in_language(yours.joined(edition.atlas))
    st.stop()


def _mend_link() -> None:
    """Read a link as it was before the letter or the chat in which it came changed it."""
    if OPENED not in st.session_state or steps.restores():
        given = dict(st.query_params)
        mended = links.mended(given)
        if mended != given:
            st.query_params.from_dict(mended)


def _dress() -> str:
    """Give the page its style; return what is to be said where the style is gone."""
    lost = parts.lost(STYLES, parts.NO_STYLE)
    if not lost:
        styles = (STYLE.format(name=file.name, version=parts.changed(file)) for file in STYLES)
        st.html(f"<style>{''.join(styles)}</style>")
    return lost


@lru_cache(maxsize=1)
def _icon() -> str | None:
    """Return the sign of the page as data: a file is fetched at each change of the address."""
    try:
        drawn = (ROOT / "static" / "icon.svg").read_bytes()
    except OSError:
        return None  # Streamlit's own
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode('ascii')}"


def _arrive(name: str) -> None:
    """Drop what was chosen elsewhere, in another language or later: the link says it all.

    A reader's own briefing and table stay. A widget knows its options by their words. Of a session
    that knows no page yet nothing is dropped: the browser may come back from a pause with a choice.
    """
    here = (name, current())
    if steps.restores() or st.session_state.get(OPENED, here) != here:
        for key in map(str, set(st.session_state) - {OPENED, ADDRESSED}):
            if not key.startswith(READERS_OWN):
                del st.session_state[key]
    st.session_state[OPENED] = here


def _readdress() -> None:
    """Write the link anew where a link to the same page chose language or form.

    Streamlit follows such a link and leaves the address bar as it was.
    """
    asked = tuple(st.query_params.get(key, "") for key in (languages.KEY, reading.KEY))
    if st.session_state.setdefault(ADDRESSED, asked) != asked:
        st.session_state[ADDRESSED] = asked
        st.query_params.from_dict(dict(st.query_params))


def _say_unread() -> None:
    """Say what the link asks for that every page has, and that is not here; leave it out."""
    for key, known in ((languages.KEY, tuple(Language)), (reading.KEY, (reading.TEXT,))):
        asked = st.query_params.get(key, "")[:UNREAD_LENGTH]
        if asked and asked not in known:
            st.info(say("choice.ignored", what=named("asked", key), asked=plain(asked)))
            steps.keep(key, None)


def base() -> Atlas:
    """Return the atlas without any reader's own rows."""
    return _keeper().edition().atlas


def _in_language(atlas: Atlas) -> Atlas:
    """Return the atlas in the reader's language."""
    return atlas if current() == atlas.language else kept(translated, atlas, current())


def page_link(name: str, label: str) -> None:
    """Offer a page by a link that carries along what is chosen."""
    carried = {key: st.query_params[key] for key in CARRIED if key in st.query_params}
    st.page_link(PAGES[name], label=label, query_params=carried)


def _masthead(page_name: str) -> None:
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        page_link("Overview", f"**{say('title')}**")
        with st.container(key="menu", horizontal=True, gap="small"):
            for name in PAGES:
                page_link(name, named("page", name))
        with st.container(key="languages", horizontal=True, width="content"):
            reading.switch(PAGES[page_name], dict(st.query_params))
            languages.switch(PAGES[page_name], dict(st.query_params))


def _say_kept(edition: Edition) -> None:
    """Say that an edit of the tables is not shown, and list why; nothing where all is sound."""
    if edition.problems:
        with st.container(key="edition-kept"):
            st.warning(plain(editions.kept_in_words(edition)))
            with st.expander(say("frame.what-is-wrong")):
                _list(edition.problems)


def _list(problems: Sequence[Problem]) -> None:
    shown = [{say("frame.problem"): str(problem)} for problem in problems[:PROBLEMS_SHOWN]]
    st.dataframe(pd.DataFrame(shown), hide_index=True)
    if len(problems) > PROBLEMS_SHOWN:
        note(say("frame.first-of", shown=PROBLEMS_SHOWN, every=len(problems)))


@lru_cache(maxsize=1)  # not Streamlit's own: any browser may ask for that one to be cleared
def _keeper() -> editions.Keeper:
    """Return the keeper of the atlas's own files, one for all sessions."""
    return editions.Keeper(_read, editions.files_stamp, load.is_unchanged)


def _read() -> Atlas:
    atlas = editions.whole()
    _kept.clear()
    gc.freeze()  # Streamlit collects garbage after every run; what is loaded here never is any
    return atlas


def kept(view: Callable[[Atlas, Choice], View], atlas: Atlas, asked: Choice) -> View:
    """Return a view of the atlas, made once for each choice and shown to every reader of it.

    A view with a reader's own rows is kept in that reader's session and shown to nobody else.
    `asked` is a small frozen value; what is kept is never changed by those it is shown to.
    """
    if atlas.own is not None:
        return yours.kept(view, atlas, asked)
    return _kept.get((name_of(view), atlas.fingerprint, asked), lambda: view(atlas, asked))


def plain(text: str) -> str:
    """Write text so that Markdown shows it letter for letter."""
    return _MARKDOWN.sub(r"\\\1", text)


def lead(markdown: str) -> None:
    """Show the sentence that opens a page, in the project's own words."""
    with st.container(key="lead"):
        st.markdown(markdown)


def heading(words: str, *, level: int = 2) -> None:
    """Show a heading."""
    st.markdown(f"{'#' * level} {plain(words)}")


def note(words: str) -> None:
    """Show a quiet remark."""
    st.caption(plain(words))


def hint(words: str) -> None:
    """Show what can be done with the page as it is drawn; on paper and in words nothing can."""
    if not reading.as_text():
        with st.container(key="hint"):
            note(words)


def prose(file: str) -> None:
    """Show a text of the project's own, kept under docs/, in the reader's language."""
    with st.container(key=f"prose-{file.split('.')[0]}"):
        try:
            st.markdown(parts.text(parts.prose(file, current()), parts.NO_TEXT))
        except Unreadable as fault:
            st.warning(plain(str(fault)))


@contextmanager
def row(name: str = "main") -> Iterator[None]:
    """Set what follows side by side; it wraps on a phone."""
    with st.container(key=f"choices-{name}", horizontal=True, vertical_alignment="bottom"):
        yield


def today() -> float:
    """Return today as a year with its fraction."""
    return schedule.moment(datetime.now(UTC))
