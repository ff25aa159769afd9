"""This module turns the atlas into the atlas of another language: same rows, its prose in that one.

Names that are also keys (`province`, `place`, ids) stay; views show `province_name`, `place_name`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from commitments.language import Language, named, speaking
from commitments.load import Atlas

CHINESE: Final = "_zh"  # ends the name of a column that holds the Chinese of another
ROWS_IN_WORDS: Final = ("summary", "scope", "correction", "note")
INDICATORS_IN_WORDS: Final = ("name", "definition")
SOURCES_IN_WORDS: Final = ("title", "issuer", "publisher")


def translated(atlas: Atlas, language: Language) -> Atlas:
    """Return the atlas in a language; its version says which, so that views of both can be kept."""
    if language == atlas.language:
        return atlas
    indicators = _chinese(atlas.indicators, *INDICATORS_IN_WORDS)
    sources = _chinese(atlas.sources, *SOURCES_IN_WORDS)
    rows = _chinese(atlas.targets, *ROWS_IN_WORDS)
    with speaking(language):
        return replace(
            atlas,
            targets=rows.assign(
                province_name=rows["province"].map(lambda one: named("province", one)),
                place_name=_places(rows["place"], atlas.places),
                indicator_name=rows["indicator"].map(indicators["name"]),
                source_title=rows["source"].map(sources["title"]),
            ),
            indicators=indicators,
            sources=sources,
            version=f"{atlas.version}-{language}",
            language=language,
        )


def _places(named: pd.Series, places: pd.DataFrame) -> pd.Series:
    """Return the names of places in Chinese, where they are known."""
    known = places["name_zh"] if "name_zh" in places else pd.Series(dtype=str)
    return named.map(known).fillna(named)


def _chinese(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return a frame whose prose is Chinese, where its Chinese is known."""
    told = {
        column: frame[column].where(frame[column + CHINESE] == "", frame[column + CHINESE])
        for column in columns
        if column + CHINESE in frame
    }
    return frame.assign(**told)
