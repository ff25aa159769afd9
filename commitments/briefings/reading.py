"""This module reads a briefing from a file safely: every fault is a sentence with its place."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from commitments import bases, query, search
from commitments.briefings.items import (
    COMPARED,
    KIND_NAME,
    MOST_ITEMS,
    NEEDS_PROVINCE,
    NOTE_LENGTH,
    SEARCHED,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Brief,
    InvalidBrief,
    Item,
    Kind,
)
from commitments.load import Atlas
from commitments.model import (
    NATION,
    NO_DATE,
    YOURS,
    Basis,
    Comparator,
    Evidence,
    Filters,
    Flag,
    Selection,
    Theme,
    Use,
)

LARGEST: Final = 64 * 1024  # bytes of a file; 40 views with long notes stay under it
QUOTED_LENGTH: Final = 40  # characters of a wrong value that are repeated
LISTED: Final = 40  # names; more are no longer an answer
NEEDS_INDICATOR: Final = (Kind.DOTS,)
SET_KEYS: Final = ("title", "note", "yours", "item")
USES: Final = (Use.BESIDE, Use.ALONE)
STATED: Final = ("figure", "words")
NEEDS_TABLE: Final = (
    "The set was made with a reader's own table, and cannot be read without it; load the table on "
    "the page Your data."
)
SHAPES: Final = ("map", "tiles")
ITEM_KEYS: Final = (
    "kind", "theme", "indicator", "year", "province", "basis", "shapes", "search", "title",
    "note",
)  # fmt: skip


def read(given: bytes, atlas: Atlas) -> Brief:
    """Read a briefing from a TOML file; InvalidBrief with every fault in words."""
    if len(given) > LARGEST:
        raise InvalidBrief([f"A briefing may have {LARGEST // 1024} KB; this file is larger."])
    try:
        data = tomllib.loads(given.decode("utf-8"))
    except UnicodeDecodeError:
        raise InvalidBrief(["The file is not UTF-8 text; save the briefing as TOML."]) from None
    except tomllib.TOMLDecodeError as fault:
        raise InvalidBrief([f"The file is not TOML: {fault}."]) from None
    return checked(data, atlas)


def checked(data: Mapping[str, Any], atlas: Atlas) -> Brief:
    """Turn plain words into a briefing; InvalidBrief with every fault in words."""
    problems = _unknown_keys("the briefing", data, SET_KEYS)
    title, note = _texts("the briefing", data, problems)
    given = data.get("item", [])
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        problems.append("item: write each view as its own [[item]] section.")
        given = []
    if len(given) > MOST_ITEMS:
        problems.append(f"item: {len(given)} views are more than the {MOST_ITEMS} that fit.")
        given = []
    items = [_item(f"item {at}", one, atlas, problems) for at, one in enumerate(given, start=1)]
    yours = _one("the briefing", "yours", data, USES, problems)
    if problems:
        raise InvalidBrief([NEEDS_TABLE, *problems] if yours and not atlas.own else problems)
    return Brief(title, note, tuple(items), yours)


def _item(where: str, data: Mapping[str, Any], atlas: Atlas, problems: list[str]) -> Item:
    problems += _unknown_keys(where, data, ITEM_KEYS)
    title, note = _texts(where, data, problems)
    kind = Kind(_one(where, "kind", data, list(Kind), problems) or Kind.MAP)
    theme = _one(where, "theme", data, list(Theme), problems)
    known = list(atlas.indicators.index)
    indicator = _one(where, "indicator", data, known, problems)
    basis = _one(where, "basis", data, list(Basis), problems)
    shapes = _one(where, "shapes", data, SHAPES, problems)
    if indicator and basis and basis not in bases.offered(atlas, indicator):
        ways = _listed([str(way) for way in bases.offered(atlas, indicator)])
        problems.append(f"{where}, basis: {indicator} cannot be read as “{basis}”; choose {ways}.")
    provinces = _provinces(where, data, atlas, problems)
    year = _year(where, data, atlas, indicator, problems)
    if kind in NEEDS_INDICATOR and "indicator" not in data:
        problems.append(f"{where}, indicator: a {KIND_NAME[kind].lower()} needs one.")
    if kind in NEEDS_PROVINCE and not provinces and "province" not in data:
        problems.append(f"{where}, province: name at least one.")
    fewest, most = COMPARED
    if kind == Kind.COMPARE and not fewest <= len(provinces) <= most:
        problems.append(f"{where}, province: a comparison needs {fewest} to {most} provinces.")
    asked = _search(where, data, atlas, kind, problems)
    if asked != Filters() and len(provinces) > 1:
        problems.append(f"{where}, province: a search looks in one province or in all.")
    chosen = Selection(
        theme=Theme(theme) if theme else None,
        indicator=indicator or None,
        year=year,
        provinces=provinces,
        basis=Basis(basis or Basis.STATED),
        tiles=shapes == SHAPES[1],
    )
    return Item(kind, chosen, title, note, asked)


def _search(
    where: str, data: Mapping[str, Any], atlas: Atlas, kind: Kind, problems: list[str]
) -> Filters:
    """Return what a table is searched for, by the filters of the page Targets."""
    given = data.get("search", {})
    if not isinstance(given, dict):
        problems.append(f'{where}, search: write it as search = {{words = "forest"}}.')
        return Filters()
    if given and kind != Kind.TABLE:
        problems.append(f"{where}, search: only a table can be searched, not a {kind}.")
    place = f"{where}, search"
    problems += _unknown_keys(place, given, SEARCHED)
    words = given.get("words", "")
    if not isinstance(words, str) or len(words) > WORDS_LENGTH:
        problems.append(f"{place}, words: write at most {WORDS_LENGTH} characters in quotes.")
        words = ""
    known = {
        "kind": STATED,
        "comparator": Comparator,
        "year": search.all_years(atlas),
        "source": atlas.sources.index,
        "evidence": (*Evidence, YOURS),
        "flag": Flag,
    }
    told = {key: str(given[key]) if key == "year" else given[key] for key in known if key in given}
    chosen: dict[str, Any] = {key: _one(place, key, told, known[key], problems) for key in told}
    return replace(Filters(words=words.strip()), **chosen)


def _unknown_keys(where: str, data: Mapping[str, Any], known: Sequence[str]) -> list[str]:
    return [
        f"{where}: {_quoted(key)} is not known; what can stand here is {', '.join(known)}."
        for key in data
        if key not in known
    ]


def _texts(where: str, data: Mapping[str, Any], problems: list[str]) -> tuple[str, str]:
    """Return title and note, each of a sane length."""
    said = []
    for key, most in (("title", TITLE_LENGTH), ("note", NOTE_LENGTH)):
        text = data.get(key, "")
        if not isinstance(text, str):
            problems.append(f"{where}, {key}: write it as text in quotes.")
        elif len(text) > most:
            problems.append(f"{where}, {key}: {len(text)} characters; {most} is the most.")
        said.append(text.strip() if isinstance(text, str) else "")
    return said[0], said[1]


def _one(
    where: str, key: str, data: Mapping[str, Any], known: Iterable[str], problems: list[str]
) -> str:
    """Return a choice that must be one of the known; blank where it is not given."""
    asked = data.get(key, "")
    if asked in ("", None) and key != "kind":
        return ""
    offered = [str(one) for one in known]
    if isinstance(asked, str) and asked in offered:
        return asked
    problems.append(f"{where}, {key}: {_quoted(asked)} is not here; {_offer(asked, offered)}")
    return ""


def _provinces(
    where: str, data: Mapping[str, Any], atlas: Atlas, problems: list[str]
) -> tuple[str, ...]:
    asked = data.get("province", [])
    names = [asked] if isinstance(asked, str) else asked
    if not isinstance(names, list):
        problems.append(f'{where}, province: write a list, as in province = ["Hebei"].')
        return ()
    known = [NATION, *sorted(atlas.provinces.index)]
    for name in names:
        if name not in known:
            problems.append(
                f"{where}, province: {_quoted(name)} is not a province; {_offer(name, known)}"
            )
    return tuple(dict.fromkeys(name for name in names if name in known))


def _year(
    where: str, data: Mapping[str, Any], atlas: Atlas, indicator: str, problems: list[str]
) -> int | None:
    """Return the due year of an indicator; where none is named, the one with most figures."""
    if not indicator:
        return None
    known = _known_years(atlas, indicator)
    asked = data.get("year", "")
    if asked == "":
        years = query.due_years(atlas, indicator)
        asked = query.fullest_year(atlas, indicator) if years else known[-1]
    if str(asked) not in known:
        problems.append(
            f"{where}, year: nothing of {indicator} is due in {_quoted(asked)}; "
            f"choose {_listed(known)}."
        )
        return None
    return None if asked == NO_DATE else int(asked)


def _quoted(value: object) -> str:
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= QUOTED_LENGTH else text[:QUOTED_LENGTH] + '…'}”"


def _offer(asked: object, known: Sequence[str]) -> str:
    """Name what could be meant, or what there is; a long list is left to the Method page."""
    near = difflib.get_close_matches(str(asked)[:QUOTED_LENGTH], known)
    if near:
        return f"did you mean {_listed(near)}?"
    if len(known) > LISTED:
        return f"the {len(known)} ids stand in the codebook."
    return f"choose {_listed(known)}."


def _known_years(atlas: Atlas, indicator: str) -> list[str]:
    """List the years in which anything of an indicator falls due, in figures or in words."""
    rows = atlas.of_indicator(indicator)
    years = [str(year) for year in sorted(rows["year"].dropna().unique())]
    return years + ([NO_DATE] if rows["year"].isna().any() else [])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
