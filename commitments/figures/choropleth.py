"""The choropleth: a frame of areas as a folium map with colours, labels and points.

The shapes are a file of the app that the browser fetches once. A change sends a small plain-data
paint job. Text from tables never becomes part of a template or of markup: folium evaluates both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import folium
import pandas as pd
from folium.elements import JSCSSMixin
from folium.template import Template

from commitments.atlas import projection
from commitments.domain.model import State, Theme
from commitments.figures import map_legend, palette, tooltips
from commitments.figures.escaping import inert, packed
from commitments.figures.map_legend import Legend
from commitments.language import current, named, say
from commitments.queries.map_readings import UNCLASSED, Scheme
from commitments.words import wording

STATIC: Final = "../../app/static"  # as seen from the map's own frame
LEAFLET: Final = f"{STATIC}/leaflet/leaflet"
PATTERNS: Final = {
    "words": palette.on_screen(palette.HATCH_GROUND),
    "outside": palette.on_screen(palette.OUTSIDE_GROUND),
    "cross": palette.on_screen(palette.OUTSIDE_INK),
    "apart": palette.on_screen(palette.APART_INK),
}
SELECTED_NONE: Final[tuple[str, ...]] = ()


class _Shapes(JSCSSMixin):
    """The constant part of a map: it fetches the shapes and waits to be painted."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Atlas.open(
            {{ this._parent.get_name() }}, {{ this.address|tojson }}, {{ this.font|tojson }},
            JSON.parse({{ this.words }})
        );
        {% endmacro %}
        """
    )
    default_js = [  # noqa: RUF012 (folium declares it so)
        ("atlas_map_js", f"{STATIC}/atlas-map.js"),
        ("atlas_keys_js", f"{STATIC}/atlas-keys.js"),
    ]
    default_css = [  # noqa: RUF012 (folium declares it so)
        ("atlas_colours_css", f"{STATIC}/atlas-colours.css"),
        ("atlas_chinese_css", f"{STATIC}/fonts/chinese.css"),
        ("atlas_map_css", f"{STATIC}/atlas-map.css"),
    ]

    def __init__(self, address: str, font: str) -> None:
        super().__init__()
        self._name = "Shapes"
        self.address = address
        self.font = font
        self.words = inert(words())


class _Paint(folium.MacroElement):
    """One paint job: data only, handed over as letters and digits that nothing can execute."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Atlas.paint({{ this.job }}, JSON.parse({{ this.choice }}));
        {% endmacro %}
        """
    )

    def __init__(self, paint_job: str, choice: str) -> None:
        super().__init__()
        self._name = "Paint"
        self.job = paint_job
        self.choice = choice


def words() -> dict[str, str]:
    """Return what the map itself says, beside its data; `{name}` is filled where it is said."""
    return {
        "keys": say("keys.told"),
        "frame": say("keys.frame"),
        "legend": say("keys.legend"),
        "hint": say("keys.hint"),
        "chosen": say("keys.chosen"),
        "closer": say("keys.closer"),
        "wider": say("keys.wider"),
        "whole": say("keys.whole"),
    }


def base(shapes_address: str, font_address: str = "") -> folium.Map:
    """Make the constant map that every view shares; built anew each time, the same each time."""
    made = folium.Map(
        location=[0, 0],
        crs="Simple",
        tiles=None,
        zoom_start=0,
        zoom_snap=0,
        zoom_delta=0.5,
        min_zoom=-10,
        max_zoom=2,
        attribution_control=False,
        scroll_wheel_zoom=False,
        fade_animation=False,
        dragging=True,
        keyboard=False,  # the arrow keys move between provinces
    )
    made.default_js = [("leaflet", f"{LEAFLET}.js")]
    made.default_css = [("leaflet_css", f"{LEAFLET}.css")]
    _Shapes(shapes_address, font_address).add_to(made)
    return made


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


def paint(paint_job: str, selected: Sequence[str] = SELECTED_NONE) -> folium.FeatureGroup:
    """Turn a paint job and the chosen provinces into what a change sends to the browser."""
    group = folium.FeatureGroup()
    _Paint(paint_job, inert({"selected": list(selected)})).add_to(group)
    return group


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
