"""This module reads a briefing from a file safely: every fault is a sentence with its place."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from commitments import bases, query, reasons, search
from commitments.briefings.items import (
    COMPARED,
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
from commitments.language import Language, either, say
from commitments.load import Atlas
from commitments.model import (
    NATION,
    NATION_ZH,
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
DEEPEST: Final = 8  # lists and tables within one another; a set has four
WIDEST: Final = 64  # bits of a whole number; a year has eleven
QUOTED_LENGTH: Final = 40  # characters of a wrong value that are repeated
LISTED: Final = 40  # names; more are no longer an answer
NEEDS_INDICATOR: Final = (Kind.DOTS,)
SET_KEYS: Final = ("title", "note", "yours", "language", "item")
USES: Final = (Use.BESIDE, Use.ALONE)
STATED: Final = ("figure", "words")
SHAPES: Final = ("map", "tiles")
SEARCH_FORM: Final = 'search = {words = "forest"}'
PROVINCE_FORM: Final = 'province = ["Hebei"]'
ITEM_KEYS: Final = (
    "kind", "theme", "indicator", "year", "province", "basis", "shapes", "search", "title",
    "note",
)  # fmt: skip


def read(given: bytes, atlas: Atlas) -> Brief:
    """Read a briefing from a TOML file; InvalidBrief with every fault in words."""
    if len(given) > LARGEST:
        raise InvalidBrief([say("set-fault.too-large", most=LARGEST // 1024)])
    try:
        data = tomllib.loads(given.decode("utf-8"))
    except UnicodeDecodeError:
        raise InvalidBrief([say("set-fault.not-utf8")]) from None
    except (ValueError, RecursionError) as fault:  # numbers and lists without end, too
        broken = isinstance(fault, tomllib.TOMLDecodeError)
        why = reasons.of_toml(fault) if broken else say("set-fault.endless")
        raise InvalidBrief([say("set-fault.not-toml", why=why)]) from None
    if not data:
        raise InvalidBrief([say("set-fault.empty")])
    return checked(data, atlas)


def checked(data: Mapping[str, Any], atlas: Atlas) -> Brief:
    """Turn plain words into a briefing; InvalidBrief with every fault in words."""
    if not _is_plain(data):
        raise InvalidBrief([say("set-fault.endless")])
    whole = say("set-fault.of-set")
    problems = _unknown_keys(whole, data, SET_KEYS)
    title, note = _texts(whole, data, problems)
    given = data.get("item", [])
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        problems.append(say("set-fault.items"))
        given = []
    if len(given) > MOST_ITEMS:
        problems.append(say("set-fault.too-many", found=len(given), most=MOST_ITEMS))
        given = []
    items = [
        _item(say("set-fault.of-item", at=at), one, atlas, problems)
        for at, one in enumerate(given, start=1)
    ]
    yours = _one(whole, "yours", data, USES, problems)
    language = _one(whole, "language", data, list(Language), problems)
    if problems:
        needs_table = [say("set-fault.needs-table")] if yours and not atlas.own else []
        raise InvalidBrief(needs_table + problems)
    return Brief(title, note, tuple(items), yours, language)


def _is_plain(data: Mapping[str, Any]) -> bool:
    """Say whether lists, tables and numbers are of a size that a message can repeat."""
    waiting: list[tuple[Any, int]] = [(data, 0)]
    while waiting:
        found, depth = waiting.pop()
        if depth > DEEPEST or (isinstance(found, int) and found.bit_length() > WIDEST):
            return False
        if isinstance(found, Mapping | list):
            within = found.values() if isinstance(found, Mapping) else found
            waiting += [(one, depth + 1) for one in within]
    return True


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
        ways = either(bases.offered(atlas, indicator))
        words = {"indicator": indicator, "basis": basis, "ways": ways}
        problems.append(_fault(where, "basis", "basis", **words))
    provinces = _provinces(where, data, atlas, problems)
    year = _year(where, data, atlas, indicator, problems)
    if kind in NEEDS_INDICATOR and "indicator" not in data:
        problems.append(_fault(where, "indicator", "needs-indicator"))
    if kind in NEEDS_PROVINCE and not provinces and "province" not in data:
        problems.append(_fault(where, "province", "needs-province"))
    fewest, most = COMPARED
    if kind == Kind.COMPARE and not fewest <= len(provinces) <= most:
        problems.append(_fault(where, "province", "compared", fewest=fewest, most=most))
    asked = _search(where, data, atlas, kind, problems)
    if asked != Filters() and len(provinces) > 1:
        problems.append(_fault(where, "province", "searched-provinces"))
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
        problems.append(_fault(where, "search", "search-form", example=SEARCH_FORM))
        return Filters()
    if given and kind != Kind.TABLE:
        problems.append(_fault(where, "search", "search-kind", kind=kind))
    place = say("set-fault.of-search", where=where)
    problems += _unknown_keys(place, given, SEARCHED)
    words = given.get("words", "")
    if not isinstance(words, str) or len(words) > WORDS_LENGTH:
        problems.append(_fault(place, "words", "search-words", most=WORDS_LENGTH))
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


def _fault(where: str, key: str, what: str, **words: object) -> str:
    """Say what is wrong with one key, after its place."""
    why = say(f"set-fault.{what}", **words)
    return say("set-fault.at-key", where=where, name=key, why=why)


def _unknown_keys(where: str, data: Mapping[str, Any], known: Sequence[str]) -> list[str]:
    listed = say("list.between").join(known)
    strange = [_quoted(key) for key in data if key not in known]
    told = [say("set-fault.unknown-key", name=key, known=listed) for key in strange]
    return [say("set-fault.at", where=where, why=why) for why in told]


def _texts(where: str, data: Mapping[str, Any], problems: list[str]) -> tuple[str, str]:
    """Return title and note, each of a sane length."""
    said = []
    for key, most in (("title", TITLE_LENGTH), ("note", NOTE_LENGTH)):
        text = data.get(key, "")
        if not isinstance(text, str):
            problems.append(_fault(where, key, "text-form"))
        elif len(text) > most:
            problems.append(_fault(where, key, "text-length", length=len(text), most=most))
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
    offer = _offer(asked, offered)
    problems.append(_fault(where, key, "not-here", asked=_quoted(asked), offer=offer))
    return ""


def _provinces(
    where: str, data: Mapping[str, Any], atlas: Atlas, problems: list[str]
) -> tuple[str, ...]:
    asked = data.get("province", [])
    names = [asked] if isinstance(asked, str) else asked
    if not isinstance(names, list):
        problems.append(_fault(where, "province", "province-form", example=PROVINCE_FORM))
        return ()
    known = [NATION, *sorted(atlas.provinces.index)]
    chinese = {NATION_ZH: NATION, **{zh: name for name, zh in atlas.provinces["name_zh"].items()}}
    names = [chinese.get(name, name) if isinstance(name, str) else name for name in names]
    for name in names:
        if name not in known:
            words = {"asked": _quoted(name), "offer": _offer(name, known)}
            problems.append(_fault(where, "province", "province", **words))
    return tuple(dict.fromkeys(name for name in names if name in known))


def _year(
    where: str, data: Mapping[str, Any], atlas: Atlas, indicator: str, problems: list[str]
) -> int | None:
    """Return the due year of an indicator; where none is named, the one with most figures."""
    if not indicator:
        return None
    known = query.years_of(atlas.of_indicator(indicator))  # the nation's among them
    asked = data.get("year", "")
    if asked == "":
        years = query.due_years(atlas, indicator)
        asked = query.fullest_year(atlas, indicator) if years else known[-1]
    if str(asked) not in known:
        words = {"indicator": indicator, "asked": _quoted(asked), "years": either(known)}
        problems.append(_fault(where, "year", "year", **words))
        return None
    return None if asked == NO_DATE else int(asked)


def _quoted(value: object) -> str:
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= QUOTED_LENGTH else text[:QUOTED_LENGTH] + '…'}”"


def _offer(asked: object, known: Sequence[str]) -> str:
    """Name what could be meant, or what there is; a long list is left to the Method page."""
    near = difflib.get_close_matches(str(asked)[:QUOTED_LENGTH], known)
    if near:
        return say("set-fault.near", names=either(near))
    if len(known) > LISTED:
        return say("set-fault.many", number=len(known))
    return say("set-fault.choose", names=either(known))
