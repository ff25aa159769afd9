"""Writes tables whose every free text tries to run as code."""

import csv
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

SUM = "50337"  # what {{ 7191*7 }} or ${7191*7} shows where it is evaluated
CELLS = (
    "<script>window.x=1</script>",
    '"><img src=x onerror="window.x=1">',
    "{{ 7191*7 }}",
    "${window.x=1}${7191*7}",
    "[a](javascript:window.x=1)",
    "`${window.x=1}`",
    "'-(window.x=1)-'",
    '<svg onload="window.x=1">',
    "</script><script>window.x=1</script>",
    "{% set x = 7191*7 %}{{ x }}",
    '<a href="javascript:window.x=1">a</a>',
    "**bold** $7191*7$ :red[x] <b>b</b>",
)
FORMULA = '=HYPERLINK("http://elsewhere.example/","x")'
COPIED = (
    "app.py", "serve.py", "targets.csv", ".streamlit", "codebook", "commitments", "docs", "geodata",
    "pages", "static", "languages",
)  # fmt: skip
LONGEST_PRINTED = 60  # characters that the rules allow in the shortest columns
SHORT = ("as_printed", "summary_zh")

Row = dict[str, str]


def hostile_checkout(root: Path, into: Path) -> Path:
    """Copy the atlas and make every free text of its tables hostile; returns the copy."""
    for name in COPIED:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy2
        copy(root / name, into / name)
    places = _rewrite(into / "geodata" / "places.csv", {"name": "", "source": "", "name_zh": ""})
    home = {"place": lambda cell: places.get(cell, cell)}
    _rewrite(
        into / "codebook" / "sources.csv",
        {"title": "", "title_zh": "", "issuer": "", "number": "", "publisher": "", "read": "",
         "issuer_zh": "", "publisher_zh": "", "date_basis_zh": ""},
        home,
    )  # fmt: skip
    _rewrite(
        into / "codebook" / "indicators.csv",
        {"name": "", "name_zh": "", "definition": "", "definition_zh": ""},
    )
    _rewrite(into / "codebook" / "units.csv", {"symbol": "", "name": "", "name_zh": ""})
    _rewrite(
        into / "targets.csv",
        {"summary": "", "scope": "", "note": FORMULA, "as_printed": "", "correction": "",
         "section": "", "summary_zh": "", "scope_zh": "", "note_zh": "", "correction_zh": ""},
        home,
    )  # fmt: skip
    return into


def _rewrite(
    path: Path,
    columns: Mapping[str, str],
    changes: Mapping[str, Callable[[str], str]] | None = None,
) -> dict[str, str]:
    """Put a hostile text into every filled cell of some columns, each its own.

    Returns what became of the cells of the first column.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    became: dict[str, str] = {}
    for number, row in enumerate(rows):
        for shift, (column, start) in enumerate(columns.items()):
            if not row[column] and column != "note":
                continue
            text = f"{start}{CELLS[(number + shift) % len(CELLS)]} {number}"
            if shift == 0:
                became[row[column]] = text
            row[column] = text[:LONGEST_PRINTED] if column in SHORT else text
        for column, change in (changes or {}).items():
            row[column] = change(row[column])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return became
