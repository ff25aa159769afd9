"""Writes tables as an installer may keep them: a SQLite database, a Parquet file."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from support.small import Row

NUMBERS = {"value": "REAL", "value_high": "REAL", "year": "INTEGER", "paragraph": "INTEGER"}


def database(
    path: Path, table: str, columns: Sequence[str], rows: Sequence[Row], extra: str = ""
) -> str:
    """Write rows into a SQLite file whose columns have types of their own; return its address."""
    typed = ", ".join(f'"{name}" {NUMBERS.get(name, "TEXT")}' for name in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    with sqlite3.connect(path) as connection:
        connection.execute(f'CREATE TABLE "{table}" ({typed}{extra})')
        cells = [[row[name] or None for name in columns] for row in rows]
        connection.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', cells)
    connection.close()
    return f"sqlite:///{path}"


def parquet(path: Path, rows: Sequence[Row]) -> Path:
    """Write rows into a Parquet file with numbers and a column that is none of the atlas's."""
    frame = pd.DataFrame(rows).replace("", None)
    frame["value"], frame["year"] = frame["value"].astype(float), frame["year"].astype(float)
    frame.assign(of_no_concern=1).to_parquet(path)
    return path
