"""The Progress view: its parts composed from one choice, so that they can be kept together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.figures.progress import captions
from commitments.queries import progress, query
from commitments.queries.progress import Asked, Panel
from commitments.words import references


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The panels with their texts and the rows behind them."""

    title: str
    subtitle: str
    how_to_read: str
    sources: str
    alt: tuple[str, ...]
    panels: tuple[Panel, ...]
    rows: pd.DataFrame  # the commitments drawn
    words: pd.DataFrame  # the panels as a table of words


def progress_view(atlas: Atlas, asked: Asked) -> ProgressView:
    """Set promised figures beside reported values, a panel for each province."""
    panels = progress.panels(atlas, asked)
    title = captions.title(atlas, asked.indicator)
    subtitle = captions.subtitle(atlas, asked.indicator, panels)
    ids = [one.row["id"] for panel in panels for one in panel.targets]
    rows = atlas.targets[atlas.targets["id"].isin(ids)]
    reports = [row for panel in panels for run in panel.runs for row in run]
    behind = [*rows["source"], *(row["source"] for row in reports)]
    return ProgressView(
        title=title,
        subtitle=subtitle,
        how_to_read=captions.how_to_read(),
        sources=references.read_in(atlas, pd.DataFrame({"source": behind})),
        alt=captions.alt(title, subtitle, panels),
        panels=panels,
        rows=query.described(rows),
        words=captions.as_table(panels),
    )
