"""This module makes outlines.json: who borders whom, and each province at thumbnail size.

Without an argument it reads provinces.geojson; another file of shapes can be given instead;
--check writes nothing and exits 1 if the file would change.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

SHAPES = Path(__file__).with_name("provinces.geojson")
PRODUCT = Path(__file__).with_name("outlines.json")

EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=36 +lon_0=105 +datum=WGS84 +units=km"
TO_KILOMETRES = pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)

CELL_KM = 10  # the grid of a thumbnail: a quarter of a pixel where China is 120 pixels wide
TOLERANCE_KM = 24  # simpler than this, Beijing and Tianjin lose their shape
MARGIN = 3  # cells around the land, so that no line is cut
SMALLEST_ISLET_KM2 = 400  # four cells: smaller ones are specks on a thumbnail
FINGERPRINT_LENGTH = 12


def shapes_in(text: bytes) -> dict[str, BaseGeometry]:
    """Return the shapes of a GeoJSON file under their names (degrees, EPSG:4326)."""
    return {
        one["properties"]["name"]: shapely.from_geojson(json.dumps(one["geometry"]))
        for one in json.loads(text)["features"]
    }


def neighbours(shapes: Mapping[str, BaseGeometry]) -> dict[str, list[str]]:
    """Name for each shape those that share a line with it; a common point is no border."""
    borders: dict[str, list[str]] = {name: [] for name in shapes}
    for one, other in combinations(sorted(shapes), 2):
        if shapely.intersection(shapes[one], shapes[other]).length > 0:
            borders[one].append(other)
            borders[other].append(one)
    return borders


def thumbnails(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Simplify all shapes together and put them on a grid of cells, north up, from (0, 0)."""
    flat = [
        shapely.transform(shape, TO_KILOMETRES.transform, interleaved=False)
        for shape in shapes.values()
    ]
    simple = [without_islets(shape) for shape in shapely.coverage_simplify(flat, TOLERANCE_KM)]
    west, _, _, north = shapely.total_bounds(simple)

    def on_grid(pairs: Any) -> Any:  # noqa: ANN401 (an array of numpy)
        return ((pairs - (west, north)) * (1, -1) / CELL_KM + MARGIN).round()

    return dict(zip(shapes, [shapely.transform(one, on_grid) for one in simple], strict=True))


def without_islets(shape: BaseGeometry) -> BaseGeometry:
    """Drop the pieces that are specks on a thumbnail, but never the largest one."""
    pieces = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    large = [piece for piece in pieces[1:] if piece.area >= SMALLEST_ISLET_KM2]
    return shapely.multipolygons([pieces[0], *large])


def path(shape: BaseGeometry) -> str:
    """Write the rings of a shape, holes wound the other way, as the `d` of an SVG path."""
    pieces = shapely.get_parts(shapely.orient_polygons(shape))
    return "".join(ring_steps(ring) for piece in pieces for ring in shapely.get_rings(piece))


def ring_steps(ring: BaseGeometry) -> str:
    """Write one ring: a start, then steps that move; the last one closes it."""
    points = [(int(x), int(y)) for x, y in ring.coords]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points[:-1])]
    moves = " ".join(f"{x} {y}" for x, y in steps if x or y).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{moves}z"


def middle(shape: BaseGeometry) -> list[int]:
    """Return the middle of a shape's largest piece, where a ring around it is drawn."""
    west, north, east, south = max(shapely.get_parts(shape), key=shapely.area).bounds
    return [round((west + east) / 2), round((north + south) / 2)]


def made(text: bytes) -> str:
    """Return the text of outlines.json, one province a line so that git shows what changed."""
    shapes = shapes_in(text)
    borders, small = neighbours(shapes), thumbnails(shapes)
    *_, east, south = shapely.total_bounds(list(small.values()))
    head = {
        "made_from": hashlib.sha256(text).hexdigest()[:FINGERPRINT_LENGTH],
        "width": int(east) + MARGIN,
        "height": int(south) + MARGIN,
    }
    provinces = {
        name: {"neighbours": borders[name], "middle": middle(shape), "outline": path(shape)}
        for name, shape in small.items()
    }
    lines = [
        f"{json.dumps(name)}:{json.dumps(one, separators=(',', ':'))}"
        for name, one in provinces.items()
    ]
    return json.dumps(head)[:-1] + ', "provinces": {\n' + ",\n".join(lines) + "\n}}\n"


def main() -> int:
    """Make the file, or with --check only say whether it would change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="?", type=Path, default=SHAPES, help="a GeoJSON file")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if the file would change"
    )
    options = parser.parse_args()
    text = made(options.shapes.read_bytes())
    if options.check:
        same = PRODUCT.is_file() and PRODUCT.read_text(encoding="utf-8") == text
        print("unchanged" if same else f"{PRODUCT.name} would change")
        return 0 if same else 1
    PRODUCT.write_text(text, encoding="utf-8")
    print(f"{PRODUCT.name} made from {options.shapes.name}, {len(text):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
