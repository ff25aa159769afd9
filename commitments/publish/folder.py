"""The folder of a published atlas: its manifest, and writing that never leaves it.

A folder that is not empty and does not hold a manifest of the atlas is refused. A file is written
whole or not at all; no link is followed; nothing is deleted but what the manifest lists.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any, Final

from commitments.domain.model import Unreadable
from commitments.language import file_errors, lazy

MANIFEST: Final = "atlas-manifest.json"
MADE_BY: Final = "Provincial Commitments Atlas"
READABLE_BY_ALL: Final = 0o644  # a temporary file is its owner's alone
SUM_LENGTH: Final = 20  # letters and digits of a checksum: enough to tell any two files apart


@dataclass
class Manifest:
    """What stands in a published folder: each piece with its key, its files and its edition."""

    pieces: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)  # each commitment with its checksum
    entries: list[dict[str, Any]] = field(default_factory=list)  # what changed, newest first

    def files(self) -> dict[str, str]:
        """Return every file with its checksum."""
        return {
            path: held for piece in self.pieces.values() for path, held in piece["files"].items()
        }


def checksum(content: bytes) -> str:
    """Return what tells one content from another."""
    return hashlib.sha256(content).hexdigest()[:SUM_LENGTH]


class Folder:
    """A folder that is the atlas's own to write."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real: set[PurePosixPath] = set()  # folders known to be no links
        self.manifest = Manifest()
        try:
            self._take()
        except OSError as fault:
            raise _unwritable(root, fault) from None

    def _take(self) -> None:
        """Make the folder, or read the manifest of one that is there."""
        self.root.mkdir(parents=True, exist_ok=True)
        held = self.root / MANIFEST
        if held.is_symlink() or not held.is_file():
            if any(self.root.iterdir()):
                raise Unreadable(lazy("publish.not-its-own", folder=self.root.name))
            self.keep()
            return
        self.manifest = _read(held)

    def keep(self) -> None:
        """Write the manifest."""
        told = {
            "made_by": MADE_BY,
            "rows": self.manifest.rows,
            "entries": self.manifest.entries,
            "pieces": self.manifest.pieces,
        }
        text = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True)
        self.write(MANIFEST, text.encode() + b"\n")

    def holds(self, path: str, held: str) -> bool:
        """Say whether a file stands there as it was written."""
        place = self._place(path)
        try:
            return not place.is_symlink() and checksum(place.read_bytes()) == held
        except OSError:
            return False

    def write(self, path: str, content: bytes) -> bool:
        """Write a file; one that stands there with this content already is left. Say if written."""
        if self.holds(path, checksum(content)):
            return False
        place, beside = self._place(path), None
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=place.parent, prefix=".atlas-", delete=False) as made:
                beside = Path(made.name)
                made.write(content)
            beside.chmod(READABLE_BY_ALL)
            beside.replace(place)
        except OSError as fault:
            if beside:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)
            raise _unwritable(place, fault) from None
        return True

    def delete(self, paths: Iterable[str]) -> int:
        """Delete files that the manifest lists, and the folders that are empty then."""
        gone = 0
        for path in paths:
            place = self._place(path)
            with suppress(OSError):
                place.unlink()
                gone += 1
            for folder in PurePosixPath(path).parents:
                with suppress(OSError):
                    if folder.parts:
                        (self.root / folder).rmdir()
        return gone

    def _place(self, path: str) -> Path:
        """Return where a file of the folder stands; Unreadable where that would lead out of it."""
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise Unreadable(lazy("publish.leads-out", path=path))
        for parent in parts.parents:
            if parent.parts and parent not in self._real:
                if (self.root / parent).is_symlink():
                    raise Unreadable(lazy("publish.leads-out", path=path))
                self._real.add(parent)
        return self.root / parts


def _read(held: Path) -> Manifest:
    """Read a manifest; Unreadable where it is not one of the atlas."""
    try:
        told = json.loads(held.read_text(encoding="utf-8"))
        if told["made_by"] != MADE_BY:
            raise ValueError
        pieces = {name: _piece(piece) for name, piece in told["pieces"].items()}
        return Manifest(pieces, dict(told["rows"]), list(told["entries"]))
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError):
        raise Unreadable(lazy("publish.not-its-own", folder=held.parent.name)) from None


def _piece(piece: Mapping[str, Any]) -> dict[str, Any]:
    files = {str(path): str(held) for path, held in piece["files"].items()}
    return {"key": str(piece["key"]), "changed": str(piece["changed"]), "files": files}


def _unwritable(place: Path, fault: OSError) -> Unreadable:
    words = {"file": place.name, "reason": file_errors.of_system(fault)}
    return Unreadable(lazy("fault.unwritable", **words))
