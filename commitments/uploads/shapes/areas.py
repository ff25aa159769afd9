"""The one area that a title, a sheet's or a file's name speaks of: a province, or a city in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from commitments.domain.model import NATION
from commitments.uploads import cities
from commitments.uploads import names as upload_names
from commitments.uploads.shapes.known import Known

LONGEST_PROSE: Final = 200  # characters that are looked through
LONGEST_NAME: Final = 14  # characters of a name in Chinese
SHORTEST_NAME: Final = 2  # one character is an abbreviation, or a part of a word
WORDS_IN_NAME: Final = 3  # `Hong Kong SAR`
SHORTEST_WORD: Final = 4  # letters: `he` and `sc` are codes, and words
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]+")
_WORD: Final = re.compile(r"[A-Za-z'’]+")


@dataclass(frozen=True, slots=True)
class Area:
    """A province or the nation, or a city (by its Chinese name) with its province."""

    province: str = ""
    city: str = ""


def named(text: str, known: Known) -> Area:
    """Return the area that a text is the name of; blank where it is none."""
    text = text.strip()
    if known.is_province(text):
        return Area(known.province(text))
    city = known.city(text)
    return Area(known.home(city), city) if city else Area()


def spoken_of(text: str, known: Known) -> Area:
    """Return the one area that a text speaks of; blank where it names none, or several."""
    whole = named(text, known)
    if whole.province:
        return whole
    found = [*_in_chinese(text[:LONGEST_PROSE], known), *_in_letters(text[:LONGEST_PROSE], known)]
    provinces = {known.province(name) for name in found} - {"", NATION}
    towns = [cities.candidates(name) for name in found if not known.province(name)]
    if len(provinces) > 1:
        return Area()
    within = {
        (city.province, city.name_zh)
        for town in towns
        for city in town
        if not provinces or city.province in provinces
    }
    if len(within) == 1 and not any(_elsewhere(town, within) for town in towns):
        return Area(*within.pop())
    return Area(provinces.pop()) if provinces and not towns else Area()


def _elsewhere(town: tuple[cities.City, ...], within: set[tuple[str, str]]) -> bool:
    """Say whether a name is that of other cities alone."""
    return not any((city.province, city.name_zh) in within for city in town)


def _in_chinese(text: str, known: Known) -> Iterator[str]:
    """Find names of areas in Chinese, the longest at each place."""
    for run in _CHINESE.findall(text):
        at = 0
        while at < len(run):
            lengths = range(min(LONGEST_NAME, len(run) - at), SHORTEST_NAME - 1, -1)
            name = next(
                (run[at : at + one] for one in lengths if _is(run[at : at + one], known)), ""
            )
            if name:
                yield name
            at += len(name) or 1


def _in_letters(text: str, known: Known) -> Iterator[str]:
    """Find names of areas in letters, the one of most words at each place."""
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        lengths = range(min(WORDS_IN_NAME, len(words) - at), 0, -1)
        joined = (" ".join(words[at : at + one]) for one in lengths)
        name = next((one for one in joined if _is_long(one) and _is(one, known)), "")
        if name:
            yield name
        at += len(name.split()) or 1


def _is_long(name: str) -> bool:
    return len(upload_names.key(name)) >= SHORTEST_WORD


def _is(name: str, known: Known) -> bool:
    return bool(known.province(name) or cities.candidates(name))
