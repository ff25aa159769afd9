"""Hands the tests the real atlas, read once, and a folder with a tiny codebook."""

from pathlib import Path

import pytest
from support import small

from commitments.atlas import boundaries, load
from commitments.atlas.load import Atlas


@pytest.fixture(scope="session")
def real_atlas() -> Atlas:
    """Return everything the project holds, checked; no test may change it."""
    return load.atlas()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that holds the tiny codebook, and let the project read from it alone."""
    small.write_codebook(tmp_path)
    monkeypatch.setattr(load, "CODEBOOK", tmp_path)
    monkeypatch.setattr(boundaries, "GEODATA", tmp_path)
    monkeypatch.delenv(boundaries.SHAPES_SETTING, raising=False)
    return tmp_path
