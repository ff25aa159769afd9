"""Versions of the tables and their codebook: short hashes that tell one from another."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import pandas as pd

from commitments.atlas.storage import reading
from commitments.atlas.storage.origin import Origin
from commitments.domain.model import Unreadable
from commitments.language import lazy

VERSION_LENGTH: Final = 7  # letters and digits; short enough for the foot of a figure


def of_files(*files: Path) -> str:
    """Return seven letters and digits that tell what stands in some files from anything else."""
    try:
        read = b"".join(file.read_bytes() for file in files)
    except OSError as fault:
        raise Unreadable(lazy("fault.changed", file=Path(fault.filename).name)) from None
    return hashlib.sha256(read).hexdigest()[:VERSION_LENGTH]


def of_tables(rows: pd.DataFrame, where: Origin, results: pd.DataFrame, beside: Origin) -> str:
    """Return what tells these two tables from any others; without results, that of the one."""
    told = [_of_table(rows, where)]
    if not results.empty:
        told.append(_of_table(results, beside))
    if len(told) == 1:
        return told[0]
    return hashlib.sha256("".join(told).encode()).hexdigest()[:VERSION_LENGTH]


def _of_table(rows: pd.DataFrame, where: Origin) -> str:
    if where.path and where.is_whole_csv:
        return of_files(where.path)
    return reading.version(rows)[:VERSION_LENGTH]
