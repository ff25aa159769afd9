"""Alternative text of each figure, written from its data.

What it shows, how many areas are in each state, the highest and the lowest with their wording, and
what is missing: as sentences, for the page, for the text alternative of an export and of a slide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import OUTSIDE_THE_PLANS, Comparator, State
from commitments.domain.results import AnswerKind
from commitments.figures import captions
from commitments.language import count, listed, named, say
from commitments.queries import query
from commitments.queries.comparison import Line
from commitments.queries.coverage import Grid
from commitments.queries.outcomes import SETTLED
from commitments.words import answers as answer_words
from commitments.words import wording

NAMED: Final = 3  # of those that share a place; more are counted
STATES: Final = {
    State.FIGURE: "told.state-figure",
    State.WORDS: "told.state-words",
    State.NOTHING: "told.state-nothing",
    State.NO_DOCUMENT: "told.state-no-document",
    State.OUTSIDE: "told.state-outside",
}
CELLS: Final = {
    State.FIGURE: "told.cells-figure",
    State.WORDS: "told.cells-words",
    State.NOTHING: "told.cells-nothing",
    State.NO_DOCUMENT: "told.cells-no-document",
}

AltText = tuple[str, ...]


def of_map(
    areas: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    nation: pd.DataFrame,
    places: pd.DataFrame,
) -> AltText:
    """Tell a map of figures, and the dot plot beside it.

    `areas` as bases.read returns them; `nation` and `places` are described rows, or none.
    """
    figures = query.drawn(areas)
    figures = figures[figures["drawn"].notna()]
    parts = [
        say("told.subject", title=title, subtitle=subtitle),
        _states(areas["state"]),
        *(_answers(areas) if "stated" in areas else _extremes(figures)),
        *([] if {"stated", "told"} & {*areas} else _wordings(figures)),
        *(_answers(areas)[-1:] if _told_beside(areas) else []),
        *[say("told.nation", sentence=row["sentence"]) for row in records(nation)],
        *_places(places),
        captions.not_ranked(areas),
    ]
    return tuple(part for part in parts if part)


def of_coverage(areas: pd.DataFrame, *, title: str, subtitle: str) -> AltText:
    """Tell the map of how much was found for each province."""
    inside = areas.drop(index=[name for name in OUTSIDE_THE_PLANS if name in areas.index])
    some = inside.loc[inside["found"] > 0, "found"].sort_values(ascending=False, kind="stable")
    parts = [
        say("told.subject", title=title, subtitle=subtitle),
        _states(areas["state"]),
        *_most(some, "told.most-found", "told.fewest-found"),
        captions.not_ranked(areas.assign(elsewhere="")) if len(some) < len(inside) else "",
    ]
    return tuple(part for part in parts if part)


def of_matrix(grid: Grid, *, title: str, subtitle: str) -> AltText:
    """Tell the coverage matrix: its squares by state, its fullest and emptiest rows and columns."""
    rows = grid.provinces["figures"] + grid.provinces["words"]
    columns = (grid.indicators["figures"] + grid.indicators["words"]).set_axis(
        grid.indicators["name"]
    )
    ordered = columns.sort_values(ascending=False, kind="stable")
    parts = [
        say("told.subject", title=title, subtitle=subtitle),
        _states(grid.cells["state"], CELLS, "told.cells"),
        _became(grid.cells["answer"]),
        *_most(
            rows.sort_values(ascending=False, kind="stable"),
            "told.most-indicators",
            "told.fewest-indicators",
        ),
        say("told.most-provinces", who=say("told.apart").join(_counted(ordered.head(NAMED))))
        if len(rows)
        else "",
    ]
    return tuple(part for part in parts if part)


def of_comparison(made: Sequence[Line], *, title: str, subtitle: str) -> AltText:
    """Tell a comparison: what each province states, lacks, and where the lines differ."""
    if not made:
        return ()
    held = [_held(made, at, cell.province) for at, cell in enumerate(made[0].cells)]
    differing = [line.name for line in made if any(not one.note for one in line.differences)]
    parts = [
        say("told.subject", title=title, subtitle=subtitle),
        *held,
        *[_outcomes(made, at, cell.province) for at, cell in enumerate(made[0].cells)],
        count("told.differing", len(differing), names=say("told.apart").join(differing))
        if differing
        else "",
    ]
    return tuple(part for part in parts if part)


def of_timeline(title: str, subtitle: str, lanes: str, answers: str) -> AltText:
    """Tell a timeline: what is drawn, each lane with its counts by year, what came of it."""
    parts = (say("told.subject", title=title, subtitle=subtitle), lanes, answers)
    return tuple(part for part in parts if part)


def _held(made: Sequence[Line], at: int, province: str) -> str:
    """Say how many indicators one province states as a figure or in words, and lacks."""
    states = [line.cells[at].state for line in made]
    return say(
        "told.held",
        name=named("province", province),
        figures=states.count(State.FIGURE),
        words=states.count(State.WORDS),
        without=len(states) - states.count(State.FIGURE) - states.count(State.WORDS),
    )


def _outcomes(made: Sequence[Line], at: int, province: str) -> str:
    """Say what became of the figures of one province that fell due; blank where none is told."""
    cells = [line.cells[at] for line in made if province in line.figures]
    told = _settled(Counter(cell.row["answer"] for cell in cells if cell.row))
    if not told:
        return ""
    name = named("province", province)
    return say("outcome.of-province", name=name, counts=say("told.between").join(told))


def _states(
    states: pd.Series, keys: Mapping[State, str] = STATES, whole: str = "told.areas"
) -> str:
    """Say how many areas, or squares, are in each state that occurs."""
    counts = states.value_counts()
    parts = [count(keys[state], int(counts[state])) for state in keys if counts.get(state, 0)]
    told = say("told.between").join(parts)
    return say(whole, count=f"{len(states):,}", states=told) if parts else ""


def _became(answers: pd.Series) -> str:
    """Say what came of the figures of a matrix's squares; blank where no report answers."""
    parts = _settled(Counter(answers))
    number = int((answers != "").sum())
    return count("told.became", number, counts=say("told.between").join(parts)) if parts else ""


def _settled(counts: Mapping[str, int]) -> list[str]:
    """Say how often each answer that rests on a report of the due year occurs."""
    return [
        say("sheet.counted", answer=answer_words.name(kind), count=counts[kind])
        for kind in SETTLED
        if counts[kind]
    ]


def _told_beside(areas: pd.DataFrame) -> bool:
    """Say whether reports of the due year are drawn beside the figures of a map."""
    return "stated" not in areas and "answer" in areas and areas["answer"].isin(SETTLED).any()


def _answers(areas: pd.DataFrame) -> list[str]:
    """Say what became of the figures of a map, those that fell due year by year."""
    counts = Counter(map(AnswerKind, areas["answer"].dropna()))
    waiting = [kind for kind in (AnswerKind.UNDATED, AnswerKind.AHEAD) if counts[kind]]
    told = [
        say("told.waiting", count=counts.pop(kind), answer=answer_words.name(kind))
        for kind in waiting
    ]
    years = areas.loc[areas["answer"].notna(), "year"].dropna()
    return [*told, *([captions.due_in_words(int(years.iloc[0]), counts)] if counts.total() else [])]


def _extremes(figures: pd.DataFrame) -> list[str]:
    """Say who states the highest and the lowest figure, with its wording."""
    if figures.empty:
        return []
    high, low = figures["drawn"].max(), figures["drawn"].min()
    top, bottom = (_sharing(figures[figures["drawn"] == end]) for end in (high, low))
    if high == low:
        return [say("told.same", who=top)]
    return [say("told.highest", who=top), say("told.lowest", who=bottom)]


def _sharing(figures: pd.DataFrame) -> str:
    """Name the provinces that share a figure, each with its wording; many are counted."""
    names = [
        say("told.figure", name=named("province", str(name)), figure=_figure(row))
        for name, row in figures.head(NAMED).to_dict("index").items()
    ]
    more = len(figures) - NAMED
    return listed([*names, *([count("told.more", more)] if more > 0 else [])])


def _figure(row: Mapping[Any, Any]) -> str:
    """Say a figure as it is drawn, in the map's unit, with its wording: `at least 45.8 %`."""
    if row.get("told"):
        return str(row["told"])
    same = row["printed_symbol"] == row["symbol"]
    digits = wording.PRINTED_DIGITS if same else wording.CONVERTED_DIGITS
    figure = wording.number(row["drawn"], digits)
    if row["comparator"] == Comparator.BETWEEN:
        figure = say("figure.range", low=figure, high=wording.number(row["drawn_high"], digits))
    return wording.bounded(row["comparator"], wording.quantity(figure, row["symbol"]))


def _wordings(figures: pd.DataFrame) -> list[str]:
    """Say how the figures are worded, where not all are worded alike."""
    counts = figures["comparator"].astype(str).value_counts()
    if counts[1:].empty:
        return []
    ways = [
        say("told.way", how=named("comparator", str(how)), count=times)
        for how, times in counts.items()
    ]
    return [say("told.worded", ways=listed(ways))]


def _places(places: pd.DataFrame) -> list[str]:
    """Name the cities, lakes and areas that are drawn as points."""
    if places.empty:
        return []
    names = list(dict.fromkeys(places["place_name"]))
    return [count("told.places", len(names), names=listed(names))]


def _most(counts: pd.Series, most: str, fewest: str) -> list[str]:
    """Say where most was found and where least; `counts` by name, the largest first."""
    if counts.empty:
        return []
    renamed = counts.rename(lambda name: named("province", str(name)))
    first = say(most, who=listed(_counted(renamed.head(NAMED))))
    if len(counts) <= NAMED:
        return [first]
    return [first, say(fewest, who=listed(_counted(renamed.tail(NAMED).iloc[::-1])))]


def _counted(counts: pd.Series) -> list[str]:
    return [say("told.counted", name=name, count=number) for name, number in counts.items()]
