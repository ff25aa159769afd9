"""This module keeps what was made once and is the same each time it is asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")


class Shelf:
    """A bounded store that several readers' threads share; what was asked for longest ago goes.

    Streamlit's own cache hashes its arguments anew at each call, for a third of a millisecond.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what stands under a key, made now where it is not there."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                found: Made = self._made[key]
                return found
        made = make()  # outside the lock: one reader's new view holds nobody up
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._made.clear()


def name_of(view: Callable[..., Any]) -> str:
    """Return the name under which what a function makes is kept."""
    return f"{view.__module__}.{view.__qualname__}"
