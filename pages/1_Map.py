"""Map: one indicator and due year, as a choropleth with its dot plot and its table."""

from commitments import bases, captions, maps, plots, query, ui

atlas = ui.page("Map")

asked = ui.selection(atlas)
indicator = atlas.indicators.loc[asked.indicator]

areas, scheme = bases.read(
    atlas,
    query.figure_map(atlas, asked.indicator, asked.year),
    asked.indicator,
    asked.year,
    asked.basis,
)
rows = query.described(query.all_found(atlas, asked.indicator, asked.year))

picture = maps.paint(
    maps.choropleth(areas, scheme),
    maps.legend(areas, scheme),
    name=f"{asked.indicator} {asked.year} {asked.basis}",
    selected=asked.provinces,
    points=maps.place_points(
        query.points(atlas, asked.indicator, asked.year), theme=indicator["theme"]
    ),
)
plot = plots.dot_plot(
    query.drawn(areas),
    theme=indicator["theme"],
    nation=query.described(query.national_beside(atlas, asked)),
    selected=asked.provinces,
)

title = captions.map_title(indicator, asked.year, asked.basis)
with ui.figure(
    title,
    captions.map_subtitle(areas, indicator, asked.basis),
    captions.how_to_read(areas, indicator, scheme.rule),
    captions.read_in(atlas, rows),
    ui.imprint(atlas, ui.address("Map", **asked.choices())),
):
    left, right = ui.columns((3, 2))
    with left:
        ui.show_map(picture, key="map", tiles=asked.tiles)
    with right:
        ui.show_chart(plot, key="dots", chooses="area")
        ui.note(captions.not_ranked(areas))
ui.heading("What is drawn, and what else was found")
ui.show_table(rows, captions.FOUND_COLUMNS, chooses="area", key="map-table")
ui.take_away(atlas, rows, what=title, link=ui.link())
