"""Province: everything of one province on a fact sheet, promised and reported."""

from commitments import ui
from commitments.language import say
from commitments.queries import province_sheet

atlas = ui.page("Province")

with ui.row():
    name = ui.province_choice(atlas)

sheet = ui.kept(province_sheet.sheet, atlas, name)

with ui.figure(
    ui.province_title(atlas, name),
    say("sheet.subtitle"),
    ui.imprint(atlas, ui.address("Province", province=name)),
    name="figure-province",
):
    ui.show_sheet(atlas, sheet)
ui.take_sheet_away(atlas, name)
