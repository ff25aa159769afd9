"""Tests the arranging of labels on two made-up islands."""

import pytest
import shapely

from commitments.prints.label_positions import Line, Wanted, boxed, extent
from commitments.prints.labels import placed
from commitments.prints.sizes import Box

EM = 10.0
FRAME = Box(0, 0, 400, 300)
LAND = {"Large": shapely.box(20, 20, 160, 160), "Small": shapely.box(160, 20, 170, 30)}


def wanted(name, *, inside, outside=None):
    shape = LAND[name]
    lines = tuple((Line(text, EM, 400),) for text in inside)
    away = Line(outside, EM, 400) if outside else None
    return Wanted(name, shape, (shape.centroid.x, shape.centroid.y), lines, away)


def arranged(*labels, blocked=()):
    return {spot.name: spot for spot in placed(labels, LAND, FRAME, blocked, EM)}


def test_a_label_that_fits_stands_inside_without_a_line():
    spot = arranged(wanted("Large", inside=["≥ 45.8"]))["Large"]
    assert spot.leader is None
    assert LAND["Large"].contains(boxed(spot.lines, spot.x, spot.y, 0))


def test_a_label_that_does_not_fit_stands_at_sea_tied_by_a_line():
    spot = arranged(wanted("Small", inside=["≥ 45.8"], outside="Small ≥ 45.8"))["Small"]
    box = boxed(spot.lines, spot.x, spot.y, 0)
    assert not any(box.intersects(shape) for shape in LAND.values())
    assert LAND["Small"].distance(shapely.Point(spot.leader[0])) == pytest.approx(0)


def test_two_labels_never_overlap():
    found = arranged(
        wanted("Large", inside=["a figure far too long for its island"], outside="Large ≥ 1"),
        wanted("Small", inside=["≥ 45.8"], outside="Small ≥ 45.8"),
    )
    one, other = (boxed(spot.lines, spot.x, spot.y, 0) for spot in found.values())
    assert not one.intersects(other)
    assert not shapely.LineString(found["Large"].leader).intersects(
        shapely.LineString(found["Small"].leader)
    )


def test_a_label_keeps_off_what_is_blocked():
    legend = Box(170, 0, 400, 300)
    spot = arranged(
        wanted("Small", inside=["≥ 45.8"], outside="Small ≥ 45.8"), blocked=[legend]
    ).get("Small")
    assert spot is None or spot.x + extent(spot.lines)[0] / 2 <= legend.left


def test_a_point_is_labelled_beside_it():
    spot = placed(
        [Wanted("Town", None, (60, 60), (), Line("Town 22", EM, 400))], LAND, FRAME, [], EM
    )[0]
    assert spot.y == pytest.approx(60)
    assert spot.x - extent(spot.lines)[0] / 2 > 60
