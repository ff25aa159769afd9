"""The unit in which an indicator of a reader's own is shown, in either language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

from commitments.atlas.units import Units

PLAIN: Final = "index"  # a number without a unit
RATIO: Final = "ratio"
PER_CENT: Final = "%"
TOO_LARGE: Final = 100_000  # figures of that size are hard to read in Chinese
LARGE: Final = 10_000  # figures of that size are shown in a larger unit
LADDERS: Final = (
    ("t", "million t"),
    ("tce", "million tce"),
    ("m3", "million m3"),
    ("kW", "GW"),
    ("MW", "GW"),
    ("kWh", "GWh", "TWh"),
    ("persons", "million persons"),
    ("yuan", "million yuan", "billion yuan"),
    ("TJ", "PJ"),
    ("m2", "km2"),
)  # fmt: skip (units of one thing, small ones first)
EXTENSIVE: Final = (
    "t",
    "tce",
    "toe",
    "kWh",
    "TJ",
    "persons",
    "yuan",
    "US dollars",
    "km2",
    "m3",
    "count",
    "kW",
    "vehicles",
    "km",
)  # fmt: skip (what is measured in these can be summed over provinces)
NO_SUMS: Final = (
    "人均",
    "平均",
    "均",
    "每",
    "强度",
    "密度",
    "per ",
    "mean",
    "average",
    "intensity",
)


def fitting(sizes: Sequence[tuple[str, float]], unit: str, units: Units) -> str:
    """Return the unit in which figures of that size are read with ease: million t, not t.

    Shares of one are shown as per cent.
    """
    if unit == RATIO:
        return PER_CENT
    ladder = next((one for one in LADDERS if unit in one), ())
    steps = [one for one in ladder if one in units.expressions]
    values = _in_unit(sizes, unit, units)
    middle = median(values) if values else 0.0
    for larger in steps[steps.index(unit) + 1 :] if unit in steps else ():
        if middle * units.factor(unit, larger) >= 1 and middle >= LARGE:
            middle, unit = middle * units.factor(unit, larger), larger
    return unit


def _in_unit(sizes: Sequence[tuple[str, float]], unit: str, units: Units) -> list[float]:
    """Return the sizes of figures in one unit; what cannot be converted is left out."""
    given = {one for one, _ in sizes}
    times = {one: units.factor(one, unit) for one in given if units.convertible(one, unit)}
    return [size * times[one] for one, size in sizes if one in times]


def adds_up(unit: str, name: str, units: Units) -> bool:
    """Say whether figures of the provinces can be summed: tonnes, and no tonnes per head."""
    measured = any(one in units.expressions and units.convertible(unit, one) for one in EXTENSIVE)
    return measured and not any(word in name.casefold() for word in NO_SUMS)


def in_chinese(
    unit: str, typed: Counter[str], sizes: Sequence[tuple[str, float]], units: Units
) -> str:
    """Return the Chinese unit of an indicator's maps: the one written where it fits."""
    values = _in_unit(sizes, unit, units)
    middle = median(values) if values else 0.0
    for written, _ in typed.most_common():
        chinese = written and not written.isascii() and units.shown_in_chinese(unit, written)
        if chinese and middle / units.chinese_size(unit, written) < TOO_LARGE:
            return written
    few = [one for one in units.multiples_zh.get(unit, ()) if values and middle >= one.size]
    return few[0].symbol if few else units.symbols_zh.get(unit, unit)
