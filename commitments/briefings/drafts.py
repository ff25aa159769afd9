"""Drafts of a briefing: a first set of views for a province or a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commitments.atlas.load import Atlas
from commitments.briefings.items import Brief, Item, Kind
from commitments.domain.model import NATION, NO_DATE, Selection, Theme
from commitments.language import listed, named, say
from commitments.queries import query

STARTED: Final = 3  # provinces of the widest draft that is offered
FAR: Final = "9999"  # sorts behind every year


def starts(atlas: Atlas) -> list[tuple[tuple[str, ...], Theme | None]]:
    """Return what first drafts are of: a province, three side by side, two on another theme."""
    names = tuple(query.fullest_provinces(atlas, STARTED))
    offered = [(names[:1], None), (names, Theme.ECOLOGY), (names[:2], Theme.CARBON)]
    return [one for at, one in enumerate(offered) if len(names) >= (1, STARTED, 2)[at]]


def drafted(atlas: Atlas, provinces: Sequence[str], theme: Theme | None = None) -> Brief:
    """Draft a briefing on one province, or a comparison of several."""
    if len(provinces) == 1:
        return draft(atlas, provinces[0], theme)
    return draft_comparison(atlas, provinces, theme)


def draft(atlas: Atlas, province: str, theme: Theme | None = None) -> Brief:
    """Draft a briefing on one province: facts with a map, its sheet, its timeline, the nation."""
    alone = (province,)
    opening = _with_map(atlas, alone, theme)
    items = [Item(Kind.FACTS, opening)]
    if province != NATION and theme is None:
        items.append(Item(Kind.PROVINCE, Selection(provinces=alone)))
    if opening.indicator:
        items.append(Item(Kind.DOTS, opening))
    items.append(Item(Kind.TIMELINE, Selection(theme, provinces=alone)))
    if province != NATION:
        items.append(Item(Kind.COMPARE, Selection(theme, provinces=(province, NATION))))
    return Brief(title=title(alone, theme), items=tuple(items))


def draft_comparison(atlas: Atlas, provinces: Sequence[str], theme: Theme | None) -> Brief:
    """Draft a briefing on two to four provinces: facts with a map, a timeline, a table."""
    several = tuple(provinces)
    chosen = Selection(theme, provinces=several)
    return Brief(
        title=title(several, theme),
        items=(
            Item(Kind.FACTS, _with_map(atlas, several, theme)),
            Item(Kind.TIMELINE, chosen),
            Item(Kind.COMPARE, chosen),
        ),
    )


def title(provinces: Sequence[str], theme: Theme | None) -> str:
    """Name the draft of some provinces, on one theme or all."""
    names = listed([named("province", name) for name in provinces])
    if theme is None:
        return say("draft.title", provinces=names)
    return say("draft.title-of-theme", provinces=names, theme=named("theme", theme))


def _with_map(atlas: Atlas, provinces: tuple[str, ...], theme: Theme | None) -> Selection:
    """Choose the map that shows most: figures of most of these provinces, then of most others."""
    wide = query.figures(query.province_wide(query.themed(atlas.targets, theme)))
    if wide.empty:
        return Selection(theme, provinces=provinces)
    year = wide["year"].astype("str").fillna(NO_DATE).replace("<NA>", NO_DATE)
    counts = wide.assign(due=year, ours=wide["province"].where(wide["province"].isin(provinces)))
    told = counts.groupby(["indicator", "due"])[["ours", "province"]].nunique().reset_index()
    undated = told["due"].where(told["due"] != NO_DATE, FAR)
    best = told.assign(due_order=undated).sort_values(
        ["ours", "province", "due_order", "indicator"], ascending=[False, False, True, True]
    )
    indicator, due = best.iloc[0][["indicator", "due"]]
    return Selection(
        theme, str(indicator), None if due == NO_DATE else int(due), provinces=provinces
    )
