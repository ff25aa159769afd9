"""Tests intervals: every wording of a promise against every wording of a report."""

import pytest

from commitments.domain.model import Better, Comparator
from commitments.queries import intervals

HIGHER, LOWER, NEITHER = Better.HIGHER, Better.LOWER, Better.NONE


def row(comparator: str, value: float, high: float = float("nan"), printed: str = "") -> dict:
    return {
        "comparator": comparator,
        "value": value,
        "drawn": value,
        "drawn_high": high,
        "as_printed": printed or f"{value:g}",
        "printed_size": 1.0,
    }


def outcome(promise: dict, report: dict, better: str) -> str:
    kept, possible = intervals.promised(promise, better), intervals.reported(report)
    if possible.within(kept):
        return "reached"
    return "missed" if possible.apart_from(kept) else "open"


# For each wording and direction: the outcome of 35, 36, 37 reported beside 36 promised.
PLAIN = {
    ("at_least", HIGHER): "missed reached reached",
    ("at_least", LOWER): "missed reached reached",
    ("at_least", NEITHER): "missed reached reached",
    ("more_than", HIGHER): "missed missed reached",
    ("more_than", LOWER): "missed missed reached",
    ("more_than", NEITHER): "missed missed reached",
    ("at_most", HIGHER): "reached reached missed",
    ("at_most", LOWER): "reached reached missed",
    ("at_most", NEITHER): "reached reached missed",
    ("less_than", HIGHER): "reached missed missed",
    ("less_than", LOWER): "reached missed missed",
    ("less_than", NEITHER): "reached missed missed",
    ("reach", HIGHER): "missed reached reached",
    ("reach", LOWER): "reached reached missed",
    ("reach", NEITHER): "missed reached missed",
}


@pytest.mark.parametrize(("wording", "expected"), PLAIN.items(), ids=lambda case: "-".join(case))
def test_a_plain_report(wording: tuple[str, str], expected: str) -> None:
    comparator, better = wording
    found = [outcome(row(comparator, 36), row("reach", value), better) for value in (35, 36, 37)]
    assert " ".join(found) == expected


# `about` and `hold` allow one unit of the last printed digit the other way: 36.0 less 0.1.
NEARLY = {
    HIGHER: "missed reached reached reached reached",
    LOWER: "reached reached reached reached missed",
    NEITHER: "missed reached reached reached missed",
}


@pytest.mark.parametrize("comparator", ["about", "hold"])
@pytest.mark.parametrize(("better", "expected"), NEARLY.items())
def test_about_and_hold(comparator: str, better: str, expected: str) -> None:
    promise = row(comparator, 36, printed="36.0%")
    values = (35.8, 35.9, 36.0, 36.1, 36.2)
    found = [outcome(promise, row("reach", value), better) for value in values]
    assert " ".join(found) == expected


@pytest.mark.parametrize("better", [HIGHER, LOWER, NEITHER])
def test_between(better: str) -> None:
    promise = row("between", 20, 25)
    found = [outcome(promise, row("reach", value), better) for value in (19.9, 20, 22, 25, 25.1)]
    assert found == ["missed", "reached", "reached", "reached", "missed"]


BOUNDS = [  # promised, reported, the direction that is wanted, outcome
    ("at_least", "at_least", 36, HIGHER, "reached"),
    ("at_least", "more_than", 36, HIGHER, "reached"),
    ("at_least", "more_than", 35, HIGHER, "open"),
    ("at_least", "less_than", 36, HIGHER, "missed"),
    ("at_least", "at_most", 36, HIGHER, "open"),  # exactly 36 would keep it
    ("at_least", "at_most", 35, HIGHER, "missed"),
    ("more_than", "at_least", 36, HIGHER, "open"),
    ("more_than", "more_than", 36, HIGHER, "reached"),
    ("more_than", "at_most", 36, HIGHER, "missed"),
    ("at_most", "less_than", 36, LOWER, "reached"),
    ("at_most", "less_than", 37, LOWER, "open"),
    ("at_most", "more_than", 36, LOWER, "missed"),
    ("at_most", "at_least", 36, LOWER, "open"),
    ("less_than", "at_most", 36, LOWER, "open"),
    ("less_than", "at_least", 36, LOWER, "missed"),
    ("reach", "more_than", 36, HIGHER, "reached"),
    ("reach", "more_than", 35, HIGHER, "open"),
    ("reach", "less_than", 36, HIGHER, "missed"),
    ("reach", "less_than", 36, LOWER, "reached"),
    ("reach", "more_than", 36, NEITHER, "missed"),
    ("reach", "at_least", 36, NEITHER, "open"),
    ("reach", "about", 36, HIGHER, "reached"),
    ("reach", "hold", 36, NEITHER, "reached"),
]


@pytest.mark.parametrize(("promised", "reported", "value", "better", "expected"), BOUNDS)
def test_a_report_that_gives_a_bound(
    promised: str, reported: str, value: float, better: str, expected: str
) -> None:
    assert outcome(row(promised, 36), row(reported, value), better) == expected


def test_a_report_that_gives_a_range() -> None:
    told = [row("between", low, high) for low, high in ((36, 38), (35, 37), (33, 35))]
    found = [outcome(row("at_least", 36), report, HIGHER) for report in told]
    assert found == ["reached", "open", "missed"]


def test_every_wording_is_known() -> None:
    for comparator in Comparator:
        for better in Better:
            promise = row(comparator, 36, 40)
            assert outcome(promise, row("reach", 36), better) in {"reached", "missed"}
            assert outcome(promise, row(comparator, 36, 40), better) in {"reached", "open"}


def test_noise_of_a_conversion_decides_nothing() -> None:
    promise, report = row("at_least", 0.3), row("reach", 0.1 * 3)
    assert 0.1 * 3 != 0.3
    for better in Better:
        assert outcome(promise, report, better) == "reached"
    assert outcome(row("more_than", 0.3), report, HIGHER) == "missed"


@pytest.mark.parametrize(
    ("value", "printed", "size", "digit"),
    [
        (36.0, "36.0%左右", 1, 0.1),
        (36.0, "about 36%", 1, 1),
        (25.0, "by 2030, about 25%", 1, 1),
        (137_000_000, "about 137 million kilowatts", 1, 1_000_000),
        (137_000_000, "1.37亿千瓦左右", 1, 1_000_000),
        (1.37, "1.37亿千瓦左右", 1e8, 0.01),  # as shown in Chinese: 1.37 of 亿千瓦
        (24.5, "some quarter", 1, 0.1),  # no figure in the phrase: the value's own digits
        (0.0, "none", 1, 1),
    ],
)
def test_last_printed_digit(value: float, printed: str, size: float, digit: float) -> None:
    told = row("about", value, printed=printed) | {"printed_size": size}
    assert intervals.last_digit(told) == pytest.approx(digit)


@pytest.mark.parametrize(
    ("promise", "value", "expected"),
    [
        (row("at_most", 36), 38.4, 2.4),
        (row("at_least", 36), 38.4, 2.4),
        (row("at_least", 36), 35.0, -1.0),
        (row("between", 20, 25), 26.5, 1.5),
        (row("between", 20, 25), 18.0, -2.0),
        (row("between", 20, 25), 22.0, 0.0),
    ],
)
def test_difference(promise: dict, value: float, expected: float) -> None:
    assert intervals.difference(row("reach", value), promise) == pytest.approx(expected)
