"""This module tests the conversion of printed units to canonical ones."""

import csv
from pathlib import Path

import pint
import pytest

from commitments.units import Units, UnknownUnit

UNITS_FILE = Path(__file__).parents[1] / "codebook" / "units.csv"
with UNITS_FILE.open(encoding="utf-8", newline="") as lines:
    LISTED = {row["unit"]: row for row in csv.DictReader(lines)}


@pytest.fixture
def units() -> Units:
    return Units(
        {name: row["expression"] for name, row in LISTED.items()},
        {name: row["symbol"] for name, row in LISTED.items()},
        [name for name, row in LISTED.items() if row["offered"]],
    )


FACTORS = {
    ("mu", "km2"): 1 / 1500,
    ("10 000 mu", "km2"): 1e4 / 1500,
    ("ha", "km2"): 0.01,
    ("kW", "GW"): 1e-6,
    ("MW", "GW"): 1e-3,
    ("m3", "million m3"): 1e-6,
    ("g/kg", "%"): 0.1,
    ("%", "%"): 1,
}


@pytest.mark.parametrize(("pair", "factor"), FACTORS.items(), ids=map(" to ".join, FACTORS))
def test_factor(units: Units, pair: tuple[str, str], factor: float) -> None:
    assert units.factor(*pair) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize("unit", LISTED)
def test_listed_unit_is_one_of_itself(units: Units, unit: str) -> None:
    assert units.factor(unit, unit) == 1


@pytest.mark.parametrize("pair", [("furlong", "km2"), ("km2", "furlong"), ("", "km2")])
def test_unknown_unit(units: Units, pair: tuple[str, str]) -> None:
    named = next(unit for unit in pair if unit not in LISTED)
    with pytest.raises(UnknownUnit, match=f"^'{named}' is not in the unit list$"):
        units.factor(*pair)
    assert not units.convertible(*pair)


@pytest.mark.parametrize("pair", [("mu", "GW"), ("days", "%"), ("km2", "million m3")])
def test_inconvertible(units: Units, pair: tuple[str, str]) -> None:
    with pytest.raises(pint.DimensionalityError):
        units.factor(*pair)
    assert not units.convertible(*pair)


def test_relatives_measure_the_same_thing(units: Units) -> None:
    assert units.relatives("GW") == ("kW",)
    assert units.relatives("km2") == ("ha", "mu", "10 000 mu")
    assert units.relatives("%") == ()


@pytest.mark.parametrize(
    ("pair", "rule"),
    [
        (("mu", "km2"), "1,500 mu = 1 km²"),
        (("km2", "mu"), "1 km² = 1,500 mu"),
        (("kW", "GW"), "1,000,000 kW = 1 GW"),
        (("10 000 mu", "km2"), "1 万亩 = 6.6667 km²"),
    ],
)
def test_rule_as_a_reader_would_check_it(units: Units, pair: tuple[str, str], rule: str) -> None:
    assert units.rule(*pair) == rule


def test_units_without_symbols_are_printed_by_name() -> None:
    plain = Units({"mu": "hectare / 15", "ha": "hectare"})
    assert plain.rule("mu", "ha") == "15 mu = 1 ha"
