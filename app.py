"""Overview: what was found for each province, by theme."""

from commitments import bases, captions, maps, query, ui

atlas = ui.page("Overview")

with ui.row():
    theme = ui.theme()
    province = ui.province(atlas)

found, scheme = bases.found(query.coverage(atlas, theme), theme)
picture = maps.paint(
    maps.job(maps.coverage(found, scheme), maps.legend(found, scheme), name=f"coverage {theme}"),
    [province] if province else [],
)

ui.lead(captions.headline(atlas, int(ui.today())))
left, right = ui.columns((5, 3))
with (
    left,
    ui.figure(
        captions.coverage_title(theme),
        captions.coverage_subtitle(found),
        captions.read_in(atlas, query.province_wide(query.themed(atlas.targets, theme))),
        ui.imprint(atlas, ui.address("Overview", theme=theme, province=province)),
    ),
):
    ui.show_map(picture, key="overview-map")
with right:
    if province:
        ui.province_summary(atlas, province)
    else:
        ui.holdings(atlas, theme)
