"""The Progress view: its parts composed from one choice, so that they can be kept together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import Theme
from commitments.figures.progress import captions
from commitments.queries import progress, query, reports_drawn
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
    reports: pd.DataFrame  # the reported values drawn
    words: pd.DataFrame  # the panels as a table of words
    theme: Theme
    link: str


def progress_view(atlas: Atlas, asked: Asked) -> ProgressView:
    """Set promised figures beside reported values, a panel for each province."""
    panels = progress.panels(atlas, asked)
    title = captions.title(atlas, asked.indicator)
    subtitle = captions.subtitle(atlas, asked.indicator, panels)
    ids = [one.row["id"] for panel in panels for one in panel.targets]
    rows = reports_drawn.in_order(atlas.targets, ids)  # as the panels stand
    told = [row["id"] for panel in panels for run in panel.runs for row in run]
    reports = reports_drawn.described(reports_drawn.in_order(atlas.results, told))
    return ProgressView(
        title=title,
        subtitle=subtitle,
        how_to_read=captions.how_to_read(),
        sources=references.read_in(atlas, references.cited(rows, reports)),
        alt=captions.alt(title, subtitle, panels),
        panels=panels,
        rows=query.described(rows),
        reports=reports,
        words=captions.as_table(panels),
        theme=Theme(atlas.indicators.at[asked.indicator, "theme"]),
        link=links.address("Progress", **asked.choices()),
    )
