"""Columns joined to each commitment: what views need of the codebook, what searches read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from commitments.atlas.check import rules as check
from commitments.atlas.check.dates import document_dates
from commitments.atlas.units import Units
from commitments.domain.model import INFERRED
from commitments.language import Language

OWN_WORDS: Final = (
    "id", "province", "place", "scope", "theme", "summary", "as_printed", "note", "year",
)  # fmt: skip
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


def searchable(text: str) -> str:
    """Write text so that accents, case and full-width letters do not matter in a search."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()


def haystack(
    rows: pd.DataFrame,
    indicators: pd.DataFrame,
    sources: pd.DataFrame,
    provinces: pd.DataFrame,
    places: pd.DataFrame,
) -> pd.Series:
    """Join for each row what a search looks through, in English and Chinese."""
    known = {
        "province": provinces["name_zh"],
        "indicator": _in_one(indicators, ("name",)),
        "place": _in_one(places, ("name",)),
        "source": _in_one(sources, ("title", "issuer")),
    }
    prose = [name for name in _in_both(("scope", "summary", "note")) if name in rows]
    own = [rows[name].astype("str").fillna("").tolist() for name in (*OWN_WORDS, *prose)]
    meant = [rows[name].map(words).fillna("").tolist() for name, words in known.items()]
    texts = [searchable(" ".join(row)) for row in zip(*own, *meant, strict=True)]
    return pd.Series(texts, index=rows.index, dtype="str")


def _in_one(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """Join what stands in some columns, in both languages."""
    there = [name for name in (*columns, *_in_both(columns)) if name in frame]
    return frame[there].agg(" ".join, axis=1)


def _in_both(columns: Sequence[str]) -> list[str]:
    """Return the names of the columns that say the same in Chinese and in English."""
    return [f"{name}_{language}" for name in columns for language in Language]
