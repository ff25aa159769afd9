"""Drawings for the public, made in a process of their own so that no reader waits for them.

The process reads the atlas itself, keeps the last sound edition of it, and is asked for one
address at a time; what it has made is kept here, bounded in bytes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import multiprocessing.process
import os
from collections.abc import Callable, Hashable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from threading import Thread
from typing import Final

from cachetools import LRUCache

from commitments.atlas import editions
from commitments.domain.figure_request import NothingHeld, NotOffered
from commitments.domain.model import InvalidTable, Unreadable
from commitments.language import say
from commitments.publish import requests
from commitments.publish import site as sites
from commitments.publish.folder import checksum
from commitments.publish.pieces import Pieces
from commitments.publish.sights import answers as sights

MOST_BYTES: Final = 60_000_000  # of what is kept
MOST_WAITING: Final = 12  # addresses that are waited for at once; more are asked to come again
WORTH_KEEPING: Final = 20_000_000  # bytes of one answer; larger ones are made anew
OK, WRONG, NOTHING, BUSY = 200, 400, 404, 503
PLAIN: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address is answered with: the status, the content and what tells it from others."""

    status: int
    content: bytes
    tag: str = ""


Made = tuple[int, dict[str, bytes]]
Key = tuple[Hashable, str, str]  # of the tables, the address of the atlas, the one asked for


class Drawings:
    """Answers addresses, each made once for each edition of the tables."""

    def __init__(
        self,
        make: Callable[[str, str], Made] | None = None,
        stamp: Callable[[], Hashable] = editions.files_stamp,
    ) -> None:
        self._make = make
        self._stamp = stamp
        self._kept: LRUCache[Key, Answer] = LRUCache(
            MOST_BYTES, getsizeof=lambda answer: len(answer.content) + len(PLAIN)
        )
        self._waiting: dict[Key, asyncio.Future[Answer]] = {}
        self._pool: ProcessPoolExecutor | None = None

    async def answer(self, path: str, base: str) -> Answer:
        """Answer one address; who asks for what is being made waits for the same."""
        key = (self._stamp(), base, path)
        if key in self._kept:
            return self._kept[key]
        if key not in self._waiting:
            if len(self._waiting) >= MOST_WAITING:
                return Answer(BUSY, say("request.busy").encode())
            self._waiting[key] = asyncio.ensure_future(self._made(key, path, base))
        return await asyncio.shield(self._waiting[key])

    async def _made(self, key: Key, path: str, base: str) -> Answer:
        try:
            status, files = await self._run(path, base)
        except BrokenProcessPool:
            self._pool = None
            return Answer(BUSY, say("request.busy").encode())
        finally:
            self._waiting.pop(key, None)
        answers = {name: Answer(status, one, checksum(one)) for name, one in files.items()}
        if status == OK:
            self._keep(key, answers)
        return answers[path]

    def _keep(self, key: Key, answers: dict[str, Answer]) -> None:
        """Keep an answer with those that were made along with it."""
        stamp, base, path = key
        for name, one in answers.items():
            asked_alone = name == path or not name.endswith("index.html")
            if asked_alone and len(one.content) <= WORTH_KEEPING:
                self._kept[stamp, base, name] = one

    async def _run(self, path: str, base: str) -> Made:
        if self._make:
            return self._make(path, base)
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_server)
        return await asyncio.get_running_loop().run_in_executor(self._pool, make, path, base)

    def close(self) -> None:
        """Let the process go."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)


# ---- what follows runs in the process of the drawings ----


def end_with_server() -> None:
    """Let the process end when the server does, in whatever way that ends."""
    server = multiprocessing.parent_process()
    if server:
        Thread(target=_end_after, args=(server,), daemon=True).start()


def _end_after(server: multiprocessing.process.BaseProcess) -> None:
    server.join()
    os._exit(0)


@lru_cache(maxsize=1)
def _pieces(fingerprint: str, base: str) -> Pieces:  # noqa: ARG001 (the key it is kept under)
    return Pieces(sites.of(editions.keeper().edition().atlas, base, alone=True))


def make(path: str, base: str) -> Made:
    """Make the files of one address, or say in a sentence why there is none."""
    try:
        edition = editions.keeper().edition()
        held = _pieces(edition.atlas.fingerprint, base)
        if not path.startswith(sights.BEGINS):
            return OK, requests.answer(held, path)
        if edition.problems:  # the page itself says them, and what it shows instead
            return WRONG, {path: b""}
        return OK, sights.answer(held, path)
    except NothingHeld as fault:
        return NOTHING, {path: str(fault).encode()}
    except NotOffered as fault:
        return WRONG, {path: str(fault).encode()}
    except (InvalidTable, Unreadable) as fault:
        return BUSY, {path: str(fault).encode()}
