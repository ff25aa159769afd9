"""Reading a table from CSV, Parquet or a database, as cells of text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from commitments.atlas.cells import FIRST_ROW
from commitments.atlas.storage.origin import Origin
from commitments.domain.model import Problem, Unreadable
from commitments.language import LazyText, file_errors, lazy


def read(origin: Origin) -> pd.DataFrame:
    """Return the rows and columns that are wanted, as text; Unreadable with the reason."""
    if origin.path is not None:
        if origin.is_csv:
            return _of_wanted(table(origin.path), origin)
        return _parquet(origin.path, origin)
    from commitments.atlas.storage import database  # brings SQLAlchemy, which a file does not need

    columns, rows = database.rows(origin)
    return as_text(columns, list(zip(*rows, strict=True)) or [()] * len(columns))


def table(path: Path) -> pd.DataFrame:
    """Read a CSV file as text cells, blank where nothing stands; Unreadable with the reason."""
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError:
        raise Unreadable(lazy("fault.missing", file=path.name)) from None
    except UnicodeDecodeError:
        raise Unreadable(lazy("fault.not-utf8", file=path.name)) from None
    except OSError as fault:  # without the path that its own words name
        words = {"file": path.name, "reason": file_errors.of_system(fault)}
        raise Unreadable(lazy("fault.no-table", **words)) from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as fault:
        words = {"file": path.name, "reason": file_errors.of_csv(fault)}
        raise Unreadable(lazy("fault.no-table", **words)) from None
    if not isinstance(frame.index, pd.RangeIndex):  # pandas took the first column for an index
        raise Unreadable(lazy("fault.short-header", file=path.name))
    return frame.astype("str").fillna("")


def keyed_if_there(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Read a table by its first column; one that is not there is empty."""
    if path.exists():
        return keyed(path, *columns)
    return pd.DataFrame(columns=list(columns), dtype="str").set_index(columns[0])


def keyed(path: Path, key: str, *needed: str) -> pd.DataFrame:
    """Read a table by its key; Unreadable where the key or a needed column is missing."""
    frame = table(path)
    for column in (key, *needed):
        if column not in frame:
            raise Unreadable(lazy("fault.column-missing", file=path.name, column=column))
    return frame.set_index(key)


def with_blank(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return a table of the codebook with blank columns where it has none in Chinese."""
    return frame.assign(**{name: "" for name in columns if name not in frame})


def _parquet(path: Path, origin: Origin) -> pd.DataFrame:
    """Read the wanted columns and rows of a Parquet file; the others stay on the disk."""
    import pyarrow as arrow
    from pyarrow import parquet

    try:
        there = parquet.read_schema(path).names
        columns = [name for name in origin.kind.columns if name in there]
        filters = [(name, "in", list(values)) for name, values in origin.conditions(columns)]
        table = parquet.read_table(path, columns=columns, filters=filters or None)
        return as_text(columns, [column.to_pylist() for column in table.columns])
    except FileNotFoundError:
        raise Unreadable(lazy("fault.missing", file=path.name)) from None
    except (arrow.ArrowException, OSError, ValueError) as fault:
        words = {"file": path.name, "reason": file_errors.of_parquet(fault)}
        raise Unreadable(lazy("fault.no-parquet", **words)) from None


def _of_wanted(rows: pd.DataFrame, origin: Origin) -> pd.DataFrame:
    """Return the rows of a table that are wanted; the table itself where all are."""
    conditions = origin.conditions(list(rows.columns))
    for name, values in conditions:
        rows = rows[rows[name].isin(values)]
    return rows.reset_index(drop=True) if conditions else rows


def as_text(columns: Sequence[str], cells: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Make a table of text cells of columns of values."""
    made = {
        name: [cell(value) for value in values] for name, values in zip(columns, cells, strict=True)
    }
    return pd.DataFrame(made, columns=list(columns), dtype="str")


def cell(value: object) -> str:
    """Write a value as it would stand in a CSV file: blank for none, numbers without an empty end.

    `Decimal("28.00")` and `28.0` are both `28`: a column of a database has one number of decimals
    for all its figures, and how exactly a figure was printed stands in `as_printed`.
    """
    if value is None:
        return ""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if not isinstance(value, Decimal):
        return str(value)
    if not value.is_finite():
        return ""
    return format(value.normalize(), "f")


def named_by_id(problems: Iterable[Problem], rows: pd.DataFrame) -> list[Problem]:
    """Name each problem's row by its id: the rows of a database have no numbers."""
    return [replace(problem, row=None, table=_row_name(problem.row, rows)) for problem in problems]


def _row_name(row: int | None, rows: pd.DataFrame) -> str | LazyText:
    if row is None or row < FIRST_ROW:
        return ""
    found = str(rows["id"].iloc[row - FIRST_ROW])
    return lazy("fault.row-by-id", id=found) if found else lazy("fault.row-without-id")


def version(rows: pd.DataFrame) -> str:
    """Return what tells these rows from any others, however they are stored."""
    made = hashlib.sha256("\x1f".join(rows.columns).encode())
    made.update(pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes())
    return made.hexdigest()
