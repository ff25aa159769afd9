"""This module gathers everything that is known about where one commitment is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitments import wording
from commitments.language import say
from commitments.load import Atlas
from commitments.model import TitleBasis


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


def record(atlas: Atlas, row: Mapping[str, Any]) -> Record:
    """Return the provenance of one described row of the atlas."""
    source = atlas.sources.loc[row["source"]]
    where = row["place"] or row["province"]
    return Record(
        id=row["id"],
        heading=f"{where}: {row['indicator_name']}",
        sentence=wording.sentence(row),
        facts=tuple(
            (name, text) for name, text in [*_figure(atlas, row), *_document(row, source)] if text
        ),
        cautions=tuple(wording.cautions(row)),
        url=source["url"],
        citation=citation(atlas, row, source),
        bibtex=bibtex(atlas, row, source),
        report=_report(atlas, row),
    )


def passage(row: Mapping[str, Any], paragraphs: Sequence[str]) -> Passage | None:
    """Cut the paragraph of a row around its figure; None where the text has no such paragraph."""
    number = int(row["paragraph"] or 0)
    if not 1 <= number <= len(paragraphs):
        return None
    text, figure = paragraphs[number - 1], row["as_printed"]
    before, found, after = text.partition(figure) if figure else (text, "", "")
    return Passage(before, found, after)


def citation(atlas: Atlas, row: Mapping[str, Any], source: pd.Series) -> str:
    """Cite the document, the place in it, and the edition of the atlas it was read through."""
    number = f", {source['number']}" if source["number"] else ""
    where = f", {row['where']}" if row["where"] else ""
    return (
        f"{source['issuer']} ({_dated(source)}): {source['title']}{number}{where}. "
        f"In: Provincial Commitments Atlas, edition {atlas.edition} ({atlas.version}), {row['id']}."
    )


def bibtex(atlas: Atlas, row: Mapping[str, Any], source: pd.Series) -> str:
    """Cite the same as BibTeX."""
    fields = {
        "author": f"{{{_braced(source['issuer'])}}}",
        "title": _braced(source["title"]),
        "year": _dated(source)[:4],
        "number": _braced(source["number"]),
        "url": _braced(source["url"]),
        "note": _braced(
            f"{row['where']}; Provincial Commitments Atlas, edition {atlas.edition}, {row['id']}"
        ).lstrip("; "),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{row['id']},", *lines, "}"])


def _braced(text: str) -> str:
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")


def _dated(source: pd.Series) -> str:
    return str(source["issued"] or source["published"] or "undated")


def _report(atlas: Atlas, row: Mapping[str, Any]) -> str:
    """Prefill what a reader sends who found an error."""
    return (
        f"Error in {row['id']} (edition {atlas.edition}, version {atlas.version})\n"
        f"The atlas says: {row['province']}: {row['sentence']}\n"
        f"Document: {row['source_title']}, {row['where'] or 'place not given'}\n"
        "It should say: \nWhere that is written: \n"
    )


def _figure(atlas: Atlas, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    corrected = not pd.isna(row["corrected_value"])
    return [
        ("As printed", f"“{row['as_printed']}”" if row["as_printed"] else ""),
        ("Corrected", wording.as_stated(row, "corrected_value") if corrected else ""),
        ("In other units", "; ".join(conversions(atlas, row))),
        ("Due", wording.due(row)),
        ("How the year is known", say(f"year-basis.{row['year_basis']}")),
    ]


def _document(row: Mapping[str, Any], source: pd.Series) -> list[tuple[str, str]]:
    evidence = str(source["evidence"])
    number = f" ({source['number']})" if source["number"] else ""
    dated = _dated(source)
    official = source["title_zh_basis"] == TitleBasis.OFFICIAL
    return [
        ("Document", f"{source['title']}{number}"),
        ("Its own title", source["title_zh"] if official else ""),
        ("Issuer", source["issuer"]),
        ("Date", f"{dated} ({source['date_basis']})" if source["date_basis"] else dated),
        ("Place in it", wording.where(row)),
        ("What was read", ", ".join(part for part in (source["kind"], source["read"]) if part)),
        ("Published by", source["publisher"]),
        ("Evidence", f"{evidence}: {say(f'evidence.{evidence}')}"),
    ]


def conversions(atlas: Atlas, row: Mapping[str, Any]) -> list[str]:
    """Give a figure in other units of its kind, each with the rule it was converted by."""
    if not wording.is_figure(row) or not row["unit"]:
        return []
    value = row["value"] if pd.isna(row["corrected_value"]) else row["corrected_value"]
    ends = [end for end in (value, row["value_high"]) if not pd.isna(end)]

    def given_in(other: str) -> str:
        factor = row["printed_size"] * atlas.units.factor(row["unit"], other)
        return "–".join(wording.number(end * factor, wording.CONVERTED_DIGITS) for end in ends)

    return [
        f"{given_in(other)} {atlas.units.symbols[other]} ({atlas.units.rule(row['unit'], other)})"
        for other in atlas.units.relatives(row["unit"])
    ]
