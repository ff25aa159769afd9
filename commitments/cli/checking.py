"""The commands `check`, `verify` and `shapes`."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from commitments.atlas import boundaries, documents, editions, load, projection, verification
from commitments.atlas.cells import Codebook
from commitments.atlas.check import rules as check
from commitments.atlas.storage import reading
from commitments.atlas.storage.origin import PARQUET, Origin
from commitments.cli import languages
from commitments.cli.writing import write
from commitments.domain.model import IN_CHINESE, Problem, Unreadable
from commitments.language import count, file_errors, lazy, named, say

SOUND: Final = 0
PROBLEMS: Final = 1


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands `check`, `verify` and `shapes`."""
    checking = _command(commands, "check", _check)
    checking.add_argument("--each", action="store_true", help=say("command.check-each"))
    verifying = _command(commands, "verify", _verify)
    folder, explained = say("metavar.documents"), say("command.documents")
    verifying.add_argument("--documents", type=Path, required=True, metavar=folder, help=explained)
    for command in (checking, verifying):
        file, explained = say("metavar.file"), say("command.file")
        command.add_argument("file", nargs="?", type=Path, metavar=file, help=explained)
    _command(commands, "shapes", _shapes)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    """Add a command that has few options."""
    command = languages.command(commands, name)
    languages.add_to(command)
    command.set_defaults(run=run)
    return command


@dataclass(frozen=True)
class _Tables:
    """The table that was asked for, the results beside it, and what both are read against."""

    where: Origin
    rows: pd.DataFrame
    beside: Origin
    results: pd.DataFrame
    codebook: Codebook

    def problems(self) -> list[Problem]:
        """Return what keeps either table from being shown."""
        found = load.table_problems(self.rows, self.codebook, self.where)
        return found + load.result_problems(self.results, self.codebook, self.beside)


def _tables(asked: argparse.Namespace) -> _Tables:
    """Read the table that was named, or else the one the atlas shows, and its results."""
    where = Origin(asked.file) if asked.file else load.origin()
    beside = load.beside(asked.file) if asked.file else load.results_origin()
    rows, results = reading.read(where), load.reported(beside)
    return _Tables(where, rows, beside, results, load.codebook_tables())


def _check(asked: argparse.Namespace) -> int:
    if asked.file and not _is_ours(asked.file):
        return _check_as_readers(asked)
    read = _tables(asked)
    found = check.codebook_problems(read.codebook) + read.problems()
    found += check.chinese_problems(read.rows, read.codebook)
    found += check.editorial_problems(read.rows, read.results, read.codebook)
    for problem in found:
        print(problem)
    summary = "check.summary-of-both" if len(read.results) else "check.summary"
    words = {"file": read.where.name, "rows": len(read.rows), "results": len(read.results)}
    print(count(summary, len(found), **words))
    return PROBLEMS if found else SOUND


def _is_ours(file: Path) -> bool:
    """Say whether a file is of the atlas's own kind, which has Chinese beside the English."""
    if not file.is_file() or file.suffix.lower() in PARQUET:
        return True
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as read:
        header = next(csv.reader([read.readline()]), [])
    return bool(set(header) & set(IN_CHINESE.values()))


def _check_as_readers(asked: argparse.Namespace) -> int:
    """Judge a table as the page Your data does, and say how it was understood and read."""
    from commitments.uploads import opening, pipeline, problem_kinds  # bring what reads workbooks
    from commitments.uploads.shapes import preview
    from commitments.uploads.shapes import reading as shapes

    file: Path = asked.file
    data = _bytes(file)
    opened, atlas = opening.opened(data, file.name), editions.whole()
    found = shapes.begun(opened, atlas, partial(opening.further, data))
    if not found.is_certain:
        print(preview.shape(found))
    if questions := preview.questions(found):
        print(*questions, say("check.asked", page=named("page", "Your data")), sep="\n")
        return PROBLEMS
    report = pipeline.judged(shapes.given(found), atlas)
    problems = report.problems if asked.each else problem_kinds.kinds(report.problems)
    for told in (*report.notes, *problems):
        print(told)
    print(count("check.summary", len(report.problems), file=report.name, rows=report.rows))
    return PROBLEMS if report.problems else SOUND


def _bytes(file: Path) -> bytes:
    """Read a file whole; Unreadable with the reason."""
    try:
        return file.read_bytes()
    except OSError as fault:
        words = {"file": file.name, "reason": file_errors.of_system(fault)}
        raise Unreadable(lazy("fault.unreadable-because", **words)) from None


def _verify(asked: argparse.Namespace) -> int:
    read = _tables(asked)
    texts = documents.stored_texts(read.codebook.sources, asked.documents)
    unsound = read.problems()
    found = unsound or _not_borne_out(read, texts)
    for problem in found:
        print(problem)
    if unsound:
        print(count("verify.unsound", len(unsound), file=read.where.name))
        return PROBLEMS
    sources = pd.concat([read.rows["source"], read.results["source"]])
    looked_up = int(sources.isin(list(texts)).sum())
    counts = {"rows": looked_up, "texts": len(texts), "problems": len(found)}
    print(say("verify.summary", file=read.where.name, **counts))
    return PROBLEMS if found else SOUND


def _not_borne_out(read: _Tables, texts: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Return the rows of both tables that the stored texts do not bear out."""
    sources, lost = read.codebook.sources, set(load.unverified().index)
    multiples = read.codebook.units.multiples_zh
    scaled = {unit for unit, few in multiples.items() if few}
    found = list(verification.missing(sources, texts))
    for table, rows in (("", read.rows), (read.beside.name, read.results)):
        wrong = verification.problems(rows, sources, texts, lost=lost, scaled=scaled)
        found += [replace(problem, table=table) for problem in wrong]
    return found


def _shapes(_: argparse.Namespace) -> int:
    shapes, grid = boundaries.as_stored(), boundaries.tile_grid()
    made = {
        boundaries.DRAWING: projection.drawing(shapes),
        boundaries.TILES: projection.tiles(grid, shapes),
    }
    for file, content in made.items():
        write(file, content)
    words = {"drawing": boundaries.DRAWING.name, "tiles": boundaries.TILES.name}
    print(say("command.shapes-made", shapes=boundaries.file_in_use().name, **words))
    return SOUND
