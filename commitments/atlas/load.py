"""Loading: everything an atlas is made of, read, checked and handed out as one `Atlas`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from commitments import ROOT
from commitments.atlas import boundaries, joining, search_text
from commitments.atlas.check import rules as check
from commitments.atlas.storage import reading
from commitments.atlas.storage.origin import Origin, configured
from commitments.atlas.storage.reading import table as table  # of any CSV file
from commitments.atlas.units import Units, multiples
from commitments.domain.model import (
    INDICATOR_COLUMNS_ZH,
    SOURCE_COLUMNS_ZH,
    InvalidTable,
    Problem,
    Unreadable,
    Use,
)
from commitments.language import Language, lazy

TARGETS: Final = ROOT / "targets.csv"
CODEBOOK: Final = ROOT / "codebook"
DOT_PLOT_GRAMMAR: Final = ROOT / "commitments" / "figures" / "dot_plot_grammar.json"
VERSION_LENGTH: Final = 7  # letters and digits; short enough for the foot of a figure


@dataclass(frozen=True)
class Own:
    """A reader's own table in the atlas of that reader: its rows as text, and how it is used."""

    name: str
    use: Use
    rows: pd.DataFrame = field(repr=False)


@dataclass(frozen=True)
class Atlas:
    """Everything the views draw from, checked: rows of commitments and what their words mean.

    `targets` has the columns of the contract, its numbers as floats and `year` as nullable whole
    numbers, and behind them `drawn`, `drawn_high` (in the indicator's unit, corrected where there
    is a correction), `symbol`, `printed_symbol`, `indicator_name`, `inferred`, `evidence`,
    `source_title`, `source_date`, `province_name` and `place_name` (in the language of the atlas)
    and `yours` (it stands in the reader's own table). What is said in Chinese stands beside it
    under the same name with `_zh`; `symbol_zh` is the Chinese unit of its maps, for
    `units.chinese_size`. `provinces` has 34 rows, indexed by name, with `name_zh_full`,
    `neighbours` (names), `outline` (an SVG path) and `middle`, both on a thumbnail of the size
    `frame`. `rows` are the atlas's own commitments as text, and
    `shapes` the GeoJSON they are drawn on, as both were read: what is handed out later is what was
    checked. `edition` names the data, `dated` is the day they are of. `version` tells one
    table from another, `context` one codebook and set of shapes.
    """

    targets: pd.DataFrame = field(repr=False)
    indicators: pd.DataFrame = field(repr=False)
    sources: pd.DataFrame = field(repr=False)
    provinces: pd.DataFrame = field(repr=False)
    places: pd.DataFrame = field(repr=False)
    units: Units = field(repr=False)
    former_ids: Mapping[str, str]
    edition: str
    dated: str
    version: str
    rows: pd.DataFrame = field(repr=False)
    shapes: bytes = field(repr=False)
    context: str
    language: Language = Language.ENGLISH
    own: Own | None = None

    @property
    def fingerprint(self) -> str:
        """What differs wherever anything does that is shown: table, codebook, shapes, language."""
        return f"{self.version} {self.context} {self.language}"

    def of_indicator(self, indicator: str) -> pd.DataFrame:
        """Return the commitments of one indicator, found by the index and not by a search."""
        return self.targets.take(self._rows.get(indicator, ()))

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[int]]:
        """Index the table once: where the rows of each indicator stand."""
        return self.targets.groupby("indicator", sort=False).indices

    @cached_property
    def haystack(self) -> pd.Series:
        """Join what a search looks through, in English and Chinese; made for the first search."""
        return search_text.haystack(
            self.targets, self.indicators, self.sources, self.provinces, self.places
        )


def atlas(targets: Path | None = None) -> Atlas:
    """Read and check everything; InvalidTable with all problems, or Unreadable."""
    where = Origin(targets) if targets else origin()
    rows, codebook = reading.read(where), codebook_tables()
    problems = check.codebook_problems(codebook) + table_problems(rows, codebook, where)
    if problems:
        raise InvalidTable(problems)
    return Atlas(
        targets=joining.enriched(check.completed(rows), codebook),
        indicators=joining.shown_in_units(codebook),
        sources=codebook.sources,
        provinces=codebook.provinces.join(boundaries.outlines()),
        places=codebook.places.assign(
            lat=codebook.places["lat"].astype(float), lon=codebook.places["lon"].astype(float)
        ),
        units=codebook.units,
        former_ids=_keyed(CODEBOOK / "former_ids.csv", "former", "id")["id"].to_dict(),
        edition=_edition(),
        dated=_edition(),
        version=_version(rows, where),
        rows=rows,
        shapes=boundaries.as_stored(),
        context=_context(),
    )


def _hash(*files: Path) -> str:
    """Return seven letters and digits that tell what stands in some files from anything else."""
    try:
        read = b"".join(file.read_bytes() for file in files)
    except OSError as fault:
        raise Unreadable(lazy("fault.changed", file=Path(fault.filename).name)) from None
    return hashlib.sha256(read).hexdigest()[:VERSION_LENGTH]


def origin() -> Origin:
    """Return where the table of commitments stands: targets.csv, or where an installer keeps it."""
    return configured(TARGETS)


def table_problems(rows: pd.DataFrame, codebook: check.Codebook, where: Origin) -> list[Problem]:
    """Return every problem of a table, by row and column, or by id where rows have no numbers."""
    found = check.problems(rows, codebook)
    return found if where.is_whole_csv else reading.named_by_id(found, rows)


def _version(rows: pd.DataFrame, where: Origin) -> str:
    if where.path and where.is_whole_csv:
        return _hash(where.path)
    return reading.version(rows)[:VERSION_LENGTH]


def _context() -> str:
    return _hash(boundaries.file_in_use(), *codebook_files())


def is_unchanged(atlas: Atlas) -> bool:
    """Say whether reading anew would give the same atlas; it reads the table but checks nothing."""
    where = origin()
    rows = atlas.rows if where.is_whole_csv else reading.read(where)
    return (_version(rows, where), _context()) == (atlas.version, atlas.context)


def _edition() -> str:
    """Return the date of the data, as it stands on every figure."""
    path = CODEBOOK / "edition.txt"
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Unreadable(lazy("fault.no-edition", file=path.name)) from None


def codebook_files() -> list[Path]:
    """Return the files that say what the words of the table mean."""
    return sorted({*CODEBOOK.glob("*.*"), boundaries.GEODATA / "places.csv", boundaries.OUTLINES})


def codebook_tables() -> check.Codebook:
    """Read what the words of the table mean: indicators, sources, units, provinces and places."""
    named = ("expression", "symbol", "offered", "symbol_zh", "multiples_zh")
    units = _keyed(CODEBOOK / "units.csv", "unit", *named)
    return check.Codebook(
        indicators=_blank(_keyed(CODEBOOK / "indicators.csv", "id"), INDICATOR_COLUMNS_ZH),
        sources=_blank(_keyed(CODEBOOK / "sources.csv", "id"), SOURCE_COLUMNS_ZH),
        provinces=boundaries.provinces(),
        places=_blank(_keyed(boundaries.GEODATA / "places.csv", "name"), check.PLACE_COLUMNS_ZH),
        units=Units(
            units["expression"].to_dict(),
            units["symbol"].to_dict(),
            units.index[units["offered"] == "yes"].tolist(),
            units["symbol_zh"].to_dict(),
            units["multiples_zh"].map(multiples).to_dict(),
        ),
    )


def _keyed(path: Path, key: str, *needed: str) -> pd.DataFrame:
    """Read a table by its key; Unreadable where the key or a needed column is missing."""
    frame = table(path)
    for column in (key, *needed):
        if column not in frame:
            raise Unreadable(lazy("fault.column-missing", file=path.name, column=column))
    return frame.set_index(key)


def _blank(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return a table of the codebook with blank columns where it has none in Chinese."""
    return frame.assign(**{name: "" for name in columns if name not in frame})


@lru_cache(maxsize=1)
def grammar() -> str:
    """Read how a dot plot is drawn, as the JSON that `dots` made."""
    try:
        return DOT_PLOT_GRAMMAR.read_text(encoding="utf-8")
    except OSError:
        raise Unreadable(lazy("fault.no-grammar", file=DOT_PLOT_GRAMMAR.name)) from None
