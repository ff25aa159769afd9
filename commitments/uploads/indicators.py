"""Indicators of a reader's table, those of the codebook and new ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from commitments.atlas.cells import SUGGESTED_WORDS, quoted
from commitments.atlas.check.figures import LONGEST
from commitments.domain.model import Better, Theme
from commitments.language import LazyText, lazy, named, offered, say
from commitments.uploads import codebook as brought
from commitments.uploads import names as upload_names
from commitments.uploads.cells import figure
from commitments.uploads.comparators import Unclear
from commitments.uploads.rows import HAS_LETTER, NAMED_AT_ONCE
from commitments.uploads.units import UnitWords
from commitments.uploads.working_table import Draft

CHOICES: Final = {
    "theme": LazyText(upload_names.choices, tuple(Theme), family="theme"),
    "better": LazyText(upload_names.choices, tuple(Better), family="direction"),
}


def read_indicators(draft: Draft) -> None:
    """Read indicators by id or name; a name that is near to none is one of the reader's own."""
    named_here = _Named(draft)
    draft.read("indicator", named_here.id)
    _describe(draft, {one.id: one for one in named_here.new.values()})


class _Named:
    """Which indicator a cell names: one of the codebook, or one that the table brings along."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._names = brought.indicator_names(draft.codebook.indicators)
        self._provinces = upload_names.provinces(draft.codebook.provinces)
        self.new: dict[str, brought.Described] = {}  # by the keys of their names
        self._slips: set[str] = set()

    def id(self, cell: str) -> str:
        """Return the id of the indicator that a cell names; Unclear where it names none."""
        if not cell:
            raise Unclear("upload.indicator-blank", page=LazyText(named, "page", "Method"))
        if self._names.id(cell) and cell not in self._draft.given.own:
            return self._names.id(cell)
        key = upload_names.key(cell)
        if key not in self.new:
            if key in self._provinces:
                raise Unclear("upload.indicator-is-province", cell=quoted(cell))
            _require_name(cell)
            if len(self.new) >= brought.MOST_INDICATORS:
                most = brought.MOST_INDICATORS
                raise Unclear("upload.many-indicators", cell=quoted(cell), most=most)
            self._refuse_slip(cell)
            self.new[key] = self._made(cell)
        return self.new[key].id

    def _refuse_slip(self, cell: str) -> None:
        """Refuse a name that is near to a known one, unless the table says that it is its own."""
        given = self._draft.given
        if cell in given.own or given.says_of(cell):
            return
        many = len(self._slips) >= SUGGESTED_WORDS
        near = [] if many else self._names.near(cell)
        if near or many:
            self._slips.add(cell)
            meant = LazyText(offered, [self._draft.indicator_called(one) for one in near])
            told = "upload.indicator-near" if near else "upload.indicator-unknown"
            raise Unclear(told, cell=quoted(cell), names=meant)

    def _made(self, cell: str) -> brought.Described:
        known = self._draft.codebook.indicators.index
        taken = [*known, *(one.id for one in self.new.values())]
        made = brought.Described(brought.slug(cell, map(str, taken), len(self.new) + 1))
        made.said["name"] = cell
        return made


def _require_name(cell: str) -> None:
    if len(cell) > brought.LONGEST_NAME:
        raise Unclear("upload.too-long", length=len(cell), longest=brought.LONGEST_NAME)
    if not HAS_LETTER.search(cell):
        raise Unclear("upload.not-an-indicator-name", cell=quoted(cell))
    if not cell.isprintable():
        raise Unclear("upload.unprintable", cell=quoted(cell))


def _describe(draft: Draft, new: dict[str, brought.Described]) -> None:
    """Collect what the rows say of new indicators, with their units, and add both."""
    _read_units(draft, new)
    readings: dict[str, tuple[str, Callable[[str], str]]] = {
        "indicator_name": ("name", lambda cell: cell[: brought.LONGEST_NAME]),
        "indicator_name_zh": ("name_zh", lambda cell: cell[: brought.LONGEST_NAME]),
        "theme": ("theme", brought.theme_of),
        "better": ("better", brought.better_of),
        "definition": ("definition", lambda cell: cell[: LONGEST["note"]]),
    }
    for column, (point, reading) in readings.items():
        for place, cell in enumerate(draft.given.cells(column)):
            one = new.get(draft.columns["indicator"][place])
            if one is None or not cell:
                continue
            said = reading(cell)
            if not said:
                listed = CHOICES[column]
                told = lazy("check.one-of.other", cell=quoted(cell), listed=listed)
                draft.refuse(place, column, told)
            elif point == "name" and one.said["name"] and "named" not in one.said:
                one.said |= {"name": said, "named": said}
            else:
                one.said.setdefault(point, said)
    draft.codebook = brought.with_indicators(draft.codebook, list(new.values()))
    _say_new(draft, new)
    _take_themes(draft)


def _say_new(draft: Draft, new: dict[str, brought.Described]) -> None:
    """Say which indicators are the reader's own, and what was inferred of them."""
    for one in list(new.values())[:NAMED_AT_ONCE]:
        told = "upload.new-indicator-inferred" if one.inferred else "upload.new-indicator"
        inferred = LazyText(_semicolons, one.inferred)
        draft.notes.append(lazy(told, name=one.said["name"], inferred=inferred))
    draft.note(len(new) - NAMED_AT_ONCE, "upload.more-indicators")


def _semicolons(parts: Sequence[LazyText]) -> str:
    return say("upload.between").join(map(str, parts))


def _take_themes(draft: Draft) -> None:
    """Take every theme from the codebook, and say where the table named another."""
    themes = draft.codebook.indicators["theme"].to_dict()
    found = [themes.get(one, str(Theme.OVERALL)) for one in draft.columns["indicator"]]
    given = [brought.theme_of(cell) or cell for cell in draft.given.cells("theme")]
    other = sum(bool(said) and said != theme for said, theme in zip(given, found, strict=True))
    draft.columns["theme"] = found
    draft.note(other, "upload.other-themes")


def _read_units(draft: Draft, new: dict[str, brought.Described]) -> None:
    """Read the column of units; an unknown one may be the unit of a new indicator."""
    words = UnitWords(draft.codebook.units)
    opaque: dict[str, str] = {}
    known = lru_cache(maxsize=None)(words.named)
    cells = zip(draft.given.cells("unit"), draft.given.cells("value"), strict=True)
    for place, (cell, value) in enumerate(cells):
        one = new.get(draft.columns["indicator"][place])
        if one is None:
            continue
        one.figures += bool(value)
        found = known(cell) if cell else None
        if found and found[0]:
            one.count(found[0], cell, value, found[1])
        elif cell and (cell in opaque or (_may_be_unit(cell) and len(opaque) < brought.MOST_UNITS)):
            opaque.setdefault(cell, words.quotient(cell))
            one.count(cell, cell, value, Decimal(1))
        elif not cell and value:
            _unit_behind(one, value, words)
    draft.codebook = brought.with_units(draft.codebook, opaque)
    unknown = [unit for unit, expression in opaque.items() if not expression]
    if len(unknown) == 1:
        draft.notes.append(lazy("upload.new-unit", name=unknown[0]))
    else:
        draft.note(len(unknown), "upload.new-units")


def _may_be_unit(cell: str) -> bool:
    return (
        bool(HAS_LETTER.search(cell)) and len(cell) <= brought.LONGEST_NAME and cell.isprintable()
    )


def _unit_behind(one: brought.Described, value: str, words: UnitWords) -> None:
    """Count the unit that stands behind a number in its cell."""
    try:
        found = figure(value, words)
    except Unclear:
        return
    if found.unit:
        one.count(found.unit, found.unit, found.value, Decimal(1))
