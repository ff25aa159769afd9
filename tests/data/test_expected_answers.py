"""Tests the answers of the whole table against some that were worked by hand, on paper.

`expected_answers.csv` has a row for each: the commitment, its answer, the result that is drawn, the
difference in the indicator's unit (blank where there is none to tell) and, in words, how it was
worked.
"""

import csv
from functools import lru_cache
from pathlib import Path

from support import real

from commitments.atlas.load import Atlas
from commitments.domain.results import AnswerKind
from commitments.queries import answers

TABLE = Path(__file__).with_name("expected_answers.csv")
FIVE_DOCUMENTS = (
    "hebei-opinions-2024",
    "jilin-outline-2024",
    "heilongjiang-opinions-2024",
    "shandong-opinions-2024",
    "daqing-work-plan-2024",
)
DECIMALS = 6  # hides binary noise, shows every printed figure
COLUMNS = ["target", "answer", "result", "difference", "worked"]
WORKED = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    return real.atlas()


def told(row: dict[str, str]) -> tuple[str, str, float | None]:
    """Return what the one rule says of a commitment: its answer, the drawn result, the gap."""
    found = answers.answer(atlas(), row["target"])
    gap = None if found.difference is None else round(found.difference, DECIMALS)
    return str(found.kind), (found.results[:1] or ("",))[0], gap


def worked(row: dict[str, str]) -> tuple[str, str, float | None]:
    gap = float(row["difference"]) if row["difference"] else None
    return row["answer"], row["result"], gap


def test_answers_worked_by_hand() -> None:
    wrong = {row["target"]: (told(row), worked(row)) for row in WORKED if told(row) != worked(row)}
    assert wrong == {}


def test_every_figure_of_the_five_documents_is_worked() -> None:
    targets = atlas().targets
    figures = targets[targets["source"].isin(FIVE_DOCUMENTS) & targets["value"].notna()]
    assert len(figures) == 45
    assert set(figures["id"]) <= {row["target"] for row in WORKED}


def test_every_worked_answer_says_how() -> None:
    header = TABLE.read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == COLUMNS
    assert all(row["worked"] for row in WORKED)
    assert {row["answer"] for row in WORKED} <= {str(kind) for kind in AnswerKind}


def test_the_eight_answers_add_up_to_the_table() -> None:
    counts = answers.counted(atlas(), atlas().targets)
    assert sum(counts.values()) == len(atlas().targets)
