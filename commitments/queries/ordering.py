"""The order of rows by one of their columns: figures by size, years by date, names by alphabet.

What is blank, and words where others state a figure, stand last in either direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import PINYIN, Comparator
from commitments.language import Language, current, han
from commitments.queries.query import BEST_EVIDENCE_FIRST

Row = Mapping[str, Any]
Key = tuple[Any, ...]  # blank where the row has nothing to be ordered by

NEAREST_FIRST: Final = (  # of the same number: what may lie below it, what is it, what lies above
    Comparator.LESS_THAN, Comparator.AT_MOST, Comparator.ABOUT, Comparator.REACH, Comparator.HOLD,
    Comparator.BETWEEN, Comparator.AT_LEAST, Comparator.MORE_THAN,
)  # fmt: skip
_PART: Final = re.compile(r"\d[\d,]*(?:\.\d+)?|\D+|\d")
FIGURES: Final = ("full_label", "label")


def ordered(rows: pd.DataFrame, column: str, *, descending: bool = False) -> pd.DataFrame:
    """Return rows in the order of a column; equals keep theirs, blanks stand last."""
    keys = keys_of(rows, column)
    told = [at for at, key in enumerate(keys) if key]
    blank = [at for at, key in enumerate(keys) if not key]
    told.sort(key=lambda at: keys[at], reverse=descending)
    if descending:  # equals stand as they stood
        told = _equals_kept(told, keys)
    return rows.iloc[told + blank]


def _equals_kept(told: list[int], keys: list[Key]) -> list[int]:
    kept: dict[Key, list[int]] = {}
    for at in told:
        kept.setdefault(keys[at], []).append(at)
    return [at for places in kept.values() for at in sorted(places)]


def keys_of(rows: pd.DataFrame, column: str) -> list[Key]:
    """Return for each row what it is ordered by in a column."""
    key = _KEYS.get(column, _text_of(column))
    return [key(row) for row in records(rows)]


def _figure(row: Row) -> Key:
    """Order by the number in the indicator's unit, whatever the sign; words have none."""
    return _number(row, "drawn", "drawn_high")


def _printed(row: Row) -> Key:
    """Order by the number as printed, in the indicator's unit."""
    corrected = row.get("corrected_value")
    if _missing(corrected) or not corrected:
        return _number(row, "drawn")
    return _number({**row, "drawn": row["drawn"] * row["value"] / corrected}, "drawn")


def _number(row: Row, *columns: str) -> Key:
    if _missing(row.get(columns[0])):
        return ()
    ends = (row.get(one) for one in columns)
    sign = NEAREST_FIRST.index(row["comparator"]) if row.get("comparator") else 0
    return (*(0.0 if end is None or _missing(end) else float(end) for end in ends), sign)


def _year(row: Row) -> Key:
    year = row.get("year")
    return () if year is None or _missing(year) else (int(year), bool(row.get("inferred", False)))


def _evidence(row: Row) -> Key:
    grade = row.get("evidence")
    return (BEST_EVIDENCE_FIRST[grade],) if grade in BEST_EVIDENCE_FIRST else ()


def _province(row: Row) -> Key:
    """Order provinces by the names they are shown by, in Chinese by their pinyin."""
    name = row.get("province")
    if isinstance(name, str) and current() == Language.CHINESE:
        return (PINYIN.get(name, name).casefold(),)
    return _text_of("province_name")(row)


def _text_of(column: str) -> Callable[[Row], Key]:
    """Order by a text as it is read: letters whatever their case, numbers in it by size."""

    def key(row: Row) -> Key:
        said = row.get(column)
        if _missing(said) or said == "":
            return ()
        if isinstance(said, int | float):
            return (said,)
        text = unicodedata.normalize("NFKC", str(said)).casefold()
        return tuple(_part(part) for part in _PART.findall(text))

    return key


def _part(text: str) -> tuple[int, float, bytes]:
    """Return a number before all words, and words by alphabet and pinyin."""
    if text[0].isdecimal():
        return 0, float(text.replace(",", "")), b""
    return 1, 0.0, han.by_pinyin(text)


def _missing(value: Any) -> bool:  # noqa: ANN401 (a cell)
    return value is None or value is pd.NA or value != value


_KEYS: Final[Mapping[str, Callable[[Row], Key]]] = {
    **dict.fromkeys(FIGURES, _figure),
    "as_printed": _printed,
    "due": _year,
    "grade": _evidence,
    "province_name": _province,
}
