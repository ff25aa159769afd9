"""How tables are judged: every rule applied, on tables with every column there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, as_text, nearest, quoted
from commitments.atlas.check.rule_builders import Rule
from commitments.domain.model import (
    INDICATOR_COLUMNS,
    INDICATOR_COLUMNS_OF_RESULTS,
    INDICATOR_COLUMNS_ZH,
    SOURCE_COLUMNS,
    SOURCE_COLUMNS_ZH,
    Problem,
)
from commitments.domain.results import SCOPE_COLUMNS
from commitments.language import LazyText, lazy, offered

PLACE_COLUMNS: Final = ("name", "province", "lat", "lon", "source")
PLACE_COLUMNS_ZH: Final = ("name_zh",)
PROVINCE_COLUMNS: Final = ("name", "iso", "area_km2")


def judged(table: pd.DataFrame, rules: Iterable[Rule], codebook: Codebook) -> list[Problem]:
    """Apply every rule; problems come by row and column, and then in the order of the rules."""
    if table.empty:
        return []
    found = [problem for rule in rules for problem in rule(table, codebook)]
    return sorted(found, key=lambda problem: (problem.row or 0, problem.column or ""))


def strangers(
    names: Sequence[object], columns: Sequence[str], english: Sequence[str]
) -> Iterator[Problem]:
    """Yield a problem for each column that a table does not have."""
    for name in dict.fromkeys(name for name in names if name not in columns):
        chinese = [column for column in columns if column.endswith("_zh")]
        meant = chinese if str(name).endswith("_zh") else english
        near, cell = nearest(str(name), meant), quoted(name)
        told = lazy("check.stranger", cell=cell)
        if near:
            told = lazy("check.stranger-near", cell=cell, names=LazyText(offered, near))
        yield Problem(1, None, told)


def keyed(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return a frame as a table of text whose index is a column like the others."""
    return as_text(frame.assign(**{key: frame.index}))


def completed(codebook: Codebook) -> Codebook:
    """Return the codebook with no column missing or doubled, so that every rule can read it."""
    of_indicators = INDICATOR_COLUMNS + INDICATOR_COLUMNS_ZH + INDICATOR_COLUMNS_OF_RESULTS
    return replace(
        codebook,
        indicators=_with_columns(codebook.indicators, of_indicators),
        sources=_with_columns(codebook.sources, SOURCE_COLUMNS + SOURCE_COLUMNS_ZH),
        provinces=_with_columns(codebook.provinces, PROVINCE_COLUMNS),
        places=_with_columns(codebook.places, PLACE_COLUMNS + PLACE_COLUMNS_ZH),
        scopes=_with_columns(codebook.scopes, SCOPE_COLUMNS),
    )


def _with_columns(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return a frame with these columns, blank where they were missing."""
    if frame.columns.is_unique and set(columns) <= set(frame.columns):
        return frame
    once = frame.loc[:, ~frame.columns.duplicated()]
    return once.reindex(columns=list(columns), fill_value="")
