"""One choice in one field, by its id in the address bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from commitments.language import capital, named, say
from commitments.queries.schedule import OFF, ON
from commitments.ui import address_bar


def segmented(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    named: bool = True,
    names: Mapping[str, str] | None = None,
    family: str = "",
) -> str:
    """Offer a few options side by side; the first is the default and leaves the link short."""
    _restore(key, options, options[0])
    chosen = st.segmented_control(
        label,
        options,
        key=key,
        required=True,
        format_func=lambda option: capital(_called(option, names, family)),
        label_visibility="visible" if named else "collapsed",
    )
    address_bar.keep(key, chosen, options[0])
    return str(chosen or options[0])


def one(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    default: str | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    """Offer a list of which one is always chosen; it is named in the link even as the default."""
    _restore(key, options, options[0] if default is None else default)
    named = names or {}
    chosen = st.selectbox(label, options, key=key, format_func=lambda o: named.get(o, o))
    address_bar.keep(key, chosen, None)
    return str(chosen)


def optional(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    blank: str = "",
    names: Mapping[str, str] | None = None,
    family: str = "",
) -> str:
    """Offer a list from which nothing need be chosen; blank leaves the link short."""
    known = ["", *map(str, options)]
    named = {"": blank or say("choice.any")} | dict(names or {})
    _restore(key, known, "")
    chosen = st.selectbox(
        label,
        known,
        key=key,
        format_func=lambda option: _called(option, named, family),
        placeholder=named[""],
    )
    address_bar.keep(key, chosen, "")
    return str(chosen)


def switch(label: str, key: str, *, default: bool) -> bool:
    """Offer a switch, in the URL as `off` or `on` where it is not as on a fresh page."""
    if key not in st.session_state:
        asked = address_bar.asked(key)
        if asked and asked not in (OFF, ON):
            address_bar.say_ignored(key, [asked])
        st.session_state[key] = asked == ON if asked in (OFF, ON) else default
    chosen = st.toggle(label, key=key)
    address_bar.keep(key, ON if chosen else OFF, ON if default else OFF)
    return bool(chosen)


def _called(option: str, names: Mapping[str, str] | None, family: str) -> str:
    """Return what an option is called: by its own name, or by the name its family gives it."""
    return (names or {}).get(option) or (named(family, option) if family else option)


def _restore(key: str, options: Sequence[str], default: str) -> None:
    """Set a choice from the link on its first run; say so where the link asks for the unknown."""
    if st.session_state.get(key) in options:
        return
    asked = "" if key in st.session_state else address_bar.asked(key)
    if asked and asked not in options:
        address_bar.say_ignored(address_bar.PARAMETER.get(key, key), [asked])
    st.session_state[key] = asked if asked in options and asked else default
