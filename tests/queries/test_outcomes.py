"""Tests what stands beside commitments of what became of them."""

import math

from support import small

from commitments.queries import outcomes


def beside(target: small.Row, *results: small.Row) -> dict[str, object]:
    """Return what stands beside one commitment, given some reports."""
    atlas = small.atlas(target, results=results)
    row = outcomes.beside(atlas, atlas.targets).iloc[0]
    return {name: row[name] for name in ("answer", "outcome", "reported", "reported_year")}


def dust(value: str, **cells: str) -> small.Row:
    return small.result("Hebei", "pm25_mean", value, **cells)


DUE = small.figure("Hebei", "pm25_mean", "at_most", "36", "2025")
AHEAD = small.figure("Hebei", "pm25_mean", "at_most", "36", "2030")


def test_a_report_of_the_due_year_is_told_with_its_answer() -> None:
    assert beside(DUE, dust("38.4")) == {
        "answer": "not reached",
        "outcome": "38.4 µg/m³ (2025): not reached, 2.4 µg/m³ above",
        "reported": 38.4,
        "reported_year": 2025,
    }
    assert beside(DUE, dust("36"))["outcome"] == "36 µg/m³ (2025): reached"


def test_what_answers_nothing_is_told_with_its_year() -> None:
    assert beside(AHEAD, dust("38.4"))["outcome"] == "not yet due; of 2025: 38.4 µg/m³"
    earlier = dust("38.4", year="2024", source="report-2025")
    assert beside(DUE, earlier)["outcome"] == "no result found; of 2024: 38.4 µg/m³"


def test_where_nothing_was_reported_no_value_is_told() -> None:
    told = beside(DUE)
    assert told["outcome"] == "no result found"
    assert math.isnan(float(str(told["reported"])))


def test_nothing_is_said_beside_words() -> None:
    assert beside(small.words("Hebei"))["outcome"] == ""
