"""Differences between the commitments on one line, in words beside their figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from commitments.language import count, joined, listed, named, say
from commitments.words import wording
from commitments.words.wording import Row

ENOUGH: Final = 2  # one commitment differs from none


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the commitments of a line differ, or a note on what one of them means."""

    what: str
    words: str
    note: bool = False
    kind: str = field(default="", compare=False)  # what differs: `years`, `scopes`, `wording`


Found = Mapping[str, Row]  # the row drawn for each province that has one


def differences(
    found: Found, others: Mapping[str, Sequence[Row]] | None = None
) -> tuple[Difference, ...]:
    """List how the commitments of one indicator differ, the gravest first.

    `others` are rows named beside the one that is drawn; a corrected one among them is said.
    """
    corrected = list(_corrections(found, others or {}))
    if len(found) < ENOUGH:
        return tuple(corrected)
    asked: Sequence[Callable[[Found], Iterable[Difference]]] = (
        _kinds,
        _years,
        _scopes,
        _bounds,
        _bases,
        _units,
        _notes,
    )
    return (*corrected, *(difference for ask in asked for difference in ask(found)))


def in_words(said: Sequence[Difference]) -> str:
    """Write differences one behind the other."""
    told = [say("differences.told", what=one.what, words=one.words) for one in said]
    return joined(told)


def _names(provinces: Sequence[str]) -> str:
    return listed([named("province", name) for name in provinces])


def gap(found: Found) -> float:
    """Return how far figures lie apart, as a share of the largest; 0 for fewer than two."""
    drawn = [float(row["drawn"]) for row in _figures(found).values()]
    largest = max((abs(value) for value in drawn), default=0.0)
    return (max(drawn) - min(drawn)) / largest if largest else 0.0


def _figures(found: Found) -> Found:
    return {name: row for name, row in found.items() if wording.is_figure(row)}


def _grouped(values: Mapping[str, str]) -> str:
    """Group provinces by what they say: `Hebei and Shandong 2025, Jilin 2027`."""
    said = dict.fromkeys(values.values())
    parts = [
        say(
            "differences.who-says",
            who=_names([name for name, told in values.items() if told == value]),
            what=value,
        )
        for value in said
    ]
    return say("differences.between").join(parts)


def _differing(kind: str, values: Mapping[str, str]) -> Iterable[Difference]:
    if len(set(values.values())) >= ENOUGH:
        yield _difference(kind, say("differences.stopped", words=_grouped(values)))


def _difference(kind: str, words: str) -> Difference:
    return Difference(named("difference", kind), words, kind=kind)


def _kinds(found: Found) -> Iterable[Difference]:
    figures = list(_figures(found))
    wordy = [name for name in found if name not in figures]
    if figures and wordy:
        words = count(
            "differences.figure-or-words",
            len(figures),
            figures=_names(figures),
            wordy=_names(wordy),
        )
        yield _difference("kinds", words)


def _years(found: Found) -> Iterable[Difference]:
    years = {name: _year(row) for name, row in found.items()}
    return _differing("years", years)


def _year(row: Row) -> str:
    when = wording.year(row)
    return say("differences.no-year") if when is None else say("differences.year", year=when)


def _scopes(found: Found) -> Iterable[Difference]:
    scopes = {name: row["scope"] or say("differences.whole") for name, row in found.items()}
    if len(set(scopes.values())) >= ENOUGH:
        said = [
            say("differences.scope", who=named("province", name), scope=scope)
            for name, scope in scopes.items()
        ]
        words = say("differences.stopped", words=say("differences.apart").join(said))
        yield _difference("scopes", words)


def _bounds(found: Found) -> Iterable[Difference]:
    bounds = {name: say(f"comparator.{row['comparator']}") for name, row in _figures(found).items()}
    return _differing("wording", bounds)


def _bases(found: Found) -> Iterable[Difference]:
    bases = {
        name: say("differences.from", year=row["base_year"])
        if row["base_year"]
        else say("differences.no-base")
        for name, row in _figures(found).items()
    }
    return _differing("bases", bases)


def _units(found: Found) -> Iterable[Difference]:
    figures = _figures(found)
    units = {
        name: str(row["printed_symbol"]) or say("differences.no-unit")
        for name, row in figures.items()
    }
    if len(set(units.values())) >= ENOUGH:
        drawn_in = next(iter(figures.values()))["symbol"]
        yield _difference("units", say("differences.units", who=_grouped(units), unit=drawn_in))


def _corrections(found: Found, others: Mapping[str, Sequence[Row]]) -> Iterable[Difference]:
    for name, drawn in found.items():
        for row in (drawn, *others.get(name, ())):
            if not math.isnan(row["corrected_value"]):
                words = say(
                    "differences.corrected-from",
                    printed=wording.as_stated(row, "value"),
                    read=wording.as_stated(row, "corrected_value"),
                    due=wording.due(row),
                )
                who = named("province", name)
                what = say("differences.corrected", who=who)
                yield Difference(what, words, kind="corrected")


def _notes(found: Found) -> Iterable[Difference]:
    """Repeat what the coder of a figure noted on its meaning, where two figures meet."""
    figures = _figures(found)
    notes = {name: str(row["note"]) for name, row in figures.items() if row["note"]}
    for note in dict.fromkeys(notes.values()) if len(figures) >= ENOUGH else ():
        who = _names([name for name, told in notes.items() if told == note])
        yield Difference(say("differences.on", who=who), note, note=True, kind="note")
