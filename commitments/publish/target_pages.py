"""Pages of commitments: a short one for each with its way back to the document, and the table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import NATION
from commitments.domain.results import AnswerKind
from commitments.figures import captions
from commitments.language import current, named, say
from commitments.publish import addresses, rendering, tables
from commitments.publish.site import Site
from commitments.queries import answers, provenance, query
from commitments.words import answers as answer_words
from commitments.words import columns, wording

TABLE: Final = {**columns.TARGETS, "answer": "sheet.answer"}
ROWS: Final = 100  # on a page of the table; a browser lays thousands out for seconds
TOLD: Final = frozenset(AnswerKind) - {AnswerKind.WORDS, AnswerKind.UNDATED, AnswerKind.AHEAD}


def files(site: Site, row: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the page of one described commitment in the language spoken now."""
    atlas = site.atlas(current())
    address = addresses.page(current(), "target", row["id"])
    record = provenance.record(atlas, row, site.link(address))
    drawn = site.maps_by_name.get((row["indicator"], wording.year(row)))
    whole = rendering.page(
        site,
        "target.html",
        address,
        here="Targets",
        title=record.heading,
        description=record.sentence,
        row=row,
        record=record,
        answer=_answer(atlas, row),
        progress=_progress(site, row["indicator"]),
        drawn=drawn and addresses.page(current(), *drawn.parts),
        province=addresses.page(current(), "province", addresses.place(row["province"])),
        province_name=_whose(row["province"]),
        edition=captions.edition(atlas),
        live=site.live and site.live + links.address("Targets", row=row["id"]),
    )
    return {addresses.file(address): whole}


def _answer(atlas: Atlas, row: Mapping[str, Any]) -> dict[str, Any]:
    """Tell what the reports say of a figure, with where each is written; empty for words."""
    found = answers.answer(atlas, row["id"])
    if found.kind == AnswerKind.WORDS:
        return {}
    return {
        "told": answers.told(atlas, row["id"]),
        "reports": [_report(atlas, answers.result_row(atlas, one)) for one in found.results],
    }


def _report(atlas: Atlas, result: Mapping[str, Any]) -> dict[str, str]:
    source = atlas.sources.loc[result["source"]]
    where = say("where.between").join(
        part for part in (source["title"], wording.where(result)) if part
    )
    return {"value": answer_words.dated(result), "where": where, "url": source["url"]}


def _progress(site: Site, indicator: str) -> str:
    """Return where the progress of an indicator stands; blank where there is none."""
    return addresses.page(current(), "progress", indicator) if indicator in site.progress else ""


def _whose(province: str) -> str:
    return say("the-nation") if province == NATION else named("province", province)


def table_files(site: Site) -> dict[str, bytes]:
    """Return the table of all commitments in the language spoken now, a hundred on each page.

    With them goes what the search of each page draws its rows from.
    """
    atlas = site.atlas(current())
    rows = query.described(atlas.targets)
    rows = rows.assign(answer=_answers_in_short(atlas))
    held = tables.of_rows(rows, TABLE, lambda address: address)
    marks = rows[["id", "theme", "province"]].itertuples(index=False, name=None)
    lines = [_Line(*mark, *row) for mark, row in zip(marks, held["rows"], strict=True)]
    told = [[*line.marks, line.lead, line.cells] for line in lines]
    cut = [lines[first : first + ROWS] for first in range(0, len(lines), ROWS)] or [[]]
    words = {"description": captions.found_of(len(rows), len(rows)), "provinces": _provinces(rows)}
    every = [addresses.page(current(), *_parts(order)) for order in range(1, len(cut) + 1)]
    shown = {"held": held, "every": every, "edition": captions.edition(atlas), **words}
    pages = {
        addresses.file(address): _table_page(site, order, address, lines=few, **shown)
        for order, (address, few) in enumerate(zip(every, cut, strict=True), start=1)
    }
    told_rows = json.dumps({"led": held["led"], "rows": told}, ensure_ascii=False)
    return {**pages, addresses.data(f"rows-{current()}.json"): told_rows.encode()}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table of all commitments."""

    id: str
    theme: str
    province: str
    lead: str
    cells: list[str]

    @property
    def marks(self) -> tuple[str, str, str]:
        """What a row is found by beside its words."""
        return self.id, self.theme, self.province


def _parts(order: int) -> tuple[str, ...]:
    """Return the parts of the address of one page of the table."""
    return ("targets",) if order == 1 else ("targets", str(order))


def _table_page(site: Site, order: int, address: str, **words: object) -> bytes:
    title = say("publish.all-targets")
    if order > 1:
        title = say("publish.all-targets-page", title=title, page=order)
    words = {"here": "Targets", "title": title, "order": order, **words}
    return rendering.page(site, "targets.html", address, **words)


def _answers_in_short(atlas: Atlas) -> list[str]:
    """Say of every commitment how it came out; blank where that is not asked of it yet."""
    kinds = answers.answers(atlas)["answer"]
    return [answer_words.name(kind) if kind in TOLD else "" for kind in kinds]


def _provinces(rows: pd.DataFrame) -> dict[str, str]:
    """Name the provinces that occur, the nation first."""
    names = sorted(rows["province"].unique(), key=lambda name: (name != NATION, name))
    return {name: _whose(name) for name in names}


def search_files(site: Site) -> dict[str, bytes]:
    """Return what the table is searched by, in English and Chinese, by id."""
    atlas = site.any
    words = atlas.haystack.reindex(atlas.targets.index)
    told = dict(zip(atlas.targets["id"], words, strict=True))
    return {addresses.data("search.json"): json.dumps(told, ensure_ascii=False).encode()}
