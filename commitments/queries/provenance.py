"""Provenance: everything that is known about where one commitment is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.verification import LINES_OF_A_TABLE, normal
from commitments.domain import links
from commitments.domain.model import TitleBasis
from commitments.language import named, say
from commitments.words import wording
from commitments.words.references import document_date


@dataclass(frozen=True, slots=True)
class Record:
    """One commitment's way back to its document, in words ready to show."""

    id: str
    heading: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    cautions: tuple[str, ...]
    url: str
    citation: str
    bibtex: str
    report: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraph that a commitment stands in, cut around the figure."""

    before: str
    figure: str
    after: str


def record(atlas: Atlas, row: Mapping[str, Any], link: str = "") -> Record:
    """Return the provenance of one described row; a `link` is cited in the place of the usual."""
    source = atlas.sources.loc[row["source"]]
    where = row["place_name"] if row["place"] else named("province", row["province"])
    return Record(
        id=row["id"],
        heading=say("provenance.heading", place=where, indicator=row["indicator_name"]),
        sentence=wording.sentence(row),
        facts=full_facts([*_figure(atlas, row), *document_facts(row, source)]),
        cautions=tuple(wording.cautions(row)),
        url=source["url"],
        citation=citation(atlas, row, source, link),
        bibtex=bibtex(atlas, row, source),
        report=_report(atlas, row),
    )


def full_facts(told: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the facts of which anything is known."""
    return tuple((name, text) for name, text in told if text)


def passage(row: Mapping[str, Any], paragraphs: Sequence[str]) -> Passage | None:
    """Cut the paragraph of a row around its figure; None where the text has no such paragraph.

    A line of a printed table may break its figure: then the lines that it wraps to are shown too.
    """
    number = int(row["paragraph"] or 0)
    if not 1 <= number <= len(paragraphs):
        return None
    line, figure = paragraphs[number - 1], row["as_printed"]
    wrapped = " ".join(paragraphs[number - 1 : number - 1 + LINES_OF_A_TABLE])
    for text, sought in (
        (line, figure),
        (normal(line), normal(figure)),
        (normal(wrapped), normal(figure)),
    ):
        before, found, after = text.partition(sought) if sought else (text, "", "")
        if found:
            return Passage(before, found, after)
    return Passage(line, "", "")


def citation(atlas: Atlas, row: Mapping[str, Any], source: pd.Series, link: str = "") -> str:
    """Cite the document, the place in it, and the edition of the atlas it was read through."""
    parts = [source["title"], source["number"], row["where"]]
    used = str(atlas.own.use) if atlas.own else ""
    return say(
        "provenance.citation",
        issuer=source["issuer"],
        date=document_date(source),
        document=say("where.between").join(part for part in parts if part),
        atlas=say("title"),
        edition=atlas.edition,
        version=atlas.version,
        row=row["id"],
        link=link or links.printed(links.with_own(links.address("Targets", row=row["id"]), used)),
    )


def bibtex(atlas: Atlas, row: Mapping[str, Any], source: pd.Series) -> str:
    """Cite the same as BibTeX."""
    read = say("provenance.read-in", atlas=say("title"), edition=atlas.edition, row=row["id"])
    note = say("told.apart").join(part for part in (row["where"], read) if part)
    date = document_date(source)
    fields = {
        "author": f"{{{_braced(source['issuer'])}}}",
        "title": _braced(source["title"]),
        "year": date[:4] if date[:4].isdecimal() else date,
        "number": _braced(source["number"]),
        "url": _braced(source["url"]),
        "note": _braced(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{row['id']},", *lines, "}"])


def _braced(text: str) -> str:
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")


def _report(atlas: Atlas, row: Mapping[str, Any]) -> str:
    """Prefill what a reader sends who found an error."""
    return say(
        "provenance.report",
        row=row["id"],
        edition=atlas.edition,
        version=atlas.version,
        province=named("province", row["province"]),
        sentence=row["sentence"],
        document=row["source_title"],
        where=row["where"] or say("provenance.no-place"),
    )


def _figure(atlas: Atlas, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    corrected = not pd.isna(row["corrected_value"])
    printed = say("fact.quoted", text=row["as_printed"]) if row["as_printed"] else ""
    return [
        (say("fact.as-printed"), printed),
        (say("fact.corrected"), wording.as_stated(row, "corrected_value") if corrected else ""),
        (say("fact.in-other-units"), say("told.apart").join(conversions(atlas, row))),
        (say("fact.due"), wording.due(row)),
        (say("fact.year-known"), say(f"year-basis.{row['year_basis']}")),
        (say("fact.nature"), named("nature", row["nature"]) if row["nature"] else ""),
    ]


def document_facts(row: Mapping[str, Any], source: pd.Series) -> list[tuple[str, str]]:
    """Say which document a row stands in, where in it, and how it was read."""
    evidence, dated = str(source["evidence"]), document_date(source)
    basis = source["date_basis"]
    kinds = [named("source-kind", source["kind"]), named("read", source["read"])]
    meaning = say(f"evidence.{evidence}")
    return [
        (say("fact.document"), _title(source)),
        (say("fact.own-title"), _own_title(source)),
        (say("fact.issuer"), source["issuer"]),
        (say("fact.date"), say("fact.told-of", told=dated, of=basis) if basis else dated),
        (say("fact.place-in-it"), wording.where(row)),
        (say("fact.what-was-read"), say("where.between").join(part for part in kinds if part)),
        (say("fact.publisher"), source["publisher"]),
        (say("fact.evidence"), say("fact.grade", grade=wording.grade(evidence), meaning=meaning)),
    ]


def _title(source: pd.Series) -> str:
    """Name the document with its number; a Chinese title of ours is told as such."""
    title = source["title"]
    ours = source["title_zh_basis"] == TitleBasis.TRANSLATED and title == source["title_zh"]
    told = say("fact.title-of-ours", title=title) if ours else title
    return say("fact.told-of", told=told, of=source["number"]) if source["number"] else told


def _own_title(source: pd.Series) -> str:
    """Return the document's own Chinese title where it is not the one already told."""
    official = source["title_zh_basis"] == TitleBasis.OFFICIAL
    return source["title_zh"] if official and source["title_zh"] != source["title"] else ""


def conversions(atlas: Atlas, row: Mapping[str, Any]) -> list[str]:
    """Give a figure in other units of its kind, each with the rule it was converted by."""
    if not wording.is_figure(row) or not row["unit"]:
        return []
    value = row["value"] if pd.isna(row["corrected_value"]) else row["corrected_value"]
    ends = [end for end in (value, row["value_high"]) if not pd.isna(end)]

    def given_in(other: str) -> str:
        factor = row["printed_size"] * atlas.units.factor(row["unit"], other)
        return "–".join(wording.number(end * factor, wording.CONVERTED_DIGITS) for end in ends)

    symbols = atlas.units.symbols
    return [
        say(
            "fact.told-of",
            told=wording.quantity(given_in(other), symbols[other]),
            of=atlas.units.rule(row["unit"], other),
        )
        for other in atlas.units.relatives(row["unit"])
        if symbols[other] != row["printed_symbol"]
    ]
