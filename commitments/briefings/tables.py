"""This module asks for the table of an item: commitments searched, their filters in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from commitments import links, search
from commitments.briefings.items import EVERYTHING, Item
from commitments.differences import named
from commitments.language import count
from commitments.load import Atlas
from commitments.model import NATION, NO_DATE, PROVINCES_IN_THE_PLANS, YOURS, Filters

ROWS_TOLD: Final = 100  # rows of one table: ten slides; more are a download, not a briefing
NOTHING: Final = (
    "Nothing matches these filters in what was read. That is not the same as no target."
)


def rows(atlas: Atlas, item: Item) -> pd.DataFrame:
    """Return the commitments of a table, in the order of the page Targets where it is searched."""
    found, chosen = search.matching(atlas, item.filters()), item.selection
    if chosen.provinces:
        found = found[found["province"].isin(chosen.provinces)]
    if chosen.indicator:
        found = found[found["indicator"] == chosen.indicator]
    if item.search != EVERYTHING:
        return found
    return found.sort_values(["province", "year", "theme"], kind="stable")


def title(_: Atlas, item: Item) -> str:
    """Name a table by its theme and whose commitments it lists."""
    return _named(item.filters(), item.selection.provinces)


def subtitle(atlas: Atlas, item: Item, found: pd.DataFrame) -> str:
    """Say the filters, how much they leave, and where the table is cut."""
    chosen = item.selection.indicator
    provinces = found.loc[found["province"] != NATION, "province"].nunique()
    stated = int(found["value"].notna().sum())
    parts = [
        str(atlas.indicators.at[chosen, "name"]) if chosen else "",
        *_in_words(item.search, atlas.sources["title"].to_dict()),
        f"{count('count.commitment', len(found))}, {stated} with a figure",
        f"{provinces} of {PROVINCES_IN_THE_PLANS} provinces",
        f"the first {ROWS_TOLD} are listed" if len(found) > ROWS_TOLD else "",
    ]
    return " · ".join(part for part in parts if part)


def link(item: Item) -> str:
    """Return the view that holds a table's rows: Targets knows one province, Timeline several."""
    chosen = item.selection
    if len(chosen.provinces) > 1:
        provinces = ",".join(chosen.provinces)
        return links.address("Timeline", theme=chosen.theme, province=provinces)
    return links.address("Targets", **item.filters().choices())


def _named(asked: Filters, provinces: Sequence[str]) -> str:
    """Name a table of commitments by its theme and whose they are."""
    what = f"{asked.theme} commitments" if asked.theme else "commitments"
    if asked.evidence == YOURS:
        what = f"{what} from a reader's own table"
    whose = [name.replace(NATION, "the nation") for name in provinces]
    searched = f" with “{asked.words}”" if asked.words else ""
    if whose:
        return f"The {what} of {named(whose)}{searched}"
    if searched or what != "commitments":
        return f"{what.capitalize()}{searched}"
    return "Selected commitments" if asked != Filters() else "All commitments"


def _in_words(asked: Filters, titles: Mapping[str, str]) -> list[str]:
    """Say what a table is narrowed to, besides its theme and province; `titles` name documents."""
    kind = {"figure": "with a figure", "words": "in words only"}
    comparator = asked.comparator.replace("_", " ")
    graded = asked.evidence if asked.evidence != YOURS else ""
    said = [
        f"search “{asked.words}”" if asked.words else "",
        kind.get(asked.kind, ""),
        f"comparator “{comparator}”" if comparator else "",
        f"due {asked.year}" if asked.year and asked.year != NO_DATE else asked.year,
        f"evidence {graded}" if graded else "",
        asked.flag,
        f"in “{titles.get(asked.source, asked.source)}”" if asked.source else "",
    ]
    return [part for part in said if part]
