"""This module holds the rules for the codebook, places and shapes that a table is read against."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pandas as pd

from commitments.cells import (
    NUMBER,
    YEAR,
    Codebook,
    Rule,
    at,
    filled,
    matches,
    numbers,
    one_of,
    passing,
    printable,
    quoted,
    shaped,
    unique,
    unknown,
)
from commitments.check import chinese
from commitments.model import (
    NATION,
    OUTSIDE_THE_PLANS,
    PROVINCES_IN_THE_PLANS,
    Better,
    Evidence,
    Problem,
    SourceKind,
    Theme,
)

PROVINCES: Final = PROVINCES_IN_THE_PLANS + len(OUTSIDE_THE_PLANS)
AREA_UNIT: Final = "km2"  # of the provinces' own areas
LATITUDES: Final = (3, 54)  # degrees north that China's land and islands lie between
LONGITUDES: Final = (73, 136)  # degrees east
SNAKE_CASE: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
ADDRESS: Final = re.compile(r"https?://[^\s\"'<>`]+")
DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ISO: Final = re.compile(r"CN-[A-Z]{2}")


def _unit_is_listed(indicators: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        indicators["unit"],
        "unit",
        codebook.units.expressions,
        called="in codebook/units.csv",
        otherwise="; define it there",
    )


def _lower_is_below_upper(indicators: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    lower, upper = indicators["lower_bound"], indicators["upper_bound"]
    wrong = numbers(lower) >= numbers(upper)
    why = "{cell} is not above the lower bound; check both"
    yield from at(wrong, "upper_bound", why, cell=upper)


def _area_is_in_square_kilometres(indicators: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    other = (indicators["bounded_by_area"] == "yes") & (indicators["unit"] != AREA_UNIT)
    why = f"{{cell}} cannot be held against a province's area; write {AREA_UNIT}"
    yield from at(other, "unit", why, cell=indicators["unit"])


def _limits_ascend(indicators: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    if "limits" in indicators:
        cells = indicators["limits"]
        wrong = ~passing(cells, _ascends)
        why = "{cell} is not a list of rising numbers; write them like 10;20;40"
        yield from at(wrong & (cells != ""), "limits", why, cell=cells)


def _ascends(cell: str) -> bool:
    """Say whether a cell lists plain numbers, each above the one before."""
    parts = [part.strip() for part in cell.split(";")]
    if not all(NUMBER.fullmatch(part) for part in parts):
        return False
    limits = [float(part) for part in parts]
    return all(low < high for low, high in pairwise(limits))


def _dates(sources: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    for column in ("issued", "published"):
        cells = sources[column]
        wrong = ~passing(cells, _is_date)
        why = "{cell} is not a date; write it like 2024, 2024-05 or 2024-05-11"
        yield from at(wrong & (cells != ""), column, why, cell=cells)


def _is_date(cell: str) -> bool:
    """Say whether a cell is a day of the calendar, or a month or year of it."""
    if not DATE.fullmatch(cell):
        return False
    try:
        dt.date.fromisoformat(f"{cell}-01-01"[: len("2024-05-11")])
    except ValueError:
        return False
    return True


def _source_place(sources: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        sources["place"],
        "place",
        [*codebook.provinces.index, NATION, *codebook.places.index],
        called="a province or a place of geodata/places.csv",
        otherwise="; add it there",
        blank=f"write the province or city that issued it, or {NATION}",
    )


def _home_of_a_place(places: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        places["province"],
        "province",
        codebook.provinces.index,
        called="a province",
        otherwise="; write its English short name",
        blank="write the province it lies in",
    )


def within(column: str, limits: tuple[int, int]) -> Rule:
    """Make the rule that a column holds degrees between two limits."""
    low, high = limits

    def rule(places: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = places[column]
        inside = numbers(cells).between(low, high)
        why = f"{{cell}} is not in China; write degrees between {low} and {high}"
        return at(~inside, column, why, cell=cells)

    return rule


def _thirty_four(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    if len(provinces) != PROVINCES:
        yield Problem(None, None, f"{len(provinces)} provinces; the shapes must be {PROVINCES}")


def _each_its_own(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    for column in ("name", "iso"):
        cells = provinces[column]
        for cell in cells[cells.duplicated()].unique():
            why = f"{quoted(cell)} stands more than once; every province needs its own"
            yield Problem(None, column, why)


def _iso(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    cells, why = provinces["iso"], "{cell} is not the code of {name}; write it like CN-HE"
    yield from at(~matches(cells, ISO), "iso", why, cell=cells, name=provinces["name"])


def _province_area(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    cells, why = provinces["area_km2"], "{cell} is not the area of {name}; give square kilometres"
    wrong = ~(numbers(cells) > 0)
    yield from at(wrong, "area_km2", why, cell=cells, name=provinces["name"])


INDICATOR_RULES: Final[tuple[Rule, ...]] = (
    printable,
    filled("id", "give the indicator an id, like forest_coverage"),
    shaped("id", SNAKE_CASE, "of the form forest_coverage"),
    unique("id"),
    filled("name", "name the indicator in English"),
    filled("name_zh", "name the indicator in Chinese"),
    one_of("theme", Theme),
    _unit_is_listed,
    one_of("better", Better),
    one_of("additive", ("yes", "no")),
    shaped("lower_bound", NUMBER, "a plain number; write digits and a point"),
    shaped("upper_bound", NUMBER, "a plain number; write digits and a point"),
    _lower_is_below_upper,
    one_of("bounded_by_area", ("yes", "no"), blank=True),
    _area_is_in_square_kilometres,
    filled("definition", "say in one sentence what is counted"),
    _limits_ascend,
    *chinese.UNIT_RULES,
)
SOURCE_RULES: Final[tuple[Rule, ...]] = (
    printable,
    filled("id", "give the document an id, like hebei-opinions-2024"),
    unique("id"),
    filled("title", "give the document's title in English"),
    _source_place,
    one_of("kind", SourceKind),
    _dates,
    shaped("url", ADDRESS, "an address; begin with https:// or leave it blank"),
    filled("language", "write the language that was read"),
    one_of("evidence", Evidence),
    shaped("horizon", YEAR, "a year; write four digits"),
)
PLACE_RULES: Final[tuple[Rule, ...]] = (
    printable,
    filled("name", "name the place"),
    unique("name"),
    _home_of_a_place,
    within("lat", LATITUDES),
    within("lon", LONGITUDES),
)
PROVINCE_RULES: Final[tuple[Rule, ...]] = (_thirty_four, _each_its_own, _iso, _province_area)
