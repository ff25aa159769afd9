"""Reported results: the columns of their table, and what one can answer about a commitment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

RESULT_COLUMNS: Final = (
    "id", "province", "place", "scope", "indicator", "comparator", "value", "value_high", "unit",
    "year", "year_basis", "base_year", "as_of", "as_printed", "source", "section", "paragraph",
    "note", "scope_zh", "note_zh",
)  # fmt: skip
RESULTS_IN_CHINESE: Final = {"scope": "scope_zh", "note": "note_zh"}
SCOPE_COLUMNS: Final = ("property", "property_zh", "whole_for")
CHANGE: Final = re.compile(r"\w+_(cut|gain|annual)")  # ids of changes, which may be negative
FROM_A_BASE: Final = re.compile(r"\w+_(cut|gain)")  # of those, what is counted from a base year

BETWEEN_PROPERTIES: Final = "; "  # of a scope
BETWEEN_GROUPS: Final = " | "  # of an indicator's series
BETWEEN_SERIES: Final = " / "  # properties of a group: different measures of one thing
BETWEEN_THEMES: Final = ";"  # of which a property means the whole province

OLD_SURVEY: Final = "old forest survey"
NEW_SURVEY: Final = "new forest survey"
LAST_VALUE_OF_OLD_SURVEY: Final = 2021  # a value of this year is presumed to rest on the old one
LAST_TARGET_ON_OLD_SURVEY: Final = 2022  # so is a target in a document of this year


class AnswerKind(StrEnum):
    """What the reported values say of a commitment; the first that fits, in this order."""

    WORDS = "in words"
    UNDATED = "no due year"
    AHEAD = "not yet due"
    NO_RESULT = "no result found"
    NOT_COMPARABLE = "cannot be compared"
    DIFFER = "reports differ"
    REACHED = "reached"
    MISSED = "not reached"


ANSWER_IN_LINK: Final = {kind.replace(" ", "-"): kind for kind in AnswerKind}  # `not-reached`


class Obstacle(StrEnum):
    """Why a reported value cannot be set beside a commitment."""

    SERIES = "series"  # two measures of one thing
    PART = "part"  # one speaks of a part of the province
    SURVEY = "survey"  # the forest survey changed
    BASE = "base"  # two cuts from different years
    BOUND = "bound"  # the report gives a bound that leaves it open


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reports say of one commitment.

    `results` are ids, the one that is drawn first; `difference` is the drawn value less the
    promised one, in the indicator's unit, None where there is none to tell.
    """

    kind: AnswerKind
    results: tuple[str, ...] = ()
    difference: float | None = None
    obstacle: Obstacle | None = None
    presumed: bool = False  # a forest survey that neither text names


def properties(scope: str) -> frozenset[str]:
    """Return the properties that a scope consists of."""
    parts = (part.strip() for part in scope.split(BETWEEN_PROPERTIES.strip()))
    return frozenset(part for part in parts if part)


def themes_of(cell: str) -> frozenset[str]:
    """Return the themes for which a property means the whole province."""
    return frozenset(part.strip() for part in cell.split(BETWEEN_THEMES) if part.strip())


def groups(series: str) -> tuple[frozenset[str], ...]:
    """Return the groups of an indicator's series: properties that are different measures."""
    return tuple(
        frozenset(one.strip() for one in group.split(BETWEEN_SERIES.strip()) if one.strip())
        for group in series.split(BETWEEN_GROUPS.strip())
        if group.strip()
    )
