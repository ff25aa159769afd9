"""Marks of a timeline: figures, words, steps, and their labels."""

from __future__ import annotations

import json
from string import Formatter
from typing import Any, Final

import altair as alt
import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import Theme
from commitments.figures import answer_marks, palette
from commitments.figures.timelines.captions import sentence
from commitments.figures.timelines.layout import LINE, TEXT_INDENT, TEXT_SIZE, Plan
from commitments.language import say

CHOICE: Final = "mark"  # the name of the selection of one mark
MARKS: Final = "marks"  # the name of the table of marks
SIGN_SIZE: Final = 11
CORRECTED_DX: Final = 6  # the dagger stands at the mark's shoulder
CORRECTED_DY: Final = -5
MARK_SIZE: Final = 84
MARK_LINE: Final = 1.6
WORDS_INK: Final = 0.6
STEP_INK: Final = 0.75
CHOSEN_SIZE: Final = 260
# Shapes as paths in a square from -1 to 1; words are slim, a part of a province has corners.
SHAPES: Final = {
    "figure": "circle",
    "words": "M-.42,-1L.42,-1L.42,1L-.42,1Z",
    "figure, part": "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
    "words, part": "M0,-1.3L.62,0L0,1.3L-.62,0Z",
}
TICK: Final = "M-.5,.02L-.13,.42L.52,-.4"
STROKE: Final = "M0,-1.5L0,1.5"
GAP: Final = "M-.6,-1.5L.6,-1.5M0,-1.5L0,1.5M-.6,1.5L.6,1.5"
TICK_LINE: Final = 1.7
GAP_LINE: Final = 1.8
CASING: Final = 4.4  # of ground beside a gap
SENT: Final = ("province_name", "sentence", "source_title", "where", "text")
TOLD: Final = {
    "province_name": "column.province",
    "sentence": "column.commitment",
    "written": "timeline.column-written",
}
REPEATED: Final = ("theme", "province_name", "source_title", "where")  # sent once for all marks
FIGURE: Final = "datum.shape == 'figure' || datum.shape == 'figure, part'"


def x_at(name: str, scale: alt.Scale) -> alt.X:
    """Place by a column of pixels from the left."""
    return alt.X(f"{name}:Q", scale=scale, axis=None)


def y_at(name: str, scale: alt.Scale) -> alt.Y:
    """Place by a column of pixels from the top."""
    return alt.Y(f"{name}:Q", scale=scale, axis=None)


def _themes() -> alt.Scale:
    return alt.Scale(
        domain=[str(theme) for theme in Theme],
        range=[palette.theme_colour(theme) for theme in Theme],
    )


def steps(plan: Plan, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Join the figures that follow one another, up or down as they go."""
    if plan.steps.empty:
        return []
    lines = alt.Chart(plan.steps.drop(columns=["one", "other"]))
    return [
        lines.mark_rule(strokeWidth=1, opacity=STEP_INK, strokeCap="square").encode(
            x=x_at("x", x),
            x2=alt.X2("x2:Q"),
            y=y_at("y", y),
            y2=alt.Y2("y2:Q"),
            color=alt.Color("theme:N", scale=_themes(), legend=None),
        )
    ]


def told(plan: Plan) -> pd.DataFrame:
    """Return what is sent of each mark: its place, its look and what the pointer tells."""
    part = plan.marks["place"] != ""
    shape = plan.marks["kind"].where(~part, plan.marks["kind"] + ", part")
    kept = plan.marks[["id", "x", "y", "theme", *SENT]]
    rows = records(plan.marks[["sentence", "answer", "answered"]])
    return kept.assign(
        sentence=[sentence(row) for row in rows],
        look=[answer_marks.SIGNED.get(row["answer"], "") for row in rows],
        **{name: kept[name].astype("category") for name in REPEATED},
        shape=shape.astype("category"),
        open=plan.marks["inferred"].astype(bool),
        dagger=plan.marks["corrected_value"].notna(),
    )


def _written() -> str:
    """Return the formula of the document of a mark, with the place in it where it is known."""
    whole = _formula("timeline.written", title="source_title", where="where")
    return f"datum.where ? {whole} : datum.source_title"


def _spoken() -> str:
    return _formula("timeline.spoken", place="province_name", sentence="sentence")


def _formula(key: str, **columns: str) -> str:
    """Return a text as a formula of the chart: its words, and the columns that it asks for."""
    parts = []
    for words, asked, _, _ in Formatter().parse(say(key)):
        parts += [json.dumps(words, ensure_ascii=False)] if words else []
        parts += [f"datum.{columns[asked]}"] if asked else []
    return " + ".join(parts)


def drawn(plan: Plan, x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Draw figures as dots and words as slim bars, open where the year is inferred."""
    base = alt.Chart(alt.NamedData(MARKS))
    picked = alt.selection_point(name=CHOICE, fields=["id"], empty=False)
    shapes = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    colour = alt.Color("theme:N", scale=_themes(), legend=None)
    marks = (
        base.transform_calculate(written=_written(), spoken=_spoken())
        .mark_point(filled=True, size=MARK_SIZE, strokeWidth=MARK_LINE, cursor="pointer")
        .encode(
            x=x_at("x", x),
            y=y_at("y", y),
            shape=alt.Shape("shape:N", scale=shapes, legend=None),
            fill=alt.condition("datum.open", alt.value(palette.WHITE), colour),
            stroke=alt.Stroke("theme:N", scale=_themes(), legend=None),
            opacity=alt.condition(FIGURE, alt.value(1), alt.value(WORDS_INK)),
            tooltip=[alt.Tooltip(f"{name}:N", title=say(key)) for name, key in TOLD.items()],
            description=alt.Description("spoken:N"),
        )
        .add_params(picked)
    )
    ring = (
        base.transform_filter(picked)
        .mark_point(
            shape="circle", filled=False, size=CHOSEN_SIZE, color=palette.INK, strokeWidth=MARK_LINE
        )
        .encode(x=x_at("x", x), y=y_at("y", y))
    )
    signs = [sign for look, sign in _signs(base, x, y) if look in set(told(plan)["look"])]
    if plan.marks["text"].any():
        return [marks, *signs, ring, _words(base, x, y)]
    daggers = [_daggers(base, x, y)] if told(plan)["dagger"].any() else []
    return [marks, *signs, ring, *daggers]


def _signs(base: alt.Chart, x: alt.Scale, y: alt.Scale) -> list[tuple[str, alt.Chart]]:
    """Draw on a mark what became of it: a tick within it where reached, a gap across where not."""
    reached, missed = answer_marks.SIGNED.values()

    def sign(look: str, path: str, width: float) -> alt.Chart:
        only = base.transform_filter(alt.FieldEqualPredicate(field="look", equal=look))
        style: dict[str, Any] = {"shape": path, "filled": False, "size": MARK_SIZE, "opacity": 1}
        drawn = only.mark_point(**style, strokeWidth=width, cursor="pointer")
        return drawn.encode(x=x_at("x", x), y=y_at("y", y))

    hue = alt.Color("theme:N", scale=_themes(), legend=None)
    tick = alt.condition("datum.open", hue, alt.value(palette.WHITE))
    return [
        (reached, sign(reached, TICK, TICK_LINE).encode(stroke=tick)),
        (missed, sign(missed, STROKE, CASING).encode(stroke=alt.value(palette.WHITE))),
        (missed, sign(missed, GAP, GAP_LINE).encode(stroke=alt.value(palette.OCHRE))),
    ]


def _words(base: alt.Chart, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    """Write each mark's words beside it, one line under the other."""
    text = base.mark_text(
        align="left",
        baseline="middle",
        dx=TEXT_INDENT,
        fontSize=TEXT_SIZE,
        lineHeight=LINE,
        lineBreak="\n",
        cursor="pointer",
    )
    ink = alt.condition(FIGURE, alt.value(palette.INK), alt.value(palette.QUIET_INK))
    return text.encode(x=x_at("x", x), y=y_at("y", y), text=alt.Text("text:N"), color=ink)


def _daggers(base: alt.Chart, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    """Mark what is drawn at a corrected value; the words of the open timeline say it themselves."""
    sign = base.transform_filter("datum.dagger").mark_text(
        text="†", dx=CORRECTED_DX, dy=CORRECTED_DY, fontSize=SIGN_SIZE, color=palette.INK
    )
    return sign.encode(x=x_at("x", x), y=y_at("y", y))
