"""Reasons why a file cannot be read or written, in the reader's language.

The libraries that read files say so in English, and some name paths of the server. What they are
known to say is told in words of the atlas; anything else is quoted.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from typing import Final

from commitments.language import LazyText, lazy

OF_THE_SYSTEM: Final = {
    errno.ENOENT: "missing",
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EROFS: "read-only",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no-folder",
    errno.ENOSPC: "no-room",
    errno.EDQUOT: "no-room",
    errno.EFBIG: "too-large",
    errno.ENAMETOOLONG: "long-name",
    errno.EIO: "disk",
}  # ends of keys
CELLS: Final = re.compile(
    r"Expected (?P<header>\d+) fields in line (?P<line>\d+), saw (?P<cells>\d+)"
)
QUOTATION: Final = re.compile(r"EOF inside string starting at row (?P<row>\d+)")
NOT_PARQUET: Final = re.compile(r"magic bytes not found|smaller than the minimum|file size is 0")
IN_TOML: Final = re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)")
EMPTY: Final = "No columns to parse from file"


def of_system(fault: OSError) -> LazyText:
    """Say why the system did not read or write a file."""
    known = OF_THE_SYSTEM.get(fault.errno or 0)
    return lazy(f"reason.{known}") if known else _quoted(fault.strerror or type(fault).__name__)


def of_csv(fault: Exception) -> LazyText:
    """Say why pandas cannot read a file as CSV, by the line where that is known."""
    said = str(fault)
    if EMPTY in said:
        return lazy("reason.empty")
    if found := CELLS.search(said):
        return lazy("reason.more-cells", **_whole(found))
    if found := QUOTATION.search(said):
        return lazy("reason.open-quotation", line=int(found["row"]) + 1)
    return _quoted(said)


def of_parquet(fault: Exception) -> LazyText:
    """Say why Arrow cannot read a file as Parquet."""
    if isinstance(fault, OSError) and fault.errno:
        return of_system(fault)
    said = str(fault)
    return lazy("reason.not-parquet") if NOT_PARQUET.search(said) else _quoted(said)


def of_toml(fault: Exception) -> LazyText:
    """Say where a text is not TOML."""
    found = IN_TOML.search(str(fault))
    return lazy("reason.toml-at", **_whole(found)) if found else lazy("reason.toml-at-end")


def _whole(found: re.Match[str]) -> Mapping[str, int]:
    return {name: int(digits) for name, digits in found.groupdict().items()}


def _quoted(said: str) -> LazyText:
    """Quote what is said in English and known in no other words."""
    return lazy("reason.quoted", said=" ".join(said.split()))
