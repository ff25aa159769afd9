"""Targets: every commitment, searched and filtered, each with its way back to the document."""

from commitments import ui
from commitments.briefings import items as briefing
from commitments.figures import captions
from commitments.language import say
from commitments.queries import nothing_found, outcomes, provenance, search
from commitments.words import columns

atlas = ui.page("Targets")

asked = ui.filters(atlas)
ui.show_result(atlas)

found = search.matching(atlas, asked)

ui.heading(captions.found_of(len(found), len(atlas.targets)))
if found.empty:
    ui.note(captions.nothing_found(nothing_found.reasons(atlas, asked)))
else:
    ui.take_away(
        atlas,
        found,
        what=captions.search_in_words(asked),
        link=ui.link(),
        item=briefing.table_of(asked),
    )
    chosen, beside = ui.choose_row(
        outcomes.named(atlas, found),
        columns.SEARCHED,
        marked=asked.words,
        former_ids=atlas.former_ids,
    )
    with beside:
        if chosen is None:
            ui.hint(say("targets.choose-row"))
        else:
            ui.show_provenance(provenance.record(atlas, chosen), ui.passage(atlas, chosen))
            ui.show_outcome(atlas, chosen["id"])
