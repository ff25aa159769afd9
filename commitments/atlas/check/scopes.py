"""Rules for what sets results beside commitments: scopes, series, what answers what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, look_up, passing
from commitments.atlas.check.chinese import in_chinese
from commitments.atlas.check.rule_builders import (
    Rule,
    at,
    filled,
    in_codebook,
    one_of,
    printable,
    unique,
)
from commitments.domain.model import Problem, Theme
from commitments.domain.results import groups, themes_of
from commitments.language import LazyText, enumerated

INDICATORS: Final = "codebook/indicators.csv"


def _series_are_scopes(indicators: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    cells, known = indicators["series"], set(codebook.scopes.index)
    filled_in = cells != ""
    listed = passing(cells, lambda cell: all(group <= known for group in groups(cell)))
    yield from at(filled_in & ~listed, "series", "check.series-not-listed", cell=cells)


def _reported_in_the_same_unit(indicators: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    """Results answer commitments only where both are drawn in one unit, in both languages."""
    cells = indicators["reported_as"]
    other = pd.Series(data=False, index=indicators.index)
    for column in ("unit", "unit_zh"):
        meant = look_up(cells, indicators.set_index("id")[column])
        other |= meant.notna() & (meant != indicators[column])
    other &= cells != ""
    yield from at(other, "reported_as", "check.reported-in-another-unit", cell=cells)


def _themes(scopes: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    cells, known = scopes["whole_for"], set(Theme)
    sound = passing(cells, lambda cell: themes_of(cell) <= known)
    listed = LazyText(enumerated, [str(theme) for theme in Theme])
    yield from at(
        (cells != "") & ~sound, "whole_for", "check.not-themes", cell=cells, listed=listed
    )


INDICATOR_RULES: Final[tuple[Rule, ...]] = (
    in_codebook(
        "reported_as",
        lambda codebook: codebook.indicators.index,
        family="check.indicator",
        file=INDICATORS,
    ),
    _reported_in_the_same_unit,
    _series_are_scopes,
    one_of("scope_required", ("yes",), blank=True),
)
RULES: Final[tuple[Rule, ...]] = (
    printable,
    filled("property", "check.property-blank"),
    unique("property"),
    filled("property_zh", "check.property-zh-blank"),
    in_chinese("property_zh"),
    _themes,
)
