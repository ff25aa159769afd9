"""Tooltips of a map's areas and points, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain.model import State
from commitments.language import capital, count, named, say
from commitments.words import wording

LENGTH: Final = 240  # characters of one line; longer text is cut with an ellipsis
SENTENCES: Final = 8  # at a point; the table under the map has every one


def of_figure(name: str, row: Mapping[str, Any]) -> list[str]:
    """Say the figure or words of an area, its document, and what to mind; else why it has none."""
    head = named("province", name)
    if row["state"] not in (State.FIGURE, State.WORDS):
        elsewhere = say("tip.elsewhere", years=row["elsewhere"]) if row["elsewhere"] else ""
        return [head, state_sentence(row["state"]), elsewhere]
    more = int(row["figures"] + row["words"]) - 1
    others = say("tip.more", number=more) if more > 0 else ""
    read = say("tip.read", title=row["source_title"], grade=wording.grade(row["evidence"]))
    said = capital(row.get("said", ""))
    nature = [capital(say("tip.nature", nature=wording.nature(row)))] if row.get("nature") else []
    lines = [
        row.get("told") or wording.sentence(row),
        said,
        *nature,
        read,
        *wording.cautions(row)[:2],
        others,
    ]
    return [head, *map(wording.stopped, lines)]


def of_coverage(name: str, row: Any) -> list[str]:  # noqa: ANN401 (a named tuple of pandas)
    """Say how much was found for an area, or why nothing was."""
    head = named("province", name)
    if not row.found:
        return [head, state_sentence(row.state)]
    told = count("tip.found", row.found, figures=row.figures, words=row.words)
    return [head, wording.stopped(told)]


def of_place(found: pd.DataFrame) -> list[str]:
    """Name a city, lake or area with its province, and say its first commitments."""
    told = [wording.sentence(row) for row in records(found.head(SENTENCES))]
    first = found.iloc[0]
    head = say("tip.place", place=first["place_name"], province=first["province_name"])
    return [head, *told]


def state_sentence(state: State) -> str:
    """Say in a sentence what an area without a figure means."""
    return say(f"state-sentence.{state}")


def cut(text: str, length: int = LENGTH) -> str:
    """Shorten long text at a word, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0][: length - 1] + "…"
