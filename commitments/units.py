"""This module converts printed units to canonical ones, by the unit list of the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import pint

PRINT_DIGITS: Final = 4  # decimals: enough to show a conversion, few enough to hide binary noise


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
    ):
        registry.define(definition)
    return registry


class Units:
    """The units a table may use, each with its expression in base units.

    A unit with a blank expression is converted to nothing but itself.
    """

    def __init__(
        self,
        expressions: Mapping[str, str],
        symbols: Mapping[str, str] | None = None,
        offered: Sequence[str] | None = None,
    ) -> None:
        self.expressions = dict(expressions)
        self.symbols = dict(symbols or {unit: unit for unit in expressions})
        self.offered = tuple(expressions if offered is None else offered)

    @lru_cache(maxsize=256)  # noqa: B019 (one Units lives as long as the program)
    def factor(self, unit: str, target: str) -> float:
        """Return how many `target` one `unit` is; UnknownUnit or pint's DimensionalityError."""
        if unit == target and unit in self.expressions:
            return 1.0
        quantities = [self._quantity(name) for name in (unit, target)]
        return float((quantities[0] / quantities[1]).to("dimensionless").magnitude)

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

    def rule(self, unit: str, target: str) -> str:
        """Print the conversion as a reader would check it: `1,500 mu = 1 km²`."""
        factor = self.factor(unit, target)
        many, one = (unit, target) if factor < 1 else (target, unit)
        count = f"{max(factor, 1 / factor):,.{PRINT_DIGITS}f}".rstrip("0").rstrip(".")
        if factor < 1:
            return f"{count} {self.symbols[many]} = 1 {self.symbols[one]}"
        return f"1 {self.symbols[one]} = {count} {self.symbols[many]}"

    def _quantity(self, unit: str) -> pint.Quantity[float]:
        if unit not in self.expressions:
            raise UnknownUnit(f"'{unit}' is not in the unit list")
        if not self.expressions[unit]:
            raise UnknownUnit(f"'{unit}' stands alone: nothing is known of it")
        return _registry().parse_expression(self.expressions[unit])
