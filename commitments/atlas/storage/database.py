"""A table of the atlas from a SQL database, which is never written to."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Never
from urllib.parse import quote

from sqlalchemy import Connection, Select, column, create_engine, inspect, select, text
from sqlalchemy import table as table_of
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from commitments.atlas.storage.origin import Origin
from commitments.domain.model import Unreadable
from commitments.language import lazy

CONNECT_SECONDS: Final = 5  # one reader waits so long for a database that is away
STATEMENT_SECONDS: Final = 60
HIDDEN: Final = "***"
KEY: Final = "id"
EXAMPLE: Final = "postgresql://reader@host/database"
KINDS: Final = {"postgresql": "PostgreSQL", "sqlite": "SQLite", "mysql": "MySQL"}
_SECRET: Final = re.compile("pass|pwd|secret|token|key", re.IGNORECASE)
_LOG: Final = logging.getLogger(__name__)

Rows = Sequence[Sequence[object]]


def rows(origin: Origin) -> tuple[list[str], Rows]:
    """Return the columns of the contract that the table has, and its wanted rows by id.

    Columns and rows are chosen in the database; names are quoted by SQLAlchemy, values are bound.
    """
    url = _url(origin)
    with _reading(url, origin) as connection:
        there = _columns(connection, origin)
        if not there:
            setting = origin.kind.setting("TABLE")
            words = {"kind": _kind(url), "table": origin.full_name, "setting": setting}
            raise Unreadable(lazy("fault.no-such-table", **words))
        names: list[str] = [name for name in origin.kind.columns if name in there]
        asked: Select[*tuple[Any, ...]] = select(*(column(name) for name in names)).select_from(
            table_of(origin.table_name, schema=origin.schema)
        )
        for name, values in origin.conditions(names):
            asked = asked.where(column(name).in_(values))
        if KEY in names:
            asked = asked.order_by(column(KEY))
        return names, [tuple(row) for row in connection.execute(asked)]


def _columns(connection: Connection, origin: Origin) -> set[str]:
    """Return the columns of the table or view; none where there is no such table."""
    seen = inspect(connection)
    if not seen.has_table(origin.table_name, schema=origin.schema):
        return set()
    return {
        str(found["name"]) for found in seen.get_columns(origin.table_name, schema=origin.schema)
    }


@contextmanager
def _reading(url: URL, origin: Origin) -> Iterator[Connection]:
    """Open a connection that can only read, for one reading."""
    try:
        engine = create_engine(_read_only(url), poolclass=NullPool, connect_args=_patience(url))
    except NoSuchModuleError:
        words = {"setting": origin.kind.setting("URL"), "dialect": url.drivername}
        raise Unreadable(lazy("fault.unknown-dialect", **words)) from None
    except ImportError as fault:
        words = {
            "setting": origin.kind.setting("URL"),
            "dialect": url.drivername,
            "driver": str(fault.name),
        }
        raise Unreadable(lazy("fault.no-driver", **words)) from None
    except (SQLAlchemyError, TypeError, ValueError) as fault:
        _refuse(url, origin, fault, "fault.database-not-opened")
    try:
        connection = engine.connect()
    except SQLAlchemyError as fault:
        _refuse(url, origin, fault, "fault.database-away")
    try:
        with connection, connection.execution_options(**_options(url)).begin():
            if _is_postgresql(url):
                wait = STATEMENT_SECONDS * 1000
                connection.execute(text(f"SET LOCAL statement_timeout = {wait:d}"))
            yield connection
    except SQLAlchemyError as fault:
        _refuse(url, origin, fault, "fault.database-unread")
    finally:
        engine.dispose()


def _url(origin: Origin) -> URL:
    try:
        return make_url(origin.url)
    except (ArgumentError, ValueError):  # its own words would show the address
        words = {"setting": origin.kind.setting("URL"), "example": EXAMPLE}
        raise Unreadable(lazy("fault.no-address", **words)) from None


def _read_only(url: URL) -> URL:
    """Name a SQLite file so that it is never written to, nor made where it is missing."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return url
    name = quote(Path(url.database).absolute().as_posix())
    return url.set(database=f"file:{name}", query={"mode": "ro", "uri": "true"})


def _patience(url: URL) -> dict[str, Any]:
    if _is_postgresql(url) and "psycopg" in url.get_driver_name():
        return {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    return {}


def _options(url: URL) -> dict[str, Any]:
    return {"postgresql_readonly": True} if _is_postgresql(url) else {}


def _is_postgresql(url: URL) -> bool:
    return url.get_backend_name() == "postgresql"


def _kind(url: URL) -> str:
    return KINDS.get(url.get_backend_name(), url.get_backend_name())


def _refuse(url: URL, origin: Origin, fault: Exception, key: str) -> Never:
    """Tell the reader what is the matter in a sentence, and the log what the driver said of it."""
    said = str(getattr(fault, "orig", None) or fault)
    for secret in _secrets(url):
        said = said.replace(secret, HIDDEN)
    _LOG.warning("%s: %s", url.set(query={}).render_as_string(hide_password=True), said)
    raise Unreadable(lazy(key, kind=_kind(url), table=origin.full_name)) from None


def _secrets(url: URL) -> set[str]:
    """Return what must not be shown of an address, as it is and as an address writes it."""
    given = [url.password, *(value for name, value in url.query.items() if _SECRET.search(name))]
    plain = {str(value) for value in given if value}
    return plain | {quote(value, safe="") for value in plain}
