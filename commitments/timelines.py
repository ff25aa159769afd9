"""This module turns a frame of commitments into a timeline: one lane per province."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd

from commitments import palette
from commitments.model import Theme
from commitments.plots import styled
from commitments.wording import is_figure

FIRST_YEAR: Final = 2024
LAST_LINEAR_YEAR: Final = 2035  # years after it stand beyond a break of the axis
STAGES: Final = ((2024, 2027), (2028, 2030), (2031, 2035))
MARK: Final = 12  # pixels between marks
PER_ROW: Final = 4  # marks side by side in one year
SLOT: Final = 68  # pixels of one year
LANE_LABEL: Final = 118
LANE_GAP: Final = 14
TOP: Final = 44
NO_DATE_SLOTS: Final = 1.6
BREAK_SLOTS: Final = 0.6
FAR_SLOTS: Final = 1.2


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each year stands, in pixels from the left edge; `no_date` is a column of its own."""

    years: dict[int, float]
    breaks: tuple[float, ...]
    no_date: float
    width: float


def axis(rows: pd.DataFrame) -> Axis:
    """Lay out the years: evenly to 2035, then a break and only the years that occur."""
    due = {int(year) for year in rows["year"].dropna()}
    first = min(due | {FIRST_YEAR})
    linear = range(first, LAST_LINEAR_YEAR + 1)
    years = {year: LANE_LABEL + SLOT * (i + 0.5) for i, year in enumerate(linear)}
    edge = float(LANE_LABEL + SLOT * len(linear))
    breaks = []
    for year in sorted(due - set(linear)):
        breaks.append(edge + SLOT * BREAK_SLOTS / 2)
        years[year] = edge + SLOT * (BREAK_SLOTS + FAR_SLOTS / 2)
        edge += SLOT * (BREAK_SLOTS + FAR_SLOTS)
    no_date = edge + SLOT * (0.3 + NO_DATE_SLOTS / 2)
    return Axis(years, tuple(breaks), no_date, edge + SLOT * (0.3 + NO_DATE_SLOTS))


def laid_out(rows: pd.DataFrame, lanes: tuple[str, ...], where: Axis) -> pd.DataFrame:
    """Give every commitment a place of its own: lane by province, column by year, stacked within.

    Adds x and y (pixels), kind (figure or words) and open (the year is inferred). No two marks
    share a place.
    """
    known = rows.assign(
        kind=["figure" if is_figure(row) else "words" for row in rows.to_dict("records")],
        lane=pd.Categorical(rows["province"], categories=list(lanes), ordered=True),
    )
    order = known.sort_values(["lane", "year", "theme", "kind", "indicator"], kind="stable")
    place = order.groupby(["lane", "year"], dropna=False, observed=True).cumcount()
    depth = (place // PER_ROW).groupby(order["lane"], observed=False).max().fillna(0).astype(int)
    heights = (depth + 1) * MARK + LANE_GAP
    tops = TOP + heights.cumsum() - heights
    in_row = order.groupby(["lane", "year", place // PER_ROW], dropna=False, observed=True)[
        "id"
    ].transform("size")
    column = order["year"].map(where.years).astype(float).fillna(where.no_date)
    return order.assign(
        x=column + (place % PER_ROW - (in_row - 1) / 2) * MARK,
        y=order["lane"].map(tops).astype(float) + LANE_GAP / 2 + (place // PER_ROW + 0.5) * MARK,
        lane_top=order["lane"].map(tops).astype(float),
        open=order["inferred"].astype(bool),
    )


def lane_tops(rows: pd.DataFrame, lanes: tuple[str, ...], where: Axis) -> pd.DataFrame:
    """Return each lane's name, top and height in pixels, lanes without marks included."""
    placed = laid_out(rows, lanes, where)
    depth = (
        placed.groupby("lane", observed=False)["y"].max()
        - placed.groupby("lane", observed=False)["lane_top"].max()
    )
    heights = depth.fillna(MARK + LANE_GAP / 2 - MARK / 2) + MARK / 2 + LANE_GAP / 2
    return pd.DataFrame(
        {
            "lane": list(lanes),
            "top": (TOP + heights.cumsum() - heights).to_numpy(),
            "height": heights.to_numpy(),
        }
    )


def chart(rows: pd.DataFrame, lanes: tuple[str, ...], *, today: float) -> alt.LayerChart:
    """Draw the timeline; `rows` are described commitments, `today` a year with its fraction."""
    where = axis(rows)
    placed = laid_out(rows, lanes, where)
    tops = lane_tops(rows, lanes, where)
    height = float(tops["top"].iloc[-1] + tops["height"].iloc[-1]) if len(tops) else TOP
    x = alt.Scale(domain=[0, where.width], nice=False)
    y = alt.Scale(domain=[height, 0], nice=False)
    layers = [
        *_stages(where, height, x, y),
        *_lanes(tops, where, x, y),
        *_years(where, x, y),
        *_today(where, height, today, x, y),
        *_marks(placed, x, y),
    ]
    return styled(alt.layer(*layers).properties(width=where.width, height=height))


def _x(name: str, scale: alt.Scale) -> alt.X:
    return alt.X(f"{name}:Q", scale=scale, axis=None)


def _y(name: str, scale: alt.Scale) -> alt.Y:
    return alt.Y(f"{name}:Q", scale=scale, axis=None)


def _stages(where: Axis, height: float, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Draw the stages of the plans as light bands, and the column without a date."""
    half = SLOT / 2
    bands = [
        {"x": where.years[a] - half, "x2": where.years[b] + half, "name": f"{a}–{b}", "fill": fill}
        for (a, b), fill in zip(STAGES, ("#f6f5f2", "#fbfaf8", "#f6f5f2"), strict=True)
    ]
    wide = SLOT * NO_DATE_SLOTS / 2
    bands.append(
        {"x": where.no_date - wide, "x2": where.no_date + wide, "name": "", "fill": "#f6f5f2"}
    )
    data = pd.DataFrame(bands).assign(top=TOP - 4, bottom=height)
    return [
        alt.Chart(data)
        .mark_rect()
        .encode(
            x=_x("x", x),
            x2="x2:Q",
            y=_y("top", y),
            y2="bottom:Q",
            color=alt.Color("fill:N", scale=None),
        )
    ]


def _lanes(tops: pd.DataFrame, where: Axis, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    data = tops.assign(left=0.0, right=where.width, middle=tops["top"] + tops["height"] / 2)
    base = alt.Chart(data)
    return [
        base.mark_rule(color=palette.RULE, strokeWidth=1).encode(
            x=_x("left", x), x2="right:Q", y=_y("top", y)
        ),
        base.mark_text(align="left", fontSize=13, fontWeight=600, color=palette.INK).encode(
            x=_x("left", x), y=_y("middle", y), text="lane:N"
        ),
    ]


def _years(where: Axis, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    ticks = [{"x": at, "text": str(year), "y": TOP - 14} for year, at in where.years.items()]
    ticks.append({"x": where.no_date, "text": "no date given", "y": TOP - 14})
    breaks = [{"x": at, "text": "//", "y": TOP - 14} for at in where.breaks]
    return [
        alt.Chart(pd.DataFrame(found))
        .mark_text(fontSize=12, color=palette.QUIET_INK, fontWeight=500)
        .encode(x=_x("x", x), y=_y("y", y), text="text:N")
        for found in (ticks, breaks)
        if found
    ]


def _today(where: Axis, height: float, today: float, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    year = int(today)
    if year not in where.years:
        return []
    at = where.years[year] + SLOT * (today - year - 0.5)
    data = pd.DataFrame({"x": [at], "top": [16.0], "bottom": [height], "text": ["today"]})
    base = alt.Chart(data)
    return [
        base.mark_rule(color=palette.NATIONAL_LINE, strokeWidth=1.2).encode(
            x=_x("x", x), y=_y("top", y), y2="bottom:Q"
        ),
        base.mark_text(color=palette.NATIONAL_LINE, fontSize=11, align="left", dx=4, dy=-4).encode(
            x=_x("x", x), y=_y("top", y), text="text:N"
        ),
    ]


def _marks(placed: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Draw figures as dots (open where the year is inferred) and words as pale bars."""
    colours = alt.Scale(
        domain=[str(theme) for theme in Theme],
        range=[palette.theme_colour(theme) for theme in Theme],
    )
    told = placed[
        ["id", "x", "y", "theme", "kind", "open", "province", "sentence", "source_title", "where"]
    ]
    base = alt.Chart(told).encode(
        x=_x("x", x),
        y=_y("y", y),
        tooltip=[
            alt.Tooltip("province:N", title="Province"),
            alt.Tooltip("sentence:N", title="Commitment"),
            alt.Tooltip("source_title:N", title="Document"),
            alt.Tooltip("where:N", title="Place"),
        ],
    )
    stroke = alt.Color("theme:N", scale=colours, legend=None)
    words = base.transform_filter("datum.kind == 'words'")
    figure = base.transform_filter("datum.kind == 'figure'")
    return [
        words.mark_rect(width=4.5, height=11, opacity=0.55, cornerRadius=1).encode(color=stroke),
        figure.transform_filter("!datum.open")
        .mark_point(filled=True, size=86, opacity=1)
        .encode(color=stroke),
        figure.transform_filter("datum.open")
        .mark_point(filled=False, size=62, strokeWidth=2, fill=palette.WHITE, opacity=1)
        .encode(stroke=alt.Stroke("theme:N", scale=colours, legend=None)),
    ]
