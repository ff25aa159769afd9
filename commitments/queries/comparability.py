"""Comparability: whether a reported value may be set beside a commitment, and if not, why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from commitments.atlas.load import Atlas
from commitments.atlas.translation import ENGLISH
from commitments.domain.results import (
    FROM_A_BASE,
    LAST_TARGET_ON_OLD_SURVEY,
    LAST_VALUE_OF_OLD_SURVEY,
    NEW_SURVEY,
    OLD_SURVEY,
    Obstacle,
    groups,
    properties,
    themes_of,
)

SURVEYS: Final = frozenset((OLD_SURVEY, NEW_SURVEY))
YEAR_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """What an indicator's values can be measures of: its series, and what means the whole."""

    groups: tuple[frozenset[str], ...]
    whole: frozenset[str]
    from_a_base: bool = False  # its values are cuts or gains since some year

    @property
    def is_of_forests(self) -> bool:
        """Say whether it rests on one of two forest surveys."""
        return any(group >= SURVEYS for group in self.groups)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a commitment or a reported value speaks of, beyond its province and indicator."""

    properties: frozenset[str]
    base_year: str
    presumed: bool = False  # its forest survey


def measures(atlas: Atlas) -> dict[str, Measure]:
    """Return for each indicator what its values can be measures of."""
    whole = {
        theme: frozenset(
            name
            for name, themes in atlas.scopes["whole_for"].items()
            if theme in themes_of(str(themes))
        )
        for theme in atlas.indicators["theme"].unique()
    }
    shown = atlas.indicators
    return {
        str(name): Measure(
            groups(series), whole[theme], FROM_A_BASE.fullmatch(str(name)) is not None
        )
        for name, series, theme in zip(shown.index, shown["series"], shown["theme"], strict=True)
    }


def of_commitment(row: Mapping[str, Any], measure: Measure) -> Scope:
    """Return what a commitment speaks of; its survey is presumed by its document's year."""
    written = str(row["source_date"])[:YEAR_DIGITS]
    year = int(written) if written.isdecimal() else None
    return _scope(row, measure, year, LAST_TARGET_ON_OLD_SURVEY)


def of_result(row: Mapping[str, Any], measure: Measure) -> Scope:
    """Return what a reported value speaks of; its survey is presumed by the year it is for."""
    return _scope(row, measure, int(row["year"]), LAST_VALUE_OF_OLD_SURVEY)


def _scope(row: Mapping[str, Any], measure: Measure, year: int | None, last: int) -> Scope:
    told = properties(str(row.get("scope" + ENGLISH, row["scope"])))
    presumed = measure.is_of_forests and not told & SURVEYS and year is not None
    if presumed and year is not None:
        told |= {OLD_SURVEY if year <= last else NEW_SURVEY}
    return Scope(told, str(row["base_year"]), presumed)


def obstacle(one: Scope, other: Scope, measure: Measure) -> Obstacle | None:
    """Return why two scopes are not of one measure; None where they are."""
    differ = one.properties ^ other.properties
    if differ & SURVEYS and measure.is_of_forests:
        return Obstacle.SURVEY
    if any(_name_two(one, other, group) for group in measure.groups):
        return Obstacle.SERIES
    parts = differ - measure.whole
    if parts:
        in_a_series = any(parts & group for group in measure.groups)
        return Obstacle.SERIES if in_a_series else Obstacle.PART
    if one.base_year and other.base_year and one.base_year != other.base_year:
        return Obstacle.BASE
    return None


def series_of(scope: Scope, measure: Measure) -> str:
    """Name the series that a value belongs to: its scope less what only says the whole."""
    apart = {
        name
        for group in measure.groups
        if len(group & measure.whole) > 1  # two measures of the whole are two series
        for name in group
    }
    named = scope.properties - (measure.whole - apart)
    return "; ".join(filter(None, [*sorted(named), scope.base_year]))


def _name_two(one: Scope, other: Scope, group: frozenset[str]) -> bool:
    """Say whether each scope names a property of a series, and not the same."""
    named, others = one.properties & group, other.properties & group
    return bool(named and others) and named != others


def tells_the_way(one: Scope, other: Scope, measure: Measure) -> bool:
    """Say whether a value of another year says how far a commitment is on its way.

    Cuts grow from their base year on, so two of different years need the same one, both named.
    """
    if obstacle(one, other, measure):
        return False
    return not measure.from_a_base or bool(one.base_year and one.base_year == other.base_year)
