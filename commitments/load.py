"""This module reads everything an atlas is made of, checks it and hands it out as one Atlas."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from commitments import enriching, flat
from commitments.check import rules as check
from commitments.language import Language
from commitments.model import (
    INDICATOR_COLUMNS_ZH,
    RANKED_IN_CHINESE,
    SOURCE_COLUMNS_ZH,
    InvalidTable,
    Problem,
    Unreadable,
    Use,
)
from commitments.tables import reading
from commitments.tables.origin import Origin, configured
from commitments.tables.reading import table as table  # of any CSV file
from commitments.units import Units, multiples

ROOT: Final = Path(__file__).resolve().parent.parent
TARGETS: Final = ROOT / "targets.csv"
CODEBOOK: Final = ROOT / "codebook"
GEODATA: Final = ROOT / "geodata"
DRAWING: Final = ROOT / "static" / "provinces.json"
TILES: Final = ROOT / "static" / "tiles.json"
DOTS: Final = ROOT / "commitments" / "dots.json"
OUTLINES: Final = GEODATA / "outlines.json"
OUTLINES_SCRIPT: Final = "make_outlines.py"
SHAPES_SETTING: Final = "ATLAS_SHAPES"
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
        return enriching.haystack(
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
        targets=enriching.enriched(check.completed(rows), codebook),
        indicators=enriching.shown_in_units(codebook),
        sources=codebook.sources,
        provinces=codebook.provinces.join(outlines()),
        places=codebook.places.assign(
            lat=codebook.places["lat"].astype(float), lon=codebook.places["lon"].astype(float)
        ),
        units=codebook.units,
        former_ids=_keyed(CODEBOOK / "former_ids.csv", "former", "id")["id"].to_dict(),
        edition=_edition(),
        dated=_edition(),
        version=_version(rows, where),
        rows=rows,
        shapes=shapes_bytes(),
        context=_context(),
    )


def _hash(*files: Path) -> str:
    """Return seven letters and digits that tell what stands in some files from anything else."""
    try:
        read = b"".join(file.read_bytes() for file in files)
    except OSError as fault:
        raise Unreadable(f"{Path(fault.filename).name} changed while it was read") from None
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
    return _hash(shapes_file(), *codebook_files())


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
        raise Unreadable(f"{path.name} is missing; write the date of the data there") from None


def codebook_files() -> list[Path]:
    """Return the files that say what the words of the table mean."""
    return sorted({*CODEBOOK.glob("*.*"), GEODATA / "places.csv", OUTLINES})


def codebook_tables() -> check.Codebook:
    """Read what the words of the table mean: indicators, sources, units, provinces and places."""
    named = ("expression", "symbol", "offered", "symbol_zh", "multiples_zh")
    units = _keyed(CODEBOOK / "units.csv", "unit", *named)
    return check.Codebook(
        indicators=_blank(_keyed(CODEBOOK / "indicators.csv", "id"), INDICATOR_COLUMNS_ZH),
        sources=_blank(_keyed(CODEBOOK / "sources.csv", "id"), SOURCE_COLUMNS_ZH),
        provinces=provinces(),
        places=_blank(_keyed(GEODATA / "places.csv", "name"), check.PLACE_COLUMNS_ZH),
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
            raise Unreadable(f"{path.name} has no column {column!r}; add it to its header")
    return frame.set_index(key)


def _blank(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return a table of the codebook with blank columns where it has none in Chinese."""
    return frame.assign(**{name: "" for name in columns if name not in frame})


def shapes_file() -> Path:
    """Return the boundaries in use: the atlas's own, or the file an installer named."""
    named = os.environ.get(SHAPES_SETTING)
    return Path(named) if named else GEODATA / "provinces.geojson"


def provinces() -> pd.DataFrame:
    """Read the properties of the 34 shapes, indexed by English name."""
    path = shapes_file()
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        frame = pd.DataFrame([feature["properties"] for feature in features]).set_index("name")
    except FileNotFoundError:
        raise Unreadable(f"{path.name} is missing; geodata/README.md says how to make it") from None
    except OSError:
        raise Unreadable(f"{path.name} cannot be read") from None
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"{path.name} is not a GeoJSON file of named areas") from None
    if "name_zh" in frame:
        full = [RANKED_IN_CHINESE.get(name, f"{zh}省") for name, zh in frame["name_zh"].items()]
        frame["name_zh_full"] = full
    return frame


def tile_grid() -> bytes:
    """Read where each province stands in the tile grid, as CSV bytes."""
    try:
        return (GEODATA / "tiles.csv").read_bytes()
    except OSError:
        raise Unreadable("tiles.csv is missing or cannot be read") from None


@lru_cache(maxsize=1)
def grammar() -> str:
    """Read how a dot plot is drawn, as the JSON that `dots` made."""
    try:
        return DOTS.read_text(encoding="utf-8")
    except OSError:
        raise Unreadable(f"{DOTS.name} is missing; run `make grammar`") from None


def outlines() -> pd.DataFrame:
    """Read who borders whom, and each province's outline at thumbnail size, by English name."""
    try:
        made = json.loads(OUTLINES.read_text(encoding="utf-8"))
        drawn = pd.DataFrame.from_dict(made["provinces"], orient="index")
        return drawn.assign(frame=f"{made['width']} {made['height']}")
    except (OSError, ValueError, KeyError):
        raise Unreadable(
            f"{OUTLINES.name} is missing; python geodata/{OUTLINES_SCRIPT} makes it"
        ) from None


def shapes_bytes() -> bytes:
    """Return the shapes in use as they stand on disk."""
    try:
        return shapes_file().read_bytes()
    except OSError:
        raise Unreadable(f"{shapes_file().name} is missing or cannot be read") from None


def drawn() -> list[dict[str, Any]]:
    """Return the areas that browsers and prints draw, as GeoJSON features in kilometres."""
    try:
        return list(json.loads(DRAWING.read_text(encoding="utf-8"))["features"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Unreadable(f"{DRAWING.name} is missing or damaged; run `make shapes`") from None


def require_drawing(drawing: Path = DRAWING, *, remedy: str = "make shapes") -> None:
    """Make sure that a file which browsers draw was made from the shapes in use."""
    if flat.made_from(drawing) != flat.fingerprint(shapes_bytes()):
        raise Unreadable(f"{drawing.name} was not made from {shapes_file().name}; run `{remedy}`")


def require_outlines() -> None:
    """Make sure that thumbnails and neighbours were made from the shapes in use."""
    require_drawing(OUTLINES, remedy=f"python geodata/{OUTLINES_SCRIPT} {shapes_file()}")
