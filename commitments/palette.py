"""This module holds the colours of themes, classes and states, and the limits between classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from commitments.language import say
from commitments.model import State, Theme
from commitments.wording import number

INK: Final = "#23282d"
QUIET_INK: Final = "#666c72"
RULE: Final = "#e3e2dd"
WHITE: Final = "#ffffff"
NOTHING_FILL: Final = "#edecea"
FOUND_TINT: Final = "#fdf0c4"
NATIONAL_LINE: Final = "#a63a32"
STAGE_FILLS: Final = ("#f6f5f2", "#fbfaf8")  # of the bands of a timeline, in turn

# One hue per theme; told apart by readers with any of the three colour deficits (CIELAB distance
# 16 or more, measured), and 3:1 or better against white, but for the lightest classes.
THEME_COLOUR: Final = {
    Theme.AIR: "#8f3f78",
    Theme.WATER: "#3d95d6",
    Theme.CARBON: "#c77f1e",
    Theme.ECOLOGY: "#2c6a3a",
    Theme.OVERALL: "#8b9299",
}
# Light to dark; each step, and the lightest from "nothing found", is told apart by the same readers
# (distance 6 or more), and either white or INK reads on it with 4.5:1.
_RAMP: Final = {
    Theme.AIR: ("#f2daea", "#e2c0d4", "#ce97b8", "#b97ba4", "#864873", "#5f2350"),
    Theme.WATER: ("#e3eff8", "#b9d5ed", "#8cbce2", "#629ac8", "#3d71a0", "#124a7a"),
    Theme.CARBON: ("#faecd6", "#f2cd9e", "#e5ae68", "#c98c3f", "#a16627", "#7a430f"),
    Theme.ECOLOGY: ("#dbeecf", "#c1d8ae", "#9ac186", "#71a165", "#477a4a", "#1d5530"),
    Theme.OVERALL: ("#d9e2e9", "#c5cdd3", "#aeb9c1", "#8b96a0", "#616d77", "#3b4650"),
}
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
# Grounds and inks of the two hatches, as atlas-map.js draws them.
HATCH_GROUND: Final = "#f7f6f3"
OUTSIDE_GROUND: Final = "#fbfbfa"
OUTSIDE_INK: Final = "#c9c9c6"
LEADER_INK: Final = "#6b7075"
STATE_LINE: Final = {State.NO_DOCUMENT: "#a9aca8", State.OUTSIDE: "#d5d5d1"}
_DARK: Final = 0.22  # relative luminance at which white and INK read equally well on a fill
_NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_WANTED_CLASSES: Final = 5


def theme_colour(theme: Theme | None) -> str:
    """Return a theme's main colour; all themes together are drawn in slate."""
    return THEME_COLOUR[theme] if theme else _RAMP[Theme.OVERALL][4]


def class_colours(theme: Theme | None, classes: int) -> tuple[str, ...]:
    """Return the colours of one to six classes, light to dark."""
    ramp = _RAMP[theme or Theme.OVERALL]
    return tuple(ramp[step] for step in _STEPS[classes])


def class_of(value: float, limits: Sequence[float]) -> int:
    """Return the class a value falls in, counted from 0; a limit opens the class above it."""
    return sum(value >= limit for limit in limits)


def class_names(limits: Sequence[float]) -> list[str]:
    """Name the classes by their limits: `under 15`, `15 to 30`, `60 and more`."""
    if not limits:
        return [say("class.any")]
    middle = [
        say("class.between", low=number(low), high=number(high)) for low, high in pairwise(limits)
    ]
    least, most = number(limits[0]), number(limits[-1])
    return [say("class.under", limit=least), *middle, say("class.over", limit=most)]


def class_limits(declared: str, values: Sequence[float]) -> tuple[float, ...]:
    """Return an indicator's class limits: the codebook's, else round ones over all its figures."""
    if declared:
        return tuple(float(part) for part in declared.split(";"))
    return _round_limits(values)


def _round_limits(values: Sequence[float]) -> tuple[float, ...]:
    """Cut a range at round steps into at most six classes; none where it has no width."""
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    if not math.isfinite(high - low) or high <= low:
        return ()
    rough = (high - low) / _WANTED_CLASSES
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * size for nice in _NICE if nice * size >= rough)
    first = math.floor(low / step) + 1
    cuts = [round(step * k, 10) for k in range(first, first + _WANTED_CLASSES)]
    return tuple(cut for cut in cuts if low < cut <= high)


def mixed(colour: str, share: float, ground: str = WHITE) -> str:
    """Return a colour laid over a ground with some opacity, as one flat colour."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def ink_on(fill: str) -> str:
    """Return the ink that can be read on a fill: white on dark classes."""
    if not fill.startswith("#"):
        return INK
    channels = [int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return WHITE if luminance < _DARK else INK
