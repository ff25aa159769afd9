"""A briefing as a deck: native titles, tables and shapes, with notes in full."""
