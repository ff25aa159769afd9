"""Round numbers of a scale: its steps, and where it ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)  # what a scale is cut into, times a power of ten
CUTS: Final = 4  # a scale ends at the next of about this many round steps
ALMOST: Final = 1 - 1e-9  # so that 0.3 is not more than three times 0.1


def step(rough: float, least: float = 1.0) -> float:
    """Return the next round step at or above a rough one, or above that share of it."""
    size = 10.0 ** math.floor(math.log10(rough))
    return next(nice * size for nice in STEPS if nice * size >= rough * least)


def end(values: Sequence[float], bound: float = math.inf) -> float:
    """Return the round number at which a scale from 0 ends: it holds the values, within a bound."""
    top = max([*values, 0.0]) or 1.0
    cut = step(top / CUTS, ALMOST)
    return min(round(math.ceil(top / cut * ALMOST) * cut, 9), max(bound, top))
