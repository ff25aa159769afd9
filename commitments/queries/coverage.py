"""Coverage: what was found, province by indicator, theme by theme, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import LAST_YEAR, NATION, OUTSIDE_THE_PLANS, Theme
from commitments.domain.results import AnswerKind
from commitments.language import by_name, say
from commitments.queries import answers, area_states, outcomes, query
from commitments.words import wording

REGIONS: Final = (
    "North", "Northeast", "East", "Central", "South", "Southwest", "Northwest",
)  # fmt: skip
THEMES: Final = tuple(str(theme) for theme in Theme)
SHARED_BY: Final = 2  # provinces; an indicator of fewer cannot be compared, and makes a thin column
UNSPOKEN: Final = ("note", "as_printed", "correction", "source_title", "section")
ORDERS: Final = ("region", "name", "found")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a reader wants of the matrix: order of rows, only `shared` indicators or all, theme."""

    order: str = ORDERS[0]
    shared: bool = True
    theme: Theme | None = None

    def choices(self) -> dict[str, str]:
        """Return the choices as they stand in a link; the usual ones leave it short."""
        given = {
            "theme": str(self.theme or ""),
            "sort": "" if self.order == ORDERS[0] else self.order,
            "indicators": "" if self.shared else "every",
        }
        return {key: value for key, value in given.items() if value}


USUAL: Final = Layout()


@dataclass(frozen=True)
class Grid:
    """The coverage matrix as it is drawn: its rows and columns in order, and every cell.

    `provinces`: 31 rows by name, with region, name_zh, figures and words (indicators shown) and
    commitments (all of them, shown or not). `indicators`: by id, with name, name_zh, theme,
    symbol, figures and words (provinces). `cells`: by province and indicator, with found,
    figures, words, state, id, label and year (of the row a click opens), said (the sentences, its
    first), answer and due (of the figure due last that a report answers; blank and None where none
    is) and answered (what came of each such figure, that one first). `unshown`: how many
    indicators were found but have no column.
    """

    provinces: pd.DataFrame
    indicators: pd.DataFrame
    cells: pd.DataFrame
    unshown: int


def grid(atlas: Atlas, layout: Layout = USUAL) -> Grid:
    """Lay out the matrix; a `shared` indicator is one of two provinces or more."""
    found = cells(atlas, layout.theme)
    indicators = _indicators(atlas, found)
    shown = indicators[indicators["figures"] + indicators["words"] >= SHARED_BY]
    shown = shown if layout.shared else indicators
    kept = found[found.index.get_level_values("indicator").isin(shown.index)]
    return Grid(
        provinces=_provinces(atlas, found, kept, layout.order),
        indicators=shown,
        cells=kept,
        unshown=len(indicators) - len(shown),
    )


def cells(atlas: Atlas, theme: Theme | None) -> pd.DataFrame:
    """Return what was found in each of the 31 provinces for each indicator found in any of them."""
    rows = query.best_first(query.province_wide(query.themed(atlas.targets, theme)))
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in _records(rows):
        found.setdefault((row["province"], row["indicator"]), []).append(row)
    every = pd.MultiIndex.from_product(
        [in_the_plans(atlas), rows["indicator"].unique()], names=["province", "indicator"]
    )
    told = [found.get(cell, []) for cell in every]
    figures = [sum(map(wording.is_figure, rows)) for rows in told]
    read = area_states.with_documents(atlas)
    came = _came_of(atlas, rows)
    return pd.DataFrame(
        {
            "found": [len(rows) for rows in told],
            "figures": figures,
            "words": [len(rows) - stated for rows, stated in zip(told, figures, strict=True)],
            "state": [
                area_states.of_cell(len(rows), stated, area_states.blank(province, read))
                for rows, stated, (province, _) in zip(told, figures, every, strict=True)
            ],
            "id": [rows[0]["id"] if rows else "" for rows in told],
            "label": [wording.marked_label(rows[0]) if rows else "" for rows in told],
            "year": [rows[0]["year"] if rows else None for rows in told],
            "said": [tuple(map(wording.sentence, rows)) for rows in told],
            "answer": [came[cell][0][0] if cell in came else "" for cell in every],
            "due": [came[cell][0][1] if cell in came else None for cell in every],
            "answered": [tuple(said for *_, said in came.get(cell, ())) for cell in every],
        },
        index=every,
    )


def _came_of(atlas: Atlas, rows: pd.DataFrame) -> dict[tuple[str, str], list[tuple[str, int, str]]]:
    """Return, by province and indicator, the answers that rest on reports: kind, year, sentence.

    The figure due last comes first; of one year, one that can be compared.
    """
    kinds = answers.answers(atlas).loc[rows.index, "answer"]
    told = outcomes.beside(atlas, rows[kinds.isin(outcomes.SETTLED)])
    order = told.assign(apart=told["answer"] == AnswerKind.NOT_COMPARABLE).sort_values(
        ["year", "apart"], ascending=[False, True], kind="stable"
    )
    came: dict[tuple[str, str], list[tuple[str, int, str]]] = {}
    columns = ["province", "indicator", "answer", "year", "answered"]
    for province, indicator, *answer in order[columns].itertuples(index=False, name=None):
        came.setdefault((province, indicator), []).append((*answer,))
    return came


def _records(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield rows as dictionaries; for hundreds of rows ten times as fast as pandas does it."""
    columns = {name: rows[name].tolist() for name in rows if name not in UNSPOKEN}
    columns["year"] = [None if year is pd.NA else year for year in columns["year"]]
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def in_the_plans(atlas: Atlas) -> list[str]:
    """Return the names of the 31 provinces that the plans cover."""
    return [name for name in atlas.provinces.index if name not in OUTSIDE_THE_PLANS]


def _tally(found: pd.DataFrame, level: str) -> pd.DataFrame:
    """Count the cells with a figure and those in words alone, along one side of the matrix."""
    stated = found["figures"] > 0
    cells = pd.DataFrame({"figures": stated, "words": (found["found"] > 0) & ~stated})
    return cells.groupby(level=level, sort=False).sum().astype(int)


def _indicators(atlas: Atlas, found: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators by theme, most covered first, then by name."""
    counts = _tally(found, "indicator")
    table = atlas.indicators.loc[counts.index, ["name", "name_zh", "theme", "symbol"]].join(counts)
    keys = zip(
        table["theme"].map(THEMES.index),
        -table["figures"] - table["words"],
        table["name"],
        strict=True,
    )
    places = [place for _, place in sorted(zip(keys, range(len(table)), strict=True))]
    return table.iloc[places]


def _provinces(atlas: Atlas, found: pd.DataFrame, kept: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return the 31 provinces in the order asked for; equals stand by name."""
    names = by_name("province", in_the_plans(atlas))
    counts = _tally(kept, "province").reindex(names, fill_value=0)
    table = atlas.provinces.loc[names, ["name_zh", "region"]].join(counts)
    table["commitments"] = found["found"].groupby(level="province").sum()
    table["commitments"] = table["commitments"].fillna(0).astype(int)
    firsts = {
        "region": table["region"].map(place_of_region),
        "name": range(len(names)),
        "found": -table["figures"] - table["words"],
    }
    return table.iloc[[at for _, at in sorted(zip(firsts[order], range(len(names)), strict=True))]]


def place_of_region(region: str) -> tuple[int, str]:
    """Return where a region stands, north to west; one of another scheme comes after, by name."""
    return (REGIONS.index(region) if region in REGIONS else len(REGIONS), region)


def _spoken_of(atlas: Atlas, province: str | None) -> pd.DataFrame:
    """Keep one province's rows, its cities and lakes included; None is all but the nation's."""
    whose = atlas.targets["province"]
    return atlas.targets[whose != NATION if province is None else whose == province]


def counted_by_theme(atlas: Atlas, province: str | None) -> pd.DataFrame:
    """Count figures and words by theme (index), of one province or of all without the nation's."""
    rows = _spoken_of(atlas, province)
    return _figures_and_words(rows, rows["theme"]).reindex(list(THEMES), fill_value=0)


def counted_by_year(atlas: Atlas, theme: Theme | None, today: int) -> pd.DataFrame:
    """Count figures and words by due year (index), years before today as one, no date last."""
    rows = query.themed(_spoken_of(atlas, None), theme)
    year = rows["year"].astype("float").fillna(LAST_YEAR + 1).astype(int)
    ends = {0: say("profile.before", year=today), LAST_YEAR + 1: say("choice.no-date")}
    counts = _figures_and_words(rows, year.where(year >= today, 0))
    return counts.sort_index().rename(index=lambda year: ends.get(year, str(year)))


def _figures_and_words(rows: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    stated = rows["value"].notna()
    counts = pd.DataFrame({"figures": stated.groupby(groups).sum()})
    return counts.assign(words=(~stated).groupby(groups).sum()).astype(int)
