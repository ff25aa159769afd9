"""Columns joined to each commitment: what views need of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from commitments.atlas.check import rules as check
from commitments.atlas.check.dates import document_dates
from commitments.atlas.units import Units
from commitments.domain.model import INFERRED

NUMBERS: Final = ("value", "value_high", "base_value", "corrected_value")
RESULT_NUMBERS: Final = ("value", "value_high")


def enriched(rows: pd.DataFrame, codebook: check.Codebook) -> pd.DataFrame:
    """Turn commitments' text cells into numbers and join what the views need of the codebook."""
    numbers: Mapping[str, pd.Series] = {name: check.numbers(rows[name]) for name in NUMBERS}
    corrected = rows["corrected_value"].where(rows["corrected_value"] != "", rows["value"])
    return _joined(rows, rows.assign(drawn=corrected), codebook).assign(**numbers)


def enriched_results(rows: pd.DataFrame, codebook: check.Codebook) -> pd.DataFrame:
    """Turn results' text cells into numbers and join the same, and their indicator's theme."""
    numbers = {name: check.numbers(rows[name]) for name in RESULT_NUMBERS}
    themes = rows["indicator"].map(codebook.indicators["theme"])
    told = rows.assign(theme=themes)
    return _joined(told, told.assign(drawn=rows["value"]), codebook).assign(**numbers)


def _joined(rows: pd.DataFrame, drawable: pd.DataFrame, codebook: check.Codebook) -> pd.DataFrame:
    """Join to rows what the codebook says of their indicator, unit and source."""
    indicators, sources, units = codebook.indicators, codebook.sources, codebook.units
    return rows.assign(
        year=pd.to_numeric(rows["year"].where(rows["year"] != "", None)).astype("Int64"),
        drawn=check.canonical_values(drawable, "drawn", indicators, units),
        drawn_high=check.canonical_values(rows, "value_high", indicators, units),
        symbol=rows["indicator"].map(indicators["unit"]).map(units.symbols).fillna(""),
        printed_symbol=rows["unit"].map(units.symbols).fillna(""),
        symbol_zh=rows["indicator"].map(units_zh(indicators, units)).fillna(""),
        indicator_name=rows["indicator"].map(indicators["name"]),
        printed_size=1.0,
        province_name=rows["province"],
        theme_name=rows["theme"],
        place_name=rows["place"],
        indicator_name_zh=rows["indicator"].map(indicators["name_zh"]),
        yours=False,
        inferred=rows["year_basis"].isin(list(INFERRED)),
        evidence=rows["source"].map(sources["evidence"]),
        source_title=rows["source"].map(sources["title"]),
        source_title_zh=rows["source"].map(sources["title_zh"]),
        source_date=rows["source"].map(document_dates(sources)),
    )


def shown_in_units(codebook: check.Codebook) -> pd.DataFrame:
    """Return the indicators with `symbol`, the unit of their maps, and `shown_size`, its size."""
    symbols = codebook.indicators["unit"].map(codebook.units.symbols).fillna("")
    return codebook.indicators.assign(symbol=symbols, shown_size=1.0)


def units_zh(indicators: pd.DataFrame, units: Units) -> pd.Series:
    """Return the Chinese unit of each indicator's maps: its own, or its unit's in Chinese."""
    own, plain = indicators["unit_zh"], indicators["unit"].map(units.symbols_zh)
    return own.where(own != "", plain)
