"""Rows of one area and year that only words tell apart: sectors, fuels, kinds of land.

`Raw Coal` of cement and `Raw Coal` of power are two indicators, `Raw Coal: Cement` and
`Raw Coal: Power`; of a total it is `Raw Coal`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from commitments.uploads import names as upload_names
from commitments.uploads.shapes import columns as read_columns
from commitments.uploads.shapes import grid
from commitments.uploads.shapes.known import Known
from commitments.uploads.shapes.understanding import VALUE, WORDS, Understanding

BETWEEN: Final = ": "
MOST_COLUMNS: Final = 3  # of words, of the first so many that no header explains
KEY: Final = ("province", "place", "year", "indicator", "scope", "kind", "unit", "source")


def told_apart(
    rows: grid.Rows, found: grid.Frame, made: Understanding, known: Known
) -> Understanding:
    """Take the columns of words by which rows differ into the names of indicators."""
    values = made.places(VALUE)
    if made.place("indicator") is not None or not values:
        return made
    below = rows[found.data : found.data + grid.SAMPLED]
    filled = [row for row in below if any(grid.cell(row, at) for at in values)]
    places = [at for role in KEY for at in made.places(role)]
    taken: list[int] = []
    seen = _distinct(filled, places)
    for place in read_columns.text_columns(rows, found, made.columns, known)[:MOST_COLUMNS]:
        more = _distinct(filled, [*places, *taken, place])
        if more > seen:
            seen, taken = more, [*taken, place]
    return _with_words(made, taken) if seen == len(filled) else made


def _with_words(made: Understanding, places: Sequence[int]) -> Understanding:
    """Give some columns the role of words."""
    columns = list(made.columns)
    for place in places:
        columns[place] = replace(columns[place], role=WORDS)
    return replace(made, columns=tuple(columns))


def _distinct(rows: grid.Rows, places: Sequence[int]) -> int:
    """Count the rows that differ in some columns."""
    return len({tuple(grid.cell(row, at) for at in places) for row in rows})


def joined(name: str, words: Sequence[str]) -> str:
    """Join the name of a figure's column with the words of its row; a total has none."""
    told = [word for word in words if word and not upload_names.means(word, "total")]
    return BETWEEN.join(filter(None, [name, *told])) or BETWEEN.join(words)


def own(names: Sequence[str]) -> frozenset[str]:
    """Return the names that are joined: they are the reader's own, however near to another."""
    return frozenset(name for name in names if BETWEEN in name)
