"""A figure or a year read from a cell as people write it, or the reason why it cannot be.

A reading is taken only where it is certain: `≥45%`, `约25%`, `1.37亿千瓦`, `36,390 km²`. Whatever
may mean two things is refused with the reason, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from commitments.atlas.cells import header_of, quoted
from commitments.language import LazyText, offered
from commitments.uploads import names as upload_names
from commitments.uploads.comparators import Unclear, one_sign, signs_after, signs_before
from commitments.uploads.units import UnitWords, plain_text

LONGEST_FIGURE: Final = 200  # characters; a longer cell is prose
LARGEST: Final = Decimal(10) ** 15  # beyond it a float no longer holds every whole number
SMALLEST: Final = Decimal(10) ** -9
FIRST_YEAR: Final = 1949  # a reader's own table may hold what was reported so long ago
FIRST_BASE_YEAR: Final = 1900
_ENDLESS: Final = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
_NUMBER: Final = (
    r"[+-]?(?:[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])|[0-9]+|(?=\.[0-9]))"
    r"(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
)
_FIRST_NUMBER: Final = re.compile(_NUMBER)
_SECOND_NUMBER: Final = re.compile(
    rf"(?P<unit>[^0-9]*?)\s*(?:[-–—~]|至|到|\bto\b|\band\b)\s*(?P<number>{_NUMBER})", re.IGNORECASE
)
_MORE_DIGITS: Final = re.compile(r"[0-9]")
_DECIMAL_COMMA: Final = re.compile(r"[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])")
_LONE_COMMA: Final = re.compile(r"[^0-9]*[0-9]{1,3},[0-9]{3}(?![0-9,.]).*")
_OTHER_SEPARATORS: Final = re.compile(r"[.,'][0-9]")
_CHANGE: Final = re.compile(
    r"(下降|降低|减少|提高|提升|增加|增长|新增|\b(?:increase|decrease|reduce|cut|fall|rise)\w*|"
    r"\b(?:up|down) by\b|[+]\s*[0-9].*(?:百分点|points?))",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"[0-9]{4}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?)?(?:[ T][0-9:.]+)?月?"
    r"|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})"
)
_YEAR: Final = re.compile(
    r"(?:by |before |in |due |到|至)?(?:the )?(?:year |end of )?([0-9]{4})(?:\.0+)?"
    r"(?: ?年(?:底|末|前|底前|末前)?)?(?: ?(?:\*+|[†‡]|[①-⑳]|[pr]|\([pre]\)))?",
    re.IGNORECASE,
)
_TWO_YEARS: Final = re.compile(r"[0-9]{4}年?\s*(?:[-–—~/,]|至|到|to)\s*[0-9]{2,4}年?")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says for certain: plain decimal texts; blank where the cell does not say it."""

    value: str
    value_high: str = ""
    comparator: str = ""
    unit: str = ""


def figure(cell: str, units: UnitWords) -> Figure:
    """Read a figure with the sign and the unit that stand in its cell; Unclear with the reason."""
    text = plain_text(cell).rstrip("。;,.")
    _refuse_the_unreadable(cell, text)
    before, rest = signs_before(text)
    found = _FIRST_NUMBER.match(rest)
    if not found:
        raise _no_number(cell, rest)
    rest = rest[found.end() :].strip()
    after, rest = signs_after(rest)
    second = _SECOND_NUMBER.match(rest)
    low, high, rest = found.group(), "", rest
    if second:
        high, rest = second.group("number"), _one_unit(cell, second, rest)
    unit, scale = _unit(cell, rest, units)
    comparator = one_sign(cell, before | after, is_range=bool(high))
    return Figure(
        _decimal(cell, low, scale), _decimal(cell, high, scale) if high else "", comparator, unit
    )


def year(cell: str, first: int = FIRST_YEAR) -> str:
    """Read a year, four digits, not before the `first`; Unclear with the reason."""
    text = plain_text(cell)
    found = _YEAR.fullmatch(text)
    if found:
        if int(found.group(1)) < first:
            raise Unclear("upload.year-too-early", cell=quoted(cell), first=first)
        return found.group(1)
    if _DATE.fullmatch(text):
        raise Unclear("upload.year-is-a-date", cell=quoted(cell))
    if _TWO_YEARS.fullmatch(text):
        raise Unclear("upload.two-years", cell=quoted(cell))
    raise Unclear("upload.not-a-year", cell=quoted(cell))


def is_decimal_comma(cell: str) -> bool:
    """Say whether a cell uses its comma for decimals, so that `1,234` beside it is uncertain."""
    return bool(_DECIMAL_COMMA.search(plain_text(cell)))


def is_lone_comma(cell: str) -> bool:
    """Say whether a cell's one comma may stand for thousands or for decimals: `1,234`."""
    return bool(_LONE_COMMA.fullmatch(plain_text(cell)))


def _refuse_the_unreadable(cell: str, text: str) -> None:
    """Refuse what is no figure at all, each with its remedy."""
    if len(text) > LONGEST_FIGURE:
        raise Unclear("upload.figure-too-long", cell=quoted(cell), summary=header_of("summary"))
    if _ENDLESS.fullmatch(text):
        raise Unclear("upload.not-a-number", cell=quoted(cell))
    if upload_names.is_placeholder(text):
        raise Unclear("upload.no-value", cell=quoted(cell), summary=header_of("summary"))
    if text.startswith("#"):
        raise Unclear("upload.spreadsheet-error", cell=quoted(cell))
    if is_decimal_comma(text):
        raise Unclear("upload.decimal-comma", cell=quoted(cell))


def _no_number(cell: str, rest: str) -> Unclear:
    """Say why no number could be read, by what stands there."""
    if _CHANGE.search(rest):
        return Unclear("upload.change", cell=quoted(cell))
    number = _FIRST_NUMBER.search(rest)
    if number and number.group():
        return Unclear("upload.unknown-sign", words=quoted(rest[: number.start()].strip()))
    return Unclear("upload.no-digits", cell=quoted(cell), summary=header_of("summary"))


def _one_unit(cell: str, second: re.Match[str], rest: str) -> str:
    """Return what stands behind a range; a unit behind its first number must be the same."""
    first, last = second.group("unit").strip(), rest[second.end() :].strip()
    if first != last and _CHANGE.search(first):  # 40%提高到45%
        raise Unclear("upload.change", cell=quoted(cell))
    if first.startswith("年"):  # 2030年达到45%
        raise Unclear("upload.year-and-figure", cell=quoted(cell), year=header_of("year"))
    if first and first != last:
        raise Unclear("upload.range-of-two-units", cell=quoted(cell))
    return last


def _unit(cell: str, rest: str, units: UnitWords) -> tuple[str, Decimal]:
    """Return the unit behind a number, and what the number words before it multiply by."""
    rest = rest.strip("() ")
    if not rest:
        return "", Decimal(1)
    found = units.scaled(rest)
    if found:
        return found
    if _OTHER_SEPARATORS.match(rest):
        raise Unclear("upload.two-separators", cell=quoted(cell))
    if _CHANGE.search(rest) or "百分点" in rest or "percentage point" in rest:
        raise Unclear("upload.change", cell=quoted(cell))
    if _MORE_DIGITS.search(rest):
        raise Unclear("upload.two-numbers", cell=quoted(cell))
    near = units.near(rest)
    if near:
        names = LazyText(offered, near)
        raise Unclear("upload.unit-behind-near", unit=quoted(rest), names=names)
    raise Unclear("upload.unit-behind", unit=quoted(rest), column_name=header_of("unit"))


def _decimal(cell: str, digits: str, scale: Decimal) -> str:
    """Write a number as plain digits, number words and exponents expanded; minus nought is 0."""
    mantissa, _, exponent = digits.replace(",", "").replace(" ", "").lower().partition("e")
    power = int(exponent[:6] or 0)
    if abs(power) > LARGEST.adjusted():
        key = "upload.too-large" if power > 0 else "upload.too-small"
        raise Unclear(key, cell=quoted(cell))
    value = Decimal(mantissa)
    if power or scale != 1:
        value = (value.scaleb(power) * scale).normalize()
    if abs(value) >= LARGEST:
        raise Unclear("upload.too-large", cell=quoted(cell))
    if value and abs(value) < SMALLEST:
        raise Unclear("upload.too-small", cell=quoted(cell))
    return format(value if value else abs(value), "f")
