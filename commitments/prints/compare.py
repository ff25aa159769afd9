"""The printed comparison: an indicator a row, a province a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.figure_request import NotOffered
from commitments.domain.model import PROVINCES_IN_THE_PLANS, Selection, Theme
from commitments.figures import alt_text, captions
from commitments.figures.compare import captions as compare_captions
from commitments.language import count, joined, named, say
from commitments.prints import comparison_columns as print_columns
from commitments.prints import reports
from commitments.prints.comparison_columns import Table
from commitments.prints.frame import View, described, set_words, shared_out
from commitments.prints.sheet import Box, Sheet
from commitments.queries import comparison as compare
from commitments.queries import query, reports_drawn
from commitments.queries.comparison import MOST, Cell, Line
from commitments.queries.outcomes import SETTLED
from commitments.words import wording

USUAL: Final = 3  # drawn where no province is chosen
SIZES: Final = (0.92, 0.86, 0.8)  # of the sheet's text; smaller is not legible in print


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the comparison of up to four provinces, of a theme, an indicator or of all."""
    chosen = asked.provinces or tuple(query.fullest_provinces(atlas, USUAL))
    if len(chosen) > MOST:
        raise NotOffered(say("print.too-many", number=len(chosen), most=MOST))
    year = int(atlas.dated[:4] or dt.datetime.now(dt.UTC).year)
    made = compare.lines(atlas, asked.theme, chosen, today=year)
    if asked.indicator:
        made = [line for line in made if line.indicator == asked.indicator]
    rows = compare.drawn(atlas, made)
    title = compare_captions.title(asked.theme, chosen)
    if len(chosen) < compare.FEWEST:
        title = _title_of_one(chosen[0], asked.theme)
    subtitle = _subtitle(made, chosen)
    names = atlas.provinces["name_zh"].to_dict()
    choices = compare.choices(asked.theme, chosen, compare.Order.THEME)
    return View(
        title=title,
        subtitle=subtitle,
        notes=_notes(rows, made),
        rows=rows,
        reports=reports_drawn.told_of(atlas, rows["id"]),
        link=links.address("Compare", **choices),
        description=described(_told(made, title, subtitle), [_said(line) for line in made]),
        draw=partial(draw, made, chosen, names),
        parts=partial(parts, made, chosen, names) if made else None,
        missing="" if made else compare_captions.nothing_found(asked.theme, chosen),
    )


def _title_of_one(province: str, theme: Theme | None) -> str:
    who = named("province", province)
    if theme is None:
        return say("print.compare-one", province=who)
    return say("print.compare-one-of-theme", province=who, theme=named("theme", theme))


def _subtitle(made: Sequence[Line], provinces: Sequence[str]) -> str:
    """Say how much is compared, and where there is nothing to compare with."""
    some = say("table.provinces", some=len(provinces), every=PROVINCES_IN_THE_PLANS)
    if len(provinces) < compare.FEWEST:
        return f"{count('print.compare-alone', len(made))} · {some}"
    return f"{compare_captions.subtitle(made, provinces, compare.Order.THEME)} · {some}"


def _notes(rows: pd.DataFrame, made: Sequence[Line]) -> tuple[str, ...]:
    said = [say("print.compare-scale")]
    if any(line.nation_beside(row) for line in made for row in line.figures.values()):
        said.append(say("print.compare-nation"))
    if any(reports.is_told(row) for line in made for row in line.figures.values()):
        said.append(say("print.reported-mark"))
    said += captions.printed_marks(rows["label"])
    said += [say("print.open-mark")] if rows["inferred"].any() else []
    return (*said, say("print.not-no-target"))


def _told(made: Sequence[Line], title: str, subtitle: str) -> str:
    told = alt_text.of_comparison(made, title=title, subtitle=subtitle)
    return wording.unstopped(joined(told) or title)


def _said(line: Line) -> str:
    told = [
        say(
            "print.compare-cell",
            province=named("province", cell.province),
            said=_cell(cell) if cell.row else compare_captions.reason(cell.state),
        )
        for cell in line.cells
    ]
    cells = say("list.between").join(told)
    return say("print.compare-row", indicator=line.name, cells=cells)


def _cell(cell: Cell) -> str:
    """Say a figure, and what became of it where it fell due."""
    row = cell.row or {}
    if row["answer"] not in SETTLED:
        return str(row["full_label"])
    return say("print.compare-outcome", figure=row["full_label"], outcome=row["outcome"])


def draw(
    made: Sequence[Line],
    provinces: Sequence[str],
    names: Mapping[str, str],
    sheet: Sheet,
    body: Box,
) -> None:
    """Draw every indicator in the largest type that holds them, else those most provinces have."""
    if not made:
        set_words(sheet, body, compare_captions.nothing_found(None, provinces))
        return
    foot = sheet.form.text * print_columns.FOOT
    tables = [Table(sheet, body, len(provinces), sheet.form.text * share) for share in SIZES]
    table = next((one for one in tables if one.height(made) <= one.room), tables[-1])
    weight = {line.indicator: (len(line.found), len(line.figures)) for line in made}
    shown: list[Line] = []
    for line in sorted(made, key=lambda line: weight[line.indicator], reverse=True):
        if table.height([*shown, line]) <= table.room - (foot if len(made) > len(shown) + 1 else 0):
            shown.append(line)
    kept = [line for line in made if line in shown]
    end = print_columns.draw(kept, provinces, names, table, sheet, body)
    if len(shown) < len(made):
        said = count("print.compare-hidden", len(made) - len(shown))
        print_columns.remark(sheet, body, end, said, table.em)


def parts(
    made: Sequence[Line],
    provinces: Sequence[str],
    names: Mapping[str, str],
    sheet: Sheet,
    body: Box,
) -> list[Callable[[Sheet, Box], None]]:
    """Part the indicators over as many sheets as hold them all, on one where it can."""
    shared = [line for line in made if len(line.found) >= compare.FEWEST] or list(made)
    left = len(made) - len(shared)
    for share in SIZES:
        table = Table(sheet, body, len(provinces), sheet.form.text * share)
        room = table.room - table.em * print_columns.FOOT
        if table.height(shared) <= room:
            return [partial(_part, shared, left, share, provinces, names)]
    table = Table(sheet, body, len(provinces), sheet.form.text * SIZES[0])
    shares = shared_out(shared, table.height, table.room - table.em * print_columns.FOOT)
    return [partial(_part, one, left, SIZES[0], provinces, names) for one in shares]


def _part(
    made: Sequence[Line],
    left: int,
    share: float,
    provinces: Sequence[str],
    names: Mapping[str, str],
    sheet: Sheet,
    body: Box,
) -> None:
    table = Table(sheet, body, len(provinces), sheet.form.text * share)
    end = print_columns.draw(made, provinces, names, table, sheet, body)
    if left:
        print_columns.remark(sheet, body, end, count("print.compare-left", left), table.em)
