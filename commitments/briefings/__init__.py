"""A briefing: a set of views in order with the reader's words, read, written and drafted."""
