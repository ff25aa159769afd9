"""The legend of a map: what is drawn, counted class by class and state by state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitments.domain.model import State
from commitments.figures import palette
from commitments.language import named, say
from commitments.queries.map_readings import UNCLASSED, Scheme


@dataclass(frozen=True, slots=True)
class Legend:
    """What a map's legend says: classes and states, each with its count."""

    title: str
    classes: tuple[Mapping[str, Any], ...]
    states: tuple[Mapping[str, Any], ...]
    hatch: str


def colours(scheme: Scheme) -> tuple[str, ...]:
    """Return the fill of each class of a map."""
    if scheme.answers:
        return palette.answer_colours(scheme.theme, scheme.answers)
    return palette.class_colours(scheme.theme, len(scheme.names))


def of_areas(areas: pd.DataFrame, scheme: Scheme) -> Legend:
    """Count classes and states of what is drawn; the counts add up to the number of areas."""
    steps = areas.loc[areas["state"] == State.FIGURE, "step"].value_counts()
    fills = colours(scheme)
    classes = [
        {"label": name, "fill": colour, "count": int(steps.get(i, 0))}
        for i, (name, colour) in enumerate(zip(scheme.names, fills, strict=True))
    ]
    unclassed = int(steps.get(UNCLASSED, 0))
    rest = {"label": scheme.unclassed, "fill": palette.UNCLASSED_FILL, "count": unclassed}
    counts = areas["state"].value_counts()
    states = [
        {
            "label": named("state", state),
            "fill": palette.STATE_FILL[state],
            "line": palette.STATE_LINE.get(state, ""),
            "count": int(counts[state]),
        }
        for state in palette.STATE_FILL
        if counts.get(state, 0)
    ]
    shown = tuple(reversed(classes)) if len(steps) else ()
    return Legend(
        scheme.title,
        shown,
        (*([rest] if unclassed else []), *states),
        _hatch(scheme, fills),
    )


def _hatch(scheme: Scheme, fills: Sequence[str]) -> str:
    """Return the ink of words alone: of a darker class, or of the theme where answers are drawn."""
    told = scheme.answers or not fills
    return palette.theme_colour(scheme.theme) if told else fills[len(fills) * 2 // 3]


def of_points(points: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Explain the points where there are any; they are not areas and not counted among them."""
    if not points:
        return []
    explained = {"label": say("map.points"), "fill": points[0]["fill"], "count": len(points)}
    return [explained | {"point": True}]
