"""The timeline view: its parts composed from one choice, so that they can be kept together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.figures import alt_text
from commitments.figures.timelines import captions as timeline_captions
from commitments.figures.timelines import chart as timelines
from commitments.figures.timelines import layout as timeline_layout
from commitments.figures.timelines.vega import Drawing
from commitments.queries import outcomes, query, reports_drawn, schedule
from commitments.queries.schedule import View
from commitments.words import references


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline with its lanes' names, its table and its texts."""

    title: str
    subtitle: str
    sources: str
    nothing: str  # why it is empty; blank where something was found
    alt: tuple[str, ...]  # the figure in words
    listed: Mapping[str, str]  # each commitment drawn, by id, as a list of them shows it
    themes: frozenset[str]
    marks: frozenset[str]
    drawing: Drawing
    names: Drawing
    rows: pd.DataFrame
    reports: pd.DataFrame  # the reported values that are told beside them


def timeline_view(atlas: Atlas, asked: tuple[View, float]) -> TimelineView:
    """Lay out and draw what falls due when; asked is the choice and today, a year with its part."""
    view, today = asked
    found = outcomes.beside(atlas, query.described(schedule.chosen(atlas, view)))
    notes = timeline_captions.empty_lanes(atlas, found, view, int(today))
    plan = timeline_layout.plan(found, view, int(today), notes)
    title = timeline_captions.title(view.theme)
    subtitle = timeline_captions.subtitle(plan, found, view)
    rows = schedule.in_order(plan.marks, view)
    reports = reports_drawn.told_of(atlas, rows["id"])
    return TimelineView(
        title=title,
        subtitle=subtitle,
        sources=references.read_in(atlas, references.cited(plan.marks, reports)),
        nothing=timeline_captions.nothing(view) if found.empty else "",
        alt=alt_text.of_timeline(
            title,
            subtitle,
            timeline_captions.in_words(plan),
            timeline_captions.answers_in_words(plan),
        ),
        listed=timeline_captions.listed(rows),
        themes=frozenset(plan.marks["theme"].astype("str")),
        marks=timeline_captions.marks(plan),
        drawing=timelines.light(timelines.chart(plan, today=today), plan),
        names=timelines.lane_names(plan),
        rows=rows,
        reports=reports_drawn.described(reports),
    )
