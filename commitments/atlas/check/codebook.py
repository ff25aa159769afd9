"""Rules for the codebook, places and shapes that a table is read against."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from commitments.atlas.cells import (
    NUMBER,
    YEAR,
    Codebook,
    matches,
    numbers,
    passing,
    province_named,
    quoted,
)
from commitments.atlas.check import chinese, scopes
from commitments.atlas.check.chinese import UNITS
from commitments.atlas.check.rule_builders import (
    Rule,
    at,
    filled,
    in_codebook,
    one_of,
    printable,
    shaped,
    unique,
)
from commitments.domain.model import (
    NATION,
    OUTSIDE_THE_PLANS,
    PROVINCES_IN_THE_PLANS,
    Better,
    Evidence,
    Problem,
    SourceKind,
    Theme,
)
from commitments.language import lazy

PLACES: Final = "geodata/places.csv"
PROVINCE_NAMED: Final = {"province": province_named}
PROVINCES: Final = PROVINCES_IN_THE_PLANS + len(OUTSIDE_THE_PLANS)
AREA_UNIT: Final = "km2"  # of the provinces' own areas
LATITUDES: Final = (3, 54)  # degrees north that China's land and islands lie between
LONGITUDES: Final = (73, 136)  # degrees east
SNAKE_CASE: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
ADDRESS: Final = re.compile(r"https?://[^\s\"'<>`]+")
DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ISO: Final = re.compile(r"CN-[A-Z]{2}")


def _lower_is_below_upper(indicators: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    lower, upper = indicators["lower_bound"], indicators["upper_bound"]
    wrong = numbers(lower) >= numbers(upper)
    yield from at(wrong, "upper_bound", "check.bounds-crossed", cell=upper)


def _area_is_in_square_kilometres(indicators: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    other = (indicators["bounded_by_area"] == "yes") & (indicators["unit"] != AREA_UNIT)
    cells = indicators["unit"]
    yield from at(other, "unit", "check.not-an-area-unit", cell=cells, unit=AREA_UNIT)


def _limits_ascend(indicators: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    if "limits" in indicators:
        cells = indicators["limits"]
        wrong = ~passing(cells, _ascends)
        yield from at(wrong & (cells != ""), "limits", "check.not-limits", cell=cells)


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
        yield from at(wrong & (cells != ""), column, "check.not-a-date", cell=cells)


def _is_date(cell: str) -> bool:
    """Say whether a cell is a day of the calendar, or a month or year of it."""
    if not DATE.fullmatch(cell):
        return False
    try:
        dt.date.fromisoformat(f"{cell}-01-01"[: len("2024-05-11")])
    except ValueError:
        return False
    return True


def within(column: str, limits: tuple[int, int]) -> Rule:
    """Make the rule that a column holds degrees between two limits."""
    low, high = limits

    def rule(places: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        cells = places[column]
        inside = numbers(cells).between(low, high)
        return at(~inside, column, "check.not-in-china", cell=cells, low=low, high=high)

    return rule


def _thirty_four(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    if len(provinces) != PROVINCES:
        told = lazy("check.provinces-counted", found=len(provinces), needed=PROVINCES)
        yield Problem(None, None, told)


def _each_its_own(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    for column in ("name", "iso"):
        cells = provinces[column]
        for cell in cells[cells.duplicated()].unique():
            yield Problem(None, column, lazy("check.province-repeated", cell=quoted(cell)))


def _iso(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    cells, names = provinces["iso"], provinces["name"]
    wrong = ~matches(cells, ISO)
    yield from at(
        wrong, "iso", "check.not-a-code", cell=cells, province=names, telling=PROVINCE_NAMED
    )


def _province_area(provinces: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    cells, names = provinces["area_km2"], provinces["name"]
    wrong = ~(numbers(cells) > 0)
    yield from at(
        wrong, "area_km2", "check.not-an-area", cell=cells, province=names, telling=PROVINCE_NAMED
    )


def _text_stays_below_its_folder(sources: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    cells = sources["text"]
    outside = (cells != "") & ~passing(cells, stays_below)
    yield from at(outside, "text", "check.not-a-path", cell=cells)


def stays_below(path: str) -> bool:
    """Say whether a relative path leads nowhere but below the folder it starts from."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not {"/", ".."} & set(parts) and not set("\\:\0") & set(path)


UNIT_IS_LISTED: Final = in_codebook(
    "unit", lambda codebook: codebook.units.expressions, family="check.listed-unit", file=UNITS
)
INDICATOR_RULES: Final[tuple[Rule, ...]] = (
    printable,
    filled("id", "check.indicator-id-blank"),
    shaped("id", SNAKE_CASE, "check.not-an-indicator-id"),
    unique("id"),
    filled("name", "check.indicator-name-blank"),
    filled("name_zh", "check.indicator-name-zh-blank"),
    one_of("theme", Theme),
    UNIT_IS_LISTED,
    one_of("better", Better),
    one_of("additive", ("yes", "no")),
    shaped("lower_bound", NUMBER, "check.not-a-number"),
    shaped("upper_bound", NUMBER, "check.not-a-number"),
    _lower_is_below_upper,
    one_of("bounded_by_area", ("yes", "no"), blank=True),
    _area_is_in_square_kilometres,
    filled("definition", "check.definition-blank"),
    _limits_ascend,
    *chinese.UNIT_RULES,
    *scopes.INDICATOR_RULES,
)
SOURCE_RULES: Final[tuple[Rule, ...]] = (
    printable,
    filled("id", "check.source-id-blank"),
    unique("id"),
    filled("title", "check.title-blank"),
    in_codebook(
        "place",
        lambda codebook: [*codebook.provinces.index, NATION, *codebook.places.index],
        family="check.source-place",
        blank=True,
        file=PLACES,
        nation=NATION,
    ),
    one_of("kind", SourceKind),
    _dates,
    shaped("url", ADDRESS, "check.not-an-address"),
    filled("language", "check.language-blank"),
    one_of("evidence", Evidence),
    shaped("horizon", YEAR, "check.not-a-year"),
    _text_stays_below_its_folder,
)
PLACE_RULES: Final[tuple[Rule, ...]] = (
    printable,
    filled("name", "check.place-name-blank"),
    unique("name"),
    in_codebook(
        "province",
        lambda codebook: codebook.provinces.index,
        family="check.home-of-a-place",
        blank=True,
    ),
    within("lat", LATITUDES),
    within("lon", LONGITUDES),
)
PROVINCE_RULES: Final[tuple[Rule, ...]] = (_thirty_four, _each_its_own, _iso, _province_area)
