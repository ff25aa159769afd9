"""Cells of a reader's table as rows of the contract, with what was read how.

What is certain is read, what is missing is filled in and said, what is neither stays as it was
typed and is named with its row, its column and the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from commitments.atlas.cells import YEAR, header_of, province_named, quoted
from commitments.atlas.check.codebook import SNAKE_CASE
from commitments.atlas.check.figures import LONGEST
from commitments.atlas.check.names import ID, LINE, NATION_IN_IDS
from commitments.domain.model import YOURS, YearBasis
from commitments.language import LazyText, enumerated, lazy, say
from commitments.uploads import cities
from commitments.uploads import codebook as brought
from commitments.uploads import names as upload_names
from commitments.uploads.cells import FIRST_BASE_YEAR, FIRST_YEAR, year
from commitments.uploads.cities import City
from commitments.uploads.comparators import Unclear
from commitments.uploads.working_table import Draft

LONGEST_TEXT: Final = {"scope": 200, "section": 200, "source": 300, "place": 120}
NAMED_AT_ONCE: Final = 5  # new things in one notice; the rest are counted
DEGREES: Final = {"lat": header_of("lat"), "lon": header_of("lon")}
Place = tuple[str, float, float, str]  # province, degrees, Chinese name
HAS_LETTER: Final = re.compile(r"[^\W\d_]")


def read_provinces(draft: Draft) -> None:
    """Read the provinces under any of their names; a near miss is refused with the nearest."""
    words = upload_names.provinces(draft.codebook.provinces)
    names = upload_names.province_names(draft.codebook.provinces)
    indicators = brought.indicator_names(draft.codebook.indicators)

    def reading(cell: str) -> str:
        found = upload_names.province(cell, words)
        if found:
            return found
        if not cell:
            raise Unclear("upload.province-blank")
        if cities.named(cell):
            raise Unclear("upload.province-is-city", cell=quoted(cell), place=header_of("place"))
        if indicators.id(cell):
            raise Unclear("upload.province-is-indicator", cell=quoted(cell))
        near = draft.nearest("province", cell, names, province_named)
        if near:
            raise Unclear("upload.province-near", cell=quoted(cell), names=near)
        raise Unclear("upload.province-unknown", cell=quoted(cell))

    draft.read("province", reading)


def read_places(draft: Draft) -> None:
    """Read cities, lakes and areas; new ones need their degrees in columns lat and lon."""
    known = upload_names.places(draft.codebook.places)
    lat, lon = draft.given.cells("lat"), draft.given.cells("lon")
    new: dict[str, tuple[str, float, float, str]] = {}
    cells = draft.given.cells("place")
    for place, cell in enumerate(cells):
        if not cell or len(cell) > LONGEST_TEXT["place"]:
            continue
        city = cities.named(cell, draft.columns["province"][place])
        if upload_names.key(cell) in known:
            cells[place] = known[upload_names.key(cell)]
        elif city:
            cells[place] = _of_city(city, known, new)
        elif not (lat[place] and lon[place]) or len(new) >= brought.MOST_PLACES:
            near = draft.nearest("place", cell, known.values(), draft.place_called)
            told = "upload.place-near" if near else "upload.place-unknown"
            words = {"cell": quoted(cell), "names": near, **DEGREES}
            draft.refuse(place, "place", lazy(told, **words))
        else:
            try:
                at = brought.degrees(lat[place], lon[place])
                new.setdefault(cell, (draft.columns["province"][place], *at, cell))
            except Unclear as fault:
                draft.refuse(place, "lat", fault.message)
                draft.refused.add((place, "place"))
    draft.columns["place"] = cells
    draft.codebook = brought.with_places(draft.codebook, new)
    typed = [name for name, (*_, chinese) in new.items() if chinese == name]
    if len(typed) == 1:
        draft.notes.append(lazy("upload.new-place", name=typed[0]))
    else:
        draft.note(len(typed), "upload.new-places")


def _of_city(city: City, known: Mapping[str, str], new: dict[str, Place]) -> str:
    """Return the name of a city as a place of the codebook, a new one where it has none."""
    name = known.get(upload_names.key(city.name_zh), city.name)
    if name == city.name and upload_names.key(name) not in known:
        name = name if new.get(name, (city.province,))[0] == city.province else city.name_zh
        new[name] = (city.province, city.lat, city.lon, city.name_zh)
    return name


def read_years(draft: Draft) -> None:
    """Read due years and base years, and say by what the due year is known."""
    draft.read("year", lambda cell: year(cell, FIRST_YEAR) if cell else "")
    draft.read("base_year", lambda cell: year(cell, FIRST_BASE_YEAR) if cell else "")
    if "year" not in draft.given.named:
        draft.notes.append(lazy("upload.no-years"))
    words = upload_names.year_bases()
    given = draft.given.cells("year_basis")
    bases = [words.get(upload_names.key(cell), cell) for cell in given]
    draft.columns["year_basis"] = [
        basis or str(YearBasis.STATED if due else YearBasis.NONE)
        for basis, due in zip(bases, draft.columns["year"], strict=True)
    ]


def read_sources(draft: Draft) -> None:
    """File every row under a document of the reader's own; a known one keeps its dates."""
    cells, known = draft.given.cells("source"), upload_names.documents(draft.codebook.sources)
    named = dict.fromkeys(cell for cell in cells if 0 < len(cell) <= LONGEST_TEXT["source"])
    many = len(named) > brought.MOST_DOCUMENTS
    titles = {brought.SOURCE: draft.given.name}
    ids = dict.fromkeys(named, brought.SOURCE)
    if not many:
        ids = {cell: f"{YOURS}-{order}" for order, cell in enumerate(named, start=1)}
        titles |= {made: known.get(upload_names.key(cell), cell) for cell, made in ids.items()}
    draft.columns["source"] = [ids.get(cell, brought.SOURCE) for cell in cells]
    draft.codebook = brought.with_sources(draft.codebook, titles)
    if many:
        words = {"found": len(named), "most": brought.MOST_DOCUMENTS}
        draft.notes.append(lazy("upload.many-documents", **words))
    elif len(named) < len(set(cells)):
        draft.notes.append(lazy("upload.filed-under", name=draft.given.name))


def read_texts(draft: Draft) -> None:
    """Take words over: a summary beside a figure becomes its note."""
    moved = _noted(draft, "summary", "note")
    _noted(draft, "summary_zh", "note_zh")
    draft.note(moved, "upload.words-beside")
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
    draft.note(replaced, "upload.new-ids")


def say_columns(draft: Draft) -> None:
    """Say which columns were understood, which are kept undrawn, and what was not given."""
    renamed = [
        LazyText(_understood, header, name)
        for name, header in draft.given.named.items()
        if header != name
    ]
    if renamed:
        draft.notes.insert(0, lazy("upload.understood", listed=LazyText(enumerated, renamed)))
    if draft.given.unknown:
        listed = LazyText(enumerated, draft.given.unknown[:NAMED_AT_ONCE])
        more = len(draft.given.unknown) - NAMED_AT_ONCE
        undrawn = "upload.undrawn-and-more" if more > 0 else "upload.undrawn"
        draft.notes.append(lazy(undrawn, listed=listed, more=more))


def _understood(header: str, column: str) -> str:
    """Say which column a header is read as, where it is not called so already."""
    told = str(header_of(column))
    return header if header == told else say("upload.renamed", header=header, column=told)


def _too_long(text: str, longest: int) -> LazyText:
    return lazy("upload.too-long", length=len(text), longest=longest)
