"""Lists of what the commitments rest on: indicators, documents, faults found in them."""

from __future__ import annotations

import pandas as pd

from commitments.atlas.check.dates import document_dates
from commitments.atlas.load import Atlas
from commitments.domain.model import YOURS, Better
from commitments.domain.results import BETWEEN_GROUPS, BETWEEN_SERIES, properties, themes_of
from commitments.language import Language, named, say
from commitments.words import wording


def documents(atlas: Atlas, province: str) -> pd.DataFrame:
    """List the documents read of a province and its cities, newest first."""
    used = atlas.targets.loc[atlas.targets["province"] == province, "source"].unique()
    homes = [province, *atlas.places.index[atlas.places["province"] == province]]
    rows = atlas.sources[atlas.sources["place"].isin(homes) | atlas.sources.index.isin(used)]
    counts = atlas.targets.loc[atlas.targets["province"] == province, "source"].value_counts()
    found = rows.assign(
        date=document_dates(rows), commitments=counts.reindex(rows.index).fillna(0).astype(int)
    )
    return found.sort_values(["date", "title"], ascending=[False, True])


def codebook(atlas: Atlas) -> pd.DataFrame:
    """Return the indicators with their printed unit and how many commitments each has."""
    counts = atlas.targets["indicator"].value_counts()
    reported = atlas.results["indicator"].value_counts()
    table = atlas.indicators.assign(
        theme_name=atlas.indicators["theme"].map(lambda one: named("theme", one)),
        other_name=atlas.indicators["name_zh"]
        if atlas.language == Language.ENGLISH
        else atlas.indicators["name_en"],
        wanted_name=atlas.indicators["better"].map(_wanted),
        commitments=counts.reindex(atlas.indicators.index).fillna(0).astype(int),
        results=reported.reindex(atlas.indicators.index).fillna(0).astype(int),
        answered_by=atlas.indicators["reported_as"].map(atlas.indicators["name"]).fillna(""),
        measures=[_measures(atlas, cell) for cell in atlas.indicators["series"]],
    )
    return table.sort_values(["theme", "commitments"], ascending=[True, False])


def _measures(atlas: Atlas, series: str) -> str:
    """Say which scopes of an indicator are different measures, group by group."""
    chinese = atlas.language == Language.CHINESE
    names = atlas.scopes["property_zh"].to_dict() if chinese else {}
    groups = (group.split(BETWEEN_SERIES) for group in series.split(BETWEEN_GROUPS) if group)
    return say("told.apart").join(
        BETWEEN_SERIES.join(names.get(one, one) for one in group) for group in groups
    )


def read_documents(atlas: Atlas) -> pd.DataFrame:
    """Return the documents with their date and how many commitments were found in each.

    Of a reader's own table only what its sound rows name is a document.
    """
    counts = atlas.targets["source"].value_counts()
    reported = atlas.results["source"].value_counts()
    ours = (atlas.sources["evidence"] != YOURS) | atlas.sources.index.isin(counts.index)
    sources = atlas.sources[ours]
    table = sources.assign(
        date=document_dates(sources),
        place_name=[_place(atlas, place) for place in sources["place"]],
        kind_name=sources["kind"].map(lambda one: named("source-kind", one)),
        read_name=sources["read"].map(lambda one: named("read", one)),
        grade=sources["evidence"].map(wording.grade),
        commitments=counts.reindex(sources.index).fillna(0).astype(int),
        results=reported.reindex(sources.index).fillna(0).astype(int),
    )
    return table.sort_values(["commitments", "results", "title"], ascending=[False, False, True])


def scopes(atlas: Atlas) -> pd.DataFrame:
    """Return the properties of scopes, with the themes for which each means the whole province."""
    used = [one for scope in _english_scopes(atlas.results) for one in properties(scope)]
    counts = pd.Series(used, dtype="str").value_counts()
    told = atlas.scopes["property_zh"] if atlas.language == Language.CHINESE else atlas.scopes.index
    return atlas.scopes.assign(
        told=told,
        whole=[_themes(cell) for cell in atlas.scopes["whole_for"]],
        results=counts.reindex(atlas.scopes.index).fillna(0).astype(int),
    ).sort_values("results", ascending=False, kind="stable")


def _english_scopes(rows: pd.DataFrame) -> pd.Series:
    return rows["scope_en"] if "scope_en" in rows else rows["scope"]


def _themes(cell: str) -> str:
    return say("list.between").join(named("theme", theme) for theme in sorted(themes_of(cell)))


def _place(atlas: Atlas, place: str) -> str:
    """Return the name of what a document speaks of, in the language of the atlas."""
    if place in atlas.places.index and atlas.language == Language.CHINESE:
        return str(atlas.places.at[place, "name_zh"])
    return named("province", place)


def _wanted(better: str) -> str:
    return "" if better == Better.NONE else named("better", better)


def corrected(atlas: Atlas) -> pd.DataFrame:
    """Return the commitments whose printed figure is impossible."""
    return atlas.targets[atlas.targets["corrected_value"].notna()]
