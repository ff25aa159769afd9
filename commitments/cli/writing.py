"""Writing what a command has made to a file: all of it, or nothing and a sentence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from commitments.domain.model import Unreadable
from commitments.language import file_errors, lazy

READABLE_BY_ALL: Final = 0o644  # a temporary file is its owner's alone


def write(path: Path, content: bytes) -> None:
    """Write a file whole; where that fails, what stood there stays and nothing else is left."""
    beside = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".atlas-", delete=False) as made:
            beside = Path(made.name)
            made.write(content)
        beside.chmod(READABLE_BY_ALL)
        beside.replace(path)
    except OSError as fault:
        if beside:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        words = {"file": path.name, "reason": file_errors.of_system(fault)}
        raise Unreadable(lazy("fault.unwritable", **words)) from None
