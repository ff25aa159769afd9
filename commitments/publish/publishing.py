"""Publishing: what has changed is made by all processors, the rest of the folder stays."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from commitments.publish import announcements
from commitments.publish.folder import MANIFEST, Folder, checksum
from commitments.publish.pieces import Piece, Pieces
from commitments.publish.site import Site

AT_ONCE: Final = 20  # pieces handed to a process together
FEW: Final = 40  # pieces; so many one process makes sooner than others are started
FORK: Final = "fork"  # a process begun so shares what was read and worked out before

Told = Callable[[int, int], None]
Files = dict[str, str]  # each path with its checksum


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing did: pages in all, pieces made anew, files written and deleted."""

    pages: int
    files: int
    made: int
    written: int
    deleted: int


def publish(site: Site, folder: Folder, told: Told = lambda _done, _every: None) -> Outcome:
    """Write a site into its folder; `told` hears how many pieces are done, and of how many."""
    pieces = Pieces(site)
    every = pieces.all()
    keys = {piece.name: pieces.key(piece) for piece in every}
    before, known = folder.manifest.files(), folder.manifest.pieces
    stale = [
        piece for piece in every if not _stands(folder, known.get(piece.name), keys[piece.name])
    ]
    kept = {piece.name: known[piece.name] for piece in every if piece not in set(stale)}
    folder.manifest.pieces = {**known, **kept}
    written = 0
    try:
        for done, (piece, files, new) in enumerate(_made(pieces, folder, stale), start=1):
            kept[piece.name] = _entry(keys[piece.name], site, files)
            folder.manifest.pieces[piece.name] = kept[piece.name]
            written += new
            told(done, len(stale))
        folder.manifest.pieces = kept
        written += _announce(site, folder)
        held = folder.manifest.files()
        deleted = folder.delete(sorted(set(before) - set(held)))
    finally:
        folder.keep()
    pages = sum(path.endswith(".html") for path in held)
    return Outcome(pages, len(held), len(stale), written, deleted)


def _stands(folder: Folder, piece: Mapping[str, Any] | None, key: str) -> bool:
    """Say whether a piece stands in the folder as it would be made now."""
    if piece is None or piece["key"] != key:
        return False
    return all(folder.holds(path, held) for path, held in piece["files"].items())


def _entry(key: str, site: Site, files: Files) -> dict[str, Any]:
    return {"key": key, "changed": site.any.dated, "files": files}


def _announce(site: Site, folder: Folder) -> int:
    """Write what is said of the site as a whole: feed, sitemap, robots."""
    files = announcements.files(site, folder.manifest)
    written = sum(folder.write(path, content) for path, content in files.items())
    held = {path: checksum(content) for path, content in files.items()}
    folder.manifest.pieces["announcements//"] = _entry("", site, held)
    return written


_shared: dict[str, tuple[Pieces, Folder]] = {}  # what processes begun by a fork find here


def _made(
    pieces: Pieces, folder: Folder, stale: Sequence[Piece]
) -> Iterator[tuple[Piece, Files, int]]:
    """Make pieces and write them, by all processors where there are many; yield what is done."""
    if stale:
        pieces.prepare()
    _shared["site"] = (pieces, folder)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if len(stale) < FEW or not may_fork():
        yield from map(_make, stale)
        return
    context = multiprocessing.get_context(FORK)
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(_make, stale, chunksize=AT_ONCE)


def may_fork() -> bool:
    """Say whether processes may be begun by a fork: never beside other threads.

    A lock that one of them holds is never let go in the new process, which then waits for good.
    """
    return FORK in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _make(piece: Piece) -> tuple[Piece, Files, int]:
    pieces, folder = _shared["site"]
    files = pieces.files(piece)
    new = sum(folder.write(path, content) for path, content in files.items())
    return piece, {path: checksum(content) for path, content in files.items()}, new


__all__ = ["MANIFEST", "Outcome", "publish"]
