"""Tests stored texts: they are read below the folder that is named, and nowhere else."""

from pathlib import Path

import pandas as pd
import pytest
from support import small

from commitments.atlas import documents
from commitments.domain.model import Unreadable


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of documents with a text in a folder of its own, and a secret beside it."""
    made = tmp_path / "documents"
    (made / "reports").mkdir(parents=True)
    (made / "reports" / "hebei.txt").write_text("One\nTwo\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("Nobody's\n", encoding="utf-8")
    monkeypatch.setenv("ATLAS_DOCUMENTS", str(made))
    return made


def test_a_text_may_lie_in_a_folder_below(folder: Path) -> None:
    assert documents.paragraphs("reports/hebei.txt", folder) == ["One", "Two"]
    sources = pd.DataFrame({"text": ["reports/hebei.txt", "", "reports/gone.txt"]}, list("abc"))
    assert documents.stored_texts(sources, folder) == {"a": ["One", "Two"]}


@pytest.mark.parametrize("name", ["../secret.txt", "reports/../../secret.txt", "link.txt", ""])
def test_no_text_is_read_outside_the_folder(folder: Path, name: str) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    with pytest.raises(Unreadable):
        documents.paragraphs(name, folder)
    with pytest.raises(Unreadable):
        documents.paragraphs(str(folder.parent / "secret.txt"), folder)


def test_the_passage_of_a_result_is_shown_from_a_folder_below(folder: Path) -> None:
    given = {"report-2026": {"text": "reports/hebei.txt"}}
    atlas = small.atlas(small.figure(), results=[small.result(paragraph="2")], sources=given)
    assert documents.text_of(atlas, "report-2026") == ["One", "Two"]
    assert documents.text_of(atlas, "hebei-official") == []
    assert folder.is_dir()
