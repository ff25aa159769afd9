"""The atlas's own words in English and Chinese: catalogues, lists, line breaks, file errors."""

from commitments.language.catalogues import (
    CATALOGUES,
    Language,
    LazyText,
    catalogue,
    count,
    current,
    has,
    in_either,
    lazy,
    named,
    say,
    speak,
    speaking,
)
from commitments.language.lists import (
    by_name,
    capital,
    either,
    enumerated,
    joined,
    listed,
    offered,
)

__all__ = [
    "CATALOGUES",
    "Language",
    "LazyText",
    "by_name",
    "capital",
    "catalogue",
    "count",
    "current",
    "either",
    "enumerated",
    "has",
    "in_either",
    "joined",
    "lazy",
    "listed",
    "named",
    "offered",
    "say",
    "speak",
    "speaking",
]
