"""Tests that rows come out of a frame as pandas itself would give them."""

import numpy as np
import pandas as pd
import pytest

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records

MIXED = pd.DataFrame(
    {
        "text": pd.Series(["a", np.nan, ""], dtype="str"),
        "year": pd.Series([2030, pd.NA, 2035], dtype="Int64"),
        "value": [1.5, np.nan, 3.0],
        "count": [1, 2, 3],
        "ours": [True, False, True],
        "any": [np.float64(2.0), None, pd.NA],
        "day": pd.to_datetime(["2020-01-01", None, "2021-12-31"]),
        "kind": pd.Categorical(["x", None, "y"]),
    }
)


@pytest.mark.parametrize("rows", [MIXED, MIXED.head(0), MIXED[["text"]], MIXED.iloc[[2, 0]]])
def test_they_are_those_of_pandas(rows: pd.DataFrame) -> None:
    assert repr(records(rows)) == repr(rows.to_dict("records"))


def test_those_of_the_atlas_are(real_atlas: Atlas) -> None:
    for table in (real_atlas.targets, real_atlas.results, real_atlas.sources):
        assert repr(records(table)) == repr(table.to_dict("records"))
