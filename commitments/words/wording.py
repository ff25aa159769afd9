"""A commitment in words: its label, its sentence, what to note."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from commitments.atlas import units
from commitments.domain.model import NATION, Comparator
from commitments.language import listed, named, say

Row = Mapping[str, Any]

SIGN: Final = {
    Comparator.AT_LEAST: "≥ ",
    Comparator.MORE_THAN: "> ",
    Comparator.AT_MOST: "≤ ",
    Comparator.LESS_THAN: "< ",
    Comparator.ABOUT: "≈ ",
}
SCOPED: Final = "*"  # the figure speaks of less, or of more, than the province's land
CORRECTED: Final = "†"  # drawn at the corrected value
YOURS: Final = "‡"  # from the reader's own table
CONVERTED_DIGITS: Final = 4  # significant digits of a converted figure; printed ones keep theirs
PRINTED_DIGITS: Final = 12


def number(value: float, digits: int = PRINTED_DIGITS) -> str:
    """Write a number as a reader expects it: `36,390`, `45.8`, never an exponent."""
    if not value:
        return "0"
    decimals = digits - 1 - math.floor(math.log10(abs(value))) if math.isfinite(value) else 0
    text = f"{round(value, decimals):,.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_figure(row: Row) -> bool:
    """Say whether a commitment states a number."""
    return not math.isnan(row["value"])


def is_reported(row: Row) -> bool:
    """Say whether a row is a reported value, which no commitment has the month of."""
    return isinstance(row.get("as_of"), str)


def label(row: Row, *, unit: bool = False) -> str:
    """Return the short form in the indicator's unit: `≥ 45.8`, `20–25 %`, `words`."""
    if not is_figure(row):
        return say("figure.words")
    text = sign(row["comparator"]) + canonical(row)
    return quantity(text, row["symbol"]) if unit else text


def sign(comparator: str) -> str:
    """Return the sign before a figure, with its gap: `≥ `; nothing where the wording is plain."""
    if comparator == Comparator.HOLD:
        return say("figure.hold-sign")
    return SIGN.get(Comparator(comparator), "")


def quantity(figure: str, symbol: str) -> str:
    """Write a figure with its unit, in the way of the language: `36,390 km²`, `36,390平方公里`."""
    return say("figure.with-unit", figure=figure, unit=symbol) if symbol else figure


def marked_label(row: Row, *, unit: bool = False) -> str:
    """Return the label with the marks a reader must see: `≥ 36,390†*`."""
    return label(row, unit=unit) + marks(row)


def marks(row: Row) -> str:
    """Return the signs for a corrected figure, a limited or wider scope, and a reader's own row."""
    corrected = CORRECTED if row["corrected_value"] == row["corrected_value"] else ""
    return corrected + (SCOPED if row["scope"] else "") + (YOURS if row.get("yours") else "")


def sentence(row: Row) -> str:
    """Return the commitment as one sentence, without its province."""
    if is_reported(row):
        figure, when = _spoken(row), due_year(row)
        return say("commitment.reported", what=_named(row), figure=figure, year=when)
    if not is_figure(row):
        return say("commitment.in-words", summary=unstopped(row["summary"]), due=due(row))
    return say(
        "commitment.figure",
        what=_named(row),
        figure=_spoken(row),
        printed=_printed(row),
        since=_since(row),
        due=due(row),
    )


def _named(row: Row) -> str:
    """Name what is stated, with what it is limited to."""
    if not row["scope"]:
        return str(row["indicator_name"])
    return say("commitment.scoped", what=row["indicator_name"], scope=row["scope"])


def _printed(row: Row) -> str:
    """Say what the document printed where another figure is drawn."""
    if marks(row)[:1] != CORRECTED:
        return ""
    return say("commitment.printed", figure=as_stated(row, "value"))


def unstopped(text: str) -> str:
    """Return a sentence without its full stop, to stand within another."""
    return text.rstrip(".。")


def stopped(text: str) -> str:
    """Return a text with a full stop, to stand as a sentence; blank where it is blank."""
    return say("commitment.stopped", told=unstopped(text)) if text else ""


def without_due(row: Row) -> str:
    """Return a described row's sentence without its due year, which stands beside it."""
    end = say("commitment.due-at-the-end", due=row["due"])
    return stopped(row["sentence"].removesuffix(end))


def entry(row: Row) -> str:
    """Return a commitment as it stands in a list: `≥ 45.8 % forest coverage`, or our summary."""
    if is_figure(row):
        label = marked_label(row, unit=True).replace(" ", "\u00a0")  # a figure keeps sign and unit
        told = say("entry.figure", figure=label, what=_within(row["indicator_name"]))
    else:
        told = unstopped(row["summary"])
    return say("entry.placed", told=told, place=row["place_name"]) if row["place"] else told


def year(row: Row) -> int | None:
    """Return the due year of a commitment; None where it has no date."""
    return None if row["year"] is None or row["year"] != row["year"] else int(row["year"])


def due(row: Row) -> str:
    """Return when it falls due: `due 2027`, `due 2035 (year inferred)`, `no date given`."""
    when = year(row)
    if when is None:
        return say("due.none")
    if is_reported(row):
        return say("due.reported", year=due_year(row))
    return say("due.inferred" if row["inferred"] else "due.stated", year=when)


def due_year(row: Row) -> str:
    """Return the due year alone, for a narrow place: `2027`, `no date given`."""
    when = year(row)
    if when is not None and row.get("as_of") and is_reported(row):
        number, month = row["as_of"].split("-")
        return say("answer.as-of", year=number, number=int(month))
    return say("due.none") if when is None else say("due.year", year=when)


def as_stated(row: Row, column: str) -> str:
    """Return a figure in the document's own unit: `363,900 km²`."""
    return quantity(number(row[column]), row["printed_symbol"])


def whose(provinces: Iterable[str]) -> str:
    """List provinces, and the nation, as a sentence does: `Hebei, Jilin and the nation`."""
    return listed(
        [say("the-nation") if name == NATION else named("province", name) for name in provinces]
    )


def cautions(row: Row) -> list[str]:
    """List in words what a reader must mind about this row."""
    said = []
    if row.get("yours"):
        said.append(say("caution.yours"))
    if row["inferred"]:
        said.append(say("caution.inferred", basis=say(f"year-basis.{row['year_basis']}")))
    if row["scope"]:
        said.append(say("caution.scope", scope=row["scope"]))
    if row["place"]:
        said.append(say("caution.place", place=row["place_name"]))
    if row["correction"]:
        said.append(
            say(
                "caution.corrected",
                printed=as_stated(row, "value"),
                drawn=as_stated(row, "corrected_value"),
                correction=row["correction"],
            )
        )
    return said + ([row["note"]] if row["note"] else [])


def grade(evidence: str) -> str:
    """Name a grade of evidence: `A`, `yours`, `A级`."""
    return named("evidence-grade", evidence)


def nature(row: Row) -> str:
    """Say whether the document's own table makes a figure binding; blank where it says nothing."""
    return named("nature", row["nature"]) if row["nature"] else ""


def where(row: Row) -> str:
    """Return the place in the document: `section 2 (1), paragraph 25`."""
    parts = [say(f"where.{part}", at=row[part]) for part in ("section", "paragraph") if row[part]]
    return say("where.between").join(parts)


def _within(name: str) -> str:
    """Write a name as it stands within a line: a capital falls unless more capitals follow."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _spoken(row: Row) -> str:
    """Say the figure in the document's own unit, and in the indicator's where they differ."""
    column = "value" if math.isnan(row["corrected_value"]) else "corrected_value"
    figure = number(row[column])
    if row["comparator"] == Comparator.BETWEEN:
        figure = say("figure.range", low=figure, high=number(row["value_high"]))
    told = quantity(figure, row["printed_symbol"])
    if not is_reported(row) or row["comparator"] != Comparator.REACH:
        told = bounded(row["comparator"], told)
    if units.is_multiple(row["printed_symbol"], row["symbol"]):
        return told
    return say("figure.converted", told=told, drawn=quantity(canonical(row), row["symbol"]))


def bounded(comparator: str, figure: str) -> str:
    """Say a figure as its wording bounds it: `at least 45.8 %`, `between 20 and 25 %`."""
    return say(f"bounded.{comparator}", figure=figure)


def _since(row: Row) -> str:
    """Say from where a change is counted, behind the figure; blank where nothing is said."""
    year, stated = row["base_year"], not math.isnan(row["base_value"])
    if stated and year:
        return say("since.figure-and-year", figure=as_stated(row, "base_value"), year=year)
    if stated:
        return say("since.figure", figure=as_stated(row, "base_value"))
    return say("since.year", year=year) if year else ""


def canonical(row: Row) -> str:
    """Write the figure, or both ends of a range, in the indicator's unit."""
    ends = ("drawn", "drawn_high") if row["comparator"] == Comparator.BETWEEN else ("drawn",)
    return "–".join(number(row[end], _digits(row, row[end])) for end in ends)


def _digits(row: Row, value: float) -> int:
    """Return how many digits a figure takes: as printed; few if it is converted or a reader's own.

    A reader's own keeps its whole number: 36,390.25 is 36,390.
    """
    if row["printed_symbol"] != row["symbol"]:
        return CONVERTED_DIGITS
    if not row.get("yours"):
        return PRINTED_DIGITS
    return max(CONVERTED_DIGITS, len(str(int(abs(value)))) if math.isfinite(value) else 0)
