"""Tables of a page: rows of commitments with their headings, each led to its own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from commitments.language import current, say
from commitments.publish import addresses


def of_rows(
    rows: pd.DataFrame, heads: Mapping[str, str], to: Callable[[str], str], *, led: str = "sentence"
) -> dict[str, Any]:
    """Return a table of described rows as its page writes it, columns without a text left out.

    The column `led` leads to the page of each row.
    """
    kept, cells = _kept(rows, heads)
    leads = [to(addresses.page(current(), "target", one)) for one in rows["id"]]
    lines = zip(leads, map(list, cells), strict=True)
    at = kept.index(led) if led in kept else 0
    return {"heads": [say(heads[name]) for name in kept], "rows": list(lines), "led": at}


def plain(rows: pd.DataFrame, heads: Mapping[str, str], *, said: bool = False) -> dict[str, Any]:
    """Return a table whose rows lead nowhere; its heads are keys, or `said` already."""
    kept, cells = _kept(rows, heads)
    lines = [("", list(line)) for line in cells]
    named_so = [heads[name] if said else say(heads[name]) for name in kept]
    return {"heads": named_so, "rows": lines, "led": 0}


def _kept(
    rows: pd.DataFrame, heads: Mapping[str, str]
) -> tuple[list[str], Iterable[tuple[str, ...]]]:
    """Return the columns that hold a text, and the rows of these."""
    texts = {name: list(map(_text, rows[name].tolist())) for name in heads}
    kept = [name for name, cells in texts.items() if any(cells)]
    return kept, zip(*(texts[name] for name in kept), strict=True)


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)
