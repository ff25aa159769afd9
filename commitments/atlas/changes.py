"""Differences between two editions of a table: rows added, changed and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.atlas.storage import reading
from commitments.domain.model import Unreadable
from commitments.language import lazy

TABLES: Final = ("targets.csv", "results.csv")
KEY: Final = "id"
OF_RESULTS: Final = "as_of"  # a column that only results have


class Kind(StrEnum):
    """What became of a row between two editions."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs between two editions; of a changed one the cells that do."""

    kind: Kind
    row: Mapping[str, str]  # as it stands now, or stood last
    cells: tuple[tuple[str, str, str], ...] = ()  # column, before, after
    former_id: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One table in two editions, and what differs between them."""

    name: str
    changes: tuple[Change, ...]

    def of_kind(self, kind: Kind) -> int:
        """Count the changes of one kind."""
        return sum(change.kind == kind for change in self.changes)


def compared(old: Path, new: Path, renamed: Mapping[str, str]) -> list[Compared]:
    """Compare two tables, or those of two folders; `renamed` tells present ids by former ones."""
    before, after = _tables(old), _tables(new)
    names = [name for name in TABLES if name in before or name in after]
    return [Compared(name, changes(before.get(name), after.get(name), renamed)) for name in names]


def _tables(path: Path) -> dict[str, pd.DataFrame]:
    """Read the tables of a folder that are there, or the one that a file is, by their names."""
    if path.is_dir():
        found = {name: reading.table(path / name) for name in TABLES if (path / name).exists()}
        if not found:
            raise Unreadable(lazy("fault.no-tables", folder=path.name or str(path)))
        return found
    table = reading.table(path)
    if KEY not in table:
        raise Unreadable(lazy("fault.column-missing", file=path.name, column=KEY))
    return {TABLES[OF_RESULTS in table]: table}


def changes(
    old: pd.DataFrame | None, new: pd.DataFrame | None, renamed: Mapping[str, str]
) -> tuple[Change, ...]:
    """Return what differs between two editions of a table, by province, indicator and id."""
    before = {renamed.get(name, name): row for name, row in _by_id(old).items()}
    after = _by_id(new)
    found = [Change(Kind.ADDED, row) for name, row in after.items() if name not in before]
    found += [Change(Kind.WITHDRAWN, row) for name, row in before.items() if name not in after]
    for name in before.keys() & after.keys():
        found += _changed(before[name], after[name])
    order = list(Kind)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.row.get("province", ""),
                one.row.get("indicator", ""),
                order.index(one.kind),
                one.row[KEY],
            ),
        )
    )


def _by_id(table: pd.DataFrame | None) -> dict[str, dict[str, str]]:
    rows = [] if table is None else records(table)
    return {row[KEY]: {str(name): cell for name, cell in row.items()} for row in rows}


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Compare one row; a column that one edition lacks is blank in it."""
    columns = [name for name in dict.fromkeys([*before, *after]) if name != KEY]
    cells = tuple(
        (name, before.get(name, ""), after.get(name, ""))
        for name in columns
        if before.get(name, "") != after.get(name, "")
    )
    former = before[KEY] if before[KEY] != after[KEY] else ""
    return [Change(Kind.CHANGED, after, cells, former)] if cells or former else []
