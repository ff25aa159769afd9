"""The chart of a timeline that is laid out: lanes, stages, today, marks and their words."""

from __future__ import annotations

from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from commitments.figures import palette
from commitments.figures.timelines.axis import PAD, PITCH
from commitments.figures.timelines.captions import lane_name
from commitments.figures.timelines.layout import (
    HEADER,
    LANE_PAD,
    TEXT_SIZE,
    Plan,
    clear_of_words,
)
from commitments.figures.timelines.marks import CHOICE, MARKS, drawn, steps, told, x_at, y_at
from commitments.figures.timelines.vega import Drawing, filled, on_screen, styled
from commitments.language import Language, capital, current, say

Weight = Literal[400, 500, 600]

NAMES_WIDTHS: Final = {Language.ENGLISH: 112, Language.CHINESE: 58}  # pixels, beside the plot
NAME_SIZE: Final = 13
YEAR_SIZE: Final = 12
STAGE_SIZE: Final = 11
STAGE_AT: Final = 9  # height of the stages' names, from the top
BANDS_FROM: Final = 0
TODAY_FROM: Final = float(HEADER - 14)
TODAY_LABEL_AT: Final = HEADER - 8
STAGE_TEXT_ROOM: Final = 62  # a stage narrower than its name goes without


def chart(plan: Plan, *, today: float, names: bool = False) -> Drawing:
    """Draw a timeline; `today` is a year with its fraction.

    With `names` the lanes' names stand in the picture itself, as an export needs; the page shows
    them beside it, where they stay in view while it scrolls.
    """
    left = float(-names_width() if names else 0)
    x = alt.Scale(domain=[left, plan.axis.width], nice=False, zero=False)
    y = alt.Scale(domain=[plan.height, 0], nice=False)
    layers = [
        *_stages(plan, x, y),
        *_lane_lines(plan, left, x, y),
        *_years(plan, x, y),
        *_today(plan, today, x, y),
        *steps(plan, x, y),
        *drawn(plan, x, y),
        *([_names(plan, left, x, y)] if names else []),
    ]
    return filled(
        _framed(alt.layer(*layers), plan, plan.axis.width - left), {MARKS: told(plan)}, {}
    )


def light(drawing: Drawing, plan: Plan) -> Drawing:
    """Return a timeline whose marks are sent as a table, where what repeats is sent once."""
    return {**drawing, "datasets": drawing["datasets"] | {MARKS: told(plan)}}


def chosen(drawing: Drawing, mark: str) -> Drawing:
    """Return a timeline with a ring around the mark of that id; blank is none."""
    return filled(drawing, {}, {CHOICE: [{"id": mark}]} if mark else {})


def names_width() -> int:
    """Return how wide the lanes' names are: three characters name a province in Chinese."""
    return NAMES_WIDTHS[current()]


def lane_names(plan: Plan) -> Drawing:
    """Draw the names of the lanes alone, at the heights of the timeline beside them."""
    width = names_width()
    x = alt.Scale(domain=[0, width], nice=False)
    y = alt.Scale(domain=[plan.height, 0], nice=False)
    lines = _rules(plan, 0.0, width, x, y)
    return _framed(alt.layer(lines, _names(plan, 0.0, x, y)), plan, width)


def _framed(layers: Any, plan: Plan, width: float) -> Drawing:  # noqa: ANN401 (Altair's union)
    sized = layers.properties(
        width=width,
        height=plan.height,
        padding={"left": 0, "right": 0, "top": 0, "bottom": 0},
        autosize=alt.AutoSizeParams(type="none"),
    )
    made: Drawing = on_screen(styled(sized).to_dict())
    return made


def _stages(plan: Plan, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Draw the stages of the plans as light bands under their names, and what has no date."""
    found = [
        (left, right, name, palette.on_screen(fill))
        for (left, right, name), fill in zip(
            plan.axis.stages(), palette.STAGE_FILLS * 2, strict=False
        )
    ]
    undated = [c for c in plan.axis.columns if c.year is None]
    found += [(c.left, c.right, "", palette.on_screen(palette.STAGE_FILLS[0])) for c in undated]
    bands = pd.DataFrame(found, columns=["x", "x2", "name", "fill"])
    bands = bands.assign(
        top=BANDS_FROM, bottom=plan.height, label_y=STAGE_AT, label_x=bands.x + PAD
    )
    wide = bands[(bands["x2"] - bands["x"] >= STAGE_TEXT_ROOM) & (bands["name"] != "")]
    return [
        alt.Chart(bands)
        .mark_rect()
        .encode(
            x=x_at("x", x),
            x2=alt.X2("x2:Q"),
            y=y_at("top", y),
            y2=alt.Y2("bottom:Q"),
            color=alt.Color("fill:N", scale=None),
        ),
        _text(wide, "name", size=STAGE_SIZE, ink=palette.QUIET_INK).encode(
            x=x_at("label_x", x), y=y_at("label_y", y)
        ),
    ]


def _text(
    data: pd.DataFrame, column: str, *, size: int, ink: str, weight: Weight = 400
) -> alt.Chart:
    return (
        alt.Chart(data)
        .mark_text(align="left", baseline="middle", fontSize=size, fontWeight=weight, color=ink)
        .encode(text=alt.Text(f"{column}:N"))
    )


def _rules(plan: Plan, left: float, right: float, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    tops = [*plan.lanes["top"], *(plan.lanes["top"] + plan.lanes["height"])]
    data = pd.DataFrame({"y": sorted(set(tops)), "x": left, "x2": right})
    return (
        alt.Chart(data)
        .mark_rule(color=palette.RULE, strokeWidth=1)
        .encode(x=x_at("x", x), x2=alt.X2("x2:Q"), y=y_at("y", y))
    )


def _lane_lines(plan: Plan, left: float, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Draw the lines between the lanes, and in an empty lane why it is."""
    empty = plan.lanes[plan.lanes["note"] != ""]
    notes = empty.assign(x=float(PAD), y=empty["top"] + empty["height"] / 2)
    said = _text(notes, "note", size=TEXT_SIZE, ink=palette.QUIET_INK)
    return [
        _rules(plan, left, plan.axis.width, x, y),
        said.encode(x=x_at("x", x), y=y_at("y", y)),
    ]


def _names(plan: Plan, left: float, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    data = plan.lanes.assign(
        x=left,
        y=plan.lanes["top"] + LANE_PAD + PITCH / 2,
        name=plan.lanes["lane"].map(lambda lane: capital(lane_name(lane))),
    )
    text = _text(data, "name", size=NAME_SIZE, ink=palette.INK, weight=600)
    return text.encode(x=x_at("x", x), y=y_at("y", y))


def _years(plan: Plan, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Write the years above the lanes, again where they are long out of sight, and below."""
    years = pd.DataFrame(
        [
            {"x": c.left + PAD, "y": at, "text": str(c.year) if c.year else say("due.none")}
            for at in plan.years
            for c in plan.axis.columns
        ]
    )
    breaks = pd.DataFrame(
        [{"x": at, "y": height, "text": "//"} for at in plan.axis.breaks for height in plan.years],
        columns=["x", "y", "text"],
    )
    written = _text(years, "text", size=YEAR_SIZE, ink=palette.INK, weight=500)
    broken = _text(breaks, "text", size=STAGE_SIZE, ink=palette.QUIET_INK)
    return [text.encode(x=x_at("x", x), y=y_at("y", y)) for text in (written, broken)]


def _today(plan: Plan, today: float, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    at = plan.axis.moment(today)
    if at is None:
        return []
    data = pd.DataFrame(clear_of_words(plan, at, TODAY_FROM), columns=["top", "bottom"]).assign(
        x=at
    )
    flag = pd.DataFrame(
        {"x": [at], "label_y": [float(TODAY_LABEL_AT)], "text": [say("timeline.today")]}
    )
    line = alt.Chart(data).mark_rule(color=palette.NATIONAL_LINE, strokeWidth=1.2)
    label = _text(flag, "text", size=STAGE_SIZE, ink=palette.NATIONAL_LINE).mark_text(
        align="left", baseline="middle", dx=4, fontSize=STAGE_SIZE, color=palette.NATIONAL_LINE
    )
    return [
        line.encode(x=x_at("x", x), y=y_at("top", y), y2=alt.Y2("bottom:Q")),
        label.encode(x=x_at("x", x), y=y_at("label_y", y)),
    ]
