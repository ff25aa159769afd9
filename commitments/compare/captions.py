"""This module writes what stands around a comparison: title, rule, blanks and table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from commitments.compare import lines as compare
from commitments.compare.lines import FEWEST, Cell, Line, Order
from commitments.differences import named
from commitments.load import Atlas
from commitments.model import NATION, OUTSIDE_THE_PLANS, State, Theme
from commitments.wording import Row

REASON: Final = {
    State.NOTHING: "nothing found in what was read",
    State.NO_DOCUMENT: "no document read",
    State.OUTSIDE: "outside the plans",
}
RULE: Final = {
    Order.THEME: "within a theme, what most provinces state comes first",
    Order.DIFFERENCES: (
        "differences first: shares and rates furthest apart, as a share of the largest; then areas "
        "and other sums; then a figure beside words; then what someone lacks; then the rest"
    ),
}
TOLD: Final = (
    "full_label", "sentence", "due", "scope", "source_title", "evidence", "where",
)  # fmt: skip
TABLE_COLUMNS: Final = {
    "theme": "Theme",
    "indicator_name": "Indicator",
    "province": "Province",
    "full_label": "Figure",
    "sentence": "Commitment",
    "due": "Due",
    "scope": "Speaks of",
    "differences": "How the line differs",
    "source_title": "Document",
    "evidence": "Evidence",
    "where": "Place in it",
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


def title(theme: Theme | None, provinces: Sequence[str]) -> str:
    """Name the comparison."""
    who = ["the nation" if name == NATION else name for name in provinces]
    title = f"{named(who)} side by side{f': {theme}' if theme else ''}"
    return title[0].upper() + title[1:]


def subtitle(made: Sequence[Line], provinces: Sequence[str], order: Order) -> str:
    """Say how much is compared, and by which rule it is ordered."""
    everyone = sum(len(line.found) == len(provinces) for line in made)
    measured = sum(len(line.figures) >= FEWEST for line in made)
    held = f"{len(made)} indicator{'' if len(made) == 1 else 's'}"
    both = "both" if len(provinces) == FEWEST else "all"
    return (
        f"{held}: {everyone or 'none'} found for {both}, {measured or 'none'} with two figures "
        f"or more · {RULE[order]}"
    )


def too_few(atlas: Atlas, provinces: Sequence[str]) -> str:
    """Say why nothing is compared, and what to do."""
    if not provinces:
        return "No province is chosen. Choose two to four above, or start with one of these."
    name = provinces[0]
    if name in OUTSIDE_THE_PLANS:
        return f"Only {name} is chosen, which these plans do not cover. Choose two others above."
    count = len(compare.rows(atlas, None, provinces))
    return (
        f"Only {name} is chosen; {count} commitments of it are held, and nothing to set beside "
        "them. Choose one to three more above, or add one of these."
    )


def nothing_found(theme: Theme | None, provinces: Sequence[str]) -> str:
    """Say why a comparison is empty."""
    what = f"{theme} commitments" if theme else "commitments"
    return (
        f"No {what} of {named(list(provinces))} were found in what was read. That is not the same "
        "as no target; choose another theme or other provinces."
    )


def _written(line: Line, cell: Cell, row: Row | None, also: int) -> dict[str, Any]:
    said = " ".join(f"{one.what}: {one.words}" for one in line.differences)
    common = {
        "theme": str(line.theme),
        "indicator_name": line.name,
        "province": cell.province,
        "differences": "" if also else said,
    }
    if row is None:
        return common | dict.fromkeys(TOLD, "") | {"full_label": REASON[cell.state]}
    return common | {name: row[name] for name in TOLD}
