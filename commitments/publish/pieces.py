"""The pieces of a published site: what each is made of, and how it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from commitments import ROOT
from commitments.atlas import boundaries
from commitments.atlas.rows import records
from commitments.domain.model import NATION, Theme
from commitments.language import Language, speaking
from commitments.publish import (
    data_files,
    front_pages,
    map_pages,
    progress_pages,
    province_pages,
    rendering,
    target_pages,
    timeline_pages,
)
from commitments.publish.site import Site
from commitments.queries import area_states, query, reported
from commitments.words import wording

MADE_OF: Final = ("commitments/**/*.py", "commitments/**/templates/**/*", "languages/**/*.po",
                  "static/*.json", "static/fonts/*.*", "docs/*.md")  # fmt: skip
FONTS: Final = ("AtlasSans-Regular.woff2", "AtlasSans-Semibold.woff2", "chinese.css",
                "NotoSansSC-Regular-atlas.woff2", "NotoSansSC-Regular-common.woff2")  # fmt: skip
KEY_LENGTH: Final = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: of which kind, about what, in which language; blank is none."""

    kind: str
    subject: str = ""
    language: str = ""

    @property
    def name(self) -> str:
        """Return the name by which the manifest knows it."""
        return "/".join([self.kind, self.language, self.subject])


class Pieces:
    """All pieces of a site, with their keys and what makes them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._rows: dict[str, dict[str, dict[Any, Any]]] = {}

    def all(self) -> list[Piece]:
        """List the pieces, those that take longest first."""
        spoken = [piece for language in Language for piece in self._spoken(str(language))]
        names = [Piece("data", str(name)) for name in self.site.any.indicators.index]
        return [*spoken, Piece("door"), Piece("search"), Piece("tables"), Piece("assets"), *names]

    def _spoken(self, language: str) -> Iterator[Piece]:
        def named(kind: str, subjects: Iterable[object]) -> Iterator[Piece]:
            return (Piece(kind, str(subject), language) for subject in subjects)

        yield from named("timeline", [*Theme, NATION, *self.site.provinces])
        yield from named("overview", ["", *front_pages.COVERED[1:]])
        yield from named("list", LISTS)
        yield from named("map", ("/".join(drawn.parts[1:]) for drawn in self.site.maps))
        yield from named("province", [NATION, *self.site.provinces])
        yield from named("progress", self.site.progress)
        yield from named("target", self.site.any.targets["id"])

    def prepare(self) -> None:
        """Work out once what the making of many pieces needs, before processes share it."""
        for language in Language:
            self.rows(str(language))

    def rows(self, language: str) -> dict[str, dict[Any, Any]]:
        """Return every commitment by id, described in a language."""
        if language not in self._rows:
            with speaking(Language(language)):
                told = query.described(self.site.atlas(Language(language)).targets)
            self._rows[language] = {row["id"]: row for row in records(told)}
        return self._rows[language]

    def files(self, piece: Piece) -> dict[str, bytes]:
        """Make the files of a piece."""
        with speaking(Language(piece.language or Language.ENGLISH)):
            return MAKERS[piece.kind](self, piece)

    def key(self, piece: Piece) -> str:
        """Return what differs wherever anything does that a piece is made of, but the edition."""
        told = KEYS.get(piece.kind, _of_everything)(self, piece)
        return _hashed(self._code, self.site.base, self.site.live, piece.name, *told)

    @cached_property
    def _code(self) -> str:
        """Return what tells this program and its words from any other."""
        files = sorted({file for pattern in MADE_OF for file in ROOT.glob(pattern)})
        held = hashlib.sha256()
        for file in [*files, boundaries.file_in_use()]:
            if Path(file).is_file():
                held.update(Path(file).read_bytes())
        return held.hexdigest()

    @cached_property
    def _sums(self) -> Mapping[str, Mapping[str, str]]:
        """Return for each table what tells each of its rows from any other, by id."""
        atlas = self.site.any
        known = {
            "targets": atlas.targets,
            "results": atlas.results,
            "sources": atlas.sources.reset_index(),
            "indicators": atlas.indicators.reset_index(),
        }
        return {name: _row_sums(table) for name, table in known.items()}

    @cached_property
    def read(self) -> list[str]:
        """Name the provinces of which a document was read."""
        return sorted(area_states.with_documents(self.site.any))

    @cached_property
    def _reports(self) -> Mapping[tuple[str, str], list[str]]:
        """Return what tells the results of each indicator and province from any others."""
        results, sums = self.site.any.results, self._sums["results"]
        found: dict[tuple[str, str], list[str]] = {}
        for one, *thing in results[["id", "indicator", "province"]].itertuples(False, None):
            found.setdefault((thing[0], thing[1]), []).append(sums[one])
        return found

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, Any]]:
        rows = self.site.any.targets[["id", "indicator", "province", "source", "year"]]
        return {row["id"]: row for row in records(rows)}

    def row_of(self, commitment: str) -> Mapping[str, Any]:
        """Return by its id what one commitment speaks of."""
        return self._known[commitment]

    def of_row(self, row: Mapping[str, Any]) -> list[str]:
        """Return the same of one commitment."""
        sums = self._sums
        kinds = {"targets": "id", "sources": "source", "indicators": "indicator"}
        return [sums[table][str(row[column])] for table, column in kinds.items()]

    def told_of(self, rows: pd.DataFrame, table: str = "targets") -> list[str]:
        """Return what tells some rows, their documents and indicators from any others."""
        sums = self._sums
        return [
            *(sums[table][one] for one in rows["id"]),
            *(sums["sources"][one] for one in sorted(set(rows["source"]))),
            *(sums["indicators"][one] for one in sorted(set(rows["indicator"]))),
        ]

    def reports(self, indicator: str, province: str = "") -> list[str]:
        """Return what tells the results that answer an indicator, or a province's, from others."""
        answering = reported.answering(self.site.any, indicator)
        if province:
            return self._reports.get((answering, province), [])
        return [told for (of, _), few in self._reports.items() if of == answering for told in few]


def _row_sums(table: pd.DataFrame) -> dict[str, str]:
    """Return what tells each row of a table from any other, by its id."""
    at = list(table.columns).index("id")
    return {str(row[at]): _hashed(*row) for row in table.itertuples(index=False, name=None)}


def _hashed(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:KEY_LENGTH]


def _of_everything(pieces: Pieces, _: Piece) -> list[str]:
    atlas = pieces.site.any
    return [atlas.fingerprint, atlas.edition]


def _of_target(pieces: Pieces, piece: Piece) -> list[str]:
    row = pieces.row_of(piece.subject)
    drawn = pieces.site.maps_by_name.get((row["indicator"], wording.year(row)))
    told = [*pieces.of_row(row), *pieces.reports(row["indicator"], row["province"])]
    return [*told, repr(drawn)]


def _of_map(pieces: Pieces, piece: Piece) -> list[str]:
    site = pieces.site
    indicator = piece.subject.split("/")[0]
    theme = site.any.indicators.at[indicator, "theme"]
    shown = [repr(drawn) for drawn in site.maps if drawn.theme == theme]
    told = pieces.told_of(site.any.of_indicator(indicator))
    return [*told, *pieces.reports(indicator), *shown, *pieces.read, *site.progress]


def _of_province(pieces: Pieces, piece: Piece) -> list[str]:
    atlas = pieces.site.any
    if piece.subject in list(Theme):
        return _of_everything(pieces, piece)
    homes = {piece.subject, *atlas.places.index[atlas.places["province"] == piece.subject]}
    documents = atlas.sources[atlas.sources["place"].isin(homes)]
    rows = atlas.targets[atlas.targets["province"] == piece.subject]
    results = atlas.results[atlas.results["province"] == piece.subject]
    told = [*pieces.told_of(rows), *pieces.told_of(results, "results"), documents.to_csv()]
    return [*told, *pieces.read, atlas.dated[:4]]


def _map(pieces: Pieces, piece: Piece) -> dict[str, bytes]:
    site = pieces.site
    drawn = next(one for one in site.maps if "/".join(one.parts[1:]) == piece.subject)
    return map_pages.files(site, drawn)


def _overview(pieces: Pieces, piece: Piece) -> dict[str, bytes]:
    theme = Theme(piece.subject) if piece.subject else None
    return front_pages.overview_files(pieces.site, theme)


def _target(pieces: Pieces, piece: Piece) -> dict[str, bytes]:
    return target_pages.files(pieces.site, pieces.rows(piece.language)[piece.subject])


def assets() -> dict[str, bytes]:
    """Return the style, the script, the sign and the fonts of the pages."""
    static = ROOT / "static"
    script = rendering.TEMPLATES / "assets" / "site.js"
    return {
        "assets/site.css": rendering.stylesheet().encode(),
        "assets/site.js": script.read_bytes(),
        "assets/icon.svg": (static / "icon.svg").read_bytes(),
        **{f"assets/fonts/{name}": (static / "fonts" / name).read_bytes() for name in FONTS},
    }


LISTS: Final[dict[str, Callable[[Site], dict[str, bytes]]]] = {
    "targets": target_pages.table_files,
    "progress": progress_pages.list_files,
    "maps": front_pages.map_list_files,
    "timelines": front_pages.timeline_list_files,
    "provinces": province_pages.list_files,
    "method": front_pages.method_files,
    "data": front_pages.data_files,
}
MAKERS: Final[dict[str, Callable[[Pieces, Piece], dict[str, bytes]]]] = {
    "map": _map,
    "overview": _overview,
    "target": _target,
    "list": lambda pieces, piece: LISTS[piece.subject](pieces.site),
    "timeline": lambda pieces, piece: timeline_pages.files(pieces.site, piece.subject),
    "progress": lambda pieces, piece: progress_pages.files(pieces.site, piece.subject),
    "province": lambda pieces, piece: province_pages.files(pieces.site, piece.subject),
    "door": lambda pieces, _: front_pages.door_files(pieces.site),
    "search": lambda pieces, _: target_pages.search_files(pieces.site),
    "tables": lambda pieces, _: data_files.whole(pieces.site),
    "data": lambda pieces, piece: data_files.of_indicator(pieces.site, piece.subject),
    "assets": lambda _, __: assets(),
}
KEYS: Final[dict[str, Callable[[Pieces, Piece], list[str]]]] = {
    "map": _of_map,
    "progress": _of_map,
    "target": _of_target,
    "province": _of_province,
    "timeline": _of_province,
    "data": lambda pieces, piece: pieces.told_of(pieces.site.any.of_indicator(piece.subject)),
    "assets": lambda _, __: [],
}
