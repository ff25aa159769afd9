"""Pages of maps: one indicator and due year, drawn as on screen, with its plot and table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import pandas as pd
from markupsafe import Markup

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import Selection
from commitments.figures import captions, escaping, views
from commitments.figures.dot_plot import layout as dot_layout
from commitments.figures.dot_plot import markup as dot_markup
from commitments.figures.dot_plot.layout import Layout
from commitments.figures.views import MapView
from commitments.language import current, joined, say
from commitments.publish import (
    addresses,
    data_files,
    datasets,
    figure_files,
    map_drawing,
    rendering,
    tables,
)
from commitments.publish.map_drawing import MapDrawing
from commitments.publish.site import Drawn, Site
from commitments.queries import answers, query
from commitments.queries.progress import SETTLED
from commitments.words import answers as answer_words
from commitments.words import columns, references

TABLE: Final = {**columns.FOUND, "answer": "sheet.answer"}


def files(site: Site, drawn: Drawn) -> dict[str, bytes]:
    """Return the files of one map in the language spoken now: page, frame, figures, data."""
    atlas = site.atlas(current())
    view = views.map_view(atlas, Selection(None, drawn.indicator, drawn.year))
    made = _Made(
        view,
        map_drawing.drawn(view.job),
        map_drawing.drawn(view.job, tiles=True),
        dot_layout.laid_out(view.plot) if view.plot else None,
        site.imprint(addresses.page(current(), *drawn.parts), live_of(drawn)),
    )
    figures = _figures(drawn, made, _foot(atlas, drawn, made))
    pages = {**_page(site, drawn, made), **_embed(site, drawn, made)}
    return {**pages, **figures, **data_files.of_figure(site, drawn, view, live_of(drawn))}


@dataclass(frozen=True, slots=True)
class _Made:
    """A map with its drawings, from which all its files are written."""

    view: MapView
    shapes: MapDrawing
    tiles: MapDrawing
    dots: Layout | None
    imprint: str


def _page(site: Site, drawn: Drawn, made: _Made) -> dict[str, bytes]:
    address = addresses.page(current(), *drawn.parts)
    to = partial(addresses.relative, here=address)
    whole = rendering.page(
        site,
        "map.html",
        address,
        here="Map",
        title=made.view.title,
        description=made.view.subtitle,
        drawn=drawn,
        view=made.view,
        shapes=made.shapes,
        tiles=made.tiles,
        dots=made.dots and _dots(made.dots, drawn.theme),
        imprint=made.imprint,
        leads=partial(_province, to),
        years=[_year(one) for one in site.maps if one.indicator == drawn.indicator],
        more=[_other(site, one) for one in _first_of_each(site, drawn)],
        table=tables.of_rows(_with_answers(site, made.view.rows), TABLE, to, led="full_label"),
        reports=tables.plain(made.view.reports, columns.REPORTED),
        answers=_answers(site, drawn),
        progress=addresses.page(current(), "progress", drawn.indicator)
        if drawn.indicator in site.progress
        else "",
        links=_links(site, drawn, to),
        dataset=datasets.of_map(site, drawn, made.view),
    )
    return {addresses.file(address): whole}


def _dots(dots: Layout, theme: str) -> Markup:
    return escaping.markup(dot_markup.on_page(dots, theme, say("told.plot")))


def _with_answers(site: Site, rows: pd.DataFrame) -> pd.DataFrame:
    """Add to rows what the reports say of each, in short."""
    atlas = site.atlas(current())
    kinds = answers.answers(atlas).loc[rows.index, "answer"]
    told = [
        answers.told_in_short(atlas, one) if kind in SETTLED else ""
        for one, kind in zip(rows["id"], kinds, strict=True)
    ]
    return rows.assign(answer=told)


def _answers(site: Site, drawn: Drawn) -> list[tuple[str, int]]:
    """Count the answers of the figures of provinces that have fallen due; empty where none has."""
    atlas = site.atlas(current())
    due = query.due_in(query.province_wide(atlas.of_indicator(drawn.indicator)), drawn.year)
    counts = answers.counted(atlas, query.figures(due))
    if not any(counts[kind] for kind in SETTLED):
        return []
    return [(answer_words.name(kind), number) for kind, number in counts.items() if number]


def _links(site: Site, drawn: Drawn, to: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return what can be taken away, and where the same view is live."""
    figure = partial(addresses.figure, current())
    kinds = {kind: (kind, *drawn.parts[1:]) for kind in ("map", "tiles", "dots")}
    pictures = [
        (say(f"publish.{kind}-svg"), to(figure(*parts, ending="svg")))
        for kind, parts in kinds.items()
    ]
    tables_of_it = [
        (say("publish.csv"), to(figure(*drawn.parts, ending="csv"))),
        (say("publish.json"), to(figure(*drawn.parts, ending="json"))),
    ]
    embed = (say("publish.embed"), to(addresses.embed(current(), *drawn.parts)))
    live = (say("publish.live-view"), site.live and site.live + live_of(drawn))
    return [*pictures, *tables_of_it, embed, live]


def live_of(drawn: Drawn) -> str:
    """Return the link of the same view in the live atlas."""
    return links.address("Map", **Selection(None, drawn.indicator, drawn.year).choices())


def _embed(site: Site, drawn: Drawn, made: _Made) -> dict[str, bytes]:
    address = addresses.embed(current(), *drawn.parts)
    whole = rendering.page(
        site,
        "embed.html",
        address,
        title=made.view.title,
        theme=drawn.theme,
        view=made.view,
        shapes=made.shapes,
        imprint=made.imprint,
        whole=live_of(drawn) if site.alone else addresses.page(current(), *drawn.parts),
    )
    return {addresses.file(address): whole}


def _foot(atlas: Atlas, drawn: Drawn, made: _Made) -> list[str]:
    """Return what stands under a figure that is taken away, where no table stands below it."""
    labels = pd.Series([label.text for label in made.shapes.wide], dtype=str)
    behind = query.all_found(atlas, drawn.indicator, drawn.year)
    cited = references.cited(behind, made.view.reports)
    read = captions.direction(atlas.indicators.loc[drawn.indicator])
    told = joined([read, *captions.printed_marks(labels)])
    return [told, references.read_for(atlas, cited), made.imprint]


def _figures(drawn: Drawn, made: _Made, foot: Sequence[str]) -> dict[str, bytes]:
    """Return the map, the tile grid and the dot plot as files."""
    view, theme = made.view, drawn.theme
    texts = figure_files.Texts(view.title, view.subtitle, foot, view.alt)
    pictures = {
        "map": figure_files.of_map(made.shapes, texts, theme),
        "tiles": figure_files.of_map(made.tiles, texts, theme),
    }
    if made.dots:
        told = view.plot and view.plot.reported
        explained = replace(texts, foot=[say("print.reported-mark"), *foot]) if told else texts
        pictures["dots"] = figure_files.of_dots(made.dots, explained, theme)
    figure = partial(addresses.figure, current())
    return {
        figure(kind, *drawn.parts[1:], ending="svg"): picture for kind, picture in pictures.items()
    }


def _province(to: Callable[[str], str], name: str) -> str:
    return to(addresses.page(current(), "province", addresses.place(name)))


def _year(drawn: Drawn) -> dict[str, str]:
    name = say("choice.no-date") if drawn.year is None else str(drawn.year)
    return {"name": name, "address": addresses.page(current(), *drawn.parts)}


def _first_of_each(site: Site, drawn: Drawn) -> list[Drawn]:
    """Return the fullest map of every other indicator of the theme."""
    best: dict[str, Drawn] = {}
    for one in site.maps:
        if one.theme == drawn.theme and one.indicator != drawn.indicator:
            known = best.setdefault(one.indicator, one)
            best[one.indicator] = max(known, one, key=lambda drawn: drawn.figures)
    return list(best.values())


def _other(site: Site, drawn: Drawn) -> dict[str, str]:
    name = site.atlas(current()).indicators.at[drawn.indicator, "name"]
    due = say("choice.no-date") if drawn.year is None else str(drawn.year)
    told = say("publish.year-counted", year=due, figures=drawn.figures)
    return {"name": name, "told": told, "address": addresses.page(current(), *drawn.parts)}
