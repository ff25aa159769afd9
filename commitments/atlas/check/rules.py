"""All rules at once: every problem of a table or a codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, as_text, nearest, numbers, quoted
from commitments.atlas.check import chinese as check_chinese
from commitments.atlas.check import codebook as check_codebook
from commitments.atlas.check import dates as check_dates
from commitments.atlas.check import figures as check_figures
from commitments.atlas.check import names as check_names
from commitments.atlas.check.dates import document_years
from commitments.atlas.check.figures import canonical_values
from commitments.atlas.check.rule_builders import Rule, header, printable
from commitments.domain.model import (
    ENGLISH_COLUMNS,
    IN_CHINESE,
    INDICATOR_COLUMNS,
    INDICATOR_COLUMNS_ZH,
    SOURCE_COLUMNS,
    SOURCE_COLUMNS_ZH,
    TARGET_COLUMNS,
    Problem,
)
from commitments.language import LazyText, lazy, offered

__all__ = [
    "Codebook",
    "canonical_values",
    "chinese_problems",
    "codebook_problems",
    "completed",
    "document_years",
    "numbers",
    "problems",
]

PLACE_COLUMNS: Final = ("name", "province", "lat", "lon", "source")
PLACE_COLUMNS_ZH: Final = ("name_zh",)
PROVINCE_COLUMNS: Final = ("name", "iso", "area_km2")

RULES: Final[tuple[Rule, ...]] = (
    printable,
    *check_names.RULES,
    *check_figures.RULES,
    *check_dates.RULES,
)


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the codebook: its file, its columns (the key first) and its rules."""

    file: str
    columns: tuple[str, ...]
    rules: tuple[Rule, ...]
    in_rows: bool = True


INDICATORS: Final = _Table(
    check_names.INDICATORS, INDICATOR_COLUMNS, check_codebook.INDICATOR_RULES
)
SOURCES: Final = _Table(check_names.SOURCES, SOURCE_COLUMNS, check_codebook.SOURCE_RULES)
PLACES: Final = _Table(check_codebook.PLACES, PLACE_COLUMNS, check_codebook.PLACE_RULES)
PROVINCES: Final = _Table(
    "geodata/provinces.geojson", PROVINCE_COLUMNS, check_codebook.PROVINCE_RULES, in_rows=False
)


def problems(targets: pd.DataFrame, codebook: Codebook) -> list[Problem]:
    """Return every problem of a table of text cells, by row and column; never raises.

    A table whose columns are wrong is judged by its columns alone.
    """
    wrong_header = _wrong_header(targets)
    if wrong_header:
        return wrong_header
    return _judged(completed(as_text(targets)), RULES, _completed(codebook))


def chinese_problems(targets: pd.DataFrame, codebook: Codebook) -> list[Problem]:
    """Return what is missing or amiss in the Chinese of a table and its codebook; never raises.

    None of it keeps a table from being shown: what is missing is shown in English. A table without
    any Chinese column is one in English alone, and nothing is missed in it.
    """
    complete = _completed(codebook)
    found = [
        replace(problem, table=file)
        for file, frame, key, rules in (
            (INDICATORS.file, complete.indicators, "id", check_chinese.INDICATOR_RULES),
            (SOURCES.file, complete.sources, "id", check_chinese.SOURCE_RULES),
            (PLACES.file, complete.places, "name", check_chinese.PLACE_RULES),
        )
        for problem in _judged(_keyed(frame, key), rules, complete)
    ]
    if _wrong_header(targets) or not _has_chinese(targets):
        return found
    return found + _judged(as_text(targets), check_chinese.TARGET_RULES, complete)


def _has_chinese(targets: pd.DataFrame) -> bool:
    return any(name in targets for name in IN_CHINESE.values())


def _wrong_header(targets: pd.DataFrame) -> list[Problem]:
    """Name missing, doubled and strange columns; the Chinese ones may be missing all together."""
    names = list(targets.columns)
    needed = TARGET_COLUMNS if _has_chinese(targets) else ENGLISH_COLUMNS
    return [*header(names, needed), *_strangers(names)]


def completed(targets: pd.DataFrame) -> pd.DataFrame:
    """Return a table with every column of the contract, the Chinese ones blank if not given."""
    missing = [name for name in IN_CHINESE.values() if name not in targets]
    return targets.assign(**dict.fromkeys(missing, ""))


def codebook_problems(codebook: Codebook) -> list[Problem]:
    """Return every problem of the tables that a table of commitments is read against."""
    complete = _completed(codebook)
    tables = (
        (INDICATORS, codebook.indicators),
        (SOURCES, codebook.sources),
        (PROVINCES, codebook.provinces),
        (PLACES, codebook.places),
    )
    return [problem for table, frame in tables for problem in _of(table, frame, complete)]


def _judged(table: pd.DataFrame, rules: Iterable[Rule], codebook: Codebook) -> list[Problem]:
    """Apply every rule; problems come by row and column, and then in the order of the rules."""
    found = [problem for rule in rules for problem in rule(table, codebook)]
    return sorted(found, key=lambda problem: (problem.row or 0, problem.column or ""))


def _strangers(names: Sequence[object]) -> Iterator[Problem]:
    """Yield a problem for each column that the table of commitments does not have."""
    for name in dict.fromkeys(name for name in names if name not in TARGET_COLUMNS):
        meant = IN_CHINESE.values() if str(name).endswith("_zh") else ENGLISH_COLUMNS
        near, cell = nearest(str(name), meant), quoted(name)
        told = lazy("check.stranger", cell=cell)
        if near:
            told = lazy("check.stranger-near", cell=cell, names=LazyText(offered, near))
        yield Problem(1, None, told)


def _of(table: _Table, frame: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    """Yield the problems of one table of the codebook, each under the table's name."""
    found = list(header([table.columns[0], *frame.columns], table.columns))
    if not found:
        found = _judged(_keyed(frame, table.columns[0]), table.rules, codebook)
    for problem in found:
        row = problem.row if table.in_rows else None
        yield replace(problem, row=row, table=table.file)


def _keyed(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return a frame as a table of text whose index is a column like the others."""
    return as_text(frame.assign(**{key: frame.index}))


def _completed(codebook: Codebook) -> Codebook:
    """Return the codebook with no column missing or doubled, so that every rule can read it."""
    return replace(
        codebook,
        indicators=_with_columns(codebook.indicators, INDICATOR_COLUMNS + INDICATOR_COLUMNS_ZH),
        sources=_with_columns(codebook.sources, SOURCE_COLUMNS + SOURCE_COLUMNS_ZH),
        provinces=_with_columns(codebook.provinces, PROVINCE_COLUMNS),
        places=_with_columns(codebook.places, PLACE_COLUMNS + PLACE_COLUMNS_ZH),
    )


def _with_columns(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return a frame with these columns, blank where they were missing."""
    once = frame.loc[:, ~frame.columns.duplicated()]
    return once.reindex(columns=list(columns), fill_value="")
