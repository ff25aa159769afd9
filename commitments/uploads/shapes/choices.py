"""The parts of an understanding as a reader chooses them, each from a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from commitments.atlas.load import Atlas
from commitments.language import in_either, named, say
from commitments.uploads import cities
from commitments.uploads.shapes.grid import Rows, cell, filled
from commitments.uploads.shapes.known import Known, is_number
from commitments.uploads.shapes.labels import FIRST_YEAR, LAST_YEAR
from commitments.uploads.shapes.reading import Reading
from commitments.uploads.shapes.understanding import LEFT_OUT, OWN, VALUE, Understanding

IN_HEADER: Final = "header"
COLUMN: Final = "column:"
CITY: Final = "city:"
NO_DATE: Final = "none"
UNSAID: Final = ""


def province_options(reading: Reading, atlas: Atlas) -> list[str]:
    """List where the areas may stand: in the header, in a column, or one for all.

    One for all may be a city of the province that is chosen.
    """
    made = reading.made
    across = any(one.province for one in made.columns if one.role == VALUE)
    columns = [
        f"{COLUMN}{place}" for place in _columns(reading) if made.columns[place].role != VALUE
    ]
    towns = [f"{CITY}{city.name_zh}" for city in cities.of(made.province)]
    provinces = map(str, atlas.provinces.index)
    return [*([IN_HEADER] if across else []), *columns, *towns, *provinces]


def province_chosen(made: Understanding) -> str:
    """Return where the provinces stand."""
    place = made.place("province")
    if place is not None:
        return f"{COLUMN}{place}"
    return f"{CITY}{made.city}" if made.city else made.province or IN_HEADER


def with_province(made: Understanding, option: str) -> Understanding:
    """Take the provinces from another place."""
    if option.startswith(COLUMN):
        made = made.with_role(int(option.removeprefix(COLUMN)), "province")
        return replace(made, province="", city="")
    made = made.with_role(None, "province")
    if option.startswith(CITY):
        return replace(made, city=option.removeprefix(CITY))
    return replace(made, province="" if option == IN_HEADER else option, city="")


def year_options(reading: Reading) -> list[str]:
    """List where the year may stand: in the header, in a column, one for all, or nowhere."""
    made = reading.made
    in_header = any(one.year for one in made.columns if one.role == VALUE)
    taken = ("province", VALUE)
    columns = [f"{COLUMN}{at}" for at in _columns(reading) if made.columns[at].role not in taken]
    years = [str(year) for year in range(LAST_YEAR, FIRST_YEAR - 1, -1)]
    return [
        *([IN_HEADER] if in_header else []),
        *columns,
        NO_DATE,
        *([] if made.contract else years),
    ]


def year_chosen(made: Understanding) -> str:
    """Return where the year stands; blank where the table does not say it."""
    if any(one.year for one in made.columns if one.role == VALUE):
        return IN_HEADER
    place = made.place("year")
    if place is not None:
        return f"{COLUMN}{place}"
    return made.year or (NO_DATE if made.undated or made.contract else UNSAID)


def with_year(made: Understanding, option: str) -> Understanding:
    """Take the year from another place."""
    if option.startswith(COLUMN):
        made = made.with_role(int(option.removeprefix(COLUMN)), "year")
        return replace(made, year="", undated=False)
    made = made.with_role(None, "year")
    if option == NO_DATE:
        return replace(made, year="", undated=True)
    return replace(made, year="" if option == IN_HEADER else option, undated=False)


def figure_columns(reading: Reading) -> list[int]:
    """List the columns that hold figures, or may hold them."""
    made = reading.made
    below = reading.opened.rows[made.header + 1 :][:50]
    return [
        place
        for place in _columns(reading)
        if made.columns[place].role == VALUE
        or (not made.columns[place].role and any(is_number(cell(row, place)) for row in below))
    ]


def with_figures(made: Understanding, places: Sequence[int], known: Known) -> Understanding:
    """Take figures from these columns alone; a column that is new says in its header what it is."""
    columns = list(made.columns)
    for at, column in enumerate(columns):
        if at in places and column.role != VALUE:
            label = known.reader.read(column.header)
            columns[at] = replace(
                column, role=VALUE, name=label.name, unit=label.unit, year=label.year
            )
        elif at not in places and column.role == VALUE:
            columns[at] = replace(column, role=LEFT_OUT)
    return replace(made, columns=tuple(columns))


def names(reading: Reading) -> list[str]:
    """List what the table measures, in its own words; blank where it does not say."""
    return list(dict.fromkeys(reading.raw.cells("indicator")))


def indicator_options(reading: Reading, name: str, atlas: Atlas) -> list[str]:
    """List what a name may mean: the nearest, one of the reader's own, any of the atlas's."""
    meant, unit = reading.made.meanings.get(name, ""), atlas.indicators["unit"]
    near = reading.open.near.get(name, ())
    own = [OWN] if name else []
    others = sorted(
        (str(one) for one in unit.index if unit[one]), key=lambda one: called(one, "", atlas)
    )
    return list(dict.fromkeys([*filter(None, [meant]), *near, *own, *others]))


def called(option: str, name: str, atlas: Atlas) -> str:
    """Name what a name may mean: an indicator of the atlas's, or one of the reader's own."""
    if option == OWN:
        return say("preview.own", name=name)
    if option not in atlas.indicators.index:
        return say("preview.own", name=option)
    row = atlas.indicators.loc[option]
    return in_either(str(row["name"]), str(row["name_zh"]))


def with_meaning(made: Understanding, name: str, option: str, atlas: Atlas) -> Understanding:
    """Give a name its meaning; where the table has none, what is typed is the name.

    A typed name is understood as one that stands in the table: it may be one of the atlas's.
    """
    known = option in atlas.indicators.index or option == OWN
    if not name:
        name = called(option, "", atlas) if known else option
        made = replace(made, name=name)
    units = {one: unit for one, unit in made.units.items() if one not in ("", name)}
    units |= {name: made.units[""]} if made.units.get("") else {}
    meanings = {**made.meanings, name: option} if known else made.meanings
    return replace(made, meanings=MappingProxyType(meanings), units=MappingProxyType(units))


def unit_options(reading: Reading, name: str, known: Known) -> list[str]:
    """List units for a name: those of the indicator it means, then all that are known."""
    units, meant = known.codebook.units, reading.made.meanings.get(name, "")
    canonical = str(known.codebook.indicators["unit"].get(meant, ""))
    said = said_unit(reading, name)
    first = [said] if said else []
    fitting = [one for one in units.expressions if canonical and units.convertible(one, canonical)]
    others = [] if canonical else list(units.expressions)
    large = [one.symbol for unit in fitting or others for one in units.multiples_zh.get(unit, ())]
    near = [canonical] if canonical else []
    return list(dict.fromkeys([*first, *near, *fitting, *others, *large]))


def said_unit(reading: Reading, name: str) -> str:
    """Return the unit of a name: as the reader chose it, else as the table says it."""
    both = zip(reading.raw.cells("indicator"), reading.raw.cells("unit"), strict=True)
    chosen = reading.made.units.get(name, "")
    return chosen or next((unit for one, unit in both if one == name and unit), "")


def with_unit(made: Understanding, name: str, unit: str) -> Understanding:
    """Give the figures of a name a unit."""
    return replace(made, units=MappingProxyType({**made.units, name: unit}))


def place_called(option: str, made: Understanding) -> str:
    """Name a place where provinces or years may stand."""
    if option.startswith(COLUMN):
        return say("preview.in-column", column=header_of(int(option.removeprefix(COLUMN)), made))
    if option.startswith(CITY):
        return city_called(option.removeprefix(CITY), made.province)
    if option in (IN_HEADER, NO_DATE):
        return say(f"preview.{option}")
    return named("province", option)


def city_called(name: str, province: str) -> str:
    """Name a city with its province."""
    city = cities.named(name, province)
    told = in_either(city.name, city.name_zh) if city else name
    return say("preview.city", city=told, province=named("province", province))


def header_of(place: int, made: Understanding) -> str:
    """Name a column by its header, or by its place."""
    return made.columns[place].header or say("upload.column-at", place=place + 1)


def _columns(reading: Reading) -> list[int]:
    """List the columns that hold anything."""
    rows: Rows = reading.opened.rows[reading.made.first :][:200]
    there = {place for row in rows for place in filled(row)}
    return [place for place in range(len(reading.made.columns)) if place in there]
