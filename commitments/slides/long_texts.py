"""Longer texts of slides: tables, and speaker notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.briefings.items import Item, Kind
from commitments.briefings.showing import Shown
from commitments.domain.model import NATION, State, Theme
from commitments.figures import captions, palette
from commitments.figures.compare.captions import reason
from commitments.language import named, say
from commitments.queries import area_states
from commitments.queries.comparison import Cell as Compared
from commitments.queries.comparison import Line
from commitments.queries.outcomes import SETTLED
from commitments.slides import province_table
from commitments.slides import table as slide_table
from commitments.slides import typography as letters
from commitments.slides.page import BODY, body
from commitments.slides.table import SIDE, Cell, Grid
from commitments.slides.text import Run
from commitments.words import answers as answer_words
from commitments.words import references, wording

SIZES: Final = (12.0, 11.0, 10.0, 9.0)  # points; the largest at which a table fits on its slide
SMALLER: Final = 0.82  # of a table's type, for what stands beside or under a figure
INDICATOR: Final = 0.26  # of the width, for the names of indicators
SHORT: Final = ("years", "scopes", "wording", "bases", "units")  # differences named in a cell
SUMMARY_LINES: Final = 2
TABLE_WIDTHS: Final = (0.1, 0.46, 0.13, 0.31)  # province, commitment, due, document
SENTENCES: Final = 150  # of a slide's notes; the rest is counted
NO_BREAK: Final = "\u00a0"
QUIET: Final = palette.QUIET_INK


def grids(atlas: Atlas, item: Item, view: Shown) -> list[Grid]:
    """Lay out a table in the largest type that fits on one slide, else over several."""
    if item.kind == Kind.PROVINCE and view.sheet:
        return province_table.grids(view.sheet, item.selection.theme, body(item.note).height)
    if not view.lines and (item.kind == Kind.COMPARE or view.rows.empty):
        return []

    def grid(size: float) -> Grid:
        if item.kind == Kind.COMPARE:
            return compared(atlas, view.lines, size)
        return listed(view.rows, size)

    room = body(item.note).height
    for size in SIZES:
        parts = slide_table.parted(grid(size), room)
        if len(parts) == 1:
            return parts
    return slide_table.parted(grid(SIZES[1]), room)


def blanks(atlas: Atlas, provinces: Sequence[str]) -> dict[str, str]:
    """Say for each province why its lane may be empty."""
    read = {*area_states.with_documents(atlas), NATION}
    return {name: reason(area_states.blank(name, read)) for name in provinces}


def compared(atlas: Atlas, lines: Sequence[Line], size: float) -> Grid:
    """Return a comparison as a table: an indicator a row, a province a column."""
    names = [cell.province for cell in lines[0].cells]
    first = BODY.width * INDICATOR
    wide = (BODY.width - first) / len(names)
    several = len({line.theme for line in lines}) > 1
    rows = tuple(
        (
            _indicator(line, size, several=several),
            *(_compared(cell, size, wide - 2 * SIDE) for cell in line.cells),
        )
        for line in lines
    )
    heading = (_head(say("column.indicator")), *(_province(atlas, name, size) for name in names))
    return Grid(heading, rows, (first, *[wide] * len(names)), size)


def _head(text: str) -> Cell:
    return [[Run(text, bold=True)]]


def _province(atlas: Atlas, name: str, size: float) -> Cell:
    if name == NATION:
        return _head(say("slide.head-nation"))
    shown, chinese = named("province", name), atlas.provinces.at[name, "name_zh"]
    if shown == chinese:
        return _head(shown)
    return [[Run(shown, bold=True), Run(f"  {chinese}", colour=QUIET, size=size * SMALLER)]]


def _indicator(line: Line, size: float, *, several: bool) -> Cell:
    """Name an indicator; under it the nation's figure and how the provinces' differ, in short."""
    theme = theme_named(line.theme)
    nation = say("print.nation", figure=line.nation["full_label"]) if line.nation else ""
    differ = [one.what.lower() for one in line.differences if one.kind in SHORT]
    said = " · ".join(part for part in (theme if several else "", nation, *differ) if part)
    below = [[Run(said, colour=QUIET, size=size * SMALLER)]] if said else []
    return [[Run(line.name, bold=True)], *below]


def _compared(cell: Compared, size: float, room: float) -> Cell:
    """Write what one province says: the figure and its due year, or its words, or the reason."""
    small = size * SMALLER
    if cell.row is None:
        return [[Run(reason(cell.state), colour=QUIET, size=small, italic=True)]]
    row = cell.row
    if cell.state == State.WORDS:
        due = f" · {row['due'].replace(' ', NO_BREAK, 1)}"
        left = room - letters.width(due, small) / SUMMARY_LINES
        told = letters.shortened(wording.unstopped(row["summary"]), small, left, most=SUMMARY_LINES)
        return [[Run(told, size=small), Run(due, colour=QUIET, size=small)]]
    figure = [Run(row["full_label"], bold=True), Run(f"  {row['due']}", colour=QUIET, size=small)]
    scope = [[Run(row["scope"], colour=QUIET, size=small)]] if row["scope"] else []
    if row["answer"] in SETTLED:  # on the same line: a table of one slide stays on it
        figure.append(Run(f"  {answer_words.name(row['answer'])}", size=small))
    return [figure, *scope]


def listed(rows: pd.DataFrame, size: float) -> Grid:
    """Return commitments as a table: a sentence a row, with its document."""
    widths = tuple(BODY.width * share for share in TABLE_WIDTHS)
    small = size * SMALLER
    told = tuple(
        (
            [[Run(row["place_name"] or row["province_name"], bold=True)]],
            [[Run(wording.without_due(row))]],
            [[Run(row["due"], colour=QUIET, size=small)]],
            [[Run(_document(row), colour=QUIET, size=small)]],
        )
        for row in records(rows)
    )
    heads = ("province", "commitment", "due", "document")
    heading = tuple(_head(say(f"column.{word}")) for word in heads)
    return Grid(heading, told, widths, size)


def _document(row: wording.Row) -> str:
    """Name a document, and the place in it where that is known."""
    title, where = str(row["source_title"]), row["where"]
    return say("slide.document-at", title=title, where=where) if where else title


def theme_named(theme: Theme) -> str:
    """Name a theme as slides do."""
    return say("slide.whole-plan") if theme == Theme.OVERALL else named("theme", theme)


def notes(atlas: Atlas, view: Shown, note: str) -> str:
    """Write a slide's notes: the reader's own, how to read, what it says, every source in full."""
    sentences = [row_named(row) for row in records(view.rows.head(SENTENCES))]
    left = len(view.rows) - SENTENCES
    parts = [
        [note] if note else [],
        [view.title, view.subtitle],
        list(view.notes),
        list(view.details),
        [say("slide.shown"), *sentences, say("slide.and-more", number=left) if left > 0 else ""],
        _differences(view.lines),
        [say("slide.sources"), *references.sources_in_full(atlas, view.cited)],
        [captions.imprint(atlas, view.link)],
    ]
    texts = ["\n".join(line for line in part if line) for part in parts]
    return "\n\n".join(text for text in texts if text)


def subject(view: Shown) -> str:
    """Say in a sentence what a view shows."""
    return say("told.subject", title=view.title, subtitle=view.subtitle)


def row_named(row: wording.Row) -> str:
    """Tell a commitment with whose it is: a place's, else the province's."""
    whose = row["place_name"] or row["province_name"]
    return say("slide.row-named", province=whose, sentence=row["sentence"])


def _differences(lines: Sequence[Line]) -> list[str]:
    said = [
        say("slide.difference", indicator=line.name, what=one.what, words=one.words)
        for line in lines
        for one in line.differences
    ]
    return [say("slide.differ"), *said] if said else []
