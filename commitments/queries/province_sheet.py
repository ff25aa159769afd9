"""The fact sheet of a province: promised and reported, indicator by indicator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import Theme
from commitments.domain.results import AnswerKind
from commitments.queries import codebook_lists, peers, progress, query, reported
from commitments.queries.progress import Panel, Row, Target

THEMES = tuple(Theme)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a province: its promised figures, its reported values, their documents."""

    indicator: str
    name: str
    theme: Theme
    panel: Panel
    documents: tuple[str, ...]  # titles


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of a province: figures and words by theme, counts, documents, neighbours."""

    province: str
    lines: dict[Theme, tuple[Line, ...]]
    words: dict[Theme, tuple[Row, ...]]
    answers: dict[AnswerKind, int]  # of the figures that speak of the whole province
    places: tuple[Row, ...]  # commitments of its cities, lakes and new areas
    documents: pd.DataFrame
    neighbours: tuple[str, ...]


def sheet(atlas: Atlas, province: str) -> Sheet:
    """Return the fact sheet of a province."""
    rows = query.described(atlas.targets[atlas.targets["province"] == province])
    wide = rows[rows["place"] == ""]
    figures = query.figures(wide).sort_values("year", kind="stable", na_position="last")
    targets = progress.answered(atlas, figures)
    counts = Counter(one.kind for one in targets)
    return Sheet(
        province=province,
        lines=_lines(atlas, province, targets),
        words={theme: _of(query.words(wide), theme) for theme in THEMES},
        answers={kind: counts[kind] for kind in AnswerKind if counts[kind]},
        places=tuple(records(rows[rows["place"] != ""])),
        documents=codebook_lists.documents(atlas, province),
        neighbours=tuple(peers.neighbours(atlas, [province])),
    )


def _of(rows: pd.DataFrame, theme: Theme) -> tuple[Row, ...]:
    chosen = rows[rows["theme"] == theme].sort_values("year", kind="stable", na_position="last")
    return tuple(records(chosen))


def _lines(atlas: Atlas, province: str, targets: list[Target]) -> dict[Theme, tuple[Line, ...]]:
    """Return a line for each indicator, those with most provinces first."""
    promised: dict[str, list[Target]] = {}
    for one in targets:
        promised.setdefault(str(one.row["indicator"]), []).append(one)
    told: dict[str, list[Row]] = {}
    for row in records(reported.of_province(atlas, province)):
        told.setdefault(str(row["indicator"]), []).append(row)
    answering = {reported.answering(atlas, name): name for name in promised}
    alone = [name for name in told if name not in answering]
    order = {name: at for at, name in enumerate(query.indicators(atlas, None))}
    names = sorted([*promised, *alone], key=lambda name: order.get(name, len(order)))
    made = [
        (
            Theme(atlas.indicators.at[name, "theme"]),
            _line(
                atlas,
                province,
                name,
                promised.get(name, []),
                told.get(reported.answering(atlas, name), []),
            ),
        )
        for name in names
    ]
    return {theme: tuple(line for of, line in made if of == theme) for theme in THEMES}


def _line(atlas: Atlas, province: str, name: str, targets: list[Target], told: list[Row]) -> Line:
    sources = [*(one.row["source"] for one in targets), *(row["source"] for row in told[-1:])]
    titles = atlas.sources.loc[list(dict.fromkeys(sources)), "title"]
    return Line(
        indicator=name,
        name=str(atlas.indicators.at[name, "name"]),
        theme=Theme(atlas.indicators.at[name, "theme"]),
        panel=progress.panel_of(province, told, targets),
        documents=tuple(titles),
    )
