"""A link of the live atlas as what it asks for: its choices by id, and what it asks in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from commitments.domain import links
from commitments.domain.figure_request import NotOffered
from commitments.domain.model import NATION
from commitments.language import Language
from commitments.publish.sights.known import THEMES, Known
from commitments.queries.progress import Order
from commitments.queries.schedule import OFF, ON, Density, Grouping, Period

SHAPES: Final = ("map", "tiles")
SCALES: Final = ("common", "own")
VIEW, TEXT = "view", "text"
SHOWN: Final = 40  # letters that are repeated of what a link asks for in vain


@dataclass
class Asked:
    """What is asked for: all that the drawing hangs on, and what only this reader is told."""

    page: str
    language: Language
    choices: dict[str, str] = field(default_factory=dict)
    chosen: str = ""  # a province that is marked on the drawing
    ignored: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return what this view is kept by."""
        return f"{self.language}/{self.page}?{urlencode(self.choices, safe=',')}"


class _Link:
    """Reads choices off a link; what is not known is noted and left out."""

    def __init__(self, given: Mapping[str, str], asked: Asked) -> None:
        self._given = given
        self._asked = asked

    def one(self, name: str, options: Sequence[str], default: str) -> str:
        """Return a choice of which one always stands."""
        value = self.optional(name, options) or default
        self._asked.choices[name] = value
        return value

    def optional(self, name: str, options: Sequence[str]) -> str:
        """Return a choice of which none need be made."""
        value = self._given.get(name, "")
        if not value or value in options:
            return value
        self._asked.ignored.append((name, value[:SHOWN]))
        return ""

    def province(self, options: Sequence[str]) -> str:
        """Return the first province of a link, where it is known."""
        first = self._given.get("province", "").split(",")[0]
        return _Link({"province": first}, self._asked).optional("province", options)

    def first(self, name: str, options: Sequence[str]) -> str:
        """Return a choice among what there may be none of; NotOffered where there is none."""
        if not options:
            raise NotOffered
        return self.one(name, options, options[0])

    def few(self, options: Sequence[str], default: Sequence[str]) -> list[str]:
        """Return the provinces of a link, none where it names none on purpose."""
        came = dict.fromkeys(name for name in self._given.get("province", "").split(",") if name)
        self._asked.ignored += [("province", one[:SHOWN]) for one in came if one not in options]
        here = [name for name in came if name in options]
        emptied = not came and "province" in self._given
        return here if here or emptied else list(default)


def read(known: Known, page: str, given: Mapping[str, str], preferred: Language) -> Asked | None:
    """Read a link of a page; None where it needs what is not here.

    That is a reader's own table, or a view of what the atlas has nothing of.
    """
    if given.get(links.YOURS):
        return None
    link = _Link(given, asked := Asked(page, preferred))
    asked.language = Language(link.optional(links.LANG, list(Language)) or preferred)
    if link.optional(VIEW, (TEXT,)):
        asked.choices[VIEW] = TEXT
    try:
        READERS[page](known, link, asked)
    except NotOffered:
        return None
    return asked


def _map(known: Known, link: _Link, asked: Asked) -> None:
    drawable = known.mapped[link.first("theme", THEMES)]
    indicator = link.first("indicator", drawable)
    link.one("year", known.years[indicator], known.fullest_year[indicator])
    asked.chosen = link.province(list(known.codes))
    link.first("basis", known.bases[indicator])
    link.first("shapes", SHAPES)


def _progress(known: Known, link: _Link, _: Asked) -> None:
    measured = known.measured[link.first("theme", THEMES)]
    link.first("indicator", measured)
    orders = [str(one) for one in Order]
    link.first("panels", orders)
    link.first("scales", SCALES)


def _overview(known: Known, link: _Link, asked: Asked) -> None:
    link.first("theme", THEMES)
    asked.chosen = asked.choices["province"] = link.province(list(known.codes))


def _timeline(known: Known, link: _Link, asked: Asked) -> None:
    link.first("theme", THEMES)
    for name, options in (("years", Period), ("group", Grouping), ("density", Density)):
        ways = [str(one) for one in options]
        link.first(name, ways)
    link.one("national", (OFF, ON), ON)
    every = link.one("every", (OFF, ON), OFF)
    few = link.few([NATION, *sorted(known.codes)], known.fullest)
    asked.choices["province"] = "" if every == ON else ",".join(few)


def _province(known: Known, link: _Link, asked: Asked) -> None:
    asked.choices["province"] = link.province(known.covered) or known.first


READERS: Final[Mapping[str, Callable[[Known, _Link, Asked], None]]] = {
    "Map": _map,
    "Progress": _progress,
    "Overview": _overview,
    "Timeline": _timeline,
    "Province": _province,
}
