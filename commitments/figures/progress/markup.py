"""The small multiples as markup: a link for each panel, its name, its answer, its drawing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from html import escape
from typing import Final

from commitments.domain.model import NATION
from commitments.figures.progress import captions, panel, scales
from commitments.language import named
from commitments.queries.progress import Panel

GRADIENTS: Final = (
    '<svg class="defs" aria-hidden="true"><defs>'
    '<linearGradient id="progress-up" x1="0" y1="1" x2="0" y2="0">'
    '<stop class="from"/><stop class="to" offset="1"/></linearGradient>'
    '<linearGradient id="progress-down" x1="0" y1="0" x2="0" y2="1">'
    '<stop class="from"/><stop class="to" offset="1"/></linearGradient></defs></svg>'
)


def key(theme: str, *, today: str = "") -> str:
    """Return the key to the marks of the panels; `today` names its line, if it is another day."""
    marks = {
        "reported": '<g class="run"><path d="M3 10L15 6"/><circle cx="3" cy="10" r="2.2"/>'
        '<circle cx="15" cy="6" r="3"/></g>',
        "at-least": '<g class="target"><rect class="band" fill="url(#progress-up)" x="8" y="-2" '
        'width="13" height="14"/><path class="line" d="M8 12H21"/></g>',
        "at-most": '<g class="target"><rect class="band" fill="url(#progress-down)" x="8" y="4" '
        'width="13" height="14"/><path class="line" d="M8 4H21"/></g>',
        "reach": '<g class="target"><circle class="dot" cx="15" cy="8" r="4.4"/></g>',
        "missed": '<path class="gap" d="M15 0V16"/>',
        "break": '<path class="break" d="M7 12l2 -7M10 12l2 -7"/>'
        '<g class="run other"><circle cx="21" cy="8" r="2.6"/></g>',
        "today": '<path class="today" d="M15 0V16"/>',
    }
    names = {name: named("progress-key", name) for name in marks}
    names |= {"today": today} if today else {}
    told = "".join(
        f'<span><svg viewBox="0 0 30 16">{drawn}</svg>{escape(names[name])}</span>'
        for name, drawn in marks.items()
    )
    return (
        f'<div class="progress-key progress-marks {escape(theme)}" aria-hidden="true">{told}</div>'
    )


def multiples(
    panels: Sequence[Panel],
    *,
    theme: str,
    own_scales: bool,
    by_region: bool,
    today: float,
    chosen: Collection[str],
    address: Callable[[str], str],
) -> str:
    """Return all panels; `address` gives where the name of a province leads."""
    years, common = scales.years(panels), scales.values(panels)
    made, region = [], ""
    for one in panels:
        first = one.region if by_region and one.region != region else ""
        region = one.region
        values = scales.values([one]) if own_scales else common
        inner = panel.svg(panel.drawing(one, years, values, today=today))
        made.append(_linked(one, inner, address, region=first, picked=one.province in chosen))
    grouped = " regions" * by_region
    return f'<div class="progress{grouped} {escape(theme)}">{GRADIENTS}{"".join(made)}</div>'


def _linked(
    one: Panel, inner: str, address: Callable[[str], str], *, region: str, picked: bool
) -> str:
    name = escape(named("province", one.province))
    said = escape(captions.answer(one))
    quiet = "" if one.runs or one.targets else " bare"
    nation, chosen = " nation" * (one.province == NATION), " picked" * picked
    classes = f"panel{nation}{chosen}{quiet}"
    above = f"<i>{escape(named('region', region))}</i>" if region else ""
    head = f"{above}<b>{name}</b><span>{said}</span>"
    alt = escape(captions.panel_in_words(one))
    if one.province == NATION:
        return f'<div class="{classes}" role="group" aria-label="{alt}">{head}{inner}</div>'
    href = escape(address(one.province))
    return f'<a class="{classes}" href="{href}" aria-label="{alt}">{head}{inner}</a>'
