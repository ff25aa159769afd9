"""Intervals of values: what a wording promises, what a report leaves possible."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from commitments.domain.model import DOWNWARD, STRICT, UPWARD, Better, Comparator

NOISE: Final = 1e-9  # of a conversion between units; no printed figure has so many digits
PRINTED: Final = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; an open end is not among them."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def within(self, other: Interval) -> bool:
        """Say whether every value of it is one of the other's."""
        above = _at_or_above(self.low, other.low, strict=other.low_open and not self.low_open)
        below = _at_or_above(other.high, self.high, strict=other.high_open and not self.high_open)
        return above and below

    def apart_from(self, other: Interval) -> bool:
        """Say whether no value of it is one of the other's."""
        return _beyond(self, other) or _beyond(other, self)


def _same(one: float, other: float) -> bool:
    return one == other or math.isclose(one, other, rel_tol=NOISE, abs_tol=NOISE)


def _at_or_above(value: float, limit: float, *, strict: bool) -> bool:
    return not strict if _same(value, limit) else value > limit


def _beyond(upper: Interval, lower: Interval) -> bool:
    """Say whether one interval lies wholly above another."""
    if _same(upper.low, lower.high):
        return upper.low_open or lower.high_open
    return upper.low > lower.high


def reported(row: Mapping[str, Any]) -> Interval:
    """Return the values that a report leaves possible; one told about or held is as printed."""
    value, comparator = row["drawn"], row["comparator"]
    if comparator == Comparator.BETWEEN:
        return Interval(value, row["drawn_high"])
    if comparator in UPWARD:
        return Interval(low=value, low_open=comparator in STRICT)
    if comparator in DOWNWARD:
        return Interval(high=value, high_open=comparator in STRICT)
    return Interval(value, value)


def promised(row: Mapping[str, Any], better: str) -> Interval:
    """Return the values that keep a commitment.

    Plain `reach` asks for the wanted side of the indicator, for the figure itself where none is
    wanted; `about` and `hold` allow one unit of the last printed digit the other way.
    """
    value, comparator = row["drawn"], row["comparator"]
    if comparator == Comparator.BETWEEN:
        return Interval(value, row["drawn_high"])
    if comparator in UPWARD:
        return Interval(low=value, low_open=comparator in STRICT)
    if comparator in DOWNWARD:
        return Interval(high=value, high_open=comparator in STRICT)
    slack = 0.0 if comparator == Comparator.REACH else last_digit(row)
    low = -math.inf if better == Better.LOWER else value - slack
    high = math.inf if better == Better.HIGHER else value + slack
    return Interval(low, high)


def last_digit(row: Mapping[str, Any]) -> float:
    """Return one unit of the last digit that a figure is printed with, in the indicator's unit."""
    value, drawn = row["value"], row["drawn"]
    for found in PRINTED.finditer(row["as_printed"]):
        printed = float(found.group().replace(",", ""))
        if printed and _is_power_of_ten(abs(value * row["printed_size"]) / printed):
            return abs(drawn) / printed / 10 ** len(found.group(1) or "")
    size = abs(drawn / value) if value else 1.0
    return size / 10 ** len(f"{value:.12g}".partition(".")[2])


def _is_power_of_ten(ratio: float) -> bool:
    """Say whether two figures are one in other number words: 1.37亿 and 137000000."""
    return ratio > 0 and _same(math.log10(ratio), round(math.log10(ratio)))


def difference(told: Mapping[str, Any], row: Mapping[str, Any]) -> float:
    """Return a reported value less the promised one; from a range, its distance to the range."""
    value = float(told["drawn"])
    if row["comparator"] == Comparator.BETWEEN:
        nearest = min(max(value, float(row["drawn"])), float(row["drawn_high"]))
        return value - nearest
    return value - float(row["drawn"])
