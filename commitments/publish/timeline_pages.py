"""Pages of timelines: one for each theme with a lane a province, one for each province."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import NATION, OUTSIDE_THE_PLANS, Theme
from commitments.figures import alt_text, answer_marks, text_measuring
from commitments.figures.timelines import captions, layout
from commitments.language import current, named, say
from commitments.publish import addresses, figure_files, rendering, tables, timeline_drawing
from commitments.publish.site import Site
from commitments.publish.timeline_drawing import TimelineDrawing
from commitments.queries import outcomes, query, reports_drawn, schedule
from commitments.queries.schedule import Density, Grouping, View
from commitments.words import answers as answer_words
from commitments.words import columns, references

MARKS: Final = ("figure", "words", "open", "part", "step")  # in the order of the key
SIGNS: Final = ("corrected", "scoped")
DRAWN: Final = {  # marks of a key in a file, each with its shape and hue
    "figure": ("dot", "var(--soft)"),
    "words": ("bar", "var(--soft)"),
    "open": ("dot", "open"),
    "part": ("square", "var(--soft)"),
}
KEY_SIZE, KEY_GAP = 12.0, 34.0


@dataclass(frozen=True)
class Laid:
    """A timeline with its texts and its rows, laid out and ready to be written."""

    title: str
    subtitle: str
    sources: str
    nothing: str
    alt: tuple[str, ...]
    themes: frozenset[str]
    marks: frozenset[str]
    drawing: TimelineDrawing
    rows: pd.DataFrame
    reports: pd.DataFrame  # the reported values that are told beside them


def view_of(site: Site, subject: str) -> View:
    """Return what the timeline of a theme or of a province shows."""
    if subject in list(Theme):
        covered = tuple(name for name in site.provinces if name not in OUTSIDE_THE_PLANS)
        return View(Theme(subject), covered, every=True)
    national = subject == NATION
    whose = () if national else (subject,)
    return View(None, whose, national, Grouping.THEME, Density.OPEN)


def laid(atlas: Atlas, view: View, day: float) -> Laid:
    """Lay out a timeline as the page of the live atlas does."""
    found = outcomes.beside(atlas, query.described(schedule.chosen(atlas, view)))
    notes = captions.empty_lanes(atlas, found, view, int(day))
    plan = layout.plan(found, view, int(day), notes)
    title, subtitle = captions.title(view.theme), captions.subtitle(plan, found, view)
    rows = schedule.in_order(plan.marks, view)
    reports = reports_drawn.told_of(atlas, rows["id"])
    return Laid(
        title=title,
        subtitle=subtitle,
        sources=references.read_in(atlas, references.cited(plan.marks, reports)),
        nothing=captions.nothing(view) if found.empty else "",
        alt=alt_text.of_timeline(
            title, subtitle, captions.in_words(plan), captions.answers_in_words(plan)
        ),
        themes=frozenset(plan.marks["theme"].astype("str")),
        marks=captions.marks(plan),
        drawing=timeline_drawing.drawn(plan, day),
        rows=rows,
        reports=reports_drawn.described(reports),
    )


def files(site: Site, subject: str) -> dict[str, bytes]:
    """Return the files of one timeline in the language spoken now."""
    atlas, view = site.atlas(current()), view_of(site, subject)
    found = laid(atlas, view, site.today)
    address = addresses.page(current(), "timeline", addresses.place(subject))
    to = partial(addresses.relative, here=address)
    title = found.title if view.theme else say("publish.timeline-of", place=_place(subject))
    imprint = site.imprint(address, links.address("Timeline", **view.choices()))
    picture = addresses.figure(current(), "timeline", addresses.place(subject), ending="svg")
    read = references.read_for(atlas, references.cited(found.rows, found.reports))
    texts = figure_files.Texts(title, found.subtitle, [read, imprint], found.alt)
    whole = rendering.page(
        site,
        "timeline.html",
        address,
        here="Timeline",
        title=title,
        description=found.subtitle,
        view=found,
        subject=subject,
        key={"marks": MARKS, "signs": SIGNS, "answers": _answers(found)},
        lead=lambda row: to(addresses.page(current(), "target", row)),
        imprint=imprint,
        table=tables.of_rows(found.rows, columns.ANSWERED, to),
        reports=tables.plain(found.reports, columns.REPORTED_BESIDE),
        links=[] if found.nothing else [(say("publish.timeline-svg"), to(picture))],
    )
    if found.nothing:
        return {addresses.file(address): whole}
    drawing = figure_files.of_timeline(found.drawing, texts, view.theme, _key(found))
    return {addresses.file(address): whole, picture: drawing}


def _answers(found: Laid) -> dict[str, str]:
    """Name the answers that marks of a timeline carry, by their signs."""
    return {
        look: answer_words.name(kind)
        for kind, look in answer_marks.SIGNED.items()
        if kind in found.marks
    }


def _key(found: Laid) -> list[tuple[str, str, str, float]]:
    """Return the key of a timeline as a file: shape, hue, words and room."""
    told = [("dot", f"var(--{one})", named("theme", one)) for one in Theme if one in found.themes]
    told += [
        (shape, hue, named("timeline-mark", mark))
        for mark, (shape, hue) in DRAWN.items()
        if mark in found.marks
    ]
    told += [
        (look, "var(--soft)", answer_words.name(kind))
        for kind, look in answer_marks.SIGNED.items()
        if kind in found.marks
    ]
    return [(*one, text_measuring.width(one[2], KEY_SIZE) + KEY_GAP) for one in told]


def _place(name: str) -> str:
    return say("the-nation") if name == NATION else named("province", name)
