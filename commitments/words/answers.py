"""Answers in words: what the reports say of a commitment, in a sentence and in short."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from commitments.domain.model import DOWNWARD, UPWARD, Comparator
from commitments.domain.results import ANSWER_IN_LINK, Answer, AnswerKind, Obstacle
from commitments.language import listed, named, say
from commitments.words import wording

Row = Mapping[str, Any]

PERCENT: Final = "%"
VALUED: Final = (AnswerKind.REACHED, AnswerKind.MISSED, AnswerKind.NOT_COMPARABLE)
BOUNDS: Final = (*UPWARD, *DOWNWARD)


def name(kind: str) -> str:
    """Name an answer: `reached`, `no result found`."""
    return named("answer", kind)


def in_link(link: str) -> str:
    """Name an answer as a link has it: `not-reached`; blank for none."""
    return name(ANSWER_IN_LINK[link]) if link else ""


def sentence(row: Row, found: Answer, told: Sequence[Row]) -> str:
    """Say what the reports say of a commitment; `told` are the results that the answer names."""
    text = _SENTENCES[found.kind](row, found, told)
    return say("answer.presumed", told=text) if found.presumed and told else text


def in_short(row: Row, found: Answer, told: Sequence[Row]) -> str:
    """Say the same for a narrow place: `not reached, 2.4 µg/m³ above`."""
    return _SHORT[found.kind](row, found, told)


def beside(row: Row, found: Answer, told: Sequence[Row]) -> str:
    """Say it beside the commitment, with the value: `40.4 µg/m³ (2025): not reached, 2.4 above`."""
    short = in_short(row, found, told)
    if found.kind not in VALUED:
        return short
    return say("answer.beside", reported=dated(told[0]), answer=short)


def value(told: Row) -> str:
    """Return a reported value with its unit, as its wording bounds it: `more than 97 %`."""
    figure = wording.quantity(wording.canonical(told), told["symbol"])
    plain = told["comparator"] == Comparator.REACH
    return figure if plain else wording.bounded(told["comparator"], figure)


def dated(told: Row) -> str:
    """Return a reported value with its year, or the month for which it is told."""
    return say("answer.dated", value=value(told), year=year(told))


def year(told: Row) -> str:
    """Return the year that a value is for, or the month where no whole year is told."""
    if not told["as_of"]:
        return say("due.year", year=int(told["year"]))
    number, month = told["as_of"].split("-")
    return say("answer.as-of", year=number, number=int(month))


def promised(row: Row) -> str:
    """Return what is promised: `at most 38 µg/m³`."""
    figure = wording.quantity(wording.canonical(row), row["symbol"])
    return say(f"promised.{row['comparator']}", figure=figure)


def gap(row: Row, found: Answer, told: Row) -> str:
    """Say how far a value lies from the promised one: `2.4 µg/m³ above`; blank where on it."""
    if not found.difference:
        return ""
    figure = wording.number(abs(found.difference), _digits(row, told))
    size = wording.quantity(figure, row["symbol"])
    if row["symbol"] == PERCENT:
        size = say("answer.one-point" if figure == "1" else "answer.points", figure=figure)
    if told["comparator"] in BOUNDS and found.kind == AnswerKind.MISSED:
        size = say("answer.or-more", size=size)
    return say("answer.above" if found.difference > 0 else "answer.below", size=size)


def _digits(row: Row, told: Row) -> int:
    """Return how many digits a difference has: as printed, or fewer where a unit was converted."""
    as_printed = all(one["printed_symbol"] == one["symbol"] for one in (row, told))
    return wording.PRINTED_DIGITS if as_printed else wording.CONVERTED_DIGITS


def reason(row: Row, found: Answer, told: Row) -> str:
    """Say why a report cannot be set beside a commitment."""
    words = {
        Obstacle.SURVEY: {"own": _scope(row), "told": _scope(told)},
        Obstacle.SERIES: {"own": _scope(row), "told": _scope(told)},
        Obstacle.PART: {"own": _scope(row), "told": _scope(told)},
        Obstacle.BASE: {"own": row["base_year"], "told": told["base_year"]},
        Obstacle.BOUND: {"told": value(told)},
    }
    obstacle = found.obstacle or Obstacle.PART
    return say(f"obstacle.{obstacle}", **words[obstacle])


def _scope(row: Row) -> str:
    """Say what a text speaks of, by its scope."""
    return say("obstacle.scope", scope=row["scope"]) if row["scope"] else say("obstacle.no-scope")


def _reported(row: Row, found: Answer, told: Sequence[Row]) -> str:
    """Say a report beside what was promised, and how it came out."""
    result = say("answer.gap", answer=name(found.kind), gap=gap(row, found, told[0]))
    plain = found.kind == AnswerKind.REACHED or not found.difference
    return say(
        "answer.sentence",
        reported=dated(told[0]),
        promised=promised(row),
        answer=name(found.kind) if plain else result,
    )


def _not_comparable(row: Row, found: Answer, told: Sequence[Row]) -> str:
    words = {"answer": name(found.kind), "reason": reason(row, found, told[0])}
    said = say("answer.because", **words)
    return say("answer.sentence", reported=dated(told[0]), promised=promised(row), answer=said)


def _differ(row: Row, _: Answer, told: Sequence[Row]) -> str:
    values = listed(list(dict.fromkeys(value(one) for one in told)))
    return say("answer.differ", values=values, year=year(told[0]), promised=promised(row))


def _ahead(row: Row, found: Answer, told: Sequence[Row]) -> str:
    if not told:
        return say("answer.ahead")
    away = gap(row, found, told[0])
    key = "answer.ahead-on-the-way" if away else "answer.ahead-latest"
    return say(key, latest=dated(told[0]), promised=promised(row), gap=away)


def _none(row: Row, _: Answer, told: Sequence[Row]) -> str:
    due = wording.due_year(row)
    if not told:
        return say("answer.none", due=due)
    return say("answer.none-but-earlier", due=due, year=year(told[0]), value=value(told[0]))


def _undated(_: Row, __: Answer, told: Sequence[Row]) -> str:
    return say("answer.undated-latest", latest=dated(told[0])) if told else say("answer.undated")


def _short_missed(row: Row, found: Answer, told: Sequence[Row]) -> str:
    away = gap(row, found, told[0])
    return say("answer.gap", answer=name(found.kind), gap=away) if away else name(found.kind)


def _short_latest(_: Row, found: Answer, told: Sequence[Row]) -> str:
    if not told:
        return name(found.kind)
    of = say("answer.of-year", year=year(told[0]), value=value(told[0]))
    return say("answer.with", answer=name(found.kind), told=of)


def _short_reason(row: Row, found: Answer, told: Sequence[Row]) -> str:
    return say("answer.because", answer=name(found.kind), reason=reason(row, found, told[0]))


def _short_values(_: Row, found: Answer, told: Sequence[Row]) -> str:
    values = listed(list(dict.fromkeys(value(one) for one in told)))
    return say("answer.with", answer=name(found.kind), told=values)


def _named_only(_: Row, found: Answer, __: Sequence[Row]) -> str:
    return name(found.kind)


_Saying = Callable[[Row, Answer, Sequence[Row]], str]
_SENTENCES: Final[Mapping[AnswerKind, _Saying]] = {
    AnswerKind.WORDS: lambda *_: say("answer.words"),
    AnswerKind.UNDATED: _undated,
    AnswerKind.AHEAD: _ahead,
    AnswerKind.NO_RESULT: _none,
    AnswerKind.NOT_COMPARABLE: _not_comparable,
    AnswerKind.DIFFER: _differ,
    AnswerKind.REACHED: _reported,
    AnswerKind.MISSED: _reported,
}
_SHORT: Final[Mapping[AnswerKind, _Saying]] = {
    AnswerKind.WORDS: _named_only,
    AnswerKind.UNDATED: _short_latest,
    AnswerKind.AHEAD: _short_latest,
    AnswerKind.NO_RESULT: _short_latest,
    AnswerKind.NOT_COMPARABLE: _short_reason,
    AnswerKind.DIFFER: _short_values,
    AnswerKind.REACHED: _named_only,
    AnswerKind.MISSED: _short_missed,
}
