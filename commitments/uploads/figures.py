"""A reader's figures: comparator, number and unit, from one cell or three."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from typing import Final

from commitments.atlas.cells import quoted
from commitments.atlas.check.figures import LONGEST
from commitments.domain.model import Comparator
from commitments.language import LazyText, in_either, lazy, named, offered
from commitments.uploads import names as upload_names
from commitments.uploads.cells import Figure, figure, is_decimal_comma, is_lone_comma
from commitments.uploads.comparators import Unclear, sign
from commitments.uploads.given import RESULT
from commitments.uploads.own_units import PLAIN
from commitments.uploads.units import SCALES, UnitWords, plain_text
from commitments.uploads.working_table import Draft

OTHER_NUMBERS: Final = ("value_high", "base_value", "corrected_value")
COUNT: Final = "count"
ONE: Final = Decimal(1)


def read_figures(draft: Draft) -> None:
    """Read values with their signs and units, which stand in the same cell or in columns."""
    cells = draft.given.cells("value")
    for column in ("value", "unit", "comparator", "as_printed", *OTHER_NUMBERS):
        draft.columns[column] = draft.given.cells(column)
    reader = _Figures(draft)
    unsigned = 0
    for place in draft.rows:
        if cells[place]:
            unsigned += reader.row(place, cells[place])
    if draft.given.kind != RESULT:  # a reported value needs none
        draft.note(unsigned, "upload.without-sign")


class _Figures:
    """Reads the figures of one table; equal cells are read once."""

    def __init__(self, draft: Draft) -> None:
        words = UnitWords(draft.codebook.units)
        commas = any(map(is_decimal_comma, set(draft.given.cells("value"))))
        self.draft = draft
        self.words = words
        self.canonical = draft.codebook.indicators["unit"].to_dict()
        self.value = lru_cache(maxsize=None)(partial(_tried, words, decimal_commas=commas))
        self.number = lru_cache(maxsize=None)(partial(_tried, words, decimal_commas=False))
        self.sizes: Callable[[str], bool] = lru_cache(maxsize=None)(self._has_size)
        self.unit: Callable[[str], tuple[str, Decimal] | None] = lru_cache(maxsize=None)(
            words.named
        )

    def _has_size(self, typed: str) -> bool:
        """Say whether a unit holds number words: 万亩 does, 千瓦 does not."""
        found = self.words.scaled(typed)
        return found is not None and found[1] != ONE

    def row(self, place: int, cell: str) -> bool:
        """Fill a row's figure; say whether it has no sign and is read as reach."""
        found, columns = self.value(cell), self.draft.columns
        if isinstance(found, LazyText):
            self.draft.refuse(place, "value", found)
            self._keep_as_typed(place, cell)
            return False
        typed_unit = columns["unit"][place]
        unit, scale = self._unit(place, found, cell, typed_unit)
        columns["value"][place] = _times(found.value, scale)
        columns["value_high"][place] = _times(found.value_high, scale)
        columns["unit"][place] = unit
        for column in OTHER_NUMBERS:
            self._other(place, column, unit, scale)
        if not columns["as_printed"][place]:
            parts = [columns["comparator"][place], cell, "" if found.unit else typed_unit]
            columns["as_printed"][place] = " ".join(filter(None, parts))[: LONGEST["as_printed"]]
        return self._compare(place, found)

    def _keep_as_typed(self, place: int, cell: str) -> None:
        """Leave an unreadable value, and spare its row the complaints that follow from it."""
        columns = self.draft.columns
        columns["unit"][place] = self.canonical.get(columns["indicator"][place], "") or "%"
        columns["comparator"][place] = str(Comparator.REACH)
        columns["as_printed"][place] = cell[: LONGEST["as_printed"]]
        for column in OTHER_NUMBERS:
            columns[column][place] = ""

    def _unit(self, place: int, found: Figure, cell: str, typed: str) -> tuple[str, Decimal]:
        """Return the unit of a figure and what its column multiplies by; refuse two that differ."""
        indicator = self.draft.columns["indicator"][place]
        canonical = self.canonical.get(indicator, "?")
        if not canonical:
            told = lazy("upload.words-alone", indicator=self.draft.indicator_called(indicator))
            self.draft.refuse(place, "indicator", told)
            self.draft.refused.add((place, "unit"))
            return found.unit or typed or "%", ONE
        if not typed:
            plain = canonical if canonical in (COUNT, PLAIN) else ""
            return found.unit or plain, ONE
        named = self.unit(typed)
        if named is None or not named[0]:
            self.draft.refuse(place, "unit", self._unknown_unit(typed, canonical))
            return typed, ONE
        if found.unit:
            repeated = upload_names.key(cell).endswith(upload_names.key(typed))
            if not repeated and named != (found.unit, ONE):
                told = lazy(
                    "upload.two-units", said=self._unit_called(found.unit), cell=quoted(typed)
                )
                self.draft.refuse(place, "unit", told)
            return found.unit, ONE
        if self.sizes(typed) and has_number_words(cell):
            told = lazy("upload.number-words-twice", value=quoted(cell), unit=quoted(typed))
            self.draft.refuse(place, "unit", told)
            self.draft.refused.add((place, "value"))
        return named

    def _unknown_unit(self, typed: str, canonical: str) -> LazyText:
        """Refuse a unit with the nearest one, or those in which its indicator can be given."""
        units, cell = self.draft.codebook.units, quoted(typed)
        near = self.draft.nearest("unit", typed, self.words.known(), self._word_called)
        if near:
            return lazy("upload.unit-near", cell=cell, names=near)
        if canonical in units.expressions:
            known = [canonical, *units.relatives(canonical)]
            names = LazyText(offered, [self._unit_called(unit) for unit in known])
            return lazy("upload.unit-of-indicator", cell=cell, names=names)
        return lazy("upload.unit-unknown", cell=cell)

    def _word_called(self, word: str) -> LazyText:
        """Name a word for a unit: as it is, in Chinese by the symbol of the unit."""
        unit, size = self.words.named(word) or (word, ONE)
        chinese = self.draft.codebook.units.symbols_zh.get(unit, "")
        return LazyText(in_either, word, chinese if size == ONE else word)

    def _unit_called(self, unit: str) -> LazyText:
        """Name a unit: as the codebook writes it, in Chinese by its symbol."""
        return LazyText(in_either, unit, self.draft.codebook.units.symbols_zh.get(unit, ""))

    def _other(self, place: int, column: str, unit: str, scale: Decimal) -> None:
        """Read a further number of a row, in the unit of its value."""
        cell = self.draft.given.cell(column, place)
        if not cell:
            return
        found = self.number(cell)
        if isinstance(found, LazyText):
            self.draft.refuse(place, column, found)
            self.draft.columns[column][place] = cell
        elif found.comparator or (found.unit and (found.unit != unit or scale != 1)):
            self.draft.refuse(place, column, lazy("upload.not-alone", cell=quoted(cell)))
        else:
            self.draft.columns[column][place] = _times(found.value, scale)

    def _compare(self, place: int, found: Figure) -> bool:
        """Set the comparator of a row; say whether none was given and it is read as reach."""
        column, cell = self.draft.columns["comparator"], self.draft.given.cell("comparator", place)
        if not cell:
            between = bool(self.draft.columns["value_high"][place])
            default = Comparator.BETWEEN if between else Comparator.REACH
            column[place] = found.comparator or str(default)
            return not found.comparator and not between
        try:
            said = sign(cell)
        except Unclear as fault:
            self.draft.refuse(place, "comparator", fault.message)
            return False
        if found.comparator and said != found.comparator:
            words = LazyText(named, "comparator", found.comparator)
            told = lazy("upload.two-comparators", said=words, cell=quoted(cell))
            self.draft.refuse(place, "comparator", told)
        column[place] = said
        return False


def _tried(words: UnitWords, cell: str, *, decimal_commas: bool) -> Figure | LazyText:
    """Return what a cell says, or why it cannot be read."""
    if decimal_commas and is_lone_comma(cell):
        return lazy("upload.lone-comma", cell=quoted(cell))
    try:
        return figure(cell, words)
    except Unclear as fault:
        return fault.message


@lru_cache(maxsize=4096)
def has_number_words(text: str) -> bool:
    """Say whether a number without a unit has number words behind it: 3000万."""
    return any(word in plain_text(text).casefold() for word in SCALES)


def _times(digits: str, scale: Decimal) -> str:
    """Multiply plain digits by what a unit's number words stand for."""
    if not digits or scale == 1:
        return digits
    return format((Decimal(digits) * scale).normalize(), "f")
