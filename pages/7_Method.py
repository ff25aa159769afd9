"""Method: what the words mean, what was read, what is known to be wrong."""

from commitments import columns, query, registers, ui

atlas = ui.page("Method")

ui.prose("method.md")

ui.heading("Indicators")
ui.show_table(registers.codebook(atlas), columns.INDICATORS, height=460)

ui.heading(f"The {len(atlas.sources)} documents, and what was read of each")
ui.show_table(registers.read_documents(atlas), columns.DOCUMENTS, height=460)

ui.heading("Faults found in the sources")
ui.show_table(query.described(registers.corrected(atlas)), columns.FAULTS)

ui.prose("boundaries.md")
