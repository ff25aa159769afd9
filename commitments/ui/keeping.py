"""This module offers files that are made on a click, and keeps each until a browser has fetched it.

Streamlit itself lets such a file go once two pages, of whatever readers, have finished a run after
it was made: under load that is before the browser has asked for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import streamlit as st
from streamlit.runtime import get_instance

MOST_KEPT: Final = 64  # files, of all readers; each is fetched within seconds
MOST_BYTES: Final = 64_000_000  # of them together; the newest is kept whatever its size


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

    def made() -> bytes:
        content = make()
        _keep(content, name, mime)
        return content

    st.download_button(label, made, file_name=name, mime=mime, on_click="ignore")


def _keep(content: bytes, name: str, mime: str) -> None:
    """Tell Streamlit that a file is in use: it knows each by its bytes, name and type."""
    number, gone = _kept.add(len(content))
    _use(content, mime, number, name)
    for one in gone:
        _use(b"", mime, one)


def _use(content: bytes, mime: str, number: int, name: str | None = None) -> None:
    """Put a file into the place of its number; what stood there is no longer in use."""
    get_instance().media_file_mgr.add(
        content, mime, f"made-on-a-click-{number}", file_name=name, is_for_static_download=True
    )
