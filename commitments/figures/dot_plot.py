"""The dot plot: figures sorted, with the national line.

Importing Altair and building a chart cost far more than filling it. The grammar of all dot plots
is a file that `dots` made by Altair; a drawing is a copy of it with its data filled in.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from commitments.atlas import load
from commitments.domain.model import UPWARD, Comparator, Theme
from commitments.figures import answer_marks, palette
from commitments.language import joined, named, say
from commitments.words import wording

Drawing = dict[str, Any]  # a Vega-Lite specification

ROW_HEIGHT: Final = 19  # pixels; 31 rows stand beside the map without scrolling
BAND: Final = 0.09  # length of a fading band, as a share of the axis
HOLD_GAP: Final = 0.006  # half the distance of the two lines of `hold`, as a share of the axis
HEADROOM: Final = 1.16  # room on the axis for the last label
UNREPORTED: Final = {"reported": math.nan, "answer": "", "answered": ""}
COLOUR_TO_COME: Final = "#c0ffee"  # stands in the grammar where the theme's colour goes
UNIT_TO_COME: Final = "unit to come"
PICK: Final = "pick"  # the name under which a click on a province is reported
COLOUR: Final = re.compile(r"#[0-9a-f]{6}([0-9a-f]{2})?")
FONT: Final = (
    "Source Sans, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Atlas Chinese, "
    "sans-serif"
)


def dot_plot(
    rows: pd.DataFrame,
    *,
    theme: Theme | None,
    nation: pd.DataFrame,
) -> Drawing:
    """Draw provinces (index) by value, each with the mark of its comparator and its label.

    `rows` needs drawn, drawn_high, symbol, comparator, label and what a sentence needs, and may
    have what became of them (`reported`, `answer`, `answered`); `nation` the same, one row or none.
    A click on a row picks its province.
    """
    rows = rows[rows["drawn"].notna()]
    rows = rows if "reported" in rows else rows.assign(**UNREPORTED)
    unit = str(rows["symbol"].iloc[0]) if len(rows) else ""
    low, high = _ends(rows, nation)
    placed = _placed(rows, low, high)
    return filled(
        _grammar(theme, unit, frozenset([*placed["comparator"], *placed["look"]])),
        {"rows": placed, "nation": _line(nation)},
        {"low": low, "high": high * HEADROOM},
    )


def chosen(drawing: Drawing, provinces: Sequence[str]) -> Drawing:
    """Return a dot plot with the names of the chosen provinces in bold."""
    return filled(drawing, {}, {"selected": [named("province", one) for one in provinces]})


def filled(
    grammar: Drawing, data: Mapping[str, pd.DataFrame], values: Mapping[str, Any]
) -> Drawing:
    """Return a grammar with its named data and parameters filled in.

    It is a copy to its last part: who shows a drawing may take it apart.
    """
    drawing = deepcopy(grammar)
    for param in drawing["params"]:
        if param["name"] in values:
            param["value"] = values[param["name"]]
    drawing.setdefault("datasets", {}).update(
        {name: frame.to_dict("records") for name, frame in data.items()}
    )
    return drawing


def on_screen(part: Any) -> Any:  # noqa: ANN401 (a part of a specification)
    """Return a specification with every colour in both its forms; its data stay as they are."""
    if isinstance(part, dict):
        return {
            key: on_screen(inner) if key != "datasets" else inner for key, inner in part.items()
        }
    if isinstance(part, list):
        return [on_screen(inner) for inner in part]
    return palette.on_screen(part) if isinstance(part, str) and COLOUR.fullmatch(part) else part


def styled(chart: Any) -> Any:  # noqa: ANN401 (Altair's charts have no common type)
    """Give a chart the atlas's type and ink."""
    return (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.INK,
            labelFontSize=12,
            grid=False,
            titleColor=palette.QUIET_INK,
            titleFontWeight=400,
            titleFontSize=12,
        )
    )


def _ends(rows: pd.DataFrame, nation: pd.DataFrame) -> tuple[float, float]:
    """Return the lowest and highest figure of the axis: from 0, and to 1 where none is above it."""
    drawn = [*rows["drawn"], *rows["drawn_high"].dropna(), *rows["reported"].dropna()]
    drawn += [*nation["drawn"]]
    high = max(drawn, default=0.0)
    return float(min([0.0, *drawn])), float(high) if high > 0 else 1.0


def _placed(rows: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    """Sort the provinces by value and keep what the marks need."""
    ordered = rows.sort_values(["drawn", "drawn_high"], ascending=False, kind="stable")
    x, comparator = ordered["drawn"].astype(float), ordered["comparator"].astype(str)
    reach, gap = BAND * high, HOLD_GAP * high
    ends = ordered["drawn_high"].astype(float).fillna(x)
    reported = ordered["reported"].astype(float)
    behind = (x + reach).where(comparator.isin([*UPWARD, Comparator.ABOUT]), ends)
    return pd.DataFrame(
        {
            "province": ordered.index,
            "name": [named("province", str(one)) for one in ordered.index],
            "x": x,
            "x2": ends,
            "fade_up": x + reach,
            "fade_down": (x - reach).clip(lower=low),  # never onto the names
            "before": x - gap,
            "after": x + gap,
            "label_x": behind.where(~(reported > behind), reported),
            "comparator": comparator,
            "label": ordered["label"],
            "sentence": [told_or_stated(row) for row in ordered.to_dict("records")],
            "open": ordered["inferred"].astype(bool),
            "reported": reported.fillna(x),  # drawn where it has a look
            "look": [_look(row) for row in ordered.to_dict("records")],
        }
    )


def outcomes(rows: pd.DataFrame) -> frozenset[str]:
    """Return the answers whose marks a dot plot of some rows draws."""
    there = rows.get("reported", pd.Series(dtype=float)).notna()
    return frozenset(rows.loc[there[there].index, "answer"]) if there.any() else frozenset()


def _look(row: Mapping[str, Any]) -> str:
    """Return how a reported value looks; blank where there is none."""
    return "" if pd.isna(row["reported"]) else answer_marks.look(row["answer"])


def told_or_stated(row: Mapping[str, Any]) -> str:
    """Return what a dot says: a reported value, or the commitment and what became of it."""
    if row.get("told"):
        return str(row["told"])
    said = wording.sentence(row)
    return said if pd.isna(row["reported"]) else joined([said, row["answered"]])


def _line(nation: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "x": nation["drawn"].astype(float),
            "label": [say("plot.nation", figure=figure) for figure in nation["full_label"]],
            "sentence": nation["sentence"].astype(str),
        }
    )


@lru_cache(maxsize=64)
def _grammar(theme: Theme | None, unit: str, comparators: frozenset[str]) -> Drawing:
    """Return the dot plot of one theme, unit and set of comparators, waiting for its data."""
    coloured = load.grammar().replace(COLOUR_TO_COME, palette.theme_colour(theme))
    grammar: Drawing = json.loads(coloured.replace(f'"{UNIT_TO_COME}"', json.dumps(unit or None)))
    marks = grammar["layer"][0]
    marks["layer"] = [layer for layer in marks["layer"] if _occurs(layer, comparators)]
    return on_screen(grammar)


def _occurs(layer: Mapping[str, Any], comparators: frozenset[str]) -> bool:
    """Say whether a layer draws one of these comparators, or all of them alike."""
    wanted = [step["filter"]["oneOf"] for step in layer.get("transform", [])]
    return all(comparators & set(names) for names in wanted)
