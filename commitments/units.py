"""This module converts printed units to canonical ones, by the unit list of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import pint

PRINT_DIGITS: Final = 6  # enough to show a conversion, few enough to hide binary noise


class UnknownUnit(ValueError):
    """Raised for a unit that the codebook does not list."""


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry:
    registry = pint.UnitRegistry(None)
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
    """The units a table may use, each with its expression in base units."""

    def __init__(
        self, expressions: Mapping[str, str], symbols: Mapping[str, str] | None = None
    ) -> None:
        self.expressions = dict(expressions)
        self.symbols = dict(symbols or {unit: unit for unit in expressions})

    @lru_cache(maxsize=256)  # noqa: B019 (one Units lives as long as the program)
    def factor(self, unit: str, target: str) -> float:
        """Return how many `target` one `unit` is; UnknownUnit or pint's DimensionalityError."""
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
        """List the other units that measure the same thing."""
        return tuple(
            name for name in self.expressions if name != unit and self.convertible(unit, name)
        )

    def rule(self, unit: str, target: str) -> str:
        """Print the conversion as a reader would check it: `1 mu = 0.000666667 km2`."""
        factor = f"{self.factor(unit, target):.{PRINT_DIGITS}g}"
        return f"1 {self.symbols[unit]} = {factor} {self.symbols[target]}"

    def _quantity(self, unit: str) -> pint.Quantity:
        if unit not in self.expressions:
            raise UnknownUnit(f"'{unit}' is not in the unit list")
        return _registry().parse_expression(self.expressions[unit])
