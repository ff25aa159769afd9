"""The cities at prefecture level under their names and codes, each with its province and place."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from commitments import ROOT
from commitments.uploads import names as upload_names
from commitments.uploads import two_languages

FILE: Final = ROOT / "geodata" / "cities.csv"
RANKS: Final = ("", " city", " shi", " prefecture")


@dataclass(frozen=True, slots=True)
class City:
    """One city: its names, its province, its degrees (EPSG:4326)."""

    name: str
    name_zh: str
    province: str
    lat: float
    lon: float


@lru_cache(maxsize=1)
def _named() -> Mapping[str, tuple[City, ...]]:
    """Return the cities by every way to write them; some names are those of two."""
    found: dict[str, list[City]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = float(row["lat"]), float(row["lon"])
            city = City(row["name"], row["name_zh"], row["province"], *place)
            english = [row["name"] + rank for rank in RANKS]
            for word in {row["name_zh"], row["short_zh"], row["adcode"], *english}:
                found[upload_names.key(word)].append(city)
    return {key: tuple(cities) for key, cities in found.items()}


def candidates(cell: str) -> tuple[City, ...]:
    """Return the cities that a cell may name: Suzhou is two."""
    if not cell or len(cell) > upload_names.LONGEST_AREA:
        return ()
    typed = upload_names.without_country(upload_names.code(cell))
    found = _named().get(upload_names.key(typed), ())
    both = () if found else two_languages.parts(typed) or ()
    of_each = [_named().get(upload_names.key(part), ()) for part in both]
    return tuple(city for city in of_each[0] if city in of_each[1]) if of_each else found


def of(province: str) -> list[City]:
    """List the cities of a province, in the order of their codes."""
    found = {city.name_zh: city for cities in _named().values() for city in cities}
    return [city for city in found.values() if city.province == province]


def named(cell: str, province: str = "") -> City | None:
    """Return the city that a cell names for certain, within a province where that is known."""
    here = [city for city in candidates(cell) if not province or city.province == province]
    return here[0] if len(here) == 1 else None
