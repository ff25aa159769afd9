"""Tests the table of commitments from settings, Parquet, SQLite and filtered CSV."""

import logging
import os
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from support import small, stored

from commitments import ROOT
from commitments.atlas import load
from commitments.atlas.storage import origin, reading
from commitments.atlas.storage.origin import Origin
from commitments.domain.model import TARGET_COLUMNS, InvalidTable, Unreadable

ROWS = small.numbered([
    small.figure(value="36.5"), small.figure(province="Jilin", value="45"), small.words(),
])  # fmt: skip
DEFAULT = Path("/atlas/targets.csv")


def from_settings(**given: str) -> Origin:
    return origin.configured(DEFAULT, {f"TARGETS_{name.upper()}": v for name, v in given.items()})


def refused(what: Origin) -> str:
    with pytest.raises(Unreadable) as fault:
        reading.read(what)
    return str(fault.value)


def database(path: Path, rows: list[small.Row] = ROWS, extra: str = "") -> str:
    return stored.database(path, "targets", TARGET_COLUMNS, rows, extra)


def parquet(path: Path, rows: list[small.Row] = ROWS) -> Path:
    return stored.parquet(path, rows)


# ---- settings ----


def test_nothing_set_is_the_file_beside_the_code() -> None:
    assert from_settings() == Origin(DEFAULT)
    assert from_settings(url="  ") == Origin(DEFAULT)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("other.csv", "/atlas/other.csv"),
        ("/data/targets.parquet", "/data/targets.parquet"),
        ("file:///data/our%20targets.csv", "/data/our targets.csv"),
    ],
)
def test_a_file(url: str, path: str) -> None:
    assert from_settings(url=url).path == Path(path)


def test_a_table_of_a_database() -> None:
    asked = from_settings(
        url="postgresql://h/d", table="open.commitments_2027", seconds="60",
        only="theme=air, water; province=Inner Mongolia",
    )  # fmt: skip
    assert (asked.schema, asked.table, asked.seconds) == ("open", "commitments_2027", 60)
    assert asked.only == (("theme", ("air", "water")), ("province", ("Inner Mongolia",)))


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"url": "https://h/t.csv"}, "TARGETS_URL names a web address; keep the file on a disk"),
        ({"table": "a; DROP TABLE b"}, "TARGETS_TABLE is 'a; DROP TABLE b'; write the name of"),
        ({"table": "a.b.c"}, "TARGETS_TABLE is 'a.b.c'; write the name of a table or view"),
        ({"seconds": "0"}, "TARGETS_SECONDS is '0'; write whole seconds, 1 or more"),
        ({"seconds": "5m"}, "TARGETS_SECONDS is '5m'; write whole seconds, 1 or more"),
        ({"only": "note=x"}, "TARGETS_ONLY has 'note=x'; write one of province, theme, indicator"),
        ({"only": "theme="}, "TARGETS_ONLY has 'theme='; write one of province, theme"),
        ({"only": "theme=air; theme=water"}, "TARGETS_ONLY has 'theme=water'; write one of"),
    ],
)
def test_a_setting_that_makes_no_sense(given: dict[str, str], fault: str) -> None:
    with pytest.raises(Unreadable) as said:
        from_settings(**({"url": "postgresql://h/d"} | given))
    assert str(said.value).startswith(fault)


def test_the_atlas_follows_the_setting(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TARGETS_URL", database(home / "atlas.db"))
    monkeypatch.setenv("TARGETS_ONLY", "province=Jilin")
    monkeypatch.setattr(load, "RESULTS", "none-of-these.csv")
    assert load.atlas().targets["province"].tolist() == ["Jilin"]


# ---- cells ----


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("", ""), ("028.0", "028.0"), (2035, "2035"), (2035.0, "2035"), (36.5, "36.5"),
        (0.1, "0.1"), (1e-7, "0.0000001"), (1e21, "1" + "0" * 21), (float("nan"), ""),
        (Decimal("28.00"), "28"), (Decimal("0.50"), "0.5"), (Decimal("1E+3"), "1000"), (0.0, "0"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_in_a_csv_file(value: object, text: str) -> None:
    assert reading.cell(value) == text


def read(asked: Origin) -> list[dict[str, str]]:
    return reading.read(asked).to_dict("records")


def test_a_database_and_parquet_hold_what_csv_holds(tmp_path: Path) -> None:
    csv = Origin(small.write(tmp_path / "t.csv", TARGET_COLUMNS, ROWS))
    held = Origin(url=database(tmp_path / "t.db", extra=", of_no_concern BLOB"))
    by_id = sorted(read(csv), key=lambda row: row["id"])
    assert read(held) == by_id
    assert read(Origin(parquet(tmp_path / "t.parquet"))) == read(csv)


def test_only_what_is_wanted_is_read(tmp_path: Path) -> None:
    only = (("province", ("Jilin", "Shanxi")), ("theme", ("ecology",)))
    csv = small.write(tmp_path / "t.csv", TARGET_COLUMNS, ROWS)
    for asked in (
        Origin(csv, only=only),
        Origin(parquet(tmp_path / "t.parquet"), only=only),
        Origin(url=database(tmp_path / "t.db"), only=only),
    ):
        assert [row["province"] for row in read(asked)] == ["Jilin"]


def test_a_view_serves_as_a_table(tmp_path: Path) -> None:
    url = database(tmp_path / "t.db")
    with sqlite3.connect(tmp_path / "t.db") as connection:
        connection.execute("CREATE VIEW open AS SELECT * FROM targets WHERE value IS NOT NULL")
    connection.close()
    assert len(read(Origin(url=url, table="open"))) == 2


def test_no_rows(tmp_path: Path) -> None:
    found = reading.read(Origin(url=database(tmp_path / "t.db", rows=[])))
    assert found.empty
    assert list(found.columns) == list(TARGET_COLUMNS)


def test_a_cell_of_a_filter_is_never_a_statement(tmp_path: Path) -> None:
    hostile = (("province", ("' OR 1=1 --", 'Hebei"; DROP TABLE targets; --')),)
    url = database(tmp_path / "t.db")
    assert read(Origin(url=url, only=hostile)) == []
    assert len(read(Origin(url=url))) == len(ROWS)


# ---- rules ----


@pytest.fixture
def wrong(home: Path) -> list[Origin]:
    rows = small.numbered([*ROWS, small.figure(province="Jilin", comparator="atleast")])
    return [Origin(url=database(home / "t.db", rows)), Origin(parquet(home / "t.parquet", rows))]


def test_problems_are_named_by_id(wrong: list[Origin]) -> None:
    for asked in wrong:
        rows, codebook = reading.read(asked), load.codebook_tables()
        (found,) = load.table_problems(rows, codebook, asked)
        assert str(found).startswith(
            "id jl-forest_coverage-2035-4, comparator: 'atleast' is not one of at_least"
        )


def test_a_missing_column_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = database(home / "t.db")
    with sqlite3.connect(home / "t.db") as connection:
        connection.execute("ALTER TABLE targets DROP COLUMN summary")
    connection.close()
    monkeypatch.setenv("TARGETS_URL", url)
    with pytest.raises(InvalidTable, match=r"^summary: the column is missing"):
        load.atlas()


def test_the_version_is_of_what_is_held(tmp_path: Path) -> None:
    held = reading.read(Origin(url=database(tmp_path / "t.db")))
    filed = reading.read(Origin(parquet(tmp_path / "t.parquet"))).sort_values("id")
    assert reading.version(held) == reading.version(filed.reset_index(drop=True))
    assert reading.version(held) != reading.version(held.replace("36.5", "36.6"))


# ---- what cannot be read ----


def test_a_missing_database_is_not_made(tmp_path: Path) -> None:
    asked = Origin(url=f"sqlite:///{tmp_path / 'none.db'}")
    assert refused(asked) == (
        "the SQLite database with the table 'targets' cannot be reached; the server's log says why"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    asked = Origin(url=database(tmp_path / "t.db"), table="target")
    assert refused(asked) == ("the SQLite database has no table 'target'; name it in TARGETS_TABLE")


def test_no_database_at_all(tmp_path: Path) -> None:
    (tmp_path / "t.db").write_text("id,province\n" * 100, encoding="utf-8")
    said = refused(Origin(url=f"sqlite:///{tmp_path / 't.db'}"))
    assert said.startswith("the SQLite database with the table 'targets' cannot be re")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://a:secret@h:port/d", "TARGETS_URL is not the address of a database"),
        ("nosuch://a:secret@h/d", "TARGETS_URL names 'nosuch', which SQLAlchemy does not know"),
        ("oracle+cx_oracle://a:secret@h/d", "TARGETS_URL names 'oracle+cx_oracle', whose driver"),
    ],
)
def test_an_address_that_leads_nowhere(url: str, said: str) -> None:
    found = refused(Origin(url=url))
    assert found.startswith(said)
    assert "secret" not in found


def test_no_parquet(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and nothing else")
    assert refused(Origin(tmp_path / "t.parquet")).startswith("t.parquet cannot be read as Parquet")
    assert refused(Origin(tmp_path / "u.parquet")) == "u.parquet is missing"


def test_a_database_is_never_written_to(tmp_path: Path) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import OperationalError

    from commitments.atlas.storage import database as door

    asked = Origin(url=database(tmp_path / "t.db"))
    with (
        door._reading(door._url(asked), asked) as connection,
        pytest.raises(OperationalError, match="readonly"),
    ):
        connection.execute(text("DELETE FROM targets"))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://reader:s%40cret@127.0.0.1:1/d",
        "postgresql://reader@127.0.0.1:1/d?password=s%40cret",
    ],
)
def test_a_password_is_never_shown(url: str, caplog: pytest.LogCaptureFixture) -> None:
    asked = Origin(url=url)
    with caplog.at_level(logging.DEBUG):
        said = refused(asked)
    assert said.startswith("the PostgreSQL database with the table 'targets' cannot be reached")
    for shown in (said, caplog.text, repr(asked), str(asked.stamp())):
        assert "s@cret" not in shown
        assert "s%40cret" not in shown
    assert "127.0.0.1" in caplog.text


@pytest.mark.parametrize(
    "url", ["postgresql://a:s%40cret@h/d", "postgresql://a@h/d?sslpassword=s%40cret"]
)
def test_a_password_that_a_driver_repeats_is_not_shown(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    from commitments.atlas.storage import database as door

    said = ValueError("bad dsn: user=a password=s@cret, s%40cret")
    with pytest.raises(Unreadable, match="cannot be opened"):
        door._refuse(door._url(Origin(url=url)), Origin(url=url), said, "fault.database-not-opened")
    assert "bad dsn: user=a password=***, ***" in caplog.text
    assert "cret" not in caplog.text


# ---- when it is read anew ----


def test_a_file_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    asked = Origin(small.write(tmp_path / "t.csv", TARGET_COLUMNS, ROWS))
    before = asked.stamp()
    assert asked.stamp() == before
    os.utime(asked.path, (1, 1))
    assert asked.stamp() != before


def test_a_database_is_read_anew_after_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Origin(url="sqlite:///t.db", seconds=60)
    stamps = {}
    for second in (600, 659, 660):
        monkeypatch.setattr(origin.time, "monotonic", lambda second=second: float(second))
        stamps[second] = asked.stamp()
    assert stamps[600] == stamps[659] != stamps[660]


@pytest.mark.long
def test_a_file_needs_nothing_of_a_database() -> None:
    loaded = "import sys; from commitments.atlas import load; load.atlas(); "
    asked = loaded + "print('sqlalchemy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("TARGETS_")},
    )  # fmt: skip
    assert done.stdout.strip() == "False"
