"""The live map: folium elements that the browser opens once and then paints anew.

The shapes are a file of the app that the browser fetches once. A change sends a small plain-data
paint job. Text from tables never becomes part of a template or of markup: folium evaluates both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from commitments.figures.escaping import inert
from commitments.language import say

STATIC: Final = "../../app/static"  # as seen from the map's own frame
LEAFLET: Final = f"{STATIC}/leaflet/leaflet"
SELECTED_NONE: Final[tuple[str, ...]] = ()
PARTS: Final = ("header", "html", "script")  # of a page, each with a macro in a template


class _Rendered(folium.Element):
    """Text that is finished, and no template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:  # noqa: ANN401 (folium hands on what it was given)
        """Return the text as it is."""
        return self.text


class _AsRendered(folium.MacroElement):
    """An element that is rendered once: folium compiles what it has rendered as a template again.

    It does so at each change of each map, which was the larger part of making one.
    """

    def render(self, **given: Any) -> str:  # noqa: ANN401 (whatever folium is given)
        """Add what the macros make to the page, and let the children do so; return nothing."""
        page, macros = self.get_root(), self._template.module.__dict__
        for part in PARTS:
            if part in macros:
                made = _Rendered(macros[part](self, given))
                getattr(page, part).add_child(made, name=self.get_name())
        for child in self._children.values():
            child.render(**given)
        return ""


class _Map(folium.Map, _AsRendered):
    """A map of folium, rendered once."""


class _Group(folium.FeatureGroup, _AsRendered):
    """A group of folium, rendered once."""


class _Shapes(JSCSSMixin, _AsRendered):
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


class _Paint(_AsRendered):
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
    made = _Map(
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


def paint(paint_job: str, selected: Sequence[str] = SELECTED_NONE) -> folium.FeatureGroup:
    """Turn a paint job and the chosen provinces into what a change sends to the browser."""
    group = _Group()
    _Paint(paint_job, inert({"selected": list(selected)})).add_to(group)
    return group
