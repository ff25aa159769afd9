"""Tests the answers of the whole table against some that were worked by hand, on paper.

`expected_answers.csv` has a row for each: the commitment, its answer, the result that is drawn, the
difference in the indicator's unit (blank where there is none to tell) and, in words, how it was
worked.
"""

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from commitments.atlas import load
from commitments.atlas.load import Atlas
from commitments.domain.results import AnswerKind
from commitments.queries import answers

TABLE = Path(__file__).with_name("expected_answers.csv")
COLUMNS = ["target", "answer", "result", "difference", "worked"]
WORKED = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    return load.atlas()


@pytest.mark.parametrize("row", WORKED, ids=lambda row: row["target"])
def test_answer_worked_by_hand(row: dict[str, str]) -> None:
    found = answers.answer(atlas(), row["target"])
    assert str(found.kind) == row["answer"]
    assert (found.results[:1] or ("",))[0] == row["result"]
    expected = float(row["difference"]) if row["difference"] else None
    assert found.difference == (None if expected is None else pytest.approx(expected))


def test_every_worked_answer_says_how() -> None:
    header = TABLE.read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == COLUMNS
    assert all(row["worked"] for row in WORKED)
    assert {row["answer"] for row in WORKED} <= {str(kind) for kind in AnswerKind}


def test_the_eight_answers_add_up_to_the_table() -> None:
    counts = answers.counted(atlas(), atlas().targets)
    assert sum(counts.values()) == len(atlas().targets)
