"""The views of the live atlas drawn for first sight: the same data, classes, labels and words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import NO_DATE, OUTSIDE_THE_PLANS, Basis, Selection, Theme
from commitments.figures import captions, escaping, province_panel, tooltips, views
from commitments.figures.dot_plot import layout as dot_layout
from commitments.figures.dot_plot import markup as dot_markup
from commitments.figures.dot_plot.plot import DotPlot
from commitments.figures.progress import markup as progress_markup
from commitments.figures.progress import views as progress_views
from commitments.figures.province import markup as province_markup
from commitments.language import by_name, current, lists, named, say
from commitments.publish import (
    addresses,
    map_drawing,
    rendering,
    tables,
    timeline_pages,
)
from commitments.publish.sights import fields
from commitments.publish.sights.asked import TEXT, VIEW
from commitments.publish.sights.known import ALL, FEW
from commitments.publish.site import Site
from commitments.queries import (
    codebook_lists,
    coverage,
    headline_facts,
    outcomes,
    province_sheet,
    query,
    schedule,
)
from commitments.queries.progress import Asked as Panels
from commitments.queries.progress import Order
from commitments.queries.schedule import OFF, ON, Density, Grouping, Period
from commitments.words import columns

DUE_SHOWN: Final = 8
Choices = Mapping[str, str]


@dataclass(frozen=True)
class Sight:
    """A view as it is first seen: what a link to it shows elsewhere, and its markup."""

    title: str
    description: str
    markup: str
    picture: str = ""  # the address of its picture, where there is one
    link: str = ""  # the short link of the view in this language
    others: Mapping[str, str] = field(default_factory=dict)  # the same view in each language

    def written(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(self.__dict__, ensure_ascii=False).encode()


@dataclass(frozen=True)
class _Drawn:
    """What a page contributes: its texts, what its template needs, and its short link."""

    title: str
    description: str
    choices: Mapping[str, str | int | None]
    context: Mapping[str, Any]
    picture: str = ""


def sight(site: Site, page: str, choices: Choices, today: float) -> Sight:
    """Draw a view in the language spoken now."""
    atlas = site.atlas(current())
    drawn = DRAWERS[page](atlas, choices, today)
    view = {VIEW: choices.get(VIEW)}
    own = links.address(page, **{**drawn.choices, **view})
    whole = rendering.text(
        f"sights/{page.lower()}.html",
        page=page,
        title=drawn.title,
        subtitle=drawn.description,
        language=current(),
        as_text=choices.get(VIEW) == TEXT,
        fields=fields.of(atlas, page, choices, int(today)),
        links=fields.menu(page, drawn.choices, view),
        imprint=site.imprint("", links.address(page, **drawn.choices)),
        link=own,
        **drawn.context,
    )
    others = fields.in_each_language(page, {**drawn.choices, **view})
    return Sight(drawn.title, drawn.description, whole, drawn.picture, own, others)


def _card(*parts: str) -> str:
    """Return the address of the picture that a chat shows of a view, in the language spoken now."""
    return addresses.figure(current(), *parts, ending=addresses.CARD)


def _theme(choices: Choices) -> Theme | None:
    return None if choices["theme"] == ALL else Theme(choices["theme"])


def _map(atlas: Atlas, choices: Choices, _: float) -> _Drawn:
    indicator = choices["indicator"]
    due = choices["year"]
    asked = Selection(
        theme=_theme(choices),
        indicator=indicator,
        year=None if due == NO_DATE else int(due),
        basis=Basis(choices["basis"]),
        tiles=choices["shapes"] == "tiles",
    )
    view = views.map_view(atlas, asked)
    kind = "tiles" if asked.tiles else "map"
    stated = asked.basis == Basis.STATED
    parts = (kind, indicator, addresses.due(asked.year))
    context = {
        "view": view,
        "theme": atlas.indicators.at[indicator, "theme"],
        "shapes": map_drawing.drawn(view.job, tiles=asked.tiles),
        "dots": view.plot and _dots(view.plot),
        "table": tables.of_rows(view.rows, columns.FOUND, _row, led="full_label"),
        "reports": tables.plain(view.reports, columns.REPORTED),
    }
    picture = _card(*parts) if stated else ""
    return _Drawn(view.title, view.subtitle, asked.choices(), context, picture)


def _dots(plot: DotPlot) -> Markup:
    drawn = dot_markup.on_page(dot_layout.laid_out(plot), plot.theme, say("told.plot"))
    return escaping.markup(drawn)


def _row(address: str) -> str:
    """Lead to a commitment's row, where the published pages lead to its own page."""
    name = address.strip("/").rpartition("/")[2]
    return "/" + links.address("Targets", row=name)


def _progress(atlas: Atlas, choices: Choices, today: float) -> _Drawn:
    asked = Panels(
        choices["indicator"], Order(choices["panels"]), own_scales=choices["scales"] == "own"
    )
    view = progress_views.progress_view(atlas, asked)
    theme = str(atlas.indicators.at[asked.indicator, "theme"])
    panels = progress_markup.multiples(
        view.panels,
        theme=theme,
        own_scales=asked.own_scales,
        by_region=asked.order == Order.REGION,
        today=today,
        chosen=(),
        address=lambda name: "/" + links.address("Province", province=name),
    )
    context = {
        "view": view,
        "theme": theme,
        "panels": escaping.markup(progress_markup.key(theme) + panels),
        "words": tables.plain(view.words, {name: name for name in view.words}, said=True),
        "table": tables.of_rows(view.rows, columns.FOUND, _row, led="full_label"),
        "reports": tables.plain(view.reports, columns.REPORTED),
    }
    given = {"theme": choices["theme"], **asked.choices()}
    return _Drawn(view.title, view.subtitle, given, context, _card("progress", asked.indicator))


def _overview(atlas: Atlas, choices: Choices, today: float) -> _Drawn:
    theme, name = _theme(choices), choices.get("province", "")
    found = views.coverage_view(atlas, theme)
    lead = captions.headline(atlas, int(today))
    given = {"theme": choices["theme"], "province": name}
    context = {
        "lead": rendering.inline(lead),
        "found": found,
        "theme": str(theme or ""),
        "shapes": map_drawing.drawn(found.job),
        "panel": escaping.markup(_panel(atlas, theme, name, int(today))),
    }
    title = say("title") if theme is None else found.title
    picture = _card("overview", str(theme or ALL))
    return _Drawn(title, lead.replace("**", ""), given, context, picture)


def _panel(atlas: Atlas, theme: Theme | None, name: str, today: int) -> str:
    """Write the panel beside the overview's map: all provinces, or one."""
    counted = coverage.counted_by_theme(atlas, name or None)
    if not name:
        years = coverage.counted_by_year(atlas, theme, today)
        read = codebook_lists.read_documents(atlas)["evidence"].value_counts().sort_index()
        return province_panel.everywhere(counted, years, read, theme=theme)
    area = atlas.provinces.loc[name]
    if not counted.to_numpy().any():
        state = query.coverage(atlas, None).at[name, "state"]
        return province_panel.empty(name, area, tooltips.state_sentence(state))
    ahead = schedule.due_next(atlas, name, today, most=DUE_SHOWN, theme=theme)
    return province_panel.province(
        name,
        area,
        themes=counted,
        ahead=query.described(ahead),
        documents=codebook_lists.documents(atlas, name),
        today=today,
        past=outcomes.fell_due(atlas, name, theme),
    )


def _timeline(atlas: Atlas, choices: Choices, today: float) -> _Drawn:
    every = choices["every"] == ON
    covered = by_name(
        "province", (name for name in atlas.provinces.index if name not in OUTSIDE_THE_PLANS)
    )
    view = schedule.View(
        _theme(choices),
        tuple(covered) if every else tuple(filter(None, choices["province"].split(","))),
        choices["national"] != OFF,
        Grouping(choices["group"]),
        Density(choices["density"]),
        Period(choices["years"]),
        every=every,
    )
    laid = timeline_pages.laid(atlas, view, today)
    context = {
        "view": laid,
        "theme": str(view.theme or ""),
        "places": lists.listed([named("province", one) for one in view.provinces]),
        "key": {"marks": timeline_pages.MARKS, "signs": timeline_pages.SIGNS},
        "table": tables.of_rows(laid.rows, columns.TIMELINE, _row),
        "reports": tables.plain(laid.reports, columns.REPORTED_BESIDE),
    }
    subject = _timeline_subject(atlas, view)
    picture = _card("timeline", subject) if subject else ""
    return _Drawn(laid.title, laid.subtitle, view.choices(), context, picture)


def _timeline_subject(atlas: Atlas, view: schedule.View) -> str:
    """Return whose timeline is drawn as a picture; blank for a choice that none shows."""
    if view.theme is not None:
        return str(view.theme) if view.every else ""
    if len(view.provinces) == 1:
        return addresses.place(view.provinces[0])
    fresh = set(view.provinces) == set(query.fullest_provinces(atlas, FEW))
    return ALL if fresh else ""


def _province(atlas: Atlas, choices: Choices, today: float) -> _Drawn:
    name = choices["province"]
    sheet = province_sheet.sheet(atlas, name)
    facts = headline_facts.headline(atlas, Selection(provinces=(name,)), int(today))

    def row(commitment: str) -> str:
        return "/" + links.address("Targets", row=commitment)

    def report(result: str) -> str:
        return "/" + links.address("Targets", result=result)

    def peer(other: str) -> str:
        return "/" + links.address("Province", province=other)

    parts = [
        (
            str(theme),
            province_markup.table(theme, lines, row, report=report) if lines else "",
            province_markup.words(sheet.words[theme], row) if sheet.words[theme] else "",
        )
        for theme in Theme
        for lines in [sheet.lines[theme]]
    ]
    context = {
        "head": escaping.markup(province_markup.head(atlas, sheet, facts, peer)),
        "groups": [(one, escaping.markup(a), escaping.markup(b)) for one, a, b in parts if a or b],
        "theme": "",
        "documents": escaping.markup(province_markup.documents(sheet)),
    }
    other = atlas.provinces.at[name, "name_zh"] if current() == "en" else name
    title = say("sheet.title", name=named("province", name), other=other)
    picture = _card("province", addresses.place(name))
    return _Drawn(title, say("sheet.subtitle"), {"province": name}, context, picture)


DRAWERS: Final[Mapping[str, Callable[[Atlas, Choices, float], _Drawn]]] = {
    "Map": _map,
    "Progress": _progress,
    "Overview": _overview,
    "Timeline": _timeline,
    "Province": _province,
}
