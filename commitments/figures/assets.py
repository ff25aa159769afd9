"""Static files that the figures need, and what is lost without one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from commitments import ROOT
from commitments.domain.model import Unreadable
from commitments.language import Language, LazyText, enumerated, lazy

STATIC: Final = ROOT / "static"
COLOURS: Final = STATIC / "atlas-colours.css"
STYLE: Final = STATIC / "atlas.css"
MAP: Final = (
    STATIC / "leaflet" / "leaflet.js",
    STATIC / "leaflet" / "leaflet.css",
    STATIC / "atlas-map.js",
    STATIC / "atlas-keys.js",
    STATIC / "atlas-map.css",
    COLOURS,
)
MATRIX: Final = (STATIC / "atlas-matrix.js", STATIC / "atlas-matrix.css")
ROWS: Final = (STATIC / "atlas-rows.js", STATIC / "atlas-rows.css")
PROGRESS: Final = (STATIC / "atlas-progress.js", STATIC / "atlas-progress.css")
DOTS: Final = (STATIC / "atlas-dots.js", STATIC / "atlas-dots.css")
COPY: Final = (STATIC / "atlas-copy.js", STATIC / "atlas-copy.css")
PARTS: Final = STATIC / "atlas-parts.js"  # shows those above
ACCESS: Final = STATIC / "atlas-access.js"
FOLLOWING: Final = STATIC / "atlas-following.js"
WORDS: Final = STATIC / "atlas-words.js"

FONTS: Final = STATIC / "fonts"
NO_STYLE: Final = "fault.no-style"
NO_MAP: Final = "fault.no-map"
NO_MATRIX: Final = "fault.no-matrix"
NO_ROWS: Final = "fault.no-rows"
NO_PROGRESS: Final = "fault.no-progress"
NO_DOTS: Final = "fault.no-dots"
NO_COPY: Final = "fault.no-copy"
NO_ACCESS: Final = "fault.no-access"
NO_FOLLOWING: Final = "fault.no-following"
NO_TEXT: Final = "fault.no-text"
NO_PRINT: Final = "fault.no-print"


def lost(files: Sequence[Path], key: str) -> str:
    """Say which files of the atlas are gone and what that takes away; blank where none is."""
    gone = [file for file in files if not file.is_file()]
    return str(_said(gone, key)) if gone else ""


def changed(file: Path) -> int:
    """Return when a file last changed, in nanoseconds; nought where it is gone."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def versioned(file: Path) -> str:
    """Return the name of a file with its version, under which a browser may keep it."""
    return f"{file.name}?{changed(file)}"


def text(file: Path, key: str) -> str:
    """Return the text of a file of the atlas; Unreadable with what is lost without it."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Unreadable(_said([file], key)) from None


def prose(file: str, language: Language) -> Path:
    """Return where a text of the project's own stands: `method.md`, or `method.zh.md`."""
    name = Path(file)
    told = name if language == Language.ENGLISH else name.with_suffix(f".{language}{name.suffix}")
    return ROOT / "docs" / told


def slides(language: Language) -> list[Path]:
    """Return the pictures of a small briefing that `make examples` has printed, in their order."""
    gallery = ROOT / "docs" / "gallery"
    folder = gallery if language == Language.ENGLISH else gallery / language
    return sorted(folder.glob("briefing-*.png"))


def _said(files: Sequence[Path], key: str) -> LazyText:
    names = [str(file.relative_to(ROOT)) for file in files]
    return lazy(key, files=LazyText(enumerated, names))
