"""Downloads of commitments: tables, shapes, codebook, sources and a note in a zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

import pandas as pd

from commitments.atlas.cells import FORMULA_STARTS, HARMLESS
from commitments.atlas.check import rules as check
from commitments.atlas.load import Atlas
from commitments.atlas.translation import CHINESE
from commitments.domain.model import TARGET_COLUMNS, Use
from commitments.domain.results import RESULT_COLUMNS
from commitments.downloads import results
from commitments.language import Language, named, say, speaking

MADE_AT: Final = (1980, 1, 1, 0, 0, 0)  # the same choice gives the same bytes

TARGETS_IN_CHINESE: Final = tuple(one for one in TARGET_COLUMNS if not one.endswith(CHINESE))
RESULTS_IN_CHINESE: Final = tuple(one for one in RESULT_COLUMNS if not one.endswith(CHINESE))
FILES: Final = ("targets.csv", "results.csv", "answers.csv", "indicators.csv", "sources.csv")
BOTH: Final = ["indicator", "source"]  # by which commitments and results point to the codebook
INDICATORS_IN_CHINESE: Final = (
    "id", "name", "theme", "unit", "better", "additive", "lower_bound", "upper_bound",
    "bounded_by_area", "definition", "limits",
)  # fmt: skip
SOURCES_IN_CHINESE: Final = (
    "id", "title", "title_zh_basis", "issuer", "place", "kind", "number", "issued", "published",
    "date_basis", "publisher", "url", "language", "evidence", "read", "horizon", "text",
)  # fmt: skip
WORDS: Final = {
    "theme": partial(named, "theme"),
    "comparator": partial(named, "comparator"),
    "year_basis": partial(named, "year-basis"),
    "better": partial(named, "better-way"),
    "additive": partial(named, "yes-or-no"),
    "bounded_by_area": partial(named, "yes-or-no"),
    "kind": partial(named, "source-kind"),
    "read": partial(named, "read"),
    "language": partial(named, "read-language"),
    "evidence": partial(named, "evidence-grade"),
    "title_zh_basis": partial(named, "title-basis"),
    "nature": partial(named, "nature"),
    "answer": partial(named, "answer"),
    "reason": partial(named, "obstacle-name"),
}  # columns that hold one of a few words, and how they are named


def package(atlas: Atlas, ids: Iterable[str], what: str, reports: Iterable[str] = ()) -> bytes:
    """Pack some commitments, by id, as a zip of CSV, GeoJSON, codebook, sources and a README.

    The tables are the atlas's own, column for column; in Chinese their headers and words are
    Chinese, and ids stay, by which the tables belong together. `reports` are ids of results that
    are packed beside those of the commitments.
    """
    table = check.completed(_all_rows(atlas))
    rows = table[table["id"].isin(set(ids))]
    with speaking(atlas.language):
        words = {"what": what, "edition": atlas.edition, "version": atlas.version}
        files = {
            "README.txt": say("download.readme", **words).encode(),
            **{name: csv_bytes(told) for name, told in _tables(atlas, rows, set(reports)).items()},
            "provinces.geojson": _joined_shapes(atlas.shapes, rows),
        }
    return zipped(files)


def _tables(atlas: Atlas, rows: pd.DataFrame, reports: set[str]) -> dict[str, pd.DataFrame]:
    """Return commitments, what was reported of them, and the codebook that both speak of."""
    reported = results.of_commitments(atlas, rows, reports)
    both = pd.concat([rows[BOTH], reported[BOTH]])
    indicators = atlas.indicators[atlas.indicators.index.isin(both["indicator"])].reset_index()
    sources = atlas.sources[atlas.sources.index.isin(both["source"])].reset_index()
    found = results.answers_of(atlas, set(rows["id"]))
    if atlas.language == Language.ENGLISH:
        tables = (rows[list(TARGET_COLUMNS)], reported, found, indicators, sources)
    else:
        units = indicators.assign(unit=indicators["symbol"])
        tables = (
            _in_chinese(atlas, _with_names(atlas, rows), TARGETS_IN_CHINESE),
            _in_chinese(atlas, _with_names(atlas, reported), RESULTS_IN_CHINESE),
            _in_chinese(atlas, found, found.columns),
            _in_chinese(atlas, units, INDICATORS_IN_CHINESE),
            _in_chinese(atlas, sources, SOURCES_IN_CHINESE),
        )
    return dict(zip(FILES, tables, strict=True))


def _with_names(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    """Return commitments with their prose and the names of what they point to in Chinese."""
    prose = {one: rows[one + CHINESE] for one in rows if one + CHINESE in rows}
    said = {one: text.where(text != "", rows[one]) for one, text in prose.items()}
    return rows.assign(
        **said,
        indicator=rows["indicator"].map(atlas.indicators["name"]),
        source=rows["source"].map(atlas.sources["title"]),
        unit=rows["unit"].map(lambda unit: atlas.units.symbols.get(unit, unit)),
    )


def _in_chinese(atlas: Atlas, table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a table with Chinese headers, codes and names of places."""
    told = table[list(columns)].copy()
    for column in columns:
        if column in ("province", "place"):
            told[column] = [_named_place(atlas, name) for name in told[column]]
        elif column in WORDS:
            told[column] = list(map(WORDS[column], told[column]))
    return told.rename(columns=lambda column: named("download-column", column))


def _named_place(atlas: Atlas, name: str) -> str:
    """Name a province, or a place within one."""
    chinese = atlas.places["name_zh"].get(name, "")
    return str(chinese) or named("province", name)


def _all_rows(atlas: Atlas) -> pd.DataFrame:
    """Return every commitment as text cells, a reader's own rows among them."""
    if atlas.own is None:
        return atlas.rows
    if atlas.own.use == Use.ALONE:
        return atlas.own.rows
    return pd.concat([atlas.rows, atlas.own.rows], ignore_index=True)


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """Write a table as CSV that a spreadsheet opens safely: UTF-8 with BOM, no formulas."""
    return _inert(rows).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def tsv(rows: pd.DataFrame) -> str:
    """Write a table as tab-separated text for the clipboard, no formulas."""
    return _inert(rows).to_csv(index=False, sep="\t", lineterminator="\n")


def _inert(rows: pd.DataFrame) -> pd.DataFrame:
    """Make the cells of a table inert, and its headers, which may be a reader's own."""
    return rows.map(harmless).rename(columns=harmless)


def harmless(cell: object) -> object:
    """Make text inert that a spreadsheet would run as a formula; plain numbers stay numbers."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return HARMLESS + cell
    return cell


def _joined_shapes(shapes: bytes, rows: pd.DataFrame) -> bytes:
    """Join the shapes with the number of commitments, in all and with a figure."""
    found = rows["province"].value_counts()
    stated = rows.loc[rows["value"] != "", "province"].value_counts()
    collection = json.loads(shapes)
    for feature in collection["features"]:
        name = feature["properties"]["name"]
        feature["properties"] |= {
            "commitments": int(found.get(name, 0)),
            "figures": int(stated.get(name, 0)),
        }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE_AT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
