"""What a dot plot shows: figures from high to low, what was reported of each, the nation's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import Comparator, Theme
from commitments.figures import answer_marks
from commitments.language import joined, named, say
from commitments.words import wording


@dataclass(frozen=True, slots=True)
class Dot:
    """One province: its figure, the mark and the label of it, and what it says when asked."""

    province: str
    name: str
    value: float
    high: float  # the upper end of a range, else the value
    comparator: Comparator
    label: str
    open: bool  # its year is inferred
    told: tuple[str, ...]  # the figure in a sentence, and its document
    reported: float | None = None
    look: str = ""  # of the reported value; blank where there is none


@dataclass(frozen=True, slots=True)
class Nation:
    """The nation's figure, which is a line across all provinces."""

    value: float
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DotPlot:
    """The figures of a map from high to low."""

    dots: tuple[Dot, ...]
    nation: Nation | None
    unit: str
    theme: str

    @property
    def reported(self) -> bool:
        """Say whether a reported value is drawn."""
        return any(dot.look for dot in self.dots)


def dot_plot(rows: pd.DataFrame, *, theme: Theme, nation: pd.DataFrame) -> DotPlot:
    """Sort provinces (index) by value, each with its comparator, its label and its sentence.

    `rows` needs drawn, drawn_high, symbol, comparator, label and what a sentence needs, and may
    have what became of them (`reported`, `answer`, `answered`); `nation` the same, one row or none.
    """
    ordered = rows[rows["drawn"].notna()].sort_values(
        ["drawn", "drawn_high"], ascending=False, kind="stable"
    )
    found = zip(ordered.index, records(ordered), strict=True)
    return DotPlot(
        dots=tuple(_dot(str(province), row) for province, row in found),
        nation=_nation(nation.iloc[0]) if len(nation) else None,
        unit=str(ordered["symbol"].iloc[0]) if len(ordered) else "",
        theme=str(theme),
    )


def outcomes(rows: pd.DataFrame) -> frozenset[str]:
    """Return the answers whose marks a dot plot of some rows draws."""
    there = rows.get("reported", pd.Series(dtype=float)).notna()
    return frozenset(rows.loc[there[there].index, "answer"]) if there.any() else frozenset()


def told_or_stated(row: Mapping[str, Any]) -> str:
    """Return what a dot says: a reported value, or the commitment and what became of it."""
    if row.get("told"):
        return str(row["told"])
    said = wording.sentence(row)
    return said if pd.isna(row.get("reported")) else joined([said, row["answered"]])


def _dot(province: str, row: Mapping[str, Any]) -> Dot:
    value, high, reported = float(row["drawn"]), row["drawn_high"], row.get("reported")
    there = not pd.isna(reported)
    read = say("tip.read", title=row["source_title"], grade=wording.grade(row["evidence"]))
    return Dot(
        province=province,
        name=named("province", province),
        value=value,
        high=value if pd.isna(high) else float(high),
        comparator=Comparator(row["comparator"]),
        label=str(row["label"]),
        open=bool(row["inferred"]),
        told=(told_or_stated(row), wording.stopped(read)),
        reported=float(reported) if there and reported is not None else None,
        look=answer_marks.look(row["answer"]) if there else "",
    )


def _nation(row: Mapping[str, Any] | pd.Series) -> Nation:
    label = say("plot.nation", figure=row["full_label"])
    return Nation(float(row["drawn"]), label, str(row["sentence"]))
