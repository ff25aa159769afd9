"""A table of any shape as rows of figures: one row for each figure, whatever is none left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

import pandas as pd

from commitments.domain.model import Problem, Unreadable
from commitments.language import LazyText, count, enumerated, lazy
from commitments.uploads import cleaning, headers
from commitments.uploads import names as upload_names
from commitments.uploads.files import LIMITS, Cells
from commitments.uploads.given import Given
from commitments.uploads.shapes import grid, kinds_of_rows
from commitments.uploads.shapes.known import Known, is_blank
from commitments.uploads.shapes.understanding import OWN, VALUE, WORDS, Shares, Understanding

RATIO: Final = "ratio"  # the unit of a share of one
PER_CENT: Final = "%"
FIRST_NUMBER: Final = 2  # of the long form's rows, as in a file with one row of names
Answer = TypeVar("Answer")
NAMED: Final = 4  # areas that are left out are named up to so many


@dataclass
class _Rows:
    """The rows of a table that hold figures, and what was left out of the others."""

    numbers: list[int] = field(default_factory=list)
    cells: list[Sequence[str]] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    sums: Counter[str] = field(default_factory=Counter)
    notes: int = 0
    filled: int = 0


def reshaped(opened: Cells, made: Understanding, known: Known) -> Given:
    """Return a table as rows of figures, indicators under the reader's own names."""
    if made.contract:
        return _without_units(headers.given(opened, year=made.place("year"), fill=True), known)
    rows = _figure_rows(opened, made, known)
    values = made.places(VALUE)
    if len(rows.cells) * len(values) > LIMITS.cells:
        raise Unreadable(lazy("fault.too-many-figures", most=LIMITS.rows))
    long = _melted(rows, made, values)
    blank = long["value"].map(_by_cell(is_blank)).astype(bool)
    long = long[~blank]
    if long.empty:
        raise Unreadable(lazy("fault.no-figures"))
    if len(long) > LIMITS.rows:
        raise Unreadable(lazy("fault.too-many-figures", most=LIMITS.rows))
    return _without_units(_given(opened, made, long, _told(rows, int(blank.sum()))), known)


def _without_units(raw: Given, known: Known) -> Given:
    """Take the units out of the names of indicators that stand in cells: `森林面积（万公顷）`.

    A row that says its unit keeps both; so does a known indicator that has no such unit.
    """
    names, units = raw.cells("indicator"), raw.cells("unit")
    bare = {name for name, unit in zip(names, units, strict=True) if name and not unit}
    parted = {name: known.reader.unit_behind(name) for name in bare - raw.own}
    parted = {
        name: (label, unit)
        for name, (label, unit) in parted.items()
        if unit and label and _fits(label, unit, known)
    }
    if not parted:
        return raw
    said = [
        parted.get(name, (name, "")) if not unit else (name, unit)
        for name, unit in zip(names, units, strict=True)
    ]
    changed = raw.with_cells("indicator", [name for name, _ in said])
    return changed.with_cells("unit", [unit for _, unit in said])


def _fits(name: str, unit: str, known: Known) -> bool:
    found = known.indicators.id(name)
    return not found or known.is_of(found, unit)


def _figure_rows(opened: Cells, made: Understanding, known: Known) -> _Rows:
    """Sort the rows below the header: figures, totals, notes; merged areas reach down."""
    found, area = _Rows(), ""
    place, values = made.place("province"), made.places(VALUE)
    header = [column.header for column in made.columns] if made.header >= 0 else []
    for number, row in enumerate(opened.rows[made.header + 1 :], start=made.header + 2):
        if not any(row) or [*row] == header[: len(row)]:
            continue
        has_figures = any(not is_blank(grid.cell(row, at)) for at in values)
        if place is None:
            found.notes += not has_figures
            if has_figures:
                _take(found, number, row, made.city or made.province, known)
            continue
        given = grid.cell(row, place)
        found.filled += bool(not given and area and has_figures and not _total_beside(row, made))
        total = "" if given or not has_figures else _total_beside(row, made)
        area = total or given or area
        if upload_names.is_sum(area) and not known.province(area):
            found.sums[area] += has_figures
        elif not has_figures and not known.province(given):
            found.notes += 1
        else:
            _take(found, number, row, area, known)
    return found


def _total_beside(row: Sequence[str], made: Understanding) -> str:
    """Return the word for a total that stands in another column than that of areas."""
    beside = [grid.cell(row, at) for at, column in enumerate(made.columns) if not column.role]
    return next(filter(upload_names.is_sum, beside), "")


def _take(found: _Rows, number: int, row: Sequence[str], area: str, known: Known) -> None:
    """Take one row with figures; a city brings its province along."""
    city = "" if known.province(area) else known.city(area)
    found.numbers.append(number)
    found.cells.append(row)
    found.areas.append(known.home(city) if city else area)
    found.places.append(city)


def _melted(rows: _Rows, made: Understanding, values: Sequence[int]) -> pd.DataFrame:
    """Make a row of each figure, in the order of the file."""
    roles = [column.role for column in made.columns]
    cells: dict[str | int, Sequence[object]] = {
        "number": rows.numbers,
        "province": rows.areas,
        "place": rows.places,
        **{
            role: [grid.cell(row, at) for row in rows.cells]
            for at, role in enumerate(roles)
            if role and role not in (VALUE, WORDS, "province") and role not in roles[:at]
        },
    }
    cells |= {at: [grid.cell(row, at) for row in rows.cells] for at in values}
    wide = pd.DataFrame(cells)
    beside = [name for name in wide.columns if not isinstance(name, int)]
    long = wide.melt(beside, list(values), var_name="at", value_name="value", ignore_index=False)
    long = long.sort_index(kind="stable")
    for name, of_column, of_table in (
        ("province", "province", made.province),
        ("place", "place", ""),
        ("indicator", "name", made.name),
        ("unit", "unit", made.unit),
        ("year", "year", made.year),
    ):
        said = {at: getattr(made.columns[at], of_column) for at in values}
        long[name] = _first_said(long["at"].map(said), long.get(name), of_table)
    return _with_words(long, rows, made) if made.places(WORDS) else long


def _with_words(long: pd.DataFrame, rows: _Rows, made: Understanding) -> pd.DataFrame:
    """Take the words that tell rows apart into the names of their figures."""
    words = [[grid.cell(row, at) for at in made.places(WORDS)] for row in rows.cells]
    by_row = dict(zip(rows.numbers, words, strict=True))
    both = zip(long["indicator"].tolist(), long["number"].tolist(), strict=True)
    named = [kinds_of_rows.joined(name, by_row[number]) for name, number in both]
    return long.assign(indicator=named)


def _first_said(of_column: pd.Series, of_row: pd.Series | None, of_table: str) -> pd.Series:
    """Take what the column says, else what the row says, else what holds for the table."""
    said = of_column if of_row is None else of_column.where(of_column != "", of_row)
    return said.where(said != "", of_table)


def _by_cell(test: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Ask a test once for each different cell."""
    known: dict[str, Answer] = {}

    def asked(cell: str) -> Answer:
        if cell not in known:
            known[cell] = test(cell)
        return known[cell]

    return asked


def _given(opened: Cells, made: Understanding, long: pd.DataFrame, notes: list[LazyText]) -> Given:
    """Hand the figures over under the names of the contract, with the places they come from."""
    value, marked = cleaning.without_footnotes(long["value"].tolist())
    columns = {
        name: long[name].tolist()
        for name in long.columns
        if name not in ("number", "at", "value", "place") or (name == "place" and any(long[name]))
    } | {"value": value}
    if marked:
        notes.append(LazyText(count, "upload.footnotes", marked))
    numbers = list(range(FIRST_NUMBER, FIRST_NUMBER + len(long)))
    at = [
        (number, made.columns[place].header)
        for number, place in zip(long["number"].tolist(), long["at"].tolist(), strict=True)
    ]
    return Given(
        name=opened.name,
        form=opened.form,
        columns=columns,
        numbers=numbers,
        named={name: name for name in columns},
        unknown=_unused(made),
        problems=_beyond(opened, made, long, numbers),
        notes=(*opened.notes, *notes),
        own=kinds_of_rows.own(columns["indicator"]) if made.places(WORDS) else frozenset(),
        at=tuple(at),
    )


def _unused(made: Understanding) -> tuple[str, ...]:
    """Return the headers of the columns that are not used."""
    return tuple(column.header for column in made.columns if not column.role and column.header)


def _beyond(
    opened: Cells, made: Understanding, long: pd.DataFrame, numbers: Sequence[int]
) -> tuple[Problem, ...]:
    """Name the figures of rows with more cells than the header: which is which is not certain."""
    if not opened.fixed_width or made.header < 0:
        return ()
    width = max(grid.filled(opened.rows[made.header]), default=0) + 1
    over = {
        number: lazy("upload.more-cells", cells=len(opened.rows[number - 1]), columns=width)
        for number in set(long["number"].tolist())
        if any(opened.rows[number - 1][width:])
    }
    return tuple(
        Problem(mine, None, over[number])
        for mine, number in zip(numbers, long["number"].tolist(), strict=True)
        if number in over
    )


def _told(rows: _Rows, blank: int) -> list[LazyText]:
    """Say what was left out and why, each kind counted."""
    told = []
    if blank:
        told.append(LazyText(count, "upload.no-figure", blank))
    if rows.sums:
        listed = LazyText(enumerated, list(rows.sums)[:NAMED])
        told.append(LazyText(count, "upload.sums", sum(rows.sums.values()), names=listed))
    if rows.notes:
        told.append(LazyText(count, "upload.lines", rows.notes))
    if rows.filled:
        told.append(LazyText(count, "upload.filled-down", rows.filled))
    return told


def settled(raw: Given, made: Understanding, shares: Sequence[str]) -> Given:
    """Return the figures as they are understood: names as indicators, with the units chosen."""
    names, units = raw.cells("indicator"), raw.cells("unit")
    asked = {name: made.meanings.get(name, "") for name in set(names)}
    meant = {name: name if found in ("", OWN) else found for name, found in asked.items()}
    own = frozenset(name for name, found in asked.items() if found == OWN)
    of_shares = dict.fromkeys(shares, RATIO if made.shares == Shares.OF_ONE else PER_CENT)
    settled_units = [
        of_shares.get(name) or made.units.get(name) or unit
        for name, unit in zip(names, units, strict=True)
    ]
    changed = raw.with_cells("indicator", [meant[name] for name in names])
    changed = changed.with_cells("unit", settled_units) if any(settled_units) else changed
    return replace(changed, own=own, kind=str(made.kind))
