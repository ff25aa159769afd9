"""The choropleth: a frame of areas with colours, labels and points, as plain data to be painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from commitments.atlas import projection
from commitments.domain.model import State, Theme
from commitments.figures import map_legend, palette, tooltips
from commitments.figures.escaping import packed
from commitments.figures.map_legend import Legend
from commitments.language import current, named
from commitments.queries.map_readings import UNCLASSED, Scheme
from commitments.words import wording

PATTERNS: Final = {
    "words": palette.on_screen(palette.HATCH_GROUND),
    "outside": palette.on_screen(palette.OUTSIDE_GROUND),
    "cross": palette.on_screen(palette.OUTSIDE_INK),
    "apart": palette.on_screen(palette.APART_INK),
}


def job(
    areas: pd.DataFrame,
    legend: Legend,
    *,
    name: str,
    title: str = "",
    alt: str = "",
    points: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Write areas (iso, fill, state, label, tip; indexed by name) as one packed paint job.

    `title` names the map to a reader who hears it, `alt` is what it shows, in words.
    """
    return packed(
        {
            "name": name,
            "title": title,
            "told": alt,
            "language": str(current()),
            "areas": {row.iso: _area(str(row.Index), row) for row in areas.itertuples()},
            "points": list(points),
            "hatch": palette.on_screen(legend.hatch),
            "grounds": PATTERNS,
            "legend": {
                "title": legend.title,
                "classes": [_on_screen(entry) for entry in legend.classes],
                "states": [_on_screen(entry) for entry in legend.states],
                "points": map_legend.of_points(points),
                "hatch": palette.on_screen(legend.hatch),
            },
        }
    )


def _on_screen(entry: Mapping[str, Any]) -> dict[str, Any]:
    colours = {key: palette.on_screen(entry[key]) for key in ("fill", "line") if key in entry}
    return dict(entry) | colours


def _area(name: str, row: Any) -> dict[str, Any]:  # noqa: ANN401 (a named tuple of pandas)
    drawn: dict[str, Any] = {
        "fill": palette.on_screen(row.fill),
        "state": str(row.state),
        "tip": [tooltips.cut(line) for line in row.tip if line],
    }
    if row.state in palette.STATE_LINE:
        drawn["line"] = palette.on_screen(palette.STATE_LINE[row.state])
    if row.label:
        drawn |= {
            "label": row.label,
            "ink": palette.ink_on_screen(row.fill),
            "short": named("province", name),
        }
        if row.iso in projection.LEADERS:
            drawn["leader"] = projection.point(*projection.LEADERS[row.iso])
    return drawn


def choropleth(areas: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Add fill and tip to classed areas (step, label, said): the class colour, or the state's."""
    return _filled(areas, scheme).assign(
        tip=[tooltips.of_figure(str(name), row) for name, row in areas.to_dict("index").items()]
    )


def coverage(areas: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Add fill and tip to areas classed by the number of commitments found."""
    return _filled(areas, scheme).assign(
        tip=[tooltips.of_coverage(str(row.Index), row) for row in areas.itertuples()]
    )


def _filled(areas: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Colour figures by class; a missing value never takes a class colour."""
    colours = map_legend.colours(scheme)
    fills = [
        palette.STATE_FILL[state]
        if state != State.FIGURE
        else palette.UNCLASSED_FILL
        if step == UNCLASSED
        else colours[step]
        for state, step in zip(areas["state"], areas["step"], strict=True)
    ]
    return areas.assign(fill=fills)


def place_points(rows: pd.DataFrame, *, theme: Theme | None) -> list[dict[str, Any]]:
    """Turn sub-provincial commitments (lat, lon in degrees) into points on the flat map."""
    drawn = []
    for (_, lat, lon), found in rows.groupby(["place", "lat", "lon"], sort=False):
        x, y = projection.point(lon, lat)
        drawn.append(
            {
                "x": x,
                "y": y,
                "province": str(found["province"].iloc[0]),
                "fill": palette.on_screen(palette.theme_colour(theme)),
                "label": wording.label(found.iloc[0]),
                "tip": [tooltips.cut(line) for line in tooltips.of_place(found)],
            }
        )
    return drawn
