"""A comparison as one HTML table, of the template beside this module.

No script, no address from a table, no style from a table: a cell's text is text, a cell's number
is a position in per cent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from commitments.atlas.load import Atlas
from commitments.domain.model import State, Theme
from commitments.domain.results import AnswerKind
from commitments.figures import answer_marks, escaping
from commitments.figures.compare import column_heads as compare_heads
from commitments.figures.compare import marks as compare_marks
from commitments.figures.compare.captions import reason
from commitments.language import Language, count, current, named, say
from commitments.queries.comparison import Cell, Line, Order
from commitments.words import wording
from commitments.words.wording import Row

TEMPLATE: Final = Path(__file__).with_suffix(".html")
OTHERS_NAMED: Final = 3  # beside the row drawn; the rest are counted, and listed in the table
TITLE_LENGTH: Final = 400  # characters of what a cell says when it is pointed at

Address = Callable[[str], str]


def sheet(
    atlas: Atlas,
    made: Sequence[Line],
    rows: pd.DataFrame,
    *,
    theme: Theme | None,
    order: Order,
    today: float,
    address: Address,
) -> str:
    """Return the table: names that stay in view, small maps and strips, then line by line.

    `rows` are all commitments of the provinces compared; `address` gives the link to a row.
    """
    provinces = [cell.province for cell in made[0].cells]
    headed = order == Order.THEME
    by_theme = groupby(made, key=lambda line: line.theme)
    parts = by_theme if headed else ((line.theme, [line]) for line in made)
    filled = _template().render(
        region=_region(provinces),
        style=f"--land:{compare_heads.land(atlas)}",
        other_language=Language.CHINESE if current() == Language.ENGLISH else Language.ENGLISH,
        columns=[_column(atlas, name, provinces, rows, theme, today) for name in provinces],
        parts=[(theme, list(lines)) for theme, lines in parts],
        headed=headed,
        address=address,
    )
    return filled.strip()


@lru_cache(maxsize=1)
def _template() -> Template:
    made = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"say": say, "count": count, "named": named, "reason": reason}
    made.globals |= {"sentence": wording.sentence, "hint": _hint, "among": _among, "scale": _scale}
    made.globals |= {"track": _track, "outcome": _outcome, "WORDS": State.WORDS}
    return made.get_template(TEMPLATE.name)


def _region(provinces: Sequence[str]) -> str:
    names = [named("province", name) for name in provinces]
    return say("compare.region", provinces=say("list.between").join(names))


def _column(
    atlas: Atlas,
    name: str,
    provinces: Sequence[str],
    rows: pd.DataFrame,
    theme: Theme | None,
    today: float,
) -> dict[str, Any]:
    """Return the head of a column: its name in both languages, its map, its numbers, its strip."""
    own = rows[rows["province"] == name]
    chinese = atlas.provinces["name_zh"].get(name, "")
    return {
        "name": named("province", name),
        "other": chinese if current() == Language.ENGLISH else name,
        "thumbnail": escaping.markup(compare_heads.thumbnail(atlas, name, provinces, theme)),
        "counted": escaping.markup(compare_heads.counted(own)),
        "strip": escaping.markup(compare_heads.strip(own, rows, today=today)),
    }


def _track(line: Line, cell: Cell) -> Markup:
    return escaping.markup(compare_marks.track(line, cell))


def _outcome(row: Row) -> Markup:
    """Say what became of a figure, with its sign; nothing where it is to come and unreported."""
    if row["reported"] != row["reported"] and row["answer"] in (
        AnswerKind.AHEAD,
        AnswerKind.UNDATED,
    ):
        return Markup("")
    sign = escaping.markup(answer_marks.sign(row["answer"]))
    return Markup('<p class="outcome">{}{}</p>').format(sign, row["outcome"])


def _scale(line: Line) -> str:
    return say("compare.scale", end=wording.quantity(wording.number(line.end), line.symbol))


def _hint(row: Row) -> str:
    """Say in full what a cell shows in short, with its document, cut to a sane length."""
    written = [row["source_title"], row["where"]]
    text = say(
        "compare.hint",
        sentence=row["sentence"],
        document=say("where.between").join(part for part in written if part),
        grade=row["grade"],
    )
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1] + "…"


def _among(others: Sequence[Row]) -> Markup:
    """Name in short the commitments beside the one that is drawn, each told when pointed at."""
    shown = [
        Markup('<span title="{}">{}</span>').format(_hint(row), _other(row))
        for row in others[:OTHERS_NAMED]
    ]
    listed = escaping.markup(say("told.apart")).join(shown)
    more = len(others) - OTHERS_NAMED
    key = "compare.also-more" if more > 0 else "compare.also"
    return escaping.markup(say(key, others=listed, number=more))


def _other(row: Row) -> str:
    what = row["full_label"] if wording.is_figure(row) else say("compare.in-words")
    return say("compare.other", what=what, due=row["due"])
