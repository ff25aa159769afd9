"""Provenance of an answer: the reports it rests on, each with its document, and the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.results import Answer
from commitments.language import named, say
from commitments.queries import answers, query
from commitments.queries.provenance import citation, document_facts, full_facts
from commitments.words import answers as answers_in_words
from commitments.words import wording

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """One reported value's way back to its document, in words ready to show."""

    id: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    url: str
    citation: str
    row: Row


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the reports say of a commitment: the answer, the rule behind it, the reports."""

    sentence: str
    rule: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A reported value on its own: what it speaks of, its way back, the commitments beside it."""

    heading: str
    report: Report
    beside: tuple[tuple[str, str, str], ...]  # id, sentence and answer of each commitment


def told(atlas: Atlas, result: str) -> Told | None:
    """Return a reported value by its id, or None where there is none of it."""
    if result not in set(atlas.results["id"]):
        return None
    row = answers.result_row(atlas, result)
    resting = answers.answers(atlas)["results"].map(lambda results: result in results)
    return Told(
        heading=say(
            "report.of",
            whose=row["place_name"] or row["province_name"],
            indicator=row["indicator_name"],
        ),
        report=_report(atlas, row),
        beside=tuple(
            (target["id"], wording.sentence(target), _in_short(atlas, target))
            for target in records(query.described(atlas.targets[resting]))
        ),
    )


def _in_short(atlas: Atlas, target: Row) -> str:
    """Say in a few words what came of a commitment: `not yet due; of 2025: 11.8 µg/m³`."""
    found = answers.answer(atlas, target["id"])
    rows = [answers.result_row(atlas, name) for name in found.results]
    return answers_in_words.in_short(target, found, rows)


def outcome(atlas: Atlas, target: str) -> Outcome | None:
    """Return what the reports say of a commitment, by its id; None for one in words alone."""
    row = answers.row_of(atlas.targets, atlas.targets["id"], target)
    if pd.isna(row["value"]):
        return None
    found = answers.answer(atlas, target)
    rows = [answers.result_row(atlas, name) for name in found.results]
    return Outcome(
        sentence=answers_in_words.sentence(row, found, rows),
        rule=rule(atlas, found),
        reports=tuple(_report(atlas, told) for told in rows),
    )


def rule(atlas: Atlas, found: Answer) -> str:
    """Say the rule that gave an answer."""
    return say(f"answer-rule.{found.kind}", year=atlas.year)


def _report(atlas: Atlas, told: Row) -> Report:
    """Return the provenance of one reported value."""
    source = atlas.sources.loc[told["source"]]
    described = dict(told) | {"where": wording.where(told)}
    return Report(
        id=told["id"],
        heading=say("report.heading", value=answers_in_words.dated(told)),
        facts=full_facts([*_figure(told), *document_facts(described, source)]),
        notes=tuple(note for note in (told["note"],) if note),
        url=source["url"],
        citation=citation(atlas, described, source),
        row=described,
    )


def _figure(told: Row) -> list[tuple[str, str]]:
    """Say the figure as it is printed, what it speaks of, and how its year is known."""
    base = say("report.base", year=told["base_year"]) if told["base_year"] else ""
    return [
        (say("fact.as-printed"), say("fact.quoted", text=told["as_printed"])),
        (say("column.speaks-of"), told["scope"]),
        (say("report.counted-from"), base),
        (say("fact.year-known"), named("year-basis", told["year_basis"])),
    ]
