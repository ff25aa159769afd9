"""This module prints provinces side by side: an indicator a row, a province a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import pandas as pd

from commitments import alternatives, captions, links, query, wording
from commitments.compare import captions as compare_captions
from commitments.compare import lines as compare
from commitments.compare.captions import REASON
from commitments.compare.lines import MOST, Line
from commitments.load import Atlas
from commitments.model import PROVINCES_IN_THE_PLANS, Selection
from commitments.orders import NotOffered
from commitments.prints import columns as print_columns
from commitments.prints.columns import Table
from commitments.prints.dots import OPEN_MARK
from commitments.prints.frame import View, described, set_words, shared_out
from commitments.prints.page import Box, Sheet

USUAL: Final = 3  # drawn where no province is chosen
SIZES: Final = (0.92, 0.86, 0.8)  # of the sheet's text; smaller is not legible in print
ALONE: Final = "{count} more indicators were found for one of them only; the link opens them."
HIDDEN: Final = "{count} more indicators, stated by fewer, are not shown; the link opens them all."


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the comparison of up to four provinces, of a theme, an indicator or of all."""
    chosen = asked.provinces or tuple(query.fullest_provinces(atlas, USUAL))
    if len(chosen) > MOST:
        raise NotOffered(f"{len(chosen)} provinces are too many to compare; choose two to {MOST}.")
    made = compare.lines(atlas, asked.theme, chosen, today=int(atlas.edition[:4]))
    if asked.indicator:
        made = [line for line in made if line.indicator == asked.indicator]
    rows = compare.drawn(atlas, made)
    title = compare_captions.title(asked.theme, chosen)
    if len(chosen) < compare.FEWEST:
        title = f"What {chosen[0]} has committed to: {asked.theme or 'all themes'}"
    subtitle = _subtitle(made, chosen)
    names = atlas.provinces["name_zh"].to_dict()
    choices = compare.choices(asked.theme, chosen, compare.Order.THEME)
    return View(
        title=title,
        subtitle=subtitle,
        notes=_notes(rows, made),
        rows=rows,
        link=links.address("Compare", **choices),
        description=described(_told(made, title, subtitle), [_said(line) for line in made]),
        draw=partial(draw, made, chosen, names),
        parts=partial(parts, made, chosen, names) if made else None,
        missing="" if made else compare_captions.nothing_found(asked.theme, chosen),
    )


def _subtitle(made: Sequence[Line], provinces: Sequence[str]) -> str:
    """Say how much is compared, and where there is nothing to compare with."""
    some = f"{len(provinces)} of {PROVINCES_IN_THE_PLANS} provinces"
    if len(provinces) < compare.FEWEST:
        held = f"{len(made)} indicators of one province, beside the nation where it states a figure"
        return f"{held} · {some}"
    return f"{compare_captions.subtitle(made, provinces, compare.Order.THEME)} · {some}"


def _notes(rows: pd.DataFrame, made: Sequence[Line]) -> tuple[str, ...]:
    said = ["Each row has its own scale from 0."]
    if any(line.nation for line in made):
        said.append("Red line: the nation’s figure for the same year.")
    said += captions.printed_marks(rows["label"])
    said += [OPEN_MARK] if rows["inferred"].any() else []
    return (*said, "Nothing found in what was read is not the same as no target.")


def _told(made: Sequence[Line], title: str, subtitle: str) -> str:
    told = alternatives.of_comparison(made, title=title, subtitle=subtitle)
    return wording.unstopped(" ".join(told) or title)


def _said(line: Line) -> str:
    told = (
        f"{cell.province} {cell.row['full_label'] if cell.row else REASON[cell.state]}"
        for cell in line.cells
    )
    return f"{line.name}: {', '.join(told)}"


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
        said = HIDDEN.format(count=len(made) - len(shown))
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
        print_columns.remark(sheet, body, end, ALONE.format(count=left), table.em)
