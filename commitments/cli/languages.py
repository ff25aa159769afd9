"""The option `--lang`: the command line in English or in Chinese."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from commitments.language import Language, capital, say, speaking

OPTION: Final = "--lang"
OF_ARGPARSE: Final = (
    "usage",
    "error",
    "positional",
    "options",
    "help",
    "argument",
    "required",
    "unrecognized",
    "choice",
    "explicit",
    "expected-one",
    "ambiguous",
)  # fmt: skip (ends of the keys of what argparse says itself; the English is its own text)


def add_to(command: argparse.ArgumentParser, *, default: str = argparse.SUPPRESS) -> None:
    """Add the language to the options of a command; what is said before the command stays."""
    languages = list(map(str, Language))
    command.add_argument(OPTION, choices=languages, default=default, help=say("command.language"))


def command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str
) -> argparse.ArgumentParser:
    """Add a command that says what it does, in the list of commands and in its own help."""
    does = say(f"command.{name}")
    return commands.add_parser(name, help=does, description=capital(does))


@contextmanager
def speaking_as_asked(arguments: Sequence[str] | None) -> Iterator[None]:
    """Speak the language that a whole command is asked for, its help and refusals among it."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument(OPTION, nargs="?", default="")
    found = early.parse_known_args(arguments)[0].lang
    with speaking(Language(found) if found in list(Language) else Language.ENGLISH), _argparse():
        yield


@contextmanager
def _argparse() -> Iterator[None]:
    """Let argparse say its own words in the language spoken now.

    It asks gettext for them under two names of its own, and offers no other way in.
    """
    said = {_in_english(f"argparse.{end}"): say(f"argparse.{end}") for end in OF_ARGPARSE}

    def ours(text: str) -> str:
        return said.get(text, text)

    def counted(one: str, many: str, number: int) -> str:
        return ours(one if number == 1 else many)

    before = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    _set(_=ours, ngettext=counted)
    try:
        yield
    finally:
        _set(**before)


def _set(**names: object) -> None:
    for name, value in names.items():
        setattr(argparse, name, value)


def _in_english(key: str) -> str:
    with speaking(Language.ENGLISH):
        return say(key)
