"""Conversion of printed units to canonical ones, by the unit list of the codebook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pint

from commitments.domain.model import Unreadable
from commitments.language import lazy

PRINT_DIGITS: Final = 4  # decimals: enough to show a conversion, few enough to hide binary noise
MULTIPLES_EXAMPLE: Final = "1e4:万亩;1e8:亿亩"
MULTIPLE: Final = re.compile(r"([1-9]e-?[0-9]):([^:\s]+)")  # 1e4:万亩, ten thousand mu
NUMBER_WORDS: Final = "十百千万亿"  # before a Chinese unit: 亿千瓦 is 万千瓦 ten thousandfold
CHINESE_DIGITS: Final = 2  # decimals that a Chinese text gives a figure: 1.37亿千瓦, 4804.12万亩


class UnknownUnit(ValueError):
    """Raised for a unit that the codebook does not list."""


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry[float]:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    for definition in (
        "meter = [length] = m",
        "gram = [mass] = g",
        "second = [time] = s",
        "hour = 3600 * second = h",
        "watt = [power] = W",
        "hectare = 10000 * meter ** 2 = ha",
        "percent = 0.01",
        "item = [item]",
        "person = [person]",
        "yuan = [money]",
        "day = [day]",
        "coal = [coal]",  # of coal equivalent: no mass, and no energy either
        "oil = [oil]",
        "usd = [dollar]",
        "degree_celsius_step = [temperature]",
        "index_point = [index]",
        "percentage_point = [percentage_point]",
        "vehicle = [vehicle]",
    ):
        registry.define(definition)
    return registry


@dataclass(frozen=True, slots=True)
class Multiple:
    """A Chinese unit by its symbol, and how many of the unit it belongs to one of it is."""

    size: float
    symbol: str

    def suits(self, value: float) -> bool:
        """Say whether a value is one or more of it and needs few decimals; zero suits any."""
        shown = abs(value) / self.size
        return not value or (shown >= 1 and abs(shown - round(shown, CHINESE_DIGITS)) < 1e-9)


def multiples(cell: str) -> tuple[Multiple, ...]:
    """Read the Chinese multiples of a unit, the largest first; Unreadable where it is no list."""
    parts = [MULTIPLE.fullmatch(part) for part in cell.split(";") if part]
    read = [Multiple(float(part[1]), part[2]) for part in parts if part]
    if len(read) < len(parts):
        words = {"cell": repr(cell), "example": MULTIPLES_EXAMPLE}
        raise Unreadable(lazy("fault.not-multiples", **words))
    return tuple(sorted(read, key=lambda one: -one.size))


def is_multiple(symbol: str, other: str) -> bool:
    """Say whether two symbols are of one unit in powers of ten: 亿千瓦, 万千瓦; not 亩, 公顷."""
    return symbol.lstrip(NUMBER_WORDS) == other.lstrip(NUMBER_WORDS)


class Units:
    """The units a table may use, each with its expression in base units.

    A unit with a blank expression is converted to nothing but itself.
    """

    def __init__(
        self,
        expressions: Mapping[str, str],
        symbols: Mapping[str, str] | None = None,
        offered: Sequence[str] | None = None,
        symbols_zh: Mapping[str, str] | None = None,
        multiples_zh: Mapping[str, Sequence[Multiple]] | None = None,
    ) -> None:
        self.expressions = dict(expressions)
        self.symbols = dict(symbols or {unit: unit for unit in expressions})
        self.offered = tuple(expressions if offered is None else offered)
        self.symbols_zh = dict(symbols_zh or self.symbols)
        self.multiples_zh = {unit: tuple(few) for unit, few in (multiples_zh or {}).items()}

    def factor(self, unit: str, target: str) -> float:
        """Return how many `target` one `unit` is; UnknownUnit or pint's DimensionalityError."""
        if unit == target and unit in self.expressions:
            return 1.0
        factor = _factor(self._expression(unit), self._expression(target))
        if factor is None:
            raise pint.DimensionalityError(unit, target)
        return factor

    def convertible(self, unit: str, target: str) -> bool:
        """Say whether a value in `unit` can be given in `target`."""
        try:
            self.factor(unit, target)
        except (UnknownUnit, pint.DimensionalityError):
            return False
        return True

    def relatives(self, unit: str) -> tuple[str, ...]:
        """List the other units of the same thing that a reader is offered."""
        return tuple(name for name in self.offered if name != unit and self.convertible(unit, name))

    def chinese(self, unit: str, values: Sequence[float] = ()) -> Multiple:
        """Return the one Chinese unit to show all these values in: 137,000,000 kW in 亿千瓦.

        It is the largest that suits every value. Otherwise it is the unit itself, or its smallest
        multiple where that is below it: nobody writes 百万立方米, so 万立方米 is the least.
        """
        few = [one for one in self.multiples_zh.get(unit, ()) if one.size != 1]
        itself = Multiple(1, self.symbols_zh.get(unit, unit))
        least = few[-1] if few and few[-1].size < 1 else itself
        suiting = (one for one in few if values and all(one.suits(value) for value in values))
        return next(suiting, least)

    def chinese_size(self, unit: str, symbol: str) -> float:
        """Return how many `unit` one Chinese unit is: 万亩 is 6.67 km2; UnknownUnit if none."""
        for home, itself in self.symbols_zh.items():
            for one in (Multiple(1, itself), *self.multiples_zh.get(home, ())):
                if one.symbol == symbol and self.convertible(home, unit):
                    return one.size * self.factor(home, unit)
        raise UnknownUnit(f"'{symbol}' is no Chinese unit for '{unit}'")

    def shown_in_chinese(self, unit: str, symbol: str) -> bool:
        """Say whether values in `unit` can be shown in a Chinese unit."""
        try:
            self.chinese_size(unit, symbol)
        except UnknownUnit:
            return False
        return True

    def in_chinese(self) -> Units:
        """Return the same units by their Chinese names."""
        return Units(
            self.expressions, self.symbols_zh, self.offered, self.symbols_zh, self.multiples_zh
        )

    def rule(self, unit: str, target: str) -> str:
        """Print the conversion as a reader would check it: `1,500 mu = 1 km²`."""
        factor = self.factor(unit, target)
        many, one = (unit, target) if factor < 1 else (target, unit)
        count = f"{max(factor, 1 / factor):,.{PRINT_DIGITS}f}".rstrip("0").rstrip(".")
        if factor < 1:
            return f"{count} {self.symbols[many]} = 1 {self.symbols[one]}"
        return f"1 {self.symbols[one]} = {count} {self.symbols[many]}"

    def _expression(self, unit: str) -> str:
        if unit not in self.expressions:
            raise UnknownUnit(f"'{unit}' is not in the unit list")
        if not self.expressions[unit]:
            raise UnknownUnit(f"'{unit}' stands alone: nothing is known of it")
        return self.expressions[unit]


@lru_cache(maxsize=4096)
def _factor(expression: str, target: str) -> float | None:
    """Return how many of one expression another is; None where they measure different things."""
    one, other = (_registry().parse_expression(each) for each in (expression, target))
    try:
        return float((one / other).to("dimensionless").magnitude)
    except pint.DimensionalityError:
        return None
