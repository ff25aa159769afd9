"""What a reader's own table alone reports of an indicator, as rows that a map can draw."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NATION

UNSAID_OF_RESULTS: Final = {  # columns of commitments that reported values have none of
    "base_value": float("nan"),
    "corrected_value": float("nan"),
    **dict.fromkeys(("summary", "summary_zh", "correction", "correction_zh", "nature"), ""),
}


def is_reported_alone(atlas: Atlas, indicator: str) -> bool:
    """Say whether a reader's table reports values of an indicator that nobody promises."""
    if atlas.own is None:
        return False
    promised = (atlas.of_indicator(indicator)["province"] != NATION).any()
    return not promised and not atlas.reported_on(indicator).empty


def mapped(atlas: Atlas, indicator: str) -> pd.DataFrame:
    """Return what a map draws of an indicator: commitments, or what a reader alone reports."""
    if not is_reported_alone(atlas, indicator):
        return atlas.of_indicator(indicator)
    return atlas.reported_on(indicator).assign(**UNSAID_OF_RESULTS)
