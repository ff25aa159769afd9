"""Rules for figures: numbers, units, bounds, corrections, and their words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pandas as pd

from commitments.atlas.cells import NUMBER, Codebook, header_of, look_up, numbers, province_named
from commitments.atlas.check.codebook import UNIT_IS_LISTED
from commitments.atlas.check.rule_builders import Rule, at, one_of, shaped
from commitments.atlas.units import Units
from commitments.domain.model import Comparator, Nature, Problem
from commitments.language import LazyText, in_either

NUMERIC: Final = ("value", "value_high", "base_value", "corrected_value")
LONGEST: Final = {
    "summary": 140, "as_printed": 60, "note": 400, "correction": 400,
    "summary_zh": 70, "scope_zh": 100, "note_zh": 200, "correction_zh": 200,
}  # fmt: skip
OF_A_FIGURE: Final = {
    "comparator": "check.comparator-missing",
    "unit": "check.unit-missing",
    "as_printed": "check.as-printed-missing",
}


def canonical_values(
    targets: pd.DataFrame, column: str, indicators: pd.DataFrame, units: Units
) -> pd.Series:
    """Convert a column of a table to the units of its indicators; NaN where that cannot be done."""
    return numbers(targets[column]) * _factors(targets, indicators, units)


def _factors(targets: pd.DataFrame, indicators: pd.DataFrame, units: Units) -> pd.Series:
    """Return how many of its indicator's unit each row's unit is; NaN where that cannot be said."""
    canonical = look_up(targets["indicator"], indicators["unit"]).fillna("")
    pairs = list(zip(targets["unit"].tolist(), canonical.tolist(), strict=True))
    known = {pair: units.factor(*pair) for pair in set(pairs) if units.convertible(*pair)}
    factors = [known.get(pair, math.nan) for pair in pairs]
    return pd.Series(factors, index=targets.index, dtype=float)


def _finite(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    for column in NUMERIC:
        endless = numbers(targets[column]).abs() == math.inf
        yield from at(endless, column, "check.too-large", cell=targets[column])


def _figure_is_complete(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    figure = targets["value"] != ""
    for column, missing in OF_A_FIGURE.items():
        given = targets[column] != ""
        yield from at(figure & ~given, column, missing)
        yield from at(~figure & given, column, "check.filled-without-value")
    summed_up = figure & (targets["summary"] != "")
    yield from at(summed_up, "summary", "check.summary-of-a-figure")


def _words_are_complete(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    missing = (targets["value"] == "") & (targets["summary"] == "")
    yield from at(missing, "summary", "check.nothing-said")


def _range(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    column, given = "value_high", targets["value_high"] != ""
    between = targets["comparator"] == Comparator.BETWEEN
    not_above = numbers(targets[column]) <= numbers(targets["value"])
    yield from at(between & ~given, column, "check.range-without-end")
    yield from at(~between & given, column, "check.end-without-range")
    yield from at(between & not_above, column, "check.range-upside-down", cell=targets[column])


def _unit_fits_its_indicator(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    indicators, units = codebook.indicators, codebook.units
    listed = targets["unit"].isin(list(units.expressions))
    canonical = look_up(targets["indicator"], indicators["unit"])
    wordy = (canonical == "") & (targets["value"] != "")  # of words it is said that they have one
    yield from at(listed & wordy, "unit", "check.indicator-without-unit")
    strange = _factors(targets, indicators, units).isna() & canonical.isin(list(units.expressions))
    yield from at(
        listed & strange,
        "unit",
        "check.other-unit",
        unit=targets["unit"],
        canonical=canonical,
        indicator=targets["indicator"],
        telling={
            "unit": _telling(units.symbols_zh),
            "canonical": _telling(units.symbols_zh),
            "indicator": _telling(indicators["name_zh"].to_dict()),
        },
    )


def _telling(chinese: Mapping[str, str]) -> Callable[[str], LazyText]:
    """Return how a unit or an indicator is told: by its id, in Chinese by its name."""
    return lambda word: LazyText(in_either, word, chinese.get(word, ""))


def _values_in_canonical_units(
    targets: pd.DataFrame, codebook: Codebook
) -> Iterator[tuple[str, pd.Series]]:
    """Yield the columns to judge; a printed value that carries its correction is not judged."""
    for column in ("value", "value_high", "corrected_value"):
        values = canonical_values(targets, column, codebook.indicators, codebook.units)
        corrected = (targets["corrected_value"] != "") & (column == "value")
        yield column, values.mask(corrected)


def bounds(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    """Refuse a value that its indicator cannot have."""
    indicator, indicators = targets["indicator"], codebook.indicators
    lower = look_up(indicator, numbers(indicators["lower_bound"]))
    upper = look_up(indicator, numbers(indicators["upper_bound"]))
    unit = look_up(indicator, indicators["unit"])
    telling = {"unit": _telling(codebook.units.symbols_zh)}
    for column, values in _values_in_canonical_units(targets, codebook):
        below, above = values < lower, values > upper
        facts = {"value": values, "unit": unit, "telling": telling}
        yield from at(below, column, "check.below-bound", bound=lower, **facts)
        yield from at(above, column, "check.above-bound", bound=upper, **facts)


def _area(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    bounded = look_up(targets["indicator"], codebook.indicators["bounded_by_area"]) == "yes"
    area = look_up(targets["province"], numbers(codebook.provinces["area_km2"]))
    facts = {
        "area": area,
        "province": targets["province"],
        "telling": {"province": province_named},
        "corrected_value": header_of("corrected_value"),
        "correction": header_of("correction"),
    }
    for column, values in _values_in_canonical_units(targets, codebook):
        larger = bounded & (values > area)
        yield from at(larger, column, "check.larger-than-province", value=values, **facts)


def _correction(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    corrected, reason = targets["corrected_value"] != "", targets["correction"] != ""
    nothing = corrected & (targets["value"] == "")
    yield from at(nothing, "corrected_value", "check.nothing-to-correct")
    yield from at(corrected & ~reason, "correction", "check.correction-missing")
    yield from at(~corrected & reason, "correction", "check.corrected-value-missing")


def _lengths(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    for column, longest in LONGEST.items():
        length = targets[column].str.len()
        yield from at(length > longest, column, "check.too-long", length=length, longest=longest)


COMMON_RULES: Final[tuple[Rule, ...]] = (  # of commitments and of results
    one_of("comparator", Comparator, blank=True),
    *(shaped(name, NUMBER, "check.not-a-number") for name in NUMERIC),
    _finite,
    _figure_is_complete,
    _range,
    UNIT_IS_LISTED,
    _unit_fits_its_indicator,
    _area,
    _lengths,
)
RULES: Final[tuple[Rule, ...]] = (
    *COMMON_RULES,
    _words_are_complete,
    bounds,
    _correction,
    one_of("nature", Nature, blank=True),
)
