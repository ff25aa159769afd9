"""A table before it is used: how it was understood, in words and by its first rows."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.language import count, enumerated, in_either, named, say
from commitments.uploads import cities
from commitments.uploads.pipeline import codebook
from commitments.uploads.shapes import choices
from commitments.uploads.shapes.known import Known
from commitments.uploads.shapes.reading import Reading
from commitments.uploads.shapes.understanding import Missing

ROWS: Final = 6
COLUMNS: Final = 8
AFTER: Final = ("province", "indicator", "value", "unit", "year")
LETTERS: Final = "ABCDEFGH"  # of a sheet's columns, as many as are shown
NAMED: Final = 3  # names in a sentence
DIGITS: Final = 4  # significant, of an example


def summary(reading: Reading) -> str:
    """Say how the figures lie and how many there are, and that nothing is used yet."""
    return say("preview.summary", lies=shape(reading))


def shape(reading: Reading) -> str:
    """Say how the figures lie and how many there are: `A column for each year: 12 figures.`

    Where all are of one area that is named too: it may stand in the file's name alone.
    """
    made = reading.made
    figures = count("preview.figures", len(reading.raw.numbers))
    told = say("preview.lies", shape=say(f"preview.shape-{made.shape}"), figures=figures)
    if not made.province or reading.opened.others:
        return told
    area = choices.place_called(choices.province_chosen(made), made)
    return say("preview.all-of-one", lies=told, area=area)


def plain_numbers(reading: Reading) -> str:
    """Name what is read as plain numbers, as no unit is given; blank where there is none."""
    names = reading.open.plain
    listed = enumerated(names[:NAMED])
    return count("preview.plain-numbers", len(names), names=listed) if names else ""


def before(reading: Reading) -> pd.DataFrame:
    """Return the reader's first rows as they stand in the file, titles among them."""
    first = max(0, reading.made.first - 2)
    last = max(reading.made.header + 1 + ROWS // 2, first + ROWS)
    rows = [row[:COLUMNS] for row in reading.opened.rows[first:last]]
    width = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return pd.DataFrame(filled, columns=list(LETTERS[:width]), dtype="str")


def after(reading: Reading, atlas: Atlas) -> pd.DataFrame:
    """Return the first figures as they are understood."""
    raw = reading.raw
    found = {name: raw.cells(name)[:ROWS] for name in AFTER}
    meanings = reading.made.meanings
    names = found["indicator"]
    found["indicator"] = [_meant(name, meanings.get(name, ""), atlas) for name in names]
    found["unit"] = [
        choices.said_unit(reading, name) if not unit or name in reading.made.units else unit
        for name, unit in zip(names, found["unit"], strict=True)
    ]
    found["province"] = _provinces(found["province"], atlas)
    places = [_place(cell) for cell in raw.cells("place")[:ROWS]]
    found |= {"place": places} if any(places) else {}
    told = pd.DataFrame(found, dtype="str").replace("", say("preview.open"))
    return told.rename(columns=lambda name: named("header", name))


def _provinces(cells: list[str], atlas: Atlas) -> list[str]:
    known = Known(codebook(atlas))
    return [named("province", found) if (found := known.province(cell)) else cell for cell in cells]


def _place(cell: str) -> str:
    """Name a city in the reader's language; any other place stays as it stands."""
    city = cities.named(cell)
    return in_either(city.name, city.name_zh) if city else cell


def _meant(name: str, meaning: str, atlas: Atlas) -> str:
    """Name what a name means; blank where that is still open."""
    return choices.called(meaning, name, atlas) if meaning and name else ""


def questions(reading: Reading) -> list[str]:
    """Say what the table leaves open, one sentence each."""
    asked = []
    for missing in reading.open.missing:
        if missing == Missing.NEAR:
            asked += [say("preview.ask-near", name=name) for name in list(reading.open.near)[:ROWS]]
        elif missing == Missing.UNIT:
            asked += [
                say("preview.ask-unit", name=name) for name in reading.open.unitless[:ROWS] if name
            ]
        elif missing == Missing.SHARES:
            asked.append(_shares(reading))
        else:
            asked.append(say(f"preview.ask-{missing}"))
    return asked


def _shares(reading: Reading) -> str:
    name = enumerated(reading.open.shares[:NAMED])
    given, shown = example(reading)
    return say("preview.ask-shares", name=name, given=given, shown=shown)


def example(reading: Reading) -> tuple[str, str]:
    """Return the first figure that may be a share of one, as it stands and a hundredfold."""
    both = zip(reading.raw.cells("indicator"), reading.raw.cells("value"), strict=True)
    given = next(value for name, value in both if name in reading.open.shares)
    return f"{float(given):.{DIGITS}g}", f"{float(given) * 100:.{DIGITS}g}"
