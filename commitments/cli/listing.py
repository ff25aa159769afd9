"""The command `list`: what the other commands can be asked for, by id and name."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from commitments.atlas import editions
from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.cli import languages
from commitments.domain.model import NATION, Theme
from commitments.language import current, named, say
from commitments.queries import query

DONE: Final = 0


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `list`."""
    listing = languages.command(commands, "list")
    what = ", ".join(LISTS)
    listing.add_argument("what", choices=list(LISTS), metavar=say("metavar.list"), help=what)
    languages.add_to(listing)
    listing.set_defaults(run=_list)


def _list(asked: argparse.Namespace) -> int:
    atlas = translated(editions.whole(), current())
    told = LISTS[asked.what](atlas)
    width = max(map(len, told), default=0)
    for one, name in told.items():
        print(f"{one:{width}}  {name}".rstrip())
    return DONE


def _indicators(atlas: Atlas) -> Mapping[str, str]:
    """Return the indicators, theme by theme, those that most provinces state first."""
    ids = [one for theme in Theme for one in query.indicators(atlas, theme)]
    return {one: str(atlas.indicators.at[one, "name"]) for one in ids}


def _provinces(atlas: Atlas) -> Mapping[str, str]:
    """Return the provinces by their English names, each with its Chinese one, and the nation."""
    names = atlas.provinces["name_zh"].sort_index().to_dict()
    return {NATION: named("province", NATION)} | {str(one): str(zh) for one, zh in names.items()}


def _documents(atlas: Atlas) -> Mapping[str, str]:
    return {str(one): str(title) for one, title in atlas.sources["title"].sort_index().items()}


def _units(atlas: Atlas) -> Mapping[str, str]:
    return dict(atlas.units.symbols)


LISTS: Final[Mapping[str, Callable[[Atlas], Mapping[str, str]]]] = {
    "indicators": _indicators,
    "provinces": _provinces,
    "documents": _documents,
    "units": _units,
}
