"""Rows that are reported values, apart from those that are commitments."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.domain.results import RESULT_COLUMNS
from commitments.uploads import names as upload_names
from commitments.uploads.given import RESULT
from commitments.uploads.working_table import Draft

TARGET: Final = "target"
ONE_THING: Final = [
    "kind", "province", "place", "scope", "indicator", "year", "comparator", "base_year",
]  # fmt: skip


def reported(draft: Draft) -> pd.Series:
    """Say which rows are reported values: by their column `kind`, else as the reader chose."""
    cells = draft.given.cells("kind")
    return pd.Series([(_kind(cell) or draft.given.kind) == RESULT for cell in cells], dtype=bool)


def _kind(cell: str) -> str:
    """Return what a cell says its row is; blank where it says nothing that is known."""
    if upload_names.means(cell, "result"):
        return RESULT
    return TARGET if upload_names.means(cell, "target") else ""


def say_kinds(draft: Draft, table: pd.DataFrame, reported: pd.Series) -> None:
    """Say how many rows are reported values, and how many contradict another."""
    draft.note(int(reported.sum()), "upload.reported")
    figures = table[table["value"] != ""].assign(kind=reported)
    alike = figures[figures.duplicated(ONE_THING, keep=False)]
    other = alike.drop_duplicates([*ONE_THING, "value", "unit"])
    draft.note(int(other.duplicated(ONE_THING).sum()), "upload.repeated")


def results(draft: Draft, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows under the columns of reported values."""
    as_of = pd.Series(draft.given.cells("as_of"), dtype="str")
    found = rows.assign(as_of=as_of.reindex(rows.index))
    return found.reindex(columns=list(RESULT_COLUMNS), fill_value="").reset_index(drop=True)
