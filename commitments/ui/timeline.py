"""The timeline on its page: its choices, its chart, the mark that is chosen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.domain.model import OUTSIDE_THE_PLANS, Theme
from commitments.figures import answer_marks, text_tables
from commitments.figures.timelines import captions as timeline_captions
from commitments.language import by_name, joined, named, say
from commitments.queries import query
from commitments.queries.schedule import Density, Grouping, Period, View
from commitments.ui import address_bar, choices, fields, widget_values
from commitments.ui.frame import hint_sideways, row, today
from commitments.ui.print_view import show_words
from commitments.ui.text_view import as_text
from commitments.words import answers as answer_words

if TYPE_CHECKING:
    from commitments.figures.timelines.views import TimelineView

FEW: Final = 4  # provinces of a fresh page
LOW: Final = 740  # pixels; a higher timeline does not fit a sheet of paper on its side
HIGH: Final = 1500  # and one higher than this none that stands upright
CHART: Final = "timeline-chart"
CHOSEN: Final = "marked-row"
LISTED: Final = "mark-listed"
OPENED: Final = "row-opened"  # the mark a link named; it stays, so that the chart does
MARKS: Final = ("figure", "words", "open", "part", "step")  # in the order of the key
SIGNS: Final = ("corrected", "scoped")


def timeline_choices(atlas: Atlas) -> View:
    """Offer theme, years, lanes, density and provinces; every choice stands in the URL."""
    with row():
        theme = choices.theme()
        periods = timeline_captions.periods(int(today()))
        period = fields.segmented(say("timeline.years"), list(periods), "years", names=periods)
        group = fields.segmented(say("timeline.lanes"), list(Grouping), "group", family="grouping")
        density = fields.segmented(
            say("timeline.density"), list(Density), "density", family="density"
        )
    with row("lanes"):
        few = st.container(key="few-provinces")
        national = fields.switch(say("timeline.national"), "national", default=True)
        every = fields.switch(say("timeline.every"), "every", default=False)
    covered = (name for name in atlas.provinces.index if name not in OUTSIDE_THE_PLANS)
    names = tuple(by_name("province", covered))
    if not every:
        with few:
            names = choices.provinces(atlas, default=query.fullest_provinces(atlas, FEW))
    shown = Grouping(group), Density(density), Period(period)
    return View(theme, names, national, *shown, every=every)


def timeline_key(view: TimelineView) -> None:
    """Explain the marks that occur: a colour for each theme, a shape for figure, words, part."""
    if as_text():
        return
    colours = "".join(
        f'<span><i class="figure" style="background:var(--{theme})"></i>'
        f"{escape(named('theme', theme))}</span>"
        for theme in Theme
        if theme in view.themes
    )
    shapes = "".join(
        f'<span><i class="{name}"></i>{escape(named("timeline-mark", name))}</span>'
        for name in MARKS
        if name in view.marks
    )
    signs = "".join(
        f"<span>{escape(named('timeline-mark', name))}</span>"
        for name in SIGNS
        if name in view.marks
    )
    shapes += "".join(
        f'<span><i class="figure signed {answer_marks.look(kind)}"></i>'
        f"{escape(answer_words.name(kind))}</span>"
        for kind in answer_marks.SIGNS
        if kind in view.marks
    )
    drawn = f'<span class="marks" aria-hidden="true">{colours}{shapes}</span>'
    st.html(f'<div class="{_lies(view)}">{drawn}{signs}</div>')


def _lies(view: TimelineView) -> str:
    """Return how a timeline lies on paper, as the classes of its key."""
    high = view.names["height"]
    return "key" + " upright" * (high > LOW) + " tall" * (high > HIGH)


def show_timeline(atlas: Atlas, view: TimelineView) -> None:
    """Show the lanes' names and beside them the timeline, which scrolls sideways where it must."""
    if as_text():
        _restore_mark(atlas)
        show_words(text_tables.of_timeline(view.rows))
        return
    from commitments.figures.timelines import chart as timelines  # brings Altair
    from commitments.figures.timelines import marks as timeline_marks

    _restore_mark(atlas)
    hint_sideways()
    with st.container(key="timeline", horizontal=True, gap=None):
        with st.container(key="timeline-names", width=timelines.names_width()):
            st.vega_lite_chart(view.names, width="content", theme=None, alt=say("told.lanes"))
        with st.container(key="timeline-plot"):
            st.vega_lite_chart(
                timelines.chosen(view.drawing, st.session_state[OPENED]),
                width="stretch",
                theme=None,
                key=CHART,
                on_select=_clicked,
                selection_mode=timeline_marks.CHOICE,
                alt=joined(view.alt[1:]),  # title and subtitle stand above
            )


def chosen_mark(view: TimelineView) -> dict[str, Any] | None:
    """Return the row of the mark chosen by a click, in the list or by the link; None out of view.

    The list holds what the timeline draws: whoever cannot point at a mark chooses it there.
    """
    asked = st.session_state.get(CHOSEN) or ""
    st.session_state[LISTED] = asked if asked in view.listed else ""
    st.selectbox(
        say("told.choose-mark"),
        ["", *view.listed],
        key=LISTED,
        format_func=lambda one: view.listed.get(one, say("told.no-mark")),
        on_change=_picked,
    )
    named = view.rows[view.rows["id"] == asked]
    address_bar.keep("row", asked if len(named) else "", "")
    return None if named.empty else {str(k): v for k, v in named.iloc[0].to_dict().items()}


def _picked() -> None:
    """Take over the commitment chosen in the list; the timeline marks it as it does a click."""
    st.session_state[CHOSEN] = st.session_state[OPENED] = st.session_state.get(LISTED, "")


def _restore_mark(atlas: Atlas) -> None:
    """Take the chosen mark from the link on the first run; say so where there is no such row."""
    if CHOSEN in st.session_state:
        return
    asked = address_bar.asked_row(atlas.former_ids)
    if asked and asked not in set(atlas.targets["id"]):
        address_bar.say_ignored("row", [asked])
    st.session_state[CHOSEN] = st.session_state[OPENED] = asked


def _clicked() -> None:
    """Remember the mark that was clicked; a click beside the marks chooses none."""
    from commitments.figures.timelines import marks as timeline_marks

    path = ("selection", timeline_marks.CHOICE, 0, "id")
    st.session_state[CHOSEN] = widget_values.text(st.session_state.get(CHART), *path)
