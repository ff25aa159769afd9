"""This module turns a frame of figures into a sorted dot plot with the national line.

Building and checking a chart costs far more than filling it, so each grammar is made once, by
Altair, with named data and parameters; a drawing is a copy of it with both filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from commitments import palette, wording
from commitments.model import Comparator, Theme

Drawing = dict[str, Any]  # a Vega-Lite specification

ROW_HEIGHT: Final = 19  # pixels; 31 rows stand beside the map without scrolling
BAND: Final = 0.09  # length of a fading band, as a share of the axis
HOLD_GAP: Final = 0.006  # half the distance of the two lines of `hold`, as a share of the axis
HEADROOM: Final = 1.16  # room on the axis for the last label
UPWARD: Final = (Comparator.AT_LEAST, Comparator.MORE_THAN)
DOWNWARD: Final = (Comparator.AT_MOST, Comparator.LESS_THAN)
STRICT: Final = (Comparator.MORE_THAN, Comparator.LESS_THAN)
PICK: Final = "pick"  # the name under which a click on a province is reported
FONT: Final = "Source Sans, Source Sans 3, Noto Sans, Helvetica Neue, Arial, sans-serif"


def dot_plot(
    rows: pd.DataFrame,
    *,
    theme: Theme | None,
    nation: pd.DataFrame,
) -> Drawing:
    """Draw provinces (index) by value, each with the mark of its comparator and its label.

    `rows` needs drawn, drawn_high, symbol, comparator, label and what a sentence needs; `nation`
    the same, one row or none. A click on a row picks its province.
    """
    rows = rows[rows["drawn"].notna()]
    unit = str(rows["symbol"].iloc[0]) if len(rows) else ""
    low, high = _ends(rows, nation)
    return filled(
        _grammar(theme, unit, tuple(sorted(set(rows["comparator"].astype(str))))),
        {"rows": _placed(rows, low, high), "nation": _line(nation)},
        {"low": low, "high": high * HEADROOM},
    )


def chosen(drawing: Drawing, provinces: Sequence[str]) -> Drawing:
    """Return a dot plot with the names of the chosen provinces in bold."""
    return filled(drawing, {}, {"selected": list(provinces)})


def filled(
    grammar: Drawing, data: Mapping[str, pd.DataFrame], values: Mapping[str, Any]
) -> Drawing:
    """Return a grammar with its named data and parameters filled in.

    It is a copy to its last part: who shows a drawing may take it apart.
    """
    drawing = deepcopy(grammar)
    for param in drawing["params"]:
        if param["name"] in values:
            param["value"] = values[param["name"]]
    drawing.setdefault("datasets", {}).update(
        {name: frame.to_dict("records") for name, frame in data.items()}
    )
    return drawing


def styled(chart: Any) -> Any:  # noqa: ANN401 (Altair's charts have no common type)
    """Give a chart the atlas's type and ink."""
    return (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.INK,
            labelFontSize=12,
            grid=False,
            titleColor=palette.QUIET_INK,
            titleFontWeight=400,
            titleFontSize=12,
        )
    )


def _ends(rows: pd.DataFrame, nation: pd.DataFrame) -> tuple[float, float]:
    """Return the lowest and highest figure of the axis: from 0, and to 1 where none is above it."""
    drawn = [*rows["drawn"], *rows["drawn_high"].dropna(), *nation["drawn"]]
    high = max(drawn, default=0.0)
    return float(min([0.0, *drawn])), float(high) if high > 0 else 1.0


def _placed(rows: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    """Sort the provinces by value and keep what the marks need."""
    ordered = rows.sort_values(["drawn", "drawn_high"], ascending=False, kind="stable")
    x, comparator = ordered["drawn"].astype(float), ordered["comparator"].astype(str)
    reach, gap = BAND * high, HOLD_GAP * high
    ends = ordered["drawn_high"].astype(float).fillna(x)
    return pd.DataFrame(
        {
            "province": ordered.index,
            "x": x,
            "x2": ends,
            "fade_up": x + reach,
            "fade_down": (x - reach).clip(lower=low),  # never onto the names
            "before": x - gap,
            "after": x + gap,
            "label_x": (x + reach).where(comparator.isin([*UPWARD, Comparator.ABOUT]), ends),
            "comparator": comparator,
            "label": ordered["label"],
            "sentence": [wording.sentence(row) for row in ordered.to_dict("records")],
            "open": ordered["inferred"].astype(bool),
        }
    )


def _line(nation: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "x": nation["drawn"].astype(float),
            "label": "nation " + nation["full_label"].astype(str),
            "sentence": nation["sentence"].astype(str),
        }
    )


@lru_cache(maxsize=64)
def _grammar(theme: Theme | None, unit: str, comparators: tuple[str, ...]) -> Drawing:
    """Make the dot plot of one theme, unit and set of comparators, waiting for its data."""
    scale = alt.Scale(domainMin=alt.ExprRef("low"), domainMax=alt.ExprRef("high"), nice=False)
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("province:N", sort=None, axis=_names()),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    pick = alt.selection_point(name=PICK, fields=["province"], empty=False)
    layers = [
        base.mark_bar(color="transparent", height=ROW_HEIGHT)
        .encode(x=alt.value(0), x2=alt.value("width"))
        .add_params(pick),
        base.mark_rule(color=palette.RULE, strokeWidth=0.7),
        *_marks(base, scale, unit, palette.theme_colour(theme), comparators),
        base.mark_text(align="left", dx=7, fontSize=12, color=palette.QUIET_INK).encode(
            x=alt.X("label_x:Q", scale=scale), text="label:N"
        ),
        *_national_line(scale, unit),
    ]
    waiting = [alt.param(name="low", value=0), alt.param(name="high", value=1)]
    chart = alt.layer(*layers).add_params(*waiting, alt.param(name="selected", value=[]))
    sized = chart.properties(width="container", height={"step": ROW_HEIGHT})
    return styled(sized).to_dict()


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


def _marks(
    base: alt.Chart, scale: alt.Scale, unit: str, colour: str, present: tuple[str, ...]
) -> list[alt.Chart]:
    """Draw each comparator that occurs its own way: see the table in the product design."""
    axis = alt.Axis(title=unit or None, domain=False, ticks=False, tickCount=5, format=",~f")
    filled_or_open = alt.condition(alt.datum.open, alt.value(palette.WHITE), alt.value(colour))
    strong, weak, clear = f"{colour}aa", f"{colour}88", f"{colour}00"
    line: dict[str, Any] = {"thickness": 3, "size": 13, "stroke": colour, "strokeWidth": 1}
    twin = line | {"thickness": 2}
    dot: dict[str, Any] = {"filled": True, "stroke": colour}
    drawn: list[alt.Chart] = []

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    def only(*comparators: Comparator) -> alt.Chart:
        wanted = alt.FieldOneOfPredicate("comparator", [str(c) for c in comparators])
        return base.transform_filter(wanted)

    def add(comparators: tuple[Comparator, ...], *charts: alt.Chart) -> None:
        drawn.extend(charts if set(comparators) & set(present) else ())

    def band(comparators: tuple[Comparator, ...], start: str, end: str, *ends: str) -> alt.Chart:
        bar = only(*comparators).mark_bar(color=_fading(start, end), height=10)
        return bar.encode(x=at(ends[0]), x2=f"{ends[1]}:Q")

    def ticks(comparators: tuple[Comparator, ...], style: dict[str, Any], field: str) -> alt.Chart:
        return only(*comparators).mark_tick(**style).encode(x=at(field), fill=filled_or_open)

    about, hold, between = (Comparator.ABOUT,), (Comparator.HOLD,), (Comparator.BETWEEN,)
    add(UPWARD, band(UPWARD, strong, clear, "x", "fade_up"))
    add(DOWNWARD, band(DOWNWARD, clear, strong, "x", "fade_down"))
    add(about, band(about, clear, weak, "fade_down", "x"), band(about, weak, clear, "x", "fade_up"))
    bounded = (*UPWARD, *DOWNWARD, *about)
    add(bounded, ticks(bounded, line, "x"))
    hollow = only(*STRICT).mark_point(**dot, size=34, strokeWidth=1.3)
    add(STRICT, hollow.encode(x=at("x"), fill=alt.value(palette.WHITE)))
    solid = only(Comparator.REACH).mark_point(**dot, size=62, strokeWidth=1.6)
    add((Comparator.REACH,), solid.encode(x=at("x"), fill=filled_or_open))
    add(hold, ticks(hold, twin, "before"), ticks(hold, twin, "after"))
    bar = only(*between).mark_bar(color=weak, height=4).encode(x=at("x"), x2="x2:Q")
    add(between, bar, ticks(between, line, "x"), ticks(between, line, "x2"))
    return drawn


def _fading(start: str, end: str) -> alt.Gradient:
    stops = [alt.GradientStop(offset=0, color=start), alt.GradientStop(offset=1, color=end)]
    return alt.Gradient(gradient="linear", x1=0, x2=1, y1=0, y2=0, stops=stops)


def _national_line(scale: alt.Scale, unit: str) -> list[alt.Chart]:
    chart = alt.Chart(alt.NamedData("nation")).encode(
        x=alt.X("x:Q", scale=scale, title=unit or None),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    return [
        chart.mark_rule(color=palette.NATIONAL_LINE, strokeDash=[4, 3], strokeWidth=1.3),
        chart.mark_text(
            align="left", baseline="bottom", dx=4, dy=-3, color=palette.NATIONAL_LINE, fontSize=12
        ).encode(text="label:N", y=alt.value(0)),
    ]
