"""The atlas's tables: read, checked, joined with units and shapes, kept while they change."""

import pandas as pd

# Of texts that pandas keeps in Arrow a view, which takes a few rows dozens of times, took longer by
# a third than of Python's; `rows.side_by_side` goes on from there.
pd.set_option("mode.string_storage", "python")
