"""The coverage matrix as the data that its drawing needs: rows, marks, words.

The drawing (`static/atlas-matrix.js`) sets every text as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import State, Theme
from commitments.figures import answer_marks, palette
from commitments.figures.tooltips import cut, state_sentence
from commitments.language import Language, count, current, named, say
from commitments.queries.coverage import Grid, Layout
from commitments.words import answers as answer_words

MARK: Final = {
    State.FIGURE: "f",
    State.WORDS: "w",
    State.NOTHING: "n",
    State.NO_DOCUMENT: "x",
}
SHOWN: Final = ["state", "id", "label", "year", "answer", "due", "said", "answered"]
SAID: Final = (State.FIGURE, State.WORDS)
LABELLED: Final = 11  # columns; up to so many there is room for a figure beside its square
LABEL_LENGTH: Final = 16  # characters of a label in a cell
CENTURY: Final = 100  # years; the table ends in 2100, and due years begin in 2020 or so
SENTENCES_SHOWN: Final = 5  # of one cell; the rest stand on the Targets page


def drawing(grid: Grid, layout: Layout) -> dict[str, Any]:
    """Return the matrix as plain data: themes, indicators, provinces with their cells, legend.

    A province's `marks` hold one letter for each indicator (see MARK); `said` holds, for each
    figure or words among them from left to right, the id of a row, its label, its year in short,
    look and year of what came of the figure due last (blank where no report answers) and the
    sentences to show.
    """
    cells = {cell: row for cell, *row in grid.cells[SHOWN].itertuples(name=None)}
    columns = grid.indicators.index
    return {
        "themes": _themes(grid.indicators),
        "indicators": [
            {key: row[key] for key in ("name", "name_zh", "symbol", "figures", "words")}
            for row in records(grid.indicators)
        ],
        "provinces": [
            _province(str(name), row, [cells[name, indicator] for indicator in columns])
            for name, row in grid.provinces.to_dict("index").items()
        ],
        "labelled": say("matrix.short-years") if len(columns) <= LABELLED else "",
        "regions": layout.order == "region",
        "legend": _legend(grid.cells["state"]),
        "answers": _answers(grid.cells["answer"]),
        "sentences": {MARK[state]: state_sentence(state) for state in MARK if state not in SAID},
        "slate": palette.on_screen(palette.theme_colour(None)),
        "words": _words(),
    }


def _themes(indicators: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the groups of columns from left to right, each with its hue."""
    return [
        {
            "name": named("theme", theme),
            "hue": f"var(--{Theme(theme)})",
            "columns": len(list(group)),
        }
        for theme, group in groupby(indicators["theme"])
    ]


def _province(name: str, row: dict[Any, Any], cells: list[list[Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "shown": named("province", name),
        "other": row["name_zh"] if current() == Language.ENGLISH else name,
        "region": named("region", row["region"]),
        "figures": row["figures"],
        "words": row["words"],
        "total": _row_total(name, row, len(cells)),
        "marks": "".join(MARK[state] for state, *_ in cells),
        "said": [
            [
                *(row, cut(label, LABEL_LENGTH), _small(year, len(said))),
                *(answer_marks.SIGNS.get(answer, ""), _small(due, 1)),
                *(*_lines(said), *answered),
            ]
            for state, row, label, year, answer, due, said, answered in cells
            if state in SAID
        ],
    }


def _small(year: float | None, found: int) -> str:
    """Write a year in short, `’25`, and say where more than one commitment was found."""
    short = "" if year is None or pd.isna(year) else f"’{int(year) % CENTURY:02d}"
    return short + ("+" if found > 1 else "")


def _lines(said: tuple[str, ...]) -> list[str]:
    more = len(said) - SENTENCES_SHOWN
    return [cut(line) for line in said[:SENTENCES_SHOWN]] + (
        [say("matrix.and-more", number=more)] * (more > 0)
    )


def _legend(states: pd.Series) -> list[dict[str, Any]]:
    """Count every state that occurs; the counts add up to the number of cells."""
    counts = states.value_counts()
    return [
        {"mark": mark, "label": named("state", state), "count": int(counts[state])}
        for state, mark in MARK.items()
        if counts.get(state, 0)
    ]


def _answers(answers: pd.Series) -> list[dict[str, Any]]:
    """Count what came of the figures due last, cell by cell, where a report answers."""
    counts = answers.value_counts()
    return [
        {"look": look, "label": answer_words.name(kind), "count": int(counts[kind])}
        for kind, look in answer_marks.SIGNS.items()
        if counts.get(kind, 0)
    ]


def _words() -> dict[str, str]:
    """Return what the drawing itself says; `{name}` and the like are filled where it is said."""
    return {
        "language": str(current()),
        "indicators": say("matrix.indicators"),
        "provinces": say("matrix.provinces"),
        "tick": say("matrix.tick"),
        "sum": say("matrix.sum"),
        "compare": say("matrix.compare"),
        "more": say("matrix.more"),
        "clear": say("matrix.clear"),
        "between": say("list.between"),
        "inView": say("matrix.in-view"),
        "became": say("matrix.became"),
    }


def title(theme: Theme | None) -> str:
    """Name the coverage matrix."""
    if theme is None:
        return say("matrix.title")
    return say("matrix.title-of-theme", theme=named("theme", theme))


def subtitle(grid: Grid) -> str:
    """Say what the squares are, how many columns there are, and what is left out."""
    return say(
        "matrix.subtitle-left-out" if grid.unshown else "matrix.subtitle",
        indicators=count("count.indicator", len(grid.indicators)),
        unshown=grid.unshown,
    )


def _row_total(name: str, row: Mapping[str, Any], indicators: int) -> str:
    """Say in full what a row of the matrix adds up to."""
    return say(
        "matrix.row-total",
        province=named("province", name),
        found=row["figures"] + row["words"],
        indicators=indicators,
        figures=row["figures"],
        words=row["words"],
        commitments=row["commitments"],
    )
