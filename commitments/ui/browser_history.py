"""Steps of the browser's history: one choice is one step, and Back restores the view.

Streamlit makes a step of each parameter that it is told; what belongs together is told at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_gathered: Final[ContextVar[dict[str, str | None] | None]] = ContextVar("gathered", default=None)


def restores() -> bool:
    """Say whether the address bar has changed by itself: by back, forward or a link within.

    Then the address says all of the view, and what was chosen before it says nothing.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


@contextmanager
def one_step() -> Iterator[None]:
    """Write what is chosen within to the address bar at once."""
    gathered: dict[str, str | None] = {}
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
        _write(gathered)


def keep(name: str, value: str | None) -> None:
    """Write a parameter to the address bar, or take it away; within `one_step`, at its end."""
    gathered = _gathered.get()
    if gathered is None:
        _write({name: value})
    else:
        gathered[name] = value


def _write(changes: Mapping[str, str | None]) -> None:
    before = dict(st.query_params)
    after = {name: said for name, said in (before | dict(changes)).items() if said is not None}
    if after != before:
        st.query_params.from_dict(after)
