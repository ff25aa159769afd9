"""Vega-Lite specifications: filled with data, in the colours and the type of the atlas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.figures import palette

Drawing = dict[str, Any]  # a Vega-Lite specification

COLOUR: Final = re.compile(r"#[0-9a-f]{6}([0-9a-f]{2})?")
FONT: Final = (
    "Source Sans, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Atlas Chinese, "
    "sans-serif"
)


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
        {name: records(frame) for name, frame in data.items()}
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
