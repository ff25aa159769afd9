"""Tests that publishing writes into a folder of its own, and nowhere else."""

import json
from pathlib import Path

import pytest

from commitments.domain.model import Unreadable
from commitments.publish.folder import MADE_BY, MANIFEST, Folder, checksum


def test_a_folder_that_is_not_its_own_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Unreadable, match="not empty and was not made by `publish`"):
        Folder(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_manifest_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"made_by": "another tool", "pieces": {}}')
    with pytest.raises(Unreadable, match="was not made by `publish`"):
        Folder(tmp_path)


def test_a_new_or_empty_folder_is_taken_and_known_the_next_time(tmp_path: Path) -> None:
    into = tmp_path / "site"
    Folder(into).write("en/index.html", b"one")
    assert (into / "en" / "index.html").read_bytes() == b"one"
    assert Folder(into).manifest.pieces == {}


def test_what_stands_there_already_is_not_written_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.write("a.txt", b"one")
    before = (tmp_path / "a.txt").stat().st_mtime_ns
    assert not folder.write("a.txt", b"one")
    assert (tmp_path / "a.txt").stat().st_mtime_ns == before
    assert folder.write("a.txt", b"two")


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = Folder(tmp_path / "site")
    (folder.root / "en").symlink_to(outside)
    with pytest.raises(Unreadable, match="would lead out of the folder"):
        folder.write("en/index.html", b"one")
    assert list(outside.iterdir()) == []


def test_a_linked_file_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    outside = tmp_path / "letter.txt"
    outside.write_bytes(b"dear")
    folder = Folder(tmp_path / "site")
    (folder.root / "a.txt").symlink_to(outside)
    folder.write("a.txt", b"dear")
    assert outside.read_bytes() == b"dear"
    assert not (folder.root / "a.txt").is_symlink()


@pytest.mark.parametrize("path", ["../letter.txt", "/letter.txt", "en/../../letter.txt", ""])
def test_a_manifest_leads_nobody_out(tmp_path: Path, path: str) -> None:
    (tmp_path / "letter.txt").write_bytes(b"dear")
    folder = Folder(tmp_path / "site")
    with pytest.raises(Unreadable, match="would lead out"):
        folder.delete([path])
    with pytest.raises(Unreadable, match="would lead out"):
        folder.write(path, b"")
    assert (tmp_path / "letter.txt").read_bytes() == b"dear"


def test_what_is_deleted_takes_its_empty_folders_along_and_nothing_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("en/map/a/index.html", b"one")
    (tmp_path / "en" / "own.html").write_text("put there by hand")
    assert folder.delete(["en/map/a/index.html"]) == 1
    assert not (tmp_path / "en" / "map").exists()
    assert (tmp_path / "en" / "own.html").exists()


def test_a_manifest_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    piece = {"key": "k", "changed": "2026-11-20", "files": {"a.txt": checksum(b"one")}}
    folder.manifest.pieces["door//"] = piece
    folder.keep()
    assert json.loads((tmp_path / MANIFEST).read_text())["made_by"] == MADE_BY
    assert Folder(tmp_path).manifest.files() == {"a.txt": checksum(b"one")}
