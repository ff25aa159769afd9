"""Requests for data and figures by their addresses: what they ask for, or why they cannot have it.

The addresses are those of the published folder; a live server answers any indicator and due year
of which something is held, where the folder has only those that are worth a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from commitments.domain.figure_request import Format, Kind, NothingHeld, NotOffered, Order
from commitments.domain.model import NATION, NO_DATE, Selection, Theme
from commitments.language import Language, current, named, say, speaking
from commitments.publish import addresses, data_files, map_pages, pieces, timeline_pages
from commitments.publish.addresses import CARD
from commitments.publish.pieces import Piece, Pieces
from commitments.publish.site import Drawn, Site

PREFIXES: Final = ("data/", "figure/", "embed/", "assets/")
MAPS: Final = ("map", "tiles", "dots")
WHOLE: Final = ("targets.csv", "results.csv", "sources.csv", "indicators.csv", "indicators.json",
                "datapackage.json", "openapi.json")  # fmt: skip
_OF_INDICATOR: Final = re.compile(r"data/(?P<name>[\w-]+?)(?P<end>\.csv|\.json|\.metadata\.json)")
_MAP: Final = re.compile(
    r"figure/(?P<language>\w+)/(?P<kind>\w+)/(?P<indicator>[\w-]+)/(?P<year>[\w-]+)\.(?P<end>[\w.]+)"
)
_OF_SUBJECT: Final = re.compile(
    r"figure/(?P<language>\w+)/(?P<kind>overview|timeline|progress|province)/(?P<subject>[\w-]+)"
    r"\.(?P<end>[\w.]+)"
)
_EMBED: Final = re.compile(
    r"embed/(?P<language>\w+)/map/(?P<indicator>[\w-]+)/(?P<year>[\w-]+)/?(?:index\.html)?"
)
_DATA_PAGE: Final = re.compile(r"data/?")
SHOWN: Final = 60  # letters of an address that are repeated to whoever asked
CARD_SIZE: Final = (1200, 630)
PICTURES: Final = ("svg", "png", CARD)
ALL_THEMES: Final = "all"
ENDINGS: Final = {
    "map": (*PICTURES, "csv", "json"),
    "tiles": PICTURES,
    "dots": PICTURES,
    "overview": PICTURES[1:],
    "timeline": PICTURES,
    "progress": PICTURES[1:],
    "province": PICTURES[1:],
}


def answer(held: Pieces, path: str) -> dict[str, bytes]:
    """Return the file of an address, and those that were made along with it; NotOffered if none."""
    if path.startswith("assets/"):
        return _known(pieces.assets(), path)
    if _DATA_PAGE.fullmatch(path):
        (page,) = held.files(Piece("list", "data", str(Language.ENGLISH))).values()
        return {path: page}
    if path.removeprefix("data/") in WHOLE:
        return data_files.whole(held.site)
    for pattern, made in (
        (_MAP, _map),
        (_OF_SUBJECT, _of_subject),
        (_EMBED, _embed),
    ):
        found = pattern.fullmatch(path)
        if found:
            asked = found.groupdict()
            with speaking(_language(asked["language"])):
                return made(held.site, path, asked)
    found = _OF_INDICATOR.fullmatch(path)
    if found:
        return data_files.of_indicator(held.site, _indicator(held.site, found["name"]))
    raise NothingHeld(say("request.unknown", path=path[:SHOWN]))


def _known(files: Mapping[str, bytes], path: str) -> dict[str, bytes]:
    if path not in files:
        raise NothingHeld(say("request.unknown", path=path[:SHOWN]))
    return {path: files[path]}


def _language(name: str) -> Language:
    if name not in list(Language):
        raise NotOffered(say("request.language", name=name[:SHOWN]))
    return Language(name)


def _indicator(site: Site, name: str) -> str:
    if name not in site.any.indicators.index:
        raise NotOffered(say("request.indicator", name=name[:SHOWN]))
    return name


def _drawn(site: Site, asked: Mapping[str, str]) -> Drawn:
    """Return the map that is asked for, one that the folder would not have among them."""
    indicator = _indicator(site, asked["indicator"])
    known = {addresses.due(one.year): one for one in site.drawn(indicator)}
    if asked["year"] not in known:
        years = say("list.between").join(known) or say("request.none")
        told = {"name": asked["year"][:SHOWN], "indicator": indicator, "years": years}
        raise NothingHeld(say("request.year", **told))
    return known[asked["year"]]


def _map(site: Site, path: str, asked: Mapping[str, str]) -> dict[str, bytes]:
    kind, ending = asked["kind"], asked["end"]
    if kind not in MAPS:
        kinds = say("list.between").join(MAPS)
        raise NotOffered(say("request.kind", name=kind[:SHOWN], kinds=kinds))
    _require(kind, ending)
    drawn = _drawn(site, asked)
    if ending in ("png", CARD):
        chosen = Selection(drawn.theme, drawn.indicator, drawn.year)
        return {path: _picture(site, Order(Kind(kind), chosen), ending)}
    made = map_pages.files(site, drawn)
    if path not in made:  # of words alone no dot plot is drawn
        endings = say("list.between").join(("png", CARD))
        raise NothingHeld(say("request.ending", name=ending, endings=endings))
    return made


def _of_subject(site: Site, path: str, asked: Mapping[str, str]) -> dict[str, bytes]:
    """Print a figure of a theme, a province or an indicator; a timeline is a drawing too."""
    kind, ending = asked["kind"], asked["end"]
    _require(kind, ending)
    if ending == "svg" and asked["subject"] != ALL_THEMES:
        return _timeline(site, path, asked)
    if ending == "svg":
        _require("overview", ending)  # of all themes a picture alone is drawn
    return {path: _picture(site, ORDERS[kind](site, asked["subject"]), ending)}


def _overview(_: Site, name: str) -> Order:
    """Order the map of what was found, of a theme or of all."""
    known = (ALL_THEMES, *map(str, Theme))
    if name not in known:
        themes = say("list.between").join(known)
        raise NotOffered(say("request.theme", name=name[:SHOWN], themes=themes))
    return Order(Kind.MAP, Selection(_theme(name)))


def _timeline_order(site: Site, name: str) -> Order:
    """Order the timeline of a province or the nation, or of a theme with a lane for each province.

    All themes are drawn as the page opens: for the provinces of which most was found.
    """
    if name == ALL_THEMES:
        return Order(Kind.TIMELINE, Selection())
    if name in list(Theme):
        lanes = timeline_pages.view_of(site, name).provinces
        return Order(Kind.TIMELINE, Selection(Theme(name), provinces=lanes))
    known = {addresses.place(one): one for one in (NATION, *site.provinces)}
    if name not in known:
        raise NotOffered(say("request.subject", name=name[:SHOWN]))
    return Order(Kind.TIMELINE, Selection(provinces=(known[name],)))


def _progress_order(site: Site, name: str) -> Order:
    """Order the panels of what was promised and reported of an indicator."""
    theme = site.any.indicators.at[_indicator(site, name), "theme"]
    return Order(Kind.PROGRESS, Selection(Theme(theme), name))


def _province_order(site: Site, name: str) -> Order:
    """Order the fact sheet of a province."""
    known = {addresses.place(one): one for one in site.provinces}
    if name not in known:
        raise NotOffered(say("request.province", name=name[:SHOWN]))
    return Order(Kind.PROVINCE, Selection(provinces=(known[name],)))


def _theme(name: str) -> Theme | None:
    return None if name == ALL_THEMES else Theme(name)


ORDERS: Final[Mapping[str, Callable[[Site, str], Order]]] = {
    "overview": _overview,
    "timeline": _timeline_order,
    "progress": _progress_order,
    "province": _province_order,
}


def _require(kind: str, ending: str) -> None:
    if ending not in ENDINGS[kind]:
        endings = say("list.between").join(ENDINGS[kind])
        raise NotOffered(say("request.ending", name=ending[:SHOWN], endings=endings))


def _picture(site: Site, order: Order, ending: str) -> bytes:
    """Print a figure as PNG, as the command `figure` does; a card has the form of a preview."""
    from commitments.prints import figures  # brings matplotlib

    made: bytes = figures.figure(site.atlas(current()), order).file(Format.PNG)
    return _on_a_card(made) if ending == CARD else made


def _on_a_card(picture: bytes) -> bytes:
    """Set a picture into the middle of a card, as large as it holds."""
    card, written = Image.new("RGB", CARD_SIZE, "white"), BytesIO()
    with Image.open(BytesIO(picture)) as whole:
        fitted = ImageOps.contain(whole.convert("RGB"), CARD_SIZE, Image.Resampling.LANCZOS)
    across, down = (room - size for room, size in zip(CARD_SIZE, fitted.size, strict=True))
    card.paste(fitted, (across // 2, down // 2))
    card.save(written, "PNG", optimize=True)
    return written.getvalue()


def _embed(site: Site, path: str, asked: Mapping[str, str]) -> dict[str, bytes]:
    drawn = _drawn(site, asked)
    made = map_pages.files(site, drawn)
    return made | {path: made[addresses.file(addresses.embed(current(), *drawn.parts))]}


def _timeline(site: Site, path: str, asked: Mapping[str, str]) -> dict[str, bytes]:
    subjects = [*map(str, Theme), NATION, *site.provinces]
    known = {addresses.place(one): one for one in subjects}
    if asked["subject"] not in known:
        raise NotOffered(say("request.subject", name=asked["subject"][:SHOWN]))
    made = timeline_pages.files(site, known[asked["subject"]])
    if path not in made:
        raise NothingHeld(say("request.empty", name=named("province", known[asked["subject"]])))
    return made


def led_on(path: str, choices: Mapping[str, str]) -> str:
    """Return where a figure stands that is asked for by choices: `figure/en/map?indicator=…`."""
    parts = path.strip("/").split("/")
    indicator, year = choices.get("indicator", ""), choices.get("year", "")
    if len(parts) != len(("figure", "en", "map")) or not (indicator and year):
        return ""
    due = addresses.UNDATED if year == NO_DATE else year
    end = "/" if parts[0] == "embed" else f".{choices.get('format', 'svg')}"
    return f"{'/'.join(parts)}/{indicator}/{due}{end}"
