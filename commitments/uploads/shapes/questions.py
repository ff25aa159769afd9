"""What a table leaves open: indicators, units, years, shares; what its reader is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from commitments.uploads.cells import figure
from commitments.uploads.comparators import Unclear
from commitments.uploads.given import Given
from commitments.uploads.shapes.known import Known, is_year
from commitments.uploads.shapes.understanding import OWN, Kind, Missing, Shares, Understanding
from commitments.uploads.units import plain_text

PER_CENT: Final = "%"
SHARE_WORDS: Final = ("占比", "比重", "比例", "百分比", "化率", "share", "proportion", "percentage")
NAMES_MEANT: Final = 200  # more are words in the wrong column
FEWEST_SHARES: Final = 2  # one figure between 0 and 1 says little
INDEX_WORDS: Final = ("指数", "index")
INDEX: Final = "index"
UNITS_ASKED: Final = 1  # more than one question is too many: the others are plain numbers
DUE_WORDS: Final = ("目标", "到期", "完成年", "due", "target")


@dataclass(frozen=True)
class Open:
    """What is still open: what is missing, of which names, and which names hold shares."""

    missing: tuple[Missing, ...] = ()
    near: Mapping[str, Sequence[str]] = field(default_factory=dict)  # ids that a name may mean
    unitless: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()  # names whose figures lie between 0 and 1
    plain: tuple[str, ...] = ()  # names without a unit that are too many to ask for


def with_defaults(made: Understanding, raw: Given, known: Known, edition: int) -> Understanding:
    """Give names their meanings where these are certain, and say whether values were reported."""
    spoken = _units_by_name(raw)
    meanings, units = dict(made.meanings), dict(made.units)
    for name, said in list(spoken.items())[:NAMES_MEANT]:
        if name and name not in meanings and not _near(name, said, raw, known):
            meanings[name] = found_id(name, said, known) or OWN
        if name and not said and name not in units:
            unit = _certain_unit(name, meanings.get(name, OWN), known)
            units |= {name: unit} if unit else {}
    kind = Kind.RESULT if _is_reported(made, raw, edition) else made.kind
    frozen = MappingProxyType(meanings), MappingProxyType(units)
    return replace(made, meanings=frozen[0], units=frozen[1], kind=kind)


def still_open(made: Understanding, raw: Given, known: Known) -> Open:
    """Say what a reader has to be asked for before a table can be used."""
    spoken = _units_by_name(raw)
    near = {
        name: found
        for name, said in list(spoken.items())[:NAMES_MEANT]
        if name and name not in made.meanings and (found := _near(name, said, raw, known))
    }
    shares = _shares(made, raw, known)
    bare = [
        name
        for name, said in spoken.items()
        if not said and name not in (*near, *shares) and not made.units.get(name)
    ]
    is_asked = len(bare) <= UNITS_ASKED and not shares
    unitless, numbers = (tuple(bare), ()) if is_asked else ((), tuple(bare))
    asked = {
        Missing.INDICATOR: "" in spoken,
        Missing.NEAR: bool(near),
        Missing.UNIT: bool(unitless),
        Missing.YEAR: not made.undated and not made.contract and "" in raw.cells("year"),
        Missing.SHARES: bool(shares) and made.shares == Shares.UNASKED,
    }
    return Open(
        tuple(one for one, there in asked.items() if there), near, unitless, shares, numbers
    )


def _units_by_name(raw: Given) -> dict[str, str]:
    """Return the names of what is measured, each with the first unit that is said of it."""
    found: dict[str, str] = {}
    units, values = raw.cells("unit"), raw.cells("value")
    for name, unit, value in zip(raw.cells("indicator"), units, values, strict=True):
        if value and not found.get(name):
            found[name] = unit or (value if _has_unit(value) else "")
    return found


def _has_unit(value: str) -> bool:
    """Say whether a unit stands behind a number in its cell."""
    text = plain_text(value).strip()
    return any(map(str.isdigit, text)) and not text[-1].isdigit()


def found_id(name: str, unit: str, known: Known) -> str:
    """Return the id of the atlas's indicator that a name means, where its unit is one of it."""
    found = known.indicators.id(name)
    return found if found and known.is_of(found, unit) else ""


def _near(name: str, unit: str, raw: Given, known: Known) -> list[str]:
    """Return the indicators that a name may mean without being one of their names."""
    if found_id(name, unit, known) or name in raw.own or raw.says_of(name):
        return []
    if known.indicators.id(name):
        return []
    return [one for one in known.indicators.near(name) if known.is_of(one, unit)]


def _certain_unit(name: str, meaning: str, known: Known) -> str:
    """Return the unit that needs no word: per cent of a share of the atlas's, none of an index."""
    canonical = str(known.codebook.indicators["unit"].get(meaning, ""))
    if canonical == PER_CENT:
        return PER_CENT
    is_index = meaning == OWN and any(word in name.casefold() for word in INDEX_WORDS)
    return INDEX if is_index else ""


def _shares(made: Understanding, raw: Given, known: Known) -> tuple[str, ...]:
    """Return the names whose figures are shares and lie between 0 and 1."""
    most: dict[str, list[float]] = {}
    wanted = {
        name
        for name, said in _units_by_name(raw).items()
        if _is_share(name, said or made.units.get(name, ""))
    }
    for name, value in zip(raw.cells("indicator"), raw.cells("value"), strict=True):
        if name in wanted:
            most.setdefault(name, []).append(_plain_number(value, known))
    return tuple(
        name
        for name, values in most.items()
        if len(values) >= FEWEST_SHARES and all(0 <= one <= 1 for one in values) and any(values)
    )


def _is_share(name: str, unit: str) -> bool:
    """Say whether a name is that of a share, by its unit, or by its words where it has none."""
    spoken = name.casefold().removesuffix(")")
    return unit in (PER_CENT, "％", "percent") or (not unit and spoken.endswith(SHARE_WORDS))


def _plain_number(value: str, known: Known) -> float:
    """Return a number; what has a sign of its own, or is none, counts as more than any share."""
    try:
        return float(value)
    except ValueError:
        pass
    try:
        found = figure(value, known.units)
    except Unclear:
        return 101.0
    return 101.0 if found.unit else float(found.value)


def _is_reported(made: Understanding, raw: Given, edition: int) -> bool:
    """Say whether all years have passed and nothing speaks of an aim."""
    years = {plain_text(year)[:4] for year in raw.cells("year")}
    if not years or not all(is_year(year) and int(year) < edition for year in years):
        return False
    headers = [column.header for column in made.columns] + list(raw.named.values())
    due = any(word in header.casefold() for header in headers for word in DUE_WORDS)
    signed = "comparator" in raw.named and any(raw.cells("comparator"))
    kinds = any(raw.cells("kind"))
    values = set(raw.cells("value"))
    return not (due or signed or kinds or any(map(_has_sign, values)))


def _has_sign(value: str) -> bool:
    text = plain_text(value)
    return bool(text) and not (text[0].isdigit() or text[0] in "-+.")
