"""Readings of one map: as stated, against the nation, by area, reported, promised and reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import Basis, Comparator, State, Theme
from commitments.domain.results import AnswerKind
from commitments.language import say
from commitments.queries import (
    answers,
    area_states,
    classes,
    outcomes,
    own_reports,
    query,
    reported,
)
from commitments.words import answers as answer_words
from commitments.words import wording

SHARE_LIMITS: Final = (10.0, 20.0, 30.0, 40.0, 50.0)  # per cent; fixed over all indicators
UNCLASSED: Final = -1
STANDINGS: Final = ("below", "at", "above")  # where a figure stands to the nation's
ANSWERS: Final = (  # classes of what became of commitments; a legend lists them from the last
    AnswerKind.UNDATED, AnswerKind.AHEAD, AnswerKind.NO_RESULT, AnswerKind.DIFFER,
    AnswerKind.NOT_COMPARABLE, AnswerKind.MISSED, AnswerKind.REACHED,
)  # fmt: skip
NO_CORRECTION: Final = {"corrected_value": float("nan"), "correction": ""}  # of reported values
SEA: Final = "sea|海"  # a scope that speaks of the sea cannot be a share of the land


@dataclass(frozen=True, slots=True)
class Scheme:
    """The classes of one map: their names in rising order, the hue they take, the rule."""

    title: str
    names: tuple[str, ...]
    theme: Theme | None
    unclassed: str
    rule: str
    answers: tuple[AnswerKind, ...] = ()  # what the classes are, where they are answers


def offered(atlas: Atlas, indicator: str) -> list[Basis]:
    """List the ways in which an indicator's figures can be read."""
    if own_reports.is_reported_alone(atlas, indicator):
        return [Basis.OF_YEAR]
    row = atlas.indicators.loc[indicator]
    nation = [] if query.is_sum(atlas, indicator) else [Basis.NATION]
    share = [Basis.SHARE] if row["bounded_by_area"] == "yes" else []
    told = atlas.reported_on(reported.answering(atlas, indicator))
    results = (
        [Basis.REPORTED, Basis.ANSWERS] if ((told["place"] == "") | told["yours"]).any() else []
    )
    return [Basis.STATED, *nation, *share, *results]


def read(
    atlas: Atlas, areas: pd.DataFrame, indicator: str, year: int | None, basis: Basis
) -> tuple[pd.DataFrame, Scheme]:
    """Give each area with a figure its class (column `step`, -1 for none) and its map label.

    `areas` as query.figure_map returns them. A share also replaces `drawn` and `symbol`, what is
    reported all of a row; all others add what became of each figure, as outcomes.of_areas does.
    """
    if basis == Basis.REPORTED:
        return _reported(atlas, indicator)
    if basis != Basis.SHARE:
        areas = outcomes.of_areas(atlas, areas)
    if basis == Basis.ANSWERS:
        return _answered(atlas, areas, indicator)
    if basis == Basis.NATION:
        return _against_nation(atlas, areas, indicator, year)
    if basis == Basis.SHARE:
        return _share_of_area(atlas, areas, indicator)
    limits = query.class_limits(atlas, indicator)
    theme = Theme(atlas.indicators.at[indicator, "theme"])
    stated = areas.assign(
        step=_steps(areas, limits), label=_labels(areas), symbol=query.symbol(atlas, indicator)
    )
    if basis == Basis.OF_YEAR and "as_of" in stated:
        stated = stated.assign(told=_dated(stated))
    return stated, _scheme(query.symbol(atlas, indicator), limits, theme)


def found(areas: pd.DataFrame, theme: Theme | None) -> tuple[pd.DataFrame, Scheme]:
    """Class the areas of the coverage map by the number of commitments found."""
    counted = areas.assign(
        step=[classes.class_of(count, query.COVERAGE_LIMITS) for count in areas["found"]],
        label=[str(count) if count else "" for count in areas["found"]],
    )
    return counted, _scheme(say("coverage.legend"), query.COVERAGE_LIMITS, theme)


def standing(row: Mapping[str, Any], nation: Mapping[str, Any] | None) -> tuple[int, str]:
    """Return where a figure stands to the nation's, as a class, and in words."""
    if nation is None:
        return UNCLASSED, say("nation.states-none")
    if Comparator(row["comparator"]) != Comparator(nation["comparator"]):
        here, there = wording.label(row, unit=True), wording.label(nation, unit=True)
        return UNCLASSED, say("nation.not-comparable", here=here, nation=there)
    step = 1 + (row["drawn"] > nation["drawn"]) - (row["drawn"] < nation["drawn"])
    return step, say(f"nation.stands-{STANDINGS[step]}", figure=wording.label(nation, unit=True))


def _against_nation(
    atlas: Atlas, areas: pd.DataFrame, indicator: str, year: int | None
) -> tuple[pd.DataFrame, Scheme]:
    rows = records(query.national(atlas, indicator, year))
    nation = rows[0] if rows else None
    told = {
        name: standing(row, nation) if row["state"] == State.FIGURE else (UNCLASSED, "")
        for name, row in areas.to_dict("index").items()
    }
    theme = Theme(atlas.indicators.at[indicator, "theme"])
    named = wording.label(nation, unit=True) if nation else say("nation.none")
    scheme = Scheme(
        title=say("nation.legend", figure=named),
        names=tuple(say(f"nation.class-{word}") for word in STANDINGS),
        theme=theme,
        unclassed=say("nation.unclassed"),
        rule=say("nation.rule"),
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
        said=at_sea.map({True: say("share.sea"), False: ""}),
    )
    theme = Theme(atlas.indicators.at[indicator, "theme"])
    scheme = _scheme(say("share.legend"), SHARE_LIMITS, theme)
    labels = [
        label if drawn == drawn else "" for label, drawn in zip(_labels(shown), shares, strict=True)
    ]
    classed = shown.assign(step=_steps(shown, SHARE_LIMITS), label=labels)
    return classed, Scheme(
        scheme.title, scheme.names, theme, say("share.unclassed"), say("share.rule")
    )


def _reported(atlas: Atlas, indicator: str) -> tuple[pd.DataFrame, Scheme]:
    """Read the latest reported value of each province in the classes of the indicator."""
    latest, names = reported.latest(atlas, indicator), atlas.provinces.index
    there = pd.DataFrame({"figures": names.isin(latest.index).astype(int)}, names)
    areas = area_states.with_states(atlas, there.assign(words=0, elsewhere=""))
    areas = areas.join(latest.assign(**NO_CORRECTION))
    limits = query.class_limits(atlas, indicator)
    theme = Theme(atlas.indicators.at[indicator, "theme"])
    symbol = query.symbol(atlas, indicator)
    read_so = areas.assign(
        step=_steps(areas, limits), label=_labels(areas), symbol=symbol, told=_dated(areas)
    )
    return read_so, _scheme(symbol, limits, theme)


def _dated(areas: pd.DataFrame) -> list[str]:
    """Tell the reported value of each area with its year."""
    return [
        answer_words.dated(row) if row["state"] == State.FIGURE else "" for row in records(areas)
    ]


def _answered(atlas: Atlas, areas: pd.DataFrame, indicator: str) -> tuple[pd.DataFrame, Scheme]:
    """Class the drawn figures by what became of them; a label is the value of the due year.

    What is promised stays in `stated`.
    """
    found = answers.answers(atlas).set_axis(atlas.targets["id"])
    found = found[~found.index.duplicated()]
    ids = areas["id"].where(areas["state"] == State.FIGURE)
    kinds = ids.map(found["answer"])
    results = ids.map(found["result"]).where(kinds.isin(outcomes.SETTLED))
    occur = tuple(kind for kind in ANSWERS if (kinds == kind).any())
    read_so = areas.assign(
        step=[UNCLASSED if kind != kind else occur.index(AnswerKind(kind)) for kind in kinds],
        answer=kinds,
        stated=_labels(areas),
        said=[answers.told(atlas, one) if one == one else "" for one in ids],
        label=[
            wording.label(answers.result_row(atlas, one)) if one == one else "" for one in results
        ],
        symbol=query.symbol(atlas, indicator),
    )
    return read_so, Scheme(
        title=say("basis.answers"),
        names=tuple(map(answer_words.name, occur)),
        theme=Theme(atlas.indicators.at[indicator, "theme"]),
        unclassed="",
        rule=say("answers.rule"),
        answers=occur,
    )


def _scheme(title: str, limits: tuple[float, ...], theme: Theme | None) -> Scheme:
    return Scheme(title, tuple(classes.class_names(limits)), theme, "", "")


def _steps(areas: pd.DataFrame, limits: tuple[float, ...]) -> list[int]:
    return [
        classes.class_of(drawn, limits) if state == State.FIGURE and drawn == drawn else UNCLASSED
        for drawn, state in zip(areas["drawn"], areas["state"], strict=True)
    ]


def _labels(areas: pd.DataFrame) -> list[str]:
    return [
        wording.marked_label(row) if row["state"] == State.FIGURE else "" for row in records(areas)
    ]
