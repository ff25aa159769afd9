"""Search of the commitments: by words, and by what a reader can filter for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NO_DATE, Filters, Flag, Nature
from commitments.domain.results import ANSWER_IN_LINK
from commitments.queries import answers, query, search_terms
from commitments.queries.search_terms import Term

ROWS_SHOWN: Final = 2000  # of a table at once; a search narrows the rest


def all_years(atlas: Atlas) -> list[str]:
    """List every due year of the table, `no date` last."""
    years = sorted(atlas.targets["year"].dropna().unique())
    return [*map(str, years), NO_DATE]


def grades(atlas: Atlas) -> list[str]:
    """List the evidence grades that occur, the best first; a reader's own table comes last."""
    return sorted(
        atlas.targets["evidence"].unique(), key=lambda grade: query.BEST_EVIDENCE_FIRST[grade]
    )


def matching(atlas: Atlas, asked: Filters) -> pd.DataFrame:
    """Return the commitments that match every filter and contain every word."""
    rows = query.themed(atlas.targets, asked.theme)
    if asked.kind:
        rows = query.figures(rows) if asked.kind == "figure" else query.words(rows)
    for column in ("province", "comparator", "source", "evidence"):
        wanted = getattr(asked, column)
        rows = rows[rows[column] == wanted] if wanted else rows
    if asked.year:
        rows = query.due_in(rows, None if asked.year == NO_DATE else int(asked.year))
    if asked.answer:
        kinds = answers.answers(atlas).loc[rows.index, "answer"]
        rows = rows[kinds == ANSWER_IN_LINK[asked.answer]]
    if asked.flag:
        rows = rows[flagged(rows, Flag(asked.flag))]
    return with_words(atlas, rows, terms(atlas, asked.words))


def terms(atlas: Atlas, words: str) -> tuple[Term, ...]:
    """Read a search as the terms that a commitment must have, every one."""
    return search_terms.read(words, frozenset(atlas.provinces.index))


def with_words(atlas: Atlas, rows: pd.DataFrame, asked: Sequence[Term]) -> pd.DataFrame:
    """Keep the rows that have every term."""
    if not asked:
        return rows
    texts = atlas.haystack.reindex(rows.index).tolist()
    return rows[[all(term.stands_in(text) for term in asked) for text in texts]]


def flagged(rows: pd.DataFrame, flag: Flag) -> pd.Series:
    """Say which rows carry something that a reader must mind."""
    return {
        Flag.INFERRED: rows["inferred"],
        Flag.SCOPED: rows["scope"] != "",
        Flag.CORRECTED: rows["corrected_value"].notna(),
        Flag.PLACE: rows["place"] != "",
        Flag.NOTED: rows["note"] != "",
        Flag.BINDING: rows["nature"] == Nature.BINDING,
        Flag.EXPECTED: rows["nature"] == Nature.EXPECTED,
    }[flag]
