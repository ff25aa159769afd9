"""Fields of a page; each choice stands in the URL and is restored from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.domain.model import (
    NATION,
    NO_DATE,
    Basis,
    Comparator,
    Filters,
    Flag,
    Selection,
    Theme,
)
from commitments.domain.results import ANSWER_IN_LINK
from commitments.figures import captions
from commitments.language import by_name, named, say
from commitments.queries import map_readings, own_reports, query, search
from commitments.queries.comparison import Order
from commitments.ui import address_bar, browser_history, fields
from commitments.ui.frame import kept, note, row
from commitments.words import answers as answer_words

ALL: Final = "all"
THEMES: Final = (ALL, "air", "water", "carbon", "ecology")
SHAPES: Final = ("map", "tiles")
KINDS: Final = ("figure", "words")


def theme() -> Theme | None:
    """Offer the themes; None is all of them."""
    chosen = fields.segmented(say("choice.theme"), THEMES, "theme", family="theme")
    return None if chosen == ALL else Theme(chosen)


@browser_history.one_step()
def selection(atlas: Atlas) -> Selection:
    """Offer theme, indicator, due year and province of a map; never a choice without a figure."""
    with row():
        chosen = theme()
        names, drawable = (
            atlas.indicators["name"].to_dict(),
            kept(query.mapped_indicators, atlas, chosen),
        )
        if not drawable:
            note(captions.nothing_to_map(chosen))
            st.stop()
        indicator = fields.one(say("choice.indicator"), drawable, "indicator", names=names)
        fullest = kept(query.fullest_year, atlas, indicator)
        is_reported = kept(own_reports.is_reported_alone, atlas, indicator)
        year = fields.one(
            say("choice.year-reported" if is_reported else "choice.year"),
            kept(query.due_years, atlas, indicator),
            "year",
            default=fullest,
            names={NO_DATE: say("choice.no-date")},
        )
        area = province(atlas)
    ways = [str(basis) for basis in kept(map_readings.offered, atlas, indicator)]
    with row("reading"):
        basis = fields.segmented(say("choice.basis"), ways, "basis", named=False, family="basis")
        shapes = fields.segmented(
            say("choice.shapes"), SHAPES, "shapes", named=False, family="shapes"
        )
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
    known = by_name("province", atlas.provinces.index)
    blank = say("choice.click-or-choose")
    label = say("choice.province")
    return fields.optional(label, known, "area", blank=blank, family="province") or None


def provinces(
    atlas: Atlas,
    *,
    default: Sequence[str],
    most: int | None = None,
    key: str = "provinces",
    nation: bool = True,
    blank: str = "",
) -> tuple[str, ...]:
    """Offer several provinces at once, in the URL as `province=Hebei,Jilin`."""
    known = [NATION] * nation + by_name("province", atlas.provinces.index)
    if key not in st.session_state:
        st.session_state[key] = _linked_provinces(known, default, most)
    chosen = st.multiselect(
        say("choice.provinces"),
        known,
        key=key,
        format_func=lambda one: named("province", one),
        placeholder=blank or say("choice.choose-provinces"),
        max_selections=most,
        select_all=False,  # Enter takes the first match, not all of them
        wrap=True,  # all that are chosen are seen
    )
    address_bar.keep(key, ",".join(chosen), ",".join(default))
    return tuple(chosen)


def _linked_provinces(known: Sequence[str], default: Sequence[str], most: int | None) -> list[str]:
    """Return the provinces of the link, none where it says so; say which are left out."""
    asked = address_bar.asked("provinces")
    came = list(dict.fromkeys(name for name in asked.split(",") if name))
    address_bar.say_ignored("province", [name for name in came if name not in known])
    here = [name for name in came if name in known]
    if most and len(here) > most:
        st.info(say("choice.too-many", number=len(here), most=most))
    emptied = not asked and address_bar.PARAMETER["provinces"] in st.query_params
    return here[:most] if here or emptied else list(default)


def order() -> Order:
    """Offer what stands on top of a comparison."""
    return Order(
        fields.segmented(say("choice.order"), [str(one) for one in Order], "order", family="order")
    )


@browser_history.one_step()
def filters(atlas: Atlas) -> Filters:
    """Offer a search and the filters of the Targets page; a row that they leave out is let go."""
    if not isinstance(st.session_state.get("q"), str):
        st.session_state["q"] = address_bar.asked("q")
    words = st.text_input(
        say("choice.search"),
        key="q",
        live=True,
        placeholder=say("choice.search-hint"),
        max_chars=address_bar.ASKED_LENGTH,
    )
    address_bar.keep("q", words, "")
    with row():
        chosen = theme()
        areas = [NATION, *by_name("province", atlas.provinces.index)]
        area = fields.optional(say("choice.province"), areas, "area", family="province")
        kind = fields.optional(say("choice.kind"), KINDS, "kind", family="kind")
        undated = {NO_DATE: say("choice.no-date")}
        year = fields.optional(say("choice.due"), search.all_years(atlas), "due", names=undated)
        told = {link: answer_words.name(kind) for link, kind in ANSWER_IN_LINK.items()}
        answer = fields.optional(say("column.answer"), list(told), "answer", names=told)
        with st.popover(say("choice.more")):
            ways = list(Comparator)
            comparator = fields.optional(
                say("choice.comparator"), ways, "comparator", family="comparator"
            )
            grades, graded = search.grades(atlas), say("choice.evidence")
            evidence = fields.optional(graded, grades, "evidence", family="evidence-grade")
            flag = fields.optional(say("choice.flag"), list(Flag), "flag", family="flag")
            titles = atlas.sources["title"].to_dict()
            known = sorted(titles, key=titles.get)
            source = fields.optional(say("choice.source"), known, "source", names=titles)
    asked = Filters(words, chosen, area, kind, comparator, year, source, evidence, flag, answer)
    opened = address_bar.asked_row(atlas.former_ids)
    seen = opened and address_bar.ROWS_SEEN in st.session_state
    if seen and opened not in set(search.matching(atlas, asked)["id"]):
        browser_history.keep("row", None)
    return asked
