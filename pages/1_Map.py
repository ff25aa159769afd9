"""Map: one indicator and due year, as a choropleth with its dot plot and its table."""

from commitments import captions, maps, plots, query, ui

atlas = ui.page("Map")

asked = ui.selection(atlas)
indicator = atlas.indicators.loc[asked.indicator]

symbol = query.symbol(atlas, asked.indicator)
limits = query.class_limits(atlas, asked.indicator)
areas = query.figure_map(atlas, asked.indicator, asked.year)
nation = query.described(query.national(atlas, asked.indicator, asked.year))
painted = maps.choropleth(areas, theme=indicator["theme"], limits=limits)
picture = maps.paint(
    painted,
    maps.figure_legend(painted, indicator, limits, symbol),
    name=f"{asked.indicator} {asked.year}",
    selected=asked.provinces,
    points=maps.place_points(
        query.points(atlas, asked.indicator, asked.year), theme=indicator["theme"]
    ),
)
plot = plots.dot_plot(
    query.described(query.drawn(areas)),
    theme=indicator["theme"],
    unit=symbol,
    nation=nation,
    selected=asked.provinces,
)
rows = query.described(query.all_found(atlas, asked.indicator, asked.year))

with ui.figure(
    captions.map_title(indicator, asked.year),
    captions.map_subtitle(areas, indicator, symbol),
    captions.read_in(atlas, rows),
    ui.imprint(atlas, ui.address("Map", **asked.choices())),
):
    left, right = ui.columns((3, 2))
    with left:
        ui.show_map(picture, key="map")
    with right:
        ui.show_chart(plot, key="dots")
        ui.note(captions.not_ranked(areas))
ui.heading("What is drawn, and what else was found")
ui.show_table(rows, captions.FOUND_COLUMNS)
