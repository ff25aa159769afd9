"""This module writes the texts that stand on a figure: titles, filters in words, sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from commitments import links
from commitments.load import Atlas
from commitments.model import (
    NATION,
    OUTSIDE_THE_PLANS,
    PROVINCES_IN_THE_PLANS,
    Basis,
    Filters,
    State,
    Theme,
)

TITLE: Final = "Provincial Commitments Atlas"
BOUNDARY_CREDIT: Final = "Shapes: Natural Earth, no view on any boundary."
NAMED_SOURCES: Final = 2  # more than these are counted, and listed in full under the figure
SOON_YEARS: Final = 2

NOTHING_MATCHES: Final = (
    "Nothing matches. Every word must occur in the province, the indicator, the commitment, its "
    "note or its document, in English or Chinese; try fewer words or fewer filters."
)
ON_METHOD: Final = "named on the page Method"
NEEDS_TABLE: Final = "this link needs your table"
MARKS_SHOWN: Final = (
    ("*", "of a limited or wider scope: see the table"),
    ("†", "corrected: the printed figure is impossible"),
    ("‡", "from your own table, not checked by the atlas"),
)

PRINTED_MARKS: Final = (
    ("*", "speaks of less, or of more, than the whole province"),
    ("†", "corrected: the printed figure is impossible"),
    ("‡", "from a reader's own table, not checked by the atlas"),
)


def headline(atlas: Atlas, today: int) -> str:
    """Say in one sentence what the atlas holds and how much falls due soon."""
    rows = atlas.targets
    provinces = rows.loc[rows["province"] != NATION, "province"].nunique()
    soon = int(rows["year"].between(today, today + SOON_YEARS).sum())
    stated = int(rows["value"].notna().sum())
    return (
        f"**{counted(len(rows), 'commitment')}** in "
        f"{counted(rows['source'].nunique(), 'document')} of {counted(provinces, 'province')} "
        f"and the nation: **{stated:,}** with a figure, **{len(rows) - stated:,}** in words only. "
        f"**{soon:,}** fall due by the end of {today + SOON_YEARS}."
    )


def coverage_title(theme: Theme | None) -> str:
    """Name the coverage map."""
    what = f"{theme} commitments" if theme else "commitments"
    return f"How many {what} were found for each province"


def coverage_subtitle(areas: pd.DataFrame) -> str:
    """Say how many provinces have something, and how to read the colours."""
    some = int((areas["found"] > 0).sum())
    return (
        f"Province-wide commitments in the documents read · {some} of {PROVINCES_IN_THE_PLANS} "
        "provinces · darker means more found, not better"
    )


def counted(count: int, what: str) -> str:
    """Count things in words: `1 document`, `1,204 documents`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def map_title(indicator: pd.Series, year: int | None, basis: Basis = Basis.STATED) -> str:
    """Name a map by its indicator, due year and the way its figures are read."""
    read = "" if basis == Basis.STATED else f", {basis}"
    return f"{indicator['name']}, {f'due {year}' if year else 'no date given'}{read}"


def map_subtitle(areas: pd.DataFrame, indicator: pd.Series, basis: Basis = Basis.STATED) -> str:
    """Say what is measured, in which unit, and how many provinces state it."""
    symbol = areas["symbol"].iloc[0]
    counts = areas["state"].value_counts()
    figures, wordy = int(counts.get(State.FIGURE, 0)), int(counts.get(State.WORDS, 0))
    parts = [
        f"{indicator['definition'].rstrip('.')}{f' ({symbol})' if symbol else ''}",
        f"{figures} of {PROVINCES_IN_THE_PLANS} provinces state a figure"
        + (f", {wordy} words only" if wordy else ""),
        "figures as stated: the sign says at least, at most or about"
        if basis != Basis.SHARE
        else "computed from the figures stated and the province's land area",
    ]
    return " · ".join(parts)


def how_to_read(areas: pd.DataFrame, indicator: pd.Series, rule: str) -> str:
    """Say under a map what dark means, what the marks mean, and by which rule."""
    return " ".join([rule or direction(indicator), *marks_in_words(areas["label"])])


def direction(indicator: pd.Series) -> str:
    """Say what dark means, and which direction is the wanted one."""
    wanted = {
        "higher": "; more is the wanted direction",
        "lower": "; less is the wanted direction",
    }
    return f"Darker is a higher figure{wanted.get(indicator['better'], '')}."


def wanted(indicator: pd.Series) -> str:
    """Say which direction of an indicator is the wanted one, where there is one."""
    said = {"higher": "More is the wanted direction.", "lower": "Less is the wanted direction."}
    return said.get(indicator["better"], "")


def marks_in_words(labels: pd.Series) -> list[str]:
    """Explain the marks that occur on the labels of a map."""
    shown = "".join(labels)
    return [f"{mark} {meaning}." for mark, meaning in MARKS_SHOWN if mark in shown]


def printed_marks(labels: pd.Series) -> list[str]:
    """Explain on a printed figure the marks that occur on its labels."""
    shown = "".join(labels)
    return [f"{mark} {meaning}." for mark, meaning in PRINTED_MARKS if mark in shown]


def not_ranked(areas: pd.DataFrame) -> str:
    """List the provinces that have no figure, by the reason; never ranked."""
    stated = (areas["state"] == State.FIGURE).any()
    parts = [] if stated else ["No province as a whole states a figure for this choice."]
    for state in (State.WORDS, State.NOTHING, State.NO_DOCUMENT):
        found = areas.loc[areas["state"] == state, "elsewhere"]
        names = [
            f"{name} ({years})" if years else str(name)
            for name, years in found.items()
            if name not in OUTSIDE_THE_PLANS
        ]
        if names:
            parts.append(f"{str(state).capitalize()}: {', '.join(names)}.")
    brackets = " Years in brackets: found for those." if "(" in " ".join(parts) else ""
    return " ".join(parts) + brackets


def read_in(atlas: Atlas, rows: pd.DataFrame, *, listed: str = "named in the table below") -> str:
    """Name the sources of what is drawn; many are counted, and named where `listed` says."""
    used = atlas.sources.loc[rows["source"].unique()]
    if used.empty:
        return "Sources: none for this choice."
    if len(used) <= NAMED_SOURCES:
        return f"Sources: {'; '.join(used['title'])}."
    dated = used["issued"].where(used["issued"] != "", used["published"]).str[:4]
    years = sorted(year for year in dated if year)
    span = "–".join(dict.fromkeys(years[:1] + years[-1:]))
    return f"Sources: {len(used)} documents{f' of {span}' if span else ''}, {listed}."


def read_for(atlas: Atlas, rows: pd.DataFrame) -> str:
    """Name the sources of what is printed; many are counted, and listed where the link leads."""
    used = atlas.sources.loc[rows["source"].unique()]
    if len(used) <= NAMED_SOURCES:
        return read_in(atlas, rows)
    counted = read_in(atlas, rows).split(",")[0]
    grades = used["evidence"].value_counts().sort_index()
    graded = ", ".join(f"{count} of evidence {grade}" for grade, count in grades.items())
    return f"{counted} ({graded}), each listed where the link leads."


def sources_in_full(atlas: Atlas, rows: pd.DataFrame) -> tuple[str, ...]:
    """Name every source of what is drawn, for the notes of a slide."""
    used = atlas.sources.loc[rows["source"].unique()]
    return tuple(
        f"{source['title']}. {document_line(source)}{f' · {url}' if (url := source['url']) else ''}"
        for _, source in used.iterrows()
    )


def imprint(atlas: Atlas, link: str) -> str:
    """Return the foot line of every figure: boundary credit, data date and version, link."""
    said = f"{BOUNDARY_CREDIT} {TITLE}, data of {atlas.edition} ({atlas.version})"
    if atlas.own is None:
        return f"{said} · {link}"
    return f"{said} · {links.with_own(link, atlas.own.use)} ({NEEDS_TABLE})"


def nothing_to_map(theme: Theme | None) -> str:
    """Say why there is no map."""
    what = f"{theme} commitment" if theme else "commitment"
    return f"No {what} of a province is here to be drawn on a map. Choose another theme above."


def document_line(source: pd.Series) -> str:
    """Say in one line which document it is and how it was read."""
    parts = [
        source["issuer"],
        source["issued"] or source["published"] or "undated",
        source["kind"],
        f"read: {source['read']}" if source["read"] else "",
        f"evidence {source['evidence']}",
    ]
    return " · ".join(part for part in parts if part)


def document_in_short(source: Mapping[str, str]) -> str:
    """Say whose document it is, of when, and how it was read, after its title."""
    dated = source["issued"] or source["published"] or "undated"
    return f"{source['issuer']}, {dated} · {source['kind']} · evidence {source['evidence']}"


def search_in_words(asked: Filters) -> str:
    """Say what was searched and filtered for."""
    given = {
        "words": asked.words,
        "theme": asked.theme,
        "province": asked.province,
        "kind": asked.kind,
        "comparator": asked.comparator,
        "due": asked.year,
        "document": asked.source,
        "evidence": asked.evidence,
        "mind": asked.flag,
    }
    said = "; ".join(f"{name}: {value}" for name, value in given.items() if value)
    return f"Commitments with {said}." if said else "All commitments."


def found_of(found: int, all_rows: int) -> str:
    """Say how many of all commitments are shown."""
    return f"{found:,} of {all_rows:,} commitments"
