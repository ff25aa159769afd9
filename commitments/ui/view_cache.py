"""A bounded cache of views, shared by the threads of several readers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Protocol, TypeVar, cast
from weakref import finalize

import pandas as pd
from cachetools import LRUCache, cached

Made = TypeVar("Made")


class ViewCache(Protocol):
    """What was made once under a key; the least recently used goes when it is full."""

    def __call__(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what stands under a key, made now where it is not there."""

    def cache_clear(self) -> None:
        """Forget everything."""


def view_cache(most: int) -> ViewCache:
    """Return a cache of so many views; one reader's new view holds no other reader up.

    Streamlit's own cache hashes its arguments anew at each call, for a third of a millisecond.
    """

    keep = cached(LRUCache(most), key=lambda key, _: key, lock=Lock())
    return cast(ViewCache, keep(lambda _, make: make()))


class OfFrames:
    """What was made of frames, each kept for as long as the frame itself is.

    So what is drawn of a reader's own rows goes with the session that holds them.
    """

    def __init__(self, most: int) -> None:
        self._most = most  # of one frame
        self._made: dict[int, LRUCache[Hashable, Any]] = {}
        self._lock = Lock()

    def __call__(self, frame: pd.DataFrame, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what stands under a key for a frame, made now where it is not there."""
        with self._lock:
            made = self._made.get(id(frame))
            if made is None:
                made = self._made[id(frame)] = LRUCache(self._most)
                finalize(frame, self._made.pop, id(frame), None).atexit = False
            if key in made:
                return cast(Made, made[key])
        found = make()
        with self._lock:
            made[key] = found
        return found

    def __len__(self) -> int:
        return len(self._made)


def name_of(view: Callable[..., Any]) -> str:
    """Return the name under which what a function makes is kept."""
    return f"{view.__module__}.{view.__qualname__}"
