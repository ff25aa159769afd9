"""All rules at once: every problem of a table or a codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, as_text, numbers
from commitments.atlas.check import chinese as check_chinese
from commitments.atlas.check import codebook as check_codebook
from commitments.atlas.check import dates as check_dates
from commitments.atlas.check import editorial as check_editorial
from commitments.atlas.check import figures as check_figures
from commitments.atlas.check import judging
from commitments.atlas.check import names as check_names
from commitments.atlas.check import results as check_results
from commitments.atlas.check import scopes as check_scopes
from commitments.atlas.check.dates import document_years
from commitments.atlas.check.figures import canonical_values
from commitments.atlas.check.judging import (
    PLACE_COLUMNS,
    PROVINCE_COLUMNS,
    judged,
    keyed,
    strangers,
)
from commitments.atlas.check.rule_builders import Rule, header, printable
from commitments.domain.model import (
    ENGLISH_COLUMNS,
    IN_CHINESE,
    INDICATOR_COLUMNS,
    INDICATOR_COLUMNS_OF_RESULTS,
    INDICATOR_COLUMNS_ZH,
    LATER_COLUMNS,
    SOURCE_COLUMNS,
    TARGET_COLUMNS,
    Problem,
)
from commitments.domain.results import RESULT_COLUMNS, RESULTS_IN_CHINESE, SCOPE_COLUMNS

__all__ = [
    "Codebook",
    "canonical_values",
    "chinese_problems",
    "codebook_problems",
    "completed",
    "completed_results",
    "document_years",
    "editorial_problems",
    "numbers",
    "problems",
    "result_problems",
]

RESULTS: Final = "results.csv"
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
    optional: tuple[str, ...] = ()


INDICATORS: Final = _Table(
    check_names.INDICATORS,
    INDICATOR_COLUMNS,
    check_codebook.INDICATOR_RULES,
    optional=(*INDICATOR_COLUMNS_ZH, *INDICATOR_COLUMNS_OF_RESULTS),
)
SOURCES: Final = _Table(check_names.SOURCES, SOURCE_COLUMNS, check_codebook.SOURCE_RULES)
PLACES: Final = _Table(check_codebook.PLACES, PLACE_COLUMNS, check_codebook.PLACE_RULES)
SCOPES: Final = _Table(check_editorial.SCOPES, SCOPE_COLUMNS, check_scopes.RULES)
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
    return judged(completed(as_text(targets)), RULES, judging.completed(codebook))


def chinese_problems(targets: pd.DataFrame, codebook: Codebook) -> list[Problem]:
    """Return what is missing or amiss in the Chinese of a table and its codebook; never raises.

    None of it keeps a table from being shown: what is missing is shown in English. A table without
    any Chinese column is one in English alone, and nothing is missed in it.
    """
    complete = judging.completed(codebook)
    found = [
        replace(problem, table=file)
        for file, frame, key, rules in (
            (INDICATORS.file, complete.indicators, "id", check_chinese.INDICATOR_RULES),
            (SOURCES.file, complete.sources, "id", check_chinese.SOURCE_RULES),
            (PLACES.file, complete.places, "name", check_chinese.PLACE_RULES),
        )
        for problem in judged(keyed(frame, key), rules, complete)
    ]
    if _wrong_header(targets) or not _has_chinese(targets):
        return found
    return found + judged(as_text(targets), check_chinese.TARGET_RULES, complete)


def _has_chinese(targets: pd.DataFrame) -> bool:
    return any(name in targets for name in IN_CHINESE.values())


def _wrong_header(targets: pd.DataFrame) -> list[Problem]:
    """Name missing, doubled and strange columns; the Chinese ones may be missing all together."""
    names = list(targets.columns)
    chinese = IN_CHINESE.values() if _has_chinese(targets) else ()
    there = [name for name in LATER_COLUMNS if name in targets]  # to name them where doubled
    needed = [*ENGLISH_COLUMNS, *chinese, *there]
    return [*header(names, needed), *strangers(names, TARGET_COLUMNS, ENGLISH_COLUMNS)]


def result_problems(results: pd.DataFrame, codebook: Codebook) -> list[Problem]:
    """Return every problem of a table of results, by row and column; never raises."""
    names = list(results.columns)
    english = [name for name in RESULT_COLUMNS if name not in RESULTS_IN_CHINESE.values()]
    chinese = [name for name in RESULTS_IN_CHINESE.values() if name in results]
    wrong = [*header(names, [*english, *chinese]), *strangers(names, RESULT_COLUMNS, english)]
    if wrong:
        return wrong
    table = check_results.readable(completed_results(as_text(results)))
    return judged(table, check_results.RULES, judging.completed(codebook))


def completed_results(results: pd.DataFrame) -> pd.DataFrame:
    """Return a table of results with its Chinese columns, blank where they are not given."""
    missing = [name for name in RESULTS_IN_CHINESE.values() if name not in results]
    return results.assign(**dict.fromkeys(missing, ""))


def editorial_problems(
    targets: pd.DataFrame, results: pd.DataFrame, codebook: Codebook
) -> list[Problem]:
    """Return what the atlas's own tables owe a reader and lack; it keeps none from being shown."""
    complete = replace(judging.completed(codebook), provinces=codebook.provinces)
    made = completed_results(as_text(results))
    tables = (
        ("", as_text(targets), TARGET_COLUMNS, check_editorial.TARGET_RULES),
        (RESULTS, made, RESULT_COLUMNS, check_editorial.RESULT_RULES),
        (RESULTS, made, RESULT_COLUMNS, check_chinese.RESULT_RULES),
        (SOURCES.file, keyed(complete.sources, "id"), (), check_editorial.SOURCE_RULES),
    )
    return [
        replace(problem, table=file)
        for file, frame, columns, rules in tables
        if set(columns) - {*LATER_COLUMNS, *IN_CHINESE.values()} <= set(frame.columns)
        for problem in judged(frame, rules, complete)
    ]


def completed(targets: pd.DataFrame) -> pd.DataFrame:
    """Return a table with every column of the contract, what may be missing blank if it is."""
    missing = [name for name in (*IN_CHINESE.values(), *LATER_COLUMNS) if name not in targets]
    return targets.assign(**dict.fromkeys(missing, ""))


def codebook_problems(codebook: Codebook) -> list[Problem]:
    """Return every problem of the tables that a table of commitments is read against."""
    complete = judging.completed(codebook)
    tables = (
        (INDICATORS, codebook.indicators),
        (SOURCES, codebook.sources),
        (PROVINCES, codebook.provinces),
        (PLACES, codebook.places),
    )
    found = [problem for table, frame in tables for problem in _of(table, frame, complete)]
    if codebook.scopes.empty:  # an atlas without results needs none
        return found
    return found + list(_of(SCOPES, codebook.scopes, complete))


def _of(table: _Table, frame: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    """Yield the problems of one table of the codebook, each under the table's name."""
    found = list(header([table.columns[0], *frame.columns], table.columns))
    if not found:
        blank = {name: "" for name in table.optional if name not in frame}
        found = judged(keyed(frame.assign(**blank), table.columns[0]), table.rules, codebook)
    for problem in found:
        row = problem.row if table.in_rows else None
        yield replace(problem, row=row, table=table.file)
