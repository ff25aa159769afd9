"""Addresses for machines: data, figures and frames, answered before Streamlit is asked.

`/data/…`, `/figure/…` and `/embed/…` are the same as in a published folder. They are read by GET
alone, cached by their ETag, and open to other sites where the tables are the atlas's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import parse_qsl, quote

from commitments.atlas import load
from commitments.domain import links
from commitments.domain.model import Unreadable
from commitments.language import say
from commitments.publish import requests
from commitments.server.drawings import BUSY, OK, PLAIN, Answer, Drawings
from commitments.server.middleware import Message, Receive, Send, Server

OPEN_SETTING: Final = "ATLAS_OPEN"  # `yes` lets other sites read tables of an installer's own
READ: Final = ("GET", "HEAD")
NOT_CHANGED, ELSEWHERE, NOT_ALLOWED = 304, 307, 405
AGAIN: Final = 5  # seconds after which who was turned away may ask again
KEPT: Final = "public, max-age=300, stale-while-revalidate=3600"
TYPES: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    "": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
# A figure that is opened by itself runs nothing and asks for nothing; one in a frame has its style.
ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
PAGE: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "script-src 'self'; connect-src 'self'; frame-ancestors 'self'"
)
FRAMED: Final = PAGE.replace("frame-ancestors 'self'", "frame-ancestors *")
Headers = dict[str, str]


class Addresses:
    """Answers the addresses for machines; all others go on to the server."""

    def __init__(self, server: Server, drawings: Callable[[], Drawings]) -> None:
        self._server = server
        self._drawings = drawings

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"].lstrip("/") if scope["type"] == "http" else ""
        if not path.startswith(requests.PREFIXES) and path != "data":
            await self._server(scope, receive, send)
        elif scope["method"] not in READ:
            told = say("request.method").encode()
            await _send(scope, send, Answer(NOT_ALLOWED, told), {"allow": ", ".join(READ)})
        else:
            await self._answer(scope, send, path)

    async def _answer(self, scope: Message, send: Send, path: str) -> None:
        lead = requests.led_on(path, dict(parse_qsl(scope["query_string"].decode("latin-1"))))
        if lead:
            await _send(scope, send, Answer(ELSEWHERE, b""), {"location": "/" + quote(lead)})
            return
        found = await self._drawings().answer(path, base())
        await _send(scope, send, found, _headers(path, found))


def base() -> str:
    """Return the address that stands in what is sent: the installer's, never the request's."""
    home = os.environ.get(links.ADDRESS_SETTING, "").strip()
    return f"{home.rstrip('/')}/" if home else ""


def is_open() -> bool:
    """Say whether other sites may read: tables of the atlas's own, or the installer says so."""
    try:
        stored = (load.origin().path, load.results_origin().path)
    except Unreadable:
        stored = (None, None)
    own = stored == (load.TARGETS, load.TARGETS.with_name(load.RESULTS))
    return own or os.environ.get(OPEN_SETTING, "").strip().lower() == "yes"


def _headers(path: str, found: Answer) -> Headers:
    ending = PurePosixPath(path).suffix if not path.endswith("/") else ""
    kind = TYPES.get(ending, PLAIN) if found.status == OK else PLAIN
    page = kind.startswith("text/html")
    policy = FRAMED if path.startswith("embed/") else PAGE if page else ALONE
    told = {"content-type": kind, "content-security-policy": policy}
    if found.status == OK:
        told |= {"etag": f'"{found.tag}"', "cache-control": KEPT}
    if found.status == BUSY:
        told |= {"retry-after": str(AGAIN)}
    if is_open():
        told |= {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
    return told


async def _send(scope: Message, send: Send, found: Answer, headers: Headers) -> None:
    """Send an answer; one that the asker has already is not sent again."""
    told = {"content-type": PLAIN, "x-content-type-options": "nosniff", "vary": "accept-encoding"}
    told |= headers
    known = found.status == OK and told.get("etag", "") in tags(scope["headers"])
    status = NOT_CHANGED if known else found.status
    body = b"" if known or scope["method"] == "HEAD" else found.content
    if not known:
        told["content-length"] = str(len(found.content))
    await send({"type": "http.response.start", "status": status, "headers": _encoded(told)})
    await send({"type": "http.response.body", "body": body})


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def tags(headers: Iterable[tuple[bytes, Any]]) -> list[str]:
    """Return the tags that the asker knows; one that a proxy made weak is the same."""
    given = [value.decode("latin-1") for name, value in headers if name == b"if-none-match"]
    return [tag.strip().removeprefix("W/") for one in given for tag in one.split(",")]
