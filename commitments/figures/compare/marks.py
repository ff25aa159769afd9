"""Marks of a comparison on the scale of a line, as HTML, and their key."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from commitments.domain.model import DOWNWARD, UPWARD, Comparator
from commitments.domain.results import AnswerKind
from commitments.figures import answer_marks
from commitments.language import named
from commitments.queries.comparison import Cell, Line
from commitments.words.wording import Row

KEY: Final = {  # what the marks of a line mean, each with how it is drawn
    "at-least": '<i class="band up"></i><i class="at_least"></i>',
    "at-most": '<i class="band down"></i><i class="at_most"></i>',
    "about": '<i class="band up"></i><i class="band down"></i><i class="about"></i>',
    "reach": '<i class="reach"></i>',
    "inferred": '<i class="reach open"></i>',
    "words": '<i class="words"></i>',
    "others": '<i class="other"></i>',
    "nation": '<i class="nation"></i>',
}
VALUE: Final = {"reported": answer_marks.value(AnswerKind.REACHED)}
BAND_ROOM: Final = {  # what a band fades into: a little beyond the scale, and never onto the names
    "up": "calc(100% - {} + 1.2rem)",
    "down": "{}",
}


def key(made: Sequence[Line]) -> str:
    """Return the key to the marks, as HTML; what is reported where any is."""
    rows = [row for line in made for row in line.figures.values()]
    reported = VALUE if any(row["reported"] == row["reported"] for row in rows) else {}
    told = "".join(
        f'<span><em class="on-scale">{drawn}</em>{escape(named("compare-key", name))}</span>'
        for name, drawn in (KEY | reported).items()
    )
    signs = answer_marks.key({row["answer"] for row in rows})
    told += "".join(f"<span>{drawn}{name}</span>" for drawn, name in signs.items())
    return f'<div class="compare-key" aria-hidden="true">{told}</div>'


def track(line: Line, cell: Cell) -> str:
    """Draw a figure on the line's scale, the others as ticks, the nation as a dashed line."""
    ticks = "".join(
        f'<i class="other" style="left:{_at(row["drawn"], line.end)}"></i>'
        for name, row in line.figures.items()
        if name != cell.province
    )
    nation = (
        f'<i class="nation" style="left:{_at(line.nation["drawn"], line.end)}"></i>'
        if line.nation
        else ""
    )
    own = _mark(line, cell.row) + _told(line, cell.row)
    return f'<div class="on-scale" aria-hidden="true">{ticks}{nation}{own}</div>'


def _mark(line: Line, row: Row | None) -> str:
    """Draw the mark of a comparator; the same as in the dot plot beside the map."""
    if row is None:
        return ""
    comparator = Comparator(row["comparator"])
    opened = " open" if row["inferred"] else ""
    left = _at(row["drawn"], line.end)
    if comparator == Comparator.BETWEEN:
        width = _at(row["drawn_high"] - row["drawn"], line.end)
        return f'<i class="between{opened}" style="left:{left};width:{width}"></i>'
    bands = {
        "up": comparator in (*UPWARD, Comparator.ABOUT),
        "down": comparator in (*DOWNWARD, Comparator.ABOUT),
    }
    faded = "".join(
        f'<i class="band {name}" style="left:{left};max-width:{BAND_ROOM[name].format(left)}"></i>'
        for name, drawn in bands.items()
        if drawn
    )
    return f'{faded}<i class="{comparator}{opened}" style="left:{left}"></i>'


def _told(line: Line, row: Row | None) -> str:
    """Draw the reported value, and the gap to the promised figure where that is not reached."""
    if row is None or row["reported"] != row["reported"]:
        return ""
    look, left = answer_marks.look(row["answer"]), _at(row["reported"], line.end)
    gap = ""
    if row["answer"] == AnswerKind.MISSED:
        start, end = sorted((float(row["drawn"]), float(row["reported"])))
        place = f"left:{_at(start, line.end)};width:{_at(end - start, line.end)}"
        gap = f'<i class="gap" style="{place}"></i>'
    return f'{gap}<i class="told {look}" style="left:{left}"></i>'


def _at(value: float, end: float) -> str:
    return f"{100 * float(value) / end:.2f}%"
