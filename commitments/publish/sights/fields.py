"""The fields and the menu of a page at first sight: links and lists that work without script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import NO_DATE, Theme
from commitments.figures.timelines import captions as timeline_captions
from commitments.language import Language, by_name, capital, current, named, say, speaking
from commitments.publish.sights.asked import SCALES, SHAPES, TEXT, VIEW
from commitments.publish.sights.known import ALL, THEMES
from commitments.queries import coverage, map_readings, query
from commitments.queries.progress import Order
from commitments.queries.schedule import Density, Grouping

PAGES: Final = ("Overview", "Map", "Timeline", "Progress", "Compare", "Province", "Targets",
                "Briefing", "Your data", "Method")  # fmt: skip
CARRIED: Final = ("theme", "indicator", "year", "province")  # from page to page
Choices = Mapping[str, str]
Link = Mapping[str, str | int | None]
Option = tuple[str, str, str]  # value, words, link


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a page: a few options side by side, each a link, or a list to choose from."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str
    listed: bool = False


def of(atlas: Atlas, page: str, choices: Choices, today: int) -> list[list[Field]]:
    """Return the fields of a page, row by row, as the live page has them."""
    return ROWS[page](_Maker(atlas, page, choices, today))


class _Maker:
    """Makes the fields of one view."""

    def __init__(self, atlas: Atlas, page: str, choices: Choices, today: int) -> None:
        self.atlas = atlas
        self.choices = choices
        self.today = today
        self._page = page

    def few(self, name: str, label: str, options: Mapping[str, str]) -> Field:
        """Return options side by side; the first is what a fresh page shows."""
        first = next(iter(options))
        told = tuple(
            (value, capital(words), self._link(name, "" if value == first else value))
            for value, words in options.items()
        )
        return Field(name, label, told, self.choices[name])

    def list(self, name: str, label: str, options: Mapping[str, str]) -> Field:
        """Return a list."""
        told = tuple((value, words, "") for value, words in options.items())
        return Field(name, label, told, self.choices.get(name, ""), listed=True)

    def _link(self, name: str, value: str) -> str:
        usual = {"theme": ALL, "basis": "figures", "shapes": SHAPES[0], "scales": SCALES[0]}
        usual |= {"panels": str(Order.REGION), "years": "all", "national": "on", "every": "off"}
        usual |= {"group": str(Grouping.PROVINCE), "density": str(Density.COMPACT)}
        given = {key: one for key, one in self.choices.items() if one != usual.get(key)}
        return _whole(self._page, {**given, name: value})

    def theme(self) -> Field:
        """Return the themes."""
        return self.few("theme", say("choice.theme"), _named("theme", THEMES))

    def indicator(self, names: Iterable[str]) -> Field:
        """Return the indicators of the theme."""
        called = self.atlas.indicators["name"]
        told = {name: str(called[name]) for name in names}
        return self.list("indicator", say("choice.indicator"), told)

    def province(self, names: Iterable[str], blank: str = "") -> Field:
        """Return the provinces."""
        none = {"": blank} if blank else {}
        label = say("choice.province")
        return self.list("province", label, none | _named("province", names))


def _named(family: str, options: Iterable[str]) -> dict[str, str]:
    return {str(one): named(family, one) for one in options}


def _theme(choices: Choices) -> Theme | None:
    return None if choices["theme"] == ALL else Theme(choices["theme"])


def _map(make: _Maker) -> list[list[Field]]:
    atlas, indicator = make.atlas, make.choices["indicator"]
    due = {NO_DATE: say("choice.no-date")}
    years = {year: due.get(year, year) for year in query.due_years(atlas, indicator)}
    bases = _named("basis", map_readings.offered(atlas, indicator))
    names = by_name("province", atlas.provinces.index)
    return [
        [
            make.theme(),
            make.indicator(query.indicators(atlas, _theme(make.choices))),
            make.list("year", say("choice.year"), years),
            make.province(names, say("choice.click-or-choose")),
        ],
        [make.few("basis", "", bases), make.few("shapes", "", _named("shapes", SHAPES))],
    ]


def _progress(make: _Maker) -> list[list[Field]]:
    names = query.measured(make.atlas, _theme(make.choices))
    orders = make.few("panels", "", _named("panel-order", Order))
    return [
        [make.theme(), make.indicator(names)],
        [orders, make.few("scales", "", _named("scales", SCALES))],
    ]


def _overview(make: _Maker) -> list[list[Field]]:
    names = by_name("province", make.atlas.provinces.index)
    return [[make.theme(), make.province(names, say("choice.click-or-choose"))]]


def _timeline(make: _Maker) -> list[list[Field]]:
    periods = timeline_captions.periods(make.today)
    years = make.few("years", say("timeline.years"), periods)
    lanes = make.few("group", say("timeline.lanes"), _named("grouping", Grouping))
    density = make.few("density", say("timeline.density"), _named("density", Density))
    return [[make.theme(), years, lanes, density]]


def _province(make: _Maker) -> list[list[Field]]:
    known = coverage.in_the_plans(make.atlas)
    return [[make.province(by_name("province", known))]]


ROWS: Final[Mapping[str, Callable[[_Maker], list[list[Field]]]]] = {
    "Map": _map,
    "Progress": _progress,
    "Overview": _overview,
    "Timeline": _timeline,
    "Province": _province,
}


def menu(page: str, choices: Link, view: Link) -> dict[str, list[tuple[str, str, bool]]]:
    """Return the links of the masthead: the pages, and this view as text and in other languages."""
    carried = {**{key: choices.get(key) for key in CARRIED}, **view}
    pages = [(named("page", one), _whole(one, carried), one == page) for one in PAGES]
    other = {VIEW: None if view.get(VIEW) else TEXT}
    form = say("view.drawn" if view.get(VIEW) else "view.text")
    spoken = in_each_language(page, {**choices, **view})
    languages = [
        (named("language", one), f"/{spoken[str(one)].lstrip('/')}", str(one))
        for one in Language
        if one != current()
    ]
    return {
        "pages": pages,
        "form": [(form, _whole(page, {**choices, **other}), False)],
        "languages": languages,  # type: ignore[dict-item]
    }


def in_each_language(page: str, choices: Link) -> dict[str, str]:
    """Return the short link of a view in each language, which it names."""
    found = {}
    for language in Language:
        with speaking(language):
            link = links.address(page, **choices)
        english = f"{'&' if '?' in link else '?'}{links.LANG}={Language.ENGLISH}"
        found[str(language)] = link + english * (language == Language.ENGLISH)
    return found


def _whole(page: str, choices: Link) -> str:
    """Return a link from the root."""
    return "/" + links.address(page, **choices).lstrip("/")
