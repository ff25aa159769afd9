"""The content of a printed map, tile grid or dot plot: areas, legend, texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.figure_request import Kind
from commitments.domain.model import Basis, Selection, State, Theme
from commitments.figures import alt_text, captions, choropleth, map_legend
from commitments.figures.map_legend import Legend
from commitments.language import joined, named, say
from commitments.prints.frame import View, described
from commitments.prints.sheet import Box, Sheet
from commitments.queries import map_readings, query, reports_drawn
from commitments.words import wording


@dataclass(frozen=True)
class Reading:
    """One map, read: coloured areas with their legend, and what may stand beside them.

    `areas` has the columns of maps.choropleth; `places` are described sub-provincial rows with
    lat and lon, `nation` is one described row or none.
    """

    areas: pd.DataFrame
    legend: Legend
    theme: Theme | None
    symbol: str
    places: pd.DataFrame
    nation: pd.DataFrame
    selected: tuple[str, ...]
    title: str
    subtitle: str
    notes: tuple[str, ...]
    rows: pd.DataFrame
    reports: pd.DataFrame
    reports_alone: bool
    link: str

    @property
    def figures(self) -> pd.DataFrame:
        """Return the areas that show a figure of the indicator; none on a map of coverage."""
        if "drawn" not in self.areas:
            return self.areas.head(0)
        return query.drawn(self.areas).dropna(subset=["drawn"])

    @property
    def words(self) -> pd.DataFrame:
        """Return the areas that say it in words, with the row that is drawn."""
        if "summary" not in self.areas:
            return self.areas.head(0)
        return self.areas[self.areas["state"] == State.WORDS]

    @property
    def missing(self) -> str:
        """Say so where no province states a figure."""
        some = "drawn" not in self.areas or len(self.figures)
        return "" if some else say("print.no-figure", title=self.title)

    def description(self) -> str:
        """Say in words what is drawn: as on the page, then every label."""
        labels = self.areas.loc[self.areas["label"] != "", "label"]
        listed = [
            wording.quantity(f"{named('province', str(name))} {label}", self.symbol)
            for name, label in labels.items()
        ]
        return described(wording.unstopped(joined(self._told())), listed)

    def _told(self) -> alt_text.AltText:
        if "drawn" not in self.areas:
            return alt_text.of_coverage(self.areas, title=self.title, subtitle=self.subtitle)
        return alt_text.of_map(
            self.areas,
            title=self.title,
            subtitle=self.subtitle,
            nation=self.nation,
            places=self.places,
        )


def view(reading: Reading, draw: Callable[[Reading, Sheet, Box], None]) -> View:
    """Return a reading as the view that a sheet frames."""
    return View(
        title=reading.title,
        subtitle=reading.subtitle,
        notes=reading.notes,
        rows=reading.rows,
        reports=reading.reports,
        reports_alone=reading.reports_alone,
        link=reading.link,
        description=reading.description(),
        draw=partial(draw, reading),
        missing=reading.missing,
    )


def read(atlas: Atlas, asked: Selection, kind: Kind) -> Reading:
    """Read the map of an indicator, or of what was found where none is chosen."""
    return _figures(atlas, asked, kind) if asked.indicator else _coverage(atlas, asked)


def _figures(atlas: Atlas, asked: Selection, kind: Kind) -> Reading:
    name, year = str(asked.indicator), asked.year
    indicator = atlas.indicators.loc[name]
    theme = Theme(indicator["theme"])
    found = query.figure_map(atlas, name, year)
    classed, scheme = map_readings.read(atlas, found, name, year, asked.basis)
    areas = choropleth.choropleth(classed, scheme)
    places = query.points(atlas, name, year, asked.basis)
    dark = scheme.rule or captions.direction(indicator)
    stated = (areas["state"] == State.FIGURE).any()
    how = captions.wanted(indicator) if kind == Kind.DOTS or not stated else dark
    link = replace(asked, tiles=kind == Kind.TILES)
    return Reading(
        areas=areas,
        legend=map_legend.of_areas(areas, scheme),
        theme=theme,
        symbol=str(areas["symbol"].iloc[0]),
        places=query.described(places),
        nation=query.described(query.national_beside(atlas, asked)),
        selected=asked.provinces,
        title=captions.map_title(indicator, year, asked.basis),
        subtitle=captions.map_subtitle(areas, indicator, asked.basis),
        notes=(how, *captions.printed_marks(areas["label"]), *captions.reported_marks(areas)),
        rows=query.all_found(atlas, name, year),
        reports=reports_drawn.on_map(atlas, classed, places, asked.basis),
        reports_alone=asked.basis == Basis.REPORTED,
        link=links.address("Map", **link.choices()),
    )


def _coverage(atlas: Atlas, asked: Selection) -> Reading:
    found, scheme = map_readings.found(query.coverage(atlas, asked.theme), asked.theme)
    areas = choropleth.coverage(found, scheme)
    none = atlas.targets.head(0)
    province = asked.provinces[0] if asked.provinces else None
    return Reading(
        areas=areas,
        legend=map_legend.of_areas(areas, scheme),
        theme=asked.theme,
        symbol="",
        places=none,
        nation=none,
        selected=asked.provinces,
        title=captions.coverage_title(asked.theme),
        subtitle=captions.coverage_subtitle(found),
        notes=(),
        rows=query.province_wide(query.themed(atlas.targets, asked.theme)),
        reports=atlas.results.head(0),
        reports_alone=False,
        link=links.address("Overview", theme=asked.theme, province=province),
    )
