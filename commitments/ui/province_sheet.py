"""The fact sheet of a province on its page."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.briefings import drafts
from commitments.briefings import links as brief_links
from commitments.briefings.items import Item, Kind
from commitments.briefings.links import PARAMETER
from commitments.domain.model import Selection, Theme
from commitments.figures.province import captions, markup
from commitments.language import Language, by_name, current, named, say
from commitments.queries import coverage, headline_facts, query
from commitments.queries.province_sheet import Sheet
from commitments.ui import fields
from commitments.ui.address_bar import address, link
from commitments.ui.copy_and_download import take_away
from commitments.ui.frame import heading, note, today

AIMS_SHOWN: Final = 4  # of a theme; the others are folded away
THEMES: Final = tuple(Theme)


def province_choice(atlas: Atlas) -> str:
    """Offer the provinces one at a time; one is always chosen."""
    known = by_name("province", coverage.in_the_plans(atlas))
    names = {name: named("province", name) for name in known}
    fullest = query.fullest_provinces(atlas, 1)
    return fields.one(
        say("choice.province"), known, "area", default=next(iter(fullest), known[0]), names=names
    )


def province_title(atlas: Atlas, name: str) -> str:
    """Return the name of a province in both languages."""
    other = atlas.provinces.at[name, "name_zh"] if current() == Language.ENGLISH else name
    return say("sheet.title", name=named("province", name), other=other)


def show_sheet(atlas: Atlas, sheet: Sheet) -> None:
    """Show everything of a province: its head, figures and words by theme, documents."""
    facts = headline_facts.headline(atlas, Selection(provinces=(sheet.province,)), int(today()))
    st.html(markup.head(atlas, sheet, facts, lambda peer: address("Province", province=peer)))
    for theme in THEMES:
        _theme(sheet, theme)
    heading(say("sheet.documents"), level=3)
    st.html(markup.documents(sheet))


def _theme(sheet: Sheet, theme: Theme) -> None:
    lines, aims = sheet.lines[theme], sheet.words[theme]
    if not lines and not aims:
        return
    heading(named("theme-heading", theme), level=3)
    if lines:
        titles = list(sheet.documents["title"])
        st.html(markup.table(theme, lines, _row, report=_report, listed=titles))
    if aims:
        st.html(markup.words(aims[:AIMS_SHOWN], _row))
    if aims[AIMS_SHOWN:]:
        with st.expander(say("sheet.more-aims", count=len(aims) - AIMS_SHOWN)):
            st.html(markup.words(aims[AIMS_SHOWN:], _row))


def _row(commitment: str) -> str:
    return address("Targets", row=commitment)


def _report(result: str) -> str:
    return address("Targets", result=result)


def take_sheet_away(atlas: Atlas, name: str) -> None:
    """Offer the draft of a briefing on a province, one click away, and the sheet in every form."""
    packed = brief_links.packed(drafts.draft(atlas, name))
    draft = address("Briefing", **{PARAMETER: packed})
    with st.container(key="draft-province"):
        st.html(f'<a href="{escape(draft)}">{escape(say("sheet.draft"))}</a>')
    chosen = Selection(provinces=(name,))
    take_away(
        atlas,
        atlas.targets[atlas.targets["province"] == name],
        what=captions.title(atlas, name),
        link=link(),
        item=Item(Kind.PROVINCE, chosen),
        reports=atlas.results[atlas.results["province"] == name],
    )
    note(say("sheet.rule"))
