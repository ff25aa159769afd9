"""This module holds the rules for names: ids, provinces, places, indicators, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from commitments.cells import (
    YEAR,
    Codebook,
    Rule,
    at,
    filled,
    look_up,
    matches,
    one_of,
    shaped,
    unique,
    unknown,
)
from commitments.model import NATION, Problem, Theme

NATION_IN_IDS: Final = "cn"
ID: Final = re.compile(  # start, indicator and due are the row's own; place and number are free
    r"([a-z0-9]+)-(?:[a-z0-9_]+-)?([a-z][a-z0-9_]*)-([0-9]{4}|nodate)(?:-[0-9]+)?"
)
LINE: Final = re.compile(r"[1-9][0-9]*")


def _id_fits_its_row(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    iso = look_up(targets["province"], codebook.provinces["iso"]).fillna("").astype("str")
    start = iso.str[3:].str.lower().mask(targets["province"] == NATION, NATION_IN_IDS)
    indicator, dated = targets["indicator"], targets["year"] != ""
    due = targets["year"].where(dated, "nodate")
    known = (
        (start != "")
        & indicator.isin(codebook.indicators.index)
        & (matches(targets["year"], YEAR) | ~dated)
    )
    ids = (ID.fullmatch(cell) for cell in targets["id"].tolist())
    rows = zip(ids, start.tolist(), indicator.tolist(), due.tolist(), strict=True)
    other = [found is not None and found.groups() != tuple(row) for found, *row in rows]
    yield from at(
        known & pd.Series(other, index=targets.index, dtype=bool),
        "id",
        "{cell} does not fit its row; expected {start}-…{indicator}-{due}",
        cell=targets["id"],
        start=start,
        indicator=indicator,
        due=due,
    )


def _province(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        targets["province"],
        "province",
        [*codebook.provinces.index, NATION],
        called="a province",
        otherwise=f"; write its English short name, or {NATION}",
        blank=f"write the province's English short name, or {NATION}",
    )


def _place(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        targets["place"],
        "place",
        codebook.places.index,
        called="in geodata/places.csv",
        otherwise="; add it there, or leave it blank for the whole province",
    )


def _place_lies_in_its_province(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    place, province = targets["place"], targets["province"]
    known = province.isin([*codebook.provinces.index, NATION])
    home = look_up(place, codebook.places["province"]).fillna("")
    elsewhere = known & (place != "") & (home != "") & (home != province)
    why = "{place} lies in {home}, not in {cell}; correct one of the two"
    yield from at(elsewhere, "place", why, cell=province, place=place, home=home)


def _indicator(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        targets["indicator"],
        "indicator",
        codebook.indicators.index,
        called="in codebook/indicators.csv",
        otherwise="; define it there",
        blank="write the indicator's id, as in codebook/indicators.csv",
    )


def _theme_is_the_indicators(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    theme = look_up(targets["indicator"], codebook.indicators["theme"]).fillna("")
    other = (theme != "") & (theme != targets["theme"])
    yield from at(
        other & targets["theme"].isin(list(Theme)),
        "theme",
        "the codebook files {indicator} under {theme}; write that",
        indicator=targets["indicator"],
        theme=theme,
    )


def _source(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    return unknown(
        targets["source"],
        "source",
        codebook.sources.index,
        called="in codebook/sources.csv",
        otherwise="; describe the document there",
        blank="write the document's id, as in codebook/sources.csv",
    )


def _paragraph_of_a_stored_text(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    stored = look_up(targets["source"], codebook.sources["text"]).fillna("") != ""
    missing = stored & (targets["paragraph"] == "")
    yield from at(missing, "paragraph", "blank, but the text is stored; write the line number")


RULES: Final[tuple[Rule, ...]] = (
    filled("id", "give the row an id of its own, like he-forest_coverage-2035"),
    shaped("id", ID, "of the form he-forest_coverage-2035"),
    unique("id"),
    _id_fits_its_row,
    _province,
    _place,
    _place_lies_in_its_province,
    one_of("theme", Theme),
    _indicator,
    _theme_is_the_indicators,
    _source,
    shaped("paragraph", LINE, "a line number; write digits, counted from 1"),
    _paragraph_of_a_stored_text,
)
