"""A published site: the atlas in each language, its addresses, and what is drawn in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.model import OUTSIDE_THE_PLANS, Theme
from commitments.figures import captions
from commitments.language import Language, current, say, speaking
from commitments.publish import addresses
from commitments.queries import query, schedule

FEWEST: Final = 2  # provinces with a figure: a map of one shows nothing that its row does not


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map of the site: one indicator and due year, and how many provinces state a figure."""

    indicator: str
    year: int | None
    theme: Theme
    figures: int
    words: int

    @property
    def parts(self) -> tuple[str, str, str]:
        """Return the parts of its address."""
        return "map", self.indicator, addresses.due(self.year)


@dataclass(frozen=True)
class Site:
    """What is published: an atlas in each language, and where it will stand."""

    atlases: Mapping[Language, Atlas] = field(repr=False)
    base: str = ""  # where the pages will stand, with a slash at the end; blank is unknown
    live: str = ""  # where the live atlas stands, alike
    alone: bool = False  # figures alone are served, by the live atlas, with no pages around them

    def atlas(self, language: Language) -> Atlas:
        """Return the atlas in one language."""
        return self.atlases[language]

    def link(self, address: str, live: str = "") -> str:
        """Return an address as it is printed: whole, where that is known.

        `live` is the same view in the live atlas, for figures that it serves alone.
        """
        return f"{self.base or '/'}{(live if self.alone else address).lstrip('/')}"

    def imprint(self, address: str, live: str = "") -> str:
        """Return the foot line of a figure: boundary credit, data date and version, its address."""
        edition = captions.edition(self.atlas(current()))
        credit = say("boundary-credit")
        return say("imprint", credit=credit, edition=edition, link=self.link(address, live))

    @cached_property
    def any(self) -> Atlas:
        """Return the atlas in English, for what is the same in each language."""
        return self.atlases[Language.ENGLISH]

    @cached_property
    def today(self) -> float:
        """Return the day of the data as a year with its fraction: pages know no other today."""
        return schedule.moment(datetime.fromisoformat(self.any.dated))

    @cached_property
    def maps(self) -> tuple[Drawn, ...]:
        """Return every map with at least two figures, indicators of most provinces first."""
        return tuple(
            drawn
            for name in query.indicators(self.any, None)
            for drawn in self.drawn(name)
            if drawn.figures >= FEWEST
        )

    @cached_property
    def maps_by_name(self) -> Mapping[tuple[str, int | None], Drawn]:
        """Return the maps by indicator and due year."""
        return {(drawn.indicator, drawn.year): drawn for drawn in self.maps}

    def drawn(self, indicator: str) -> list[Drawn]:
        """Return every map that an indicator could have, by its due years."""
        wide = query.province_wide(self.any.of_indicator(indicator))
        theme = Theme(self.any.indicators.at[indicator, "theme"])
        found = []
        for year in map(addresses.year_of, query.due_years(self.any, indicator)):
            due = query.due_in(wide, year)
            stated = query.figures(due)["province"].nunique()
            words = due["province"].nunique() - stated
            found.append(Drawn(indicator, year, theme, stated, words))
        return found

    @cached_property
    def progress(self) -> tuple[str, ...]:
        """Return the indicators that the page Progress offers, by id."""
        return tuple(query.measured(self.any, None))

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """Return all areas by name, those that the plans do not cover last."""
        names = sorted(self.any.provinces.index, key=lambda name: (name in OUTSIDE_THE_PLANS, name))
        return tuple(names)


def of(atlas: Atlas, base: str = "", live: str = "", *, alone: bool = False) -> Site:
    """Make the site of an atlas in English, in all languages."""
    told = {}
    for language in Language:
        with speaking(language):
            told[language] = translated(atlas, language)
    return Site(told, base, live, alone)
