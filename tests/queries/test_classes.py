"""Tests the classes of a map: their limits, their names, and which a value falls in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.queries import classes


@pytest.mark.parametrize(
    ("value", "expected"), [(-1, 0), (0, 0), (19.99, 0), (20, 1), (39, 1), (40, 2), (1e9, 2)]
)
def test_a_limit_opens_the_class_above_it(value: float, expected: int) -> None:
    assert classes.class_of(value, (20, 40)) == expected


def test_without_limits_there_is_one_class() -> None:
    assert classes.class_of(0, ()) == classes.class_of(1e9, ()) == 0
    assert classes.class_names(()) == ["any figure"]


@pytest.mark.parametrize(
    ("limits", "names"),
    [
        ((15, 30, 60), ["under 15", "15 to 30", "30 to 60", "60 and more"]),
        ((0.4,), ["under 0.4", "0.4 and more"]),
        ((10_000, 50_000), ["under 10,000", "10,000 to 50,000", "50,000 and more"]),
    ],
)
def test_class_names(limits: tuple[float, ...], names: list[str]) -> None:
    assert classes.class_names(limits) == names


def test_declared_limits_stand() -> None:
    assert classes.class_limits("0.4;0.8;1", [5, 7]) == (0.4, 0.8, 1)


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([], ()),
        ([7], ()),
        ([7, 7, 7], ()),
        ([0, 0], ()),
        ([0, 10], (2, 4, 6, 8, 10)),
        ([0, 0.3], (0.1, 0.2, 0.3)),
        ([3, 98], (20, 40, 60, 80)),
        ([1200, 412_000], (100_000, 200_000, 300_000, 400_000)),
        ([-5, 5], (-4, -2, 0, 2, 4)),
    ],
)
def test_round_limits(values: list[float], limits: tuple[float, ...]) -> None:
    assert classes.class_limits("", values) == limits


@given(st.lists(st.floats(min_value=0, max_value=1e7), min_size=1, max_size=40))
def test_made_limits_are_round_rise_and_leave_no_end_class_empty(values: list[float]) -> None:
    values = [round(value, 3) for value in values]
    limits = classes.class_limits("", values)
    assert len(limits) <= 5
    assert all(low < high for low, high in pairwise(limits))
    step = float(f"{min((high - low for low, high in pairwise(limits)), default=0.0):.2g}")
    assert not step or f"{step:.1e}"[:3] in ("1.0", "2.0", "2.5", "5.0")
    for limit in limits if step else ():  # round as seen from one class to the next
        assert limit / step == pytest.approx(round(limit / step), abs=1e-3), f"{limit}"
    for limit in limits:
        digits = f"{abs(limit):.9e}".split("e")[0].rstrip("0").replace(".", "")
        far_apart = max(values) - min(values) > abs(limit) / 10
        assert len(digits) <= 4 or not far_apart, f"{limit} is not round"
    if len(set(values)) > 1:
        assert limits
        found = {classes.class_of(value, limits) for value in values}
        assert {0, len(limits)} <= found
