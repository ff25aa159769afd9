"""Reported values of one indicator, ready to be drawn over the years."""

from __future__ import annotations

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.queries import comparability, query


def answering(atlas: Atlas, indicator: str) -> str:
    """Return the indicator whose results answer a commitment's: itself, or another."""
    return str(atlas.indicators.at[indicator, "reported_as"]) or indicator


def values(atlas: Atlas, indicator: str) -> pd.DataFrame:
    """Return what is reported of whole provinces and the nation on an indicator's commitments.

    One row for each province, series and year: of several the better evidence, then the later
    document, and a value for a part of the year only where none is for the whole. `series` names
    what the value measures: a line joins values of one series alone. `presumed` says that its
    forest survey is presumed. Rows come by province, series and year.
    """
    return _best(atlas, atlas.reported_on(answering(atlas, indicator)))


def of_province(atlas: Atlas, province: str) -> pd.DataFrame:
    """Return the same of one province, or the nation, for every indicator."""
    return _best(atlas, atlas.results[atlas.results["province"] == province])


def _best(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    """Name the series of some values, and keep one for each province, indicator, series, year."""
    rows = rows[rows["place"] == ""]
    measures = comparability.measures(atlas)
    read = records(rows)
    scopes = [comparability.of_result(row, measures[row["indicator"]]) for row in read]
    named = [
        comparability.series_of(one, measures[row["indicator"]])
        for one, row in zip(scopes, read, strict=True)
    ]
    found = rows.assign(
        series=pd.Series(named, rows.index, dtype="str"),
        presumed=pd.Series([one.presumed for one in scopes], rows.index, dtype=bool),
        part=rows["as_of"] != "",
    )
    ranked = query.best_first(found).sort_values("part", kind="stable").drop(columns="part")
    best = ranked.drop_duplicates(["province", "indicator", "series", "year"])
    return best.sort_values(["province", "series", "year"], kind="stable")


def latest(atlas: Atlas, indicator: str) -> pd.DataFrame:
    """Return the latest reported value of each province and the nation, indexed by province.

    Where a reader's own table reports one it is theirs: they loaded it to see it.
    """
    rows = atlas.reported_on(answering(atlas, indicator))
    own = rows["yours"].astype(bool)  # which better evidence for the same year must not displace
    found = pd.concat([_best(atlas, rows[own]), _best(atlas, rows[~own])])
    order = found.assign(
        whole=found["as_of"] == "", evidence_rank=found["evidence"].map(query.BEST_EVIDENCE_FIRST)
    ).sort_values(
        ["yours", "year", "whole", "evidence_rank"],
        ascending=[False, False, False, True],
        kind="stable",
    )
    one = order.drop_duplicates("province").drop(columns=["whole", "evidence_rank"])
    return one.set_index("province", drop=False)


def years(atlas: Atlas, indicator: str) -> list[int]:
    """List the years for which values of whole provinces are reported, the latest first."""
    found = values(atlas, indicator)["year"].dropna().unique()
    return sorted((int(year) for year in found), reverse=True)
