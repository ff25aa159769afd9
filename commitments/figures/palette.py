"""Colours of themes, classes and states.

Every colour has two forms: the one of paper and of light screens, by which it is known everywhere,
and the one of dark screens. A screen gets both at once, and the browser takes the one that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commitments.domain.model import State, Theme
from commitments.domain.results import AnswerKind

INK: Final = "#23282d"
QUIET_INK: Final = "#666c72"
RULE: Final = "#e3e2dd"
WHITE: Final = "#ffffff"
NOTHING_FILL: Final = "#edecea"
FOUND_TINT: Final = "#fdf0c4"
NATIONAL_LINE: Final = "#a63a32"
STAGE_FILLS: Final = ("#f6f5f2", "#fbfaf8")  # of the bands of a timeline, in turn

# One hue per theme, in five steps of lightness; told apart by readers with any of the three colour
# deficits (CIELAB distance 15 or more) and without any colour (7 or more), and 3:1 or better
# against white.
THEME_COLOUR: Final = {
    Theme.AIR: "#85407a",
    Theme.WATER: "#1f70b4",
    Theme.CARBON: "#b3711f",
    Theme.ECOLOGY: "#205126",
    Theme.OVERALL: "#8b959f",
}
# Light to dark; each step, and the lightest from "nothing found", is told apart by the same readers
# (distance 6 or more), and either white or INK reads on it with 4.5:1.
_RAMP: Final = {
    Theme.AIR: ("#eed2e5", "#deb7ce", "#d898bf", "#c47cac", "#9f5588", "#752e63"),
    Theme.WATER: ("#c5ddef", "#a6c6e2", "#77b1dd", "#5399ce", "#2f73a9", "#004c81"),
    Theme.CARBON: ("#e8d8bf", "#e4bc86", "#dba04f", "#c88529", "#a05f11", "#743900"),
    Theme.ECOLOGY: ("#cbe1bd", "#b0ca9b", "#8ab774", "#69a15c", "#3f7b44", "#0c542a"),
    Theme.OVERALL: ("#d2dbe2", "#bbc3c9", "#a2adb5", "#8a959f", "#64707a", "#3f4a54"),
}
SLATE: Final = "#616d77"  # of what speaks of all themes together
_STEPS: Final = {
    1: (3,),
    2: (1, 4),
    3: (0, 2, 4),
    4: (0, 2, 3, 5),
    5: (0, 1, 2, 4, 5),
    6: (0, 1, 2, 3, 4, 5),
}
UNCLASSED_FILL: Final = "#d6d4cf"  # a figure that cannot be put in a class
STATE_FILL: Final = {
    State.WORDS: "url(#words)",
    State.NOTHING: NOTHING_FILL,
    State.NO_DOCUMENT: WHITE,
    State.OUTSIDE: "url(#outside)",
}
OCHRE: Final = "#d9a441"  # of what was promised and not reached
DIFFERING_FILL: Final = "#8e9398"  # reports differ: neither of the two answers
INCOMPARABLE_FILL: Final = "url(#apart)"
# Grounds and inks of the hatches, as atlas-map.js draws them.
HATCH_GROUND: Final = "#f7f6f3"
OUTSIDE_GROUND: Final = "#fbfbfa"
OUTSIDE_INK: Final = "#c9c9c6"
APART_INK: Final = QUIET_INK  # slants the other way than words alone
LEADER_INK: Final = "#6b7075"
LAND: Final = "#dcdedd"  # of the small maps on top of a comparison
STATE_LINE: Final = {State.NO_DOCUMENT: "#a9aca8", State.OUTSIDE: "#d5d5d1"}

# On dark screens classes still go from light to dark, so that "darker is a higher figure" stays
# true; all of them are lighter than the ground, as all are darker than white paper.
_DARK_GROUND: Final = "#16191c"
_DARK_THEME_COLOUR: Final = {
    Theme.AIR: "#a25f97",
    Theme.WATER: "#4ba6dc",
    Theme.CARBON: "#f6c877",
    Theme.ECOLOGY: "#629564",
    Theme.OVERALL: "#b3babe",
}
_DARK_RAMP: Final = {
    Theme.AIR: ("#f1b5d9", "#da9fc2", "#c987b2", "#b06f9a", "#955381", "#753663"),
    Theme.WATER: ("#99ccf5", "#83b6de", "#65a1d1", "#4b89b8", "#336d9e", "#00507f"),
    Theme.CARBON: ("#f6bc71", "#dea65d", "#ce8e3c", "#b37725", "#975b18", "#743f00"),
    Theme.ECOLOGY: ("#a9d293", "#93bc7e", "#75a869", "#5e9052", "#3f7543", "#215728"),
    Theme.OVERALL: ("#bcc8d1", "#a7b2bb", "#919da7", "#7a858f", "#5e6b75", "#424e58"),
}
# The colours that stylesheets know by name, as on paper and as on dark screens.
NAMED: Final = {
    "ink": (INK, "#e6e4df"),
    "soft": ("#444a50", "#c9c8c4"),  # between ink and quiet
    "quiet": ("#5f656b", "#a9afb5"),
    "rule": (RULE, "#343a40"),
    "edge": ("#b9bbb8", "#565c62"),  # of boxes, bars and axes
    "ground": (WHITE, _DARK_GROUND),
    "raised": ("#f6f5f2", "#1f2327"),  # what lies on the ground, and what the pointer is on
    "link": ("#2c5f7c", "#7db3d3"),
    "caution": ("#d9a441", "#d9a441"),
    "nation": (NATIONAL_LINE, "#f08b80"),
    "faint": ("#868b90", "#757b81"),  # of marks that say that nothing is there
    **{str(theme): (THEME_COLOUR[theme], _DARK_THEME_COLOUR[theme]) for theme in Theme},
}
_DARK_OF: Final = {
    **dict(NAMED.values()),
    **{
        light: dark
        for theme in Theme
        for light, dark in zip(_RAMP[theme], _DARK_RAMP[theme], strict=True)
    },
    QUIET_INK: "#a2a8ae",
    SLATE: "#8796a3",
    DIFFERING_FILL: "#868c92",
    NOTHING_FILL: "#2b3035",
    STAGE_FILLS[0]: "#1f2327",
    STAGE_FILLS[1]: "#1a1d21",
    UNCLASSED_FILL: "#6b7075",
    HATCH_GROUND: "#22262a",
    OUTSIDE_GROUND: "#1a1d20",
    OUTSIDE_INK: "#4a5056",
    LEADER_INK: "#9aa0a6",
    LAND: "#2e3338",
    STATE_LINE[State.NO_DOCUMENT]: "#757b81",
    STATE_LINE[State.OUTSIDE]: "#3d4348",
}
_DARK_INK_ON_FILLS: Final = "#101316"  # on the lighter classes of dark screens
_DARK: Final = 0.22  # relative luminance at which white and INK read equally well on a fill
_DARK_ON_SCREENS: Final = 0.19  # the same for the ink of dark screens


def theme_colour(theme: Theme | None) -> str:
    """Return a theme's main colour; all themes together are drawn in slate."""
    return THEME_COLOUR[theme] if theme else SLATE


def class_colours(theme: Theme | None, classes: int) -> tuple[str, ...]:
    """Return the colours of up to six classes, light to dark; none where there is no class."""
    ramp = _RAMP[theme or Theme.OVERALL]
    return tuple(ramp[step] for step in _STEPS[classes]) if classes else ()


def answer_colours(theme: Theme | None, answers: Sequence[AnswerKind]) -> tuple[str, ...]:
    """Return the fill of each answer, told apart by lightness or by hatching as well as by hue."""
    ramp = _RAMP[theme or Theme.OVERALL]
    fills = {
        AnswerKind.UNDATED: UNCLASSED_FILL,
        AnswerKind.AHEAD: ramp[0],
        AnswerKind.NO_RESULT: UNCLASSED_FILL,
        AnswerKind.DIFFER: DIFFERING_FILL,
        AnswerKind.NOT_COMPARABLE: INCOMPARABLE_FILL,
        AnswerKind.MISSED: OCHRE,
        AnswerKind.REACHED: ramp[-1],
    }
    return tuple(fills[kind] for kind in answers)


def mixed(colour: str, share: float, ground: str = WHITE) -> str:
    """Return a colour laid over a ground with some opacity, as one flat colour."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def ink_on(fill: str) -> str:
    """Return the ink that can be read on a fill: white on dark classes."""
    if not fill.startswith("#"):
        return INK
    return WHITE if _luminance(fill) < _DARK else INK


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def on_dark(colour: str) -> str:
    """Return the form that a colour of paper has on dark screens."""
    return _DARK_OF[colour]


def ink_on_dark(fill: str) -> str:
    """Return the ink that can be read on a fill of paper in its form for dark screens."""
    if not fill.startswith("#"):
        return on_dark(INK)
    return WHITE if _luminance(on_dark(fill)) < _DARK_ON_SCREENS else _DARK_INK_ON_FILLS


def on_screen(colour: str) -> str:
    """Return a colour of paper in both its forms, as a stylesheet writes them.

    A translucent one keeps its opacity; what is no colour, such as a pattern, stays as it is.
    """
    if not colour.startswith("#"):
        return colour
    solid, opacity = colour[:7], colour[7:]
    return f"light-dark({solid}{opacity}, {on_dark(solid)}{opacity})"


def ink_on_screen(fill: str) -> str:
    """Return the ink that can be read on a fill of paper, in both forms."""
    return f"light-dark({ink_on(fill)}, {ink_on_dark(fill)})"


def stylesheet() -> str:
    """Write the named colours as the stylesheet that every other one reads them from."""
    lines = "".join(f"  --{name}: {on_screen(light)};\n" for name, (light, _) in NAMED.items())
    return (
        f"/* Made by `make colours` from commitments/figures/palette.py. */\n:root {{\n{lines}}}\n"
    )
