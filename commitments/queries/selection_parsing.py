"""Parsing of a selection that somebody typed, or what can be chosen instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, TypeVar

from commitments.atlas.load import Atlas
from commitments.domain.figure_request import Kind, NotOffered
from commitments.domain.model import NATION, NO_DATE, Basis, Selection, Theme
from commitments.language import capital, either, joined, named, say
from commitments.queries import map_readings, query
from commitments.queries.progress import Order, Scales

ALL: Final = "all"
THEMES: Final = (ALL, *map(str, Theme))
BASES: Final = {
    "stated": Basis.STATED,
    "nation": Basis.NATION,
    "share": Basis.SHARE,
    "reported": Basis.REPORTED,
    "answers": Basis.ANSWERS,
}
OF_ONE_YEAR: Final = (Kind.MAP, Kind.TILES, Kind.DOTS)  # the figures of an indicator in one year
NEEDS_INDICATOR: Final = (Kind.DOTS, Kind.PROGRESS)  # where none is typed, the fullest
WITH_NATION: Final = (Kind.TIMELINE, Kind.COMPARE)  # where the nation has a lane or a column
NATION_NAMES: Final = (NATION.casefold(), "nation", "全国", "国家")
NEAREST: Final = 3
LIKE: Final = 0.5  # of 1, as difflib measures likeness
LIST: Final = "python -m commitments list {what}"

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(typed: str, kinds: type[Choice], called: str) -> Choice:
    """Return the member of an enumeration that was typed; `called` is its name: kind or size."""
    word = typed.strip().casefold()
    if word not in list(kinds):
        raise NotOffered(say(f"not-offered.{called}", typed=typed, known=either(kinds)))
    return kinds(word)


def selection(
    atlas: Atlas,
    kind: Kind,
    *,
    theme: str = "",
    indicator: str = "",
    year: str = "",
    provinces: Sequence[str] = (),
    basis: str = "",
    panels: str = "",
    scales: str = "",
) -> Selection:
    """Return the selection that was typed, blanks filled with what the atlas holds most of.

    Maps without an indicator show how much was found; a dot plot takes the theme's fullest
    indicator. Raises NotOffered with what can be chosen.
    """
    chosen = _theme(theme)
    places = tuple(dict.fromkeys(_place(atlas, kind, name) for name in provinces if name.strip()))
    if kind == Kind.PROVINCE:
        return Selection(chosen, provinces=_one_place(atlas, places))
    if not indicator.strip() and kind not in NEEDS_INDICATOR:
        if basis.strip():
            raise NotOffered(say("not-offered.basis-alone"))
        if year.strip():
            raise NotOffered(say("not-offered.year-alone"))
        return Selection(chosen, None, None, places)
    known = _indicator(atlas, indicator, chosen)
    if kind not in OF_ONE_YEAR:
        if basis.strip():
            raise NotOffered(say("not-offered.basis-of-kinds", kinds=either(OF_ONE_YEAR)))
        given = Selection(chosen, known, None, places)
        return _in_panels(given, panels, scales) if kind == Kind.PROGRESS else given
    return Selection(chosen, known, _year(atlas, known, year), places, _basis(atlas, known, basis))


def _one_place(atlas: Atlas, places: tuple[str, ...]) -> tuple[str]:
    """Return the one province of a fact sheet, the fullest where none was typed."""
    if len(places) > 1:
        raise NotOffered(say("not-offered.one-province", number=len(places)))
    (one,) = places or tuple(query.fullest_provinces(atlas, 1))
    return (one,)


def _in_panels(chosen: Selection, panels: str, scales: str) -> Selection:
    """Return a selection with the order and the scales of its panels that were typed."""
    order = one_of(panels or Order.REGION, Order, "panels")
    own = one_of(scales or Scales.COMMON, Scales, "scales") == Scales.OWN
    return replace(chosen, by_name=order == Order.NAME, own_scales=own)


def _theme(typed: str) -> Theme | None:
    word = typed.strip().casefold() or ALL
    if word not in THEMES:
        raise NotOffered(say("not-offered.theme", typed=typed, known=either(THEMES)))
    return None if word == ALL else Theme(word)


def _place(atlas: Atlas, kind: Kind, typed: str) -> str:
    """Find a province, or the nation where it can stand beside them."""
    if kind in WITH_NATION and typed.strip().casefold() in NATION_NAMES:
        return NATION
    return _province(atlas, typed)


def _province(atlas: Atlas, typed: str) -> str:
    """Find a province by its English or Chinese name or by its code."""
    word = typed.strip().casefold()
    for name, row in atlas.provinces.iterrows():
        codes = (row["iso"], row["iso"][3:], str(row["adcode"]), row["name_zh"])
        if word in (str(name).casefold(), *(code.casefold() for code in codes)):
            return str(name)
    known = {name: name for name in map(str, atlas.provinces.index)}
    known |= dict(zip(atlas.provinces["name_zh"], known, strict=True))
    near = [named("province", name) for name in _nearest(word, known)]
    raise NotOffered(say("not-offered.province", typed=typed, offer=_offer(near, "provinces")))


def _nearest(word: str, known: Mapping[str, str]) -> list[str]:
    """Return what the names nearest to a word stand for, the nearest first."""
    folded = {name.casefold(): meant for name, meant in known.items()}
    near = get_close_matches(word, folded, 2 * NEAREST, LIKE)
    return list(dict.fromkeys(folded[name] for name in near))[:NEAREST]


def _offer(near: Sequence[str], listed: str) -> str:
    """Offer what may have been meant, and say how to list what there is."""
    told = say("not-offered.list", command=LIST.format(what=listed))
    return joined([say("set-fault.near", names=either(near)), capital(told)]) if near else told


def _indicator(atlas: Atlas, typed: str, theme: Theme | None) -> str:
    """Find an indicator by its id or its name in either language."""
    if not typed.strip():
        return query.indicators(atlas, theme)[0]
    known = _names(atlas)
    word = known.get(typed.strip().casefold(), "")
    if not word:
        near = _nearest(typed.strip().casefold(), known)
        told = [say("not-offered.named", id=one, name=_name(atlas, one)) for one in near]
        offer = _offer(told, "indicators")
        raise NotOffered(say("not-offered.indicator", typed=typed, offer=offer))
    own = atlas.indicators.at[word, "theme"]
    if theme and own != theme:
        words = {"indicator": word, "own": named("theme", own), "theme": named("theme", theme)}
        raise NotOffered(say("not-offered.other-theme", **words))
    return word


def _names(atlas: Atlas) -> dict[str, str]:
    """Return every id and name of an indicator, in either language, with the id it stands for."""
    told = [name for name in ("name", "name_en", "name_zh") if name in atlas.indicators]
    ids = atlas.indicators.index
    named_so = {
        str(name).casefold(): str(one)
        for column in told
        for one, name in zip(ids, atlas.indicators[column], strict=True)
        if name
    }
    return named_so | {str(one): str(one) for one in ids}


def _name(atlas: Atlas, indicator: str) -> str:
    return str(atlas.indicators.at[indicator, "name"])


def _year(atlas: Atlas, indicator: str, typed: str) -> int | None:
    """Return the due year typed, else the one for which most provinces state the indicator."""
    years = query.due_years(atlas, indicator)
    if not years:
        raise NotOffered(say("not-offered.nothing", indicator=indicator))
    word = typed.strip().casefold() or query.fullest_year(atlas, indicator)
    if word not in years:
        words = {"indicator": indicator, "typed": typed, "years": either(years)}
        raise NotOffered(say("not-offered.year", **words))
    return None if word == NO_DATE else int(word)


def _basis(atlas: Atlas, indicator: str, typed: str) -> Basis:
    """Return the way to read an indicator's figures that was typed, in short or in full."""
    word = typed.strip().casefold()
    full = {str(basis): basis for basis in Basis}
    asked = (BASES | full).get(word, Basis.STATED if not word else None)
    offered = map_readings.offered(atlas, indicator)
    if asked in offered:
        return asked
    ways = either(name for name, basis in BASES.items() if basis in offered)
    if asked is None:
        raise NotOffered(say("not-offered.basis", typed=typed, known=ways))
    words = {"indicator": indicator, "basis": named("basis", asked), "ways": ways}
    raise NotOffered(say("not-offered.basis-of-indicator", **words))
