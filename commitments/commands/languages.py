"""This module lets the command line be asked for in English or in Chinese: `--lang`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from commitments.language import Language, say

OPTION: Final = "--lang"


def add_to(command: argparse.ArgumentParser) -> None:
    """Add the language to the options of a command."""
    languages = list(map(str, Language))
    command.add_argument(OPTION, choices=languages, default="", help=say("command.language"))


def asked(arguments: Sequence[str] | None) -> Language:
    """Return the language that a whole command is asked for, its help and refusals among it."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument(OPTION, default="")
    found = early.parse_known_args(arguments)[0].lang
    return Language(found) if found in list(Language) else Language.ENGLISH
