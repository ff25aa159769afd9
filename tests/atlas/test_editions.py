"""Tests that a fault in a file never takes away the edition that stands."""

import os
import threading
from pathlib import Path

import pytest
from support import small

from commitments.atlas import editions, load
from commitments.atlas.editions import Keeper
from commitments.domain.model import TARGET_COLUMNS, InvalidTable, Unreadable

CODEBOOK = ("indicators.csv", "sources.csv", "places.csv", "units.csv", "former_ids.csv")


@pytest.fixture
def keeper() -> Keeper:
    return Keeper(load.atlas, editions.files_stamp)


def write(path: Path, text: str) -> None:
    """Write a file so that its time tells it from what stood there before."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))


def said(keeper: Keeper) -> list[str]:
    return [str(problem) for problem in keeper.edition().problems]


def test_a_sound_edit_appears_at_once(files: Path, keeper: Keeper) -> None:
    first = keeper.edition()
    assert keeper.edition() is first
    edit(files / "targets.csv", "36.5", "37.5")
    assert keeper.edition().atlas.targets["value"].tolist() == [37.5]
    assert keeper.edition().since > first.since


def test_a_broken_edit_leaves_the_table_that_stands(files: Path, keeper: Keeper) -> None:
    first = keeper.edition()
    edit(files / "targets.csv", "Hebei", "Hebeii")
    kept = keeper.edition()
    assert (kept.atlas, kept.since) == (first.atlas, first.since)
    assert said(keeper) == [
        "row 2, province: 'Hebeii' is not a province; did you mean Hebei or Hubei or Beijing?"
    ]
    edit(files / "targets.csv", "Hebeii", "Hebei")
    assert said(keeper) == []
    assert keeper.edition().since == first.since, "nothing in it has changed"


def test_an_edit_of_the_codebook_appears_and_a_broken_one_does_not(
    files: Path, keeper: Keeper
) -> None:
    first = keeper.edition().atlas
    edit(files / "indicators.csv", "Forest cover, share", "Forests")
    second = keeper.edition().atlas
    assert second.indicators.at["forest_coverage", "name"] == "Forests"
    assert second.version == first.version
    assert second.fingerprint != first.fingerprint
    edit(files / "indicators.csv", "ecology", "echology")
    assert keeper.edition().atlas is second
    assert said(keeper)[0].startswith("codebook/indicators.csv row 2, theme: 'echology' is not")


def test_shapes_that_do_not_fit_their_drawing_leave_what_stands(
    files: Path,
) -> None:
    keeper = Keeper(editions.whole, editions.files_stamp)
    first = keeper.edition()
    edit(files / "provinces.geojson", '"Hebei"', '"Hebei" ')
    assert keeper.edition().atlas is first.atlas
    assert said(keeper) == ["provinces.json was not made from provinces.geojson; run `make shapes`"]
    write(files / "provinces.geojson", "{}")
    assert said(keeper) == ["provinces.geojson is not a GeoJSON file of named areas"]


@pytest.mark.long
@pytest.mark.parametrize("file", ["targets.csv", *CODEBOOK, "edition.txt", "provinces.geojson"])
@pytest.mark.parametrize("content", ["", "\n\n", "a,b\n1,2,3\n1,2,3\n", "id,unit\n", "\x00" * 9])
def test_no_content_of_a_file_takes_the_atlas_away(
    files: Path, keeper: Keeper, file: str, content: str
) -> None:
    first = keeper.edition().atlas
    write(files / file, content)
    kept = keeper.edition()
    assert kept.atlas is first or kept.atlas.fingerprint != first.fingerprint
    if kept.atlas is first:
        assert kept.problems


@pytest.mark.long
@pytest.mark.parametrize("file", ["targets.csv", *CODEBOOK, "edition.txt", "provinces.geojson"])
@pytest.mark.parametrize("instead", ["nothing", "a folder", "a picture"])
def test_a_file_that_cannot_be_read_leaves_what_stands(
    files: Path, keeper: Keeper, file: str, instead: str
) -> None:
    first = keeper.edition().atlas
    (files / file).unlink()
    if instead == "a folder":
        (files / file).mkdir()
    elif instead == "a picture":
        (files / file).write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff")
    assert keeper.edition().atlas is first
    (fault,) = said(keeper)
    assert fault.startswith(file), fault
    assert str(files) not in fault, fault


@pytest.mark.long
@pytest.mark.parametrize("file", ["targets.csv", *CODEBOOK])
def test_no_lost_column_takes_the_atlas_away(files: Path, keeper: Keeper, file: str) -> None:
    first = keeper.edition().atlas
    columns = load.table(files / file)
    for name in columns:
        write(files / file, columns.drop(columns=name).to_csv(index=False))
        kept = keeper.edition()
        assert kept.problems or kept.atlas is not first, name


def test_no_codebook_at_all(files: Path, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keeper.edition().atlas
    monkeypatch.setattr(load, "CODEBOOK", files / "nowhere")
    assert keeper.edition().atlas is first
    assert said(keeper) == ["units.csv is missing"]


def test_a_fault_at_the_start_is_raised_until_it_is_mended(files: Path, keeper: Keeper) -> None:
    edit(files / "targets.csv", "Hebei", "Hebeii")
    for _ in range(2):
        with pytest.raises(InvalidTable, match="'Hebeii' is not a province"):
            keeper.edition()
    (files / "targets.csv").unlink()
    with pytest.raises(Unreadable, match=r"^targets.csv is missing$"):
        keeper.edition()
    small.write(files / "targets.csv", TARGET_COLUMNS, small.numbered([small.figure()]))
    assert keeper.edition().problems == ()


def test_it_is_read_once_for_each_stamp() -> None:
    read: list[int] = []
    stamps = iter([1, 1, 1, 2, 2, 2])

    def fail() -> load.Atlas:
        read.append(1)
        raise Unreadable("not there")

    keeper = Keeper(fail, lambda: next(stamps))
    for _ in range(3):
        with pytest.raises(Unreadable, match="not there"):
            keeper.edition()
    assert len(read) == 2


def test_readers_go_on_while_one_waits_for_a_new_edition(real_atlas: load.Atlas) -> None:
    entered, let_go, stamp = threading.Event(), threading.Event(), [1]

    def read() -> load.Atlas:
        if stamp[0] == 2:
            entered.set()
            assert let_go.wait(timeout=30)
            raise Unreadable("not there")
        return real_atlas

    keeper = Keeper(read, lambda: stamp[0])
    keeper.edition()
    stamp[0] = 2
    waiting = threading.Thread(target=keeper.edition)
    waiting.start()
    assert entered.wait(timeout=30)
    assert keeper.edition().problems == ()
    let_go.set()
    waiting.join(timeout=30)
    assert [p.why for p in keeper.edition().problems] == ["not there"]


def test_what_is_kept_is_said_in_a_sentence(files: Path, keeper: Keeper) -> None:
    keeper.edition()
    (files / "targets.csv").unlink()
    words = editions.kept_in_words(keeper.edition())
    assert words.startswith("The newest tables have 1 problem and are not shown.")
    assert "the last sound edition, of 2026-11-20 (" in words
    assert "kept since 20" in words
