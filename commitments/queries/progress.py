"""Progress: promised figures beside reported values, province by province, for one indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import NATION, Selection, State
from commitments.domain.results import AnswerKind
from commitments.language import by_name, say
from commitments.queries import answers, area_states, coverage, query, reported
from commitments.words import answers as answer_words
from commitments.words import wording

Row = Mapping[str, Any]
One = TypeVar("One")

SETTLED: Final = frozenset(AnswerKind) - {AnswerKind.WORDS, AnswerKind.UNDATED, AnswerKind.AHEAD}


class Scales(StrEnum):
    """Whether panels share a scale of values."""

    COMMON = "common"
    OWN = "own"


class Order(StrEnum):
    """In which order the panels stand; never by how a province does."""

    REGION = "region"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of the Progress page; without a province it is of them all."""

    indicator: str
    order: Order = Order.REGION
    own_scales: bool = False
    provinces: tuple[str, ...] = ()

    def choices(self) -> dict[str, str | None]:
        """Return the choice as a link names it; what is usual is left out."""
        return {
            "indicator": self.indicator,
            "panels": None if self.order == Order.REGION else str(self.order),
            "scales": str(Scales.OWN) if self.own_scales else None,
            "province": ",".join(self.provinces) or None,
        }

    def selection(self) -> Selection:
        """Return the same as a briefing and a printed figure know it."""
        return Selection(
            indicator=self.indicator,
            provinces=self.provinces,
            by_name=self.order == Order.NAME,
            own_scales=self.own_scales,
        )


def asked_by(chosen: Selection) -> Asked:
    """Return what a selection asks of the panels."""
    order = Order.NAME if chosen.by_name else Order.REGION
    return Asked(str(chosen.indicator), order, chosen.own_scales, chosen.provinces)


@dataclass(frozen=True, slots=True)
class Target:
    """A promised figure of a panel with its answer, in short and as a sentence."""

    row: Row
    kind: AnswerKind
    reported: float | None  # the value that the answer rests on, where it is of the due year
    short: str
    sentence: str
    answer: str  # in short, without the figure
    away: float | None  # from the promised figure to the report that is told, if they compare

    @property
    def dated(self) -> bool:
        """Say whether it has a due year."""
        return not pd.isna(self.row["year"])

    @property
    def year(self) -> int:
        """Return the year in which it falls due."""
        return int(self.row["year"])


@dataclass(frozen=True, slots=True)
class Panel:
    """One province, or the nation: its reported values by series, its figures by due year."""

    province: str
    region: str
    runs: tuple[tuple[Row, ...], ...]  # one for each series, each by year; the longest first
    targets: tuple[Target, ...]
    state: State  # what there is where it has no figure

    @property
    def latest(self) -> Row | None:
        """Return the latest reported value."""
        last = [run[-1] for run in self.runs]
        return max(last, key=lambda row: int(row["year"])) if last else None

    @property
    def told(self) -> Target | None:
        """Return the figure whose answer heads the panel: the last that fell due, or the next."""
        due = [one for one in self.targets if one.kind in SETTLED]
        return next(iter(due[-1:] or self.targets[:1]), None)

    @property
    def next(self) -> Target | None:
        """Return the figure that is labelled: the next one due, else the last."""
        ahead = [one for one in self.targets if one.kind == AnswerKind.AHEAD]
        return next(iter(ahead or self.targets[-1:]), None)


def panels(atlas: Atlas, asked: Asked) -> tuple[Panel, ...]:
    """Return the nation, where anything is told of it, and then the provinces in order."""
    values = _grouped(_mappings(reported.values(atlas, asked.indicator)), lambda r: r["province"])
    rows = atlas.of_indicator(asked.indicator)
    rows = rows[rows["place"] == ""]
    targets = _grouped(answered(atlas, _dated_figures(rows)), lambda one: one.row["province"])
    stated = set(rows["province"])
    read = area_states.with_documents(atlas)
    known = [
        one for one in coverage.in_the_plans(atlas) if one in asked.provinces or not asked.provinces
    ]
    names = by_name("province", known)
    if asked.order == Order.REGION:
        names.sort(key=lambda name: coverage.place_of_region(atlas.provinces.at[name, "region"]))
    nation = [NATION] if NATION in values or NATION in targets else []
    return tuple(
        Panel(
            province=name,
            region="" if name == NATION else str(atlas.provinces.at[name, "region"]),
            runs=runs(values.get(name, [])),
            targets=tuple(targets.get(name, [])),
            state=State.WORDS if name in stated else area_states.blank(name, {*read, NATION}),
        )
        for name in [*nation, *names]
    )


def panel_of(province: str, values: Iterable[Row], targets: Iterable[Target]) -> Panel:
    """Return the panel of a province that has figures or reports."""
    return Panel(province, "", runs(values), tuple(targets), State.FIGURE)


def _mappings(rows: pd.DataFrame) -> list[Row]:
    return [{str(name): cell for name, cell in row.items()} for row in records(rows)]


def _grouped(many: Iterable[One], named: Callable[[One], str]) -> dict[str, list[One]]:
    """Part what comes in some order by a name, each part in that order."""
    found: dict[str, list[One]] = {}
    for one in many:
        found.setdefault(named(one), []).append(one)
    return found


def _dated_figures(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep one figure for each province and due year: the better evidence, the later document."""
    dated = query.best_first(query.figures(rows[rows["year"].notna()]))
    return dated.drop_duplicates(["province", "year"]).sort_values("year", kind="stable")


def runs(values: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """Part reported values by series, the longest first: a line joins values of one alone."""
    found = _grouped(values, lambda row: str(row["series"]))
    return tuple(tuple(run) for run in sorted(found.values(), key=len, reverse=True))


def answered(atlas: Atlas, rows: pd.DataFrame) -> list[Target]:
    """Return promised figures with their answers; `rows` are some of the atlas's commitments."""
    judged = rows.join(answers.answers(atlas))
    wanted = {one for found in judged["results"] for one in found}
    results = atlas.results[atlas.results["id"].isin(wanted)]
    told = {str(row["id"]): row for row in _mappings(results)}
    return [_target(row, told) for row in _mappings(judged)]


def _target(row: Row, results: Mapping[str, Row]) -> Target:
    answer = answers.read_from(row)
    told = [results[one] for one in answer.results]
    due = answer.kind in SETTLED and answer.kind != AnswerKind.NO_RESULT and told
    short = answer_words.in_short(row, answer, told)
    figure = say("progress.due", figure=wording.label(row, unit=True), due=wording.due_year(row))
    return Target(
        row=row,
        kind=answer.kind,
        reported=float(row["reported"]) if due else None,
        short=say("progress.answer", figure=figure, answer=short),
        sentence=answer_words.sentence(row, answer, told),
        answer=short,
        away=answer.difference if told else None,
    )
