"""Tests the conversion of printed units to canonical ones."""

import csv

import pint
import pytest

from commitments import ROOT
from commitments.atlas.units import Units, UnknownUnit, multiples

UNITS_FILE = ROOT / "codebook" / "units.csv"
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
    ("t", "million t"): 1e-6,
    ("kWh", "TWh"): 1e-9,
    ("ratio", "%"): 100,
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


# ---- in Chinese ----


@pytest.fixture
def in_chinese() -> Units:
    return Units(
        {name: row["expression"] for name, row in LISTED.items()},
        symbols_zh={name: row["symbol_zh"] for name, row in LISTED.items()},
        multiples_zh={name: multiples(row["multiples_zh"]) for name, row in LISTED.items()},
    )


@pytest.mark.parametrize(
    ("unit", "values", "shown"),
    [
        ("kW", [137_000_000], (1.37, "亿千瓦")),
        ("GW", [3.64], (364, "万千瓦")),
        ("GW", [1200], (12, "亿千瓦")),
        ("GW", [3.64, 100], (364, "万千瓦")),
        ("mu", [249_930_000], (24_993, "万亩")),
        ("mu", [4_674_600], (467.46, "万亩")),
        ("mu", [1_865_000_000], (18.65, "亿亩")),
        ("mu", [4_674_600, 249_930_000], (467.46, "万亩")),
        ("million m3", [28_922], (289.22, "亿立方米")),
        ("million m3", [11.95], (1195, "万立方米")),
        ("million m3", [0.001], (0.1, "万立方米")),
        ("billion yuan", [70], (700, "亿元")),
        ("m2", [650_000], (65, "万平方米")),
        ("km2", [3_150_000], (315, "万平方公里")),
        ("km2", [36_390], (36_390, "平方公里")),
        ("km2", [0, 20_600], (0, "万平方公里")),
        ("%", [24.1], (24.1, "%")),
        ("count", [500], (500, "个")),
        ("t", [12_800], (1.28, "万吨")),
        ("TWh", [30], (300, "亿千瓦时")),
        ("ratio", [0.58], (0.58, "（系数）")),
        ("kW", [], (None, "千瓦")),
    ],
)
def test_chinese_unit_of_a_figure(
    in_chinese: Units, unit: str, values: list[float], shown: tuple[float | None, str]
) -> None:
    one = in_chinese.chinese(unit, values)
    value, symbol = shown
    assert one.symbol == symbol
    if value is not None:
        assert values[0] / one.size == pytest.approx(value, rel=1e-12)


POWERS = {"万亿": 1e12, "亿": 1e8, "万": 1e4}


@pytest.mark.parametrize("unit", [name for name, row in LISTED.items() if row["multiples_zh"]])
def test_chinese_multiples_say_what_they_are(in_chinese: Units, unit: str) -> None:
    """万千瓦 is ten thousand kilowatts, however large the unit it is told by."""
    plain = {row["symbol_zh"]: name for name, row in LISTED.items()} | {
        "元": "",
        "家": "",
        "项": "",
    }
    for one in in_chinese.multiples_zh[unit]:
        power = next((word for word in POWERS if one.symbol.startswith(word)), "")
        home = plain[one.symbol.removeprefix(power)]
        if home:
            size = one.size * in_chinese.factor(unit, home)
            assert size == pytest.approx(POWERS[power], rel=1e-12), one
        elif one.symbol.endswith("元"):
            assert one.size * 1e9 == pytest.approx(POWERS[power], rel=1e-12), one
        else:
            assert one.size == 1


def test_chinese_unit_of_maps(in_chinese: Units) -> None:
    assert in_chinese.chinese_size("km2", "万亩") == pytest.approx(1e4 / 1500)
    assert in_chinese.chinese_size("million m3", "亿立方米") == pytest.approx(100)
    assert in_chinese.chinese_size("GW", "万千瓦") == pytest.approx(0.01)
    assert in_chinese.chinese_size("count", "家") == 1
    for unit, symbol in (("km2", "亿千瓦"), ("km2", "里"), ("", "万亩"), ("%", "个")):
        assert not in_chinese.shown_in_chinese(unit, symbol)
        with pytest.raises(UnknownUnit):
            in_chinese.chinese_size(unit, symbol)


@pytest.mark.parametrize("unit", LISTED)
def test_every_unit_has_a_chinese_symbol(unit: str) -> None:
    assert LISTED[unit]["symbol_zh"]


def test_units_of_different_things_are_compared_once(units: Units, monkeypatch) -> None:
    units.relatives("km2")

    def twice(*_: object) -> float:
        raise AssertionError("pint was asked again")

    monkeypatch.setattr(pint.UnitRegistry, "parse_expression", twice)
    assert units.relatives("km2") == units.relatives("km2") != ()
