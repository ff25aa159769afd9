"""Captions of a timeline: title, filters in words, why a lane is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import NATION, PROVINCES_IN_THE_PLANS, Theme
from commitments.figures import answer_marks
from commitments.figures.timelines.axis import LAST_EVEN_YEAR
from commitments.figures.timelines.layout import Plan
from commitments.language import count, joined, lists, named, say
from commitments.queries import area_states, schedule
from commitments.queries.outcomes import SETTLED
from commitments.queries.schedule import Grouping, Period, View
from commitments.words import answers as answer_words
from commitments.words import wording

NAMED: Final = 4  # provinces; more are counted


def title(about: Theme | str | None) -> str:
    """Name the timeline of a theme or an indicator."""
    named_so = named("theme", about) if about else say("timeline.all-themes")
    return say("timeline.title", about=named_so)


def subtitle(plan: Plan, rows: pd.DataFrame, view: View) -> str:
    """Say what is drawn, how many of it state a figure, and what is out of view."""
    away = len(rows) - len(plan.marks)
    parts = [
        _places(view),
        _counted(plan.marks),
        _out_of_view(view, away) if away else "",
        _not_to_scale() if plan.axis.breaks else "",
    ]
    return " · ".join(part for part in parts if part)


def printed(rows: pd.DataFrame, lanes: Sequence[str]) -> str:
    """Say whose commitments a printed timeline draws, and how many of them state a figure."""
    provinces = [name for name in lanes if name != NATION]
    far = bool((rows["year"] > LAST_EVEN_YEAR).any())
    parts = [
        lists.listed(_first_names(provinces, nation=NATION in lanes)),
        _counted(rows),
        say("timeline.of-provinces", some=len(provinces), every=PROVINCES_IN_THE_PLANS)
        if provinces
        else "",
        _not_to_scale() if far else "",
    ]
    return " · ".join(part for part in parts if part)


def lane_name(lane: str) -> str:
    """Name a lane: a province, the nation or a theme."""
    return named("theme" if lane in schedule.THEMES else "province", lane)


def periods(today: int) -> dict[str, str]:
    """Name the choices of years."""
    return {
        Period.ALL: say("period.all"),
        Period.TO_2030: say("period.to", year=Period.TO_2030),
        Period.TO_2035: say("period.to", year=Period.TO_2035),
        Period.AHEAD: say("period.from", year=today),
    }


def empty_lanes(atlas: Atlas, rows: pd.DataFrame, view: View, today: int) -> dict[str, str]:
    """Say for each lane without a mark why it is empty."""
    drawn = schedule.in_span(rows, *schedule.span(view.period, today))
    found = set(schedule.in_lanes(drawn, view.group)["lane"])
    ever = set(schedule.in_lanes(rows, view.group)["lane"])
    read = area_states.with_documents(atlas) | {NATION}
    return {
        lane: _why_empty(view, lane in ever, lane in read)
        for lane in schedule.lanes(view)
        if lane not in found
    }


def nothing(view: View) -> str:
    """Say why the whole timeline is empty."""
    places = [_place(name) for name in schedule.places(view)]
    if not places:
        return say("timeline.nothing-chosen")
    return _none(
        view.theme,
        "timeline.none-for",
        "timeline.none-for-of-theme",
        names=say("list.between").join(places),
    )


def in_words(plan: Plan) -> str:
    """Tell the timeline to a reader who cannot see it: each lane with its counts by year."""
    lanes = [_lane_in_words(plan, str(lane)) for lane in plan.lanes["lane"]]
    return count("timeline.told", len(plan.marks), lanes=say("told.apart").join(lanes))


def answers_in_words(plan: Plan) -> str:
    """Say how the figures drawn came out, of those for whose year a report was found."""
    counts = plan.marks["answer"].value_counts()
    told = [
        say("sheet.counted", answer=answer_words.name(kind), count=counts[kind])
        for kind in SETTLED
        if counts.get(kind)
    ]
    return say("outcome.of-timeline", counts=say("told.between").join(told)) if told else ""


def _lane_in_words(plan: Plan, lane: str) -> str:
    rows = plan.marks[plan.marks["lane"] == lane]
    counts = rows["year"].value_counts().sort_index()
    told = [say("timeline.count-due", count=found, year=year) for year, found in counts.items()]
    undated = int(rows["year"].isna().sum())
    if undated:
        told.append(say("timeline.count-undated", count=undated))
    said = say("told.between").join(told) or say("timeline.lane-empty")
    return say("timeline.lane", name=lane_name(lane), counts=said)


def listed(rows: pd.DataFrame) -> dict[str, str]:
    """Name each commitment as a list of them shows it, by id: place, due year, figure or words."""
    return {
        row["id"]: say(
            "told.listed",
            place=named("province", row["province"]),
            due=wording.due(row),
            told=wording.entry(row),
        )
        for row in records(rows)
    }


def sentence(row: Mapping[str, Any]) -> str:
    """Say a commitment, and what became of it where a report of its year was found."""
    answered = [row["answered"]] if row["answer"] in SETTLED else []
    return joined([row["sentence"], *answered])


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
    answered = frozenset(rows["answer"]) & frozenset(answer_marks.SIGNED)
    return answered | frozenset(name for name, found in there.items() if found)


def _counted(rows: pd.DataFrame) -> str:
    stated = int(rows["value"].notna().sum())
    return count("timeline.drawn", len(rows), stated=f"{stated:,}")


def _not_to_scale() -> str:
    return say("timeline.not-to-scale", year=LAST_EVEN_YEAR)


def _place(name: str) -> str:
    return say("the-nation") if name == NATION else named("province", name)


def _first_names(provinces: Sequence[str], *, nation: bool) -> list[str]:
    """Name a few provinces, count the others, and name the nation where it is drawn."""
    names = [_place(name) for name in provinces[:NAMED]]
    if len(provinces) > NAMED:
        names.append(say("timeline.more", number=len(provinces) - NAMED))
    return [*names, _place(NATION)] if nation else names


def _places(view: View) -> str:
    names = [name for name in schedule.places(view) if name != NATION]
    nation = NATION in schedule.places(view)
    if view.every:
        key = "timeline.all-provinces-and-nation" if nation else "timeline.all-provinces"
        return say(key, number=len(names))
    return say("list.between").join(_first_names(names, nation=nation))


def _out_of_view(view: View, away: int) -> str:
    if view.period == Period.AHEAD:
        return say("timeline.due-earlier", number=away)
    return say("timeline.due-after", number=away, year=view.period)


def _why_empty(view: View, ever: bool, read: bool) -> str:
    if ever:
        return _none(
            view.theme,
            "timeline.none-for-these-years",
            "timeline.none-for-these-years-of-theme",
        )
    if view.group == Grouping.PROVINCE and not read:
        return say("timeline.no-document")
    return _none(view.theme, "timeline.none", "timeline.none-of-theme")


def _none(theme: Theme | None, key: str, key_of_theme: str, **words: str) -> str:
    """Say that nothing was found, of a theme where one is chosen."""
    if theme is None:
        return say(key, **words)
    return say(key_of_theme, theme=named("theme", theme), **words)
