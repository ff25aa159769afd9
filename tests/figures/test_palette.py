"""Tests the colours of classes, also as readers with a colour deficit see them."""

import math
import re
import tomllib
from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from support.views import ROOT

from commitments.domain.model import State, Theme
from commitments.domain.results import AnswerKind
from commitments.figures import palette

Colour = tuple[float, float, float]
THEMES = [None, *Theme]

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

# Without any colour, as a photocopy shows it, only the luminance is left.
GREY = "grey"
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
    GREY: ((0.2126, 0.7152, 0.0722),) * 3,
}
# IEC 61966-2-1 (sRGB), white D65
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE_POINT = (0.9505, 1.0, 1.089)

THEMES_APART = 15  # CIELAB distance: plainly two colours, as dots on white
THEMES_APART_IN_GREY = 7  # five steps of lightness, of which none may be too pale to be seen
CLASSES_APART = 6  # two fields side by side; 2.3 is just noticeable
READABLE = 4.5  # contrast of small text, WCAG 2.2 level AA
VISIBLE = 3.0  # contrast of a mark on its ground, WCAG 2.2 level AA


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


def as_on_paper(colour: str) -> str:
    return colour


# A screen is light or dark; paper is light. What is tested is how a colour of paper looks there.
SCREENS = {"light": as_on_paper, "dark": palette.on_dark}
INK_ON = {"light": palette.ink_on, "dark": palette.ink_on_dark}
Shown = Callable[[str], str]


@pytest.fixture(params=SCREENS)
def shown(request: pytest.FixtureRequest) -> Shown:
    return SCREENS[request.param]


@pytest.mark.parametrize("vision", VISION)
def test_theme_colours_are_told_apart(vision: str, shown: Shown) -> None:
    measured = {
        f"{one} and {other}": round(distance(shown(a), shown(b), vision), 1)
        for (one, a), (other, b) in combinations(palette.THEME_COLOUR.items(), 2)
    }
    apart = THEMES_APART_IN_GREY if vision == GREY else THEMES_APART
    assert min(measured.values()) >= apart, f"{vision}: {measured}"


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
def test_neighbouring_classes_are_told_apart(
    theme: Theme | None, vision: str, shown: Shown
) -> None:
    measured = {
        classes: [round(distance(a, b, vision), 1) for a, b in pairwise(map(shown, colours))]
        for classes in range(2, 7)
        for colours in [palette.class_colours(theme, classes)]
    }
    nearest = min(min(distances) for distances in measured.values())
    assert nearest >= CLASSES_APART, f"{vision}, {theme}: {measured}"


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("empty", [palette.NOTHING_FILL, palette.WHITE])
def test_no_class_is_taken_for_an_empty_area(
    theme: Theme | None, vision: str, empty: str, shown: Shown
) -> None:
    measured = {
        colour: round(distance(shown(colour), shown(empty), vision), 1)
        for classes in range(1, 7)
        for colour in palette.class_colours(theme, classes)
    }
    assert min(measured.values()) >= CLASSES_APART, f"{vision}, {theme}, {empty}: {measured}"


DUE: tuple[AnswerKind, ...] = (
    AnswerKind.NO_RESULT, AnswerKind.DIFFER, AnswerKind.MISSED, AnswerKind.REACHED,
)  # fmt: skip


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
def test_answers_of_a_due_year_are_told_apart(
    theme: Theme | None, vision: str, shown: Shown
) -> None:
    fills = (*palette.answer_colours(theme, DUE), palette.NOTHING_FILL)
    measured = {
        (one, other): round(distance(shown(one), shown(other), vision), 1)
        for one, other in combinations(fills, 2)
    }
    assert min(measured.values()) >= CLASSES_APART, f"{vision}, {theme}: {measured}"


def test_what_cannot_be_compared_is_hatched_and_what_is_ahead_pale() -> None:
    kinds = (AnswerKind.NOT_COMPARABLE, AnswerKind.AHEAD)
    ahead = palette.class_colours(Theme.AIR, 6)[0]
    assert palette.answer_colours(Theme.AIR, kinds) == ("url(#apart)", ahead)
    assert "url(#apart)" not in palette.STATE_FILL.values()


@pytest.mark.parametrize("theme", THEMES)
def test_classes_go_from_light_to_dark_on_every_screen(theme: Theme | None, shown: Shown) -> None:
    lightness = [lab(rgb(shown(colour)))[0] for colour in palette.class_colours(theme, 6)]
    assert lightness == sorted(lightness, reverse=True), "darker is a higher figure"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("theme", THEMES)
def test_labels_read_on_every_class(theme: Theme | None, screen: str) -> None:
    answers = palette.answer_colours(theme, DUE)
    fills = (*palette.class_colours(theme, 6), palette.UNCLASSED_FILL, *answers)
    measured = {
        fill: round(contrast(INK_ON[screen](fill), SCREENS[screen](fill)), 2) for fill in fills
    }
    assert min(measured.values()) >= READABLE, measured


@pytest.mark.parametrize("screen", SCREENS)
def test_ink_on_a_pattern_is_that_of_the_page(screen: str) -> None:
    on_words = INK_ON[screen](palette.STATE_FILL[State.WORDS])
    assert on_words == SCREENS[screen](palette.INK)
    assert contrast(on_words, SCREENS[screen](palette.HATCH_GROUND)) >= READABLE


@pytest.mark.parametrize("ink", [palette.INK, palette.QUIET_INK, palette.NATIONAL_LINE])
@pytest.mark.parametrize("ground", [palette.WHITE, *palette.STAGE_FILLS])
def test_inks_read_on_the_grounds_of_a_page(ink: str, ground: str, shown: Shown) -> None:
    assert contrast(shown(ink), shown(ground)) >= READABLE


@pytest.mark.parametrize("name", ["ink", "soft", "quiet", "link", "nation"])
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_named_inks_read_on_the_named_grounds(name: str, ground: str) -> None:
    for ink, under in zip(palette.NAMED[name], palette.NAMED[ground], strict=True):
        assert contrast(ink, under) >= READABLE, (ink, under)


@pytest.mark.parametrize("theme", THEMES)
def test_theme_colours_show_on_the_ground(theme: Theme | None, shown: Shown) -> None:
    measured = contrast(shown(palette.theme_colour(theme)), shown(palette.WHITE))
    assert measured >= VISIBLE, f"{theme}: {measured:.2f}"


# ---- both forms of a colour ----


def test_a_screen_is_given_both_forms_of_a_colour() -> None:
    assert palette.on_screen(palette.WHITE) == "light-dark(#ffffff, #16191c)"
    assert palette.on_screen(f"{palette.WHITE}88") == "light-dark(#ffffff88, #16191c88)"
    assert palette.on_screen("url(#words)") == "url(#words)"


def test_a_colour_without_a_form_for_dark_screens_is_refused() -> None:
    with pytest.raises(KeyError):
        palette.on_screen("#123456")


def test_the_stylesheet_is_that_of_the_palette() -> None:
    kept = (ROOT / "static" / "atlas-colours.css").read_text(encoding="utf-8")
    assert kept == palette.stylesheet(), "run `make colours`"


@pytest.mark.parametrize("file", ["atlas.css", "atlas-map.css", "atlas-matrix.css", "atlas-map.js"])
def test_stylesheets_and_drawings_take_their_colours_from_the_palette(file: str) -> None:
    text = (ROOT / "static" / file).read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{};]*\{)", text)
    assert set(re.findall(r"light-dark\([^)]*\)", text)) == set()


def test_streamlit_is_given_the_colours_of_the_palette() -> None:
    themes = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    told = {
        "backgroundColor": "ground",
        "secondaryBackgroundColor": "raised",
        "textColor": "ink",
        "linkColor": "link",
        "primaryColor": "link",
        "borderColor": "rule",
    }
    for at, screen in enumerate(SCREENS):
        assert themes["theme"][screen] == {
            key: palette.NAMED[name][at] for key, name in told.items()
        }
