"""This module tests what stands before the server: whom it refuses, and what it lets go of."""

import asyncio

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

import serve
from commitments import guards

HOST = b"atlas.example:8501"


def answered(guard: object, scope: dict[str, object]) -> list[str]:
    """Return what became of a request: what was sent, or that the server was asked."""
    said: list[str] = []

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, str]) -> None:
        said.append(message["type"])

    async def run() -> None:
        await guard(scope, receive, send)  # type: ignore[operator]

    asyncio.run(run())
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
    guard = guards.SameSite(server, also=lambda: ["https://known.example"])
    headers = [(b"host", HOST), *((b"origin", one) for one in origins)]
    assert answered(guard, {"type": "websocket", "headers": headers}) == [said]


def test_whoever_lets_every_site_in_does_so():
    guard = guards.SameSite(server, also=lambda: [guards.ANY])
    headers = [(b"host", HOST), (b"origin", b"http://elsewhere.example")]
    assert answered(guard, {"type": "websocket", "headers": headers}) == ["asked"]


def test_other_requests_pass():
    headers = [(b"host", HOST), (b"origin", b"http://elsewhere.example")]
    assert answered(guards.SameSite(server), {"type": "http", "headers": headers}) == ["asked"]


def put(files: MemoryUploadedFileManager, session: str, file: str, size: int) -> None:
    """Send a file as a browser does."""

    async def taking(_scope: object, _receive: object, _send: object) -> None:
        record = UploadedFileRec(file, "plan.csv", "text/csv", bytes(size))
        files.add_file(session, record)

    guard = guards.FewFiles(taking, files=lambda: files)
    path = f"/atlas{guards.SENT}{session}/{file}"
    answered(guard, {"type": "http", "method": "PUT", "path": path})


def held(files: MemoryUploadedFileManager) -> list[str]:
    return [file for few in files.file_storage.values() for file in few]


def test_a_session_keeps_few_files_and_the_newest():
    files = MemoryUploadedFileManager(guards.SENT)
    for file in "abcd":
        put(files, "one", file, 1)
    put(files, "other", "e", 1)
    assert held(files) == ["c", "d", "e"]


def test_all_sessions_together_keep_no_more_than_fits(monkeypatch):
    monkeypatch.setattr(guards, "MOST_BYTES", 10)
    files = MemoryUploadedFileManager(guards.SENT)
    for session in "abcd":
        put(files, session, f"{session}1", 4)
    assert held(files) == ["c1", "d1"]
    put(files, "a", "a2", 99)
    assert held(files) == ["a2"]


def test_the_server_is_guarded():
    made = [guard.cls for guard in serve.GUARDS]
    assert made == [guards.SameSite, guards.FewFiles]
