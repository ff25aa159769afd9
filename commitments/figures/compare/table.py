"""A comparison as one HTML table; every text of a row is escaped here.

No script, no address from a table, no style from a table: a cell's text is text, a cell's number
is a position in per cent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import State, Theme
from commitments.figures.compare import column_heads as compare_heads
from commitments.figures.compare import marks as compare_marks
from commitments.figures.compare.captions import reason
from commitments.language import Language, count, current, named, say
from commitments.queries.comparison import Cell, Line, Order
from commitments.words import wording
from commitments.words.wording import Row

OTHERS_NAMED: Final = 3  # beside the row drawn; the rest are counted, and listed in the table
NOTE: Final = ' class="note"'
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
    style = f"--land:{compare_heads.land(atlas)}"
    names, maps = _names(atlas, provinces), _maps(atlas, provinces, rows, theme, today)
    body = _by_theme(made, address) if order == Order.THEME else _in_order(made, address)
    return (
        f'<div class="compare n{len(provinces)}" tabindex="0" role="region" '
        f'aria-label="{escape(_region(provinces))}">'
        f'<table style="{escape(style)}"><thead>{names}</thead><tbody>{maps}</tbody>{body}'
        "</table></div>"
    )


def _region(provinces: Sequence[str]) -> str:
    names = [named("province", name) for name in provinces]
    return say("compare.region", provinces=say("list.between").join(names))


def _names(atlas: Atlas, provinces: Sequence[str]) -> str:
    """Name the columns, each in the other language too."""
    known = atlas.provinces["name_zh"]
    english = current() == Language.ENGLISH
    names = "".join(
        f'<th scope="col">{escape(named("province", name))} '
        f'<span lang="{"zh" if english else "en"}">'
        f"{escape(known.get(name, '') if english else name)}</span></th>"
        for name in provinces
    )
    corner = f'<th scope="col"><span class="unseen">{say("column.indicator")}</span></th>'
    return f'<tr class="names">{corner}{names}</tr>'


def _maps(
    atlas: Atlas,
    provinces: Sequence[str],
    rows: pd.DataFrame,
    theme: Theme | None,
    today: float,
) -> str:
    maps, strips = "", ""
    for name in provinces:
        own = rows[rows["province"] == name]
        thumbnail = compare_heads.thumbnail(atlas, name, provinces, theme)
        maps += f'<td><div class="head">{thumbnail}{compare_heads.counted(own)}</div></td>'
        strips += f"<td>{compare_heads.strip(own, rows, today=today)}</td>"
    return (
        f'<tr class="maps"><td class="corner"></td>{maps}</tr>'
        f'<tr class="strips"><td class="corner"><p>{say("compare.marks")}</p></td>{strips}</tr>'
    )


def _by_theme(made: Sequence[Line], address: Address) -> str:
    parts = []
    for theme, group in groupby(made, key=lambda line: line.theme):
        held = list(group)
        heading = (
            f'<tr class="theme"><th scope="rowgroup" colspan="{len(held[0].cells) + 1}">'
            f"<div>{named('theme-heading', theme)} "
            f"<span>{count('count.indicator', len(held))}</span></div></th></tr>"
        )
        lines = "".join(_line(line, address) for line in held)
        parts.append(f'<tbody class="{theme}">{heading}{lines}</tbody>')
    return "".join(parts)


def _in_order(made: Sequence[Line], address: Address) -> str:
    return "".join(
        f'<tbody class="{line.theme} alone">{_line(line, address)}</tbody>' for line in made
    )


def _line(line: Line, address: Address) -> str:
    """Write one indicator: its name and scale, a cell for each province, then the differences."""
    span = ' rowspan="2"' if line.differences else ""
    cells = "".join(_cell(line, cell, address) for cell in line.cells)
    said = "".join(
        f"<li{NOTE if one.note else ''}><b>{escape(one.what)}</b> {escape(one.words)}</li>"
        for one in line.differences
    )
    below = (
        f'<tr class="said"><td colspan="{len(line.cells)}"><ul>{said}</ul></td></tr>'
        if said
        else ""
    )
    return (
        f'<tr class="line"><th scope="row"{span}>{escape(line.name)}{_scale(line)}</th>'
        f"{cells}</tr>{below}"
    )


def _scale(line: Line) -> str:
    if not line.figures:
        return ""
    scale = say("compare.scale", end=wording.quantity(wording.number(line.end), line.symbol))
    return f'<span class="scale" aria-hidden="true">{escape(scale)}</span>{_nation(line.nation)}'


def _nation(row: Row | None) -> str:
    if row is None:
        return ""
    told = say("compare.nation", figure=row["full_label"], due=row["due"])
    return f'<span class="nation">{escape(told)}</span>'


def _cell(line: Line, cell: Cell, address: Address) -> str:
    if cell.row is None:
        return f'<td class="blank">{escape(reason(cell.state))}</td>'
    row = cell.row
    hint = escape(_hint(row))
    link = f'<a href="{escape(address(row["id"]))}" title="{hint}">'
    if cell.state == State.WORDS:
        scope = say("compare.scope", scope=row["scope"]) if row["scope"] else ""
        below = f'<p class="also">{escape(scope)}</p>' if scope else ""
        said = f"<p>{link}{escape(wording.sentence(row))}</a></p>"
        return f'<td class="wordy">{said}{below}{_also(cell)}</td>'
    scope = f" · {escape(row['scope'])}" if row["scope"] else ""
    said = (
        f"<p>{link}<b>{escape(row['full_label'])}</b></a> "
        f"<span>{escape(row['due'])}{scope}</span></p>"
    )
    return f'<td class="stated">{said}{compare_marks.track(line, cell)}{_also(cell)}</td>'


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


def _also(cell: Cell) -> str:
    if not cell.others:
        return ""
    shown = [
        f'<span title="{escape(_hint(row))}">{escape(_other(row))}</span>'
        for row in cell.others[:OTHERS_NAMED]
    ]
    others = say("told.apart").join(shown)
    more = len(cell.others) - OTHERS_NAMED
    said = say("compare.also", others=others)
    if more > 0:
        said = say("compare.also-more", others=others, number=more)
    return f'<p class="also">{said}</p>'


def _other(row: Row) -> str:
    """Name in short a commitment beside the one that is drawn."""
    what = row["full_label"] if wording.is_figure(row) else say("compare.in-words")
    return say("compare.other", what=what, due=row["due"])
