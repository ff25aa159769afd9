"""The order of rows by one of their columns: figures by size, years by date, names by alphabet."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.domain.model import NATION
from commitments.language import Language, current
from commitments.queries.query import BEST_EVIDENCE_FIRST

PINYIN: Final = {  # of provinces whose English name is another one
    "Hong Kong": "Xianggang", "Inner Mongolia": "Neimenggu", "Macau": "Aomen", "Tibet": "Xizang",
    NATION: "Quanguo",
}  # fmt: skip
BY_PINYIN: Final = "gb18030"  # the common characters stand in it in the order of their sounds


def ordered(rows: pd.DataFrame, column: str, *, descending: bool = False) -> pd.DataFrame:
    """Return rows in the order of a column; what is blank or has no figure stands last."""
    keys = _keys(rows, column).reset_index(drop=True)
    order = keys.sort_values(ascending=not descending, kind="stable", na_position="last")
    return rows.iloc[order.index]


def _keys(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return what the rows are ordered by, comparable and NaN where nothing stands."""
    if column == "full_label" and "drawn" in rows:
        return pd.to_numeric(rows["drawn"], errors="coerce").where(rows["value"].notna())
    if column == "due" and "year" in rows:
        return pd.to_numeric(rows["year"], errors="coerce")
    if column == "grade" and "evidence" in rows:
        return rows["evidence"].map(BEST_EVIDENCE_FIRST)
    if column == "province_name" and "province" in rows and current() == Language.CHINESE:
        return rows["province"].map(lambda name: PINYIN.get(name, name))
    if pd.api.types.is_numeric_dtype(rows[column]):
        return rows[column]
    return rows[column].map(_as_heard)


def _as_heard(text: object) -> object:
    """Return a text as it is ordered: letters without their case, characters by their pinyin."""
    written = "" if text is None or text is pd.NA or text != text else str(text).casefold()
    return written.encode(BY_PINYIN, "replace").hex() if written else None
