"""Rows of commitments, indicators or documents as the data that their drawing needs.

The drawing (`static/atlas-rows.js`) sets every text as text, never as markup: as a table with
wrapped cells where there is room, else as a list in which each row is a short paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from commitments.atlas.search_text import as_read
from commitments.language import current, say
from commitments.queries import search_terms
from commitments.queries.search_terms import Term

PARTS: Final = {  # what a cell is in a list, by its column; any other is told with its head
    "province_name": "who",
    "place_name": "who",
    "theme_name": "theme",
    "indicator_name": "what",
    "issuer": "what",
    "full_label": "figure",
    "sentence": "main",
    "definition": "main",
    "title": "main",
    "meaning": "main",
    "source_title": "under",
    "due": "due",
    "grade": "grade",
    "note": "long",
    "differences": "long",
    "correction": "long",
    "url": "link",
}
FIELD: Final = "field"
WHO: Final = "who"


def drawing(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    marked: str = "",
    order: str = "",
    chosen: Collection[str] = (),
    chooses: bool = False,
    listed: bool = False,
    goes_on: bool = False,
    printed: bool = False,
    leads: Callable[[str], str] | None = None,
) -> dict[str, Any]:
    """Return rows as plain data: heads, cells, what is marked, chosen and in which order.

    `columns` are shown under the heads that their keys say. Cells that contain one of the words in
    `marked` are tinted. `order` names the column the rows are in the order of,
    after a minus where it descends. `listed` asks for a list where a table has room too; one that
    `goes_on` follows upon another, which has said the order. What is `printed` stands on paper too.
    `leads` returns the address that a row's figure leads to, by the row's id.
    """
    names = list(columns)
    terms = search_terms.read(marked)
    ids = [str(one) for one in (rows["id"] if "id" in rows else range(len(rows)))]
    hues = [str(one) for one in rows["theme"]] if "theme" in rows else [""] * len(rows)
    cells = list(zip(*(_texts(rows[name]) for name in names), strict=True))
    drawn: list[dict[str, Any]] = [
        {"id": one, "hue": hue, "cells": list(row), "found": _found(row, terms)}
        for one, hue, row in zip(ids, hues, cells, strict=True)
    ]
    return {
        "columns": [_column(name, columns[name], first=name == names[0]) for name in names],
        "rows": [row | {"leads": leads(row["id"])} for row in drawn] if leads else drawn,
        "marked": [term.typed for term in terms],
        "order": order,
        "chosen": [one for one in ids if one in chosen],
        "chooses": chooses,
        "listed": listed,
        "goesOn": goes_on,
        "printed": printed,
        "words": _words(),
    }


def filled(rows: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, str]:
    """Keep the columns in which something stands; all of them where nothing stands in any."""
    there = {name: key for name, key in columns.items() if any(_texts(rows[name]))}
    return there or dict(columns)


def _column(name: str, key: str, *, first: bool) -> dict[str, str]:
    part = PARTS.get(name, WHO if first else FIELD)
    return {"name": name, "head": say(key), "part": part}


def _texts(cells: pd.Series) -> list[str]:
    """Return the cells of a column as texts, blank where there is none."""
    missing = cells.isna().tolist()
    return ["" if gone else str(cell) for cell, gone in zip(cells.tolist(), missing, strict=True)]


def _found(cells: Sequence[str], terms: Sequence[Term]) -> list[int]:
    """Return the places of the cells in which one of the terms stands."""
    if not terms:
        return []
    read = [as_read(cell) for cell in cells]
    return [at for at, cell in enumerate(read) if any(term.stands_in(cell) for term in terms)]


def _words() -> dict[str, str]:
    """Return what the drawing itself says."""
    return {
        "language": str(current()),
        "order": say("rows.order"),
        "listed": say("rows.as-listed"),
        "ascending": say("rows.ascending"),
        "descending": say("rows.descending"),
    }
