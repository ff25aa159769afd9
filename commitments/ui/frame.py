"""The frame of a page: its menu, the checked atlas behind it, its texts and its problems."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, TypeVar
from urllib.parse import quote

import pandas as pd
import streamlit as st

from commitments import ROOT
from commitments.atlas import editions
from commitments.atlas.editions import Edition
from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain import links
from commitments.domain.model import InvalidTable, Problem, Unreadable
from commitments.figures import assets, text_tables
from commitments.language import Language, current, named, say
from commitments.queries import schedule
from commitments.ui import (
    accessibility,
    browser_history,
    language_choice,
    masthead,
    own_table,
    reader_address,
    session_links,
    text_view,
)
from commitments.ui.view_cache import name_of, view_cache

PAGES: Final = {
    "Overview": "app.py",
    "Map": "pages/1_Map.py",
    "Timeline": "pages/2_Timeline.py",
    "Progress": "pages/3_Progress.py",
    "Compare": "pages/4_Compare.py",
    "Province": "pages/5_Province.py",
    "Targets": "pages/6_Targets.py",
    "Briefing": "pages/7_Briefing.py",
    "Your data": "pages/8_Your_data.py",
    "Method": "pages/9_Method.py",
}
CARRIED: Final = (
    "theme",
    "indicator",
    "year",
    "province",
    links.YOURS,
    language_choice.KEY,
    text_view.KEY,
)
ADDRESSED: Final = "addressed"  # the language and the form that the address bar shows
OPENED: Final = "opened"  # the page that a session's choices belong to
READERS_OWN: Final = ("briefing", "own-")  # begin the keys of a reader's own, of no page
STYLES: Final = (assets.COLOURS, assets.STYLE)
STYLE: Final = '@import url("./app/static/{name}");'
UNQUOTED: Final = " =:/<>"  # in an image that is data: as it is, it is pressed to half the size
PROBLEMS_SHOWN: Final = 200
UNREAD_LENGTH: Final = 40  # characters of a value of a link that are repeated
VIEWS_KEPT: Final = 800  # all indicators, years and readings of the atlas's own table
View = TypeVar("View")
Choice = TypeVar("Choice", bound=Hashable)
_kept: Final = view_cache(VIEWS_KEPT)  # for all readers
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:&])")


def page(name: str) -> Atlas:
    """Open a page: frame, menu and the checked atlas; a broken table ends it with its problems."""
    _mend_link()
    language_choice.speak_as_asked()
    links.reach(reader_address.here())
    st.set_page_config(
        page_title=f"{named('page', name)} · {say('title')}", layout="wide", page_icon=_icon()
    )
    unstyled = _dress()
    _readdress()
    _arrive(name)
    own_table.keep_in_link()
    masthead.show(name, PAGES)
    _say_unread()
    accessibility.say_page()
    session_links.follow_links(PAGES, CARRIED)
    if unstyled:
        st.warning(plain(unstyled))
    try:
        edition = _edition()
    except InvalidTable as fault:
        st.error(say("frame.tables-broken"))
        _list(fault.problems)
    except Unreadable as fault:
        st.error(plain(str(fault)))
    else:
        _say_kept(edition)
        return _in_language(own_table.joined(edition.atlas))
    st.stop()


def _mend_link() -> None:
    """Read a link as it was before the letter or the chat in which it came changed it."""
    if OPENED not in st.session_state or browser_history.restores():
        given = dict(st.query_params)
        mended = links.mended(given)
        if mended != given:
            st.query_params.from_dict(mended)


def _dress() -> str:
    """Give the page its style; return what is to be said where the style is gone."""
    lost = assets.lost(STYLES, assets.NO_STYLE)
    if not lost:
        styles = (STYLE.format(name=assets.versioned(file)) for file in STYLES)
        st.html(f"<style>{''.join(styles)}</style>")
    return lost


@lru_cache(maxsize=1)
def _icon() -> str | None:
    """Return the sign of the page as data: a file is fetched at each change of the address."""
    try:
        drawn = (ROOT / "static" / "icon.svg").read_bytes()
    except OSError:
        return None  # Streamlit's own
    return f"data:image/svg+xml,{quote(drawn.strip(), safe=UNQUOTED)}"


def _arrive(name: str) -> None:
    """Drop what was chosen elsewhere, in another language or later: the link says it all.

    A reader's own briefing and table stay. A widget knows its options by their words. Of a session
    that knows no page yet nothing is dropped: the browser may come back from a pause with a choice.
    """
    here = (name, current())
    if browser_history.restores() or st.session_state.get(OPENED, here) != here:
        for key in map(str, set(st.session_state) - {OPENED, ADDRESSED}):
            if not key.startswith(READERS_OWN):
                del st.session_state[key]
    st.session_state[OPENED] = here


def _readdress() -> None:
    """Write the link anew where a link to the same page chose language or form.

    Streamlit follows such a link and leaves the address bar as it was.
    """
    asked = tuple(st.query_params.get(key, "") for key in (language_choice.KEY, text_view.KEY))
    if st.session_state.setdefault(ADDRESSED, asked) != asked:
        st.session_state[ADDRESSED] = asked
        st.query_params.from_dict(dict(st.query_params))


def _say_unread() -> None:
    """Say what the link asks for that every page has, and that is not here; leave it out."""
    for key, known in ((language_choice.KEY, tuple(Language)), (text_view.KEY, (text_view.TEXT,))):
        asked = st.query_params.get(key, "")[:UNREAD_LENGTH]
        if asked and asked not in known:
            st.info(say("choice.ignored", what=named("asked", key), asked=plain(asked)))
            browser_history.keep(key, None)


def base() -> Atlas:
    """Return the atlas without any reader's own rows."""
    return _edition().atlas


def _in_language(atlas: Atlas) -> Atlas:
    """Return the atlas in the reader's language."""
    return atlas if current() == atlas.language else kept(translated, atlas, current())


def page_link(name: str, label: str) -> None:
    """Offer a page by a link that carries along what is chosen."""
    carried = {key: st.query_params[key] for key in CARRIED if key in st.query_params}
    st.page_link(PAGES[name], label=label, query_params=carried)


def _say_kept(edition: Edition) -> None:
    """Say that an edit of the tables is not shown, and list why; nothing where all is sound."""
    if edition.problems:
        with st.container(key="edition-kept"):
            st.warning(plain(editions.kept_in_words(edition)))
            with st.expander(say("frame.what-is-wrong")):
                _list(edition.problems)


def _list(problems: Sequence[Problem]) -> None:
    shown = [{say("frame.problem"): str(problem)} for problem in problems[:PROBLEMS_SHOWN]]
    with st.container(key="problems"):
        st.html(text_tables.markup(pd.DataFrame(shown)))
    if len(problems) > PROBLEMS_SHOWN:
        note(say("frame.first-of", shown=PROBLEMS_SHOWN, every=len(problems)))


def _edition() -> Edition:
    """Return the edition that stands, the same for all sessions."""
    edition = editions.keeper().edition()
    _begin_with(edition.atlas.fingerprint)
    return edition


@lru_cache(maxsize=1)  # so once for each edition that comes
def _begin_with(fingerprint: str) -> None:  # noqa: ARG001 (the key it is kept under)
    """Let go of what was drawn of the edition before."""
    _kept.cache_clear()
    gc.freeze()  # what is loaded here never is garbage


def kept(view: Callable[[Atlas, Choice], View], atlas: Atlas, asked: Choice) -> View:
    """Return a view of the atlas, made once for each choice and shown to every reader of it.

    A view with a reader's own rows is kept in that reader's session and shown to nobody else.
    `asked` is a small frozen value; what is kept is never changed by those it is shown to.
    """
    if atlas.own is not None:
        return own_table.kept(view, atlas, asked)
    return _kept((name_of(view), atlas.fingerprint, asked), lambda: view(atlas, asked))


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
    if not text_view.as_text():
        with st.container(key="hint"):
            note(words)


def hint_sideways() -> None:
    """Show that more of a figure lies beyond its edge; the style hides it where all is in view."""
    with st.container(key="sideways"):
        note(say("frame.sideways"))


def prose(file: str, words: Mapping[str, str] | None = None) -> None:
    """Show a text of the project's own, kept under docs/, with the words that it asks for."""
    with st.container(key=f"prose-{file.split('.')[0]}"):
        try:
            text = assets.text(assets.prose(file, current()), assets.NO_TEXT)
            st.markdown(text.format(**words) if words else text)
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
