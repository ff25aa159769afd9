"""Year columns of a printed timeline, and what is due in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.figures.timelines.axis import LAST_EVEN_YEAR, STAGES
from commitments.queries.schedule import FIRST_YEAR
from commitments.words import wording

STEPS: Final = (1, 2, 5, 10, 20)  # years from one that is named to the next
BREAK: Final = 0.012  # of the width, before what stands apart from the even years


@dataclass(frozen=True, slots=True)
class Column:
    """One year of the axis, or what has no date (None), in points from the left."""

    year: int | None
    left: float
    right: float
    after_break: bool = False

    @property
    def middle(self) -> float:
        """Return where the middle of the column lies."""
        return (self.left + self.right) / 2


def years(rows: pd.DataFrame) -> list[int | None]:
    """List the years of the axis: all to 2035, then those that occur, then no date."""
    due = {int(year) for year in rows["year"].dropna()}
    linear = range(min(due | {FIRST_YEAR}), LAST_EVEN_YEAR + 1)
    found: list[int | None] = [*linear, *sorted(due - set(linear))]
    return found + ([None] if rows["year"].isna().any() else [])


def every(width: float, room: float) -> int:
    """Return which years are named where not all can be: every second, fifth, tenth, twentieth."""
    return next((step for step in STEPS if step * room > width), STEPS[-1])


def columns(
    shown: Sequence[int | None], weights: Mapping[int | None, float], left: float, right: float
) -> list[Column]:
    """Share a width out among the years by their weights, with a gap before each break."""
    gap = BREAK * (right - left)
    breaks = [year is None or year > LAST_EVEN_YEAR for year in shown]
    per_weight = (right - left - gap * sum(breaks)) / sum(weights[year] for year in shown)
    made, at = [], left
    for year, broken in zip(shown, breaks, strict=True):
        at += gap * broken
        wide = weights[year] * per_weight
        made.append(Column(year, at, at + wide, broken and year is not None))
        at += wide
    return made


def cells(rows: pd.DataFrame) -> dict[tuple[str, int | None], list[dict[str, Any]]]:
    """Gather the commitments of each lane and year, figures before words, theme by theme."""
    ordered = rows.assign(wordy=rows["value"].isna()).sort_values(
        ["wordy", "theme", "indicator"], kind="stable"
    )
    found: dict[tuple[str, int | None], list[dict[str, Any]]] = {}
    for row in records(ordered):
        found.setdefault((row["province"], wording.year(row)), []).append(
            {str(name): value for name, value in row.items()}
        )
    return found


def stage_spans(made: Sequence[Column]) -> list[tuple[str, float, float]]:
    """Return the stages of the plans that the axis holds: name, left and right."""
    at = {column.year: column for column in made}
    return [
        (f"{first}–{last}", at[first].left, at[last].right)
        for first, last in STAGES
        if first in at and last in at
    ]


def day(made: Sequence[Column], date: str) -> float | None:
    """Return where a date (2026-11-20) stands, where there is one and its year is on the axis."""
    if not date:
        return None
    year, month, number = (int(part) for part in date.split("-"))
    share = ((month - 1) + (number - 1) / 31) / 12
    found = [column for column in made if column.year == year]
    return found[0].left + (found[0].right - found[0].left) * share if found else None
