"""Compression of what the server sends: by Brotli or gzip, made once and kept for files.

Streamlit compresses a part of its answers itself, anew for each reader, and its own files not at
all. Here each text is compressed; what is packed already, a part of a file, and a session are left.
The first who asks for a file gets it packed quickly; a little later it is packed as small as it
gets, for those who follow.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import brotli
from cachetools import LRUCache

from commitments.server.middleware import Message, Receive, Send, Server

BROTLI: Final = 9  # of 11: the last two take ten to forty times as long for a sixteenth less
BROTLI_OWN: Final = 11  # of the atlas's own few files: a second in all, and shapes a third less
BROTLI_AT_ONCE: Final = 5  # of what somebody waits for
GZIP: Final = 6
PAUSE: Final = 10  # seconds after the first file; its reader's page has the processor to itself
FEWEST: Final = 1000  # bytes; less fits into one packet as it is
MOST_KEPT: Final = 30_000_000  # bytes of compressed files
IN_PASSING: Final = 30_000  # bytes that are compressed faster than a thread is begun
OK, NOT_CHANGED = 200, 304
TEXTS: Final = (
    "text/",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "application/manifest+json",
    "application/wasm",
    "image/svg+xml",
    "font/ttf",
)
STREAM: Final = "text/event-stream"  # is read as it is written
# What stands in files or is made once an edition. Never a reader's own, which is let go with them.
FILES: Final = ("/static/", "/app/static/", "/component/", "/data/", "/figure/", "/assets/")
OWN: Final = "/app/static/"
Header = tuple[bytes, bytes]
Key = tuple[str, str, str]  # path, version, way
WAYS: Final[Mapping[str, Callable[[bytes, int], bytes]]] = {
    "br": lambda text, quality: brotli.compress(text, quality=quality),
    "gzip": lambda text, _: gzip.compress(text, GZIP, mtime=0),
}  # the best first


class Compressed:
    """Compresses answers for those who take them so."""

    def __init__(self, server: Server, pause: float = PAUSE) -> None:
        self._server = server
        self._kept = _Kept(pause)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request; what stands behind is asked for the text as it is."""
        if scope["type"] != "http":
            await self._server(scope, receive, send)
            return
        taken = accepted(_told(scope["headers"], b"accept-encoding"))
        plain = [one for one in scope["headers"] if one[0] != b"accept-encoding"]
        answer = _Answer(scope, send, taken, self._kept)
        await self._server({**scope, "headers": plain}, receive, answer)


class _Kept:
    """Keeps compressed files, packed quickly at first and a little later as small as they get."""

    def __init__(self, pause: float) -> None:
        self.made: LRUCache[Key, bytes] = LRUCache(MOST_KEPT, getsizeof=len)
        self._pause = pause
        self._hasty: dict[Key, bytes] = {}  # the texts of those that were packed quickly
        self._packing: asyncio.Task[None] | None = None

    async def packed(self, key: Key, text: bytes) -> bytes:
        """Compress a file, once for as long as it stays as it is."""
        if key in self.made:
            return self.made[key]
        made = await _pack(key[2], text, BROTLI_AT_ONCE)
        if len(made) <= MOST_KEPT:
            self.made[key] = made
            self._hasty[key] = text
            if self._packing is None or self._packing.done():
                self._packing = asyncio.create_task(self._pack_small())
        return made

    async def _pack_small(self) -> None:
        await asyncio.sleep(self._pause)
        while self._hasty:
            key, text = self._hasty.popitem()
            path, _, way = key
            made = await _pack(way, text, BROTLI_OWN if path.startswith(OWN) else BROTLI)
            if key in self.made:
                self.made[key] = made


async def _pack(way: str, text: bytes, quality: int) -> bytes:
    if len(text) < IN_PASSING and quality == BROTLI_AT_ONCE:
        return WAYS[way](text, quality)
    return await asyncio.to_thread(WAYS[way], text, quality)


class _Answer:
    """One answer on its way: held back whole where it is to be compressed, else passed on."""

    def __init__(self, scope: Message, send: Send, way: str, kept: _Kept) -> None:
        self._scope = scope
        self._send = send
        self._way = way
        self._kept = kept
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._end(self._start, b"".join(self._parts))

    async def _begin(self, message: Message) -> None:
        headers = message["headers"]
        if message["status"] != NOT_CHANGED and not is_text(headers):
            await self._send(message)
            return
        message = {**message, "headers": _varying(headers)}
        if message["status"] == OK and self._way and self._scope["method"] != "HEAD":
            self._start = message
        else:
            await self._send(message)

    async def _end(self, start: Message, body: bytes) -> None:
        if len(body) >= FEWEST:
            body = await self._packed(start["headers"], body)
            start = {**start, "headers": _repacked(start["headers"], self._way, len(body))}
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})

    async def _packed(self, headers: Iterable[Header], body: bytes) -> bytes:
        """Compress a text; what stands in a file is kept."""
        path, version = self._scope["path"], _told(headers, b"etag")
        if version and path.startswith(FILES):
            return await self._kept.packed((path, version, self._way), body)
        return await _pack(self._way, body, BROTLI_AT_ONCE)


def accepted(header: str) -> str:
    """Return the best way of compressing that a browser takes; blank where it takes none."""
    refused = {"0", "0.0", "0.00", "0.000"}
    taken = set()
    for one in header.lower().split(","):
        name, _, weight = one.partition(";")
        if weight.strip().removeprefix("q=") not in refused:
            taken.add(name.strip())
    return next((way for way in WAYS if way in taken), "")


def is_text(headers: Iterable[Header]) -> bool:
    """Say whether an answer is a text that nobody has compressed."""
    told = {name.lower(): value.decode("latin-1").lower() for name, value in headers}
    kind = told.get(b"content-type", "")
    whole = b"content-encoding" not in told and b"content-range" not in told
    return whole and kind.startswith(TEXTS) and not kind.startswith(STREAM)


def _told(headers: Iterable[tuple[bytes, Any]], name: bytes) -> str:
    return ",".join(value.decode("latin-1") for one, value in headers if one.lower() == name)


def _varying(headers: Iterable[Header]) -> list[Header]:
    """Say that the answer differs by what the browser takes."""
    said = [part.strip() for part in _told(headers, b"vary").split(",") if part.strip()]
    if "accept-encoding" not in map(str.lower, said):
        said.append("Accept-Encoding")
    others = [one for one in headers if one[0].lower() != b"vary"]
    return [*others, (b"vary", ", ".join(said).encode("latin-1"))]


def _repacked(headers: Iterable[Header], way: str, length: int) -> list[Header]:
    """Tell of a compressed answer: its way and length, and that its tag means the same text.

    Parts of it cannot be asked for.
    """
    dropped = (b"content-length", b"accept-ranges", b"etag")
    kept = [one for one in headers if one[0].lower() not in dropped]
    tag = _told(headers, b"etag")
    weak = [(b"etag", f"W/{tag.removeprefix('W/')}".encode("latin-1"))] if tag else []
    sizes = [(b"content-encoding", way.encode()), (b"content-length", str(length).encode())]
    return [*kept, *weak, *sizes]
