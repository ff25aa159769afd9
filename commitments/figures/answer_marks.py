"""Marks of answers as HTML: what became of a commitment, beside it and in a key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from typing import Final

from commitments.domain.results import AnswerKind
from commitments.language import say
from commitments.words import answers as wording

SIGNS: Final[
    Mapping[str, str]
] = {  # the look of each answer that rests on a report of the due year
    AnswerKind.REACHED: "reached",
    AnswerKind.MISSED: "missed",
    AnswerKind.NOT_COMPARABLE: "apart",
    AnswerKind.DIFFER: "differing",
}
SIGNED: Final = {kind: SIGNS[kind] for kind in (AnswerKind.REACHED, AnswerKind.MISSED)}
ON_THE_WAY: Final = "earlier"  # of a value that answers nothing


def look(kind: str) -> str:
    """Return the class of the mark of a reported value, by the answer that rests on it."""
    return SIGNS.get(kind, ON_THE_WAY)


def sign(kind: str) -> str:
    """Return the small sign of an answer; blank where nothing is known."""
    return f'<i class="answer {look(kind)}"></i>' if kind in SIGNS else ""


def value(kind: str) -> str:
    """Return the mark of a reported value, as in a key."""
    return f'<i class="told {look(kind)}"></i>'


def values_key(kinds: Collection[str], theme: str) -> str:
    """Return the key to the marks of reported values beside figures of a theme, as HTML."""
    told = "".join(
        f"<span>{value(kind)}{escape(wording.name(kind))}</span>" for kind in SIGNS if kind in kinds
    )
    head = escape(say("plot.reported"))
    return f'<div class="key values {escape(theme)}"><span>{head}</span>{told}</div>'


def key(kinds: Collection[str]) -> dict[str, str]:
    """Return the signs of the answers that occur, each with its name, escaped."""
    return {sign(kind): escape(wording.name(kind)) for kind in SIGNS if kind in kinds}
