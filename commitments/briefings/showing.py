"""What one item of a briefing holds, ready for a sheet, a slide or a screen."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from commitments.domain.model import Theme
from commitments.queries.comparison import Line
from commitments.queries.headline_facts import Fact
from commitments.queries.map_readings import Scheme
from commitments.queries.province_sheet import Sheet as ProvinceSheet
from commitments.words import references


@dataclass(frozen=True)
class Shown:
    """What one item shows; `rows` are described commitments, and what else its kind needs."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    rows: pd.DataFrame
    link: str
    theme: Theme | None = None
    areas: pd.DataFrame | None = None
    scheme: Scheme | None = None
    lines: tuple[Line, ...] = ()
    facts: tuple[Fact, ...] = ()
    missing: str = ""  # a sentence where a timeline or a table has nothing to show
    reports: pd.DataFrame | None = None  # reported values beside the rows
    reports_alone: bool = False  # the rows are behind the figure, and not drawn
    told: tuple[str, ...] = ()  # the view in words, where its kind tells more than its subject
    details: tuple[str, ...] = ()  # and all of it, for the notes of a slide
    sheet: ProvinceSheet | None = None

    @property
    def cited(self) -> pd.DataFrame:
        """Return everything whose documents are named, commitments and reports."""
        return references.cited(self.rows, self.reports, reports_alone=self.reports_alone)
