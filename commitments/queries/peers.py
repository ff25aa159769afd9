"""Provinces worth comparing: neighbours, the same region, most in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain.model import OUTSIDE_THE_PLANS
from commitments.queries import query

OFFERED: Final = 8  # of one kind; more are no longer an offer but a list


def offered(atlas: Atlas, chosen: Sequence[str]) -> dict[str, list[str]]:
    """Return what may be added to some provinces, by reason; reasons without any are left."""
    if not any(name in atlas.provinces.index for name in chosen):
        return {"fullest": query.fullest_provinces(atlas, OFFERED)}
    shared = in_common(atlas, chosen)
    kinds = {
        "border": neighbours(atlas, chosen),
        "region": same_region(atlas, chosen),
        "common": list(shared)[:OFFERED],
    }
    return {
        reason: sorted(names, key=lambda name: (-shared.get(name, 0), name))[:OFFERED]
        for reason, names in kinds.items()
        if names
    }


def neighbours(atlas: Atlas, chosen: Sequence[str]) -> list[str]:
    """Name the provinces that share a border with one of the chosen, by name."""
    known = [name for name in chosen if name in atlas.provinces.index]
    found = {other for name in known for other in atlas.provinces.at[name, "neighbours"]}
    return _new(found, chosen)


def same_region(atlas: Atlas, chosen: Sequence[str]) -> list[str]:
    """Name the other provinces of the regions that the chosen lie in, by name."""
    regions = atlas.provinces.loc[atlas.provinces.index.isin(chosen), "region"]
    return _new(set(atlas.provinces.index[atlas.provinces["region"].isin(regions)]), chosen)


def in_common(atlas: Atlas, chosen: Sequence[str]) -> dict[str, int]:
    """Count for each other province the indicators it has in common with the chosen, most first."""
    rows = query.province_wide(atlas.targets)
    ours = set(rows.loc[rows["province"].isin(chosen), "indicator"])
    theirs = rows[rows["indicator"].isin(ours) & ~rows["province"].isin(chosen)]
    counts = theirs.groupby("province")["indicator"].nunique()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return {str(name): int(count) for name, count in ordered}


def _new(names: set[str], chosen: Sequence[str]) -> list[str]:
    return sorted(names - set(chosen) - set(OUTSIDE_THE_PLANS))
