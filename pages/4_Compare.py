"""Compare: two to four provinces side by side, a line for each indicator."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.figures import alt_text
from commitments.figures.compare import captions as compare_captions
from commitments.language import say
from commitments.queries import comparison as compare
from commitments.queries import peers, query, reports_drawn
from commitments.words import columns, references

atlas = ui.page("Compare")

with ui.row():
    theme = ui.theme()
    order = ui.order()
    provinces = ui.provinces(
        atlas, default=query.fullest_provinces(atlas, compare.FEWEST), most=compare.MOST
    )
    ui.offer_more(peers.offered(atlas, provinces), provinces)

lines = compare.lines(atlas, theme, provinces, today=int(ui.today()), order=order)
title = compare_captions.title(theme, provinces)
subtitle = compare_captions.subtitle(lines, provinces, order)

if len(provinces) < compare.FEWEST:
    ui.lead(compare_captions.too_few(atlas, provinces))
    ui.offer_peers(peers.offered(atlas, provinces))
elif not lines:
    ui.lead(compare_captions.nothing_found(theme, provinces))
else:
    rows = compare.drawn(atlas, lines)
    reports = reports_drawn.described(reports_drawn.told_of(atlas, rows["id"]))
    with ui.figure(
        title,
        subtitle,
        references.read_in(atlas, references.cited(rows, reports)),
        ui.imprint(atlas, ui.address("Compare", **compare.choices(theme, provinces, order))),
    ):
        ui.show_comparison(atlas, lines, theme=theme, order=order)
        ui.in_words(alt_text.of_comparison(lines, title=title, subtitle=subtitle))
    ui.take_away(
        atlas,
        rows,
        reports=reports,
        what=title,
        link=ui.link(),
        item=briefing.of(briefing.Kind.COMPARE, theme, provinces),
    )
    ui.heading(say("compare.table"))
    ui.show_table(
        compare_captions.as_table(lines), compare_captions.TABLE_COLUMNS, key="compare-table"
    )
    ui.show_reports(reports, columns.REPORTED_BESIDE, key="compare-reports")
