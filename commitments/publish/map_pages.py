"""Pages of maps: one indicator and due year, drawn as on screen, with its plot and table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from commitments.domain.model import Selection
from commitments.figures import captions, views
from commitments.figures.views import MapView
from commitments.language import Language, count, current, named, say
from commitments.publish import addresses, dot_drawing, map_drawing, rendering, tables
from commitments.publish.site import Drawn, Site
from commitments.queries import query
from commitments.words import columns


def files(site: Site, drawn: Drawn) -> dict[str, bytes]:
    """Return the files of one map in the language spoken now."""
    atlas = site.atlas(current())
    asked = Selection(None, drawn.indicator, drawn.year)
    view = views.map_view(atlas, asked)
    address = addresses.page(current(), *drawn.parts)
    to = partial(addresses.relative, here=address)
    shapes = map_drawing.drawn(view.job)
    dots = view.plot and dot_drawing.drawn(view.plot, query.symbol(atlas, drawn.indicator))
    whole = rendering.page(
        site,
        "map.html",
        address,
        here="Map",
        title=view.title,
        description=view.subtitle,
        drawn=drawn,
        view=view,
        shapes=shapes,
        dots=dots,
        imprint=captions.imprint(atlas, site.link(address)),
        leads=partial(_province, to),
        years=[_year(one) for one in site.maps if one.indicator == drawn.indicator],
        more=[_other(site, one) for one in _first_of_each(site, drawn)],
        table=tables.of_rows(view.rows, columns.FOUND, to, led="full_label"),
        links=[],
    )
    return {addresses.file(address): whole}


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

