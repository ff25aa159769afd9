"""Tests what is said, and what is left, where files cannot be read or written."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commitments import ROOT
from commitments.atlas import boundaries
from commitments.atlas.load import Atlas
from commitments.domain.figure_request import Format, Kind, Order
from commitments.domain.model import Unreadable
from commitments.figures import assets
from commitments.prints import figures as prints
from commitments.prints import typography as letters
from commitments.queries.selection_parsing import selection
from commitments.uploads import pipeline as uploads

pytestmark = pytest.mark.long

ROOM = 2_000  # bytes of a file on the disk that is full
FIGURE = ("figure", "map", "--indicator", "forest_coverage", "--year", "2025", "--out")
TABLE = "province,indicator,value,unit,year\n" + "Hebei,forest_coverage,45,%,2030\n" * 2_000
FULL = f"""
import resource, sys
from commitments.cli.main import main
from commitments.prints import figures
resource.setrlimit(resource.RLIMIT_FSIZE, ({ROOM}, {ROOM}))
sys.exit(main(sys.argv[1:]))
"""


@contextmanager
def a_full_disk() -> Iterator[None]:
    """Let no file grow beyond a little: a write past it fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def on_a_full_disk(*arguments: str) -> tuple[int, str]:
    """Run a command on a full disk; return its status and what it says of faults."""
    python = (sys.executable, "-B", "-c")  # -B: no module that it imports is kept cut short
    run = subprocess.run([*python, FULL, *arguments], cwd=ROOT, capture_output=True, text=True)
    return run.returncode, run.stderr.strip()


def test_a_figure_that_finds_no_room_leaves_what_stood_there(tmp_path: Path) -> None:
    out = tmp_path / "forest.png"
    out.write_bytes(b"the last one")
    status, said = on_a_full_disk(*FIGURE, str(out))
    assert (status, said) == (
        2,
        "forest.png cannot be written: it is larger than a file may be here",
    )
    assert [file.name for file in tmp_path.iterdir()] == ["forest.png"]
    assert out.read_bytes() == b"the last one"


def test_a_briefing_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    spec, out = tmp_path / "a.toml", tmp_path / "a.pptx"
    spec.write_text('[[item]]\nkind = "map"\n', encoding="utf-8")
    status, said = on_a_full_disk("brief", str(spec), "--out", str(out))
    assert (status, said) == (2, "a.pptx cannot be written: it is larger than a file may be here")
    assert [file.name for file in tmp_path.iterdir()] == ["a.toml"]


def test_a_table_handed_back_finds_no_room(
    real_atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    report = uploads.judged(uploads.read(TABLE.encode(), "plan.csv"), real_atlas)
    with a_full_disk(), pytest.raises(Unreadable) as fault:
        uploads.annotated_xlsx(report)
    assert str(fault.value) == (
        "The file could not be made: there is no room for it on the server's disk."
    )
    assert not list(tmp_path.iterdir())
    assert uploads.annotated_xlsx(report)
    assert not list(tmp_path.iterdir())


# ---- files that the atlas is drawn with ----


@pytest.fixture
def no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the fonts be looked for where there are none."""
    _forget_fonts()
    monkeypatch.setattr(assets, "FONTS", tmp_path)
    yield tmp_path
    _forget_fonts()


def _forget_fonts() -> None:
    for kept in (letters.latin, letters._drawable, letters._advances, letters._font):
        kept.cache_clear()


@pytest.mark.parametrize("content", [None, b"", b"no font"])
def test_a_font_that_cannot_be_read(
    real_atlas: Atlas, no_fonts: Path, content: bytes | None
) -> None:
    if content is not None:
        for file, *_ in letters.FILES:
            (no_fonts / file).write_bytes(content)
    order = Order(Kind.MAP, selection(real_atlas, Kind.MAP, indicator="forest_coverage"))
    with pytest.raises(Unreadable) as fault:
        prints.figure(real_atlas, order).file(Format.PNG)
    assert str(fault.value) == (
        "Nothing can be printed: static/fonts/SourceSans3-Regular.ttf cannot be read. "
        "All else works."
    )


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b"\xff"])
def test_a_drawing_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setattr(boundaries, "DRAWING", tmp_path / "provinces.json")
    if content is not None:
        boundaries.DRAWING.write_bytes(content)
    with pytest.raises(Unreadable) as fault:
        boundaries.drawn()
    assert str(fault.value) == "provinces.json is missing or damaged; run `make shapes`"


def test_what_is_lost_is_said_with_every_file() -> None:
    gone = [assets.STATIC / "a.js", assets.STATIC / "b.css"]
    assert assets.lost([*gone, assets.STYLE], assets.NO_MAP) == (
        "No map can be drawn: static/a.js, static/b.css cannot be read. All else works."
    )
    assert assets.lost([assets.STYLE, *assets.MAP, *assets.MATRIX], assets.NO_MAP) == ""
