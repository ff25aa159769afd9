"""Editions of the atlas: the last sound one is kept, whatever becomes of its files.

A `Keeper` is told how to read an atlas and how to tell cheaply whether it would be another one now.
It reads anew where it would, and where that fails it goes on with the last that was sound.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from commitments.atlas import boundaries, load
from commitments.atlas.load import Atlas
from commitments.domain.model import InvalidTable, Problem, Unreadable
from commitments.language import count, lazy

NEVER_SEEN: Final = object()  # equals no stamp


@dataclass(frozen=True)
class Edition:
    """An atlas that was sound when it was read, and why what came after it is not shown."""

    atlas: Atlas
    since: datetime
    problems: tuple[Problem, ...] = ()


class Keeper:
    """Hands out the newest edition that is sound; readers of all sessions share one keeper."""

    def __init__(
        self,
        read: Callable[[], Atlas],
        stamp: Callable[[], Hashable],
        is_unchanged: Callable[[Atlas], bool] = lambda _: False,
    ) -> None:
        self._read = read
        self._stamp = stamp
        self._is_unchanged = is_unchanged
        self._seen: Hashable = NEVER_SEEN
        self._edition: Edition | None = None
        self._fault: InvalidTable | Unreadable | None = None
        self._lock = Lock()

    def edition(self) -> Edition:
        """Return the edition that stands; InvalidTable or Unreadable where none ever was sound.

        While one reader waits for a new edition, the others go on with the one that stands.
        """
        if self._stamp() != self._seen and self._lock.acquire(blocking=self._edition is None):
            try:
                self._renew()
            finally:
                self._lock.release()
        if self._edition is None:
            raise self._fault or Unreadable(lazy("fault.tables-unread"))
        return self._edition

    def _renew(self) -> None:
        """Read anew where the stamp is another one; a fault leaves the edition that stands."""
        stamp = self._stamp()  # taken first: a change during the reading is seen the next time
        if stamp == self._seen:
            return
        try:
            if self._edition and self._is_unchanged(self._edition.atlas):
                self._edition = replace(self._edition, problems=())
            else:
                self._edition = self._with(self._read())
            self._fault = None
        except (InvalidTable, Unreadable) as fault:
            self._fault = fault
            if self._edition:
                self._edition = replace(self._edition, problems=problems_of(fault))
        self._seen = stamp

    def _with(self, atlas: Atlas) -> Edition:
        """Return a new edition, or the one that stands where nothing in it has changed."""
        if self._edition and self._edition.atlas.fingerprint == atlas.fingerprint:
            return replace(self._edition, problems=())
        return Edition(atlas, datetime.now(UTC))


def kept_in_words(edition: Edition) -> str:
    """Say that a change is not shown, and what is shown in its place."""
    return count(
        "fault.edition-kept",
        len(edition.problems),
        edition=edition.atlas.edition,
        version=edition.atlas.version,
        since=f"{edition.since:%Y-%m-%d %H:%M}",
    )


def problems_of(fault: InvalidTable | Unreadable) -> tuple[Problem, ...]:
    """Return what is wrong, as problems; of a file that cannot be read there is one."""
    if isinstance(fault, InvalidTable):
        return fault.problems
    return (Problem(None, None, fault.message),)


def whole() -> Atlas:
    """Read the atlas from its files, with what is drawn of its shapes; all of it must agree."""
    atlas = load.atlas()
    boundaries.require_drawing()
    boundaries.require_outlines()
    return atlas


@lru_cache(maxsize=1)
def keeper() -> Keeper:
    """Return the keeper of the atlas's own files, one for all of a process."""
    return Keeper(whole, files_stamp, load.is_unchanged)


def files_stamp() -> tuple[Hashable, ...]:
    """Return what differs once anything may have changed that an atlas is read from.

    It costs no reading: time and size of the files, and of the table what its origin says.
    """
    files = (boundaries.file_in_use(), boundaries.DRAWING, *load.codebook_files())
    tables = (load.origin().stamp(), load.results_origin().stamp())
    return (*tables, *((str(file), *_changed(file)) for file in files))


def _changed(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size
