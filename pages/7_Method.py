"""Method: what the words mean, what was read, what is known to be wrong."""

from commitments import columns, query, registers, ui
from commitments.language import count, say

atlas = ui.page("Method")

ui.prose("method.md")

ui.heading(say("method.indicators"))
ui.show_table(registers.codebook(atlas), columns.INDICATORS, height=460)

ui.heading(count("method.documents", len(atlas.sources)))
ui.show_table(registers.read_documents(atlas), columns.DOCUMENTS, height=460)

ui.heading(say("method.faults"))
ui.show_table(query.described(registers.corrected(atlas)), columns.FAULTS)

ui.prose("boundaries.md")
