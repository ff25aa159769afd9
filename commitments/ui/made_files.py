"""Files made on a click, each kept until a browser has fetched it.

Streamlit itself lets such a file go once two pages, of whatever readers, have finished a run after
it was made: under load that is before the browser has asked for it. Nor is any kept longer than a
session is: it may hold a reader's own table.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from threading import Lock, Thread, Timer
from time import monotonic
from typing import Final

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import (
    ScriptRunContext,
    add_script_run_ctx,
    get_script_run_ctx,
)

MOST_KEPT: Final = 64  # files, of all readers; each is fetched within seconds
MOST_BYTES: Final = 64_000_000  # of them together; the newest is kept whatever its size
SECONDS_KEPT: Final = 300.0  # as .streamlit/config.toml says of a page that was closed
PLACE: Final = "file"  # within its session


@dataclass
class Kept:
    """The files made last, each under a number that stands for it until it is let go.

    `files` has number, bytes and the second of its making, oldest first.
    """

    files: deque[tuple[int, int, float]] = field(default_factory=deque)
    made: int = 0
    waits: bool = False  # somebody, to look when the oldest was kept long enough
    lock: Lock = field(default_factory=Lock)

    def add(self, size: int, now: float = 0) -> tuple[int, list[int]]:
        """Take one more in; return its number and the numbers of those to be let go."""
        with self.lock:
            self.made += 1
            self.files.append((self.made, size, now))
            gone = []
            while len(self.files) > 1 and self._too_many():
                gone.append(self.files.popleft()[0])
            return self.made, gone

    def old(self, now: float) -> list[int]:
        """Return the numbers of those that were kept long enough, which are let go."""
        with self.lock:
            gone = []
            while self.files and self.files[0][2] + SECONDS_KEPT <= now:
                gone.append(self.files.popleft()[0])
            return gone

    def _too_many(self) -> bool:
        return len(self.files) > MOST_KEPT or sum(size for _, size, _ in self.files) > MOST_BYTES


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
    number, gone = _kept.add(len(content), monotonic())
    kept = Thread(
        target=files.add,
        args=(content, mime, PLACE),
        kwargs={"file_name": name, "is_for_static_download": True},
    )
    add_script_run_ctx(kept, replace(context, session_id=_session(number)))
    kept.start()
    kept.join()
    _let_go(files, gone)
    _wait(files)


def _wait(files: MediaFileManager) -> None:
    """Look again when the oldest file was kept long enough; one thread at a time waits for that."""
    with _kept.lock:
        if _kept.waits or not _kept.files:
            return
        _kept.waits = True
        seconds = max(_kept.files[0][2] + SECONDS_KEPT - monotonic(), 0)
    waiting = Timer(seconds, _look, [files])
    waiting.daemon = True
    waiting.start()


def _look(files: MediaFileManager) -> None:
    """Let go of what was kept long enough; Streamlit forgets a file when it is told so twice."""
    _let_go(files, _kept.old(monotonic()))
    files.remove_orphaned_files()
    files.remove_orphaned_files()
    with _kept.lock:
        _kept.waits = False
    _wait(files)


def _let_go(files: MediaFileManager, gone: Iterable[int]) -> None:
    for one in gone:
        files.clear_session_refs(_session(one))


def _session(number: int) -> str:
    return f"made-on-a-click-{number}"
