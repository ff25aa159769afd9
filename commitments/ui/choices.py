"""This module offers the choices of a page; each stands in the URL and is restored from it.

Streamlit can bind a widget to the URL itself, but then the link carries the words of the label,
which change with a wording or a language. Here a link carries ids, and says what it ignores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

from commitments import bases, captions, links, query, search
from commitments.briefings.items import WORDS_LENGTH
from commitments.compare.lines import Order
from commitments.language import capital, named, say
from commitments.load import Atlas
from commitments.model import (
    NATION,
    NO_DATE,
    Basis,
    Comparator,
    Filters,
    Flag,
    Selection,
    Theme,
)
from commitments.schedule import OFF, ON
from commitments.ui import steps, yours
from commitments.ui.frame import kept, note, plain, row

ALL: Final = "all"
THEMES: Final = (ALL, "air", "water", "carbon", "ecology")
SHAPES: Final = ("map", "tiles")
KINDS: Final = ("figure", "words")
PARAMETER: Final = {"area": "province", "provinces": "province"}  # where it is not the key itself
ASKED_LENGTH: Final = WORDS_LENGTH  # characters of a link's value that are looked at: all 31 names


def theme() -> Theme | None:
    """Offer the themes; None is all of them."""
    chosen = segmented(say("choice.theme"), THEMES, "theme", family="theme")
    return None if chosen == ALL else Theme(chosen)


@steps.one_step()
def selection(atlas: Atlas) -> Selection:
    """Offer theme, indicator, due year and province of a map; never a choice without a figure."""
    with row():
        chosen = theme()
        names, drawable = atlas.indicators["name"].to_dict(), kept(query.indicators, atlas, chosen)
        if not drawable:
            note(captions.nothing_to_map(chosen))
            st.stop()
        indicator = _one(say("choice.indicator"), drawable, "indicator", names=names)
        fullest = kept(query.fullest_year, atlas, indicator)
        year = _one(
            say("choice.year"),
            kept(query.due_years, atlas, indicator),
            "year",
            default=fullest,
            names={NO_DATE: say("choice.no-date")},
        )
        area = province(atlas)
    ways = [str(basis) for basis in bases.offered(atlas, indicator)]
    with row("reading"):
        basis = segmented(say("choice.basis"), ways, "basis", named=False, family="basis")
        shapes = segmented(say("choice.shapes"), SHAPES, "shapes", named=False, family="shapes")
    return Selection(
        theme=chosen,
        indicator=indicator,
        year=None if year == NO_DATE else int(year),
        provinces=(area,) if area else (),
        basis=Basis(basis),
        tiles=shapes != SHAPES[0],
    )


def province(atlas: Atlas) -> str | None:
    """Offer the provinces one at a time, as a list beside the map's clicks."""
    known = sorted(atlas.provinces.index)
    blank = say("choice.click-or-choose")
    label = say("choice.province")
    return _optional(label, known, "area", blank=blank, family="province") or None


def provinces(atlas: Atlas, *, default: Sequence[str], most: int | None = None) -> tuple[str, ...]:
    """Offer several provinces at once, in the URL as `province=Hebei,Jilin`."""
    known = [NATION, *sorted(atlas.provinces.index)]
    if "provinces" not in st.session_state:
        st.session_state["provinces"] = _linked_provinces(known, default, most)
    chosen = st.multiselect(
        say("choice.provinces"),
        known,
        key="provinces",
        format_func=lambda one: named("province", one),
        placeholder=say("choice.choose-provinces"),
        max_selections=most,
    )
    keep("provinces", ",".join(chosen), ",".join(default))
    return tuple(chosen)


def _linked_provinces(known: Sequence[str], default: Sequence[str], most: int | None) -> list[str]:
    """Return the provinces of the link, none where it says so; say which are left out."""
    asked = _asked("provinces")
    came = list(dict.fromkeys(name for name in asked.split(",") if name))
    say_ignored("province", [name for name in came if name not in known])
    here = [name for name in came if name in known]
    if most and len(here) > most:
        st.info(say("choice.too-many", number=len(here), most=most))
    emptied = not asked and PARAMETER["provinces"] in st.query_params
    return here[:most] if here or emptied else list(default)


def switch(label: str, key: str, *, default: bool) -> bool:
    """Offer a switch, in the URL as `off` or `on` where it is not as on a fresh page."""
    if key not in st.session_state:
        asked = _asked(key)
        if asked and asked not in (OFF, ON):
            say_ignored(key, [asked])
        st.session_state[key] = asked == ON if asked in (OFF, ON) else default
    chosen = st.toggle(label, key=key)
    keep(key, ON if chosen else OFF, ON if default else OFF)
    return bool(chosen)


def order() -> Order:
    """Offer what stands on top of a comparison."""
    return Order(
        segmented(say("choice.order"), [str(one) for one in Order], "order", family="order")
    )


def filters(atlas: Atlas) -> Filters:
    """Offer a search and the filters of the Targets page."""
    st.session_state.setdefault("q", _asked("q"))
    words = st.text_input(
        say("choice.search"),
        key="q",
        live=True,
        placeholder=say("choice.search-hint"),
        max_chars=ASKED_LENGTH,
    )
    keep("q", words, "")
    with row():
        chosen = theme()
        areas = [NATION, *sorted(atlas.provinces.index)]
        area = _optional(say("choice.province"), areas, "area", family="province")
        kind = _optional(say("choice.kind"), KINDS, "kind", family="kind")
        undated = {NO_DATE: say("choice.no-date")}
        year = _optional(say("choice.due"), search.all_years(atlas), "due", names=undated)
        with st.popover(say("choice.more")):
            ways = list(Comparator)
            comparator = _optional(
                say("choice.comparator"), ways, "comparator", family="comparator"
            )
            evidence = _optional(say("choice.evidence"), search.grades(atlas), "evidence")
            flag = _optional(say("choice.flag"), list(Flag), "flag", family="flag")
            titles = atlas.sources["title"].to_dict()
            known = sorted(titles, key=titles.get)
            source = _optional(say("choice.source"), known, "source", names=titles)
    return Filters(words, chosen, area, kind, comparator, year, source, evidence, flag)


def link() -> str:
    """Return the link of the view as it stands in the address bar, without the host."""
    page_name = urlsplit(st.context.url or "").path.rsplit("/", 1)[-1]
    given = urlencode(dict(st.query_params), safe=",")
    return f"{page_name}?{given}" if given else page_name


def whole_link(link: str) -> str:
    """Return a view's link with the address under which the reader reached the atlas."""
    here = urlsplit(st.context.url or "")
    host = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    return f"{host}/{link.lstrip('/')}"


def address(name: str, **choices: str | int | None) -> str:
    """Return the short link of a view, as it stands on a figure: `Map?theme=water&…`."""
    return links.address(name, **choices | {links.YOURS: yours.mode()})


def segmented(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    named: bool = True,
    names: Mapping[str, str] | None = None,
    family: str = "",
) -> str:
    """Offer a few options side by side; the first is the default and leaves the link short."""
    _restore(key, options, options[0])
    chosen = st.segmented_control(
        label,
        options,
        key=key,
        required=True,
        format_func=lambda option: capital(_called(option, names, family)),
        label_visibility="visible" if named else "collapsed",
    )
    keep(key, chosen, options[0])
    return str(chosen or options[0])


def _one(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    default: str | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    _restore(key, options, options[0] if default is None else default)
    named = names or {}
    chosen = st.selectbox(label, options, key=key, format_func=lambda o: named.get(o, o))
    keep(key, chosen, None)
    return str(chosen)


def _optional(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    blank: str = "",
    names: Mapping[str, str] | None = None,
    family: str = "",
) -> str:
    known = ["", *map(str, options)]
    named = {"": blank or say("choice.any")} | dict(names or {})
    _restore(key, known, "")
    chosen = st.selectbox(
        label,
        known,
        key=key,
        format_func=lambda option: _called(option, named, family),
        placeholder=named[""],
    )
    keep(key, chosen, "")
    return str(chosen)


def asked_row(former_ids: Mapping[str, str] | None = None) -> str:
    """Return the id of the row that the link names, by its present id; blank where none."""
    asked = st.query_params.get("row", "")[:ASKED_LENGTH]
    return (former_ids or {}).get(asked, asked)


def _called(option: str, names: Mapping[str, str] | None, family: str) -> str:
    """Return what an option is called: by its own name, or by the name its family gives it."""
    return (names or {}).get(option) or (named(family, option) if family else option)


def _asked(key: str) -> str:
    """Return what the link asks of a choice, cut to a sane length; blank where it asks nothing."""
    asked = st.query_params.get(PARAMETER.get(key, key), "")[:ASKED_LENGTH]
    return asked.split(",")[0] if key == "area" else asked


def _restore(key: str, options: Sequence[str], default: str) -> None:
    """Set a choice from the link on its first run; say so where the link asks for the unknown."""
    if st.session_state.get(key) in options:
        return
    asked = "" if key in st.session_state else _asked(key)
    if asked and asked not in options:
        say_ignored(PARAMETER.get(key, key), [asked])
    st.session_state[key] = asked if asked in options and asked else default


def say_ignored(name: str, unknown: Sequence[str]) -> None:
    """Say what a link asks for that is not here."""
    for word in unknown:
        st.info(say("choice.ignored", what=named("asked", name), asked=plain(word)))


def keep(key: str, value: str | None, default: str | None) -> None:
    """Write a choice to the URL; a default leaves it short, where the link does not name it."""
    name = PARAMETER.get(key, key)
    if value != default:
        steps.keep(name, value)
    elif value is None or st.query_params.get(name) != value:
        steps.keep(name, None)
