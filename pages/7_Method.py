"""Method: what the words mean, what was read, what is known to be wrong."""

from commitments import captions, query, ui

atlas = ui.page("Method")

ui.prose("method.md")

ui.heading("Indicators")
ui.show_table(query.codebook(atlas), captions.CODEBOOK_COLUMNS, height=460)

ui.heading(f"The {len(atlas.sources)} documents, and what was read of each")
ui.show_table(query.read_documents(atlas), captions.DOCUMENT_COLUMNS, height=460)

ui.heading("Faults found in the sources")
ui.show_table(query.described(query.corrected(atlas)), captions.FAULT_COLUMNS)

ui.prose("boundaries.md")
