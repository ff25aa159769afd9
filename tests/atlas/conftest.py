"""Gives tests of the atlas a folder from which everything is read."""

import shutil
from pathlib import Path

import pytest
from support import small

from commitments import ROOT
from commitments.atlas import boundaries, load
from commitments.domain.model import TARGET_COLUMNS


@pytest.fixture
def files(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with everything that an atlas is read from, and let it be read from there."""
    small.write(home / "targets.csv", TARGET_COLUMNS, small.numbered([small.figure()]))
    shutil.copy(ROOT / "static" / "provinces.json", home)
    shutil.copy(ROOT / "geodata" / "outlines.json", home)
    for module, name in ((load, "TARGETS"), (boundaries, "DRAWING"), (boundaries, "OUTLINES")):
        monkeypatch.setattr(module, name, home / getattr(module, name).name)
    return home
