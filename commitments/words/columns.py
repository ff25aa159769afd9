"""Columns of the tables that a page shows, each with the key of its heading."""

from __future__ import annotations

from typing import Final

FOUND: Final = {
    "province_name": "column.province",
    "place_name": "column.place",
    "full_label": "column.figure",
    "due": "column.due",
    "nature_name": "column.nature",
    "scope": "column.speaks-of",
    "summary": "column.in-words",
    "as_printed": "column.as-printed",
    "source_title": "column.document",
    "grade": "column.evidence",
    "where": "column.place-in-it",
    "note": "column.mind",
}
REPORTED: Final = {
    "province_name": "column.province",
    "place_name": "column.place",
    "full_label": "column.reported",
    "due": "column.reported-for",
    "scope": "column.speaks-of",
    "as_printed": "column.as-printed",
    "source_title": "column.document",
    "grade": "column.evidence",
    "where": "column.place-in-it",
    "note": "column.mind",
}
REPORTED_BESIDE: Final = {"indicator_name": "column.indicator", **REPORTED}
TIMELINE: Final = {
    "province_name": "column.province",
    "place_name": "column.place",
    "theme_name": "column.theme",
    "sentence": "column.commitment",
    "due": "column.due",
    "source_title": "column.document",
    "grade": "column.evidence",
    "where": "column.place-in-it",
}
ANSWERED: Final = {**TIMELINE, "outcome": "column.answer"}
TARGETS: Final = {
    "province_name": "column.province",
    "place_name": "column.place",
    "theme_name": "column.theme",
    "indicator_name": "column.indicator",
    "full_label": "column.figure",
    "sentence": "column.commitment",
    "due": "column.due",
    "nature_name": "column.nature",
    "source_title": "column.document",
    "grade": "column.evidence",
}
SEARCHED: Final = {**TARGETS, "answer_name": "column.answer"}
INDICATORS: Final = {
    "name": "column.indicator",
    "other_name": "column.other-name",
    "theme_name": "column.theme",
    "symbol": "column.unit-on-maps",
    "wanted_name": "column.wanted",
    "definition": "column.definition",
    "measures": "column.measures",
    "answered_by": "column.answered-by",
    "commitments": "column.commitments",
    "results": "column.results",
}
DOCUMENTS: Final = {
    "title": "column.document",
    "issuer": "column.issuer",
    "place_name": "column.speaks-of",
    "date": "column.date",
    "kind_name": "column.kind",
    "read_name": "column.what-was-read",
    "grade": "column.evidence",
    "commitments": "column.commitments",
    "results": "column.results",
    "url": "column.address",
}
SCOPES: Final = {
    "told": "column.scope",
    "whole": "column.whole-for",
    "results": "column.results",
}
FAULTS: Final = {
    "province_name": "column.province",
    "indicator_name": "column.indicator",
    "as_printed": "column.as-printed",
    "full_label": "column.drawn-as",
    "correction": "column.why",
    "source_title": "column.document",
}
