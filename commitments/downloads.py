"""This module packs commitments to take away: tables, shapes, codebook, sources and a note."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Final

import pandas as pd

from commitments.cells import FORMULA_STARTS, HARMLESS
from commitments.check import rules as check
from commitments.load import Atlas
from commitments.model import TARGET_COLUMNS, Use

MADE_AT: Final = (1980, 1, 1, 0, 0, 0)  # the same choice gives the same bytes

README: Final = """Provincial Commitments Atlas
{what}
Edition {edition}, version {version}.

targets.csv      the commitments, one a row (UTF-8 with BOM)
provinces.geojson  the shapes (WGS 84), with the number of these commitments in each province
indicators.csv   what the indicators mean
sources.csv      the documents, and what was read of each

How to cite: Provincial Commitments Atlas, edition {edition}, version {version}, and the document
of the figure itself, with its section and paragraph.

The table and the codebook are under CC BY 4.0. The documents belong to their issuers. The shapes
are Natural Earth's, in the public domain; they express no view on any boundary.
The atlas holds commitments, not results. "Nothing found" is never "no target".
A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""


def package(atlas: Atlas, ids: Iterable[str], what: str) -> bytes:
    """Pack some commitments, by id, as a zip of CSV, GeoJSON, codebook, sources and a README."""
    table = check.completed(_all_rows(atlas))
    rows = table[table["id"].isin(set(ids))]
    used = atlas.sources.index.isin(rows["source"])
    files = {
        "README.txt": README.format(
            what=what, edition=atlas.edition, version=atlas.version
        ).encode(),
        "targets.csv": csv_bytes(rows[list(TARGET_COLUMNS)]),
        "indicators.csv": csv_bytes(
            atlas.indicators[atlas.indicators.index.isin(rows["indicator"])].reset_index()
        ),
        "sources.csv": csv_bytes(atlas.sources[used].reset_index()),
        "provinces.geojson": _joined_shapes(atlas.shapes, rows),
    }
    return zipped(files)


def _all_rows(atlas: Atlas) -> pd.DataFrame:
    """Return every commitment as text cells, a reader's own rows among them."""
    if atlas.own is None:
        return atlas.rows
    if atlas.own.use == Use.ALONE:
        return atlas.own.rows
    return pd.concat([atlas.rows, atlas.own.rows], ignore_index=True)


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """Write a table as CSV that a spreadsheet opens safely: UTF-8 with BOM, no formulas."""
    return rows.map(harmless).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def tsv(rows: pd.DataFrame) -> str:
    """Write a table as tab-separated text for the clipboard, no formulas."""
    return rows.map(harmless).to_csv(index=False, sep="\t", lineterminator="\n")


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
