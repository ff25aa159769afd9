"""The atlas's tables: read, checked, joined with units and shapes, kept while they change."""

import pandas as pd

# A view takes a few rows of fifty columns dozens of times. Of texts that pandas keeps in Arrow each
# column is cut by a call of its own, which took half of the time; as Python's texts they are not.
pd.set_option("mode.string_storage", "python")
