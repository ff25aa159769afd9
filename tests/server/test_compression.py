"""Tests of what is compressed on its way, and how: kept files, tags, parts, sessions."""

import asyncio
import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest

from commitments.server import compression
from commitments.server.compression import Compressed, accepted

SCRIPT = b"export const answer = 42;\n" * 400
VARIED = "".join(f"[{n * n % 997}.{n % 7},{n * 31 % 613}]" for n in range(2000)).encode()
BROWSER = "gzip, deflate, br, zstd"


def behind(
    body: bytes = SCRIPT, kind: str = "text/javascript", status: int = 200, **headers: str
) -> Callable[..., Any]:
    """Return a server that answers so, and remembers what it was asked for."""

    async def server(scope: dict, _receive: object, send: Callable[..., Any]) -> None:
        server.asked = dict(scope["headers"])  # type: ignore[attr-defined]
        told = {"content-type": kind, "content-length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        pairs = [(name.encode(), value.encode()) for name, value in told.items() if value]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        half = len(body) // 2
        await send({"type": "http.response.body", "body": body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": body[half:]})

    return server


def asked(
    guard: Compressed,
    path: str = "/static/js/index.js",
    accept: str = BROWSER,
    *,
    until_small: bool = False,
    **more: Any,
) -> tuple[int, dict[str, str], bytes]:
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "query_string": b"",
        "headers": [(b"accept-encoding", accept.encode())], **more,
    }  # fmt: skip

    async def answered() -> None:
        await guard(scope, None, send)  # type: ignore[arg-type]
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if until_small and others:
            await asyncio.wait(others)

    asyncio.run(answered())
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(one["body"] for one in sent[1:])


@pytest.mark.parametrize(
    ("path", "etag", "quality"),
    [("/app/static/provinces.json", '"a"', 11), ("/static/js/a.js", '"a"', 9), ("/Map", "", 5)],
)
def test_the_first_does_not_wait_for_the_smallest_that_a_file_gets(
    path: str, etag: str, quality: int
) -> None:
    guard = Compressed(behind(VARIED, etag=etag), pause=0)
    assert asked(guard, path, until_small=True)[2] == brotli.compress(VARIED, quality=5)
    assert asked(guard, path)[2] == brotli.compress(VARIED, quality=quality)


def test_a_file_is_packed_small_once_and_its_text_let_go() -> None:
    guard = Compressed(behind(VARIED, etag='"a"'), pause=0)
    asked(guard, until_small=True)
    assert guard._kept._hasty == {}
    asked(guard)
    assert guard._kept._hasty == {}


@pytest.mark.parametrize(
    ("header", "way"),
    [
        (BROWSER, "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5, br;q=0", "gzip"),
        ("br;q=0.0, gzip;q=0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_way_that_is_taken(header: str, way: str) -> None:
    assert accepted(header) == way


@pytest.mark.parametrize(
    ("accept", "way", "unpacked"),
    [(BROWSER, "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_a_text_is_compressed(accept: str, way: str, unpacked: Callable[[bytes], bytes]) -> None:
    status, headers, body = asked(
        Compressed(behind(etag='"a1"', accept_ranges="bytes")), accept=accept
    )
    assert (status, headers["content-encoding"]) == (200, way)
    assert unpacked(body) == SCRIPT
    assert headers["content-length"] == str(len(body))
    assert headers["vary"] == "Accept-Encoding"
    assert headers["etag"] == 'W/"a1"', "another form of the same text"
    assert "accept-ranges" not in headers


def test_what_stands_behind_is_asked_for_the_text_as_it_is() -> None:
    server = behind()
    asked(Compressed(server))
    assert b"accept-encoding" not in server.asked  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "server",
    [
        behind(kind="font/woff2"),
        behind(kind="image/png"),
        behind(kind="application/zip"),
        behind(content_encoding="gzip"),
        behind(status=206, content_range="bytes 0-9/100"),
        behind(kind="text/event-stream"),
        behind(kind=""),
    ],
)
def test_what_is_packed_or_a_part_is_sent_as_it_is(server: Callable[..., Any]) -> None:
    _, headers, body = asked(Compressed(server))
    assert body == SCRIPT
    assert "vary" not in headers


def test_who_takes_none_is_sent_the_text_and_told_that_others_are_not() -> None:
    _, headers, body = asked(Compressed(behind(vary="Origin", etag='"a1"')), accept="identity")
    assert body == SCRIPT
    assert headers["vary"] == "Origin, Accept-Encoding"
    assert headers["etag"] == '"a1"'


def test_a_short_text_is_sent_as_it_is() -> None:
    _, headers, body = asked(Compressed(behind(body=b"ok")))
    assert (body, "content-encoding" in headers) == (b"ok", False)


def test_what_has_not_changed_is_said_so() -> None:
    status, headers, body = asked(Compressed(behind(body=b"", kind="", status=304, etag='"a1"')))
    assert (status, body, headers["vary"]) == (304, b"", "Accept-Encoding")


def test_the_head_of_an_answer_has_no_body() -> None:
    _, headers, _ = asked(Compressed(behind(body=b"")), method="HEAD")
    assert "content-encoding" not in headers


@pytest.mark.parametrize(
    ("path", "tag", "times"),
    [
        ("/static/js/index.js", '"a1"', 1),
        ("/app/static/provinces.json", '"a1"', 1),
        ("/figure/en/map/pm25_mean/2025.svg", '"a1"', 1),
        ("/static/js/index.js", "", 3),
        ("/media/table.csv", '"a1"', 3),
        ("/Map", '"a1"', 3),
    ],
)
def test_a_file_is_compressed_once_and_a_readers_own_is_never_kept(
    monkeypatch: pytest.MonkeyPatch, path: str, tag: str, times: int
) -> None:
    made = []
    pack = lambda text, often: made.append(often) or brotli.compress(text)  # noqa: E731
    monkeypatch.setattr(compression, "WAYS", {"br": pack})
    guard = Compressed(behind(etag=tag))
    answers = {asked(guard, path, query_string=b"x=%d" % turn)[2] for turn in range(3)}
    assert len(made) == times
    assert [brotli.decompress(one) for one in answers] == [SCRIPT]


def test_another_version_of_a_file_is_compressed_anew() -> None:
    guard = Compressed(behind(etag='"a1"'))
    first = asked(guard)[2]
    guard._server = behind(body=SCRIPT[::-1], etag='"a2"')
    assert brotli.decompress(asked(guard)[2]) == SCRIPT[::-1]
    assert brotli.decompress(first) == SCRIPT


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "MOST_KEPT", 300)
    guard = Compressed(behind(etag='"a1"'))
    for turn in range(50):
        asked(guard, f"/static/{turn}.js")
    assert guard._kept.made.currsize <= 300


def test_a_session_is_left_alone() -> None:
    scope = {"type": "websocket", "headers": [(b"accept-encoding", b"br")]}
    told = []

    async def server(given: dict, _receive: object, _send: object) -> None:
        told.append(given)

    asyncio.run(Compressed(server)(scope, None, None))  # type: ignore[arg-type]
    assert told == [scope]
