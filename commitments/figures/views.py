"""Views: the parts of a page composed from one choice, so that they can be kept together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import Basis, Selection, Theme
from commitments.figures import alt_text, captions, choropleth, map_legend, matrix
from commitments.figures.dot_plot import plot as dot_plot
from commitments.figures.dot_plot.plot import DotPlot
from commitments.language import joined, say
from commitments.queries import coverage, map_readings, outcomes, query, reports_drawn
from commitments.words import references


@dataclass(frozen=True, slots=True)
class MapView:
    """A map with its plot, its table and its texts; the same for every reader of a choice."""

    title: str
    subtitle: str
    how_to_read: str
    sources: str
    not_ranked: str
    job: str
    plot: DotPlot | None
    theme: str
    outcomes: frozenset[str]  # the answers that the plot has a mark for
    rows: pd.DataFrame
    reports: pd.DataFrame  # the reported values that are drawn
    reports_alone: bool  # these are all that is drawn
    table: str  # the heading of the rows
    not_listed: str
    alt: tuple[str, ...]  # the figure in words


def map_view(atlas: Atlas, asked: Selection) -> MapView:
    """Draw one indicator and due year: map, dot plot and table of the same rows."""
    name, year = str(asked.indicator), asked.year
    indicator = atlas.indicators.loc[name]
    found = query.figure_map(atlas, name, year)
    areas, scheme = map_readings.read(atlas, found, name, year, asked.basis)
    behind = query.all_found(atlas, name, year)
    rows = query.described(query.listed(behind, found))
    alone = asked.basis == Basis.REPORTED
    places = query.points(atlas, name, year, asked.basis)
    reports = reports_drawn.on_map(atlas, areas, places, asked.basis)
    points = choropleth.place_points(places, theme=indicator["theme"])
    title = captions.map_title(indicator, year, asked.basis)
    subtitle = captions.map_subtitle(areas, indicator, asked.basis)
    alt = alt_text.of_map(
        areas,
        title=title,
        subtitle=subtitle,
        nation=query.described(query.national_beside(atlas, asked)),
        places=places,
    )
    return MapView(
        title=title,
        subtitle=subtitle,
        how_to_read=joined(_how_to_read(areas, indicator, scheme.rule)),
        sources=references.read_in(atlas, references.cited(behind, reports, reports_alone=alone)),
        not_ranked=captions.not_ranked(areas),
        job=choropleth.job(
            choropleth.choropleth(areas, scheme),
            map_legend.of_areas(areas, scheme),
            name=f"{name} {year} {asked.basis}",
            title=title,
            alt=alt[0],
            points=points,
        ),
        plot=_plot(atlas, areas, asked),
        theme=str(indicator["theme"]),
        outcomes=dot_plot.outcomes(query.drawn(areas)),
        rows=rows,
        reports=reports_drawn.described(reports),
        reports_alone=alone,
        table=say("frame.map-promised" if alone else "frame.map-table"),
        not_listed=captions.not_listed(len(rows), len(behind)),
        alt=alt,
    )


def _how_to_read(areas: pd.DataFrame, indicator: pd.Series, rule: str) -> list[str]:
    """Say what darker means and what the signs and the open marks do."""
    said = [captions.how_to_read(areas, indicator, rule)]
    return [*said, say("print.open-mark")] if query.drawn(areas)["inferred"].any() else said


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The map of how much was found, with its texts."""

    title: str
    subtitle: str
    sources: str
    job: str
    alt: tuple[str, ...]


def coverage_view(atlas: Atlas, theme: Theme | None) -> CoverageView:
    """Draw how many commitments of a theme were found for each province."""
    areas, scheme = map_readings.found(query.coverage(atlas, theme), theme)
    title, subtitle = captions.coverage_title(theme), captions.coverage_subtitle(areas)
    alt = alt_text.of_coverage(areas, title=title, subtitle=subtitle)
    return CoverageView(
        title=title,
        subtitle=subtitle,
        sources=_all_read(atlas, theme),
        job=choropleth.job(
            choropleth.coverage(areas, scheme),
            map_legend.of_areas(areas, scheme),
            name=f"coverage {theme}",
            title=title,
            alt=alt[0],
        ),
        alt=alt,
    )


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The coverage matrix, with its texts."""

    title: str
    subtitle: str
    sources: str
    drawing: Mapping[str, Any]
    alt: tuple[str, ...]


def matrix_view(atlas: Atlas, asked: coverage.Layout) -> MatrixView:
    """Draw what each province says of each indicator of a theme."""
    grid = coverage.grid(atlas, asked)
    title, subtitle = matrix.title(asked.theme), matrix.subtitle(grid)
    return MatrixView(
        title=title,
        subtitle=subtitle,
        sources=_all_read(atlas, asked.theme, answered=True),
        drawing=matrix.drawing(grid, asked),
        alt=alt_text.of_matrix(grid, title=title, subtitle=subtitle),
    )


def _all_read(atlas: Atlas, theme: Theme | None, *, answered: bool = False) -> str:
    """Count the documents of a theme's commitments; of reports too, where these are `answered`."""
    rows = query.province_wide(query.themed(atlas.targets, theme))
    kinds = outcomes.SETTLED if answered else ()
    cited = references.cited(rows, reports_drawn.told_of(atlas, rows["id"], kinds))
    return references.read_in(atlas, cited, listed=say("sources.on-method"))


def _plot(atlas: Atlas, areas: pd.DataFrame, asked: Selection) -> DotPlot | None:
    """Draw the figures of a map as dots; None where no province states one."""
    drawn = query.drawn(areas)
    if drawn["drawn"].isna().all():
        return None
    return dot_plot.dot_plot(
        drawn,
        theme=Theme(atlas.indicators.at[asked.indicator, "theme"]),
        nation=query.described(query.national_beside(atlas, asked)),
    )
