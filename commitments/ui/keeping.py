"""This module offers files that are made on a click, and keeps each until a browser has fetched it.

Streamlit itself lets such a file go once two pages, of whatever readers, have finished a run after
it was made: under load that is before the browser has asked for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock, Thread
from typing import Final

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import (
    ScriptRunContext,
    add_script_run_ctx,
    get_script_run_ctx,
)

MOST_KEPT: Final = 64  # files, of all readers; each is fetched within seconds
MOST_BYTES: Final = 64_000_000  # of them together; the newest is kept whatever its size
PLACE: Final = "file"  # within its session


@dataclass
class Kept:
    """The files made last, each under a number that stands for it until it is let go."""

    files: deque[tuple[int, int]] = field(default_factory=deque)  # number and bytes, oldest first
    made: int = 0
    lock: Lock = field(default_factory=Lock)

    def add(self, size: int) -> tuple[int, list[int]]:
        """Take one more in; return its number and the numbers of those to be let go."""
        with self.lock:
            self.made += 1
            self.files.append((self.made, size))
            gone = []
            while len(self.files) > 1 and self._too_many():
                gone.append(self.files.popleft()[0])
            return self.made, gone

    def _too_many(self) -> bool:
        return len(self.files) > MOST_KEPT or sum(size for _, size in self.files) > MOST_BYTES


_kept: Final = Kept()


def offer(label: str, make: Callable[[], bytes], *, name: str, mime: str) -> None:
    """Offer a file that is made when the reader asks for it."""
    context = get_script_run_ctx()

    def made() -> bytes:
        content = make()
        if context is not None:
            _keep(context, content, name, mime)
        return content

    st.download_button(label, made, file_name=name, mime=mime, on_click="ignore")


def _keep(context: ScriptRunContext, content: bytes, name: str, mime: str) -> None:
    """Tell Streamlit that a session of its own uses a file: it knows files by bytes and name."""
    files = get_instance().media_file_mgr
    number, gone = _kept.add(len(content))
    kept = Thread(
        target=files.add,
        args=(content, mime, PLACE),
        kwargs={"file_name": name, "is_for_static_download": True},
    )
    add_script_run_ctx(kept, replace(context, session_id=_session(number)))
    kept.start()
    kept.join()
    for one in gone:
        files.clear_session_refs(_session(one))


def _session(number: int) -> str:
    return f"made-on-a-click-{number}"
