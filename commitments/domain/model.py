"""The terms of the domain: commitments, their parts, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from commitments.language import LazyText, named, say

NATION: Final = "National"
OUTSIDE_THE_PLANS: Final = ("Hong Kong", "Macau", "Taiwan")
PROVINCES_IN_THE_PLANS: Final = 31
NATION_ZH: Final = "全国"
RANKED_IN_CHINESE: Final = {  # in full; the others are 省, and Taiwan is named without a rank
    "Beijing": "北京市", "Chongqing": "重庆市", "Shanghai": "上海市", "Tianjin": "天津市",
    "Guangxi": "广西壮族自治区", "Inner Mongolia": "内蒙古自治区", "Ningxia": "宁夏回族自治区",
    "Tibet": "西藏自治区", "Xinjiang": "新疆维吾尔自治区",
    "Hong Kong": "香港特别行政区", "Macau": "澳门特别行政区", "Taiwan": "台湾",
}  # fmt: skip
PINYIN: Final = {  # where the English name is another one
    "Hong Kong": "Xianggang", "Inner Mongolia": "Neimenggu", "Macau": "Aomen", "Tibet": "Xizang",
    NATION: "Quanguo",
}  # fmt: skip
LAST_YEAR: Final = 2100
NO_DATE: Final = "no date"
YOURS: Final = "yours"  # the evidence of rows from a reader's own table, and their mark


class Theme(StrEnum):
    """What a commitment is about; `overall` holds whole-plan goals."""

    AIR = "air"
    WATER = "water"
    CARBON = "carbon"
    ECOLOGY = "ecology"
    OVERALL = "overall"


class Comparator(StrEnum):
    """How the wording bounds the figure."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    REACH = "reach"
    HOLD = "hold"
    BETWEEN = "between"


UPWARD: Final = (Comparator.AT_LEAST, Comparator.MORE_THAN)  # a floor
DOWNWARD: Final = (Comparator.AT_MOST, Comparator.LESS_THAN)  # a ceiling
STRICT: Final = (Comparator.MORE_THAN, Comparator.LESS_THAN)  # without the figure itself


class YearBasis(StrEnum):
    """How the due year is known."""

    STATED = "stated"
    STAGE = "stage"
    CARRIED = "carried"
    THIS_YEAR = "this_year"
    MID_CENTURY = "mid_century"
    HORIZON = "horizon"
    NONE = "none"


class Better(StrEnum):
    """Which direction of an indicator is the wanted one, where there is one."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class SourceKind(StrEnum):
    """What kind of text was read."""

    OFFICIAL = "official text"
    TRANSLATION = "translation"
    NEWS = "news report"


class TitleBasis(StrEnum):
    """Whose words a document's Chinese title is in."""

    OFFICIAL = "official"
    TRANSLATED = "translated"


class Evidence(StrEnum):
    """How near to the issuer's own page the figure was read."""

    A = "A"
    B = "B"
    C = "C"


class Nature(StrEnum):
    """Whether a plan's own table of indicators makes a figure binding."""

    BINDING = "binding"
    EXPECTED = "expected"


class Flag(StrEnum):
    """What a reader may look for because it must be minded."""

    INFERRED = "year inferred"
    SCOPED = "limited or wider scope"
    CORRECTED = "corrected"
    PLACE = "a city, lake or area"
    NOTED = "has a note"
    BINDING = "binding target"
    EXPECTED = "expected target"


class State(StrEnum):
    """What an area on a map can mean; the counts of the five add up to 34."""

    FIGURE = "figure"
    WORDS = "words only"
    NOTHING = "nothing found"
    NO_DOCUMENT = "no document read"
    OUTSIDE = "outside the plans"


class Use(StrEnum):
    """How a reader's own table is used in the views of that reader."""

    OFF = "not at all"
    ALONE = "alone"
    BESIDE = "beside"


class Basis(StrEnum):
    """How the figures of a map are read."""

    STATED = "figures"
    NATION = "against the nation"
    SHARE = "share of area"
    REPORTED = "reported"
    OF_YEAR = "reported for the year"  # where a reader's table alone tells an indicator
    ANSWERS = "answers"


INFERRED: Final = frozenset(YearBasis) - {YearBasis.STATED, YearBasis.NONE}

IN_CHINESE: Final = {  # the columns of our own words, each with the one that says it in Chinese
    "summary": "summary_zh",
    "scope": "scope_zh",
    "correction": "correction_zh",
    "note": "note_zh",
}
ENGLISH_COLUMNS: Final = (
    "id", "province", "place", "scope", "theme", "indicator", "comparator", "value", "value_high",
    "unit", "year", "year_basis", "base_year", "base_value", "summary", "as_printed",
    "corrected_value", "correction", "source", "section", "paragraph", "note",
)  # fmt: skip
LATER_COLUMNS: Final = ("nature",)  # came after the others; a table may lack them
TARGET_COLUMNS: Final = (*ENGLISH_COLUMNS, *IN_CHINESE.values(), *LATER_COLUMNS)
INDICATOR_COLUMNS: Final = (
    "id", "name", "name_zh", "theme", "unit", "better", "additive", "lower_bound", "upper_bound",
    "bounded_by_area", "definition",
)  # fmt: skip
INDICATOR_COLUMNS_ZH: Final = ("definition_zh", "unit_zh")
INDICATOR_COLUMNS_OF_RESULTS: Final = ("reported_as", "series", "scope_required")
SOURCE_COLUMNS: Final = (
    "id", "title", "title_zh", "issuer", "place", "kind", "number", "issued", "published",
    "date_basis", "publisher", "url", "language", "evidence", "read", "horizon", "text",
)  # fmt: skip
SOURCE_COLUMNS_ZH: Final = ("title_zh_basis", "issuer_zh", "publisher_zh", "date_basis_zh")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a table: where it stands and what to do about it."""

    row: int | None
    column: str | None  # of the contract, or of the codebook
    message: str | LazyText
    table: str | LazyText = ""  # the file, where it is not the table of commitments
    header: str = ""  # what the reader's own table calls the column

    @property
    def why(self) -> str:
        """What is wrong and what to do about it, in the language of the reader."""
        return str(self.message)

    @property
    def called(self) -> str:
        """The column as a reader finds it: by its own header, or by what the atlas calls it."""
        return self.header or (named("header", self.column) if self.column else "")

    def __str__(self) -> str:
        place = {"table": self.table or None, "row": self.row, "column": self.called or None}
        known = "-".join(part for part, there in place.items() if there is not None)
        return say(f"problem.{known}", **place, why=self.why) if known else self.why


class InvalidTable(Exception):
    """Raised once, with every problem of the tables."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Unreadable(Exception):
    """Raised when a file is missing or is not the table it should be; message as it is shown."""

    def __init__(self, message: str | LazyText) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader has chosen; small and hashable, so that answers can be kept by it."""

    theme: Theme | None = None
    indicator: str | None = None
    year: int | None = None
    provinces: tuple[str, ...] = ()
    basis: Basis = Basis.STATED
    tiles: bool = False
    by_name: bool = False  # panels of provinces, else by region
    own_scales: bool = False  # of each panel, else one for all

    def of_all_provinces(self) -> Selection:
        """Return the same choice before any province was picked out of it."""
        return replace(self, provinces=(), tiles=False, theme=None)

    def choices(self) -> dict[str, str]:
        """Return the choices as they stand in a link."""
        given = {
            "theme": self.theme,
            "indicator": self.indicator,
            "year": NO_DATE if self.year is None else str(self.year),
            "province": ",".join(self.provinces),
            "basis": "" if self.basis == Basis.STATED else self.basis,
            "shapes": "tiles" if self.tiles else "",
        }
        return {key: str(value) for key, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader looks for among all commitments; blank asks for everything."""

    words: str = ""
    theme: Theme | None = None
    province: str = ""
    kind: str = ""
    comparator: str = ""
    year: str = ""
    source: str = ""
    evidence: str = ""
    flag: str = ""
    answer: str = ""  # as a link names it: `not-reached`

    def choices(self) -> dict[str, str]:
        """Return the filters as they stand in a link of the page Targets."""
        given = {
            "q": self.words,
            "theme": str(self.theme or ""),
            "province": self.province,
            "kind": self.kind,
            "due": self.year,
            "answer": self.answer,
            "comparator": self.comparator,
            "evidence": self.evidence,
            "flag": self.flag,
            "source": self.source,
        }
        return {key: value for key, value in given.items() if value}
