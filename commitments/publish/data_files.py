"""Data of the published atlas: its tables as CSV, JSON and a package, and those of each figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from commitments.atlas.check import rules as check
from commitments.atlas.load import Atlas
from commitments.domain.model import TARGET_COLUMNS
from commitments.domain.results import RESULT_COLUMNS
from commitments.downloads.tables import csv_bytes
from commitments.figures import escaping
from commitments.figures.views import MapView
from commitments.language import current, say
from commitments.publish import addresses, openapi
from commitments.publish.site import Drawn, Site

LICENCE: Final = "CC-BY-4.0"
NUMBERS: Final = ("value", "value_high", "base_value", "corrected_value")
OF_A_FIGURE: Final = {  # columns of the data of a figure, each with the one that it is read from
    "id": "id", "province": "province", "province_name": "province_name", "place": "place_name",
    "scope": "scope", "comparator": "comparator", "value": "drawn", "value_high": "drawn_high",
    "unit": "symbol", "year": "year", "year_basis": "year_basis", "as_printed": "as_printed",
    "commitment": "sentence", "document": "source_title", "evidence": "evidence",
}  # fmt: skip


def text(told: object) -> bytes:
    """Write data as JSON that people can read too."""
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def of_figure(site: Site, drawn: Drawn, view: MapView, live: str) -> dict[str, bytes]:
    """Return the data of one map as CSV and as JSON, in the language spoken now."""
    atlas = site.atlas(current())
    rows = pd.DataFrame({name: view.rows[column] for name, column in OF_A_FIGURE.items()})
    job = escaping.unpacked(view.job)
    classes = {entry["fill"]: entry["label"] for entry in job["legend"]["classes"]}
    told = {
        "title": view.title,
        "subtitle": view.subtitle,
        "how_to_read": view.how_to_read,
        "sources": view.sources,
        "credit": say("boundary-credit"),
        "edition": atlas.edition,
        "version": atlas.version,
        "licence": LICENCE,
        "address": site.link(addresses.page(current(), *drawn.parts), live),
        "indicator": _indicator(atlas, drawn.indicator),
        "year": drawn.year,
        "legend": {
            name: [{"label": one["label"], "count": one["count"]} for one in job["legend"][name]]
            for name in ("classes", "states")
        },
        "areas": [
            {
                "iso": iso,
                "name": area["tip"][0],
                "state": area["state"],
                "class": classes.get(area["fill"]),
                "label": area.get("label"),
            }
            for iso, area in job["areas"].items()
        ],
        "rows": records(rows),
    }
    return {
        addresses.figure(current(), *drawn.parts, ending="csv"): csv_bytes(rows),
        addresses.figure(current(), *drawn.parts, ending="json"): text(told),
    }


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON has them; a blank cell is null."""
    return [
        {name: None if pd.isna(cell) or cell == "" else cell for name, cell in row.items()}
        for row in rows.astype(object).to_dict("records")
    ]


def _indicator(atlas: Atlas, name: str) -> dict[str, Any]:
    row = atlas.indicators.loc[name]
    return {
        "id": name,
        "name": row["name"],
        "theme": row["theme"],
        "unit": row["symbol"],
        "better": row["better"],
        "definition": row["definition"],
    }


def whole(site: Site) -> dict[str, bytes]:
    """Return the tables of the atlas, what they mean, and the package that describes them."""
    atlas = site.any
    rows = check.completed(atlas.rows)[list(TARGET_COLUMNS)]
    results = atlas.result_rows[list(RESULT_COLUMNS)]
    indicators, sources = atlas.indicators.reset_index(), atlas.sources.reset_index()
    indicators = indicators[[name for name in indicators if name in _codebook_columns(atlas)]]
    made = {
        addresses.data("targets.csv"): csv_bytes(rows),
        addresses.data("results.csv"): csv_bytes(results),
        addresses.data("indicators.csv"): csv_bytes(indicators),
        addresses.data("sources.csv"): csv_bytes(sources),
        addresses.data("indicators.json"): text(
            [_indicator(atlas, str(name)) for name in atlas.indicators.index]
        ),
    }
    tables = {"targets": rows, "results": results, "indicators": indicators, "sources": sources}
    return made | {
        addresses.data("datapackage.json"): text(_package(atlas, tables)),
        addresses.data("openapi.json"): text(openapi.described(site)),
    }


def _codebook_columns(atlas: Atlas) -> list[str]:
    """Return the columns of the codebook's own table of indicators."""
    joined = {"symbol", "shown_size", "name_en"}
    return [name for name in ("id", *atlas.indicators.columns) if name not in joined]


def of_indicator(site: Site, name: str) -> dict[str, bytes]:
    """Return the commitments of one indicator as CSV and JSON, and what they are."""
    atlas = site.any
    rows = check.completed(atlas.rows)[list(TARGET_COLUMNS)]
    rows = rows[rows["indicator"] == name]
    maps = [drawn for drawn in site.maps if drawn.indicator == name]
    told = _indicator(atlas, name) | {
        "name_zh": atlas.indicators.at[name, "name_zh"],
        "edition": atlas.edition,
        "version": atlas.version,
        "licence": LICENCE,
        "commitments": len(rows),
        "maps": [
            {"year": one.year, "figures": one.figures, "address": "/".join(one.parts)}
            for one in maps
        ],
        "columns": _fields(rows),
    }
    numbers = rows.assign(**{one: check.numbers(rows[one]) for one in NUMBERS})
    address = addresses.data(addresses.plain(name))
    return {
        f"{address}.csv": csv_bytes(rows),
        f"{address}.json": text(records(numbers)),
        f"{address}.metadata.json": text(told),
    }


def _package(atlas: Atlas, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Describe the tables as a Frictionless data package does."""
    return {
        "profile": "tabular-data-package",
        "name": "provincial-commitments-atlas",
        "title": say("title"),
        "description": say("publish.about"),
        "version": f"{atlas.edition} {atlas.version}",
        "created": f"{atlas.dated}T00:00:00Z",
        "licenses": [{"name": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": _fields(table), "primaryKey": "id", "missingValues": [""]},
            }
            for name, table in tables.items()
        ],
    }


def _fields(table: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {"name": str(name), "type": "number" if name in NUMBERS else "string"} for name in table
    ]
