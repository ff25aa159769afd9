"""The fact sheet of a province as HTML; every text of a table is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import Theme
from commitments.figures.compare import column_heads
from commitments.figures.province import captions
from commitments.figures.province.sparkline import sparkline
from commitments.language import Language, count, current, named, say
from commitments.queries.headline_facts import Fact
from commitments.queries.progress import Row, Target
from commitments.queries.province_sheet import Line, Sheet
from commitments.words import answers as answer_words
from commitments.words import wording

HEADS: Final = ("indicator", "promised", "reported", "course", "answer")
ROOMY: Final = 50  # rows up to which two sheets of paper hold larger type
Address = Callable[[str], str]


def head(atlas: Atlas, sheet: Sheet, facts: Sequence[Fact], peer: Address) -> str:
    """Return the head: where the province lies, headline facts, the answers counted, neighbours."""
    area = atlas.provinces.loc[sheet.province]
    land = escape(f"background-image:{column_heads.land(atlas)}")
    place = column_heads.thumbnail(atlas, sheet.province, (), None)
    told = "".join(f"<li><b>{escape(one.number)}</b> {escape(one.words)}</li>" for one in facts)
    where = say(
        "sheet.where",
        region=named("region", area["region"]),
        area=wording.quantity(f"{int(area['area_km2']):,}", "km²"),
    )
    if current() == Language.CHINESE:
        where = say(
            "sheet.where",
            region=named("region", area["region"]),
            area=f"{float(area['area_km2']) / 10_000:.1f}万平方公里",
        )
    links = say("list.between").join(
        f'<a href="{escape(peer(name))}">{escape(named("province", name))}</a>'
        for name in sheet.neighbours
    )
    beside = f'<p class="peers">{escape(say("sheet.neighbours"))} {links}</p>' if links else ""
    roomy = " roomy" * (_rows(sheet) <= ROOMY)
    return (
        f'<div class="sheet-head{roomy}"><div class="where" style="{land}">{place}</div><div>'
        f'<p class="quiet">{escape(where)}</p><ul class="headline">{told}</ul>'
        f"{_counted(sheet)}{beside}</div></div>"
    )


def _rows(sheet: Sheet) -> int:
    """Return about how long the sheet is on paper: its lines and its documents."""
    return sum(map(len, sheet.lines.values())) + len(sheet.documents)


def _counted(sheet: Sheet) -> str:
    told = captions.counted(sheet)
    return f'<p class="answers">{escape(told)}</p>' if told else ""


def table(
    theme: Theme,
    lines: Sequence[Line],
    row: Address,
    *,
    report: Address | None = None,
    listed: Sequence[str] = (),
) -> str:
    """Return the indicators of a theme as a table; `row` gives the link to a commitment.

    `report` gives that to a reported value, where it has one. `listed` are the titles of the
    documents below: paper names them by their numbers there.
    """
    heads = "".join(f'<th scope="col">{escape(say(f"sheet.{name}"))}</th>' for name in HEADS)
    body = "".join(_line(one, theme, row, report, listed) for one in lines)
    return (
        f'<table class="sheet {theme}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


def _line(
    one: Line, theme: Theme, row: Address, report: Address | None, listed: Sequence[str]
) -> str:
    latest = one.panel.latest
    documents = escape(say("sources.between").join(one.documents))
    promised = "".join(_promised(target, row) for target in one.panel.targets)
    reported = _reported(latest, report) if latest is not None else ""
    told = one.panel.told
    answer = escape(told.short) if told is not None else ""
    dated = any(target.dated for target in one.panel.targets)
    image = (
        f'<img alt="" src="{sparkline(one.panel, theme)}"/>' if latest is not None or dated else ""
    )
    cells = (("promised", promised), ("reported", reported), ("course", image), ("answer", answer))
    columns = "".join(
        f'<td class="{name}" data-head="{escape(say(f"sheet.{name}"))}">{inner}</td>'
        for name, inner in cells
    )
    return (
        f'<tr><th scope="row">{escape(one.name)}{_numbers(one, listed)}'
        f'<small title="{documents}">{documents}</small></th>'
        f"{columns}</tr>"
    )


def _numbers(one: Line, listed: Sequence[str]) -> str:
    """Return the places of a line's documents in the list, which stand on paper alone."""
    places = sorted(listed.index(title) + 1 for title in one.documents if title in listed)
    return f'<sup aria-hidden="true">{",".join(map(str, places))}</sup>' if places else ""


def _promised(one: Target, row: Address) -> str:
    label, due = wording.label(one.row, unit=True), wording.due_year(one.row)
    scope = f" <small>{escape(one.row['scope'])}</small>" if one.row["scope"] else ""
    link = f'<a href="{escape(row(str(one.row["id"])))}">{escape(label)}</a>'
    return f"<span>{link} <em>{escape(due)}</em>{scope}</span>"


def _reported(latest: Row, report: Address | None) -> str:
    told = escape(answer_words.dated(latest))
    return f'<a href="{escape(report(str(latest["id"])))}">{told}</a>' if report else told


def words(rows: Sequence[Row], row: Address) -> str:
    """Return aims in words as a list: the due year, the sentence, its link."""
    items = "".join(
        f"<li><em>{escape(wording.due_year(one))}</em>"
        f'<a href="{escape(row(str(one["id"])))}">{escape(str(one["summary"]))}</a></li>'
        for one in rows
    )
    return f'<ul class="aims">{items}</ul>'


def documents(sheet: Sheet) -> str:
    """Return the documents read, newest first, with their date, evidence and number of rows."""
    items = "".join(
        f"<li>{escape(str(one['title']))} <small>{escape(str(one['date']))} · "
        f"{escape(wording.grade(one['evidence']))} · "
        f"{escape(count('count.commitment', int(one['commitments'])))}</small></li>"
        for one in records(sheet.documents)
    )
    return f'<ul class="read">{items}</ul>'
