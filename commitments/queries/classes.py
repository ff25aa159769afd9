"""Classes of a choropleth: the limits between them, their names, and the class of a value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from commitments.language import say
from commitments.queries import scales
from commitments.words.wording import number

WANTED_CLASSES: Final = 5


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
    step = scales.step((high - low) / WANTED_CLASSES)
    first = math.floor(low / step) + 1
    cuts = [round(step * k, 10) for k in range(first, first + WANTED_CLASSES)]
    return tuple(cut for cut in cuts if low < cut <= high)
