"""This module turns the cells of a reader's table into rows of the contract, and says how.

What is certain is read, what is missing is filled in and said, what is neither stays as it was
typed and is named with its row, its column and the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from commitments.cells import SUGGESTED_WORDS, YEAR, Codebook, nearest, quoted
from commitments.check.codebook import SNAKE_CASE
from commitments.check.figures import LONGEST
from commitments.check.names import ID, LINE, NATION_IN_IDS
from commitments.model import NATION, TARGET_COLUMNS, YOURS, Problem, YearBasis
from commitments.uploads import codebook as brought
from commitments.uploads import names as upload_names
from commitments.uploads.cells import FIRST_BASE_YEAR, FIRST_YEAR, year
from commitments.uploads.signs import Unclear
from commitments.uploads.tables import Given

LONGEST_TEXT: Final = {"scope": 200, "section": 200, "source": 300, "place": 120}
NAMED_AT_ONCE: Final = 5  # new things in one notice; the rest are counted
HAS_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass
class Draft:
    """A table on its way into the contract: its columns so far, its problems and its notices."""

    given: Given
    codebook: Codebook
    columns: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[tuple[int, str]] = field(default_factory=set)  # place and column of the contract
    notes: list[str] = field(default_factory=list)
    slips: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def rows(self) -> range:
        """The places of the rows, counted from 0."""
        return range(len(self.given.numbers))

    def refuse(self, place: int, column: str, why: str) -> None:
        """Name a problem of one cell under the header that its reader gave it."""
        number = self.given.numbers[place]
        self.problems.append(Problem(number, self.given.named.get(column, column), why))
        self.refused.add((place, column))

    def nearest(self, column: str, cell: str, known: Iterable[str], otherwise: str) -> str:
        """Offer what a cell may have meant, for the first slips of a column; then `otherwise`."""
        slips = self.slips.setdefault(column, {})
        if cell not in slips:
            slips[cell] = nearest(cell, known) if len(slips) < SUGGESTED_WORDS else ""
        return slips[cell] or otherwise

    def note(self, count: int, one: str, many: str) -> None:
        """Add a notice where it counts something."""
        if count > 0:
            self.notes.append(one if count == 1 else many.format(count=f"{count:,}"))

    def read(self, column: str, reading: Callable[[str], str]) -> None:
        """Fill a column cell by cell; a cell that cannot be read stays as it was typed."""
        known: dict[str, tuple[str, str]] = {}
        cells = self.given.cells(column)
        for place, cell in enumerate(cells):
            if cell not in known:
                known[cell] = _tried(reading, cell)
            cells[place], why = known[cell]
            if why:
                self.refuse(place, column, why)
        self.columns[column] = cells

    def table(self) -> pd.DataFrame:
        """Return the rows under the columns of the contract."""
        filled = {name: self.columns.get(name) or self.given.cells(name) for name in TARGET_COLUMNS}
        return pd.DataFrame(filled, dtype="str")


def _tried(reading: Callable[[str], str], cell: str) -> tuple[str, str]:
    """Return what a cell says; or the cell as it is, and why it cannot be read."""
    try:
        return reading(cell), ""
    except Unclear as fault:
        return cell, str(fault)


def read_provinces(draft: Draft) -> None:
    """Read the provinces under any of their names; a near miss is refused with the nearest."""
    words = upload_names.provinces(draft.codebook.provinces)
    names = upload_names.province_names(draft.codebook.provinces)
    indicators = brought.IndicatorNames(draft.codebook.indicators)

    def reading(cell: str) -> str:
        found = words.get(upload_names.key(upload_names.code(cell)))
        if found:
            return found
        if not cell:
            raise Unclear("blank; write the province in every row, merged cells are blank too")
        if indicators.id(cell):
            raise Unclear(f"{quoted(cell)} is an indicator; are two columns swapped?")
        otherwise = f"; write a name like Hebei or 河北, or {NATION}"
        advice = draft.nearest("province", cell, names, otherwise)
        raise Unclear(f"{quoted(cell)} is not a province{advice}")

    draft.read("province", reading)


def read_places(draft: Draft) -> None:
    """Read cities, lakes and areas; new ones need their degrees in columns lat and lon."""
    known = {upload_names.key(str(name)): str(name) for name in draft.codebook.places.index}
    lat, lon = draft.given.cells("lat"), draft.given.cells("lon")
    new: dict[str, tuple[str, float, float]] = {}
    cells = draft.given.cells("place")
    for place, cell in enumerate(cells):
        if not cell or len(cell) > LONGEST_TEXT["place"]:
            continue
        if upload_names.key(cell) in known:
            cells[place] = known[upload_names.key(cell)]
        elif not (lat[place] and lon[place]) or len(new) >= brought.MOST_PLACES:
            advice = draft.nearest("place", cell, known.values(), "")
            why = f"{quoted(cell)} is not a known place{advice or '.'} A new one needs lat and lon"
            draft.refuse(place, "place", why)
        else:
            try:
                at = brought.degrees(lat[place], lon[place])
                new.setdefault(cell, (draft.columns["province"][place], *at))
            except Unclear as fault:
                draft.refuse(place, "lat", str(fault))
                draft.refused.add((place, "place"))
    draft.columns["place"] = cells
    draft.codebook = brought.with_places(draft.codebook, new)
    draft.note(len(new), f"New place: {', '.join(new)}.", "{count} new places, by lat and lon.")


def read_years(draft: Draft) -> None:
    """Read due years and base years, and say by what the due year is known."""
    draft.read("year", lambda cell: year(cell, FIRST_YEAR) if cell else "")
    draft.read("base_year", lambda cell: year(cell, FIRST_BASE_YEAR) if cell else "")
    if "year" not in draft.given.named:
        draft.notes.append("There is no column year: every row stands under “no date given”.")
    bases = draft.given.cells("year_basis")
    draft.columns["year_basis"] = [
        basis or str(YearBasis.STATED if due else YearBasis.NONE)
        for basis, due in zip(bases, draft.columns["year"], strict=True)
    ]


def read_sources(draft: Draft) -> None:
    """File every row under a document of the reader's own; a known one keeps its dates."""
    cells, known = draft.given.cells("source"), draft.codebook.sources
    by_name = {upload_names.key(str(one)): str(one) for one in known.index} | {
        upload_names.key(title): str(one)
        for column in ("title", "title_zh")
        for one, title in known[column].items()
        if title
    }
    named = dict.fromkeys(cell for cell in cells if 0 < len(cell) <= LONGEST_TEXT["source"])
    many = len(named) > brought.MOST_DOCUMENTS
    titles = {brought.SOURCE: draft.given.name}
    ids = dict.fromkeys(named, brought.SOURCE)
    if not many:
        ids = {cell: f"{YOURS}-{order}" for order, cell in enumerate(named, start=1)}
        titles |= {made: by_name.get(upload_names.key(cell), cell) for cell, made in ids.items()}
    draft.columns["source"] = [ids.get(cell, brought.SOURCE) for cell in cells]
    draft.codebook = brought.with_sources(draft.codebook, titles)
    if many:
        draft.notes.append(
            f"The table names {len(named):,} documents; more than {brought.MOST_DOCUMENTS} are "
            "not listed one by one, so every row is filed under the table."
        )
    elif len(named) < len(set(cells)):
        draft.notes.append(f"Rows that name no document are filed under “{draft.given.name}”.")


def read_texts(draft: Draft) -> None:
    """Take words over: a summary beside a figure becomes its note."""
    moved = _noted(draft, "summary", "note")
    _noted(draft, "summary_zh", "note_zh")
    draft.note(
        moved,
        "One figure has words beside it; they are kept as its note.",
        "{count} figures have words beside them; they are kept as notes.",
    )
    sections, paragraphs = draft.given.cells("section"), draft.given.cells("paragraph")
    for place in draft.rows:
        if paragraphs[place] and not LINE.fullmatch(paragraphs[place]):
            sections[place] = f"{sections[place]} {paragraphs[place]}".strip()
            paragraphs[place] = ""
    draft.columns |= {"section": sections, "paragraph": paragraphs}
    for column, longest in LONGEST_TEXT.items():
        for place, cell in enumerate(draft.given.cells(column)):
            if len(cell) > longest:
                draft.refuse(place, column, _too_long(cell, longest))


def _noted(draft: Draft, words: str, note: str) -> int:
    """Put the words beside figures into their notes, and return how many there are."""
    summaries, notes = draft.given.cells(words), draft.given.cells(note)
    values = draft.columns["value"]
    moved = 0
    for place in draft.rows:
        if values[place] and summaries[place]:
            joined = f"{summaries[place]} {notes[place]}".strip()
            if len(joined) <= LONGEST[note]:
                summaries[place], notes[place], moved = "", joined, moved + 1
            else:
                draft.refuse(place, words, _too_long(joined, LONGEST[note]))
    draft.columns |= {words: summaries, note: notes}
    return moved


def give_ids(draft: Draft, taken: frozenset[str]) -> None:
    """Keep ids of the contract's form that the atlas does not use; give the others new ones."""
    given, columns = draft.given.cells("id"), draft.columns
    tails = draft.codebook.provinces["iso"].astype(str).str[-2:].str.lower().to_dict()
    made, replaced = [], 0
    for place in draft.rows:
        if given[place] and given[place] not in taken and ID.fullmatch(given[place]):
            made.append(given[place])
            continue
        replaced += bool(given[place])
        start = tails.get(columns["province"][place], NATION_IN_IDS)
        due = columns["year"][place]
        due = due if YEAR.fullmatch(due) else "nodate"
        indicator = columns["indicator"][place]
        indicator = indicator if SNAKE_CASE.fullmatch(indicator) else "unknown"
        row = draft.given.numbers[place]
        made.append(f"{start}-{YOURS}_{row}-{indicator}-{due}")
    columns["id"] = made
    draft.note(
        replaced,
        "One id is the atlas's own or of another form; the row got a new one.",
        "{count} ids are the atlas's own or of another form; the rows got new ones.",
    )


def say_columns(draft: Draft) -> None:
    """Say which columns were understood, which are kept undrawn, and what was not given."""
    renamed = [f"{header} = {name}" for name, header in draft.given.named.items() if header != name]
    if renamed:
        draft.notes.insert(0, f"Columns understood: {', '.join(renamed)}.")
    if draft.given.unknown:
        listed = ", ".join(draft.given.unknown[:NAMED_AT_ONCE])
        more = len(draft.given.unknown) - NAMED_AT_ONCE
        listed += f" and {more} more" if more > 0 else ""
        draft.notes.append(f"Columns kept, but not drawn: {listed}.")


def _too_long(text: str, longest: int) -> str:
    return f"{len(text):,} characters; shorten it to {longest} at most"
