"""This module holds the rules for figures: numbers, units, bounds, corrections, and their words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import pandas as pd

from commitments.cells import (
    NUMBER,
    Codebook,
    Rule,
    at,
    look_up,
    numbers,
    one_of,
    shaped,
    unknown,
)
from commitments.model import Comparator, Problem
from commitments.units import Units

NUMERIC: Final = ("value", "value_high", "base_value", "corrected_value")
LONGEST: Final = {
    "summary": 140, "as_printed": 60, "note": 400, "correction": 400,
    "summary_zh": 70, "scope_zh": 100, "note_zh": 200, "correction_zh": 200,
}  # fmt: skip
OF_A_FIGURE: Final = {
    "comparator": "a value without its comparator is a misquotation; add it",
    "unit": "a value without its unit; add the unit that the document uses",
    "as_printed": "blank; give the figure as the document prints it",
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
        why = "{cell} is too large to be a figure; check the digits"
        yield from at(endless, column, why, cell=targets[column])


def _figure_is_complete(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    figure = targets["value"] != ""
    for column, why in OF_A_FIGURE.items():
        given = targets[column] != ""
        yield from at(figure & ~given, column, why)
        yield from at(~figure & given, column, "filled, but there is no value; clear it")
    summed_up = figure & (targets["summary"] != "")
    yield from at(summed_up, "summary", "the program words a figure itself; clear it")


def _words_are_complete(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    missing = (targets["value"] == "") & (targets["summary"] == "")
    yield from at(missing, "summary", "neither a value nor a summary; say what is committed")


def _range(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    column, given = "value_high", targets["value_high"] != ""
    between = targets["comparator"] == Comparator.BETWEEN
    not_above = numbers(targets[column]) <= numbers(targets["value"])
    yield from at(between & ~given, column, "blank, but the comparator is `between`; add the end")
    yield from at(~between & given, column, "only `between` has an upper end; clear it")
    why = "{cell} is not above the value; put the lower end into value"
    yield from at(between & not_above, column, why, cell=targets[column])


def _unit_is_listed(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        targets["unit"],
        "unit",
        codebook.units.expressions,
        called="in codebook/units.csv",
        otherwise="; define it there",
    )


def _unit_fits_its_indicator(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    indicators, units = codebook.indicators, codebook.units
    listed = targets["unit"].isin(list(units.expressions))
    canonical = look_up(targets["indicator"], indicators["unit"])
    wordy = canonical == ""
    why = "the codebook gives this indicator no unit; give it one there"
    yield from at(listed & wordy, "unit", why)
    strange = _factors(targets, indicators, units).isna() & canonical.isin(list(units.expressions))
    why = "{unit} cannot be turned into {canonical}, the unit of {indicator}; correct one of them"
    facts = {"unit": targets["unit"], "indicator": targets["indicator"]}
    yield from at(listed & strange, "unit", why, canonical=canonical, **facts)


def _values_in_canonical_units(
    targets: pd.DataFrame, codebook: Codebook
) -> Iterator[tuple[str, pd.Series]]:
    """Yield the columns to judge; a printed value that carries its correction is not judged."""
    for column in ("value", "value_high", "corrected_value"):
        values = canonical_values(targets, column, codebook.indicators, codebook.units)
        corrected = (targets["corrected_value"] != "") & (column == "value")
        yield column, values.mask(corrected)


def _bounds(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    indicator, indicators = targets["indicator"], codebook.indicators
    lower = look_up(indicator, numbers(indicators["lower_bound"]))
    upper = look_up(indicator, numbers(indicators["upper_bound"]))
    unit = look_up(indicator, indicators["unit"])
    below = "{value:g} is below {bound:g} {unit}, the least that is possible; check the figure"
    above = "{value:g} is above {bound:g} {unit}, the most that is possible; check the figure"
    for column, values in _values_in_canonical_units(targets, codebook):
        yield from at(values < lower, column, below, value=values, bound=lower, unit=unit)
        yield from at(values > upper, column, above, value=values, bound=upper, unit=unit)


def _area(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    bounded = look_up(targets["indicator"], codebook.indicators["bounded_by_area"]) == "yes"
    area = look_up(targets["province"], numbers(codebook.provinces["area_km2"]))
    why = (
        "{value:,.0f} km² is more than {province} has ({area:,.0f} km²); "
        "check the figure, or give corrected_value and correction"
    )
    facts = {"area": area, "province": targets["province"]}
    for column, values in _values_in_canonical_units(targets, codebook):
        yield from at(bounded & (values > area), column, why, value=values, **facts)


def _correction(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    corrected, reason = targets["corrected_value"] != "", targets["correction"] != ""
    nothing = corrected & (targets["value"] == "")
    yield from at(nothing, "corrected_value", "there is no value to correct; clear it")
    yield from at(corrected & ~reason, "correction", "a corrected value needs its reason; add it")
    yield from at(~corrected & reason, "correction", "a reason, but no corrected value; add it")


def _lengths(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    for column, longest in LONGEST.items():
        length = targets[column].str.len()
        why = f"{{length:.0f}} characters; shorten it to {longest} at most"
        yield from at(length > longest, column, why, length=length)


RULES: Final[tuple[Rule, ...]] = (
    one_of("comparator", Comparator, blank=True),
    *(shaped(name, NUMBER, "a plain number; write digits and a point") for name in NUMERIC),
    _finite,
    _figure_is_complete,
    _words_are_complete,
    _range,
    _unit_is_listed,
    _unit_fits_its_indicator,
    _bounds,
    _area,
    _correction,
    _lengths,
)
