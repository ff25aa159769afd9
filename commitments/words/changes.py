"""Changes between two editions in words, by province and indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from commitments.atlas.changes import Change, Compared, Kind
from commitments.domain.model import Comparator
from commitments.language import count, in_either, listed, named, say
from commitments.words import wording

TOLD_WITHOUT_WORDS: Final = (  # prose is named as changed, not repeated
    "summary", "scope", "correction", "note", "summary_zh", "scope_zh", "correction_zh", "note_zh",
)  # fmt: skip


def told(
    compared: Compared, indicators: Mapping[str, str], symbols: Mapping[str, str]
) -> Iterator[str]:
    """Yield the lines that tell what differs in one table: a count, then province by province."""
    if not compared.changes:
        yield say("change.none", table=compared.name)
        return
    counts = [
        count(f"change.count-{kind}", number) for kind in Kind if (number := compared.of_kind(kind))
    ]
    yield say("change.table", table=compared.name, counts=listed(counts))
    for province, changes in groupby(compared.changes, lambda one: one.row.get("province", "")):
        yield ""
        yield named("province", province)
        for change in changes:
            indicator = change.row.get("indicator", "")
            what = indicators.get(indicator, indicator)
            yield say("change.line", indicator=what, change=_told(change, symbols))


def _told(change: Change, symbols: Mapping[str, str]) -> str:
    """Tell one change: what was added or withdrawn, or each cell as it was and is."""
    if change.kind != Kind.CHANGED:
        words = {"row": change.row["id"], "what": _stated(change.row, symbols)}
        return say(f"change.{change.kind}", **words)
    parts = [_cell(*cell) for cell in change.cells]
    if change.former_id:
        parts.insert(0, say("change.renamed", former=change.former_id))
    return say("change.changed", row=change.row["id"], what=say("change.between").join(parts))


def _cell(column: str, before: str, after: str) -> str:
    """Tell a cell that differs; prose is only named."""
    name = named("header", column)
    if column in TOLD_WITHOUT_WORDS and before and after:
        return say("change.reworded", column=name)
    blank = say("change.blank")
    return say("change.cell", column=name, before=before or blank, after=after or blank)


def _stated(row: Mapping[str, str], symbols: Mapping[str, str]) -> str:
    """Say what a row states, and for which year."""
    year = row.get("year", "")
    due = say("due.year", year=year) if year else say("due.none")
    if not row.get("value"):
        summary = in_either(row.get("summary", ""), row.get("summary_zh", ""))
        return say("change.stated", what=wording.unstopped(summary), year=due)
    figure = row["value"]
    if row["comparator"] == Comparator.BETWEEN:
        figure = say("figure.range", low=figure, high=row["value_high"])
    shown = wording.quantity(figure, symbols.get(row["unit"], row["unit"]))
    return say("change.stated", what=wording.bounded(row["comparator"], shown), year=due)
