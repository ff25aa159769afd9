"""This module writes the texts of the timeline: title, filters in words, why a lane is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from commitments import differences, query, schedule, wording
from commitments.language import named, say
from commitments.load import Atlas
from commitments.model import NATION, PROVINCES_IN_THE_PLANS, Theme
from commitments.schedule import Grouping, Period, View
from commitments.timelines.axis import LAST_EVEN_YEAR
from commitments.timelines.layout import Plan

NAMED: Final = 4  # provinces; more are counted
NOTHING_CHOSEN: Final = (
    "Nothing is chosen. Choose one or more provinces above, or switch the national milestones on."
)


def title(about: Theme | str | None) -> str:
    """Name the timeline of a theme or an indicator."""
    return f"What falls due when: {about or 'all themes'}"


def subtitle(plan: Plan, rows: pd.DataFrame, view: View) -> str:
    """Say what is drawn, how many of it state a figure, and what is out of view."""
    drawn = plan.marks
    stated = int(drawn["value"].notna().sum())
    away = len(rows) - len(drawn)
    parts = [
        _places(view),
        f"{len(drawn)} commitments, {stated} with a figure",
        f"{away} {_out_of_view(view)} not drawn" if away else "",
        f"years after {LAST_EVEN_YEAR} not to scale" if plan.axis.breaks else "",
    ]
    return " · ".join(part for part in parts if part)


def printed(rows: pd.DataFrame, lanes: Sequence[str]) -> str:
    """Say whose commitments a printed timeline draws, and how many of them state a figure."""
    named = [name for name in lanes if name != NATION]
    more = [f"{len(named) - NAMED} more"] if len(named) > NAMED else []
    nation = ["the nation"] if NATION in lanes else []
    stated = int(rows["value"].notna().sum())
    counted = f"{len(named)} of {PROVINCES_IN_THE_PLANS} provinces"
    far = bool((rows["year"] > LAST_EVEN_YEAR).any())
    parts = [
        differences.named([*named[:NAMED], *more, *nation]),
        f"{len(rows)} commitments, {stated} with a figure",
        counted if named else "",
        f"years after {LAST_EVEN_YEAR} not to scale" if far else "",
    ]
    return " · ".join(part for part in parts if part)


def periods(today: int) -> dict[str, str]:
    """Name the choices of years."""
    return {
        Period.ALL: "All",
        Period.TO_2030: "To 2030",
        Period.TO_2035: "To 2035",
        Period.AHEAD: f"From {today}",
    }


def empty_lanes(atlas: Atlas, rows: pd.DataFrame, view: View, today: int) -> dict[str, str]:
    """Say for each lane without a mark why it is empty."""
    drawn = schedule.in_span(rows, *schedule.span(view.period, today))
    found = set(schedule.in_lanes(drawn, view.group)["lane"])
    ever = set(schedule.in_lanes(rows, view.group)["lane"])
    read = query.with_documents(atlas) | {NATION}
    return {
        lane: _why_empty(view, lane in ever, lane in read)
        for lane in schedule.lanes(view)
        if lane not in found
    }


def nothing(view: View) -> str:
    """Say why the whole timeline is empty."""
    if not schedule.places(view):
        return NOTHING_CHOSEN
    names = ", ".join(schedule.places(view)).replace(NATION, "the nation")
    return f"{_none(view.theme)} found for {names} in the documents read."


def in_words(plan: Plan) -> str:
    """Tell the timeline to a reader who cannot see it: each lane with its counts by year."""
    told = []
    for lane in plan.lanes["lane"]:
        rows = plan.marks[plan.marks["lane"] == lane]
        years = rows["year"].astype("str").replace("<NA>", "without a date")
        counts = years.value_counts().sort_index()
        parts = ", ".join(f"{count} {_when(str(year))}" for year, count in counts.items())
        told.append(f"{lane}: {parts or 'none'}")
    return f"Timeline of {len(plan.marks)} commitments. {'; '.join(told)}."


def listed(rows: pd.DataFrame) -> dict[str, str]:
    """Name each commitment as a list of them shows it, by id: place, due year, figure or words."""
    return {
        row["id"]: say(
            "told.listed",
            place=named("province", row["province"]),
            due=wording.due(row),
            told=wording.entry(row),
        )
        for row in rows.to_dict("records")
    }


def marks(plan: Plan) -> frozenset[str]:
    """Name the marks that occur, for the key."""
    rows = plan.marks
    figure, labelled = rows["kind"] == "figure", rows["text"].any()
    there = {
        "figure": figure.any(),
        "words": (~figure).any(),
        "open": rows["inferred"].astype(bool).any(),
        "part": (rows["place"] != "").any(),
        "step": not plan.steps.empty,
        "corrected": rows["corrected_value"].notna().any(),
        "scoped": labelled and ((rows["scope"] != "") & figure).any(),
    }
    return frozenset(name for name, found in there.items() if found)


def _places(view: View) -> str:
    names = [name for name in schedule.places(view) if name != NATION]
    nation = "the nation" if NATION in schedule.places(view) else ""
    if view.every:
        return " and ".join(part for part in (f"All {len(names)} provinces", nation) if part)
    more = f"{len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(part for part in (*names[:NAMED], more, nation) if part)


def _out_of_view(view: View) -> str:
    return "due earlier" if view.period == Period.AHEAD else f"due after {view.period}"


def _why_empty(view: View, ever: bool, read: bool) -> str:
    if ever:
        return f"{_none(view.theme)} found for these years; other years have some."
    if view.group == Grouping.PROVINCE and not read:
        return "No document read."
    return f"{_none(view.theme)} found in the documents read."


def _none(theme: Theme | None) -> str:
    return f"No {theme} commitment was" if theme else "No commitment was"


def _when(year: str) -> str:
    return year if year == "without a date" else f"due {year}"
