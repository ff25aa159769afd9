"""The command line of the atlas: its parser, and the exit status of each command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from commitments.cli import brief, checking, differing, figure, languages, listing, publish
from commitments.domain.model import InvalidTable, Unreadable
from commitments.language import say

UNREADABLE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 sound, 1 problems, 2 unreadable."""
    with languages.speaking_as_asked(arguments):
        asked = _parser().parse_args(arguments)
        try:
            return int(asked.run(asked))
        except (InvalidTable, Unreadable) as fault:
            print(fault, file=sys.stderr)
            return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m commitments", description=say("command.commitments")
    )
    languages.add_to(parser, default="")
    commands = parser.add_subparsers(required=True, metavar=say("metavar.command"))
    for part in (checking, differing, listing, figure, brief, publish):
        part.add_to(commands)
    return parser
