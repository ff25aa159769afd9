"""Projection of the shapes: degrees (EPSG:4326) to kilometres on an Albers map."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from commitments.domain.model import Unreadable
from commitments.language import lazy

if TYPE_CHECKING:
    import pyproj

ALBERS: Final = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=36 +lon_0=105 +datum=WGS84 +units=km +no_defs"
DECIMALS: Final = 1  # 100 m: a fiftieth of a pixel on a wide screen
TILE: Final = 600.0  # kilometres; any size serves, this one gives a grid as large as the map
SHOWN: Final = ("iso", "name", "name_zh")

# Where the label of a small or narrow province ends, at sea or beyond the border (degrees).
LEADERS: Final = {
    "CN-BJ": (125.6, 39.2), "CN-TJ": (124.8, 37.9), "CN-SD": (124.4, 36.6),
    "CN-JS": (123.8, 33.4), "CN-SH": (124.2, 31.2), "CN-ZJ": (123.8, 28.9),
    "CN-FJ": (122.9, 26.7), "CN-HI": (112.4, 18.2), "CN-NX": (98.4, 45.4),
    "CN-GD": (116.2, 20.8), "CN-LN": (126.2, 40.5), "CN-AH": (123.9, 32.3),
}  # fmt: skip

Ring = list[list[float]]


@lru_cache(maxsize=1)
def _transformer() -> pyproj.Transformer:
    import pyproj  # most of what is asked for needs no new point

    return pyproj.Transformer.from_crs("EPSG:4326", ALBERS, always_xy=True)


def point(lon: float, lat: float) -> tuple[float, float]:
    """Project one point from degrees to kilometres east and north of 105° E, 36° N."""
    x, y = _transformer().transform(lon, lat)
    return round(x, DECIMALS), round(y, DECIMALS)


def drawing(shapes: bytes) -> bytes:
    """Turn a GeoJSON file of provinces into the flat one that the browser draws.

    Coordinates become kilometres; each feature keeps iso, name and name_zh and gets `label`, the
    place where its label sits best. `made_from` holds the fingerprint of the file it came from.
    Unreadable where the file is not a GeoJSON of areas with these properties.
    """
    try:
        features = [_feature(feature) for feature in json.loads(shapes)["features"]]
    except KeyError as fault:
        raise Unreadable(lazy("fault.shapes-lack", what=str(fault))) from None
    except (ValueError, TypeError):
        raise Unreadable(lazy("fault.shapes-not-geojson")) from None
    return _collection(features, made_from=shapes)


def tiles(grid: bytes, shapes: bytes) -> bytes:
    """Turn a grid (name,column,row as CSV) into a drawing of equal squares, one per province.

    Unreadable where the grid is no such table, or names an area that the shapes do not have.
    """
    known = {
        feature["properties"]["name"]: feature["properties"]
        for feature in json.loads(shapes)["features"]
    }
    try:
        rows = list(csv.DictReader(io.StringIO(grid.decode("utf-8"))))
        features = [_tile(known[row["name"]], int(row["column"]), int(row["row"])) for row in rows]
    except KeyError as fault:
        raise Unreadable(lazy("fault.tiles-disagree", what=str(fault))) from None
    except (ValueError, TypeError):
        raise Unreadable(lazy("fault.tiles-no-table")) from None
    return _collection(features, made_from=grid + shapes)


def _collection(features: list[dict[str, Any]], *, made_from: bytes) -> bytes:
    """Write features as the file that a browser fetches, with the fingerprint of their source."""
    made = {
        "type": "FeatureCollection",
        "made_from": fingerprint(made_from),
        "features": features,
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _tile(properties: dict[str, Any], column: int, row: int) -> dict[str, Any]:
    left, top = column * TILE, -row * TILE
    right, bottom = left + TILE, top - TILE
    shown = {name: properties[name] for name in SHOWN}
    shown["label"] = [left + TILE / 2, top - TILE / 2]
    shown["code"] = properties["iso"][-2:]
    ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
    geometry = {"type": "MultiPolygon", "coordinates": [[ring]]}
    return {"type": "Feature", "properties": shown, "geometry": geometry}


def fingerprint(shapes: bytes) -> str:
    """Return a short hash that tells one file of shapes from another."""
    return hashlib.sha256(shapes).hexdigest()[:12]


def made_from(drawing_file: Path) -> str | None:
    """Return the fingerprint of the shapes that a drawing was made from; None without a drawing."""
    try:
        return str(json.loads(drawing_file.read_text(encoding="utf-8"))["made_from"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _feature(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature["properties"]
    shown = {name: properties[name] for name in SHOWN}
    shown["label"] = point(properties["label_lon"], properties["label_lat"])
    return {"type": "Feature", "properties": shown, "geometry": _geometry(feature["geometry"])}


def _geometry(geometry: dict[str, Any]) -> dict[str, Any]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    flat = [[_ring(ring) for ring in polygon] for polygon in polygons]
    return {"type": "MultiPolygon", "coordinates": flat}


def _ring(ring: Ring) -> Ring:
    xs, ys = _transformer().transform([x for x, _ in ring], [y for _, y in ring])
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in zip(xs, ys, strict=True)]
