"""The table of a briefing's item: commitments searched, with their filters in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.briefings.items import EVERYTHING, Item
from commitments.domain import links
from commitments.domain.model import NATION, NO_DATE, PROVINCES_IN_THE_PLANS, YOURS, Filters
from commitments.language import count, named, say
from commitments.queries import search
from commitments.words import answers as answer_words
from commitments.words import wording

ROWS_TOLD: Final = 100  # rows of one table: ten slides; more are a download, not a briefing


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
    told = say(
        "table.counted", commitments=count("count.commitment", len(found)), stated=f"{stated:,}"
    )
    parts = [
        str(atlas.indicators.at[chosen, "name"]) if chosen else "",
        *_in_words(item.search, atlas.sources["title"].to_dict()),
        told,
        say("table.provinces", some=provinces, every=PROVINCES_IN_THE_PLANS),
        say("table.first", number=ROWS_TOLD) if len(found) > ROWS_TOLD else "",
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
    if not (asked.theme or asked.evidence == YOURS or provinces or asked.words):
        return say("table.selected" if asked != Filters() else "table.all")
    what = say("table.what")
    if asked.theme:
        what = say("table.what-of-theme", theme=named("theme", asked.theme))
    if asked.evidence == YOURS:
        what = say("table.yours", what=what)
    told = say("table.of", what=what, whose=wording.whose(provinces)) if provinces else what
    if asked.words:
        told = say("table.searched", title=told, words=asked.words)
    return told[:1].upper() + told[1:]


def _in_words(asked: Filters, titles: Mapping[str, str]) -> list[str]:
    """Say what a table is narrowed to, besides its theme and province; `titles` name documents."""
    graded = asked.evidence if asked.evidence != YOURS else ""
    said = [
        say("table.with-words", words=asked.words) if asked.words else "",
        say(f"table.kind-{asked.kind}") if asked.kind else "",
        _comparator(asked.comparator) if asked.comparator else "",
        _due(asked.year) if asked.year else "",
        say("document.evidence", grade=wording.grade(graded)) if graded else "",
        named("flag", asked.flag),
        answer_words.in_link(asked.answer),
        _document(titles.get(asked.source, asked.source)) if asked.source else "",
    ]
    return [part for part in said if part]


def _comparator(comparator: str) -> str:
    return say("table.comparator", comparator=named("comparator", comparator))


def _due(year: str) -> str:
    return say("choice.no-date") if year == NO_DATE else say("due.stated", year=year)


def _document(title: str) -> str:
    return say("table.in-document", title=title)
