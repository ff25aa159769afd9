"""Stored texts of documents, where the reader has a folder of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pandas as pd

from commitments.atlas.check.codebook import stays_below
from commitments.atlas.load import Atlas
from commitments.domain.model import Unreadable
from commitments.language import lazy

DOCUMENTS_SETTING: Final = "ATLAS_DOCUMENTS"


def documents_folder() -> Path | None:
    """Return the folder of stored texts that an installer named; None where none is named."""
    named = os.environ.get(DOCUMENTS_SETTING)
    if named and not Path(named).is_dir():
        raise Unreadable(lazy("fault.no-documents", setting=DOCUMENTS_SETTING))
    return Path(named) if named else None


def stored_texts(sources: pd.DataFrame, folder: Path) -> dict[str, list[str]]:
    """Return the paragraphs of every source whose text lies in a folder, by source id."""
    if not folder.is_dir():
        raise Unreadable(lazy("fault.not-a-folder", folder=folder.name))
    stored = sources.loc[sources["text"] != "", "text"]
    return {
        str(source): paragraphs(name, folder)
        for source, name in stored.items()
        if (folder / name).is_file()
    }


def text_of(atlas: Atlas, source: str) -> list[str]:
    """Return the paragraphs of a source where a documents folder is configured and holds it."""
    folder, name = documents_folder(), atlas.sources.at[source, "text"]
    if folder is None or not name or not (folder / name).is_file():
        return []
    return paragraphs(name, folder)


def paragraphs(document: str, folder: Path) -> list[str]:
    """Return the lines of a stored text, in order; Unreadable when it is not there.

    What lies outside the folder, by its name or by a link, is not read.
    """
    path = folder / document
    if not stays_below(document) or not path.resolve().is_relative_to(folder.resolve()):
        raise Unreadable(lazy("fault.unread-document", document=document))
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Unreadable(lazy("fault.unread-document", document=document)) from None
