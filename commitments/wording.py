"""This module puts a commitment into words: its label, its sentence, what to mind."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from commitments.model import YEAR_BASIS_MEANING, Comparator, YearBasis

Row = Mapping[str, Any]

SIGN: Final = {
    Comparator.AT_LEAST: "≥ ",
    Comparator.MORE_THAN: "> ",
    Comparator.AT_MOST: "≤ ",
    Comparator.LESS_THAN: "< ",
    Comparator.ABOUT: "≈ ",
    Comparator.REACH: "",
    Comparator.HOLD: "hold ",
}
SPOKEN: Final = {
    Comparator.AT_LEAST: "at least ",
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_MOST: "at most ",
    Comparator.LESS_THAN: "below ",
    Comparator.ABOUT: "about ",
    Comparator.REACH: "reach ",
    Comparator.HOLD: "hold at ",
}
WORDS: Final = "words"
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


def label(row: Row, *, unit: bool = False) -> str:
    """Return the short form in the indicator's unit: `≥ 45.8`, `20–25 %`, `words`."""
    if not is_figure(row):
        return WORDS
    text = SIGN.get(Comparator(row["comparator"]), "") + _canonical(row)
    return f"{text} {row['symbol']}".rstrip() if unit else text


def marked_label(row: Row, *, unit: bool = False) -> str:
    """Return the label with the marks a reader must see: `≥ 36,390†*`."""
    return label(row, unit=unit) + marks(row)


def marks(row: Row) -> str:
    """Return the signs for a corrected figure, a limited or wider scope, and a reader's own row."""
    corrected = CORRECTED if row["corrected_value"] == row["corrected_value"] else ""
    return corrected + (SCOPED if row["scope"] else "") + (YOURS if row.get("yours") else "")


def sentence(row: Row) -> str:
    """Return the commitment as one sentence, without its province."""
    if not is_figure(row):
        return f"{row['summary'].rstrip('.')}, {due(row)}."
    what = row["indicator_name"] + (f" ({row['scope']})" if row["scope"] else "")
    printed = f" (printed as {as_stated(row, 'value')})" if marks(row)[:1] == CORRECTED else ""
    return f"{what}: {_spoken(row)}{printed}{_since(row)}, {due(row)}."


def entry(row: Row) -> str:
    """Return a commitment as it stands in a list: `≥ 45.8 % forest coverage`, or our summary."""
    place = f", {row['place']}" if row["place"] else ""
    if not is_figure(row):
        return row["summary"].rstrip(".") + place
    label = marked_label(row, unit=True).replace(" ", "\u00a0")  # a figure keeps its sign and unit
    return f"{label} {_within(row['indicator_name'])}{place}"


def due(row: Row) -> str:
    """Return when it falls due: `due 2027`, `due 2035 (year inferred)`, `no date given`."""
    if row["year"] is None or row["year"] != row["year"]:
        return "no date given"
    inferred = " (year inferred)" if row["inferred"] else ""
    return f"due {int(row['year'])}{inferred}"


def as_stated(row: Row, column: str) -> str:
    """Return a figure in the document's own unit: `363,900 km²`."""
    return f"{number(row[column])} {row['printed_symbol']}".rstrip()


def cautions(row: Row) -> list[str]:
    """List in words what a reader must mind about this row."""
    said = []
    if row.get("yours"):
        said.append("It stands in your own table; the atlas has not checked it.")
    if row["inferred"]:
        said.append(f"The year is inferred: {YEAR_BASIS_MEANING[YearBasis(row['year_basis'])]}.")
    if row["scope"]:
        said.append(f"Its scope: {row['scope']}.")
    if row["place"]:
        said.append(f"It speaks of {row['place']}, not of the province.")
    if row["correction"]:
        said.append(
            f"Printed {as_stated(row, 'value')}, drawn as {as_stated(row, 'corrected_value')}: "
            f"{row['correction']}"
        )
    return said + ([row["note"]] if row["note"] else [])


def where(row: Row) -> str:
    """Return the place in the document: `section 2 (1), paragraph 25`."""
    parts = [
        f"{name} {row[column]}"
        for name, column in (("section", "section"), ("paragraph", "paragraph"))
        if row[column]
    ]
    return ", ".join(parts)


def _within(name: str) -> str:
    """Write a name as it stands within a line: a capital falls unless more capitals follow."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _spoken(row: Row) -> str:
    """Say the figure in the document's own unit, and in the indicator's where they differ."""
    column = "value" if math.isnan(row["corrected_value"]) else "corrected_value"
    low = number(row[column])
    if row["comparator"] == Comparator.BETWEEN:
        text = f"between {low} and {number(row['value_high'])}"
    else:
        text = SPOKEN[Comparator(row["comparator"])] + low
    text = f"{text} {row['printed_symbol']}".rstrip()
    if row["printed_symbol"] == row["symbol"]:
        return text
    return f"{text} ({_canonical(row)} {row['symbol']})"


def _since(row: Row) -> str:
    if not math.isnan(row["base_value"]) and row["base_year"]:
        return f", from {as_stated(row, 'base_value')} in {row['base_year']}"
    if not math.isnan(row["base_value"]):
        return f", from {as_stated(row, 'base_value')}"
    return f", counted from {row['base_year']}" if row["base_year"] else ""


def _canonical(row: Row) -> str:
    """Write the figure, or both ends of a range, in the indicator's unit."""
    same = row["printed_symbol"] == row["symbol"]
    ends = ("drawn", "drawn_high") if row["comparator"] == Comparator.BETWEEN else ("drawn",)
    return "–".join(number(row[e], PRINTED_DIGITS if same else CONVERTED_DIGITS) for e in ends)
