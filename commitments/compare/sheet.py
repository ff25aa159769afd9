"""This module writes a comparison as one HTML table; every text of a row is escaped here.

No script, no address from a table, no style from a table: a cell's text is text, a cell's number
is a position in per cent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import Final

import pandas as pd

from commitments import plots, wording
from commitments.compare import heads as compare_heads
from commitments.compare.captions import REASON
from commitments.compare.lines import Cell, Line, Order
from commitments.load import Atlas
from commitments.model import Comparator, State, Theme
from commitments.wording import Row

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
    style = f"--land:{compare_heads.land(atlas)}"
    head = _names(atlas, provinces) + _maps(atlas, provinces, rows, theme, today)
    body = _by_theme(made, address) if order == Order.THEME else _in_order(made, address)
    return (
        f'<div class="compare n{len(provinces)}" tabindex="0" role="region" '
        f'aria-label="{escape("Comparison of " + ", ".join(provinces))}">'
        f'<table style="{escape(style)}"><thead>{head}</thead>{body}</table></div>'
    )


def _names(atlas: Atlas, provinces: Sequence[str]) -> str:
    known = atlas.provinces["name_zh"]
    names = "".join(
        f'<th scope="col">{escape(name)} <span lang="zh">{escape(known.get(name, ""))}</span></th>'
        for name in provinces
    )
    return (
        f'<tr class="names"><th scope="col"><span class="unseen">Indicator</span></th>{names}</tr>'
    )


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
        f'<tr class="strips"><td class="corner">{CORNER}</td>{strips}</tr>'
    )


def _by_theme(made: Sequence[Line], address: Address) -> str:
    parts = []
    for theme, group in groupby(made, key=lambda line: line.theme):
        held = list(group)
        count = f"{len(held)} indicator{'' if len(held) == 1 else 's'}"
        heading = (
            f'<tr class="theme"><th scope="rowgroup" colspan="{len(held[0].cells) + 1}">'
            f"<div>{THEME_NAME.get(theme, str(theme).capitalize())} <span>{count}</span></div>"
            "</th></tr>"
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
    scale = f"0 to {wording.number(line.end)} {line.symbol}".rstrip()
    nation = (
        f'<span class="nation">nation {escape(line.nation["full_label"])}, '
        f"{escape(line.nation['due'])}</span>"
        if line.nation
        else ""
    )
    return f'<span class="scale">{escape(scale)}</span>{nation}'


def _cell(line: Line, cell: Cell, address: Address) -> str:
    if cell.row is None:
        return f'<td class="blank">{REASON[cell.state]}</td>'
    row = cell.row
    hint = escape(_hint(row))
    link = f'<a href="{escape(address(row["id"]))}" title="{hint}">'
    if cell.state == State.WORDS:
        scope = f'<p class="also">scope: {escape(row["scope"])}</p>' if row["scope"] else ""
        said = f"<p>{link}{escape(wording.sentence(row))}</a></p>"
        return f'<td class="wordy">{said}{scope}{_also(cell)}</td>'
    scope = f" · {escape(row['scope'])}" if row["scope"] else ""
    said = (
        f"<p>{link}<b>{escape(row['full_label'])}</b></a> "
        f"<span>{escape(row['due'])}{scope}</span></p>"
    )
    return f'<td class="stated">{said}{_track(line, cell)}{_also(cell)}</td>'


def _hint(row: Row) -> str:
    """Say in full what a cell shows in short, with its document, cut to a sane length."""
    place = f", {row['where']}" if row["where"] else ""
    text = f"{row['sentence']} — {row['source_title']}{place} · evidence {row['evidence']}"
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1] + "…"


def _also(cell: Cell) -> str:
    if not cell.others:
        return ""
    named = [
        f'<span title="{escape(_hint(row))}">'
        f"{escape('in words' if not wording.is_figure(row) else row['full_label'])} "
        f"{escape(row['due'])}</span>"
        for row in cell.others[:OTHERS_NAMED]
    ]
    more = len(cell.others) - OTHERS_NAMED
    counted = f" and {more} more" if more > 0 else ""
    return f'<p class="also">also {"; ".join(named)}{counted}</p>'


def _track(line: Line, cell: Cell) -> str:
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
    return f'<div class="on-scale" aria-hidden="true">{ticks}{nation}{_mark(line, cell.row)}</div>'


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
        "up": comparator in (*plots.UPWARD, Comparator.ABOUT),
        "down": comparator in (*plots.DOWNWARD, Comparator.ABOUT),
    }
    faded = "".join(
        f'<i class="band {name}" style="left:{left}"></i>' for name, drawn in bands.items() if drawn
    )
    return f'{faded}<i class="{comparator}{opened}" style="left:{left}"></i>'


def _at(value: float, end: float) -> str:
    return f"{100 * float(value) / end:.2f}%"


NOTE: Final = ' class="note"'
THEME_NAME: Final = {Theme.OVERALL: "Whole plan"}
CORNER: Final = "<p>Each mark is one commitment, by the year it falls due</p>"
KEY: Final = (
    '<div class="compare-key">'
    '<span><em class="on-scale"><i class="band up"></i><i class="at_least"></i></em>at least</span>'
    '<span><em class="on-scale"><i class="band down"></i><i class="at_most"></i></em>at most</span>'
    '<span><em class="on-scale"><i class="band up"></i><i class="band down"></i>'
    '<i class="about"></i></em>about</span>'
    '<span><em class="on-scale"><i class="reach"></i></em>reach</span>'
    '<span><em class="on-scale"><i class="reach open"></i></em>year inferred</span>'
    '<span><em class="on-scale"><i class="words"></i></em>words only</span>'
    '<span><em class="on-scale"><i class="other"></i></em>the others compared</span>'
    '<span><em class="on-scale"><i class="nation"></i></em>the nation</span>'
    "</div>"
)
