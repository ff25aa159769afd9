"""Tests results from where an installer keeps them, and the edition that stands meanwhile."""

import os
import sqlite3
from pathlib import Path

import pandas as pd
import pytest
from support import small, stored

from commitments.atlas import editions, load
from commitments.atlas.editions import Keeper
from commitments.domain.model import InvalidTable, Unreadable
from commitments.domain.results import RESULT_COLUMNS

ROWS = small.numbered([small.result(), small.result("Jilin", value="45", year="2024")])


@pytest.fixture
def files(files: Path) -> Path:
    """Return the folder of an atlas, results among its files."""
    small.write(files / "results.csv", RESULT_COLUMNS, ROWS)
    return files


@pytest.fixture
def keeper() -> Keeper:
    return Keeper(load.atlas, editions.files_stamp, load.is_unchanged)


def edit(path: Path, old: str, new: str) -> None:
    """Change a file so that its time tells it from what stood there before."""
    before, text = path.stat().st_mtime_ns, path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def values(atlas: load.Atlas) -> list[float]:
    return sorted(atlas.results["value"].tolist())


def database(path: Path) -> str:
    return stored.database(path, "results", RESULT_COLUMNS, ROWS)


def parquet(path: Path) -> str:
    return str(stored.parquet(path, ROWS))


# ---- from elsewhere ----


def test_results_stand_beside_the_table(files: Path) -> None:
    assert values(load.atlas()) == [36.7, 45.0]
    (files / "results.csv").unlink()
    assert values(load.atlas()) == []


@pytest.mark.parametrize("make", [database, parquet], ids=["database", "Parquet"])
def test_results_from_elsewhere(files: Path, monkeypatch: pytest.MonkeyPatch, make) -> None:
    filed = load.atlas()
    (files / "results.csv").unlink()
    monkeypatch.setenv("RESULTS_URL", make(files / "held.parquet"))
    held = load.atlas()
    columns = list(RESULT_COLUMNS)
    theirs = filed.results[columns].sort_values("id", ignore_index=True)
    pd.testing.assert_frame_equal(
        held.results[columns].sort_values("id", ignore_index=True), theirs
    )


def test_only_the_rows_that_are_wanted(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESULTS_ONLY", "province=Jilin")
    assert values(load.atlas()) == [45.0]
    monkeypatch.setenv("RESULTS_ONLY", "theme=air")
    with pytest.raises(Unreadable, match=r"^RESULTS_ONLY has 'theme=air'; write one of province"):
        load.atlas()
    assert files.exists()


def test_a_setting_that_leads_nowhere_is_a_fault(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a setting there may be no results; where one names them, they must be there."""
    monkeypatch.setenv("RESULTS_URL", str(files / "reported.csv"))
    with pytest.raises(Unreadable, match=r"^reported.csv is missing"):
        load.atlas()


def test_faulty_rows_of_a_database_are_named_by_their_id(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = database(files / "atlas.db")
    with sqlite3.connect(files / "atlas.db") as connection:
        connection.execute("UPDATE results SET value = 101 WHERE province = 'Jilin'")
    connection.close()
    monkeypatch.setenv("RESULTS_URL", address)
    with pytest.raises(InvalidTable) as refused:
        load.atlas()
    assert "jl-forest_coverage-2024-2" in str(refused.value)


# ---- editions ----


def test_a_sound_edit_of_the_results_appears_at_once(files: Path, keeper: Keeper) -> None:
    first = keeper.edition().atlas
    edit(files / "results.csv", "36.7", "36.9")
    second = keeper.edition().atlas
    assert values(second) == [36.9, 45.0]
    assert second.version != first.version


def test_a_broken_edit_of_the_results_leaves_what_stands(files: Path, keeper: Keeper) -> None:
    first = keeper.edition()
    edit(files / "results.csv", "Hebei", "Hebeii")
    kept = keeper.edition()
    assert kept.atlas is first.atlas
    assert [str(problem) for problem in kept.problems] == [
        "results.csv row 2, province: 'Hebeii' is not a province; did you mean Hebei or Hubei or "
        "Beijing?"
    ]
    edit(files / "results.csv", "Hebeii", "Hebei")
    assert keeper.edition().problems == ()
    assert keeper.edition().since == first.since


def test_results_that_come_or_go_make_another_edition(files: Path, keeper: Keeper) -> None:
    assert values(keeper.edition().atlas) == [36.7, 45.0]
    kept = (files / "results.csv").rename(files / "away.csv")
    assert values(keeper.edition().atlas) == []
    kept.rename(files / "results.csv")
    assert values(keeper.edition().atlas) == [36.7, 45.0]


def test_an_edition_without_results_goes_by_the_table_alone(files: Path) -> None:
    with_results = load.atlas().version
    (files / "results.csv").unlink()
    alone = load.atlas().version
    assert alone != with_results
    assert len(alone) == len(with_results)
