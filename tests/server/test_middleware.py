"""Tests what stands before the server: whom it refuses, and what it lets go of."""

import inspect
from collections.abc import Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import WeakSet

import pytest
import streamlit_folium
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

import serve
from commitments.domain.model import Use
from commitments.server import addresses, compression, first_sight, middleware
from commitments.ui import own_table

HOST = b"atlas.example:8501"


def finish(asked: Coroutine[Any, Any, None]) -> None:
    """Run to its end what waits for nothing; no loop is started beside that of a browser."""
    with pytest.raises(StopIteration):
        asked.send(None)


def answered(guard: object, scope: dict[str, object]) -> list[str]:
    """Return what became of a request: what was sent, or that the server was asked."""
    said: list[str] = []

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, str]) -> None:
        said.append(message["type"])

    async def run() -> None:
        await guard(scope, receive, send)  # type: ignore[operator]

    finish(run())
    return said


async def server(_scope: object, _receive: object, send: object) -> None:
    await send({"type": "asked"})  # type: ignore[operator]


@pytest.mark.parametrize(
    ("origins", "said"),
    [
        ([], "asked"),
        ([b"http://atlas.example:8501"], "asked"),
        ([b"https://known.example"], "asked"),
        ([b"http://elsewhere.example"], "websocket.close"),
        ([b"http://atlas.example"], "websocket.close"),
        ([b"http://localhost:8501"], "websocket.close"),
        ([b"http://x@atlas.example:8501"], "websocket.close"),
        ([b"http://atlas.example:8501", b"http://elsewhere.example"], "websocket.close"),
        ([b"null"], "websocket.close"),
        ([b"http://["], "websocket.close"),
        ([b"\xff"], "websocket.close"),
    ],
    ids=str,
)
def test_only_a_page_of_the_same_site_opens_a_session(origins, said):
    guard = middleware.SameSite(server, also=lambda: ["https://known.example"])
    headers = [(b"host", HOST), *((b"origin", one) for one in origins)]
    assert answered(guard, {"type": "websocket", "headers": headers}) == [said]


def test_whoever_lets_every_site_in_does_so():
    guard = middleware.SameSite(server, also=lambda: [middleware.ANY])
    headers = [(b"host", HOST), (b"origin", b"http://elsewhere.example")]
    assert answered(guard, {"type": "websocket", "headers": headers}) == ["asked"]


def test_other_requests_pass():
    headers = [(b"host", HOST), (b"origin", b"http://elsewhere.example")]
    assert answered(middleware.SameSite(server), {"type": "http", "headers": headers}) == ["asked"]


def put(files: MemoryUploadedFileManager, session: str, file: str, size: int) -> None:
    """Send a file as a browser does."""

    async def taking(_scope: object, _receive: object, _send: object) -> None:
        record = UploadedFileRec(file, "plan.csv", "text/csv", bytes(size))
        files.add_file(session, record)

    guard = middleware.FewFiles(taking, files=lambda: files)
    path = f"/atlas{middleware.SENT}{session}/{file}"
    answered(guard, {"type": "http", "method": "PUT", "path": path})


def held(files: MemoryUploadedFileManager) -> list[str]:
    return [file for few in files.file_storage.values() for file in few]


def test_a_session_keeps_few_files_and_the_newest():
    files = MemoryUploadedFileManager(middleware.SENT)
    for file in "abcd":
        put(files, "one", file, 1)
    put(files, "other", "e", 1)
    assert held(files) == ["c", "d", "e"]


def test_all_sessions_together_keep_no_more_than_fits(monkeypatch):
    monkeypatch.setattr(middleware, "MOST_BYTES", 10)
    files = MemoryUploadedFileManager(middleware.SENT)
    for session in "abcd":
        put(files, session, f"{session}1", 4)
    assert held(files) == ["c1", "d1"]
    put(files, "a", "a2", 99)
    assert held(files) == ["a2"]


class Session:
    """A session, as far as it is asked."""

    def __init__(self, name: str) -> None:
        self.id = name


async def frame(scope: Any, _receive: object, send: Any) -> None:
    """Answer as Streamlit does with the page of a frame."""
    again = any(name == b"if-none-match" for name, _ in scope["headers"])
    headers = [(b"content-length", b"13"), (b"etag", b"x"), (b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 304 if again else 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"<head>", "more_body": True})
    await send({"type": "http.response.body", "body": b"</head>"})


def fetched(path: str) -> tuple[dict[bytes, bytes], bytes]:
    """Return the headers and the body with which an address of the atlas is answered."""
    told: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    scope = {"type": "http", "path": path, "headers": [(b"if-none-match", b"x")]}
    finish(middleware.OwnFrames(frame)(scope, None, send))  # type: ignore[arg-type]
    return dict(told[0]["headers"]), b"".join(one["body"] for one in told[1:])


@pytest.mark.parametrize("path", ["/", "/Map", "/component/one.two/index.html"])
def test_no_other_site_frames_the_atlas(path):
    headers, _ = fetched(path)
    assert headers[b"content-security-policy"] == b"frame-ancestors 'self'"


def test_a_frame_hears_nobody_but_its_page():
    headers, body = fetched("/component/one.two/index.html")
    assert body == middleware.HEARD + b"</head>"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert fetched("/component/one.two/main.js")[1] == b"<head></head>"


def test_the_frame_of_the_map_has_the_place_of_the_script():
    page = Path(streamlit_folium.__file__).parent / "frontend" / "build" / "index.html"
    assert page.read_bytes().count(b"<head>") == 1


def test_a_table_of_a_session_that_is_over_is_forgotten_though_nobody_else_comes(monkeypatch):
    sessions = MemorySessionStorage(ttl_seconds=0)
    manager = WebsocketSessionManager(sessions, None, None, None)  # type: ignore[arg-type]
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    runtime = SimpleNamespace(_session_mgr=manager, media_file_mgr=files)
    monkeypatch.setattr(serve, "get_instance", lambda: runtime)
    monkeypatch.setattr(own_table, "_places", WeakSet())
    assert "self._session_mgr = " in inspect.getsource(Runtime.__init__)
    manager._active_session_info_by_id["open"] = SimpleNamespace(session=Session("open"))  # type: ignore[assignment]
    places = [
        own_table.Place(one, 1, own_table.Held(SimpleNamespace(), Use.ALONE))  # type: ignore[arg-type]
        for one in ("open", "over")
    ]
    for place in places:
        own_table._places.add(place)
        sessions.save(SimpleNamespace(session=Session(place.session)))  # type: ignore[arg-type]
    serve.forget_ended()
    assert list(own_table._places) == places[:1]
    assert [bool(vars(place.held)) for place in places] == [True, False]


def test_the_server_is_guarded():
    made = [guard.cls for guard in serve.GUARDS]
    assert made == [
        compression.Compressed,
        addresses.Addresses,
        middleware.SameSite,
        middleware.OwnFrames,
        middleware.PageNames,
        first_sight.FirstSight,
        middleware.FewFiles,
    ]


@pytest.mark.parametrize(
    ("path", "query", "location"),
    [
        ("/Map", b"theme=water", None),
        ("/", b"", None),
        ("/map", b"", "Map"),
        ("/atlas/COMPARE", b"province=Hebei,Jilin", "Compare?province=Hebei,Jilin"),
        ("/your_data", b"", "Your_data"),
        ("/Map?theme=water&year=2025", b"", "Map?theme=water&year=2025"),
        ("/map?indicator=pm25_mean", b"year=2025", "Map?indicator=pm25_mean&year=2025"),
        ("/Map?q=\r\nSet-Cookie: x=1", b"", "Map?q=%0D%0ASet-Cookie%3A%20x=1"),
        ("//elsewhere.example/map", b"", "Map"),
        ("/_stcore/health", b"", None),
        ("/maps", b"", None),
    ],
)
def test_a_page_is_found_by_its_name_in_other_letters(path, query, location):
    said = []

    async def send(message):
        said.append(message)

    guard = middleware.PageNames(server, ["Map", "Compare", "Your_data"])
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query}
    finish(guard(scope, None, send))
    if location is None:
        assert said == [{"type": "asked"}]
    else:
        assert said[0]["status"] == middleware.ELSEWHERE
        assert dict(said[0]["headers"])[b"location"].decode() == location
