"""Layout of a timeline, without drawing it: every commitment has a place of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import NATION, Theme
from commitments.figures import text_measuring
from commitments.figures.timelines import axis as timeline_axis
from commitments.figures.timelines import packing as timeline_packing
from commitments.figures.timelines.axis import PITCH, Axis
from commitments.figures.timelines.packing import Chains, Piece, Spot
from commitments.language import named, say
from commitments.queries import schedule
from commitments.queries.schedule import Density, Grouping, View
from commitments.words import wording

HEADER: Final = 50  # pixels for the stages, the years and the flag of today
FOOTER: Final = 24
REPEAT_AFTER: Final = 640  # a lane this far below the last years has them written above it again
REPEATED: Final = 26
YEARS_ABOVE: Final = 24.0  # from the years to the first lane
LANE_PAD: Final = 10
ROW: Final = 17  # of a mark with words
LINE: Final = 14  # of words that take several lines
TEXT_SIZE: Final = 12
TEXT_INDENT: Final = 10  # from a mark's middle to its words
TEXT_END: Final = 12  # kept free behind the words
LONGEST: Final = 400  # pixels of words on one line; our summary is shortened to it
MOST_LINES: Final = 4  # where a column near the edge has less room
MARK_REACH: Final = 7  # from a mark's middle to where a step may begin
RISE: Final = 2.5  # half the height of a step on a shared line
RISER: Final = 11  # from a step's riser to the mark it leads to
LANE_COLUMNS: Final = ("lane", "top", "height", "note")
STEP_COLUMNS: Final = ("one", "other", "theme", "x", "x2", "y", "y2")
THEME_RANK: Final = {str(theme): rank for rank, theme in enumerate(Theme)}


@dataclass(frozen=True)
class Plan:
    """A timeline laid out, in pixels: lanes, marks with their words, steps, years written."""

    axis: Axis
    lanes: pd.DataFrame = field(repr=False)  # lane, top, height, note
    marks: pd.DataFrame = field(repr=False)  # the rows with lane, x, y, text, text_width, lines
    steps: pd.DataFrame = field(repr=False)  # one, other (ids), theme, x, y, x2, y2
    years: tuple[float, ...]  # heights at which the years are written
    height: float


def plan(rows: pd.DataFrame, view: View, today: int, notes: Mapping[str, str]) -> Plan:
    """Lay out described commitments; `notes` say why a lane is empty."""
    first, last = schedule.span(view.period, today)
    within = schedule.in_lanes(schedule.in_span(rows, first, last), view.group)
    axis = timeline_axis.axis(within["year"], view.density, first, last)
    known = _worded(_ordered(within, view), view, axis)
    chains = schedule.successive(known)
    lanes, years, top = [], [HEADER - YEARS_ABOVE], float(HEADER)
    cells: dict[str, int] = {}
    tops: dict[str, float] = {}
    for name in schedule.lanes(view):
        if top - years[-1] > REPEAT_AFTER:
            years.append(top + REPEATED / 2)
            top += REPEATED
        found, tall = _lane(known[known["lane"] == name], chains, axis, view.density)
        cells |= {mark: spot.cell for mark, spot in found.items()}
        tops |= {mark: top + LANE_PAD + spot.top for mark, spot in found.items()}
        height = tall + 2 * LANE_PAD
        lanes.append({"lane": name, "top": top, "height": height, "note": notes.get(name, "")})
        top += height
    marks = _placed(known, cells, tops, axis)
    steps = _risers(marks, chains) if view.density == Density.OPEN else _treads(marks, chains)
    years.append(top + FOOTER / 2)
    return Plan(
        axis,
        pd.DataFrame(lanes, columns=list(LANE_COLUMNS)),
        marks,
        steps,
        tuple(years),
        top + FOOTER,
    )


def _ordered(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Sort as a lane is read: by theme, figures before words; with words, also by year."""
    known = rows.assign(
        kind=rows["value"].isna().map({False: "figure", True: "words"}),
        theme_rank=rows["theme"].astype("str").map(THEME_RANK),
    )
    by = ["theme_rank", "kind", "indicator"]
    if view.group == Grouping.THEME:
        by = ["kind", "indicator"]
    return known.sort_values(
        [*(["year"] if view.density == Density.OPEN else []), *by],
        kind="stable",
        na_position="last",
    )


def _worded(rows: pd.DataFrame, view: View, axis: Axis) -> pd.DataFrame:
    """Add the words beside each mark, broken to the room they have; none where it is compact."""
    texts, counts = [""] * len(rows), [1] * len(rows)
    if view.density == Density.OPEN:
        for at, row in enumerate(records(rows)):
            year = _year(row["year"])
            start = axis.columns[axis.at(year)].first_mark + TEXT_INDENT
            room = min(LONGEST, axis.words_end(year) - start)
            most = 1 if room == LONGEST else MOST_LINES
            lines = text_measuring.lines(_entry(row, view), room, TEXT_SIZE, most)
            texts[at], counts[at] = "\n".join(lines), max(len(lines), 1)
    return rows.assign(
        text=pd.Series(texts, index=rows.index, dtype="str"),
        lines=counts,
        text_width=[
            max(text_measuring.width(line, TEXT_SIZE) for line in text.split("\n"))
            for text in texts
        ],
    )


def _entry(row: Mapping[str, Any], view: View) -> str:
    """Return the words beside a mark; a lane of a theme says whose commitment it is."""
    alone = len(schedule.places(view)) == 1
    known = alone or view.group == Grouping.PROVINCE or row["lane"] == NATION
    return (
        wording.entry(row)
        if known
        else say(
            "timeline.entry", place=named("province", row["province"]), told=wording.entry(row)
        )
    )


def _year(year: object) -> int | None:
    return None if pd.isna(year) else int(year)  # type: ignore[call-overload]


def _lane(
    rows: pd.DataFrame, chains: Chains, axis: Axis, density: Density
) -> tuple[dict[str, Spot], float]:
    """Pack one lane; return where its marks stand and how high it is, one mark at the least."""
    column = {
        mark: axis.at(_year(year)) for mark, year in zip(rows["id"], rows["year"], strict=True)
    }
    if density == Density.COMPACT:
        spots = timeline_packing.compact(column, chains, axis)
        return spots, max((spot.top for spot in spots.values()), default=0.0) + PITCH
    pieces = {}
    for mark, wide, lines in zip(rows["id"], rows["text_width"], rows["lines"], strict=True):
        x = axis.columns[column[mark]].first_mark
        right = x + TEXT_INDENT + wide + TEXT_END
        pieces[mark] = Piece(mark, x - MARK_REACH, right, int(lines))
    placed = timeline_packing.rows_of(pieces, chains)
    lowest = max((row + pieces[mark].rows for mark, row in placed.items()), default=1)
    return {mark: Spot(0, row * ROW) for mark, row in placed.items()}, lowest * ROW


def _placed(
    rows: pd.DataFrame, cells: Mapping[str, int], tops: Mapping[str, float], axis: Axis
) -> pd.DataFrame:
    """Turn spots into pixels: the middle of each mark."""
    left = [axis.columns[axis.at(_year(year))].first_mark for year in rows["year"]]
    x = [at + cells[mark] * PITCH for at, mark in zip(left, rows["id"], strict=True)]
    y = [tops[mark] + PITCH / 2 for mark in rows["id"]]
    return rows.assign(
        x=pd.Series(x, index=rows.index, dtype=float).round(1),
        y=pd.Series(y, index=rows.index, dtype=float).round(1),
    )


def _treads(marks: pd.DataFrame, chains: Chains) -> pd.DataFrame:
    """Join figures on a shared line by a tread, a small riser and a tread; level if they stay."""
    found: list[dict[str, object]] = []
    for known, a, b in _pairs(marks, chains):
        rise = RISE * (bool(b["drawn"] < a["drawn"]) - bool(b["drawn"] > a["drawn"]))
        start, turn, end = a["x"] + MARK_REACH, b["x"] - RISER, b["x"] - MARK_REACH
        low, high = a["y"] - rise, a["y"] + rise
        found.append(known | {"x": start, "x2": turn, "y": low, "y2": low})
        found.append(known | {"x": turn, "x2": turn, "y": low, "y2": high})
        found.append(known | {"x": turn, "x2": end, "y": high, "y2": high})
    return pd.DataFrame(found, columns=list(STEP_COLUMNS)).round(1)


def _risers(marks: pd.DataFrame, chains: Chains) -> pd.DataFrame:
    """Join figures that stand one below the other: down from the first, along to the next."""
    found: list[dict[str, object]] = []
    for known, a, b in _pairs(marks, chains):
        found.append(known | {"x": a["x"], "x2": a["x"], "y": a["y"] + MARK_REACH, "y2": b["y"]})
        end = b["x"] - MARK_REACH
        found.append(known | {"x": a["x"], "x2": end, "y": b["y"], "y2": b["y"]})
    return pd.DataFrame(found, columns=list(STEP_COLUMNS)).round(1)


def _pairs(
    marks: pd.DataFrame, chains: Chains
) -> Iterator[tuple[dict[str, object], dict[str, Any], dict[str, Any]]]:
    at = marks.set_index("id")[["x", "y", "drawn", "theme"]].to_dict("index")
    for one, other in (pair for chain in chains for pair in pairwise(chain)):
        yield {"one": one, "other": other, "theme": at[one]["theme"]}, at[one], at[other]


def clear_of_words(plan: Plan, at: float, top: float) -> list[tuple[float, float]]:
    """Return the stretches from a height down in which a line at `at` crosses no words."""
    stretches = []
    for start, end in sorted([*_marks_crossed(plan, at), *_notes_crossed(plan, at)]):
        if start - top >= ROW:
            stretches.append((top, start))
        top = max(top, end)
    return [*stretches, (top, plan.height)]


def _marks_crossed(plan: Plan, at: float) -> Iterator[tuple[float, float]]:
    """Yield top and bottom of the words beside marks that a line at `at` would cross."""
    marks = plan.marks[plan.marks["text"] != ""]
    end = marks["x"] + TEXT_INDENT + marks["text_width"]
    for row in marks[(marks["x"] - MARK_REACH < at) & (at < end)].itertuples():
        yield row.y - ROW / 2, row.y - ROW / 2 + ROW * row.lines


def _notes_crossed(plan: Plan, at: float) -> Iterator[tuple[float, float]]:
    """Yield top and bottom of what is said in empty lanes and would be crossed."""
    for lane in plan.lanes[plan.lanes["note"] != ""].itertuples():
        wide = text_measuring.width(lane.note, TEXT_SIZE)
        if at < timeline_axis.PAD + wide + MARK_REACH:
            middle = lane.top + lane.height / 2
            yield middle - ROW / 2, middle + ROW / 2
