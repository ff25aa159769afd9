"""Tests the thumbnails and neighbours in geodata/ and the script that makes them."""

import importlib.util
import json
import re
from itertools import combinations

import pytest
import shapely

from commitments import ROOT
from commitments.atlas import boundaries, projection
from commitments.domain.model import Unreadable

GEODATA = ROOT / "geodata"
SHAPES = (GEODATA / "provinces.geojson").read_bytes()
MADE = json.loads((GEODATA / "outlines.json").read_text(encoding="utf-8"))
MOST_BYTES = 12_000  # every comparison carries the outlines of all 34


@pytest.fixture(scope="module")
def make_outlines():
    """Load the script, which is no part of any package."""
    spec = importlib.util.spec_from_file_location("make_outlines", GEODATA / "make_outlines.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_file_is_what_the_script_makes(make_outlines):
    again = json.loads(make_outlines.made(SHAPES))
    assert again["made_from"] == MADE["made_from"] == projection.fingerprint(SHAPES)
    assert {name: one["neighbours"] for name, one in again["provinces"].items()} == {
        name: one["neighbours"] for name, one in MADE["provinces"].items()
    }


def test_neighbours_are_those_whose_shapes_share_a_line():
    shapes = {
        one["properties"]["name"]: shapely.from_geojson(json.dumps(one["geometry"]))
        for one in json.loads(SHAPES)["features"]
    }
    shared = {
        frozenset(pair)
        for pair in combinations(shapes, 2)
        if shapely.relate(shapes[pair[0]], shapes[pair[1]])[4] == "1"  # boundaries meet in a line
    }
    stated = {
        frozenset((name, other))
        for name, one in MADE["provinces"].items()
        for other in one["neighbours"]
    }
    assert stated == shared


def test_neighbours_are_mutual():
    for name, one in MADE["provinces"].items():
        for other in one["neighbours"]:
            assert name in MADE["provinces"][other]["neighbours"]


def test_a_common_corner_is_no_border(make_outlines):
    corners = {
        "A": shapely.box(0, 0, 1, 1), "B": shapely.box(1, 1, 2, 2), "C": shapely.box(1, 0, 2, 1),
    }  # fmt: skip
    assert make_outlines.neighbours(corners) == {"A": ["C"], "B": ["C"], "C": ["A", "B"]}


def test_every_outline_is_a_path_on_the_thumbnail_and_light():
    for one in MADE["provinces"].values():
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]*z)+", one["outline"])
        assert 0 <= one["middle"][0] <= MADE["width"]
        assert 0 <= one["middle"][1] <= MADE["height"]
    assert len(MADE["provinces"]) == 34
    assert (GEODATA / "outlines.json").stat().st_size < MOST_BYTES


def test_a_hole_is_wound_against_its_ring(make_outlines):
    ring = shapely.box(0, 0, 10, 10) - shapely.box(4, 4, 6, 6)
    outer, inner = re.findall(r"M[^z]+z", make_outlines.path(shapely.MultiPolygon([ring])))
    assert outer != inner
    assert len({_clockwise(outer), _clockwise(inner)}) == 2


def _clockwise(path):
    numbers = [int(number) for number in re.findall(r"-?\d+", path)]
    steps = list(zip(numbers[::2], numbers[1::2], strict=True))
    points = [steps[0]]
    for x, y in steps[1:]:
        points.append((points[-1][0] + x, points[-1][1] + y))
    return not shapely.LinearRing(points).is_ccw


def test_outlines_of_other_shapes_are_refused(monkeypatch, tmp_path):
    other = tmp_path / "other.geojson"
    other.write_text('{"features": []}', encoding="utf-8")
    monkeypatch.setenv(boundaries.SHAPES_SETTING, str(other))
    with pytest.raises(Unreadable, match=r"outlines\.json was not made from other\.geojson"):
        boundaries.require_outlines()


def test_missing_outlines_name_the_script(monkeypatch, tmp_path):
    monkeypatch.setattr(boundaries, "OUTLINES", tmp_path / "outlines.json")
    with pytest.raises(Unreadable, match=r"python geodata/make_outlines\.py makes it"):
        boundaries.outlines()
