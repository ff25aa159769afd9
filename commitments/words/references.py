"""References to the documents behind a figure: few by their titles, many by their number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from commitments.atlas.check.dates import document_dates
from commitments.atlas.load import Atlas
from commitments.language import count, named, say
from commitments.words import wording

CITED: Final = ["province", "source"]
NAMED_SOURCES: Final = 2  # more than these are counted, and listed in full under the figure


def cited(
    rows: pd.DataFrame, reports: pd.DataFrame | None, *, reports_alone: bool = False
) -> pd.DataFrame:
    """Return whose documents a figure rests on: commitments, and reported values beside them.

    A figure of `reports_alone` draws no commitment.
    """
    if reports is None:
        return rows
    if reports_alone:
        return reports[CITED]
    return pd.concat([rows[CITED], reports[CITED]], ignore_index=True)


def read_in(atlas: Atlas, rows: pd.DataFrame, *, listed: str = "") -> str:
    """Name the sources of what is drawn; many are counted, and named where `listed` says."""
    used = atlas.sources.loc[rows["source"].unique()]
    if used.empty:
        return say("sources.none")
    if len(used) <= NAMED_SOURCES:
        return say("sources.named", titles=say("sources.between").join(used["title"]))
    where = listed or say("sources.in-table")
    return say("sources.listed", documents=_documents(used), where=where)


def _documents(used: pd.DataFrame) -> str:
    """Count documents, with the years that they are of."""
    years = sorted(year for year in document_dates(used).str[:4] if year)
    told = count("count.document", len(used))
    span = "–".join(dict.fromkeys(years[:1] + years[-1:]))
    return say("sources.of-years", documents=told, years=span) if span else told


def read_for(atlas: Atlas, rows: pd.DataFrame) -> str:
    """Name the sources of what is printed; many are counted, and listed where the link leads."""
    used = atlas.sources.loc[rows["source"].unique()]
    if len(used) <= NAMED_SOURCES:
        return read_in(atlas, rows)
    grades = used["evidence"].value_counts().sort_index()
    graded = [
        say("sources.graded", number=number, grade=wording.grade(grade))
        for grade, number in grades.items()
    ]
    return say(
        "sources.printed", documents=_documents(used), graded=say("list.between").join(graded)
    )


def sources_in_full(atlas: Atlas, rows: pd.DataFrame) -> tuple[str, ...]:
    """Name every source of what is drawn, for the notes of a slide."""
    used = atlas.sources.loc[rows["source"].unique()]
    told = [
        say("sources.in-full", title=source["title"], document=document_line(source))
        for _, source in used.iterrows()
    ]
    return tuple(
        f"{one} · {url}" if url else one for one, url in zip(told, used["url"], strict=True)
    )


def document_date(source: Mapping[str, str]) -> str:
    """Say of when a document is: of its issue, else of its publication, else undated."""
    return str(source["issued"] or source["published"] or say("document.undated"))


def document_line(source: pd.Series) -> str:
    """Say in one line which document it is and how it was read."""
    parts = [
        source["issuer"],
        document_date(source),
        named("source-kind", source["kind"]),
        say("document.read", what=named("read", source["read"])) if source["read"] else "",
        say("document.evidence", grade=wording.grade(source["evidence"])),
    ]
    return " · ".join(part for part in parts if part)


def document_in_short(source: Mapping[str, str]) -> str:
    """Say whose document it is, of when, and how it was read, after its title."""
    return say(
        "document.in-short",
        issuer=source["issuer"],
        date=document_date(source),
        kind=named("source-kind", source["kind"]),
        grade=wording.grade(source["evidence"]),
    )
