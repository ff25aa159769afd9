"""The command `diff`: what differs between two editions of the tables, in words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from commitments.atlas import changes, load
from commitments.cli import languages
from commitments.language import Language, current, say
from commitments.words import changes as changes_in_words

DONE: Final = 0


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `diff`."""
    command = languages.command(commands, "diff")
    languages.add_to(command)
    for name in ("old", "new"):
        command.add_argument(
            name, type=Path, metavar=say(f"metavar.{name}"), help=say(f"command.diff-{name}")
        )
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    codebook = load.codebook_tables()
    chinese = current() == Language.CHINESE
    names = codebook.indicators["name_zh" if chinese else "name"].to_dict()
    symbols = codebook.units.symbols_zh if chinese else codebook.units.symbols
    found = changes.compared(asked.old, asked.new, load.former_ids())
    for table in found:
        for line in changes_in_words.told(table, names, symbols):
            print(line)
    return DONE
