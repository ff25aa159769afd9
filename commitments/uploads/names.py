"""Columns and provinces that a table names in its own way.

A near miss is never guessed: Shaanxi (陕西) and Shanxi (山西) are two provinces, and their names
written with tone marks differ by one accent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import pandas as pd

from commitments.domain.model import NATION, YearBasis
from commitments.language import Language, enumerated, in_either, named, say, speaking
from commitments.uploads import two_languages, word_lists
from commitments.uploads.units import TRADITIONAL

PASSED_OVER: Final = (
    " \t\n-_'’.·\u200b\u200c\u200d\ufeff\u00ad"  # blanks, hyphens, what has no width
)
CODEBOOKS: Final = 4  # whose names are kept: the atlas's, and those before it was edited
LONGEST_NAMED: Final = 300  # characters: a document's title
CITY_PROVINCES: Final = ("Beijing", "Chongqing", "Shanghai", "Tianjin", "Hong Kong", "Macau")
TWO_DIGITS: Final = 2  # of a code of GB/T 2260: the province's
LONGEST_AREA: Final = 60  # characters; a longer cell names no province
CORNER: Final = re.compile(r"[\\/／＼|]")
_COUNTRY: Final = r"(?:P\.?\s?R\.?\s?)?(?:China|CHN|CN|中国)"
COUNTRY: Final = re.compile(
    rf"\s*(?:[,，/]\s*{_COUNTRY}|[(\[（]\s*{_COUNTRY}\s*[)\]）])\s*$|^\s*(?:China|中国)\s*[-–,，:：/]\s*",
    re.IGNORECASE,
)
OTHER_LETTERS: Final = re.compile(r"\s*CN\.[A-Z]{2}\s*", re.IGNORECASE)  # CN.HE is Henan there


def key(text: str) -> str:
    """Write a name without case, blanks, hyphens and full-width letters; accents stay.

    What is longer than any name is none, and stays as it is: eighteen letters can stand in one.
    """
    return narrowed(text) if len(text) <= LONGEST_NAMED else text


@lru_cache(maxsize=65536)
def narrowed(text: str) -> str:
    """Write a name so that those that read alike are alike; kept until a table is read."""
    narrow = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).casefold()
    return "".join(c for c in narrow if c not in PASSED_OVER)


@lru_cache(maxsize=1)
def _columns() -> Mapping[str, str]:
    """Return the columns by every header that means them."""
    return {
        key(word): column
        for column, words in word_lists.headers().items()
        for word in (column, *words)
    }


def column(header: str) -> str:
    """Return the column that a header names, in English, Chinese or both; blank for any other."""
    return _column(header) or two_languages.alike(header, _column)


def _column(header: str) -> str:
    return _columns().get(key(header), "")


def corner(header: str) -> str:
    """Return the column that a header's corner names beside provinces: `年份\\地区` is the year."""
    columns = {column(part.strip()) for part in CORNER.split(header)}
    others = columns - {"province", "place"}
    return others.pop() if len(others) == 1 < len(columns) else ""


def provinces(known: pd.DataFrame) -> Mapping[str, str]:
    """Return every way to write a province (by `key`) with its English name; the nation too."""
    rows = known.reindex(columns=["name_zh", "iso", "adcode"], fill_value="").astype(str)
    return _provinces(tuple(rows.itertuples(name=None)))


@lru_cache(maxsize=CODEBOOKS)
def _provinces(known: tuple[tuple[str, str, str, str], ...]) -> Mapping[str, str]:
    more = word_lists.provinces()
    words = {key(word): NATION for word in (NATION, *more.get(NATION, ()))}
    for name, chinese, iso, adcode in known:
        written = [name, chinese, *more.get(name, ())]
        long = [word for word in written if len(word) > 1]
        ranked = [word + rank for word in long for rank in _ranks(name)]
        for word in (*written, *_codes(iso, adcode), *ranked):
            words.setdefault(key(word), name)
    words.pop("", None)
    return MappingProxyType(words)


def _ranks(province: str) -> tuple[str, ...]:
    """Return the ranks that may stand behind a name: 吉林市 is a city, and 上海市 is not."""
    own = word_lists.meaning("rank.city") if province in CITY_PROVINCES else ()
    return (*word_lists.meaning("rank"), *own)


def _codes(iso: str, adcode: str) -> list[str]:
    """Return a province's codes: ISO with letters and with digits, GB/T 2260 of six and of two."""
    two = adcode[:TWO_DIGITS]
    return [iso, iso[-2:], adcode, *([two, f"CN-{two}"] if two.isdecimal() else [])]


def province(cell: str, words: Mapping[str, str]) -> str:
    """Return the province, or the nation, that a cell names for certain; blank where it does not.

    Letters behind `CN.` are another list's than ISO 3166, where they mean other provinces. The
    name may stand in both languages, and beside that of the country.
    """
    typed = code(cell)
    if OTHER_LETTERS.fullmatch(cell) or (typed[:1].isdigit() and not typed.isdigit()):
        return ""
    found = words.get(key(typed), "")
    if found or len(cell) > LONGEST_AREA:
        return found
    return words.get(key(without_country(cell)), "") or two_languages.alike(
        cell, lambda part: words.get(key(part), "")
    )


def without_country(cell: str) -> str:
    """Take the country off an area's name: `Beijing (CN)`, `Hebei, China`, `中国-河北`."""
    return COUNTRY.sub("", cell).strip()


@lru_cache(maxsize=16)
def _meant(meaning: str) -> frozenset[str]:
    return frozenset(map(key, word_lists.meaning(meaning)))


def means(cell: str, meaning: str) -> bool:
    """Say whether a cell is a word of one meaning: `target`, `result`, `label.unit`."""
    return key(cell) in _meant(meaning)


def is_sum(cell: str) -> bool:
    """Say whether a cell in the place of a province names a total, or a region of several."""
    return bool(cell) and (means(cell, "total") or means(cell, "region"))


@lru_cache(maxsize=1)
def _placeholders() -> frozenset[str]:
    return frozenset(word.casefold() for word in word_lists.meaning("blank"))


def is_placeholder(cell: str) -> bool:
    """Say whether a cell stands for no value: `—`, `..`, `n.a.`, 暂无."""
    return cell.strip().casefold() in _placeholders()


def is_note(cell: str) -> bool:
    """Say whether a cell begins a note or a source: `注：…`, `Source: …`, `# …`."""
    text = unicodedata.normalize("NFKC", cell[:LONGEST_NAMED]).strip()
    head = re.split(r"[:0-9\s.、)(]", text.lstrip("*#("), maxsplit=1)[0]
    return text.startswith(("#", "*")) or key(head) in _meant("note")


def province_names(known: pd.DataFrame) -> list[str]:
    """List the names that are offered in place of a mistyped one, English and Chinese."""
    chinese: Iterable[str] = known.get("name_zh", ())
    return [*map(str, known.index), NATION, *chinese]


def written(word: str, *, family: str) -> str:
    """Return how a reader writes one of a few words: `at_least`, `不低于`."""
    return in_either(str(word), named(family, str(word)))


def choices(words: Sequence[str], *, family: str) -> str:
    """List the words that a cell can hold, as a reader writes them."""
    return enumerated([written(word, family=family) for word in words])


def documents(known: pd.DataFrame) -> Mapping[str, str]:
    """Return the documents of a codebook by their ids and titles, as `key` writes them."""
    return _documents(tuple(known[["title", "title_zh"]].itertuples(name=None)))


@lru_cache(maxsize=CODEBOOKS)
def _documents(known: tuple[tuple[str, str, str], ...]) -> Mapping[str, str]:
    ids = {key(document): document for document, *_ in known}
    english = {key(title): document for document, title, _ in known if title}
    chinese = {key(title): document for document, _, title in known if title}
    return MappingProxyType(ids | english | chinese)


def places(known: pd.DataFrame) -> dict[str, str]:
    """Return every way to write a known place (by `key`) with its name."""
    chinese: Iterable[str] = known.get("name_zh", ())
    words = {key(str(word)): str(name) for word, name in zip(chinese, known.index, strict=False)}
    words.pop("", None)
    return words | {key(str(name)): str(name) for name in known.index}


def year_bases() -> dict[str, str]:
    """Return what is said of how a year is known, in either language, with the contract's word."""
    found: dict[str, str] = {}
    for language in Language:
        with speaking(language):
            found |= {key(say(f"year-basis.{basis}")): str(basis) for basis in YearBasis}
    return found


def problem_headers() -> set[str]:
    """Return what the column of problems is called that is added to a table handed back."""
    found = set()
    for language in Language:
        with speaking(language):
            found.add(say("upload.problems"))
    return found


def code(cell: str) -> str:
    """Write a number code without the decimals that a spreadsheet adds: `130000.0`."""
    return cell.removesuffix(".0") if cell.removesuffix(".0").isdecimal() else cell
