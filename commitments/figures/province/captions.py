"""What stands around the fact sheet of a province: its title and its answers counted."""

from __future__ import annotations

from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain.results import AnswerKind
from commitments.language import count, listed, named, say
from commitments.queries.progress import Target
from commitments.queries.province_sheet import Line, Sheet
from commitments.words import answers as answer_words
from commitments.words import wording

SHOWN: Final = (
    AnswerKind.REACHED,
    AnswerKind.MISSED,
    AnswerKind.DIFFER,
    AnswerKind.NOT_COMPARABLE,
    AnswerKind.NO_RESULT,
    AnswerKind.AHEAD,
    AnswerKind.UNDATED,
)


def title(_: Atlas, province: str) -> str:
    """Name the sheet of a province where it stands among other figures."""
    return say("sheet.item", province=named("province", province))


def subtitle(sheet: Sheet) -> str:
    """Say what is set side by side, and how many of its figures have which answer."""
    return " · ".join(one for one in (say("sheet.subtitle"), counted(sheet)) if one)


def promised(one: Target) -> str:
    """Tell a promised figure with its due year and what it is limited to."""
    due = wording.due_year(one.row)
    key = "sheet.due" if one.dated else "sheet.undated"
    told = say(key, figure=wording.label(one.row, unit=True), due=due)
    return say("sheet.of-scope", told=told, scope=one.row["scope"]) if one.row["scope"] else told


def answer(line: Line) -> str:
    """Tell the answer that heads a line: of the figure that fell due last, or the next; or none.

    A value of another year stands beside it, and is not told twice.
    """
    told = line.panel.told
    if told is None:
        return ""
    twice = told.kind in (AnswerKind.AHEAD, AnswerKind.NO_RESULT, AnswerKind.UNDATED)
    said = answer_words.name(told.kind) if twice else told.answer
    if len(line.panel.targets) == 1 or not told.dated:
        return said
    return say("progress.answer", figure=wording.due_year(told.row), answer=said)


def reported(line: Line) -> str:
    """Tell the latest reported value with its year; blank where there is none."""
    latest = line.panel.latest
    return answer_words.dated(latest) if latest is not None else ""


def in_words(sheet: Sheet) -> str:
    """Count what the sheet leaves to its page: commitments in words, and those of places."""
    words = sum(map(len, sheet.words.values()))
    left = [count("sheet.left-in-words", words)] if words else []
    left += [count("sheet.left-of-places", len(sheet.places))] if sheet.places else []
    return say("sheet.left", what=listed(left)) if left else ""


def nothing(sheet: Sheet) -> str:
    """Say that a province has no line; blank where it has one."""
    some = any(sheet.lines.values())
    return "" if some else say("sheet.nothing", province=named("province", sheet.province))


def counted(sheet: Sheet) -> str:
    """Count the answers of a province's figures; blank where it has none."""
    counts = [
        say("sheet.counted", answer=answer_words.name(kind), count=sheet.answers[kind])
        for kind in SHOWN
        if kind in sheet.answers
    ]
    return say("sheet.answers", counts=say("told.between").join(counts)) if counts else ""
