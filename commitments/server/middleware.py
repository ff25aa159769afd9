"""ASGI middleware before Streamlit: other sites kept out, uploads bounded, addresses mended.

It also leads on to a page whose address is slightly wrong.

Its guards are ASGI, and know nothing of Streamlit but the addresses that each looks at.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any, Final, Protocol
from urllib.parse import quote, urlsplit

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Server = Callable[[Message, Receive, Send], Awaitable[None]]

ANY: Final = "*"
REFUSED: Final = 1008  # of a websocket: against the rules
ELSEWHERE: Final = 307  # a redirect, for this time
FRAMES: Final = "/component/"
FRAMED: Final = (b"content-security-policy", b"frame-ancestors 'self'")
# What a frame is told it runs as script, whoever tells it: this hears first, and stops the others.
HEARD: Final = b"""<head><script>addEventListener("message", (event) => {
  if (event.source !== parent || parent === window) event.stopImmediatePropagation();
}, true);</script>"""
REPEATED: Final = (b"accept-encoding", b"if-modified-since", b"if-none-match", b"range")
STALE: Final = (b"content-length", b"etag", b"last-modified", b"accept-ranges")
SENT: Final = "/_stcore/upload_file/"  # then session and file
MOST_OF_ONE: Final = 2  # files of a session: the one in use, and the next while it arrives
MOST_BYTES: Final = 200_000_000  # of all sessions' files, which are needed until they are read


class Files(Protocol):
    """The files that sessions have sent, by session and id, oldest first."""

    file_storage: dict[str, dict[str, Any]]

    def remove_file(self, session_id: str, file_id: str) -> None:
        """Let go of one."""


class SameSite:
    """Refuses a session that a page of another site opens.

    Streamlit refuses it too, but first asks a host outside for its own address, and every reader
    waits until that answers.
    """

    def __init__(self, server: Server, also: Callable[[], Collection[str]] = tuple) -> None:
        self._server = server
        self._also = also  # further sites that may, or ANY

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket" and self._is_foreign(scope["headers"]):
            await receive()
            await send({"type": "websocket.close", "code": REFUSED})
        else:
            await self._server(scope, receive, send)

    def _is_foreign(self, headers: Collection[tuple[bytes, bytes]]) -> bool:
        """Say whether a page asks that is not of the host that it asks."""
        hosts = {value.decode("latin-1") for name, value in headers if name == b"host"}
        sites = {value.decode("latin-1") for name, value in headers if name == b"origin"}
        also = set(self._also())
        return ANY not in also and any({host_of(one)} != hosts for one in sites - also)


class OwnFrames:
    """Lets no page of another site frame the atlas, nor tell a frame of it what to run."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._server(scope, receive, send)
        elif FRAMES in scope["path"] and scope["path"].endswith(".html"):
            whole = [one for one in scope["headers"] if one[0] not in REPEATED]
            await self._server({**scope, "headers": whole}, receive, _Frame(send))
        else:
            await self._server(scope, receive, _framed(send))


def _framed(send: Send) -> Send:
    """Say with an answer who may frame it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], FRAMED]}
        await send(message)

    return sending


class _Frame:
    """Sends the page of a frame with the script that says whom it hears."""

    def __init__(self, send: Send) -> None:
        self._send = _framed(send)
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            body = self._body.replace(b"<head>", HEARD, 1)
            kept = [one for one in self._start["headers"] if one[0] not in STALE]
            length = (b"content-length", str(len(body)).encode())
            await self._send({**self._start, "headers": [*kept, length]})
            await self._send({**message, "body": body})


class PageNames:
    """Leads on to a page whose name was written in other letters, or encoded with its choices."""

    def __init__(self, server: Server, pages: Collection[str]) -> None:
        self._server = server
        self._pages = {page.casefold(): page for page in pages}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        address = self._meant(scope) if scope["type"] == "http" else ""
        if not address:
            await self._server(scope, receive, send)
            return
        headers = [(b"location", address.encode("latin-1")), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": ELSEWHERE, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _meant(self, scope: Message) -> str:
        """Return the page that was meant, beside the one asked for; blank where that is right."""
        name, encoded, choices = scope["path"].rpartition("/")[2].partition("?")
        page = self._pages.get(name.casefold(), "")
        if page in ("", name) and not (page and encoded):
            return ""
        said = [quote(choices, safe="=&,+%"), scope["query_string"].decode("latin-1")]
        return f"{page}?{'&'.join(filter(None, said))}".rstrip("?")


class FewFiles:
    """Lets go of the oldest files that sessions have sent, of which Streamlit keeps any number."""

    def __init__(self, server: Server, files: Callable[[], Files]) -> None:
        self._server = server
        self._files = files

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, and make room after a file was sent."""
        await self._server(scope, receive, send)
        if scope["type"] == "http" and scope["method"] == "PUT" and SENT in scope["path"]:
            session, file = scope["path"].partition(SENT)[2].partition("/")[::2]
            make_room(self._files(), session, file)


def host_of(origin: str) -> str:
    """Return the host and port of a site; blank where it has none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def make_room(files: Files, session: str, newest: str) -> None:
    """Let go of the oldest files of a session and, where all together are too much, of any."""
    own = [one for one in files.file_storage.get(session, {}) if one != newest]
    for one in own[: len(own) + 1 - MOST_OF_ONE]:
        files.remove_file(session, one)
    held = [
        (of, one, len(file.data))
        for of, few in list(files.file_storage.items())
        for one, file in list(few.items())
    ]
    together = sum(size for *_, size in held)
    for of, one, size in held:
        if together > MOST_BYTES and (of, one) != (session, newest):
            files.remove_file(of, one)
            together -= size
