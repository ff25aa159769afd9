"""A briefing: a set of views in order, with the reader's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

import tomli_w

from commitments.domain.model import NO_DATE, Basis, Filters, Selection, Theme
from commitments.language import Language

MOST_ITEMS: Final = 40
TITLE_LENGTH: Final = 200  # characters
NOTE_LENGTH: Final = 1200
WORDS_LENGTH: Final = 400  # characters that are searched for
COMPARED: Final = (2, 4)  # provinces that stand side by side


class Kind(StrEnum):
    """What an item of a briefing shows."""

    FACTS = "facts"
    MAP = "map"
    TILES = "tiles"
    DOTS = "dots"
    TIMELINE = "timeline"
    PROGRESS = "progress"
    COMPARE = "compare"
    PROVINCE = "province"
    MATRIX = "matrix"
    TABLE = "table"


NEEDS_PROVINCE: Final = (Kind.FACTS, Kind.TIMELINE, Kind.PROVINCE)
SEARCHED: Final = ("words", "kind", "comparator", "year", "source", "evidence", "flag", "answer")
NOTHING_CHOSEN: Final = Selection()
EVERYTHING: Final = Filters()


class InvalidBrief(Exception):
    """Raised once, with a sentence for everything that is wrong with a briefing."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Item:
    """One view of a briefing; a blank title is written by the atlas.

    `search` narrows a table; its theme and province stand in the selection, as any view's do.
    """

    kind: Kind
    selection: Selection = NOTHING_CHOSEN
    title: str = ""
    note: str = ""
    search: Filters = EVERYTHING

    def filters(self) -> Filters:
        """Return what a table is searched for, its theme and province among it."""
        chosen = self.selection
        province = chosen.provinces[0] if len(chosen.provinces) == 1 else ""
        return replace(self.search, theme=chosen.theme, province=province)


@dataclass(frozen=True, slots=True)
class Brief:
    """A set of views in order, with a title and a note of its own; small and hashable.

    `yours` says how a reader's own table was used when the set was saved, blank where it was not;
    `language` is the one it was written in, blank for English.
    """

    title: str = ""
    note: str = ""
    items: tuple[Item, ...] = field(default=())
    yours: str = ""
    language: str = ""

    def added(self, item: Item) -> Brief:
        """Return the set with one more view at its end; the same view is not added twice."""
        if item in self.items or len(self.items) >= MOST_ITEMS:
            return self
        return replace(self, items=(*self.items, item))

    def without(self, at: int) -> Brief:
        """Return the set without one view."""
        return replace(self, items=self.items[:at] + self.items[at + 1 :])

    def moved(self, at: int, by: int) -> Brief:
        """Return the set with one view moved up (-1) or down (1), never past an end."""
        items = list(self.items)
        items.insert(min(max(at + by, 0), len(items) - 1), items.pop(at))
        return replace(self, items=tuple(items))

    def retold(self, at: int, *, title: str, note: str) -> Brief:
        """Return the set with one view's title and note changed."""
        items = list(self.items)
        items[at] = replace(
            items[at], title=title.strip()[:TITLE_LENGTH], note=note.strip()[:NOTE_LENGTH]
        )
        return replace(self, items=tuple(items))

    def named(self, title: str, note: str) -> Brief:
        """Return the set under another title and note."""
        return replace(self, title=title.strip()[:TITLE_LENGTH], note=note.strip()[:NOTE_LENGTH])


def of(kind: Kind, theme: Theme | None, provinces: Sequence[str] = ()) -> Item | None:
    """Return a page's view of a theme and some provinces as an item; None where none is chosen."""
    chosen = Selection(theme, provinces=tuple(provinces))
    return Item(kind, chosen) if provinces or kind not in NEEDS_PROVINCE else None


def table_of(asked: Filters) -> Item:
    """Return the Targets page's search as an item: a table with its filters."""
    provinces = (asked.province,) if asked.province else ()
    search = replace(asked, words=asked.words.strip(), theme=None, province="")
    return Item(Kind.TABLE, Selection(asked.theme, provinces=provinces), search=search)


def map_of(asked: Selection) -> Item:
    """Return the Map page's view as an item: a map, or the tile grid where that is chosen."""
    return Item(Kind.TILES if asked.tiles else Kind.MAP, asked)


def with_own(brief: Brief, use: str) -> Brief:
    """Return a set that says how a reader's own table is used beside it; blank leaves it be."""
    return replace(brief, yours=use) if use else brief


def in_language(brief: Brief, language: Language) -> Brief:
    """Return a set that names its language; English, the usual one, is not named."""
    return replace(brief, language="" if language == Language.ENGLISH else str(language))


def written(brief: Brief) -> str:
    """Write a briefing as TOML, which `briefings.reading.read` reads back the same."""
    return tomli_w.dumps(as_dict(brief), multiline_strings=False)


def as_dict(brief: Brief) -> dict[str, Any]:
    """Return a briefing as plain words, blanks left out."""
    whole = {
        "title": brief.title,
        "note": brief.note,
        "yours": brief.yours,
        "language": brief.language,
    }
    items = [_item_as_dict(item) for item in brief.items]
    return {key: text for key, text in whole.items() if text} | {"item": items}


def _item_as_dict(item: Item) -> dict[str, Any]:
    chosen = item.selection
    year = NO_DATE if chosen.year is None else chosen.year
    given = {
        "kind": str(item.kind),
        "theme": str(chosen.theme or ""),
        "indicator": chosen.indicator or "",
        "year": year if chosen.indicator and item.kind != Kind.PROGRESS else "",
        "province": list(chosen.provinces),
        "basis": "" if chosen.basis == Basis.STATED else str(chosen.basis),
        "shapes": "tiles" if chosen.tiles else "",
        "panels": "name" if chosen.by_name else "",
        "scales": "own" if chosen.own_scales else "",
        "search": {key: said for key in SEARCHED if (said := getattr(item.search, key))},
        "title": item.title,
        "note": item.note,
    }
    return {key: value for key, value in given.items() if value not in ("", [], {})}
