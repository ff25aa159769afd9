"""What an item of a briefing shows: its texts, its rows, its link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.briefings import results
from commitments.briefings import tables as brief_tables
from commitments.briefings.items import EVERYTHING, Item, Kind
from commitments.briefings.showing import Shown
from commitments.domain import links
from commitments.domain.model import NATION, PROVINCES_IN_THE_PLANS, Basis, Selection, Theme
from commitments.figures import alt_text, captions
from commitments.figures.compare import captions as compare_captions
from commitments.figures.progress import captions as progress_captions
from commitments.figures.province import captions as province_captions
from commitments.figures.timelines import captions as timeline_captions
from commitments.language import count, joined, listed, named, say
from commitments.queries import comparison as compare
from commitments.queries import (
    headline_facts,
    map_readings,
    outcomes,
    query,
    reports_drawn,
    schedule,
)
from commitments.queries.comparison import Line
from commitments.words import wording

SHARED: Final = 2  # provinces that an indicator is found for, so that there is a comparison


def shown(atlas: Atlas, item: Item, today: int) -> Shown:
    """Return what an item shows, under the reader's own title where there is one."""
    if item.kind == Kind.TABLE:
        view = _table(atlas, item)
    else:
        view = ASKED[item.kind](atlas, item.selection, today)
    return replace(view, title=item.title or view.title)


def name(atlas: Atlas, item: Item) -> str:
    """Return the title of an item, as a list of items shows it."""
    if item.kind == Kind.TABLE:
        return item.title or brief_tables.title(atlas, item)
    return item.title or TITLE[item.kind](atlas, item.selection)


def description(view: Shown) -> str:
    """Tell a view in words: its subject, the states with counts, the ends, what is missing."""
    if view.told:
        told = view.told
    elif view.lines:
        told = alt_text.of_comparison(view.lines, title=view.title, subtitle=view.subtitle)
    elif view.areas is None:
        told = (say("told.subject", title=view.title, subtitle=view.subtitle),)
    elif "drawn" not in view.areas:
        told = alt_text.of_coverage(view.areas, title=view.title, subtitle=view.subtitle)
    else:
        whole = query.figures(view.rows[view.rows["province"] == NATION])
        told = alt_text.of_map(
            view.areas,
            title=view.title,
            subtitle=view.subtitle,
            nation=query.best_first(whole).head(1),
            places=view.rows[view.rows["place"] != ""],
        )
    return joined(told)


def _facts(atlas: Atlas, asked: Selection, today: int) -> Shown:
    rows = headline_facts.rows_of(atlas, asked)
    view = Shown(
        title=_facts_title(atlas, asked),
        subtitle="",
        notes=(),
        rows=query.described(rows),
        link=links.address("Timeline", theme=asked.theme, province=",".join(asked.provinces)),
        theme=asked.theme,
        facts=tuple(headline_facts.headline(atlas, asked, today)),
    )
    if not asked.indicator:
        return view
    over = _figures(atlas, asked, today)
    both = pd.concat([view.rows, over.rows]).drop_duplicates("id")
    return replace(
        view,
        rows=both,
        areas=over.areas,
        scheme=over.scheme,
        notes=over.notes,
        reports=over.reports,
    )


def _figures(atlas: Atlas, asked: Selection, today: int) -> Shown:
    if not asked.indicator:
        return _coverage(atlas, asked, today)
    indicator = atlas.indicators.loc[asked.indicator]
    name, year = asked.indicator, asked.year
    found = query.figure_map(atlas, name, year)
    areas, scheme = map_readings.read(atlas, found, name, year, asked.basis)
    places = query.points(atlas, name, year, asked.basis)
    return Shown(
        title=captions.map_title(indicator, asked.year, asked.basis),
        subtitle=captions.map_subtitle(areas, indicator, asked.basis),
        notes=(
            captions.how_to_read(areas, indicator, scheme.rule),
            *captions.reported_marks(areas),
            captions.not_ranked(areas),
        ),
        rows=query.described(query.all_found(atlas, asked.indicator, asked.year)),
        link=links.address("Map", **asked.choices()),
        theme=Theme(indicator["theme"]),
        areas=areas,
        scheme=scheme,
        reports=reports_drawn.on_map(atlas, areas, places, asked.basis),
        reports_alone=asked.basis == Basis.REPORTED,
    )


def _tiles(atlas: Atlas, asked: Selection, today: int) -> Shown:
    return _figures(atlas, replace(asked, tiles=True), today)


def _coverage(atlas: Atlas, asked: Selection, _: int) -> Shown:
    areas, scheme = map_readings.found(query.coverage(atlas, asked.theme), asked.theme)
    rows = query.province_wide(query.themed(atlas.targets, asked.theme))
    return Shown(
        title=captions.coverage_title(asked.theme),
        subtitle=captions.coverage_subtitle(areas),
        notes=(say("view.darker"),),
        rows=query.described(rows),
        link=links.address("Overview", theme=asked.theme),
        theme=asked.theme,
        areas=areas,
        scheme=scheme,
    )


def _timeline(atlas: Atlas, asked: Selection, _: int) -> Shown:
    rows = query.described(schedule.timeline(atlas, asked.theme, asked.provinces))
    rows = outcomes.beside(atlas, rows)
    return Shown(
        title=timeline_captions.title(asked.theme),
        subtitle=timeline_captions.printed(rows, asked.provinces),
        notes=(),
        rows=rows,
        link=links.address("Timeline", theme=asked.theme, province=",".join(asked.provinces)),
        theme=asked.theme,
        reports=reports_drawn.told_of(atlas, rows["id"]),
        missing=nothing_found(asked.theme, asked.provinces) if rows.empty else "",
    )


def _compare(atlas: Atlas, asked: Selection, today: int) -> Shown:
    made = compare.lines(atlas, asked.theme, asked.provinces, today=today)
    shared = tuple(line for line in made if len(line.found) >= SHARED)
    rows = compare.drawn(atlas, shared or made)
    return Shown(
        title=compare_captions.title(asked.theme, asked.provinces),
        subtitle=_compared(made, shared),
        notes=(),
        rows=rows,
        reports=reports_drawn.told_of(atlas, rows["id"]),
        link=links.address("Compare", theme=asked.theme, province=",".join(asked.provinces)),
        theme=asked.theme,
        lines=shared or tuple(made),
        missing="" if made else nothing_found(asked.theme, asked.provinces),
    )


def _compared(made: list[Line], shared: tuple[Line, ...]) -> str:
    """Say how many indicators stand side by side, and how many only one province has."""
    if not made:
        return say("view.compared-none")
    if not shared:
        return count("view.compared-apart", len(made))
    left = len(made) - len(shared)
    told = [count("view.compared", len(shared))]
    return " · ".join([*told, count("view.compared-more", left)] if left else told)


def _matrix(atlas: Atlas, asked: Selection, _: int) -> Shown:
    rows = query.province_wide(query.themed(atlas.targets, asked.theme))
    indicators = count("count.indicator", rows["indicator"].nunique())
    return Shown(
        title=_matrix_title(atlas, asked),
        subtitle=count("view.matrix-size", PROVINCES_IN_THE_PLANS, indicators=indicators),
        notes=(say("view.never"),),
        rows=query.described(rows),
        reports=reports_drawn.told_of(atlas, rows["id"], outcomes.SETTLED),
        link=links.address("Overview", theme=asked.theme),
        theme=asked.theme,
    )


def _table(atlas: Atlas, item: Item) -> Shown:
    found, chosen = brief_tables.rows(atlas, item), item.selection
    searched = item.search != EVERYTHING or not chosen.provinces
    none = say("table.nothing") if searched else nothing_found(chosen.theme, chosen.provinces)
    return Shown(
        title=brief_tables.title(atlas, item),
        subtitle=brief_tables.subtitle(atlas, item, found),
        notes=(),
        rows=query.described(found.head(brief_tables.ROWS_TOLD)),
        link=brief_tables.link(item),
        theme=chosen.theme,
        missing="" if len(found) else none,
    )


def nothing_found(theme: Theme | None, provinces: Sequence[str]) -> str:
    """Say that a view has nothing to show, and what that does not mean."""
    names = wording.whose(provinces)
    if theme is None:
        return say("view.none-found", provinces=names)
    return say("view.none-found-of-theme", provinces=names, theme=named("theme", theme))


def _facts_title(_: Atlas, asked: Selection) -> str:
    names = listed([named("province", name) for name in asked.provinces])
    if asked.theme is None:
        return say("view.facts", provinces=names)
    return say("view.facts-of-theme", provinces=names, theme=named("theme", asked.theme))


def _map_title(atlas: Atlas, asked: Selection) -> str:
    if not asked.indicator:
        return captions.coverage_title(asked.theme)
    return captions.map_title(atlas.indicators.loc[asked.indicator], asked.year, asked.basis)


def _matrix_title(_: Atlas, asked: Selection) -> str:
    if asked.theme is None:
        return say("view.matrix")
    return say("view.matrix-of-theme", theme=named("theme", asked.theme))


ASKED: Final[dict[Kind, Callable[[Atlas, Selection, int], Shown]]] = {
    Kind.FACTS: _facts,
    Kind.MAP: _figures,
    Kind.TILES: _tiles,
    Kind.DOTS: _figures,
    Kind.TIMELINE: _timeline,
    Kind.PROGRESS: results.panels,
    Kind.COMPARE: _compare,
    Kind.PROVINCE: results.fact_sheet,
    Kind.MATRIX: _matrix,
}
TITLE: Final[dict[Kind, Callable[[Atlas, Selection], str]]] = {
    Kind.FACTS: _facts_title,
    Kind.MAP: _map_title,
    Kind.TILES: _map_title,
    Kind.DOTS: _map_title,
    Kind.TIMELINE: lambda _, asked: timeline_captions.title(asked.theme),
    Kind.PROGRESS: lambda atlas, asked: progress_captions.title(atlas, str(asked.indicator)),
    Kind.PROVINCE: lambda atlas, asked: province_captions.title(atlas, asked.provinces[0]),
    Kind.COMPARE: lambda _, asked: compare_captions.title(asked.theme, asked.provinces),
    Kind.MATRIX: _matrix_title,
}
