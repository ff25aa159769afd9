"""Pages of provinces: where each lies, what it states by theme, what was read; and their list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import Any

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NATION, Selection, Theme
from commitments.figures import captions, palette, tooltips
from commitments.language import Language, count, current, named, say
from commitments.publish import addresses, rendering
from commitments.publish.site import Site
from commitments.queries import codebook_lists, coverage, headline_facts, peers, query
from commitments.words import references, wording

DATELESS: int = 9999  # sorts behind every year


def files(site: Site, name: str) -> dict[str, bytes]:
    """Return the page of one province, or of the nation, in the language spoken now."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "province", addresses.place(name))
    rows = query.described(atlas.targets[atlas.targets["province"] == name])
    documents = codebook_lists.documents(atlas, name)
    place = say("the-nation") if name == NATION else named("province", name)
    whole = rendering.page(
        site,
        "province.html",
        address,
        here="Provinces",
        title=captions_of(place),
        description=_line(atlas, name, rows, documents),
        name=name,
        place=place,
        other_name=_other_name(atlas, name),
        why_empty="" if len(rows) else _why_empty(atlas, name),
        facts=headline_facts.headline(atlas, Selection(provinces=(name,)), int(site.today)),
        groups=_groups(rows),
        documents=[_document(row) for _, row in documents.iterrows()],
        neighbours=[
            (named("province", one), addresses.page(current(), "province", addresses.place(one)))
            for one in ([] if name == NATION else peers.neighbours(atlas, [name]))
        ],
        locator=_locator(atlas, name),
        timeline=addresses.page(current(), "timeline", addresses.place(name)),
        imprint=site.imprint(address),
    )
    return {addresses.file(address): whole}


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


def _groups(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a province's commitments by theme and indicator, each by its due year."""
    order = [str(theme) for theme in Theme]
    known = sorted(rows.to_dict("records"), key=partial(_place_of, order))
    found = []
    for theme, of_theme in groupby(known, key=lambda row: str(row["theme"])):
        lines = [
            {"name": name, "entries": [_entry(row) for row in few]}
            for name, few in groupby(of_theme, key=lambda row: row["indicator_name"])
        ]
        found.append({"theme": theme, "lines": lines})
    return found


def _place_of(order: list[str], row: Mapping[Any, Any]) -> tuple[Any, ...]:
    due = wording.year(row) or DATELESS
    return order.index(str(row["theme"])), row["indicator_name"], due, not wording.is_figure(row)


def _entry(row: Mapping[Any, Any]) -> dict[str, Any]:
    figure = wording.is_figure(row)
    return {
        "id": row["id"],
        "address": addresses.page(current(), "target", row["id"]),
        "figure": row["full_label"] if figure else "",
        "words": "" if figure else wording.unstopped(row["summary"]),
        "due": row["due"],
        "beside": " · ".join(part for part in (row["place_name"], row["scope"]) if part),
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
