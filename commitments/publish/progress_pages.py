"""Pages of Progress: what was promised and what was reported, a panel for each province."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import Any

from commitments.atlas.load import Atlas
from commitments.domain.model import Theme
from commitments.figures import captions, escaping
from commitments.figures.progress import markup, views
from commitments.language import count, current, named, say
from commitments.publish import addresses, rendering, tables
from commitments.publish.site import Site
from commitments.queries.progress import Asked
from commitments.words import columns


def address_of(indicator: str) -> str:
    """Return where the progress of an indicator stands."""
    return addresses.page(current(), "progress", indicator)


def files(site: Site, indicator: str) -> dict[str, bytes]:
    """Return the page of one indicator in the language spoken now."""
    atlas = site.atlas(current())
    view = views.progress_view(atlas, Asked(indicator))
    address, theme = address_of(indicator), str(atlas.indicators.at[indicator, "theme"])
    to = partial(addresses.relative, here=address)
    panels = markup.multiples(
        view.panels,
        theme=theme,
        own_scales=False,
        by_region=True,
        today=site.today,
        chosen=(),
        address=lambda name: to(addresses.page(current(), "province", addresses.place(name))),
    )
    key = markup.key(theme, today=say("publish.day-of-data"))
    whole = rendering.page(
        site,
        "progress.html",
        address,
        here="Progress",
        title=view.title,
        description=view.subtitle,
        theme=theme,
        view=view,
        panels=escaping.markup(key + panels),
        others=_of_theme(site, theme, indicator),
        maps=[one for one in site.maps if one.indicator == indicator],
        imprint=site.imprint(address),
        table=tables.of_rows(view.rows, columns.FOUND, to, led="full_label"),
        reports=tables.plain(view.reports, columns.REPORTED),
        words=tables.plain(view.words, {name: name for name in view.words}, said=True),
    )
    return {addresses.file(address): whole}


def _of_theme(site: Site, theme: str, indicator: str) -> list[tuple[str, str]]:
    atlas = site.atlas(current())
    return [
        (atlas.indicators.at[one, "name"], address_of(one))
        for one in site.progress
        if one != indicator and atlas.indicators.at[one, "theme"] == theme
    ]


def list_files(site: Site) -> dict[str, bytes]:
    """Return the list of the indicators of which something is promised or reported, by theme."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "progress")
    whole = rendering.page(
        site,
        "progress-list.html",
        address,
        here="Progress",
        title=named("page", "Progress"),
        description=say("publish.progress-lead"),
        groups=_groups(site, atlas),
        edition=captions.edition(atlas),
    )
    return {addresses.file(address): whole}


def _groups(site: Site, atlas: Atlas) -> list[dict[str, Any]]:
    """Return the indicators by theme, each with how many values are reported for it."""
    order, reported = list(map(str, Theme)), atlas.results["indicator"].value_counts()
    answering = atlas.indicators["reported_as"]
    told = [
        {
            "theme": str(atlas.indicators.at[name, "theme"]),
            "name": atlas.indicators.at[name, "name"],
            "address": address_of(name),
            "told": count("publish.values", int(reported.get(answering[name] or name, 0))),
        }
        for name in site.progress
    ]
    told.sort(key=lambda one: order.index(one["theme"]))
    return [
        {"theme": theme, "lines": list(lines)}
        for theme, lines in groupby(told, key=lambda one: one["theme"])
    ]
