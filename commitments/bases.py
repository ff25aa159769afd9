"""This module reads one map three ways: as stated, against the nation, as a share of the area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from commitments import palette, query, wording
from commitments.load import Atlas
from commitments.model import Basis, Comparator, State, Theme

SHARE_LIMITS: Final = (10.0, 20.0, 30.0, 40.0, 50.0)  # per cent; fixed over all indicators
UNCLASSED: Final = -1
STANDINGS: Final = ("below", "at", "above")
SEA: Final = "sea|海"  # a scope that speaks of the sea cannot be a share of the land

NATION_RULE: Final = (
    "A figure is compared with the nation's only where both fall due in the same year and carry "
    "the same comparator; the sign of the figure stays on the map."
)
SHARE_RULE: Final = (
    "The figure divided by the province's land area in the shapes. Figures that include sea have "
    "no share of the land."
)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The classes of one map: their names and colours, light to dark, and how they are read."""

    title: str
    names: tuple[str, ...]
    colours: tuple[str, ...]
    unclassed: str
    rule: str


def offered(atlas: Atlas, indicator: str) -> list[Basis]:
    """List the ways in which an indicator's figures can be read."""
    row = atlas.indicators.loc[indicator]
    nation = [] if query.is_sum(atlas, indicator) else [Basis.NATION]
    share = [Basis.SHARE] if row["bounded_by_area"] == "yes" else []
    return [Basis.STATED, *nation, *share]


def read(
    atlas: Atlas, areas: pd.DataFrame, indicator: str, year: int | None, basis: Basis
) -> tuple[pd.DataFrame, Scheme]:
    """Give each area with a figure its class (column `step`, -1 for none) and its map label.

    `areas` as query.figure_map returns them. A share also replaces `drawn` and `symbol`.
    """
    if basis == Basis.NATION:
        return _against_nation(atlas, areas, indicator, year)
    if basis == Basis.SHARE:
        return _share_of_area(atlas, areas, indicator)
    limits = query.class_limits(atlas, indicator)
    theme = Theme(atlas.indicators.at[indicator, "theme"])
    stated = areas.assign(
        step=_steps(areas, limits), label=_labels(areas), symbol=query.symbol(atlas, indicator)
    )
    return stated, _scheme(query.symbol(atlas, indicator), limits, theme)


def found(areas: pd.DataFrame, theme: Theme | None) -> tuple[pd.DataFrame, Scheme]:
    """Class the areas of the coverage map by the number of commitments found."""
    counted = areas.assign(
        step=[palette.class_of(count, query.COVERAGE_LIMITS) for count in areas["found"]],
        label=[str(count) if count else "" for count in areas["found"]],
    )
    return counted, _scheme("Commitments found", query.COVERAGE_LIMITS, theme)


def standing(row: Mapping[str, Any], nation: Mapping[str, Any] | None) -> tuple[int, str]:
    """Return where a figure stands to the nation's, as a class, and in words."""
    if nation is None:
        return UNCLASSED, "not comparable: the nation states no figure for this year"
    if Comparator(row["comparator"]) != Comparator(nation["comparator"]):
        return UNCLASSED, (
            f"not comparable: {wording.label(row, unit=True)} here, "
            f"{wording.label(nation, unit=True)} for the nation"
        )
    step = 1 + (row["drawn"] > nation["drawn"]) - (row["drawn"] < nation["drawn"])
    return step, f"{STANDINGS[step]} the nation's {wording.label(nation, unit=True)}"


def _against_nation(
    atlas: Atlas, areas: pd.DataFrame, indicator: str, year: int | None
) -> tuple[pd.DataFrame, Scheme]:
    rows = query.national(atlas, indicator, year).to_dict("records")
    nation = rows[0] if rows else None
    told = {
        name: standing(row, nation) if row["state"] == State.FIGURE else (UNCLASSED, "")
        for name, row in areas.to_dict("index").items()
    }
    theme = Theme(atlas.indicators.at[indicator, "theme"])
    named = wording.label(nation, unit=True) if nation else "no national figure"
    scheme = Scheme(
        title=f"Nation: {named}",
        names=tuple(f"{word} the nation's" for word in STANDINGS),
        colours=palette.class_colours(theme, len(STANDINGS)),
        unclassed="not comparable",
        rule=NATION_RULE,
    )
    read_so = areas.assign(
        step=[step for step, _ in told.values()],
        said=[said for _, said in told.values()],
        label=_labels(areas),
        symbol=query.symbol(atlas, indicator),
    )
    return read_so, scheme


def _share_of_area(
    atlas: Atlas, areas: pd.DataFrame, indicator: str
) -> tuple[pd.DataFrame, Scheme]:
    land = atlas.provinces["area_km2"].astype(float) / atlas.indicators.at[indicator, "shown_size"]
    at_sea = areas["scope"].fillna("").str.contains(SEA)
    shares = (areas["drawn"] / land * 100).round(1).mask(at_sea)
    shown = areas.assign(
        drawn=shares,
        drawn_high=(areas["drawn_high"] / land * 100).round(1).mask(at_sea),
        symbol="%",
        said=at_sea.map({True: "no share of the land: the figure includes sea", False: ""}),
    )
    theme = Theme(atlas.indicators.at[indicator, "theme"])
    scheme = _scheme("Share of the province's area, %", SHARE_LIMITS, theme)
    labels = [
        label if drawn == drawn else "" for label, drawn in zip(_labels(shown), shares, strict=True)
    ]
    classed = shown.assign(step=_steps(shown, SHARE_LIMITS), label=labels)
    return classed, Scheme(
        scheme.title, scheme.names, scheme.colours, "includes sea: no share", SHARE_RULE
    )


def _scheme(title: str, limits: tuple[float, ...], theme: Theme | None) -> Scheme:
    names = tuple(palette.class_names(limits))
    return Scheme(title, names, palette.class_colours(theme, len(names)), "", "")


def _steps(areas: pd.DataFrame, limits: tuple[float, ...]) -> list[int]:
    return [
        palette.class_of(drawn, limits) if state == State.FIGURE and drawn == drawn else UNCLASSED
        for drawn, state in zip(areas["drawn"], areas["state"], strict=True)
    ]


def _labels(areas: pd.DataFrame) -> list[str]:
    return [
        wording.marked_label(row) if row["state"] == State.FIGURE else ""
        for row in areas.to_dict("records")
    ]
