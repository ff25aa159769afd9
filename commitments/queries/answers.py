"""Answers: what the reported values say of each commitment, by the one rule that every view uses.

The rule never says more than the two texts allow: it sets figures side by side only where both
speak of the same thing, and a year of the reader's clock plays no part in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import pandas as pd
from cachetools import LRUCache, cached

from commitments.atlas.load import Atlas
from commitments.domain.model import YOURS
from commitments.domain.results import Answer, AnswerKind, Obstacle
from commitments.queries import comparability, intervals
from commitments.queries.comparability import Measure, Scope
from commitments.words import answers as wording

Row = Mapping[str, Any]

KEPT: Final = 16  # atlases: two languages, and readers with a table of their own
BEST_EVIDENCE_LAST: Final = {"A": 3, "B": 2, "C": 1, YOURS: 0}
READ: Final = (
    "province", "place", "indicator", "scope", "scope_en", "comparator", "value", "drawn",
    "drawn_high", "year", "base_year", "as_printed", "printed_size", "source_date",
)  # fmt: skip
RESULTS_READ: Final = ("id", "as_of", "evidence", *READ)
TOLD: Final = {
    "drawn": "reported",
    "drawn_high": "reported_high",
    "comparator": "reported_comparator",
    "year": "reported_year",
    "as_of": "reported_as_of",
}


@dataclass(frozen=True, slots=True)
class Report:
    """A reported value with what it speaks of."""

    row: Row
    scope: Scope

    @property
    def year(self) -> int:
        """Return the year that the value is for."""
        return int(self.row["year"])

    @property
    def whole_year(self) -> bool:
        """Say whether the value is for the whole of its year."""
        return not self.row["as_of"]


def judged(row: Row, told: Row, better: str) -> AnswerKind | None:
    """Say whether a reported value keeps a commitment; None where a bound leaves it open."""
    kept, possible = intervals.promised(row, better), intervals.reported(told)
    if possible.within(kept):
        return AnswerKind.REACHED
    return AnswerKind.MISSED if possible.apart_from(kept) else None


def of_one(row: Row, found: Sequence[Report], measure: Measure, better: str, today: int) -> Answer:
    """Answer for one commitment; `found` are the reports of its thing and place, best first."""
    if pd.isna(row["value"]):
        return Answer(AnswerKind.WORDS)
    own = comparability.of_commitment(row, measure)
    on_the_way = [one for one in found if comparability.tells_the_way(own, one.scope, measure)]
    if pd.isna(row["year"]):
        return _latest(AnswerKind.UNDATED, row, own, on_the_way)
    due = int(row["year"])
    if due >= today:
        return _latest(AnswerKind.AHEAD, row, own, on_the_way)
    of_due_year = [one for one in found if one.year == due and one.whole_year]
    if not of_due_year:
        earlier = [one for one in on_the_way if one.year <= due]
        return _latest(AnswerKind.NO_RESULT, row, own, earlier)
    return _settled(row, own, of_due_year, measure, better)


def _latest(kind: AnswerKind, row: Row, own: Scope, found: Sequence[Report]) -> Answer:
    """Tell the latest value beside a commitment that no report answers.

    A value of a part of a year stands behind those of whole years, unless it alone is of the year
    that is asked for.
    """
    if not found:
        return Answer(kind)
    past = kind == AnswerKind.NO_RESULT
    latest = max(found, key=lambda one: (past or one.whole_year, one.year, one.whole_year))
    told = latest.row
    ahead = kind == AnswerKind.AHEAD and latest.whole_year and _is_point(told)
    distance = intervals.difference(told, row) if ahead else None
    return Answer(kind, (told["id"],), distance, None, own.presumed or latest.scope.presumed)


def _is_point(told: Row) -> bool:
    """Say whether a report gives one value, and not a bound."""
    possible = intervals.reported(told)
    return possible.low == possible.high


def _settled(
    row: Row, own: Scope, found: Sequence[Report], measure: Measure, better: str
) -> Answer:
    """Answer for a commitment that has fallen due, from the reports of its year."""
    barred = [comparability.obstacle(own, one.scope, measure) for one in found]
    fitting = [one for one, bar in zip(found, barred, strict=True) if not bar]
    said = {one.row["id"]: judged(row, one.row, better) for one in fitting}
    settling = [one for one in fitting if said[one.row["id"]]]
    drawn = (settling or fitting or found)[0]
    ids = tuple(one.row["id"] for one in settling or fitting or found)
    presumed = own.presumed or drawn.scope.presumed
    if not settling:
        bar = Obstacle.BOUND if fitting else barred[0]
        return Answer(AnswerKind.NOT_COMPARABLE, ids, None, bar, presumed)
    kinds = {said[one.row["id"]] for one in settling}
    kind = AnswerKind.DIFFER if len(kinds) > 1 else said[drawn.row["id"]] or AnswerKind.DIFFER
    at_least_so_far = kind == AnswerKind.MISSED  # a bound that fails says how far it is or more
    told = at_least_so_far or _is_point(drawn.row)
    difference = intervals.difference(drawn.row, row) if told else None
    return Answer(kind, ids, difference, None, presumed)


def _mappings(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows as mappings of some columns; several times as quick as `to_dict`."""
    there = [name for name in columns if name in frame]
    cells = zip(*(frame[name].tolist() for name in there), strict=True)
    return [dict(zip(there, row, strict=True)) for row in cells]


def _best_first(results: pd.DataFrame) -> list[dict[str, Any]]:
    """Return results as mappings, better evidence first, then the later document."""
    return sorted(
        _mappings(results, RESULTS_READ),
        key=lambda row: (BEST_EVIDENCE_LAST[row["evidence"]], str(row["source_date"])),
        reverse=True,
    )


def _of_all(atlas: Atlas) -> list[Answer]:
    """Answer for every commitment of an atlas, in the order of its table."""
    measures, shown = comparability.measures(atlas), atlas.indicators
    by_thing = _by_thing(atlas, measures)
    better = shown["better"].to_dict()
    reported_as = {name: told or name for name, told in shown["reported_as"].items()}
    return [
        of_one(
            row,
            by_thing.get((row["province"], row["place"], told), ()),
            measures[told],
            better[row["indicator"]],
            atlas.year,
        )
        for row in _mappings(atlas.targets, READ)
        for told in [reported_as[row["indicator"]]]
    ]


def _by_thing(
    atlas: Atlas, measures: Mapping[str, Measure]
) -> Mapping[tuple[str, str, str], Sequence[Report]]:
    """Gather the reports of each province, place and indicator, the best first."""
    found: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for told in _best_first(atlas.results):
        scope = comparability.of_result(told, measures[told["indicator"]])
        found[told["province"], told["place"], told["indicator"]].append(Report(told, scope))
    return found


def _held(atlas: Atlas) -> tuple[object, ...]:
    """Tell atlases apart, also one narrowed to some rows, which keeps the fingerprint."""
    rows = atlas.targets.index
    return atlas.fingerprint, len(rows), *rows[:1], *rows[-1:], len(atlas.results)


@cached(LRUCache(KEPT), key=_held, lock=Lock())
def answers(atlas: Atlas) -> pd.DataFrame:
    """Return the answer for every commitment, a frame with the index of `atlas.targets`.

    Columns: `answer` (one of AnswerKind), `result` (id of the drawn result, or blank), `results`
    (ids of all that the answer rests on), `reported`, `reported_high`, `reported_comparator`,
    `reported_year` and `reported_as_of` of the drawn one, `difference` (NaN where there is none to
    tell), `obstacle` (why it cannot be compared, or blank) and `presumed` (the forest survey).
    Every view reads this one frame; nobody changes it.
    """
    found = _of_all(atlas)
    drawn = [one.results[0] if one.results else "" for one in found]
    told = atlas.results.drop_duplicates("id").set_index("id")[list(TOLD)].reindex(drawn)
    return pd.DataFrame(
        {
            "answer": [str(one.kind) for one in found],
            "result": drawn,
            "results": pd.Series([one.results for one in found], dtype=object),
            "difference": pd.Series([one.difference for one in found], dtype=float),
            "obstacle": [str(one.obstacle or "") for one in found],
            "presumed": [one.presumed for one in found],
            **{name: told[column].array for column, name in TOLD.items()},
        }
    ).set_axis(atlas.targets.index)


def answer(atlas: Atlas, target: str) -> Answer:
    """Return the answer for one commitment, by its id."""
    return read_from(row_of(answers(atlas), atlas.targets["id"], target))


def read_from(found: Row) -> Answer:
    """Read an answer from its row in the frame of all of them."""
    return Answer(
        AnswerKind(found["answer"]),
        found["results"],
        None if pd.isna(found["difference"]) else float(found["difference"]),
        Obstacle(found["obstacle"]) if found["obstacle"] else None,
        bool(found["presumed"]),
    )


def counted(atlas: Atlas, rows: pd.DataFrame) -> dict[AnswerKind, int]:
    """Count some commitments by their answer; the eight add up to all of them."""
    counts = answers(atlas).loc[rows.index, "answer"].value_counts()
    return {kind: int(counts.get(kind, 0)) for kind in AnswerKind}


def row_of(rows: pd.DataFrame, ids: pd.Series, name: str) -> pd.Series:
    """Return the row of an id; several times as quick as a choice among all rows."""
    return rows.iloc[int(ids.tolist().index(name))]


def result_row(atlas: Atlas, result: str) -> Row:
    """Return one reported value, by its id, as a mapping."""
    found = row_of(atlas.results, atlas.results["id"], result)
    return {str(name): value for name, value in found.items()}


def told(atlas: Atlas, target: str) -> str:
    """Say in a sentence what the reports say of a commitment, by its id."""
    return wording.sentence(*_parts(atlas, target))


def told_in_short(atlas: Atlas, target: str) -> str:
    """Say it for a narrow place: `not reached, 2.4 µg/m³ above`."""
    return wording.in_short(*_parts(atlas, target))


def _parts(atlas: Atlas, target: str) -> tuple[Row, Answer, list[Row]]:
    """Return a commitment, its answer and the results that this rests on."""
    found = answer(atlas, target)
    row = row_of(atlas.targets, atlas.targets["id"], target)
    return row, found, [result_row(atlas, one) for one in found.results]
