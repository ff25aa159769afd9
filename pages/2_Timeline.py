"""Timeline: what falls due when, one lane per province."""

from commitments import captions, query, timelines, ui

atlas = ui.page("Timeline")

theme = ui.theme()
provinces = ui.provinces(atlas, default=query.fullest_provinces(atlas, 4))

rows = query.described(query.timeline(atlas, theme, provinces))

with ui.figure(
    captions.timeline_title(theme),
    captions.timeline_subtitle(rows, provinces),
    captions.read_in(atlas, rows),
    ui.imprint(atlas, ui.address("Timeline", theme=theme, province=",".join(provinces))),
):
    ui.key_to_marks(theme)
    if rows.empty:
        ui.note(captions.nothing_to_show(theme, provinces))
    else:
        ui.show_chart(
            timelines.chart(rows, provinces, today=ui.today()), key="timeline", stretch=False
        )
ui.heading("The commitments drawn")
ui.show_table(rows, captions.TIMELINE_COLUMNS)
ui.take_away(atlas, rows, what=captions.timeline_title(theme), link=ui.link())
