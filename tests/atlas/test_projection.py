"""Tests the flat drawing of the provinces against the shapes it is made from."""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyproj
import pytest

from commitments.atlas import boundaries, projection
from commitments.domain.model import Unreadable

SHAPES = boundaries.GEODATA / "provinces.geojson"
EARTH = pyproj.Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def drawn() -> dict[str, Any]:
    return json.loads(boundaries.DRAWING.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shapes() -> dict[str, Any]:
    return json.loads(SHAPES.read_text(encoding="utf-8"))


def albers(lon: float, lat: float) -> tuple[float, float]:
    """Project a point to kilometres by the formulas 14-1 to 14-19 of J. P. Snyder's manual.

    "Map Projections: A Working Manual", US Geological Survey Professional Paper 1395, 1987: the
    Albers equal-area conic on an ellipsoid, here that of WGS 84.
    """
    axis, e2 = 6378.137, 0.00669437999014
    e = math.sqrt(e2)

    def m(angle: float) -> float:
        return math.cos(angle) / math.sqrt(1 - e2 * math.sin(angle) ** 2)

    def q(angle: float) -> float:
        s = math.sin(angle)
        log = math.log((1 - e * s) / (1 + e * s)) / (2 * e)
        return (1 - e2) * (s / (1 - e2 * s * s) - log)

    south, north, origin, here = (math.radians(angle) for angle in (25, 47, 36, lat))
    n = (m(south) ** 2 - m(north) ** 2) / (q(north) - q(south))
    c = m(south) ** 2 + n * q(south)
    rho, rho_0 = (axis * math.sqrt(c - n * q(angle)) / n for angle in (here, origin))
    theta = n * math.radians(lon - 105)
    return rho * math.sin(theta), rho_0 - rho * math.cos(theta)


@pytest.mark.parametrize(
    "place",
    [(105.0, 36.0), (116.4, 39.9), (87.6, 43.8), (125.0, 46.583), (110.2, 20.0), (73.5, 39.5)],
)
def test_point_is_where_the_formulas_put_it(place: tuple[float, float]) -> None:
    assert projection.point(*place) == pytest.approx(albers(*place), abs=0.06)


def test_origin_is_the_middle_and_north_is_up() -> None:
    assert projection.point(105, 36) == (0, 0)
    east, north = projection.point(110, 36), projection.point(105, 40)
    assert east[0] > 400
    assert north[0] == 0
    assert north[1] > 400


def test_drawing_was_made_from_the_shapes() -> None:
    shapes = SHAPES.read_bytes()
    assert projection.made_from(boundaries.DRAWING) == projection.fingerprint(shapes)
    assert boundaries.DRAWING.read_bytes() == projection.drawing(shapes), "run `make shapes`"


def test_drawing_has_the_34_units(drawn: dict[str, Any], shapes: dict[str, Any]) -> None:
    named = [
        [{key: f["properties"][key] for key in projection.SHOWN} for f in found["features"]]
        for found in (drawn, shapes)
    ]
    assert len(drawn["features"]) == 34
    assert named[0] == named[1]


def test_drawing_has_every_vertex(drawn: dict[str, Any], shapes: dict[str, Any]) -> None:
    for flat_one, round_one in zip(drawn["features"], shapes["features"], strict=True):
        assert [len(ring) for ring in rings(flat_one)] == [len(ring) for ring in rings(round_one)]
        assert flat_one["geometry"]["type"] == "MultiPolygon"
        assert all(ring[0] == ring[-1] for ring in rings(flat_one))


def rings(feature: dict[str, Any]) -> list[list[list[float]]]:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"]
    polygons = [polygons] if geometry["type"] == "Polygon" else polygons
    return [ring for polygon in polygons for ring in polygon]


def test_flat_areas_are_those_on_the_ellipsoid(
    drawn: dict[str, Any], shapes: dict[str, Any]
) -> None:
    for flat_one, round_one in zip(drawn["features"], shapes["features"], strict=True):
        on_paper = sum(plane_area(ring) for ring in rings(flat_one))
        on_earth = sum(
            EARTH.polygon_area_perimeter(*zip(*ring, strict=True))[0] / 1e6
            for ring in rings(round_one)
        )
        name = flat_one["properties"]["name"]
        few_steps = 0.02 if on_earth < 2000 else 0.001  # Hong Kong, Macau: 100 m is much of them
        assert on_paper == pytest.approx(on_earth, rel=few_steps), name


def plane_area(ring: list[list[float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def test_labels_stand_on_the_map(drawn: dict[str, Any], shapes: dict[str, Any]) -> None:
    for flat_one, round_one in zip(drawn["features"], shapes["features"], strict=True):
        lon, lat = (round_one["properties"][name] for name in ("label_lon", "label_lat"))
        assert flat_one["properties"]["label"] == list(projection.point(lon, lat))


def test_polygon_and_its_multipolygon_are_drawn_alike() -> None:
    corner = [[105, 36], [106, 36], [106, 37], [105, 36]]
    plain = area({"type": "Polygon", "coordinates": [corner]})
    multi = area({"type": "MultiPolygon", "coordinates": [[corner]]})
    made = [json.loads(projection.drawing(shapes))["features"] for shapes in (plain, multi)]
    assert made[0] == made[1]


def area(geometry: dict[str, Any], **dropped: None) -> bytes:
    properties = {"iso": "CN-X", "name": "X", "name_zh": "某", "label_lon": 105, "label_lat": 36}
    kept = {key: value for key, value in properties.items() if key not in dropped}
    feature = {"type": "Feature", "properties": kept, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


# ---- the tile grid ----


@pytest.fixture(scope="module")
def tiles() -> dict[str, Any]:
    return json.loads(boundaries.TILES.read_text(encoding="utf-8"))


def test_tiles_were_made_from_the_grid_and_the_shapes() -> None:
    made = projection.tiles(boundaries.tile_grid(), SHAPES.read_bytes())
    assert boundaries.TILES.read_bytes() == made, "run `make shapes`"


def test_each_unit_has_a_square_of_its_own(tiles: dict[str, Any], shapes: dict[str, Any]) -> None:
    squares = {f["properties"]["iso"]: rings(f)[0] for f in tiles["features"]}
    assert len(tiles["features"]) == len(squares) == 34
    assert set(squares) == {f["properties"]["iso"] for f in shapes["features"]}
    corners = {tuple(map(tuple, square)) for square in squares.values()}
    assert len(corners) == 34
    assert {plane_area(square) for square in squares.values()} == {-(projection.TILE**2)}


def test_squares_bear_their_code_and_label_in_the_middle(tiles: dict[str, Any]) -> None:
    for feature in tiles["features"]:
        (left, top), (right, _), (_, bottom) = rings(feature)[0][:3]
        properties = feature["properties"]
        assert properties["code"] == properties["iso"].removeprefix("CN-")
        assert properties["label"] == [(left + right) / 2, (top + bottom) / 2]


def test_squares_lie_roughly_as_the_provinces_do(
    tiles: dict[str, Any], drawn: dict[str, Any]
) -> None:
    places = {f["properties"]["iso"]: f["properties"]["label"] for f in drawn["features"]}
    squares = {f["properties"]["iso"]: f["properties"]["label"] for f in tiles["features"]}
    for west, east in (("CN-XJ", "CN-BJ"), ("CN-XZ", "CN-SH"), ("CN-SC", "CN-ZJ")):
        assert squares[west][0] < squares[east][0]
        assert places[west][0] < places[east][0]
    for south, north in (("CN-HI", "CN-GD"), ("CN-GD", "CN-BJ"), ("CN-YN", "CN-HL")):
        assert squares[south][1] < squares[north][1]
        assert places[south][1] < places[north][1]


# ---- what is refused ----

POINTLESS = {"type": "Polygon", "coordinates": []}


@pytest.mark.parametrize(
    ("shapes", "fault"),
    [
        (b"", "the shapes are not a GeoJSON file of areas"),
        (b"\x89PNG\r\n", "the shapes are not a GeoJSON file of areas"),
        (b"[1, 2]", "the shapes are not a GeoJSON file of areas"),
        (b"{}", "the shapes lack 'features'; geodata/README.md says what they hold"),
        (
            area(POINTLESS, label_lon=None),
            "the shapes lack 'label_lon'; geodata/README.md says what they hold",
        ),
    ],
)
def test_wrong_shapes_are_refused_in_words(shapes: bytes, fault: str) -> None:
    with pytest.raises(Unreadable) as refused:
        projection.drawing(shapes)
    assert str(refused.value) == fault


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x89PNG", b"[]"])
def test_drawing_of_unknown_origin(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "drawing.json"
    if content is not None:
        file.write_bytes(content)
    assert projection.made_from(file) is None
