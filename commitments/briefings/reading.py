"""Reading a briefing from a file safely: every fault is a sentence with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from commitments.atlas.load import Atlas
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
from commitments.briefings.keys import Keys, offer, quoted
from commitments.domain.model import (
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
from commitments.domain.results import ANSWER_IN_LINK
from commitments.language import Language, either, file_errors, say
from commitments.queries import map_readings, query, search

LARGEST: Final = 64 * 1024  # bytes of a file; 40 views with long notes stay under it
DEEPEST: Final = 8  # lists and tables within one another; a set has four
WIDEST: Final = 64  # bits of a whole number; a year has eleven
NEEDS_INDICATOR: Final = (Kind.DOTS, Kind.PROGRESS)
SET_KEYS: Final = ("title", "note", "yours", "language", "item")
USES: Final = (Use.BESIDE, Use.ALONE)
STATED: Final = ("figure", "words")
SHAPES: Final = ("map", "tiles")
PANELS: Final = ("region", "name")
SCALES: Final = ("common", "own")
SEARCH_FORM: Final = 'search = {words = "forest"}'
PROVINCE_FORM: Final = 'province = ["Hebei"]'
ITEM_KEYS: Final = (
    "kind", "theme", "indicator", "year", "province", "basis", "shapes", "panels",
    "scales", "search", "title", "note",
)  # fmt: skip


def read(given: bytes, atlas: Atlas) -> Brief:
    """Read a briefing from a TOML file; InvalidBrief with every fault in words."""
    if len(given) > LARGEST:
        raise InvalidBrief([say("set-fault.too-large", most=LARGEST // 1024)])
    try:
        data = tomllib.loads(given.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidBrief([say("set-fault.not-utf8")]) from None
    except (ValueError, RecursionError) as fault:  # numbers and lists without end, too
        broken = isinstance(fault, tomllib.TOMLDecodeError)
        why = file_errors.of_toml(fault) if broken else say("set-fault.endless")
        raise InvalidBrief([say("set-fault.not-toml", why=why)]) from None
    if not data:
        raise InvalidBrief([say("set-fault.empty")])
    return checked(data, atlas)


def checked(data: Mapping[str, Any], atlas: Atlas) -> Brief:
    """Turn plain words into a briefing; InvalidBrief with every fault in words."""
    if not _is_plain(data):
        raise InvalidBrief([say("set-fault.endless")])
    problems: list[str] = []
    keys = Keys(say("set-fault.of-set"), data, problems)
    keys.only(SET_KEYS)
    title, note = keys.text("title", TITLE_LENGTH), keys.text("note", NOTE_LENGTH)
    given = data.get("item", [])
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        problems.append(say("set-fault.items"))
        given = []
    if len(given) > MOST_ITEMS:
        problems.append(say("set-fault.too-many", found=len(given), most=MOST_ITEMS))
        given = []
    items = [
        _item(Keys(say("set-fault.of-item", at=at), one, problems), atlas)
        for at, one in enumerate(given, start=1)
    ]
    yours = keys.one("yours", USES)
    language = keys.one("language", list(Language))
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


def _item(keys: Keys, atlas: Atlas) -> Item:
    keys.only(ITEM_KEYS)
    title, note = keys.text("title", TITLE_LENGTH), keys.text("note", NOTE_LENGTH)
    kind = Kind(keys.one("kind", list(Kind), needed=True) or Kind.MAP)
    theme = keys.one("theme", list(Theme))
    indicator = keys.one("indicator", list(atlas.indicators.index))
    basis = keys.one("basis", list(Basis))
    shapes = keys.one("shapes", SHAPES)
    panels, scales = keys.one("panels", PANELS), keys.one("scales", SCALES)
    if indicator and basis and basis not in map_readings.offered(atlas, indicator):
        ways = either(map_readings.offered(atlas, indicator))
        keys.fault("basis", "basis", indicator=indicator, basis=basis, ways=ways)
    provinces = _provinces(keys, atlas)
    year = None if kind == Kind.PROGRESS else _year(keys, atlas, indicator)
    _say_what_lacks(keys, kind, provinces)
    asked = _search(keys, atlas, kind)
    if asked != Filters() and len(provinces) > 1:
        keys.fault("province", "searched-provinces")
    chosen = Selection(
        theme=Theme(theme) if theme else None,
        indicator=indicator or None,
        year=year,
        provinces=provinces,
        basis=Basis(basis or Basis.STATED),
        tiles=shapes == SHAPES[1],
        by_name=panels == PANELS[1],
        own_scales=scales == SCALES[1],
    )
    return Item(kind, chosen, title, note, asked)


def _say_what_lacks(keys: Keys, kind: Kind, provinces: tuple[str, ...]) -> None:
    """Say what a view of some kind needs and was not given."""
    if kind in NEEDS_INDICATOR and "indicator" not in keys.data:
        keys.fault("indicator", "needs-indicator")
    if kind in NEEDS_PROVINCE and not provinces and "province" not in keys.data:
        keys.fault("province", "needs-province")
    if kind == Kind.PROVINCE and (len(provinces) > 1 or NATION in provinces):
        keys.fault("province", "one-province")
    fewest, most = COMPARED
    if kind == Kind.COMPARE and not fewest <= len(provinces) <= most:
        keys.fault("province", "compared", fewest=fewest, most=most)


def _search(keys: Keys, atlas: Atlas, kind: Kind) -> Filters:
    """Return what a table is searched for, by the filters of the page Targets."""
    given = keys.data.get("search", {})
    if not isinstance(given, dict):
        keys.fault("search", "search-form", example=SEARCH_FORM)
        return Filters()
    if given and kind != Kind.TABLE:
        keys.fault("search", "search-kind", kind=kind)
    known = {
        "kind": STATED,
        "comparator": Comparator,
        "year": search.all_years(atlas),
        "source": atlas.sources.index,
        "evidence": (*Evidence, YOURS),
        "flag": Flag,
        "answer": ANSWER_IN_LINK,
    }
    told = given | ({"year": str(given["year"])} if "year" in given else {})
    within = Keys(say("set-fault.of-search", where=keys.where), told, keys.problems)
    within.only(SEARCHED)
    words = given.get("words", "")
    if not isinstance(words, str) or len(words) > WORDS_LENGTH:
        within.fault("words", "search-words", most=WORDS_LENGTH)
        words = ""
    chosen: dict[str, Any] = {
        key: within.one(key, known[key], needed=key == "kind") for key in known if key in told
    }
    return replace(Filters(words=words.strip()), **chosen)


def _provinces(keys: Keys, atlas: Atlas) -> tuple[str, ...]:
    asked = keys.data.get("province", [])
    names = [asked] if isinstance(asked, str) else asked
    if not isinstance(names, list):
        keys.fault("province", "province-form", example=PROVINCE_FORM)
        return ()
    known = [NATION, *sorted(atlas.provinces.index)]
    chinese = {NATION_ZH: NATION, **{zh: name for name, zh in atlas.provinces["name_zh"].items()}}
    names = [chinese.get(name, name) if isinstance(name, str) else name for name in names]
    for name in names:
        if name not in known:
            keys.fault("province", "province", asked=quoted(name), offer=offer(name, known))
    return tuple(dict.fromkeys(name for name in names if name in known))


def _year(keys: Keys, atlas: Atlas, indicator: str) -> int | None:
    """Return the due year of an indicator; where none is named, the one with most figures."""
    if not indicator:
        return None
    known = query.years_of(atlas.of_indicator(indicator))  # the nation's among them
    asked = keys.data.get("year", "")
    if asked == "":
        years = query.due_years(atlas, indicator)
        asked = query.fullest_year(atlas, indicator) if years else known[-1]
    if str(asked) not in known:
        told = {"indicator": indicator, "asked": quoted(asked), "years": either(known)}
        keys.fault("year", "year", **told)
        return None
    return None if asked == NO_DATE else int(asked)
