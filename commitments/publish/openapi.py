"""The addresses for machines described as OpenAPI, for programs that read it."""

from __future__ import annotations

from typing import Any, Final

from commitments.domain.model import Theme
from commitments.language import Language, say
from commitments.publish import addresses
from commitments.publish.site import Site

TYPES: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "html": "text/html",
    "plain": "text/plain",
}
WHOLE: Final = {
    "targets.csv": "publish.data-targets",
    "results.csv": "publish.data-results",
    "sources.csv": "publish.data-sources",
    "indicators.csv": "publish.data-indicators",
    "indicators.json": "publish.data-indicators",
    "datapackage.json": "publish.data-package",
}


OF_SUBJECTS: Final = (  # figures of which a picture is drawn when it is asked for
    "overview/{theme}", "timeline/{lanes}", "progress/{indicator}", "province/{province}",
)  # fmt: skip


def described(site: Site) -> dict[str, Any]:
    """Describe every address that a program may ask for."""
    atlas = site.any
    named = {"indicator": _text(sorted(map(str, atlas.indicators.index)))}
    named |= {"language": _text(list(map(str, Language))), "year": _text(_years(site))}
    named |= {"theme": _text(["all", *map(str, Theme)])}
    named |= {"subject": _text(_subjects(site))}
    named |= {"lanes": _text(["all", *_subjects(site)])}
    named |= {"province": _text([addresses.place(one) for one in site.provinces])}
    paths = {f"/data/{name}": _read(say(key), _ending(name)) for name, key in WHOLE.items()}
    for ending in ("csv", "json", "metadata.json"):
        told = say("publish.data-of-indicators")
        paths[f"/data/{{indicator}}.{ending}"] = _read(told, _ending(ending), named)
    drawn_when_asked = " png card.png" if site.alone else ""
    for kind, endings in {"map": "svg csv json", "tiles": "svg", "dots": "svg"}.items():
        for ending in (endings + drawn_when_asked).split():
            address = f"/figure/{{language}}/{kind}/{{indicator}}/{{year}}.{ending}"
            paths[address] = _read(say("publish.data-of-figures"), _ending(ending), named)
    for ending in drawn_when_asked.split():
        for what in OF_SUBJECTS:
            address = f"/figure/{{language}}/{what}.{ending}"
            paths[address] = _read(say("publish.data-of-figures"), "png", named)
    told = say("publish.data-of-figures")
    paths["/figure/{language}/timeline/{subject}.svg"] = _read(told, "svg", named)
    paths["/embed/{language}/map/{indicator}/{year}/"] = _read(say("publish.embed"), "html", named)
    for address, path in paths.items():
        parameters = path["get"]["parameters"]
        path["get"]["parameters"] = [one for one in parameters if f"{{{one['name']}}}" in address]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("title"),
            "description": say("publish.data-lead"),
            "version": f"{atlas.edition} {atlas.version}",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        **({"servers": [{"url": site.base.rstrip("/")}]} if site.base else {}),
        "paths": paths,
    }


def _years(site: Site) -> list[str]:
    """List the due years that any indicator has, as addresses have them."""
    names = site.any.indicators.index
    return sorted({addresses.due(drawn.year) for name in names for drawn in site.drawn(str(name))})


def _subjects(site: Site) -> list[str]:
    """List what has a timeline: themes, the nation, the provinces that committed to anything."""
    areas = sorted(map(str, site.any.targets["province"].unique()))
    return [*map(str, Theme), *map(addresses.place, areas)]


def _ending(name: str) -> str:
    return name.rpartition(".")[2]


def _text(allowed: list[str]) -> dict[str, Any]:
    """Describe a part of an address by what it may be; an empty table allows nothing."""
    return {"type": "string"} | ({"enum": allowed} if allowed else {})


def _read(summary: str, ending: str, named: dict[str, Any] | None = None) -> dict[str, Any]:
    """Describe one address that is read."""
    refused = {"description": say("publish.openapi-refused"), "content": {TYPES["plain"]: {}}}
    nothing = {"description": say("publish.openapi-nothing"), "content": {TYPES["plain"]: {}}}
    busy = {"description": say("request.busy"), "content": {TYPES["plain"]: {}}}
    return {
        "get": {
            "summary": summary,
            "parameters": [
                {"name": name, "in": "path", "required": True, "schema": schema}
                for name, schema in (named or {}).items()
            ],
            "responses": {
                "200": {"description": summary, "content": {TYPES[ending]: {}}},
                "400": refused,
                "404": nothing,
                "503": busy,
            },
        }
    }
