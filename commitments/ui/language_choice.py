"""The choice of language: by the link, else as the browser prefers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import streamlit as st

from commitments.domain import links
from commitments.language import Language, speak
from commitments.ui import reader_address

Asked = ParamSpec("Asked")
Shown = TypeVar("Shown")
KEY: Final = links.LANG  # goes along from page to page


def speak_as_asked() -> None:
    """Speak the language of the link, else the first of the browser's that the atlas speaks."""
    asked = st.query_params.get(KEY, "")
    speak(Language(asked) if asked in list(Language) else _preferred())


def fragment(show: Callable[Asked, Shown]) -> Callable[Asked, Shown]:
    """Make a part of a page that can run alone, in the language of the page."""

    @st.fragment
    @wraps(show)
    def again(*args: Asked.args, **kwargs: Asked.kwargs) -> Shown:
        speak_as_asked()
        links.reach(reader_address.here())
        return show(*args, **kwargs)

    return again


def _preferred() -> Language:
    """Return the browser's language where the atlas speaks it, else English."""
    first = (st.context.locale or "").split("-")[0].casefold()
    return Language(first) if first in list(Language) else Language.ENGLISH
