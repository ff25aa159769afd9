"""This module turns a frame of figures into a sorted dot plot with the national line."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from commitments import palette, wording
from commitments.model import Comparator, Theme

ROW_HEIGHT: Final = 19  # pixels; 31 rows stand beside the map without scrolling
BAND: Final = 0.09  # length of a fading band, as a share of the axis
HOLD_GAP: Final = 0.006  # half the distance of the two lines of `hold`, as a share of the axis
HEADROOM: Final = 1.16  # room on the axis for the last label
UPWARD: Final = (Comparator.AT_LEAST, Comparator.MORE_THAN)
DOWNWARD: Final = (Comparator.AT_MOST, Comparator.LESS_THAN)
PICK: Final = "pick"  # the name under which a click on a province is reported
STRICT: Final = (Comparator.MORE_THAN, Comparator.LESS_THAN)
FONT: Final = "Source Sans, Source Sans 3, Noto Sans, Helvetica Neue, Arial, sans-serif"


def dot_plot(
    rows: pd.DataFrame,
    *,
    theme: Theme | None,
    nation: pd.DataFrame,
    selected: tuple[str, ...] = (),
) -> alt.LayerChart:
    """Draw provinces (index) by value, each with the mark of its comparator and its label.

    `rows` needs drawn, drawn_high, symbol, comparator and label; `nation` the same, one row or
    none. A click on a row picks its province.
    """
    rows = rows[rows["drawn"].notna()]
    unit = str(rows["symbol"].iloc[0]) if len(rows) else ""
    data = _placed(rows, nation, selected)
    colour = palette.theme_colour(theme)
    top = float(max(data["x"].max(), data["x2"].max(), nation["drawn"].max() if len(nation) else 0))
    scale = alt.Scale(domain=[min(0.0, float(data["x"].min())), top * HEADROOM], nice=False)
    base = alt.Chart(data).encode(
        y=alt.Y(
            "province:N",
            sort=data["province"].tolist(),
            axis=alt.Axis(
                title=None,
                domain=False,
                ticks=False,
                labelLimit=130,
                labelPadding=8,
                labelFontWeight=alt.condition(
                    alt.FieldOneOfPredicate("value", list(selected) or [""]),
                    alt.value(700),
                    alt.value(400),
                ),
            ),
        ),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    pick = alt.selection_point(name=PICK, fields=["province"], empty=False)
    layers = [
        base.mark_bar(color="transparent", height=ROW_HEIGHT)
        .encode(x=alt.value(0), x2=alt.value("width"))
        .add_params(pick),
        base.mark_rule(color=palette.RULE, strokeWidth=0.7).encode(y=base.encoding.y),
        *_marks(base, scale, unit, colour),
        _labels(base, scale),
        *_national_line(nation, scale, unit),
    ]
    return styled(alt.layer(*layers).properties(width="container", height={"step": ROW_HEIGHT}))


def styled(chart: alt.LayerChart) -> alt.LayerChart:
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


def _placed(rows: pd.DataFrame, nation: pd.DataFrame, selected: tuple[str, ...]) -> pd.DataFrame:
    """Sort the provinces by value and keep what the marks need."""
    ordered = rows.sort_values(["drawn", "drawn_high"], ascending=False, kind="stable")
    data = pd.DataFrame(
        {
            "province": ordered.index,
            "x": ordered["drawn"].to_numpy(),
            "x2": ordered["drawn_high"].fillna(ordered["drawn"]).to_numpy(),
            "comparator": ordered["comparator"].astype(str).to_numpy(),
            "label": ordered["label"].to_numpy(),
            "sentence": [wording.sentence(row) for row in ordered.to_dict("records")],
            "open": ordered["inferred"].astype(bool).to_numpy(),
            "chosen": ordered.index.isin(selected),
        }
    )
    top = max(data["x2"].max(), float(nation["drawn"].max()) if len(nation) else 0.0)
    reach = BAND * float(top)
    data["fade_up"], data["fade_down"] = data["x"] + reach, data["x"] - reach
    data["before"], data["after"] = (
        data["x"] - HOLD_GAP * float(top),
        data["x"] + HOLD_GAP * float(top),
    )
    upward = data["comparator"].isin([*UPWARD, Comparator.ABOUT])
    data["label_x"] = data["fade_up"].where(upward, data["x2"])
    return data


def _marks(base: alt.Chart, scale: alt.Scale, unit: str, colour: str) -> list[alt.Chart]:
    """Draw each comparator its own way: see the table in the product design."""
    x = alt.X(
        "x:Q",
        scale=scale,
        axis=alt.Axis(title=unit or None, domain=False, ticks=False, tickCount=5, format=",~f"),
    )

    def only(*comparators: Comparator) -> alt.Chart:
        wanted = alt.FieldOneOfPredicate("comparator", [str(c) for c in comparators])
        return base.transform_filter(wanted)

    def fading(start: str, end: str) -> alt.Gradient:
        return alt.Gradient(
            gradient="linear",
            x1=0,
            x2=1,
            y1=0,
            y2=0,
            stops=[alt.GradientStop(offset=0, color=start), alt.GradientStop(offset=1, color=end)],
        )

    filled = alt.condition(alt.datum.open, alt.value(palette.WHITE), alt.value(colour))
    line = {"thickness": 3, "size": 13, "stroke": colour, "strokeWidth": 1}
    clear = f"{colour}00"
    return [
        only(*UPWARD)
        .mark_bar(color=fading(f"{colour}aa", clear), height=10)
        .encode(x=x, x2="fade_up:Q"),
        only(*DOWNWARD)
        .mark_bar(color=fading(clear, f"{colour}aa"), height=10)
        .encode(x=x.copy(), x2="fade_down:Q"),
        only(Comparator.ABOUT)
        .mark_bar(color=fading(clear, f"{colour}88"), height=10)
        .encode(x=alt.X("fade_down:Q", scale=scale), x2="x:Q"),
        only(Comparator.ABOUT)
        .mark_bar(color=fading(f"{colour}88", clear), height=10)
        .encode(x=x, x2="fade_up:Q"),
        only(*UPWARD, *DOWNWARD, Comparator.ABOUT).mark_tick(**line).encode(x=x, fill=filled),
        only(*STRICT)
        .mark_point(filled=True, size=34, stroke=colour, strokeWidth=1.3)
        .encode(x=x, fill=alt.value(palette.WHITE)),
        only(Comparator.REACH)
        .mark_point(filled=True, size=62, stroke=colour, strokeWidth=1.6)
        .encode(x=x, fill=filled),
        only(Comparator.HOLD)
        .mark_tick(**line | {"thickness": 2})
        .encode(x=alt.X("before:Q", scale=scale), fill=filled),
        only(Comparator.HOLD)
        .mark_tick(**line | {"thickness": 2})
        .encode(x=alt.X("after:Q", scale=scale), fill=filled),
        only(Comparator.BETWEEN).mark_bar(color=f"{colour}88", height=4).encode(x=x, x2="x2:Q"),
        only(Comparator.BETWEEN).mark_tick(**line).encode(x=x, fill=filled),
        only(Comparator.BETWEEN)
        .mark_tick(**line)
        .encode(x=alt.X("x2:Q", scale=scale), fill=filled),
    ]


def _labels(base: alt.Chart, scale: alt.Scale) -> alt.Chart:
    return base.mark_text(align="left", dx=7, fontSize=12, color=palette.QUIET_INK).encode(
        x=alt.X("label_x:Q", scale=scale),
        text="label:N",
    )


def _national_line(nation: pd.DataFrame, scale: alt.Scale, unit: str) -> list[alt.Chart]:
    if nation.empty:
        return []
    row = nation.iloc[0]
    data = pd.DataFrame(
        {
            "x": [float(row["drawn"])],
            "label": [f"nation {row['full_label']}"],
            "sentence": [row["sentence"]],
        }
    )
    chart = alt.Chart(data).encode(
        x=alt.X("x:Q", scale=scale, title=unit or None),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    return [
        chart.mark_rule(color=palette.NATIONAL_LINE, strokeDash=[4, 3], strokeWidth=1.3),
        chart.mark_text(
            align="left", baseline="bottom", dx=4, dy=-3, color=palette.NATIONAL_LINE, fontSize=12
        ).encode(text="label:N", y=alt.value(0)),
    ]
