"""The Vega-Lite grammar of the dot plot, made by Altair: `make grammar`."""

from __future__ import annotations

import json
from typing import Any, Final

import altair as alt

from commitments.atlas import load
from commitments.domain.model import DOWNWARD, STRICT, UPWARD, Comparator
from commitments.figures import answer_marks, palette
from commitments.figures.dot_plot import (
    COLOUR_TO_COME,
    PICK,
    ROW_HEIGHT,
    UNIT_TO_COME,
    Drawing,
    styled,
)

HALO: Final = 4  # pixels of ground around a label
REPORTED: Final = 84  # square pixels of the mark of a reported value
HAIRLINE: Final = 0.8  # from a promised figure to a reported value that reaches it
GAP_LINE: Final = 1.8  # and to one that does not


def grammar() -> Drawing:
    """Make the dot plot of every theme, unit and comparator, waiting for its data."""
    scale = alt.Scale(domainMin=alt.ExprRef("low"), domainMax=alt.ExprRef("high"), nice=False)
    pick = alt.selection_point(name=PICK, fields=["province"], empty=False)
    base = alt.Chart()
    layers = [
        base.mark_bar(color="transparent", height=ROW_HEIGHT)
        .encode(x=alt.value(0), x2=alt.value("width"))
        .add_params(pick),
        base.mark_rule(color=palette.RULE, strokeWidth=0.7),
        *_marks(base, scale),
        *_reported(base, scale),
    ]
    shared = alt.Chart().encode(  # said once for all marks: a chart is sent at each change
        y=alt.Y("name:N", sort=None, axis=_names()),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    rows = alt.layer(*layers, data=alt.NamedData("rows"))
    labels = alt.layer(*_labels(base, scale), data=alt.NamedData("rows"))
    rows.encoding = labels.encoding = shared.encoding
    waiting = [alt.param(name="low", value=0), alt.param(name="high", value=1)]
    chart = alt.layer(rows, *_national_line(scale), labels).add_params(
        *waiting, alt.param(name="selected", value=[])
    )
    sized = chart.properties(width="container", height={"step": ROW_HEIGHT})
    return styled(sized).to_dict()


def _labels(base: alt.Chart, scale: alt.Scale) -> list[alt.Chart]:
    """Write the figures over the national line, on a ground of their own."""
    text: dict[str, Any] = {"align": "left", "dx": 7, "fontSize": 12}
    halo = {"color": palette.WHITE, "stroke": palette.WHITE, "strokeWidth": HALO}
    return [
        base.mark_text(**text, **style).encode(x=alt.X("label_x:Q", scale=scale), text="label:N")
        for style in (halo | {"strokeJoin": "round"}, {"color": palette.QUIET_INK})
    ]


def _names() -> alt.Axis:
    """Write the provinces' names, chosen ones bold."""
    return alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelLimit=130,
        labelPadding=8,
        labelFontWeight=alt.condition(
            "indexof(selected, datum.value) >= 0", alt.value(700), alt.value(400)
        ),
    )


def _marks(base: alt.Chart, scale: alt.Scale) -> list[alt.Chart]:
    """Draw each comparator its own way: see the table in the product design."""
    colour = COLOUR_TO_COME
    axis = alt.Axis(title=UNIT_TO_COME, domain=False, ticks=False, tickCount=5, format=",~f")
    filled_or_open = alt.condition(alt.datum.open, alt.value(palette.WHITE), alt.value(colour))
    strong, weak, clear = f"{colour}aa", f"{colour}88", f"{colour}00"
    line: dict[str, Any] = {"thickness": 3, "size": 13, "stroke": colour, "strokeWidth": 1}
    twin = line | {"thickness": 2}
    dot: dict[str, Any] = {"filled": True, "stroke": colour}

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    def only(*comparators: Comparator) -> alt.Chart:
        wanted = alt.FieldOneOfPredicate("comparator", [str(c) for c in comparators])
        return base.transform_filter(wanted)

    def band(comparators: tuple[Comparator, ...], start: str, end: str, *ends: str) -> alt.Chart:
        bar = only(*comparators).mark_bar(color=_fading(start, end), height=10)
        return bar.encode(x=at(ends[0]), x2=f"{ends[1]}:Q")

    def ticks(comparators: tuple[Comparator, ...], style: dict[str, Any], field: str) -> alt.Chart:
        return only(*comparators).mark_tick(**style).encode(x=at(field), fill=filled_or_open)

    about, hold, between = (Comparator.ABOUT,), (Comparator.HOLD,), (Comparator.BETWEEN,)
    bounded = (*UPWARD, *DOWNWARD, *about)
    hollow = only(*STRICT).mark_point(**dot, size=34, strokeWidth=1.3)
    solid = only(Comparator.REACH).mark_point(**dot, size=62, strokeWidth=1.6)
    bar = only(*between).mark_bar(color=weak, height=4)
    return [
        band(UPWARD, strong, clear, "x", "fade_up"),
        band(DOWNWARD, clear, strong, "x", "fade_down"),
        band(about, clear, weak, "fade_down", "x"),
        band(about, weak, clear, "x", "fade_up"),
        ticks(bounded, line, "x"),
        hollow.encode(x=at("x"), fill=alt.value(palette.WHITE)),
        solid.encode(x=at("x"), fill=filled_or_open),
        ticks(hold, twin, "before"),
        ticks(hold, twin, "after"),
        bar.encode(x=at("x"), x2="x2:Q"),
        ticks(between, line, "x"),
        ticks(between, line, "x2"),
    ]


def _reported(base: alt.Chart, scale: alt.Scale) -> list[alt.Chart]:
    """Draw what was reported: a line from the promised figure to it, and its own mark."""
    reached, missed, apart, differing = answer_marks.SIGNS.values()

    def only(*looks: str) -> alt.Chart:
        return base.transform_filter(alt.FieldOneOfPredicate("look", list(looks)))

    def line(look: str, colour: str, width: float) -> alt.Chart:
        rule = only(look).mark_rule(color=colour, strokeWidth=width)
        return rule.encode(x=alt.X("x:Q", scale=scale), x2="reported:Q")

    def mark(look: str, shape: str, fill: str, edge: str) -> alt.Chart:
        style: dict[str, Any] = {"shape": shape, "filled": True, "fill": fill, "stroke": edge}
        point = only(look).mark_point(**style, size=REPORTED, strokeWidth=1, opacity=1)
        return point.encode(x=alt.X("reported:Q", scale=scale))

    return [
        line(reached, COLOUR_TO_COME, HAIRLINE),
        line(missed, palette.OCHRE, GAP_LINE),
        mark(reached, "diamond", COLOUR_TO_COME, palette.WHITE),
        mark(missed, "diamond", palette.OCHRE, palette.WHITE),
        mark(differing, "diamond", palette.WHITE, palette.QUIET_INK),
        mark(apart, "square", palette.WHITE, palette.QUIET_INK),
    ]


def _fading(start: str, end: str) -> alt.Gradient:
    stops = [alt.GradientStop(offset=0, color=start), alt.GradientStop(offset=1, color=end)]
    return alt.Gradient(gradient="linear", x1=0, x2=1, y1=0, y2=0, stops=stops)


def _national_line(scale: alt.Scale) -> list[alt.Chart]:
    chart = alt.Chart(alt.NamedData("nation")).encode(
        x=alt.X("x:Q", scale=scale, title=UNIT_TO_COME),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    return [
        chart.mark_rule(color=palette.NATIONAL_LINE, strokeDash=[4, 3], strokeWidth=1.3),
        chart.mark_text(
            align="left", baseline="bottom", dx=4, dy=-3, color=palette.NATIONAL_LINE, fontSize=12
        ).encode(text="label:N", y=alt.value(0)),
    ]


def written() -> str:
    """Return the grammar as it stands in its file."""
    return json.dumps(grammar(), separators=(",", ":")) + "\n"


if __name__ == "__main__":
    load.DOT_PLOT_GRAMMAR.write_text(written(), encoding="utf-8")
