"""This module tests classes and their colours, also as readers with a colour deficit see them."""

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import palette
from commitments.model import State, Theme

Colour = tuple[float, float, float]
THEMES = [None, *Theme]

# ---- classes ----


@pytest.mark.parametrize(
    ("value", "expected"), [(-1, 0), (0, 0), (19.99, 0), (20, 1), (39, 1), (40, 2), (1e9, 2)]
)
def test_a_limit_opens_the_class_above_it(value: float, expected: int) -> None:
    assert palette.class_of(value, (20, 40)) == expected


def test_without_limits_there_is_one_class() -> None:
    assert palette.class_of(0, ()) == palette.class_of(1e9, ()) == 0
    assert palette.class_names(()) == ["any figure"]


@pytest.mark.parametrize(
    ("limits", "names"),
    [
        ((15, 30, 60), ["under 15", "15 to 30", "30 to 60", "60 and more"]),
        ((0.4,), ["under 0.4", "0.4 and more"]),
        ((10_000, 50_000), ["under 10,000", "10,000 to 50,000", "50,000 and more"]),
    ],
)
def test_class_names(limits: tuple[float, ...], names: list[str]) -> None:
    assert palette.class_names(limits) == names


def test_declared_limits_stand() -> None:
    assert palette.class_limits("0.4;0.8;1", [5, 7]) == (0.4, 0.8, 1)


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
    assert palette.class_limits("", values) == limits


@given(st.lists(st.floats(min_value=0, max_value=1e7), min_size=1, max_size=40))
def test_made_limits_are_round_rise_and_leave_no_end_class_empty(values: list[float]) -> None:
    values = [round(value, 3) for value in values]
    limits = palette.class_limits("", values)
    assert len(limits) <= 5
    assert all(low < high for low, high in pairwise(limits))
    step = min((high - low for low, high in pairwise(limits)), default=1.0)
    for limit in limits:  # round as seen from one class to the next
        assert limit / step == pytest.approx(round(limit / step), abs=1e-6), f"{limit}"
    assert f"{step:.3e}"[0] in "125"
    if len(set(values)) > 1:
        assert limits
        classes = {palette.class_of(value, limits) for value in values}
        assert {0, len(limits)} <= classes


# ---- ramps ----


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("classes", range(1, 7))
def test_a_ramp_has_a_colour_for_each_class_from_light_to_dark(
    theme: Theme | None, classes: int
) -> None:
    colours = palette.class_colours(theme, classes)
    assert len(colours) == len(set(colours)) == classes
    lightness = [lab(rgb(colour))[0] for colour in colours]
    assert lightness == sorted(lightness, reverse=True)


def test_every_theme_has_a_colour_of_its_own() -> None:
    assert set(palette.THEME_COLOUR) == set(Theme)
    assert len(set(palette.THEME_COLOUR.values())) == len(Theme)
    assert palette.theme_colour(None) not in palette.THEME_COLOUR.values()


def test_every_state_but_a_figure_has_its_own_fill() -> None:
    assert set(palette.STATE_FILL) == set(State) - {State.FIGURE}
    assert len(set(palette.STATE_FILL.values())) == 4


def test_no_state_has_the_colour_of_a_class() -> None:
    classes = {colour for theme in THEMES for colour in palette.class_colours(theme, 6)}
    assert classes.isdisjoint(palette.STATE_FILL.values())


# ---- what a reader can read and tell apart ----

# For readers who lack the long, middle or short cones: G. M. Machado, M. M. Oliveira,
# L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 15(6), 2009, table 1, severity 1.0; they act on linear RGB.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# IEC 61966-2-1 (sRGB), white D65
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE_POINT = (0.9505, 1.0, 1.089)

THEMES_APART = 15  # CIELAB distance: plainly two colours, as dots on white
CLASSES_APART = 6  # two fields side by side; 2.3 is just noticeable
READABLE = 4.5  # contrast of small text, WCAG 2.2 level AA
VISIBLE = 3.0  # contrast of a mark on white, WCAG 2.2 level AA


def rgb(colour: str) -> Colour:
    """Return linear RGB, each from 0 to 1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return red, green, blue


def turned(matrix: tuple[Colour, ...], vector: Colour) -> Colour:
    x, y, z = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def seen(colour: str, vision: str) -> Colour:
    """Return a colour's linear RGB as it looks to a reader."""
    red, green, blue = (min(max(c, 0.0), 1.0) for c in turned(VISION[vision], rgb(colour)))
    return red, green, blue


def lab(linear: Colour) -> Colour:
    """Return CIELAB coordinates of linear RGB."""
    x, y, z = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29
        for t in (a / b for a, b in zip(turned(TO_XYZ, linear), WHITE_POINT, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, vision: str) -> float:
    """Return the CIELAB distance (1976) of two colours as a reader sees them."""
    return math.dist(lab(seen(one, vision)), lab(seen(other, vision)))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG reckons it."""
    dark, light = sorted(
        sum(w * c for w, c in zip(TO_XYZ[1], rgb(x), strict=True)) for x in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def test_measures_agree_with_known_values() -> None:
    assert lab(rgb("#ffffff")) == pytest.approx((100, 0, 0), abs=0.02)
    assert lab(rgb("#ff0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert distance("#ff0000", "#00ff00", "usual") == pytest.approx(170.6, abs=0.2)
    assert distance("#d00000", "#6b6b00", "deutan") < distance("#d00000", "#6b6b00", "usual") / 3


@pytest.mark.parametrize("vision", VISION)
def test_theme_colours_are_told_apart(vision: str) -> None:
    measured = {
        f"{one} and {other}": round(distance(a, b, vision), 1)
        for (one, a), (other, b) in combinations(palette.THEME_COLOUR.items(), 2)
    }
    assert min(measured.values()) >= THEMES_APART, f"{vision}: {measured}"


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
def test_neighbouring_classes_are_told_apart(theme: Theme | None, vision: str) -> None:
    measured = {
        classes: [round(distance(a, b, vision), 1) for a, b in pairwise(colours)]
        for classes in range(2, 7)
        for colours in [palette.class_colours(theme, classes)]
    }
    nearest = min(min(distances) for distances in measured.values())
    assert nearest >= CLASSES_APART, f"{vision}, {theme}: {measured}"


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("empty", [palette.NOTHING_FILL, palette.WHITE])
def test_lowest_class_is_not_taken_for_an_empty_area(
    theme: Theme | None, vision: str, empty: str
) -> None:
    measured = {
        classes: round(distance(palette.class_colours(theme, classes)[0], empty, vision), 1)
        for classes in range(1, 7)
    }
    assert min(measured.values()) >= CLASSES_APART, f"{vision}, {theme}, {empty}: {measured}"


@pytest.mark.parametrize("theme", THEMES)
def test_labels_read_on_every_class(theme: Theme | None) -> None:
    measured = {
        fill: round(contrast(palette.ink_on(fill), fill), 2)
        for fill in palette.class_colours(theme, 6)
    }
    assert min(measured.values()) >= READABLE, measured


def test_ink_on_a_pattern_is_dark() -> None:
    assert palette.ink_on(palette.STATE_FILL[State.WORDS]) == palette.INK


@pytest.mark.parametrize("ink", [palette.INK, palette.QUIET_INK, palette.NATIONAL_LINE])
def test_inks_read_on_white(ink: str) -> None:
    assert contrast(ink, palette.WHITE) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
def test_theme_colours_show_on_white(theme: Theme | None) -> None:
    measured = contrast(palette.theme_colour(theme), palette.WHITE)
    assert measured >= VISIBLE, f"{theme}: {measured:.2f}"
