"""Captions of a comparison: title, rule, the reasons for blanks, its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NATION, OUTSIDE_THE_PLANS, State, Theme
from commitments.language import capital, count, listed, named, say
from commitments.queries import comparison as compare
from commitments.queries.comparison import FEWEST, Cell, Line, Order
from commitments.words import differences
from commitments.words.wording import Row

TOLD: Final = (
    "full_label", "sentence", "due", "scope", "outcome", "source_title", "grade", "where",
)  # fmt: skip
ORDERED_BY: Final = (  # columns of it that stand for others
    "drawn", "drawn_high", "comparator", "year", "inferred", "evidence",
)  # fmt: skip
TABLE_COLUMNS: Final = {
    "theme_name": "column.theme",
    "indicator_name": "column.indicator",
    "province_name": "column.province",
    "full_label": "column.figure",
    "sentence": "column.commitment",
    "due": "column.due",
    "scope": "column.speaks-of",
    "outcome": "column.answer",
    "differences": "compare.how-the-line-differs",
    "source_title": "column.document",
    "grade": "column.evidence",
    "where": "column.place-in-it",
}


def as_table(made: Sequence[Line]) -> pd.DataFrame:
    """Return what is drawn, a row for each cell and each commitment named beside it."""
    written = [
        _written(line, cell, row, also)
        for line in made
        for cell in line.cells
        for also, row in enumerate([cell.row, *cell.others])
    ]
    return pd.DataFrame(written)


def reason(state: State) -> str:
    """Say why a province has no cell on a line."""
    return named("reason", state)


def title(theme: Theme | None, provinces: Sequence[str]) -> str:
    """Name the comparison."""
    who = listed([say("the-nation") if name == NATION else _name(name) for name in provinces])
    told = say("compare.title", who=who)
    if theme:
        told = say("compare.title-of-theme", who=who, theme=named("theme", theme))
    return capital(told)


def subtitle(made: Sequence[Line], provinces: Sequence[str], order: Order) -> str:
    """Say how much is compared, and by which rule it is ordered."""
    everyone = sum(len(line.found) == len(provinces) for line in made)
    measured = sum(len(line.figures) >= FEWEST for line in made)
    return say(
        "compare.held-by-both" if len(provinces) == FEWEST else "compare.held-by-all",
        indicators=count("count.indicator", len(made)),
        everyone=everyone or say("compare.none"),
        measured=measured or say("compare.none"),
        rule=named("compare-rule", order),
    )


def too_few(atlas: Atlas, provinces: Sequence[str]) -> str:
    """Say why nothing is compared, and what to do."""
    if not provinces:
        return say("compare.none-chosen")
    name = _name(provinces[0])
    if provinces[0] in OUTSIDE_THE_PLANS:
        return say("compare.only-one-outside", name=name)
    return count("compare.only-one", len(compare.rows(atlas, None, provinces)), name=name)


def nothing_found(theme: Theme | None, provinces: Sequence[str]) -> str:
    """Say why a comparison is empty."""
    who = listed([_name(name) for name in provinces])
    if theme is None:
        return say("compare.nothing-found", who=who)
    return say("compare.nothing-found-of-theme", who=who, theme=named("theme", theme))


def _name(province: str) -> str:
    return named("province", province)


def _written(line: Line, cell: Cell, row: Row | None, also: int) -> dict[str, Any]:
    common = {
        "theme_name": named("theme", line.theme),
        "indicator_name": line.name,
        "theme": line.theme,
        "province": cell.province,
        "province_name": _name(cell.province),
        "differences": "" if also else differences.in_words(line.differences),
    }
    if row is None:
        blank = dict.fromkeys(TOLD, "") | dict.fromkeys(ORDERED_BY)
        return common | blank | {"full_label": reason(cell.state)}
    return common | {name: row[name] for name in (*TOLD, *ORDERED_BY)}
