"""Captions and alternative text of the small multiples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NATION
from commitments.domain.results import AnswerKind
from commitments.figures import captions
from commitments.language import listed, named, say
from commitments.queries.progress import SETTLED, Panel, Target
from commitments.words import answers as answer_words
from commitments.words import wording


def title(atlas: Atlas, indicator: str) -> str:
    """Return the title: the indicator, promised and reported."""
    return say("progress.title", indicator=atlas.indicators.at[indicator, "name"])


def subtitle(atlas: Atlas, indicator: str, panels: Sequence[Panel]) -> str:
    """Say the unit, and of how many provinces figures and reports were found."""
    provinces = [one for one in panels if one.province != NATION]
    return say(
        "progress.subtitle",
        unit=atlas.indicators.at[indicator, "symbol"] or say("progress.no-unit"),
        targets=sum(bool(one.targets) for one in provinces),
        reports=sum(bool(one.runs) for one in provinces),
        all=len(provinces),
    )


def how_to_read() -> str:
    """Say how an answer is found, and that it is no more than the two texts say."""
    return say("progress.how-to-read")


def answer(panel: Panel) -> str:
    """Return what stands below a panel's name: an answer, or why there is none."""
    told = panel.told
    if told is not None:
        return told.short
    if panel.runs:
        return say("progress.no-target")
    return named("state", panel.state)


def in_brief(panel: Panel) -> tuple[str, str]:
    """Return the same answer twice, shorter each time, for panels too narrow for all of it."""
    told = panel.told
    if told is None:
        return answer(panel), answer(panel)
    due, name = wording.due_year(told.row), answer_words.name(told.kind)
    figure = say("progress.due", figure=wording.label(told.row), due=due)
    return (
        say("progress.answer", figure=figure, answer=name),
        say("progress.answer", figure=due, answer=name),
    )


def panel_in_words(panel: Panel) -> str:
    """Tell a panel in words: its answer, its last value, its figures ahead."""
    name = named("province", panel.province)
    parts = [answer(panel)]
    if panel.latest is not None:
        parts.append(say("progress.latest", latest=answer_words.dated(panel.latest)))
    parts += [one.short for one in panel.targets if one is not panel.told]
    return say("progress.panel", province=name, told=say("told.apart").join(parts))


def alt(title: str, subtitle: str, panels: Sequence[Panel]) -> tuple[str, ...]:
    """Tell the figure in words: year by year what became of the figures that fell due."""
    provinces = [one for one in panels if one.province != NATION]
    due: dict[int, list[Target]] = {}
    for panel in provinces:
        for one in panel.targets:
            if one.kind in SETTLED:
                due.setdefault(one.year, []).append(one)
    years = [
        captions.due_in_words(year, Counter(one.kind for one in due[year])) for year in sorted(due)
    ]
    ahead: dict[int, list[Target]] = {}
    for one in (one for panel in provinces for one in panel.targets):
        if one.kind == AnswerKind.AHEAD:
            ahead.setdefault(one.year, []).append(one)
    years += [_ahead(year, ahead[year]) for year in sorted(ahead)]
    nation = [panel_in_words(one) for one in panels if one.province == NATION]
    silent = [named("province", one.province) for one in provinces if not one.runs]
    unreported = [say("progress.unreported", names=listed(silent))] if silent else []
    return (say("told.subject", title=title, subtitle=subtitle), *years, *nation, *unreported)


def _ahead(year: int, due: Sequence[Target]) -> str:
    """Say on which side of the figures of a coming year the last comparable reports lie."""
    sides: dict[str, list[str]] = {"below": [], "at": [], "above": [], "none": []}
    for one in due:
        side = "none" if one.away is None else "at"
        if one.away:
            side = "below" if one.away < 0 else "above"
        sides[side].append(named("province", one.row["province"]))
    told = [
        say(f"progress.ahead-{side}", count=len(names), names=listed(names))
        for side, names in sides.items()
        if names
    ]
    return say("progress.ahead", due=len(due), year=year, told=say("told.apart").join(told))


def as_table(panels: Sequence[Panel]) -> pd.DataFrame:
    """Return the panels as a table of words: a row for each promised figure or lone report."""
    rows: list[Mapping[str, Any]] = []
    for panel in panels:
        latest = answer_words.dated(panel.latest) if panel.latest is not None else ""
        name = named("province", panel.province)
        told = [one.short for one in panel.targets] or [answer(panel)]
        rows += [_table_row(name, text, latest if at == 0 else "") for at, text in enumerate(told)]
    return pd.DataFrame(rows)


def _table_row(province: str, told: str, latest: str) -> Mapping[str, Any]:
    return {
        say("column.province"): province,
        say("progress.column-promised"): told,
        say("progress.column-latest"): latest,
    }
