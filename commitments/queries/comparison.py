"""Provinces side by side: a line for each indicator, a cell for each province."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import NATION, State, Theme
from commitments.queries import answers, area_states, outcomes, query, scales
from commitments.words import wording
from commitments.words.differences import Difference, differences, gap
from commitments.words.wording import Row, is_figure

FEWEST: Final = 2
MOST: Final = 4
ADDITIVE: Final = "yes"
FAR_OFF: Final = 10_000  # years; a commitment without a date is the last to be drawn


class Order(StrEnum):
    """What stands on top: what most provinces state, theme by theme, or what differs most."""

    THEME = "theme"
    DIFFERENCES = "differences"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one province says on one indicator: the row drawn, and its other rows."""

    province: str
    state: State
    row: Row | None = None
    others: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator across the provinces, on one scale from 0 to `end`."""

    indicator: str
    name: str
    theme: Theme
    symbol: str
    additive: bool  # a sum over the province, as an area is; larger provinces state larger ones
    cells: tuple[Cell, ...]
    nation: Row | None
    end: float
    differences: tuple[Difference, ...]

    @property
    def found(self) -> dict[str, Row]:
        """Return the row drawn for each province that has one."""
        return {cell.province: cell.row for cell in self.cells if cell.row is not None}

    @property
    def figures(self) -> dict[str, Row]:
        """Return the rows drawn that state a figure."""
        return {name: row for name, row in self.found.items() if is_figure(row)}

    def nation_beside(self, row: Row) -> Row | None:
        """Return the nation's figure where it stands beside a row: where it is of the same year."""
        same = self.nation is not None and wording.year(self.nation) == wording.year(row)
        return self.nation if same else None


def choices(theme: Theme | None, provinces: Sequence[str], order: Order) -> dict[str, str]:
    """Return the choices as they stand in a link; the usual order is not named."""
    given = {
        "theme": theme or "",
        "province": ",".join(provinces),
        "order": "" if order == Order.THEME else order,
    }
    return {key: str(value) for key, value in given.items() if value}


def rows(atlas: Atlas, theme: Theme | None, provinces: Sequence[str]) -> pd.DataFrame:
    """Return what the chosen say of themselves as a whole, never of a city or a lake.

    A column `answer` says what became of each.
    """
    whole = query.themed(atlas.targets, theme)
    whole = whole[(whole["place"] == "") & whole["province"].isin(list(provinces))]
    return whole.assign(answer=answers.answers(atlas).loc[whole.index, "answer"])


def lines(
    atlas: Atlas,
    theme: Theme | None,
    provinces: Sequence[str],
    *,
    today: int,
    order: Order = Order.THEME,
) -> list[Line]:
    """Return a line for every indicator that at least one of the provinces has, in order."""
    found: dict[str, list[Row]] = {}
    for row in _records(atlas, query.best_first(rows(atlas, theme, provinces))):
        found.setdefault(row["indicator"], []).append(row)
    held = _held(atlas, provinces)
    made = [_line(atlas, held, name, told, provinces, today) for name, told in found.items()]
    place = {indicator: i for i, indicator in enumerate(atlas.indicators.index)}
    by_theme = sorted(made, key=lambda line: (*_by_theme(line), place[line.indicator]))
    return sorted(by_theme, key=_by_difference) if order == Order.DIFFERENCES else by_theme


def drawn(atlas: Atlas, made: Sequence[Line]) -> pd.DataFrame:
    """Return the commitments behind the figure, the nation's among them."""
    told = [row for line in made for cell in line.cells for row in (cell.row, *cell.others)]
    ids = {row["id"] for row in (*told, *(line.nation for line in made)) if row}
    return query.described(atlas.targets[atlas.targets["id"].isin(ids)])


def shared_year(found: Sequence[Row], today: int) -> int | None:
    """Return the due year most provinces share, the one nearest to today of equals.

    Figures decide before words; None means that no commitment has a date.
    """
    years = {year for row in found if (year := wording.year(row)) is not None}

    def shared(year: int) -> tuple[int, int, int, int]:
        due = [row for row in found if wording.year(row) == year]
        stated = {row["province"] for row in due if is_figure(row)}
        return len(stated), len({row["province"] for row in due}), -abs(year - today), year

    return max(years, key=shared, default=None)


@dataclass(frozen=True, slots=True)
class _Held:
    """What every line asks of the whole atlas, gathered once."""

    nation: Mapping[tuple[str, int | None], Row]
    largest: Mapping[str, float]
    read: frozenset[str]


def _held(atlas: Atlas, provinces: Sequence[str]) -> _Held:
    whole = atlas.targets[atlas.targets["place"] == ""]
    nation = query.figures(whole[whole["province"] == NATION])
    first: dict[tuple[str, int | None], Row] = {}
    for row in [] if NATION in provinces else _records(atlas, query.best_first(nation)):
        first.setdefault((row["indicator"], wording.year(row)), row)
    tops = whole.groupby("indicator")[["drawn", "drawn_high"]].max().max(axis=1).dropna()
    largest = {str(indicator): float(top) for indicator, top in tops.items()}
    return _Held(first, largest, area_states.with_documents(atlas) | {NATION})


def _line(
    atlas: Atlas,
    held: _Held,
    indicator: str,
    told: Sequence[Row],
    provinces: Sequence[str],
    today: int,
) -> Line:
    year = shared_year(told, today)
    cells = tuple(
        _cell([row for row in told if row["province"] == name], name, year, held.read)
        for name in provinces
    )
    drawn = {cell.province: cell.row for cell in cells if cell.row is not None}
    known = atlas.indicators.loc[indicator]
    additive = known["additive"] == ADDITIVE
    largest = (
        _largest(told, "drawn", "drawn_high") if additive else held.largest.get(indicator, 0.0)
    )
    reported = _largest([row for row in drawn.values() if is_figure(row)], "reported")
    return Line(
        indicator,
        str(known["name"]),
        Theme(known["theme"]),
        query.symbol(atlas, indicator),
        additive,
        cells,
        None if additive else held.nation.get((indicator, year)),
        scales.end([largest, reported], float(known["upper_bound"] or math.inf)),
        differences(drawn, {cell.province: cell.others for cell in cells}),
    )


def _cell(own: Sequence[Row], province: str, year: int | None, read: frozenset[str]) -> Cell:
    """Choose the row to draw: a figure before words, then the year nearest to the shared one."""
    if not own:
        return Cell(province, area_states.blank(province, read))
    ordered = sorted(own, key=lambda row: (not is_figure(row), _away(row, year)))
    unlike: dict[tuple[str, ...], Row] = {}
    for row in ordered:
        unlike.setdefault(_same(row), row)
    first, *others = unlike.values()
    return Cell(province, State.FIGURE if is_figure(first) else State.WORDS, first, tuple(others))


def _same(row: Row) -> tuple[str, ...]:
    """Return what makes two rows say the same, so that one of them is enough."""
    said = row["full_label"] if is_figure(row) else row["summary"]
    return said, row["due"], row["scope"]


def _records(atlas: Atlas, frame: pd.DataFrame) -> list[Row]:
    told = outcomes.beside(atlas, query.described(frame))
    return [dict(row) for row in records(told)]


def _largest(told: Sequence[Row], *columns: str) -> float:
    values = [row[column] for row in told for column in columns]
    return max((float(value) for value in values if not math.isnan(value)), default=0.0)


def _away(row: Row, year: int | None) -> int:
    due = wording.year(row)
    return FAR_OFF if due is None else abs(due - (year or 0))


def _by_theme(line: Line) -> tuple[int, int, int]:
    return list(Theme).index(line.theme), -len(line.found), -len(line.figures)


def _by_difference(line: Line) -> tuple[int, float, int]:
    figures, found = len(line.figures), len(line.found)
    apart = gap(line.found)
    if apart > 0:
        rank = 1 if line.additive else 0
    elif 0 < figures < found:
        rank = 2
    else:
        rank = 3 if found < len(line.cells) else 4
    return rank, -apart, -sum(not one.note for one in line.differences)
