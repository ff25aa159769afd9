"""Text tables: their encoding, their separator, their rows."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from typing import Final

from commitments.domain.model import Unreadable
from commitments.language import LazyText, lazy
from commitments.uploads import decimal_commas
from commitments.uploads import names as upload_names
from commitments.uploads.files import HEADER_SEARCHED, LIMITS, Cells, limited

SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}  # ends of a key
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
LOOKED_AT: Final = 20_000  # characters or bytes in which the form of a file shows
MOST_CONTROLS: Final = 0.01  # of a text's characters; more is no text
FEW_CONTROLS: Final = 4  # are a fault of some cells, which are then named
HIGH_CONTROLS: Final = dict.fromkeys(range(0x80, 0xA0), "x")  # bytes of letters in any encoding
CELL_ENDS: Final = 131_072  # characters; Python's own limit, which a library may have lifted
MANY_ZEROS: Final = 0.3  # of every second byte: UTF-16 without its mark


def cells(data: bytes, name: str) -> Cells:
    """Read a text table; Unreadable with the place and the remedy."""
    text, encoding = decoded(data)
    _require_text(text)
    separator = _separator(text)
    form = lazy(f"upload.csv-with-{SEPARATORS[separator]}", encoding=encoding)
    csv.field_size_limit(CELL_ENDS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = list(limited([cell.strip() for cell in row] for row in reader))
    except csv.Error:
        words = {"line": reader.line_num, "most": LIMITS.characters}
        raise Unreadable(lazy("fault.cell-does-not-end", **words)) from None
    notes: tuple[LazyText, ...] = ()
    if separator == ";" and decimal_commas.are_used(rows):
        rows, notes = decimal_commas.as_points(rows), (lazy("upload.decimal-commas"),)
    return Cells(name, form, rows, fixed_width=True, notes=notes)


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding; Unreadable where it is not certain.

    Tried in order: the mark at its start, UTF-16 without one, UTF-8, GB18030 (which holds GBK).
    """
    for mark, codec, called in BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), called
            except UnicodeDecodeError as fault:
                if called == "UTF-8":
                    break
                words = {"encoding": called, "byte": fault.start + len(mark)}
                raise Unreadable(lazy("fault.encoding-is-not", **words)) from None
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return unmarked, "UTF-16"
    _require_text(data[:LOOKED_AT].decode("latin-1").translate(HIGH_CONTROLS))
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _chinese(data), "GB18030"


def _unmarked_utf16(data: bytes) -> str:
    """Return the text of a UTF-16 file without its mark; blank for any other file."""
    head = data[: LOOKED_AT * 2]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros and zeros.count(0) > MANY_ZEROS * len(zeros):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                continue
    return ""


def _chinese(data: bytes) -> str:
    """Decode GB18030, unless some lines are UTF-8 and others are not."""
    utf8 = other = 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            if _has_hanzi(line.decode("utf-8")):
                utf8 = utf8 or number
        except UnicodeDecodeError:
            other = other or number
    if utf8 and other:
        raise Unreadable(lazy("fault.two-encodings", line=utf8, other=other))
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as fault:
        words = {"line": data[: fault.start].count(b"\n") + 1, "byte": fault.start + 1}
        raise Unreadable(lazy("fault.unknown-encoding", **words)) from None


def _has_hanzi(text: str) -> bool:
    """Say whether a text has Chinese characters; GBK that is UTF-8 by chance has none."""
    return any("\u3000" <= c <= "\u9fff" for c in text)


def _require_text(text: str) -> None:
    """Refuse what decodes but is no text."""
    head = text[:LOOKED_AT]
    controls = sum(unicodedata.category(c) in ("Cc", "Cn") and c not in "\t\r\n" for c in head)
    if controls > FEW_CONTROLS and controls > MOST_CONTROLS * len(head):
        raise Unreadable(lazy("fault.not-text"))


def _separator(text: str) -> str:
    """Return the separator under which most columns are known by name."""
    head = text[:LOOKED_AT].splitlines()[:HEADER_SEARCHED]

    def known(separator: str) -> tuple[int, int]:
        rows = [line.split(separator) for line in head]
        names = [len({upload_names.column(c.strip(' "')) for c in row} - {""}) for row in rows]
        return max(names, default=0), max(map(len, rows), default=0)

    return max(SEPARATORS, key=known)
