"""Pages that lead to the others: overviews, the lists of maps and timelines, Method, the door."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from commitments.domain.model import NATION, Theme
from commitments.figures import assets, captions, escaping, holdings, province_panel, views
from commitments.language import Language, count, current, named, say, speaking
from commitments.publish import addresses, datasets, map_drawing, rendering, tables
from commitments.publish.site import Drawn, Site
from commitments.queries import codebook_lists, coverage, query
from commitments.queries.coverage import Layout
from commitments.words import columns

COVERED = (None, Theme.AIR, Theme.WATER, Theme.CARBON, Theme.ECOLOGY)
PROSE = ("method.md", "boundaries.md")
TABLES = {
    "targets.csv": "targets",
    "results.csv": "results",
    "indicators.csv": "indicators",
    "indicators.json": "indicators",
    "sources.csv": "sources",
    "datapackage.json": "package",
    "openapi.json": "openapi",
}


def overview_files(site: Site, theme: Theme | None) -> dict[str, bytes]:
    """Return the overview of all themes, or of one: the map of what was found, and the matrix."""
    atlas = site.atlas(current())
    found = views.coverage_view(atlas, theme)
    cells = views.matrix_view(atlas, Layout(theme=theme))
    address = overview_address(theme)
    to = partial(addresses.relative, here=address)
    lead = captions.headline(atlas, int(site.today))
    whole = rendering.page(
        site,
        "overview.html",
        address,
        here="Overview" if theme is None else "",
        title=say("title") if theme is None else found.title,
        description=lead.replace("**", "") if theme is None else found.subtitle,
        lead=rendering.inline(lead),
        theme=theme,
        covered=[(one, overview_address(one)) for one in COVERED],
        found=found,
        shapes=map_drawing.drawn(found.job),
        panel=_panel(site, theme),
        leads=lambda name: to(addresses.page(current(), "province", addresses.place(name))),
        cells=cells,
        hues=[one for group in cells.drawing["themes"] for one in [_hue(group)] * group["columns"]],
        row_lead=lambda row: to(addresses.page(current(), "target", row)),
        groups=[one for one in _groups(site) if theme in (None, one["theme"])],
        timeline=theme and _timeline(str(theme)),
        imprint=site.imprint(address),
    )
    return {addresses.file(address): whole}


def overview_address(theme: Theme | None) -> str:
    """Return where the overview of a theme stands."""
    return addresses.page(current(), *(["theme", str(theme)] if theme else []))


def _hue(group: Mapping[str, Any]) -> str:
    """Return the theme of a group of columns, by the name of its colour."""
    return str(group["hue"]).removeprefix("var(--").removesuffix(")")


def _panel(site: Site, theme: Theme | None) -> Markup:
    atlas = site.atlas(current())
    markup = province_panel.everywhere(
        coverage.counted_by_theme(atlas, None),
        coverage.counted_by_year(atlas, theme, int(site.today)),
        atlas.sources["evidence"].value_counts().sort_index(),
        theme=theme,
        hint=say("publish.choose"),
    )
    return escaping.markup(markup)


def map_list_files(site: Site) -> dict[str, bytes]:
    """Return the list of all maps, by theme and indicator."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "map")
    whole = rendering.page(
        site,
        "maps.html",
        address,
        here="Map",
        title=named("publish-page", "Map"),
        description=count("publish.maps", len(site.maps)),
        groups=_groups(site),
        edition=captions.edition(atlas),
    )
    return {addresses.file(address): whole}


def _groups(site: Site) -> list[dict[str, Any]]:
    """Return the maps by theme and indicator."""
    order = [str(theme) for theme in Theme]
    known = sorted(site.maps, key=lambda drawn: order.index(drawn.theme))
    return [
        {"theme": theme, "lines": _lines(site, list(maps))}
        for theme, maps in groupby(known, key=lambda drawn: drawn.theme)
    ]


def _lines(site: Site, maps: list[Drawn]) -> list[dict[str, Any]]:
    names = site.atlas(current()).indicators["name"]
    found = []
    for indicator, years in groupby(maps, key=lambda drawn: drawn.indicator):
        few = [(_due(one), one.figures, addresses.page(current(), *one.parts)) for one in years]
        found.append({"name": names[indicator], "years": few})
    return found


def _due(drawn: Drawn) -> str:
    return say("choice.no-date") if drawn.year is None else str(drawn.year)


def timeline_list_files(site: Site) -> dict[str, bytes]:
    """Return the list of all timelines."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "timeline")
    themes = [(named("theme-heading", one), _timeline(str(one))) for one in Theme]
    stated = [name for name in site.provinces if (atlas.targets["province"] == name).any()]
    places = [(say("publish.nation-page"), _timeline(NATION))]
    places += [(named("province", one), _timeline(one)) for one in stated]
    whole = rendering.page(
        site,
        "timelines.html",
        address,
        here="Timeline",
        title=named("publish-page", "Timeline"),
        description=say("publish.timelines"),
        by_theme=themes,
        by_place=places,
        edition=captions.edition(atlas),
    )
    return {addresses.file(address): whole}


def _timeline(subject: str) -> str:
    return addresses.page(current(), "timeline", addresses.place(subject))


def method_files(site: Site) -> dict[str, bytes]:
    """Return the page Method: the project's texts, its indicators, documents and known faults."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "method")
    to = partial(addresses.relative, here=address)
    texts = [assets.text(assets.prose(file, current()), assets.NO_TEXT) for file in PROSE]
    texts[0] = texts[0].format(**holdings.counts(atlas))
    method, boundaries = (escaping.markup(rendering.prose().render(text)) for text in texts)
    whole = rendering.page(
        site,
        "method.html",
        address,
        here="Method",
        title=named("publish-page", "Method"),
        description=say("publish.about"),
        method=method,
        boundaries=boundaries,
        documents_heading=count("method.documents", len(atlas.sources)),
        indicators=tables.plain(codebook_lists.codebook(atlas), columns.INDICATORS),
        documents=tables.plain(codebook_lists.read_documents(atlas), columns.DOCUMENTS),
        faults=tables.of_rows(
            query.described(codebook_lists.corrected(atlas)), columns.FAULTS, to, led="as_printed"
        ),
        edition=captions.edition(atlas),
    )
    return {addresses.file(address): whole}


def data_files(site: Site) -> dict[str, bytes]:
    """Return the page that says which data there are, and where."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "data")
    whole = rendering.page(
        site,
        "data.html",
        address,
        here="",
        title=say("publish.data"),
        description=say("publish.data-lead"),
        tables=[(name, say(f"publish.data-{key}")) for name, key in TABLES.items()],
        indicators=[
            (addresses.plain(one), atlas.indicators.at[one, "name"])
            for one in atlas.indicators.index
        ],
        of_figures=rendering.inline(say("publish.data-of-figures-told")),
        dataset=datasets.of_atlas(site),
        edition=captions.edition(atlas),
    )
    return {addresses.file(address): whole}


def door_files(site: Site) -> dict[str, bytes]:
    """Return the first page, which offers the languages, and the page for what is not there."""
    root = urlsplit(site.base).path or "/"
    both = {}
    for language in Language:
        with speaking(language):
            told = {
                "about": say("publish.about"),
                "lost": say("publish.lost"),
                "title": say("title"),
            }
            both[language] = told | {"open": say("publish.open")}
    words = {"site": site, "both": both, "style": rendering.style_version()}
    doors: dict[str, dict[str, Any]] = {
        addresses.INDEX: {"root": "./"},
        addresses.file("data/"): {"root": "../", "end": "data/"},
        addresses.LOST: {"root": root, "lost": True},
    }
    plain: dict[str, Any] = {"end": "", "lost": False}
    return {
        address: rendering.text("door.html", **words, **plain | given).encode()
        for address, given in doors.items()
    }
