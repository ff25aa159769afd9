"""Overview: what was found for each province, on a map and indicator by indicator."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.figures import captions, live_map, views
from commitments.language import say

atlas = ui.page("Overview")

ui.lead(captions.headline(atlas, int(ui.today())))
if became := captions.fallen_due(atlas):
    ui.note(became)
with ui.row():
    theme = ui.theme()
    province = ui.province(atlas)

found = ui.kept(views.coverage_view, atlas, theme)
picture = live_map.paint(found.job, [province] if province else [])

left, right = ui.columns((5, 3))
with (
    left,
    ui.figure(
        found.title,
        found.subtitle,
        found.sources,
        ui.imprint(atlas, ui.address("Overview", theme=theme, province=province)),
    ),
):
    ui.show_map(picture, key="overview-map")
    ui.in_words(found.alt)
with right:
    if province:
        ui.province_summary(atlas, province, theme)
    else:
        ui.holdings(atlas, theme)

asked = ui.matrix_layout(theme)
cells = ui.kept(views.matrix_view, atlas, asked)
with ui.figure(
    cells.title,
    cells.subtitle,
    cells.sources,
    ui.imprint(atlas, ui.address("Overview", **asked.choices())),
    name="figure-matrix",
):
    ui.show_matrix(atlas, cells.drawing, name=cells.title)
    ui.in_words(cells.alt)

with ui.row("collect"):
    ui.add_to_briefing(briefing.of(briefing.Kind.MAP, theme), say("frame.add-map"))
    ui.add_to_briefing(briefing.of(briefing.Kind.MATRIX, theme), say("frame.add-matrix"))
