"""Pages of provinces: where each lies, what it states by theme, what was read; and their list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from typing import Any

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NATION, Selection, Theme
from commitments.figures import captions, escaping, palette, tooltips
from commitments.figures.province import captions as sheet_captions
from commitments.figures.province import markup
from commitments.language import Language, count, current, named, say
from commitments.publish import addresses, rendering
from commitments.publish.site import Site
from commitments.queries import coverage, headline_facts, province_sheet, query
from commitments.queries.province_sheet import Sheet
from commitments.words import references


def files(site: Site, name: str) -> dict[str, bytes]:
    """Return the page of one province, or of the nation, in the language spoken now."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "province", addresses.place(name))
    to = partial(addresses.relative, here=address)
    rows = atlas.targets[atlas.targets["province"] == name]
    sheet = province_sheet.sheet(atlas, name)
    place = say("the-nation") if name == NATION else named("province", name)
    whole = rendering.page(
        site,
        "province.html",
        address,
        here="Provinces",
        title=captions_of(place),
        description=_line(atlas, name, rows, sheet.documents),
        name=name,
        place=place,
        other_name=_other_name(atlas, name),
        why_empty="" if len(rows) else _why_empty(atlas, name),
        facts=headline_facts.headline(atlas, Selection(provinces=(name,)), int(site.today)),
        answers=sheet_captions.counted(sheet),
        groups=[_group(sheet, theme, to) for theme in province_sheet.THEMES],
        places=[_entry(row) for row in sheet.places],
        documents=[_document(row) for _, row in sheet.documents.iterrows()],
        neighbours=[
            (named("province", one), addresses.page(current(), "province", addresses.place(one)))
            for one in sheet.neighbours
        ],
        locator=_locator(atlas, name),
        timeline=addresses.page(current(), "timeline", addresses.place(name)),
        imprint=site.imprint(address),
    )
    return {addresses.file(address): whole}


def _group(sheet: Sheet, theme: Theme, to: Callable[[str], str]) -> dict[str, Any]:
    """Return what a province states of a theme: its figures and reports, its aims in words."""

    def lead(commitment: str) -> str:
        return to(addresses.page(current(), "target", commitment))

    lines, aims = sheet.lines[theme], sheet.words[theme]
    return {
        "theme": str(theme),
        "table": escaping.markup(markup.table(theme, lines, lead)) if lines else "",
        "words": escaping.markup(markup.words(aims, lead)) if aims else "",
    }


def captions_of(place: str) -> str:
    """Name the page of a province."""
    return say("publish.province-title", place=place[:1].upper() + place[1:])


def _line(atlas: Atlas, name: str, rows: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Say where a province lies and how much of it is held."""
    parts = [] if name == NATION else [_region(str(atlas.provinces.at[name, "region"]))]
    parts += [count("count.commitment", len(rows)), count("profile.read", len(documents))]
    return " · ".join(parts)


def _region(region: str) -> str:
    return say("profile.region", region=named("region", region))


def _other_name(atlas: Atlas, name: str) -> tuple[str, str]:
    """Return a province's name in the other language, and which that is."""
    if name == NATION:
        return "", ""
    if current() == Language.ENGLISH:
        return str(atlas.provinces.at[name, "name_zh"]), "zh"
    return name, "en"


def _why_empty(atlas: Atlas, name: str) -> str:
    if name == NATION:
        return ""
    return tooltips.state_sentence(query.coverage(atlas, None).at[name, "state"])


def _entry(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a commitment of a city, a lake or an area within the province."""
    return {
        "place": row["place_name"],
        "address": addresses.page(current(), "target", row["id"]),
        "told": row["sentence"],
    }


def _document(row: pd.Series) -> dict[str, str]:
    return {"title": row["title"], "line": references.document_line(row), "url": row["url"]}


def _locator(atlas: Atlas, name: str) -> dict[str, str]:
    """Return the outlines of all provinces and of one, and the frame that they stand in."""
    own = "" if name == NATION else str(atlas.provinces.at[name, "outline"])
    every = "".join(atlas.provinces["outline"])
    land = palette.on_screen(palette.LAND)
    return {
        "land": land,
        "frame": str(atlas.provinces["frame"].iloc[0]),
        "all": every,
        "own": own or every,
    }


def list_files(site: Site) -> dict[str, bytes]:
    """Return the list of all provinces by region."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "province")
    counts = query.coverage(atlas, None).assign(region=atlas.provinces["region"])
    known = counts.assign(rank=[_rank(one) for one in counts["region"]])
    ordered = known.sort_values(["rank", "found"], ascending=[True, False], kind="stable")
    regions = [
        {"name": named("region", str(region)), "provinces": [_listed(row) for row in rows]}
        for region, rows in groupby(ordered.itertuples(), key=lambda row: row.region)
    ]
    whole = rendering.page(
        site,
        "provinces.html",
        address,
        here="Provinces",
        title=named("publish-page", "Provinces"),
        description=captions.headline(atlas, int(site.today)).replace("**", ""),
        regions=regions,
        nation=addresses.page(current(), "province", addresses.place(NATION)),
        edition=captions.edition(atlas),
    )
    return {addresses.file(address): whole}


def _rank(region: str) -> int:
    known = coverage.REGIONS
    return known.index(region) if region in known else len(known)


def _listed(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a named tuple of pandas)
    name = str(row.Index)
    told = say("profile.told", figures=row.figures, words=row.words)
    return {
        "name": named("province", name),
        "address": addresses.page(current(), "province", addresses.place(name)),
        "told": told if row.found else tooltips.state_sentence(row.state),
    }
