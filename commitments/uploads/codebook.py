"""Additions to the codebook that a reader's table brings along, for that reader alone.

New indicators, places with their degrees, units of new indicators, and the reader's documents,
all marked as the reader's own.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, quoted
from commitments.atlas.check.codebook import LATITUDES, LONGITUDES
from commitments.atlas.units import Units
from commitments.domain.model import YOURS, Better, Theme
from commitments.language import Language, LazyText, lazy, named, say, speaking
from commitments.uploads import own_units, two_languages, word_lists
from commitments.uploads.comparators import Unclear
from commitments.uploads.names import CODEBOOKS, key

SOURCE: Final = "your-table"  # the source of rows that name no document
MOST_DOCUMENTS: Final = 300  # more are not listed one by one
MOST_INDICATORS: Final = 200  # new ones; more are words in the wrong column
MOST_UNITS: Final = 50
MOST_PLACES: Final = 2_000
COUNTED_BY: Final = "counted_by"  # the words before what a ratio is counted by
LONGEST_NAME: Final = 120  # characters of an indicator's, a unit's or a place's name
NEAR: Final = 0.8  # of difflib's ratio: likelier a slip than a name of its own
SHORTEST_PART: Final = 3  # characters of a name that may be a part of a known one
_WITH_UNIT: Final = re.compile(r"(?P<name>[^()]+)\((?P<unit>[^()]+)\)\s*")
OF_WORDS: Final = (Theme.AIR, Theme.WATER, Theme.CARBON, Theme.ECOLOGY)  # tried in this order


@dataclass(slots=True)
class Described:
    """What the rows of a table say of one new indicator; the first word on each point counts."""

    id: str
    said: dict[str, str] = field(default_factory=dict)
    units: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)  # the units as they are written
    sizes: list[tuple[str, float]] = field(default_factory=list)  # unit and size of each figure
    figures: int = 0
    inferred: list[LazyText] = field(default_factory=list)

    def count(self, unit: str, typed: str, value: str, times: Decimal) -> None:
        """Count the unit of one figure, and note the figure's size."""
        self.units[unit] += 1
        self.typed[typed] += 1
        try:
            self.sizes.append((unit, abs(float(value.replace(",", ""))) * float(times)))
        except ValueError:
            return

    @property
    def unit(self) -> str:
        """The unit that most figures have; blank where none has one."""
        return self.units.most_common(1)[0][0] if self.units else ""


class IndicatorNames:
    """The indicators of a codebook under their ids and names, English and Chinese."""

    def __init__(self, known: Iterable[tuple[str, str, str, str, str]]) -> None:
        self._ids: dict[str, str] = {}
        self._units: dict[str, set[str]] = {}
        twice: set[str] = set()
        for indicator, english, chinese, unit, unit_zh in known:
            for name in {indicator, english, chinese}:
                if self._ids.setdefault(key(name), indicator) != indicator:
                    twice.add(key(name))
            self._units[indicator] = {key(unit), key(unit_zh)}
        for name in twice | {""}:
            self._ids.pop(name, None)
        for indicator, names in word_lists.indicators().items():
            for name in names if indicator in self._units else ():
                self._ids.setdefault(key(name), indicator)

    def written(self) -> Iterable[str]:
        """Return every name, as `key` writes it."""
        return self._ids

    def id(self, cell: str) -> str:
        """Return the id of the indicator that a cell names; blank where it names none.

        Its own unit may stand behind the name: `Forest coverage (%)`.
        """
        found = self._ids.get(key(cell), "")
        if not found and (noted := _noted(cell)):
            named = self._ids.get(key(noted["name"]), "")
            found = named if key(noted["unit"]) in self._units.get(named, ()) else ""
        return found or two_languages.alike(cell, lambda part: self._ids.get(key(part), ""))

    def near(self, cell: str) -> list[str]:
        """List the ids that a cell may have meant: a slip of a letter, or a part of a name."""
        noted = _noted(cell)
        typed = key(noted["name"] if noted else cell)[:LONGEST_NAME]
        close = difflib.get_close_matches(typed, self._ids, cutoff=NEAR)
        wide = len(typed) >= SHORTEST_PART
        inside = [name for name in self._ids if wide and _is_part(typed, name)][:3]
        return list(dict.fromkeys(self._ids[name] for name in [*close, *inside]))[:3]


def indicator_names(known: pd.DataFrame) -> IndicatorNames:
    """Return the names of a codebook's indicators."""
    columns = known[["name", "name_zh", "unit", "unit_zh"]].astype(str)
    return _indicator_names(tuple(columns.itertuples(name=None)))


@lru_cache(maxsize=CODEBOOKS)
def _indicator_names(known: tuple[tuple[str, str, str, str, str], ...]) -> IndicatorNames:
    return IndicatorNames(known)


def _is_part(typed: str, name: str) -> bool:
    """Say whether a text is a part of a name, and more than what it is counted by: per GDP."""
    counted_by = word_lists.meaning(COUNTED_BY)
    return typed in name and not any(f"{by}{typed}" in name for by in counted_by)


def _noted(cell: str) -> re.Match[str] | None:
    """Part a name from what stands in brackets behind it; a text too long for a name has none."""
    if len(cell) > LONGEST_NAME:
        return None
    return _WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", cell))


def slug(cell: str, taken: Iterable[str], order: int) -> str:
    """Make the id of a new indicator from its name: `Whale count` is `whale_count`."""
    made = re.sub(r"[^a-z0-9]+", "_", cell.casefold()).strip("_")[:40].strip("_")
    made = re.sub(r"_+", "_", made)
    if not re.match(r"[a-z]", made):
        made = f"{YOURS}_{order}"
    return made if made not in set(taken) else f"{made}_{YOURS}_{order}"


def theme_of(cell: str) -> str:
    """Return the theme that a cell names; blank where it names none."""
    return _themes().get(cell.strip().casefold(), "")


def better_of(cell: str) -> str:
    """Return the wanted direction that a cell names; blank where it names none."""
    return _directions().get(cell.strip().casefold(), "")


def likely_theme(name: str) -> Theme:
    """Infer a theme from a name: the first theme of whose words one occurs in it."""
    spoken = set(re.findall(r"[a-z0-9.]+", name.casefold()))
    for theme in OF_WORDS:
        for word in _words(f"theme-words.{theme}"):
            if word in spoken or f"{word}s" in spoken or (not word.isascii() and word in name):
                return theme
    return Theme.OVERALL


@lru_cache(maxsize=1)
def _themes() -> Mapping[str, str]:
    """Return the themes by every word for them."""
    return {word: one for one in Theme for word in (one, *_words(f"theme-names.{one}"))}


@lru_cache(maxsize=1)
def _directions() -> Mapping[str, str]:
    """Return the wanted directions by every word for them."""
    return {word: one for one in Better for word in (one, *_words(f"direction-names.{one}"))}


@lru_cache(maxsize=32)
def _words(family: str) -> tuple[str, ...]:
    """Return the words of a text in both languages: a table may be written in either."""
    return tuple(word for language in Language for word in _said(language, family).split())


def with_indicators(codebook: Codebook, new: Sequence[Described]) -> Codebook:
    """Add a reader's indicators; blank points take the plainest meaning."""
    if not new:
        return codebook
    rows = {one.id: _indicator(one, codebook.units) for one in new}
    added = pd.DataFrame.from_dict(rows, orient="index", dtype="str")
    columns = list(codebook.indicators.columns)
    joined = pd.concat([codebook.indicators, added.reindex(columns=columns, fill_value="")])
    return replace(codebook, indicators=joined.rename_axis(codebook.indicators.index.name))


def _indicator(one: Described, units: Units) -> dict[str, str]:
    name = one.said["name"]
    theme, better = one.said.get("theme"), one.said.get("better")
    unit = own_units.fitting(one.sizes, one.unit, units)
    if not unit and one.figures:
        unit = own_units.PLAIN
        one.inferred.append(lazy("upload.plain-numbers"))
    if not theme:
        theme = str(likely_theme(name))
        one.inferred.append(lazy("upload.theme-inferred", theme=LazyText(named, "theme", theme)))
    if not better:
        one.inferred.append(lazy("upload.direction-none"))
    return {
        "name": name,
        "name_zh": one.said.get("name_zh") or name,
        "theme": theme,
        "unit": unit,
        "better": better or str(Better.NONE),
        "additive": "yes" if own_units.adds_up(unit, name, units) else "no",
        "bounded_by_area": "no",
        "definition": one.said.get("definition")
        or _said(Language.ENGLISH, "upload.own-definition"),
        "definition_zh": one.said.get("definition")
        or _said(Language.CHINESE, "upload.own-definition"),
        "unit_zh": own_units.in_chinese(unit, one.typed, one.sizes, units),
    }


def _said(language: Language, key: str, **words: str) -> str:
    """Say a text in one language, whichever the reader speaks."""
    with speaking(language):
        return say(key, **words)


def with_units(codebook: Codebook, new: Mapping[str, str]) -> Codebook:
    """Add units with what pint takes for them; blank ones are converted to nothing."""
    if not new:
        return codebook
    known = codebook.units
    return replace(
        codebook,
        units=Units(
            known.expressions | dict(new),
            known.symbols | {unit: unit for unit in new},
            known.offered,
            known.symbols_zh | {unit: unit for unit in new},
            known.multiples_zh,
        ),
    )


def with_places(codebook: Codebook, new: Mapping[str, tuple[str, float, float, str]]) -> Codebook:
    """Add places by name: province, lat and lon (degrees, EPSG:4326), Chinese name."""
    if not new:
        return codebook
    rows = {
        name: {"province": home, "lat": lat, "lon": lon, "source": YOURS, "name_zh": chinese}
        for name, (home, lat, lon, chinese) in new.items()
    }
    added = pd.DataFrame.from_dict(rows, orient="index").reindex(columns=codebook.places.columns)
    joined = pd.concat([codebook.places, added])
    return replace(codebook, places=joined.rename_axis(codebook.places.index.name))


def degrees(lat: str, lon: str) -> tuple[float, float]:
    """Read the degrees of a place; Unclear where they do not lie in China."""
    try:
        found = float(lat), float(lon)
    except ValueError:
        raise Unclear("upload.not-degrees", lat=quoted(lat), lon=quoted(lon)) from None
    bounds = zip(found, (LATITUDES, LONGITUDES), strict=True)
    if not all(low <= degree <= high for degree, (low, high) in bounds):
        raise Unclear("upload.not-in-china", lat=lat, lon=lon)
    return found


def with_sources(codebook: Codebook, titles: Mapping[str, str]) -> Codebook:
    """Add a reader's documents by id and title; a known one keeps its dates under the new id.

    `titles` gives each new id the title, or the id of the known document that it repeats.
    """
    columns = list(codebook.sources.columns)
    rows = {}
    for made, title in titles.items():
        known = codebook.sources.loc[title].to_dict() if title in codebook.sources.index else {}
        called = known.get("title", title)
        called_zh = known.get("title_zh", "") or title
        rows[made] = dict.fromkeys(columns, "") | {
            "title": _said(Language.ENGLISH, "upload.own-title", title=called),
            "title_zh": _said(Language.CHINESE, "upload.own-title", title=called_zh),
            "issuer": known.get("issuer", "") or _said(Language.ENGLISH, "upload.own-issuer"),
            "issuer_zh": known.get("issuer_zh", "") or _said(Language.CHINESE, "upload.own-issuer"),
            "kind": "your own table",
            "issued": known.get("issued", ""),
            "published": known.get("published", ""),
            "evidence": YOURS,
        }
    added = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="str")
    joined = pd.concat([codebook.sources, added])
    return replace(codebook, sources=joined.rename_axis(codebook.sources.index.name))
