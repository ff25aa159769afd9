"""Tests the table of commitments in a real PostgreSQL."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browser.serving import HOST
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from support import databases
from support.databases import OWNER, PASSWORD, Cluster

from commitments.atlas import editions, load
from commitments.atlas.storage import database as door
from commitments.atlas.storage import origin, reading
from commitments.atlas.storage.origin import Origin
from commitments.domain.model import TARGET_COLUMNS, Unreadable
from commitments.domain.results import RESULT_COLUMNS

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(databases.programs() is None, reason="no PostgreSQL is installed"),
]

DECIMALS = ("value", "value_high", "base_value", "corrected_value")
WHOLE = ("year", "base_year")
READER = "a reader"
SECRET = "only/looking@it"
ONLY_READS = f"""
  CREATE ROLE "{READER}" LOGIN PASSWORD '{SECRET}';
  CREATE SCHEMA open; GRANT USAGE ON SCHEMA open TO "{READER}";
  CREATE VIEW open.commitments AS SELECT * FROM targets;
  GRANT SELECT ON open.commitments TO "{READER}";
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with databases.cluster() as running:
        yield running


@pytest.fixture(scope="module")
def engine(cluster: Cluster) -> Iterator[Engine]:
    """Fill the database with the project's own table, its figures in columns of numbers."""
    made = create_engine(address(cluster, OWNER, PASSWORD), poolclass=NullPool)
    columns = ", ".join(f'"{name}" {kind(name)}' for name in TARGET_COLUMNS)
    frame = load.table(load.TARGETS)
    named = ", ".join(f'"{name}"' for name in TARGET_COLUMNS)
    marks = ", ".join(f"CAST(:{name} AS {kind(name)})" for name in TARGET_COLUMNS)
    with made.begin() as connection:
        connection.execute(text(f"CREATE TABLE targets ({columns})"))
        rows = frame.replace("", None).astype(object).where(frame != "", None).to_dict("records")
        connection.execute(text(f"INSERT INTO targets ({named}) VALUES ({marks})"), rows)
        connection.execute(text(ONLY_READS))
    yield made
    made.dispose()


def kind(name: str) -> str:
    if name in DECIMALS:
        return "numeric(20, 6)"
    return "integer" if name in WHOLE else "text"


def address(cluster: Cluster, role: str, password: str, extra: str = "") -> str:
    role, password = quote(role, safe=""), quote(password, safe="")
    return f"postgresql://{role}:{password}@{HOST}:{cluster.port}/postgres{extra}"


def refused(what: Origin) -> str:
    with pytest.raises(Unreadable) as fault:
        reading.read(what)
    return str(fault.value)


@pytest.fixture
def asked(cluster: Cluster, engine: Engine) -> Origin:  # noqa: ARG001
    return Origin(url=address(cluster, READER, SECRET), schema="open", table="commitments")


def test_the_atlas_of_a_database_is_the_atlas_of_the_file(
    asked: Origin, monkeypatch: pytest.MonkeyPatch, real_atlas: load.Atlas
) -> None:
    monkeypatch.setenv("TARGETS_URL", asked.url)
    monkeypatch.setenv("TARGETS_TABLE", "open.commitments")
    held, filed = load.atlas(), real_atlas
    assert len(held.targets) == len(filed.targets)
    by_id = held.targets.set_index("id").loc[filed.targets["id"]]
    for name in ("drawn", "drawn_high", "year", "summary", "as_printed", "source"):
        theirs = filed.targets.set_index("id")[name]
        assert by_id[name].equals(theirs), name


def test_results_of_a_database_are_those_of_the_file(
    cluster: Cluster, engine: Engine, monkeypatch: pytest.MonkeyPatch, real_atlas: load.Atlas
) -> None:
    frame = load.reported(load.results_origin())
    columns = ", ".join(f'"{name}" {kind(name)}' for name in RESULT_COLUMNS)
    named = ", ".join(f'"{name}"' for name in RESULT_COLUMNS)
    marks = ", ".join(f"CAST(:{name} AS {kind(name)})" for name in RESULT_COLUMNS)
    rows = frame.astype(object).where(frame != "", None).to_dict("records")
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE open.reported ({columns})"))
        connection.execute(text(f"INSERT INTO open.reported ({named}) VALUES ({marks})"), rows)
        connection.execute(text(f'GRANT SELECT ON open.reported TO "{READER}"'))
    monkeypatch.setenv("RESULTS_URL", address(cluster, READER, SECRET))
    monkeypatch.setenv("RESULTS_TABLE", "open.reported")
    held = load.atlas().results.set_index("id").loc[real_atlas.results["id"]]
    filed = real_atlas.results.set_index("id")
    for name in ("drawn", "drawn_high", "year", "as_of", "scope", "source"):
        assert held[name].equals(filed[name]), name


def test_only_what_is_wanted_leaves_the_database(
    asked: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[int] = []
    rows = door.rows
    monkeypatch.setattr(
        door, "rows", lambda origin: (found := rows(origin), fetched.append(len(found[1])))[0]
    )
    part = Origin(
        url=asked.url, schema=asked.schema, table=asked.table,
        only=(("province", ("Hebei", "Jilin")), ("theme", ("water",))),
    )  # fmt: skip
    found = reading.read(part)
    assert set(found["province"]) == {"Hebei", "Jilin"}
    assert set(found["theme"]) == {"water"}
    assert fetched == [len(found)]
    assert list(found.columns) == list(TARGET_COLUMNS)


def test_even_the_owner_cannot_write_through_the_atlas(cluster: Cluster, engine: Engine) -> None:
    owner = Origin(url=address(cluster, OWNER, PASSWORD))
    with pytest.raises(Unreadable), door._reading(door._url(owner), owner) as connection:
        connection.execute(text("DELETE FROM targets"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM targets")).scalar_one() > 0


def test_a_long_statement_is_ended(asked: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "STATEMENT_SECONDS", 1)
    with (
        door._reading(door._url(asked), asked) as connection,
        pytest.raises(SQLAlchemyError, match="statement timeout"),
    ):
        connection.execute(text("SELECT pg_sleep(600)"))


def test_a_wrong_password_is_not_shown(
    cluster: Cluster, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    assert engine
    said = refused(Origin(url=address(cluster, READER, "a wrong/one")))
    assert said == (
        "the PostgreSQL database with the table 'targets' cannot be reached; "
        "the server's log says why"
    )
    assert "password authentication failed" in caplog.text
    assert "a wrong/one" not in caplog.text
    assert "a%20wrong" not in caplog.text


def test_a_table_it_may_not_read(cluster: Cluster, engine: Engine) -> None:
    assert engine
    said = refused(Origin(url=address(cluster, READER, SECRET)))
    assert said == (
        "the PostgreSQL database with the table 'targets' cannot be read; the server's log says why"
    )


def test_a_missing_table_is_named(asked: Origin) -> None:
    said = refused(Origin(url=asked.url, schema="open", table="nothing"))
    assert said == ("the PostgreSQL database has no table 'open.nothing'; name it in TARGETS_TABLE")


def test_the_last_table_is_kept_while_the_database_is_away(
    cluster: Cluster, asked: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = iter(range(0, 10_000, 60))
    monkeypatch.setattr(origin.time, "monotonic", lambda: float(next(second)))
    monkeypatch.setenv("TARGETS_URL", asked.url)
    monkeypatch.setenv("TARGETS_TABLE", "open.commitments")
    monkeypatch.setenv("TARGETS_SECONDS", "60")
    keeper = editions.Keeper(editions.whole, editions.files_stamp, load.is_unchanged)
    before = keeper.edition()
    cluster.stop()
    try:
        kept = keeper.edition()
    finally:
        cluster.start()
    assert kept.atlas is before.atlas
    (problem,) = kept.problems
    assert str(problem).startswith("the PostgreSQL database with the table 'open.commitments'")
    assert keeper.edition() == before


def test_what_has_not_changed_is_not_checked_again(
    asked: Origin, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = iter(range(0, 10_000, 60))
    monkeypatch.setattr(origin.time, "monotonic", lambda: float(next(second)))
    monkeypatch.setenv("TARGETS_URL", asked.url)
    monkeypatch.setenv("TARGETS_TABLE", "open.commitments")
    monkeypatch.setenv("TARGETS_SECONDS", "60")
    read: list[load.Atlas] = []
    keeper = editions.Keeper(
        lambda: read.append(load.atlas()) or read[-1], editions.files_stamp, load.is_unchanged
    )
    before = keeper.edition()
    assert keeper.edition() == before
    assert len(read) == 1
    changed = text("UPDATE targets SET note = :note WHERE id = 'he-environmental_quality-2027'")
    with engine.begin() as connection:
        connection.execute(changed, {"note": "Seen by a second reader."})
    after = keeper.edition()
    with engine.begin() as connection:
        connection.execute(changed, {"note": None})
    assert len(read) == 2
    assert after.atlas.version != before.atlas.version


def test_a_database_that_comes_back(cluster: Cluster, asked: Origin) -> None:
    assert len(reading.read(asked))
    cluster.stop()
    try:
        assert refused(asked) == (
            "the PostgreSQL database with the table 'open.commitments' cannot be reached; "
            "the server's log says why"
        )
    finally:
        cluster.start()
    assert len(reading.read(asked))
