"""Progress: what was promised and what was reported, a small panel for each province."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.figures.progress import views as progress_views
from commitments.language import say
from commitments.publish import addresses
from commitments.words import columns

atlas = ui.page("Progress")

asked = ui.progress_choices(atlas)

view = ui.kept(progress_views.progress_view, atlas, asked)

with ui.figure(
    view.title,
    view.subtitle,
    view.how_to_read,
    view.sources,
    ui.imprint(atlas, ui.address("Progress", **asked.choices())),
):
    ui.show_progress(atlas, view, asked)
    ui.in_words(view.alt)
ui.take_away(
    atlas,
    view.rows,
    what=view.title,
    link=ui.link(),
    item=briefing.Item(briefing.Kind.PROGRESS, asked.selection()),
    reports=view.reports,
    handed=addresses.of_indicator(asked.indicator),
)
ui.heading(say("progress.table"))
ui.show_table(view.rows, columns.FOUND, key="progress-table")
ui.show_reports(view.reports, columns.REPORTED, key="progress-reports")
