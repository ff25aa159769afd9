"""This module says in words how the commitments on one line differ, beside their figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from commitments import wording
from commitments.language import say
from commitments.wording import Row

WHOLE: Final = "the whole province"
NO_YEAR: Final = "no date"
NO_BASE: Final = "no year named"
ENOUGH: Final = 2  # one commitment differs from none


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the commitments of a line differ, or a note on what one of them means."""

    what: str
    words: str
    note: bool = False


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


def named(names: Sequence[str]) -> str:
    """Join names as a sentence does: `Hebei, Jilin and Shandong`."""
    if len(names) < ENOUGH:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


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
    parts = [(named([n for n, v in values.items() if v == value]), value) for value in said]
    return ", ".join(f"{names} {value}" for names, value in parts)


def _differing(what: str, values: Mapping[str, str]) -> Iterable[Difference]:
    if len(set(values.values())) >= ENOUGH:
        yield Difference(what, f"{_grouped(values)}.")


def _kinds(found: Found) -> Iterable[Difference]:
    figures = list(_figures(found))
    wordy = [name for name in found if name not in figures]
    if figures and wordy:
        verb = "states" if len(figures) == 1 else "state"
        yield Difference(
            "Figure or words", f"{named(figures)} {verb} a figure, {named(wordy)} words only."
        )


def _years(found: Found) -> Iterable[Difference]:
    years = {name: _year(row) for name, row in found.items()}
    return _differing("Years differ", years)


def _year(row: Row) -> str:
    return NO_YEAR if row["year"] is None or row["year"] != row["year"] else str(int(row["year"]))


def _scopes(found: Found) -> Iterable[Difference]:
    scopes = {name: row["scope"] or WHOLE for name, row in found.items()}
    if len(set(scopes.values())) >= ENOUGH:
        said = "; ".join(f"{name}: {scope}" for name, scope in scopes.items())
        yield Difference("Scopes differ", f"{said}.")


def _bounds(found: Found) -> Iterable[Difference]:
    bounds = {name: say(f"comparator.{row['comparator']}") for name, row in _figures(found).items()}
    return _differing("Wording differs", bounds)


def _bases(found: Found) -> Iterable[Difference]:
    bases = {
        name: f"from {row['base_year']}" if row["base_year"] else NO_BASE
        for name, row in _figures(found).items()
    }
    return _differing("Counted from different years", bases)


def _units(found: Found) -> Iterable[Difference]:
    figures = _figures(found)
    units = {name: str(row["printed_symbol"]) or "no unit" for name, row in figures.items()}
    if len(set(units.values())) >= ENOUGH:
        drawn_in = next(iter(figures.values()))["symbol"]
        yield Difference("Units differ in print", f"{_grouped(units)}; drawn in {drawn_in}.")


def _corrections(found: Found, others: Mapping[str, Sequence[Row]]) -> Iterable[Difference]:
    for name, drawn in found.items():
        for row in (drawn, *others.get(name, ())):
            if not math.isnan(row["corrected_value"]):
                yield Difference(
                    f"{name} is corrected",
                    f"printed {wording.as_stated(row, 'value')}, read as "
                    f"{wording.as_stated(row, 'corrected_value')} ({wording.due(row)}).",
                )


def _notes(found: Found) -> Iterable[Difference]:
    """Repeat what the coder of a figure noted on its meaning, where two figures meet."""
    figures = _figures(found)
    notes = {name: str(row["note"]) for name, row in figures.items() if row["note"]}
    for note in dict.fromkeys(notes.values()) if len(figures) >= ENOUGH else ():
        yield Difference(f"On {named([n for n, v in notes.items() if v == note])}", note, note=True)
