"""Timeline: what falls due when, one lane per province or theme, the nation's on top."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.figures.timelines import views as timeline_views
from commitments.language import say
from commitments.queries import provenance, schedule
from commitments.words import columns

atlas = ui.page("Timeline")

asked = ui.timeline_choices(atlas)

view = ui.kept(timeline_views.timeline_view, atlas, (asked, ui.today()))

with ui.figure(
    view.title,
    view.subtitle,
    view.sources,
    ui.imprint(atlas, ui.address("Timeline", **asked.choices())),
):
    if view.nothing:
        ui.note(view.nothing)
    else:
        ui.timeline_key(view)
        ui.show_timeline(atlas, view)
        ui.in_words(view.alt)

if len(view.rows):
    ui.take_away(
        atlas,
        view.rows,
        reports=view.reports,
        what=view.title,
        link=ui.link(),
        item=briefing.of(briefing.Kind.TIMELINE, asked.theme, schedule.places(asked)),
    )
    chosen = ui.chosen_mark(view)
    if chosen:
        ui.show_provenance(
            provenance.record(atlas, chosen),
            ui.passage(atlas, chosen),
        )
    ui.heading(say("timeline.table"))
    ui.show_table(view.rows, columns.ANSWERED, key="timeline-table")
    ui.show_reports(view.reports, columns.REPORTED_BESIDE, key="timeline-reports")
