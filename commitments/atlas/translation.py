"""The atlas in another language: the same rows, with their texts in that language.

Names that are also keys (`province`, `place`, ids) stay; views show `province_name`, `place_name`.
Figures stand in the units of the language, 亿立方米 where English has million m³: values, classes
and labels are of one kind again, and nothing that draws them needs to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from commitments.atlas.joining import NUMBERS, RESULT_NUMBERS
from commitments.atlas.load import Atlas
from commitments.atlas.units import Multiple, Units
from commitments.language import Language, named, speaking

CHINESE: Final = "_zh"  # ends the name of a column that holds the Chinese of another
ENGLISH: Final = "_en"  # ends the name of a column that keeps the English of another, for searches
ROWS_IN_WORDS: Final = ("summary", "scope", "correction", "note")
INDICATORS_IN_WORDS: Final = ("name", "definition")
SOURCES_IN_WORDS: Final = ("title", "issuer", "publisher", "date_basis")
DRAWN: Final = ("drawn", "drawn_high")


def translated(atlas: Atlas, language: Language) -> Atlas:
    """Return the atlas in a language; its fingerprint is another, so views of both can be kept."""
    if language == atlas.language:
        return atlas
    with speaking(language):
        indicators, sources = _indicators(atlas), _chinese(atlas.sources, *SOURCES_IN_WORDS)
        return replace(
            atlas,
            targets=_rows(atlas, atlas.targets, NUMBERS, indicators, sources),
            results=_rows(atlas, atlas.results, RESULT_NUMBERS, indicators, sources),
            indicators=indicators,
            sources=sources,
            units=atlas.units.in_chinese(),
            language=language,
        )


def _rows(
    atlas: Atlas,
    table: pd.DataFrame,
    numbers: Sequence[str],
    indicators: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """Return commitments or results with their names, prose and figures as Chinese gives them."""
    rows = _chinese(table, *ROWS_IN_WORDS)
    size = rows["indicator"].map(indicators["shown_size"]).astype(float)
    return _printed_in_chinese(rows, numbers, atlas.units, indicators).assign(
        **{column: rows[column] / size for column in DRAWN},
        symbol=rows["indicator"].map(indicators["symbol"]).fillna(""),
        province_name=rows["province"].map(lambda one: named("province", one)),
        place_name=_places(rows["place"], atlas.places),
        theme_name=rows["theme"].map(lambda one: named("theme", one)),
        indicator_name=rows["indicator"].map(indicators["name"]),
        source_title=rows["source"].map(sources["title"]),
    )


def _indicators(atlas: Atlas) -> pd.DataFrame:
    """Return the indicators in Chinese, with the unit of their maps and its size in the old one."""
    told = _chinese(atlas.indicators, *INDICATORS_IN_WORDS)
    both = [rows[["indicator", "symbol_zh"]] for rows in (atlas.targets, atlas.results)]
    shown = pd.concat(both).drop_duplicates("indicator").set_index("indicator")["symbol_zh"]
    symbols = shown.reindex(told.index).fillna("")
    sizes = [
        atlas.units.chinese_size(unit, symbol) if unit and symbol else 1.0
        for unit, symbol in zip(told["unit"], symbols, strict=True)
    ]
    limits = [
        ";".join(f"{float(one) / size:g}" for one in str(row).split(";") if one)
        for row, size in zip(told.get("limits", pd.Series("", told.index)), sizes, strict=True)
    ]
    return told.assign(symbol=symbols, shown_size=sizes, limits=limits)


def _printed_in_chinese(
    rows: pd.DataFrame, numbers: Sequence[str], units: Units, indicators: pd.DataFrame
) -> pd.DataFrame:
    """Return rows whose printed figures stand in the Chinese unit that suits each of them."""
    known: dict[tuple[object, ...], Multiple] = {}
    own = rows["unit"] == rows["indicator"].map(indicators["unit"])
    of_maps = zip(
        rows["indicator"].map(indicators["shown_size"]),
        rows["indicator"].map(indicators["symbol"]),
        strict=True,
    )
    shown = []
    for mapped, is_own, unit, *values in zip(
        of_maps, own, rows["unit"], *(rows[column] for column in numbers), strict=True
    ):
        told = tuple(value for value in values if value == value)
        key = (unit, *mapped) if is_own else (unit, *told)
        if key not in known:
            known[key] = Multiple(*mapped) if is_own else units.chinese(unit, told)
        shown.append(known[key])
    size = pd.Series([one.size for one in shown], rows.index)
    return rows.assign(
        **{column: rows[column] / size for column in numbers},
        printed_symbol=[one.symbol for one in shown],
        printed_size=size,
    )


def _places(said: pd.Series, places: pd.DataFrame) -> pd.Series:
    """Return the names of places in Chinese, where they are known."""
    return said.map(places["name_zh"]).replace("", None).fillna(said)


def _chinese(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return a frame whose prose is Chinese, where its Chinese is known, and its English."""
    there = [column for column in columns if column + CHINESE in frame]
    told = {
        column: frame[column].where(frame[column + CHINESE] == "", frame[column + CHINESE])
        for column in there
    }
    return frame.assign(**told, **{column + ENGLISH: frame[column] for column in there})
