"""What became of commitments: beside each of some rows the reported value and the answer."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import State, Theme
from commitments.domain.results import AnswerKind
from commitments.queries import answers, query
from commitments.words import answers as wording
from commitments.words.wording import Row

SETTLED: Final = (  # answers that rest on a report of the due year
    AnswerKind.REACHED,
    AnswerKind.MISSED,
    AnswerKind.NOT_COMPARABLE,
    AnswerKind.DIFFER,
)
ADDED: Final = ("answer", "outcome", "answered", "reported")
READ: Final = ("results", "difference", "obstacle", "presumed", "answer")


def beside(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    """Add to some commitments what became of them, for a reader and for a drawing.

    `answer` is one of AnswerKind, `outcome` says the reported value and the answer in brief and
    `answered` in a sentence, both blank where a commitment is in words; `reported` and
    `reported_high` are the value that is drawn and `reported_year` its year, NaN where none was
    found.
    """
    found = answers.answers(atlas).loc[rows.index]
    wanted = {one for ids in found["results"] for one in ids}
    results = atlas.results[atlas.results["id"].isin(wanted)]
    told: dict[str, Row] = {str(row["id"]): row for row in records(results)}
    said = [
        _said(row, answer, told)
        for row, answer in zip(records(rows), records(found[list(READ)]), strict=True)
    ]
    return rows.assign(
        answer=found["answer"],
        outcome=[brief for brief, _ in said],
        answered=[sentence for _, sentence in said],
        reported=found["reported"].astype(float),
        reported_high=found["reported_high"].astype(float),
        reported_year=found["reported_year"],
    )


def named(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    """Add the answer for each of many commitments by name, `answer_name`; blank before it is due.

    It says less than `beside` and costs next to nothing.
    """
    names = {kind: wording.name(kind) for kind in (*SETTLED, AnswerKind.NO_RESULT)}
    kinds = answers.answers(atlas).loc[rows.index, "answer"]
    return rows.assign(answer_name=kinds.map(names).fillna(""))


def fell_due(atlas: Atlas, province: str, theme: Theme | None) -> tuple[pd.DataFrame, int]:
    """Return the figures of a province that a report answers, the latest due year first.

    With them comes the number of those that fell due and of which no report was found.
    """
    rows = query.themed(atlas.targets, theme)
    rows = rows[rows["province"] == province]
    kinds = answers.answers(atlas).loc[rows.index, "answer"]
    told = rows[kinds.isin(SETTLED)].sort_values("year", ascending=False, kind="stable")
    return beside(atlas, query.described(told)), int((kinds == AnswerKind.NO_RESULT).sum())


def of_areas(atlas: Atlas, areas: pd.DataFrame) -> pd.DataFrame:
    """Add to the areas of a map what became of the figure drawn, as `beside` does.

    `reported` is NaN where the value is not of the due year, `answer` where no figure is drawn.
    """
    ids = areas["id"].where(areas["state"] == State.FIGURE)
    found = beside(atlas, atlas.targets[atlas.targets["id"].isin(ids)])
    found = found.drop_duplicates("id").set_index("id")
    found["reported"] = found["reported"].where(found["answer"].isin(SETTLED))
    return areas.assign(**{name: ids.map(found[name]) for name in ADDED})


def _said(row: Row, read: Row, told: dict[str, Row]) -> tuple[str, str]:
    """Say what became of one commitment, in brief and in a sentence."""
    if read["answer"] == AnswerKind.WORDS:
        return "", ""
    answer = answers.read_from(read)
    results = [told[one] for one in answer.results]
    return wording.beside(row, answer, results), wording.sentence(row, answer, results)
