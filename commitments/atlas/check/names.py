"""Rules for names: ids, provinces, places, indicators, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from commitments.atlas.cells import YEAR, Codebook, look_up, matches, province_named
from commitments.atlas.check.codebook import PLACES
from commitments.atlas.check.rule_builders import (
    Rule,
    at,
    filled,
    in_codebook,
    one_of,
    shaped,
    unique,
)
from commitments.domain.model import NATION, Problem, Theme
from commitments.language import LazyText, in_either

INDICATORS: Final = "codebook/indicators.csv"
SOURCES: Final = "codebook/sources.csv"
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
        "check.id-of-another-row",
        cell=targets["id"],
        start=start,
        indicator=indicator,
        due=due,
    )


def provinces_and_nation(codebook: Codebook) -> list[str]:
    """List what a row can speak of as a whole: the provinces, and the nation."""
    return [*codebook.provinces.index, NATION]


def _place_lies_in_its_province(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    place, province = targets["place"], targets["province"]
    known = province.isin(provinces_and_nation(codebook))
    home = look_up(place, codebook.places["province"]).fillna("")
    elsewhere = known & (place != "") & (home != "") & (home != province)
    names = codebook.places["name_zh"].to_dict()
    telling = {
        "cell": province_named,
        "home": province_named,
        "place": lambda one: LazyText(in_either, one, names.get(one, "")),
    }
    yield from at(
        elsewhere,
        "place",
        "check.place-elsewhere",
        cell=province,
        place=place,
        home=home,
        telling=telling,
    )


def _theme_is_the_indicators(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    theme = look_up(targets["indicator"], codebook.indicators["theme"]).fillna("")
    other = (theme != "") & (theme != targets["theme"])
    yield from at(
        other & targets["theme"].isin(list(Theme)),
        "theme",
        "check.other-theme",
        indicator=targets["indicator"],
        theme=theme,
    )


def _paragraph_of_a_stored_text(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    stored = look_up(targets["source"], codebook.sources["text"]).fillna("") != ""
    missing = stored & (targets["paragraph"] == "")
    yield from at(missing, "paragraph", "check.paragraph-missing")


COMMON_RULES: Final[tuple[Rule, ...]] = (  # of commitments and of results
    filled("id", "check.id-blank"),
    shaped("id", ID, "check.not-an-id"),
    unique("id"),
    _id_fits_its_row,
    in_codebook(
        "province",
        provinces_and_nation,
        family="check.province",
        blank=True,
        nation=NATION,
    ),
    in_codebook("place", lambda codebook: codebook.places.index, family="check.place", file=PLACES),
    _place_lies_in_its_province,
    in_codebook(
        "indicator",
        lambda codebook: codebook.indicators.index,
        family="check.indicator",
        blank=True,
        file=INDICATORS,
    ),
    in_codebook(
        "source",
        lambda codebook: codebook.sources.index,
        family="check.source",
        blank=True,
        file=SOURCES,
    ),
    shaped("paragraph", LINE, "check.not-a-line-number"),
    _paragraph_of_a_stored_text,
)
RULES: Final[tuple[Rule, ...]] = (
    *COMMON_RULES,
    one_of("theme", Theme),
    _theme_is_the_indicators,
)
