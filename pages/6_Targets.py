"""Targets: every commitment, searched and filtered, each with its way back to the document."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.figures import captions
from commitments.language import say
from commitments.queries import nothing_found, provenance, query, search
from commitments.words import columns

atlas = ui.page("Targets")

asked = ui.filters(atlas)

found = search.matching(atlas, asked)
rows = query.described(found.head(search.ROWS_SHOWN))

ui.heading(captions.found_of(len(found), len(atlas.targets)))
if rows.empty:
    ui.note(captions.nothing_found(nothing_found.reasons(atlas, asked)))
else:
    chosen = ui.choose_row(rows, columns.TARGETS, marked=asked.words, former_ids=atlas.former_ids)
    if chosen is None:
        ui.hint(say("targets.choose-row"))
    else:
        ui.show_provenance(
            provenance.record(atlas, chosen),
            ui.passage(atlas, chosen),
        )
    ui.take_away(
        atlas,
        rows,
        what=captions.search_in_words(asked),
        link=ui.link(),
        item=briefing.table_of(asked),
    )
