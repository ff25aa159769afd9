"""First sight: the view that a link asks for stands in the first answer, before the page runs.

Streamlit answers every link with the same empty page. Here that page has the title, language and
description of the view and, where the view is drawn in time, the view itself. The script
`static/atlas-sight.js` takes it away when the live one is painted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qsl

from commitments.atlas import editions
from commitments.domain import links
from commitments.language import Language, speaking
from commitments.publish.folder import checksum
from commitments.publish.sights import answers, document, known
from commitments.publish.sights.asked import READERS, Asked, read
from commitments.publish.sights.known import Known
from commitments.queries import schedule
from commitments.server import addresses
from commitments.server.drawings import OK, Drawings
from commitments.server.middleware import REPEATED, STALE, Message, Receive, Send, Server

PAUSE: Final = 3  # seconds before the process begins: the first reader's page goes first
PATIENCE: Final = 0.8  # seconds that a page waits for its view; without it, it goes as it is
MOST_ASKED: Final = 4000  # characters of a link that are looked at
Found = tuple[Asked, Known, bytes]


class Views:
    """Finds the views that links ask for, drawn by the process of the drawings."""

    def __init__(
        self,
        drawings: Callable[[], Drawings],
        stamp: Callable[[], Hashable] = editions.files_stamp,
        pause: float = PAUSE,
    ) -> None:
        self._drawings = drawings
        self._stamp = stamp
        self._pause = pause
        self._known: tuple[Hashable, Known] | None = None
        self._begun: asyncio.Future[Found | None] | None = None

    async def view(self, page: str, given: Mapping[str, str], preferred: Language) -> Found | None:
        """Return the view of a link; None where there is none to be shown."""
        ids = await self.known()
        asked = read(ids, page, given, preferred) if ids else None
        if ids is None or asked is None:
            return None
        today = schedule.moment(datetime.now(UTC))
        found = await self._drawings().answer(answers.name_of(asked.name, today), addresses.base())
        return (asked, ids, found.content) if found.status == OK else None

    def ready(self) -> bool:
        """Say whether views can be drawn: the process has begun and knows the edition."""
        return bool(self._known and self._known[0] == self._stamp())

    def begin(self, page: str, given: Mapping[str, str], preferred: Language) -> None:
        """Begin the process with a view in a while, for those who ask later."""

        async def later() -> Found | None:
            await asyncio.sleep(self._pause)
            return await self.view(page, given, preferred)

        if self._begun is None or self._begun.done():
            self._begun = asyncio.ensure_future(later())

    async def known(self) -> Known | None:
        """Return what links may choose in the edition that stands; None where none is sound."""
        stamp = self._stamp()
        if self._known is None or self._known[0] != stamp:
            found = await self._drawings().answer(answers.KNOWN, addresses.base())
            if found.status != OK:
                return None
            self._known = (stamp, known.read(found.content))
        return self._known[1]


class FirstSight:
    """Puts the view that a link asks for into the page that answers it."""

    def __init__(self, server: Server, pages: Mapping[str, str], views: Views) -> None:
        self._server = server
        self._pages = pages  # by their addresses
        self._views = views

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asks = scope["type"] == "http" and scope["method"] == "GET"
        page = self._pages.get(scope["path"], "") if asks else ""
        if not page:
            await self._server(scope, receive, send)
            return
        whole = [one for one in scope["headers"] if one[0] not in REPEATED]
        kept = _Kept()
        await self._server({**scope, "headers": whole}, receive, kept)
        shown = kept.body.decode()
        if kept.start["status"] != OK or document.missing(shown):
            await send(kept.start)
            await send({"type": "http.response.body", "body": kept.body})
            return
        shown = await self._dressed(scope, page, shown)
        await _send(scope["headers"], kept.start, shown.encode(), send)

    async def _dressed(self, scope: Message, page: str, shown: str) -> str:
        """Return Streamlit's page with the view in it, or at least with its title."""
        query = scope["query_string"].decode("latin-1")[:MOST_ASKED]
        given = links.mended(dict(parse_qsl(query, keep_blank_values=True)))
        preferred = preferred_language(scope["headers"])
        named_so = given.get(links.LANG, "")
        spoken = Language(named_so) if named_so in list(Language) else preferred
        found = await self._in_time(page, given, preferred)
        with speaking(spoken):
            if found is None:
                return document.plain(shown, page)
            asked, ids, view = found
            return document.seen(shown, view, asked, ids, addresses.base())

    async def _in_time(
        self, page: str, given: Mapping[str, str], preferred: Language
    ) -> Found | None:
        """Return the view, where it is drawn before the reader would wait for it."""
        if page not in READERS:
            return None
        if not self._views.ready():
            self._views.begin(page, given, preferred)
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._views.view(page, given, preferred)
        except TimeoutError:
            return None  # it is drawn to its end, for the next who asks


class _Kept:
    """Keeps an answer, in the place of sending it."""

    def __init__(self) -> None:
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.body += message.get("body", b"")


def preferred_language(headers: Iterable[tuple[bytes, Any]]) -> Language:
    """Return the first language that a browser asks for where the atlas speaks it, else English."""
    told = next((value for name, value in headers if name == b"accept-language"), b"")
    first = told.decode("latin-1").split(",")[0].split(";")[0].split("-")[0].strip().casefold()
    return Language(first) if first in list(Language) else Language.ENGLISH


async def _send(
    headers: Iterable[tuple[bytes, Any]], start: Message, body: bytes, send: Send
) -> None:
    """Send a page; one that the asker has already is not sent again."""
    tag = f'"{checksum(body)}"'
    known_one = tag in addresses.tags(headers)
    told = [one for one in start["headers"] if one[0] not in STALE]
    told += [(b"etag", tag.encode()), (b"vary", b"Accept-Language")]
    if known_one:
        body = b""
    else:
        told.append((b"content-length", str(len(body)).encode()))
    await send({**start, "status": addresses.NOT_CHANGED if known_one else OK, "headers": told})
    await send({"type": "http.response.body", "body": body})
