"""Figures as tables of words: a map, a dot plot, a matrix, a comparison.

It reads the drawings themselves, so that a reader of the words is told exactly what others see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import folium
import pandas as pd

from commitments.domain.model import NATION, State, Theme
from commitments.figures import escaping
from commitments.figures.compare.captions import reason
from commitments.figures.dot_plot.plot import DotPlot
from commitments.figures.matrix import MARK
from commitments.language import joined, listed, named, say
from commitments.queries.comparison import Cell, Line
from commitments.words import differences
from commitments.words.wording import Row, is_figure


def markup(rows: pd.DataFrame, *, first_leads: Sequence[str] = ()) -> str:
    """Write a table as HTML; every text is escaped here, and columns without any are left out.

    `first_leads` are the addresses, one for each row, to which the first column leads.
    """
    columns = [(str(head), _texts(cells)) for head, cells in rows.items()]
    told = [(head, texts) for head, texts in columns if any(texts)]
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head, _ in told)
    lines = []
    for at, cells in enumerate(zip(*(texts for _, texts in told), strict=True)):
        first, *rest = map(escape, cells)
        if first_leads:
            first = f'<a href="{escape(first_leads[at])}">{first}</a>'
        lines.append(
            f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        )
    listing = escape(", ".join(head for head, _ in told))
    return (
        f'<div class="words" tabindex="0" role="group" aria-label="{listing}">'
        f"<table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _texts(cells: pd.Series[Any]) -> list[str]:
    """Return the cells of a column as texts, blank where there is none."""
    missing = cells.isna().tolist()
    return ["" if gone else str(cell) for cell, gone in zip(cells.tolist(), missing, strict=True)]


def of_map(paint: folium.FeatureGroup) -> pd.DataFrame:
    """Return the areas and points of a map, each with its label and what its tooltip says."""
    data = _data(paint)
    drawn = [
        {
            say("column.province"): area["tip"][0],
            say("transcript.label"): area.get("label", ""),
            say("transcript.said"): joined(area["tip"][1:]),
        }
        for area in (*data["areas"].values(), *data["points"])
    ]
    return pd.DataFrame(drawn)


def of_legend(paint: folium.FeatureGroup) -> pd.DataFrame:
    """Return the classes and states of a map, each with the number of its areas."""
    legend = _data(paint)["legend"]
    return pd.DataFrame(
        [
            {say("transcript.class"): entry["label"], say("transcript.areas"): str(entry["count"])}
            for entry in (*legend["classes"], *legend["states"], *legend["points"])
        ]
    )


def _data(paint: folium.FeatureGroup) -> dict[str, Any]:
    """Return the data of a paint job."""
    (job,) = (child.job for child in paint._children.values() if hasattr(child, "job"))
    return escaping.unpacked(job)


def of_plot(plot: DotPlot) -> pd.DataFrame:
    """Return the figures of a dot plot in its order, the nation's last."""
    rows = [(dot.name, dot.label, dot.told[0]) for dot in plot.dots]
    if plot.nation:
        rows.append((named("province", NATION), plot.nation.label, plot.nation.sentence))
    heads = ("column.province", "column.figure", "column.commitment")
    return pd.DataFrame(rows, columns=[say(head) for head in heads])


def of_matrix(drawing: Mapping[str, Any]) -> pd.DataFrame:
    """Return the coverage matrix by indicator: who states a figure, who words, how many neither."""
    themes = [theme["name"] for theme in drawing["themes"] for _ in range(theme["columns"])]
    came = {entry["look"]: entry["label"] for entry in drawing["answers"]}
    said = [_said(province, came) for province in drawing["provinces"]]
    lines = []
    for at, indicator in enumerate(drawing["indicators"]):
        told = {
            letter: [name for name in said if name[at][0] == letter] for letter in MARK.values()
        }
        figures = [province[at][1] for province in told[MARK[State.FIGURE]]]
        words = [province[at][1] for province in told[MARK[State.WORDS]]]
        lines.append(
            {
                say("column.indicator"): indicator["name"],
                say("column.theme"): themes[at],
                say("transcript.figures"): say("told.apart").join(figures),
                say("transcript.words"): say("told.apart").join(words),
                say("transcript.nothing"): str(len(told[MARK[State.NOTHING]])),
            }
        )
    return pd.DataFrame(lines)


def _said(province: Mapping[str, Any], came: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return a province's cells from left to right: the letter of the mark, and what is written."""
    found = iter(province["said"])
    written = []
    for letter in province["marks"]:
        name = province["shown"]
        if letter in (MARK[State.FIGURE], MARK[State.WORDS]):
            _, label, year, look, due, *_ = next(found)
            shown = [name, label if letter == MARK[State.FIGURE] else "", year]
            name = " ".join(part for part in shown if part)
            outcome = f"{due} {came.get(look, '')}"
            name = say("transcript.outcome", stated=name, outcome=outcome) if look else name
        written.append((letter, name))
    return written


def of_timeline(rows: pd.DataFrame) -> pd.DataFrame:
    """Count what falls due by province and year, figures and words apart."""
    undated = say("due.none")
    counted = pd.DataFrame(
        {
            "province": rows["province_name"],
            "year": rows["year"].astype("string").fillna(undated),
            "figure": rows["value"].notna(),
        }
    )
    told = counted.groupby(["province", "year"], sort=False)["figure"].agg(
        lambda figures: say(
            "transcript.counted", figures=int(figures.sum()), words=int((~figures).sum())
        )
    )
    table = told.unstack(fill_value="").reindex(rows["province_name"].drop_duplicates())
    years = sorted(table.columns, key=lambda year: (year == undated, year))
    return table[years].reset_index(names=say("column.province"))


def of_comparison(lines: Sequence[Line]) -> dict[Theme, pd.DataFrame]:
    """Return a comparison by theme: an indicator in each line, a province in each column."""
    told: dict[Theme, list[dict[str, str]]] = {}
    for line in lines:
        cells = {named("province", cell.province): _cell(cell) for cell in line.cells}
        nation = _figure(line.nation) if line.nation else ""
        told.setdefault(line.theme, []).append(
            {say("column.indicator"): line.name}
            | cells
            | {
                say("transcript.nation"): nation,
                say("transcript.differences"): differences.in_words(line.differences),
            }
        )
    return {theme: pd.DataFrame(rows) for theme, rows in told.items()}


def _cell(cell: Cell) -> str:
    if cell.row is None:
        return reason(cell.state)
    return listed([_figure(row) for row in (cell.row, *cell.others)])


def _figure(row: Row) -> str:
    if not is_figure(row):
        return str(row["sentence"])
    told = {"figure": row["full_label"], "due": row["due"], "scope": row["scope"]}
    said = say("transcript.stated-of" if row["scope"] else "transcript.stated", **told)
    return say("transcript.outcome", stated=said, outcome=row["outcome"])
