"""The pipeline for a reader's own table: bytes in, sound rows and every problem out."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pandas as pd

from commitments.atlas.cells import FIRST_ROW, Codebook
from commitments.atlas.check import rules as check
from commitments.atlas.load import Atlas
from commitments.domain.model import Problem, Unreadable
from commitments.downloads.tables import csv_bytes, harmless
from commitments.figures import palette
from commitments.language import LazyText, lazy, say
from commitments.uploads import figures as upload_figures
from commitments.uploads import headers as upload_tables
from commitments.uploads import indicators as upload_indicators
from commitments.uploads import kinds, opening
from commitments.uploads import names as upload_names
from commitments.uploads import rows as upload_rows
from commitments.uploads import units as unit_words
from commitments.uploads.files import LIMITS
from commitments.uploads.given import Given
from commitments.uploads.working_table import Draft

if TYPE_CHECKING:
    from xlsxwriter import Workbook

PROBLEMS_WIDTH: Final = 60  # characters of the column of problems in a sheet
WORDS_KEPT: Final = (upload_names.narrowed, unit_words.narrowed, upload_figures.has_number_words)


@dataclass(frozen=True)
class Report:
    """What became of a reader's table: its sound rows, its problems, and what was understood.

    `sound` has the columns of the contract, `results` those of reported values; `codebook` is the
    atlas's with what the table brings.
    """

    name: str
    version: str
    against: str  # the fingerprint of the atlas whose words and places it was read by
    notes: tuple[LazyText, ...]
    problems: tuple[Problem, ...] = field(repr=False)
    given: Given = field(repr=False)
    sound: pd.DataFrame = field(repr=False)
    results: pd.DataFrame = field(repr=False)
    wrong: Mapping[int, tuple[Problem, ...]] = field(repr=False)  # by the numbers of `given`
    codebook: Codebook = field(repr=False)

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.given.numbers)

    @property
    def refused(self) -> int:
        """How many rows cannot be used."""
        return self.rows - self.used

    @property
    def used(self) -> int:
        """How many rows can be used, as commitments or as reported values."""
        return len(self.sound) + len(self.results)


@contextmanager
def forgetting() -> Iterator[None]:
    """Keep no word of a table that was read longer than it takes to read it."""
    try:
        yield
    finally:
        for kept in WORDS_KEPT:
            kept.cache_clear()


@forgetting()
def read(data: bytes, name: str) -> Given:
    """Read a file whose header names the contract's columns; Unreadable with the remedy."""
    opened = opening.opened(data, name)
    try:
        given = upload_tables.given(opened)
    except Unreadable as fault:
        raise opening.of_sheet(opened, fault) from None
    return replace(given, version=opened.version)


@forgetting()
def judged(given: Given, atlas: Atlas) -> Report:
    """Read every row into the contract and check it; nothing raises past this door."""
    draft = Draft(given, codebook(atlas))
    upload_rows.read_provinces(draft)
    upload_indicators.read_indicators(draft)
    upload_figures.read_figures(draft)
    upload_rows.read_places(draft)
    upload_rows.read_years(draft)
    upload_rows.read_sources(draft)
    upload_rows.read_texts(draft)
    upload_rows.give_ids(draft, frozenset(atlas.targets["id"]))
    upload_rows.say_columns(draft)
    table = draft.table()
    problems = _problems(draft, table)
    wrong: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        wrong[problem.row or 0].append(problem)
    sound = pd.Series([number not in wrong for number in given.numbers], dtype=bool)
    reported = kinds.reported(draft)
    kinds.say_kinds(draft, table, reported)
    return Report(
        name=given.name,
        version=given.version,
        against=atlas.fingerprint,
        notes=(lazy("upload.read-as", form=given.form), *draft.notes, *given.notes),
        problems=tuple(map(given.place_of, problems)),
        given=given,
        sound=table[sound & ~reported].reset_index(drop=True),
        results=kinds.results(draft, table[sound & reported]),
        wrong={number: tuple(found) for number, found in wrong.items()},
        codebook=draft.codebook,
    )


def codebook(atlas: Atlas) -> Codebook:
    """Return the words by which a reader's table is read: the atlas's, and further units."""
    units = unit_words.for_readers(atlas.units)
    return Codebook(
        atlas.indicators, atlas.sources, atlas.provinces, atlas.places, units, atlas.scopes
    )


def _problems(draft: Draft, table: pd.DataFrame) -> list[Problem]:
    """Join what reading found with what the rules find; a cell is named once for one fault.

    Of a row with too many or too few cells that alone is said: its cells are out of place.
    """
    ragged = {problem.row for problem in draft.given.problems}
    found = [*draft.given.problems, *(one for one in draft.problems if one.row not in ragged)]
    for problem in check.problems(table, draft.codebook):
        place = (problem.row or FIRST_ROW) - FIRST_ROW
        number, column = draft.given.numbers[place], problem.column or ""
        if number not in ragged and (place, column) not in draft.refused:
            found.append(replace(problem, row=number, header=draft.given.named.get(column, "")))
    return sorted(found, key=lambda one: (one.row or 0, one.header or one.column or ""))


def annotated(report: Report) -> pd.DataFrame:
    """Return the reader's table as it was given, with the problems in front of each row."""
    between = say("upload.between")
    beside = [
        between.join(map(_told, report.wrong.get(number, ())))[: LIMITS.characters]
        for number in report.given.numbers
    ]
    return pd.DataFrame({say("upload.problems"): beside, **report.given.columns}, dtype="str")


def _told(problem: Problem) -> str:
    place, why = problem.called, problem.why
    return say("problem.column", column=place, why=why) if place else why


def annotated_csv(report: Report) -> bytes:
    """Write the table with its problems as CSV that a spreadsheet opens safely."""
    return csv_bytes(annotated(report))


def annotated_xlsx(report: Report) -> bytes:
    """Write the table with its problems as XLSX: text alone, problem rows tinted, notes behind.

    Rows pass through a temporary folder of their own, which goes whatever happens; Unreadable
    where there is no room in it.
    """
    from xlsxwriter import Workbook  # only a reader who takes a table away as XLSX waits for it
    from xlsxwriter.exceptions import XlsxWriterException

    packed = io.BytesIO()
    try:
        with TemporaryDirectory(prefix="atlas-") as folder:
            book = Workbook(packed, {"constant_memory": True, "tmpdir": folder})
            _annotate(book, report)
            book.close()
    except (OSError, XlsxWriterException):
        raise Unreadable(lazy("fault.no-room")) from None
    return packed.getvalue()


def _annotate(book: Workbook, report: Report) -> None:
    sheet, table = book.add_worksheet(say("upload.sheet-table")), annotated(report)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    tint = book.add_format({"bg_color": palette.FOUND_TINT, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, PROBLEMS_WIDTH)
    for column, header in enumerate(table.columns):
        sheet.write_string(0, column, _safe(header), bold)
    for number, row in enumerate(table.itertuples(index=False), start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, _safe(cell), None if column else tint)
    notes = book.add_worksheet(say("upload.sheet-notes"))
    for number, note in enumerate(report.notes):
        notes.write_string(number, 0, _safe(str(note)))


def _safe(text: str) -> str:
    """Write a cell so that a sheet can hold it and runs nothing of it."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(harmless(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)))
