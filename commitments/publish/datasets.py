"""Descriptions of data for search engines, in the words of schema.org."""

from __future__ import annotations

from typing import Any, Final

from commitments.figures.views import MapView
from commitments.language import current, say
from commitments.publish import addresses
from commitments.publish.site import Drawn, Site

LICENCE: Final = {"@type": "CreativeWork", "name": "CC BY 4.0"}
FORMATS: Final = {"csv": "text/csv", "json": "application/json"}


def of_map(site: Site, drawn: Drawn, view: MapView) -> dict[str, Any]:
    """Describe the data of one map."""
    found = [
        _file(site, addresses.figure(current(), *drawn.parts, ending=ending), form)
        for ending, form in FORMATS.items()
    ]
    page = site.link(addresses.page(current(), *drawn.parts))
    told = _described(site, view.title, view.subtitle, page)
    atlas = site.atlas(current())
    named = {"@type": "PropertyValue", "name": atlas.indicators.at[drawn.indicator, "name"]}
    unit = atlas.indicators.at[drawn.indicator, "symbol"]
    measured = named | ({"unitText": unit} if unit else {})
    years = {"temporalCoverage": str(drawn.year)} if drawn.year else {}
    return told | years | {"variableMeasured": measured, "distribution": found}


def of_atlas(site: Site) -> dict[str, Any]:
    """Describe the tables of the atlas."""
    page = site.link(addresses.page(current(), "data"), addresses.data(""))
    told = _described(site, say("title"), say("publish.data-lead"), page)
    files = {
        "targets.csv": "csv",
        "results.csv": "csv",
        "indicators.json": "json",
        "sources.csv": "csv",
    }
    found = [_file(site, addresses.data(name), FORMATS[form]) for name, form in files.items()]
    return told | {"distribution": found}


def _described(site: Site, name: str, description: str, page: str) -> dict[str, Any]:
    atlas = site.atlas(current())
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "inLanguage": str(current()),
        "license": LICENCE,
        "creator": {"@type": "Organization", "name": say("title")},
        "dateModified": atlas.dated,
        "version": f"{atlas.edition} ({atlas.version})",
        "spatialCoverage": {"@type": "Place", "name": say("publish.china")},
        "isAccessibleForFree": True,
    }
    return told | ({"url": page} if site.base else {})


def _file(site: Site, address: str, form: str) -> dict[str, str]:
    whole = site.link(address, address)  # the live atlas has the files at the same addresses
    return {"@type": "DataDownload", "encodingFormat": form, "contentUrl": whole}
