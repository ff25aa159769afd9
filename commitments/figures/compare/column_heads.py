"""Heads of a comparison's columns: a small map and a timeline strip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import quote

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import NATION, Theme
from commitments.figures import answer_marks, palette
from commitments.figures.timelines.axis import LAST_EVEN_YEAR, STAGES
from commitments.language import count, named, say
from commitments.queries.schedule import FIRST_YEAR
from commitments.words import answers as answer_words
from commitments.words.wording import Row, is_figure

GROUND: Final = palette.on_screen(palette.WHITE)
BORDER: Final = 2.4  # width of the lines between provinces, in cells of the thumbnail
SMALL_KM2: Final = 45_000  # smaller provinces are a speck: a ring points to them
RING: Final = 16  # its radius, in cells
RING_WIDTH: Final = 4.5
PEER_OPACITY: Final = 0.32  # the other provinces compared, beside the column's own
LABELLED_YEARS: Final = frozenset({2025, 2027, 2030, 2035})  # the rest have no room for words


def land(atlas: Atlas) -> str:
    """Return the map of all provinces that every thumbnail lies on, as a CSS image."""
    outlines = "".join(atlas.provinces["outline"])
    path = (
        f'<path d="{outlines}" fill="{palette.on_screen(palette.LAND)}" stroke="{GROUND}" '
        f'stroke-width="{BORDER}" stroke-linejoin="round"/>'
    )
    return f"url('{_image(atlas, path)}')"


def thumbnail(atlas: Atlas, name: str, beside: Sequence[str], theme: Theme | None) -> str:
    """Draw one province dark and the others compared pale, over the land, as an HTML image."""
    colour = palette.on_screen(palette.theme_colour(theme))
    others = [peer for peer in beside if peer not in (name, NATION)]
    peers = "".join(_outline(atlas, peer, colour, PEER_OPACITY) for peer in others)
    drawing = peers + _outline(atlas, name, colour) + _ring(atlas, name, colour)
    where = say("compare.all-provinces")
    if name != NATION:
        where = say("compare.on-a-map", province=named("province", name))
    return f'<img class="thumbnail" alt="{escape(where)}" src="{_image(atlas, drawing)}">'


def strip(rows: pd.DataFrame, held: pd.DataFrame, *, today: float) -> str:
    """Draw one mark per commitment of a province by due year; `held` are all those compared.

    `rows` have a column `answer`: what was reached or not stands as its sign.
    """
    due: dict[int | None, list[Row]] = {}
    for row in records(rows[["year", "value", "theme", "inferred", "answer"]]):
        due.setdefault(None if pd.isna(row["year"]) else int(row["year"]), []).append(row)
    slots = "".join(_slot(due.get(year, []), year, today) for year in _years(held))
    said = [_said(due[year], year) for year in _years(held) if year in due]
    told = say("told.apart").join(said) or count("count.commitment", 0)
    return (
        f'<div role="img" aria-label="{escape(told)}"><ol class="due" aria-hidden="true">'
        f"{slots}</ol></div>"
    )


def counted(rows: pd.DataFrame) -> str:
    """List how many commitments a column holds, how many state a figure, in how many documents."""
    counts = {
        "count.commitment": len(rows),
        "count.with-a-figure": int(rows["value"].notna().sum()),
        "count.document": rows["source"].nunique(),
    }
    items = "".join(f"<li>{_bold(count(key, held), held)}</li>" for key, held in counts.items())
    return f"<ul>{items}</ul>"


def _bold(told: str, number: int) -> str:
    """Set the number of a text in bold."""
    figure = f"{number:,}"
    return escape(told).replace(figure, f"<b>{figure}</b>", 1)


def _image(atlas: Atlas, drawing: str) -> str:
    width, height = str(atlas.provinces["frame"].iloc[0]).split()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" style="color-scheme:light dark">{drawing}</svg>'
    )
    return f"data:image/svg+xml,{quote(svg, safe=' =:/,;')}".replace(" ", "%20")


def _outline(atlas: Atlas, name: str, colour: str, opacity: float = 1.0) -> str:
    known = atlas.provinces.index if name == NATION else [name]
    path = "".join(atlas.provinces.loc[known, "outline"])
    return (
        f'<path d="{path}" fill="{colour}" fill-opacity="{opacity}" '
        f'stroke="{GROUND}" stroke-width="{BORDER}"/>'
    )


def _ring(atlas: Atlas, name: str, colour: str) -> str:
    if name == NATION or int(atlas.provinces.at[name, "area_km2"]) >= SMALL_KM2:
        return ""
    x, y = atlas.provinces.at[name, "middle"]
    return (
        f'<circle cx="{x}" cy="{y}" r="{RING}" fill="none" stroke="{colour}" '
        f'stroke-width="{RING_WIDTH}"/>'
    )


def _years(held: pd.DataFrame) -> list[int | None]:
    """List the columns of the strips: every year to 2035, later ones that occur, no date last."""
    due = {int(year) for year in held["year"].dropna()}
    linear = range(min(due | {FIRST_YEAR}), LAST_EVEN_YEAR + 1)
    return [*linear, *sorted(due - set(linear)), *([None] if held["year"].isna().any() else [])]


def _slot(told: list[Row], year: int | None, today: float) -> str:
    """Draw one year: its marks from the ground up, figures before words, theme by theme."""
    order = list(Theme)
    told = sorted(told, key=lambda row: (not is_figure(row), order.index(Theme(row["theme"]))))
    marks = "".join(f'<i class="{_kind(row)} {Theme(row["theme"])}"></i>' for row in told)
    when = _when(year)
    labelled = year is None or year in LABELLED_YEARS or year > LAST_EVEN_YEAR
    label = f"<b>{escape(when)}</b>" if labelled else ""
    now = f'<s style="left:{today % 1:.0%}"></s>' if year == int(today) else ""
    title = escape(_said(told, year) if told else when)
    return f'<li class="{_stage(year)}" title="{title}">{marks}{label}{now}</li>'


def _said(told: Sequence[Row], year: int | None) -> str:
    """Say how many commitments fall due in a year, figures and words apart."""
    figures = sum(is_figure(row) for row in told)
    words = len(told) - figures
    counts = Counter(row["answer"] for row in told)
    outcomes = [
        say("sheet.counted", answer=answer_words.name(kind), count=counts[kind])
        for kind in answer_marks.SIGNS
        if counts[kind]
    ]
    said = say("compare.year-counted", year=_when(year), figures=figures, words=words)
    return say("told.apart").join([said, *outcomes])


def _when(year: int | None) -> str:
    return say("compare.no-date") if year is None else str(year)


def _kind(row: Row) -> str:
    if not is_figure(row):
        return "words"
    if row["answer"] in answer_marks.SIGNED:
        return f"answer {answer_marks.look(row['answer'])}"
    return "open" if row["inferred"] else "figure"


def _stage(year: int | None) -> str:
    if year is None:
        return "undated"
    if year > LAST_EVEN_YEAR:
        return "far"
    return next((f"stage{i}" for i, (a, b) in enumerate(STAGES) if a <= year <= b), "past")
