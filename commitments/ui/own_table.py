"""A reader's own table, kept in that reader's session and nowhere else."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeVar
from weakref import WeakSet

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import TARGET_COLUMNS, Unreadable, Use
from commitments.language import Language, current, lazy, named, say
from commitments.ui.view_cache import ViewCache, name_of, view_cache
from commitments.uploads import joining
from commitments.uploads import pipeline as uploads
from commitments.uploads.files import LIMITS
from commitments.uploads.given import Given
from commitments.uploads.pipeline import Report
from commitments.uploads.shapes.reading import Reading

VIEWS_KEPT: Final = 40  # of one reader: enough to go back and forth
IN_USE: Final = (Use.BESIDE, Use.ALONE)
ROWS_ALWAYS: Final = 2_000  # of a table that is taken however many others there are
_KEY: Final = "own-table"
_PLACE: Final = "own-place"
View = TypeVar("View")
Choice = TypeVar("Choice", bound=Hashable)


@dataclass
class Held:
    """What a session holds: the report, how the table is used, and the atlases made of both."""

    report: Report
    use: Use
    atlases: dict[Language, Atlas] = field(default_factory=dict)  # by the language of its edition
    views: ViewCache = field(default_factory=lambda: view_cache(VIEWS_KEPT))

    def forget(self) -> None:
        """Let go of everything; the session is over, and nobody asks again."""
        self.__dict__.clear()


@dataclass(eq=False)
class Place:
    """The memory that a session's table takes, given back when the session forgets it."""

    session: str
    weight: int
    held: Held | None = None
    waiting: Reading | None = None


_places: Final[WeakSet[Place]] = WeakSet()  # of all sessions of this server
_placing: Final = Lock()


def weight(given: Given) -> int:
    """Return how many cells a table fills: its own, and those of the contract for each row."""
    return len(given.numbers) * (len(given.columns) + len(TARGET_COLUMNS))


def take_place(given: Given) -> None:
    """Take memory for a table, in place of the one before; Unreadable where others fill it."""
    with _placing:
        before = st.session_state.get(_PLACE)
        if len(given.numbers) > ROWS_ALWAYS and not _is_room(given, before):
            gc.collect()  # a session that has ended may be garbage that nobody has looked for
            if not _is_room(given, before):
                raise Unreadable(lazy("fault.no-place", most=ROWS_ALWAYS))
        context = get_script_run_ctx()
        place = Place(context.session_id if context else "", weight(given))
        _places.add(place)
        st.session_state[_PLACE] = place


def _is_room(given: Given, before: Place | None) -> bool:
    """Say whether a table fits beside those of other readers."""
    taken = sum(one.weight for one in _places if one is not before)
    return taken + weight(given) <= LIMITS.together


def forget_all_but(sessions: Collection[str]) -> list[str]:
    """Forget the tables of sessions that are over, whatever still refers to these; name them."""
    with _placing:
        over = [one for one in _places if one.session not in sessions]
        for one in over:
            _places.discard(one)
            one.waiting = None
            if one.held:
                one.held.forget()
        return [one.session for one in over]


def _put(own: Held) -> None:
    """Take a table into the session."""
    st.session_state[_KEY] = own
    if _PLACE in st.session_state:
        st.session_state[_PLACE].held = own


def wait(reading: Reading) -> None:
    """Keep a table that was understood until its reader has said that it is used so."""
    st.session_state.pop(_KEY, None)
    if _PLACE in st.session_state:
        st.session_state[_PLACE].waiting = reading


def waiting() -> Reading | None:
    """Return the table that waits for its reader; None where none does."""
    place = st.session_state.get(_PLACE)
    return place.waiting if place else None


def held() -> Held | None:
    """Return what this session holds of the reader's own; None where there is nothing."""
    return st.session_state.get(_KEY)


def hold(report: Report) -> None:
    """Take a report into the session, used as the link asks or else beside the atlas's own."""
    asked = st.query_params.get(links.YOURS, "")
    use = Use(asked) if asked in IN_USE else Use.BESIDE
    if _PLACE in st.session_state:
        st.session_state[_PLACE].waiting = None
    _put(Held(report, use if report.used else Use.OFF))
    if mode():  # said even where the link has it: the table before it may just have left it
        st.query_params[links.YOURS] = mode()


def let_go() -> None:
    """Forget the reader's table."""
    st.session_state.pop(_KEY, None)
    st.session_state.pop(_PLACE, None)
    # Said even where the link has none: the browser may be just about to hear of the last one.
    st.query_params.from_dict({k: v for k, v in st.query_params.items() if k != links.YOURS})


def use(chosen: Use) -> None:
    """Set how the table is used; what was drawn of it before is let go."""
    own = held()
    if own and own.use != chosen:
        _put(Held(own.report, chosen))


def mode() -> str:
    """Return how the table is used, as it stands in a link; blank where it is not."""
    own = held()
    return str(own.use) if own and own.use in IN_USE else ""


def joined(atlas: Atlas) -> Atlas:
    """Return the atlas of this session, with the reader's rows where there are any in use.

    Where the atlas itself has changed since, the rows are read anew by its words.
    """
    own = held()
    if own and own.report.against != atlas.fingerprint:
        report = uploads.judged(own.report.given, atlas)
        own = Held(report, own.use if report.used else Use.OFF)
        _put(own)
    if own is None or own.use not in IN_USE:
        return atlas
    if current() not in own.atlases:
        own.atlases[current()] = joining.joined(atlas, own.report, own.use)
    return own.atlases[current()]


def kept(view: Callable[[Atlas, Choice], View], atlas: Atlas, asked: Choice) -> View:
    """Return a view of the reader's own rows, kept in this session alone."""
    own = held()
    if own is None:
        return view(atlas, asked)
    return own.views((name_of(view), atlas.fingerprint, asked), lambda: view(atlas, asked))


def keep_in_link() -> None:
    """Write to the address bar that the view needs the reader's table; say so where it is gone."""
    asked = st.query_params.get(links.YOURS, "")
    if mode():
        if asked != mode():
            st.query_params[links.YOURS] = mode()
    elif asked and held() is None and waiting() is None:
        needed = "your-data.link-alone" if asked == Use.ALONE else "your-data.link-beside"
        st.info(say(needed, page=named("page", "Your data")))
    elif asked and waiting() is None:
        del st.query_params[links.YOURS]
