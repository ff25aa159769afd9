"""The atlas's tables: read, checked, joined with units and shapes, kept while they change."""
