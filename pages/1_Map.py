"""Map: one indicator and due year, as a choropleth with its dot plot and its table."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.figures import live_map, views
from commitments.publish import addresses
from commitments.words import columns

atlas = ui.page("Map")

asked = ui.selection(atlas)

view = ui.kept(views.map_view, atlas, asked.of_all_provinces())
picture = live_map.paint(view.job, asked.provinces)

with ui.figure(
    view.title,
    view.subtitle,
    view.how_to_read,
    view.sources,
    ui.imprint(atlas, ui.address("Map", **asked.choices())),
):
    left, right = ui.columns((3, 2))
    with left:
        ui.show_map(picture, key="map", tiles=asked.tiles)
    with right:
        ui.show_dots(atlas, view.plot, asked, key="dots")
        ui.show_values_key(view.outcomes, view.theme)
        ui.note(view.not_ranked)
    ui.in_words(view.alt)
ui.take_away(
    atlas,
    view.rows,
    reports=view.reports,
    what=view.title,
    link=ui.link(),
    item=briefing.map_of(asked),
    handed=addresses.of_map(asked),
)
if view.reports_alone:
    ui.show_reports(view.reports, columns.REPORTED, key="map-reports")
ui.heading(view.table)
ui.show_table(view.rows, columns.FOUND, chooses="area", key="map-table")
if view.not_listed:
    ui.note(view.not_listed)
if not view.reports_alone:
    ui.show_reports(view.reports, columns.REPORTED, key="map-reports")
