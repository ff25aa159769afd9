"""This module is the command line: check, verify, draw the shapes, print figures, brief."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from commitments import boundaries, documents, flat, load, verify
from commitments.check import rules as check
from commitments.commands import brief as brief_command
from commitments.commands import figure as figure_command
from commitments.commands import languages
from commitments.commands.writing import write
from commitments.language import count, say
from commitments.model import Unreadable
from commitments.tables import reading
from commitments.tables.origin import Origin

SOUND: Final = 0
PROBLEMS: Final = 1
UNREADABLE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 sound, 1 problems, 2 unreadable."""
    with languages.speaking_as_asked(arguments):
        asked = _parser().parse_args(arguments)
        try:
            return int(asked.run(asked))
        except Unreadable as fault:
            print(fault, file=sys.stderr)
            return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m commitments", description=say("command.commitments")
    )
    languages.add_to(parser, default="")
    commands = parser.add_subparsers(required=True, metavar=say("metavar.command"))
    checking = _command(commands, "check", _check)
    verifying = _command(commands, "verify", _verify)
    folder, told = say("metavar.documents"), say("command.documents")
    verifying.add_argument("--documents", type=Path, required=True, metavar=folder, help=told)
    for command in (checking, verifying):
        file, told = say("metavar.file"), say("command.file")
        command.add_argument("file", nargs="?", type=Path, metavar=file, help=told)
    _command(commands, "shapes", _shapes)
    figure_command.add_to(commands)
    brief_command.add_to(commands)
    return parser


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
    rows, codebook = reading.read(where), load.codebook_tables()
    found = check.codebook_problems(codebook) + load.table_problems(rows, codebook, where)
    found += check.chinese_problems(rows, codebook)
    for problem in found:
        print(problem)
    print(count("check.summary", len(found), file=where.name, rows=len(rows)))
    return PROBLEMS if found else SOUND


def _verify(asked: argparse.Namespace) -> int:
    where = _table(asked)
    rows, codebook = reading.read(where), load.codebook_tables()
    texts = documents.stored_texts(codebook.sources, asked.documents)
    unsound = load.table_problems(rows, codebook, where)
    found = unsound or list(verify.problems(rows, codebook.sources, texts))
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
    made = {boundaries.DRAWING: flat.drawing(shapes), boundaries.TILES: flat.tiles(grid, shapes)}
    for file, content in made.items():
        write(file, content)
    words = {"drawing": boundaries.DRAWING.name, "tiles": boundaries.TILES.name}
    print(say("command.shapes-made", shapes=boundaries.file_in_use().name, **words))
    return SOUND


if __name__ == "__main__":
    sys.exit(main())
