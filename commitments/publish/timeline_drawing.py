"""A timeline as light SVG: the lanes, marks and words of the timeline on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import Theme
from commitments.figures import answer_marks, palette
from commitments.figures.timelines.axis import PAD, PITCH
from commitments.figures.timelines.captions import lane_name, sentence
from commitments.figures.timelines.layout import (
    HEADER,
    LANE_PAD,
    LINE,
    TEXT_INDENT,
    Plan,
    clear_of_words,
)
from commitments.language import Language, capital, current, named, say

NAMES: Final = {Language.ENGLISH: 112.0, Language.CHINESE: 62.0}
STAGE_ROOM: Final = 62.0  # a stage narrower than its name goes without
DAY_FROM: Final = float(HEADER - 14)  # the line of the day of the data begins here
SHAPES: Final = {"figure": "dot", "words": "bar", "figure, part": "square", "words, part": "spike"}


@dataclass(frozen=True, slots=True)
class Band:
    """A stage of the plans, or the room of what has no date."""

    x: float
    width: float
    fill: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One commitment: where it stands, its look, its words and what the pointer tells."""

    id: str
    x: float
    y: float
    shape: str
    open: bool
    wordy: bool
    corrected: bool
    look: str  # of the answer; blank where none is known
    lines: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its name, its lower edge, and in an empty one why it is."""

    name: str
    name_y: float
    bottom: float
    note: str
    note_y: float


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """A timeline ready to be written."""

    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    years: tuple[tuple[float, float, str], ...]
    breaks: tuple[tuple[float, float], ...]
    steps: tuple[tuple[str, str], ...]  # theme and path
    marks: tuple[tuple[str, tuple[Mark, ...]], ...]  # by theme
    day: float | None  # where the day of the data stands
    day_stretches: tuple[tuple[float, float], ...]
    top: float
    names: float
    width: float
    height: float


def drawn(plan: Plan, day: float) -> TimelineDrawing:
    """Draw a timeline that is laid out; `day` is that of the data."""
    at = plan.axis.moment(day)
    themes = groupby(_by_theme(plan.marks), key=lambda row: str(row["theme"]))
    return TimelineDrawing(
        bands=tuple(_bands(plan)),
        lanes=tuple(_lane(row) for row in records(plan.lanes)),
        years=tuple(_years(plan)),
        breaks=tuple((x, y) for x in plan.axis.breaks for y in plan.years),
        steps=tuple(_steps(plan.steps)),
        marks=tuple((theme, tuple(map(_mark, rows))) for theme, rows in themes),
        day=at,
        day_stretches=() if at is None else tuple(clear_of_words(plan, at, DAY_FROM)),
        top=float(HEADER),
        names=NAMES[current()],
        width=plan.axis.width,
        height=plan.height,
    )


def _by_theme(marks: pd.DataFrame) -> list[dict[Any, Any]]:
    order = [str(theme) for theme in Theme]
    return sorted(records(marks), key=lambda row: order.index(str(row["theme"])))


def _bands(plan: Plan) -> Iterator[Band]:
    fills = palette.STAGE_FILLS * 2
    for (left, right, name), fill in zip(plan.axis.stages(), fills, strict=False):
        shown = name if right - left >= STAGE_ROOM else ""
        yield Band(round(left, 1), round(right - left, 1), palette.on_screen(fill), shown)
    for column in plan.axis.columns:
        if column.year is None:
            fill = palette.on_screen(palette.STAGE_FILLS[0])
            yield Band(round(column.left, 1), round(column.width, 1), fill, "")


def _lane(row: dict[Any, Any]) -> Lane:
    return Lane(
        name=capital(lane_name(str(row["lane"]))),
        name_y=row["top"] + LANE_PAD + PITCH / 2,
        bottom=row["top"] + row["height"],
        note=row["note"],
        note_y=row["top"] + row["height"] / 2,
    )


def _years(plan: Plan) -> Iterator[tuple[float, float, str]]:
    for y in plan.years:
        for column in plan.axis.columns:
            name = str(column.year) if column.year else say("due.none")
            yield round(column.left + PAD, 1), y, name


def _steps(steps: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield for each theme the lines that join its successive figures, as one path."""
    for theme, rows in steps.groupby("theme", sort=True, observed=True):
        lines = rows[["x", "y", "x2", "y2"]].itertuples(index=False, name=None)
        yield str(theme), "".join(f"M{x:g} {y:g}L{x2:g} {y2:g}" for x, y, x2, y2 in lines)


def _mark(row: dict[Any, Any]) -> Mark:
    kind = row["kind"] + (", part" if row["place"] else "")
    return Mark(
        id=row["id"],
        x=row["x"],
        y=row["y"],
        shape=SHAPES[kind],
        open=bool(row["inferred"]),
        wordy=row["kind"] == "words",
        look=answer_marks.SIGNED.get(row["answer"], ""),
        corrected=not row["text"] and not pd.isna(row["corrected_value"]),
        lines=tuple(row["text"].split("\n")) if row["text"] else (),
        told=say(
            "timeline.spoken", place=named("province", row["province"]), sentence=sentence(row)
        ),
    )


INDENT, LEADING = TEXT_INDENT, LINE
