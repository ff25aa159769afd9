"""Finds the pages of the atlas, so that a test covers a page from its first day."""

from pathlib import Path
from typing import Final

from commitments import ROOT

PAGES: Final = [
    Path("app.py"),
    *(p.relative_to(ROOT) for p in sorted((ROOT / "pages").glob("*.py"))),
]


def address(page: Path) -> str:
    """Return where a browser finds a page: `Map` for pages/1_Map.py, nothing for app.py."""
    return "" if page.parent == Path() else page.stem.split("_", 1)[-1]


def named(page: Path) -> str:
    """Name a page in a test's id."""
    return address(page) or "Overview"
