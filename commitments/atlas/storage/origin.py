"""Where a table of the atlas is stored, and which of its rows are wanted."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from commitments.domain.model import TARGET_COLUMNS, Unreadable
from commitments.domain.results import RESULT_COLUMNS
from commitments.language import LazyText, enumerated, lazy, say

SECONDS: Final = 300  # a commitment changes when a document appears: minutes are soon enough
ONLY_EXAMPLE: Final = "theme=air,water; province=Hebei"
PARQUET: Final = (".parquet", ".pq")
SETTINGS: Final = ("URL", "TABLE", "ONLY", "SECONDS")  # behind what those of a table begin with
WEB: Final = ("http", "https", "ftp", "s3", "gs")
# A table or view, or one in a schema. SQLAlchemy quotes each name; this keeps a slip readable.
_TABLE_NAME: Final = re.compile(r"(?:(?P<schema>\w+)\.)?(?P<table>\w+)")
_SCHEME: Final = re.compile(r"(?P<scheme>[A-Za-z][\w+.-]*)://")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two tables: what its settings begin with, its columns, what parts it in shares."""

    prefix: str
    table: str
    columns: tuple[str, ...]
    shares: tuple[str, ...]

    def setting(self, name: str) -> str:
        """Return the name of a setting of this table: `TARGETS_URL`."""
        return f"{self.prefix}_{name}"


TARGETS: Final = Kind(
    "TARGETS", "targets", TARGET_COLUMNS, ("province", "theme", "indicator", "source")
)
RESULTS: Final = Kind("RESULTS", "results", RESULT_COLUMNS, ("province", "indicator", "source"))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table stands: a file, or a table of a database whose address may hold a password."""

    path: Path | None = None
    url: str = field(default="", repr=False)
    schema: str | None = None
    table: str = ""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    seconds: int = SECONDS
    kind: Kind = TARGETS

    @property
    def name(self) -> str:
        """Name the table for a reader; no part of a database's address is in it."""
        if self.path:
            return self.path.name
        return say("fault.table-named", table=self.full_name)

    @property
    def table_name(self) -> str:
        """Return the table within its schema, by its usual name unless another is set."""
        return self.table or self.kind.table

    @property
    def full_name(self) -> str:
        """Name the table within its database: `public.targets`."""
        return ".".join(filter(None, (self.schema, self.table_name)))

    @property
    def is_csv(self) -> bool:
        """Say whether the table is a CSV file."""
        return self.path is not None and self.path.suffix.lower() not in PARQUET

    @property
    def is_whole_csv(self) -> bool:
        """Say whether the rows are numbered as a reader sees them in an editor."""
        return self.is_csv and not self.only

    def conditions(self, columns: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Return the values wanted of each column that is there; a missing one is a problem."""
        return [(name, values) for name, values in self.only if name in columns]

    def stamp(self) -> tuple[object, ...]:
        """Return what differs once the table may have changed; it costs no reading.

        A file changes with its time and size. A database is asked anew after so many seconds.
        """
        if self.path is None:
            return (self, int(time.monotonic() // self.seconds))
        try:
            found = self.path.stat()
        except OSError:
            return (self, 0, 0)
        return (self, found.st_mtime_ns, found.st_size)


def configured(
    default: Path, settings: Mapping[str, str] = os.environ, kind: Kind = TARGETS
) -> Origin:
    """Return where the installer keeps a table; Unreadable where a setting makes no sense."""
    url = settings.get(kind.setting("URL"), "").strip()
    only = _only(settings.get(kind.setting("ONLY"), ""), kind)
    scheme = match["scheme"].lower() if (match := _SCHEME.match(url)) else ""
    if scheme in WEB:
        raise Unreadable(lazy("fault.web-address", setting=kind.setting("URL")))
    if scheme not in ("", "file"):
        schema, table = _table_name(settings.get(kind.setting("TABLE"), "") or kind.table, kind)
        seconds = _seconds(settings.get(kind.setting("SECONDS"), "") or str(SECONDS), kind)
        return Origin(None, url, schema, table, only, seconds, kind)
    path = Path(unquote(urlsplit(url).path) if scheme else url) if url else default
    return Origin(default.parent / path, only=only, kind=kind)


def _table_name(text: str, kind: Kind) -> tuple[str | None, str]:
    match = _TABLE_NAME.fullmatch(text)
    if not match:
        words = {"setting": kind.setting("TABLE"), "given": repr(text)}
        raise Unreadable(lazy("fault.table-setting", **words))
    return match["schema"], match["table"]


def _seconds(text: str, kind: Kind) -> int:
    if not re.fullmatch(r"[1-9]\d{0,6}", text):
        words = {"setting": kind.setting("SECONDS"), "given": repr(text)}
        raise Unreadable(lazy("fault.seconds-setting", **words))
    return int(text)


def _only(text: str, kind: Kind) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read which rows are wanted, from `theme=air,water; province=Hebei`."""
    wanted: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        column, _, listed = part.partition("=")
        values = tuple(filter(None, (value.strip() for value in listed.split(","))))
        if column.strip() not in kind.shares or not values or column.strip() in wanted:
            columns = LazyText(enumerated, kind.shares)
            setting = kind.setting("ONLY")
            words = {"setting": setting, "given": repr(part), "example": ONLY_EXAMPLE}
            raise Unreadable(lazy("fault.only-setting", listed=columns, **words))
        wanted[column.strip()] = values
    return tuple(wanted.items())
