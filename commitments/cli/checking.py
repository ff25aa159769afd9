"""The commands `check`, `verify` and `shapes`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from commitments.atlas import boundaries, documents, load, projection, verification
from commitments.atlas.check import rules as check
from commitments.atlas.storage import reading
from commitments.atlas.storage.origin import Origin
from commitments.cli import languages
from commitments.cli.writing import write
from commitments.domain.model import TARGET_COLUMNS
from commitments.language import count, say
from commitments.uploads import names as upload_names
from commitments.uploads import pipeline as uploads

SOUND: Final = 0
PROBLEMS: Final = 1


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands `check`, `verify` and `shapes`."""
    checking = _command(commands, "check", _check)
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
    command = commands.add_parser(name, help=say(f"command.{name}"))
    languages.add_to(command)
    command.set_defaults(run=run)
    return command


def _table(asked: argparse.Namespace) -> Origin:
    """Return the table that was named, or else the one the atlas shows."""
    return Origin(asked.file) if asked.file else load.origin()


def _check(asked: argparse.Namespace) -> int:
    where = _table(asked)
    if asked.file and _is_in_chinese(where):
        return _check_as_a_reader_s(where)
    rows, codebook = reading.read(where), load.codebook_tables()
    found = check.codebook_problems(codebook) + load.table_problems(rows, codebook, where)
    found += check.chinese_problems(rows, codebook)
    for problem in found:
        print(problem)
    print(count("check.summary", len(found), file=where.name, rows=len(rows)))
    return PROBLEMS if found else SOUND


def _is_in_chinese(where: Origin) -> bool:
    """Say whether a file names the contract's columns in Chinese, as downloads in Chinese do."""
    if not (where.path and where.is_csv):
        return False
    names = list(reading.table(where.path).columns)
    strange = [name for name in names if name not in TARGET_COLUMNS]
    return bool(strange) and all(upload_names.column(name) for name in strange)


def _check_as_a_reader_s(where: Origin) -> int:
    """Check a file as the page *Your data* reads it."""
    given = uploads.read(Path(str(where.path)).read_bytes(), where.name)
    report = uploads.judged(given, load.atlas())
    for problem in report.problems:
        print(problem)
    print(count("check.summary", len(report.problems), file=where.name, rows=report.rows))
    return PROBLEMS if report.problems else SOUND


def _verify(asked: argparse.Namespace) -> int:
    where = _table(asked)
    rows, codebook = reading.read(where), load.codebook_tables()
    texts = documents.stored_texts(codebook.sources, asked.documents)
    unsound = load.table_problems(rows, codebook, where)
    found = unsound or list(verification.problems(rows, codebook.sources, texts))
    for problem in found:
        print(problem)
    if unsound:
        print(count("verify.unsound", len(unsound), file=where.name))
        return PROBLEMS
    looked_up = int(rows["source"].isin(list(texts)).sum())
    counts = {"rows": looked_up, "texts": len(texts), "problems": len(found)}
    print(say("verify.summary", file=where.name, **counts))
    return PROBLEMS if found else SOUND


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
