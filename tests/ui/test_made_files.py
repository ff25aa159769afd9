"""Tests how many files that are made on a click are kept, and which go first."""

import time
from dataclasses import fields
from types import SimpleNamespace

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner import ScriptRunContext

from commitments.ui import made_files

SECONDS = 60  # after which a test gives up waiting


def names(kind: type) -> list[str]:
    return [one.name for one in fields(kind) if one.init]


def test_the_oldest_goes_first(monkeypatch):
    monkeypatch.setattr(made_files, "MOST_KEPT", 2)
    kept = made_files.Kept()
    assert [kept.add(1) for _ in range(3)] == [(1, []), (2, []), (3, [1])]


@pytest.mark.parametrize(("sizes", "gone"), [([6, 6], [1]), ([3, 3, 6], [1]), ([9, 99], [1])])
def test_together_they_stay_small_and_the_newest_stays(monkeypatch, sizes, gone):
    monkeypatch.setattr(made_files, "MOST_BYTES", 10)
    kept = made_files.Kept()
    assert [kept.add(size) for size in sizes][-1] == (len(sizes), gone)


def test_a_file_is_let_go_with_the_session_it_may_be_of(monkeypatch):
    """A file may hold a reader's own table, which is forgotten five minutes after its page."""
    monkeypatch.setattr(made_files, "_kept", made_files.Kept())
    monkeypatch.setattr(made_files, "SECONDS_KEPT", 0.0)
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr(made_files, "get_instance", lambda: SimpleNamespace(media_file_mgr=files))
    context = ScriptRunContext(**dict.fromkeys(names(ScriptRunContext)))
    made_files._keep(context, b"Hebei,my own", "plan.csv", "text/csv")
    until = time.monotonic() + SECONDS
    while files._file_metadata and time.monotonic() < until:
        time.sleep(0.01)
    assert not files._file_metadata
