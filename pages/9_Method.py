"""Method: what the words mean, what was read, what is known to be wrong."""

from commitments import ui
from commitments.figures import holdings
from commitments.language import count, say
from commitments.queries import codebook_lists, query
from commitments.words import columns

atlas = ui.page("Method")

ui.prose("method.md", holdings.counts(atlas))

ui.heading(say("method.indicators"))
ui.show_table(codebook_lists.codebook(atlas), columns.INDICATORS, key="indicators")

if len(atlas.scopes):
    ui.heading(say("method.scopes"))
    ui.show_table(codebook_lists.scopes(atlas), columns.SCOPES, key="scopes")

documents = codebook_lists.read_documents(atlas)
ui.heading(count("method.documents", len(documents)))
ui.show_table(documents, columns.DOCUMENTS, key="documents")

ui.heading(say("method.faults"))
ui.show_table(query.described(codebook_lists.corrected(atlas)), columns.FAULTS, key="faults")

ui.prose("boundaries.md")
