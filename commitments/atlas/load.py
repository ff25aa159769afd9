"""Loading: everything an atlas is made of, read, checked and handed out as one `Atlas`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import pandas as pd

from commitments import ROOT
from commitments.atlas import boundaries, joining, search_text, versions
from commitments.atlas.check import rules as check
from commitments.atlas.check.judging import PLACE_COLUMNS_ZH
from commitments.atlas.rows import side_by_side
from commitments.atlas.storage import reading
from commitments.atlas.storage.origin import RESULTS as RESULTS_TABLE
from commitments.atlas.storage.origin import Origin, configured
from commitments.atlas.storage.reading import table as table  # of any CSV file
from commitments.atlas.units import Units, multiples
from commitments.domain.model import (
    INDICATOR_COLUMNS_OF_RESULTS,
    INDICATOR_COLUMNS_ZH,
    SOURCE_COLUMNS_ZH,
    InvalidTable,
    Problem,
    Unreadable,
    Use,
)
from commitments.domain.results import RESULT_COLUMNS, SCOPE_COLUMNS
from commitments.language import Language, lazy, say

TARGETS: Final = ROOT / "targets.csv"
RESULTS: Final = "results.csv"  # beside the commitments
UNVERIFIED_COLUMNS: Final = ("id", "reason", "reason_zh")
CODEBOOK: Final = ROOT / "codebook"


@dataclass(frozen=True)
class Own:
    """A reader's own table in the atlas of that reader: its rows as text, and how it is used."""

    name: str
    use: Use
    rows: pd.DataFrame = field(repr=False)
    results: pd.DataFrame = field(repr=False)


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
    checked. `release` and `dated`, the day they are of, name the data; their `year` says what has
    fallen due. `version` tells one pair of tables from another, `context` one codebook and set of
    shapes.

    `results` has the reported values, with the columns of their contract and what is joined to
    commitments too; `result_rows` are they as text. `scopes` say what the properties of a scope
    mean, indexed by property.
    """

    targets: pd.DataFrame = field(repr=False)
    results: pd.DataFrame = field(repr=False)
    indicators: pd.DataFrame = field(repr=False)
    sources: pd.DataFrame = field(repr=False)
    provinces: pd.DataFrame = field(repr=False)
    places: pd.DataFrame = field(repr=False)
    scopes: pd.DataFrame = field(repr=False)
    units: Units = field(repr=False)
    former_ids: Mapping[str, str]
    year: int
    release: str
    dated: str
    version: str
    rows: pd.DataFrame = field(repr=False)
    result_rows: pd.DataFrame = field(repr=False)
    shapes: bytes = field(repr=False)
    context: str
    language: Language = Language.ENGLISH
    own: Own | None = None
    own_edition: str = ""

    def __post_init__(self) -> None:
        """Keep the texts of both tables so that a few rows of them are quickly taken."""
        for name in ("targets", "results"):
            object.__setattr__(self, name, side_by_side(getattr(self, name)))

    @property
    def fingerprint(self) -> str:
        """What differs wherever anything does that is shown: table, codebook, shapes, language."""
        return f"{self.version} {self.context} {self.language}"

    def of_indicator(self, indicator: str) -> pd.DataFrame:
        """Return the commitments of one indicator, found by the index and not by a search."""
        return self.targets.take(self._rows.get(indicator, ()))

    @property
    def edition(self) -> str:
        """Name the data in the language spoken: by day and release, or by a reader's table."""
        if self.own_edition or not self.release:
            return self.own_edition or self.dated
        return say("edition.released", dated=self.dated, release=self.release)

    def reported_on(self, indicator: str) -> pd.DataFrame:
        """Return the reported values of one indicator, found by the index."""
        return self.results.take(self._result_rows_of.get(indicator, ()))

    @cached_property
    def _result_rows_of(self) -> Mapping[str, Sequence[int]]:
        return self.results.groupby("indicator", sort=False).indices

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
    of_results = beside(targets) if targets else results_origin()
    rows, results, codebook = reading.read(where), reported(of_results), codebook_tables()
    problems = check.codebook_problems(codebook) + table_problems(rows, codebook, where)
    problems += result_problems(results, codebook, of_results)
    if problems:
        raise InvalidTable(problems)
    release, dated = _edition()
    return Atlas(
        targets=joining.enriched(check.completed(rows), codebook),
        results=joining.enriched_results(check.completed_results(results), codebook),
        indicators=joining.shown_in_units(codebook),
        sources=codebook.sources,
        provinces=codebook.provinces.join(boundaries.outlines()),
        places=codebook.places.assign(
            lat=codebook.places["lat"].astype(float), lon=codebook.places["lon"].astype(float)
        ),
        scopes=codebook.scopes,
        units=codebook.units,
        former_ids=former_ids(),
        year=int(dated[:4]),
        release=release,
        dated=dated,
        version=versions.of_tables(rows, where, results, of_results),
        rows=rows,
        result_rows=results,
        shapes=boundaries.as_stored(),
        context=_context(),
    )


def origin() -> Origin:
    """Return where the table of commitments stands: targets.csv, or where an installer keeps it."""
    return configured(TARGETS)


def results_origin() -> Origin:
    """Return where the results stand: beside targets.csv, or where an installer keeps them."""
    return configured(TARGETS.with_name(RESULTS), kind=RESULTS_TABLE)


def beside(targets: Path) -> Origin:
    """Return where the results of a table of commitments stand: in the same folder."""
    return Origin(targets.with_name(RESULTS), kind=RESULTS_TABLE)


def reported(where: Origin) -> pd.DataFrame:
    """Read the results; an atlas without such a table has none."""
    if where.path and where.path.name == RESULTS and not where.path.exists():
        return pd.DataFrame(columns=list(RESULT_COLUMNS), dtype="str")
    return reading.read(where)


def result_problems(
    results: pd.DataFrame, codebook: check.Codebook, where: Origin
) -> list[Problem]:
    """Return every problem of the results, each with the name of their table."""
    found = check.result_problems(results, codebook)
    if where.is_whole_csv:
        return [replace(problem, table=where.name) for problem in found]
    return reading.named_by_id(found, results)


def table_problems(rows: pd.DataFrame, codebook: check.Codebook, where: Origin) -> list[Problem]:
    """Return every problem of a table, by row and column, or by id where rows have no numbers."""
    found = check.problems(rows, codebook)
    return found if where.is_whole_csv else reading.named_by_id(found, rows)


def _context() -> str:
    return versions.of_files(boundaries.file_in_use(), *codebook_files())


def is_unchanged(atlas: Atlas) -> bool:
    """Say whether reading anew would give the same atlas; it reads the table but checks nothing."""
    where, of_results = origin(), results_origin()
    rows = atlas.rows if where.is_whole_csv else reading.read(where)
    results = reported(of_results)
    version = versions.of_tables(rows, where, results, of_results)
    return (version, _context()) == (atlas.version, atlas.context)


def _edition() -> tuple[str, str]:
    """Return the release of the data, blank where none is given, and their date."""
    path = CODEBOOK / "edition.txt"
    try:
        dated, *release = path.read_text(encoding="utf-8").split()
        dt.date.fromisoformat(dated)
        return " ".join(release), dated
    except (OSError, ValueError):  # no text, none in it, or no date
        raise Unreadable(lazy("fault.no-edition", file=path.name)) from None


def former_ids() -> dict[str, str]:
    """Return the present ids of rows by their former ones."""
    found: dict[str, str] = reading.keyed(CODEBOOK / "former_ids.csv", "former", "id")[
        "id"
    ].to_dict()
    return found


def unverified() -> pd.DataFrame:
    """Return the rows whose figure the stored text has lost, by id, each with the reason."""
    return reading.keyed_if_there(CODEBOOK / "unverified.csv", UNVERIFIED_COLUMNS)


def codebook_files() -> list[Path]:
    """Return the files that say what the words of the table mean."""
    return sorted({*CODEBOOK.glob("*.*"), boundaries.GEODATA / "places.csv", boundaries.OUTLINES})


def codebook_tables() -> check.Codebook:
    """Read what the words of the table mean: indicators, sources, units, provinces and places."""
    named = ("expression", "symbol", "offered", "symbol_zh", "multiples_zh")
    units = reading.keyed(CODEBOOK / "units.csv", "unit", *named)
    return check.Codebook(
        indicators=reading.with_blank(
            reading.keyed(CODEBOOK / "indicators.csv", "id"),
            (*INDICATOR_COLUMNS_ZH, *INDICATOR_COLUMNS_OF_RESULTS),
        ),
        sources=reading.with_blank(
            reading.keyed(CODEBOOK / "sources.csv", "id"), SOURCE_COLUMNS_ZH
        ),
        provinces=boundaries.provinces(),
        places=reading.with_blank(
            reading.keyed(boundaries.GEODATA / "places.csv", "name"), PLACE_COLUMNS_ZH
        ),
        units=Units(
            units["expression"].to_dict(),
            units["symbol"].to_dict(),
            units.index[units["offered"] == "yes"].tolist(),
            units["symbol_zh"].to_dict(),
            units["multiples_zh"].map(multiples).to_dict(),
        ),
        scopes=reading.keyed_if_there(CODEBOOK / "scopes.csv", SCOPE_COLUMNS),
    )
