"""Results in a download: what was reported of the chosen commitments, and what it answers."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.atlas.check import rules as check
from commitments.atlas.load import Atlas
from commitments.domain.model import Use
from commitments.domain.results import BETWEEN_PROPERTIES, RESULT_COLUMNS
from commitments.queries import answers

THING: Final = ["province", "place", "indicator"]
DECIMALS: Final = 6  # enough for any printed figure, few enough to hide binary noise


def of_commitments(atlas: Atlas, rows: pd.DataFrame, reports: set[str]) -> pd.DataFrame:
    """Return the results, as text cells, that speak of what some commitments speak of.

    All years of them: how a figure went belongs to what became of it. `reports` come along.
    """
    reported_as = atlas.indicators["reported_as"].reindex(rows["indicator"]).fillna("").tolist()
    told = [one or own for one, own in zip(reported_as, rows["indicator"], strict=True)]
    wanted = pd.MultiIndex.from_frame(rows.assign(indicator=told)[THING])
    results = check.completed_results(_all_rows(atlas))
    there = pd.MultiIndex.from_frame(results[THING]).isin(wanted) | results["id"].isin(reports)
    return results.loc[there, list(RESULT_COLUMNS)]


def _all_rows(atlas: Atlas) -> pd.DataFrame:
    """Return every reported value as text cells, a reader's own among them."""
    if atlas.own is None:
        return atlas.result_rows
    if atlas.own.use == Use.ALONE:
        return atlas.own.results
    return pd.concat([atlas.result_rows, atlas.own.results], ignore_index=True)


def answers_of(atlas: Atlas, ids: set[str]) -> pd.DataFrame:
    """Return the answer for each figure that is chosen: its results, how far it lies, and why."""
    targets = atlas.targets
    figures = targets[targets["id"].isin(ids) & targets["value"].notna()]
    found = answers.answers(atlas).loc[figures.index]
    return pd.DataFrame(
        {
            "target": figures["id"],
            "answer": found["answer"],
            "results": found["results"].map(BETWEEN_PROPERTIES.join),
            "difference": found["difference"].round(DECIMALS),
            "unit": figures["symbol"],
            "reason": found["obstacle"],
        }
    )
