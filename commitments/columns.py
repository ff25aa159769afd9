"""This module names the columns of the tables that a page shows."""

from __future__ import annotations

from typing import Final

FOUND: Final = {
    "province": "Province",
    "place": "Place",
    "full_label": "Figure",
    "due": "Due",
    "scope": "Speaks of",
    "summary": "In words",
    "as_printed": "As printed",
    "source_title": "Document",
    "evidence": "Evidence",
    "where": "Place in it",
    "note": "Mind",
}
TIMELINE: Final = {
    "province": "Province",
    "place": "Place",
    "theme": "Theme",
    "sentence": "Commitment",
    "due": "Due",
    "source_title": "Document",
    "evidence": "Evidence",
    "where": "Place in it",
}
TARGETS: Final = {
    "province": "Province",
    "place": "Place",
    "theme": "Theme",
    "indicator_name": "Indicator",
    "full_label": "Figure",
    "sentence": "Commitment",
    "due": "Due",
    "source_title": "Document",
    "evidence": "Evidence",
}
INDICATORS: Final = {
    "name": "Indicator",
    "name_zh": "Chinese name",
    "theme": "Theme",
    "symbol": "Unit on maps",
    "wanted": "Wanted",
    "definition": "Definition",
    "commitments": "Commitments",
}
DOCUMENTS: Final = {
    "title": "Document",
    "issuer": "Issuer",
    "place": "Speaks of",
    "date": "Date",
    "kind": "Kind",
    "read": "What was read",
    "evidence": "Evidence",
    "commitments": "Commitments",
    "url": "Address",
}
FAULTS: Final = {
    "province": "Province",
    "indicator_name": "Indicator",
    "as_printed": "As printed",
    "full_label": "Drawn as",
    "correction": "Why",
    "source_title": "Document",
}
