"""This module asks the questions of the atlas: frame in, frame out, nothing drawn."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments import palette, wording
from commitments.load import Atlas, searchable
from commitments.model import (
    NATION,
    NO_DATE,
    OUTSIDE_THE_PLANS,
    YOURS,
    Basis,
    Filters,
    Flag,
    Selection,
    State,
    Theme,
)

COVERAGE_LIMITS: Final = (5.0, 10.0, 20.0, 40.0)  # commitments found; fixed over all themes
ROWS_SHOWN: Final = 2000  # of a table at once; a search narrows the rest
BEST_EVIDENCE_FIRST: Final = {"A": 0, "B": 1, "C": 2, YOURS: 3}


def themed(targets: pd.DataFrame, theme: Theme | None) -> pd.DataFrame:
    """Keep one theme's commitments, or all."""
    return targets if theme is None else targets[targets["theme"] == theme]


def province_wide(targets: pd.DataFrame) -> pd.DataFrame:
    """Keep what speaks of a province, never of a city or a lake in it, nor of the nation."""
    return targets[(targets["place"] == "") & (targets["province"] != NATION)]


def of_provinces(targets: pd.DataFrame) -> pd.DataFrame:
    """Keep what speaks of a province or of a place in one, not of the nation."""
    return targets[targets["province"] != NATION]


def due_in(targets: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Keep what falls due in a year; None asks for what has no date."""
    return targets[targets["year"].isna() if year is None else targets["year"] == year]


def figures(targets: pd.DataFrame) -> pd.DataFrame:
    """Keep the commitments that state a number."""
    return targets[targets["value"].notna()]


def words(targets: pd.DataFrame) -> pd.DataFrame:
    """Keep the commitments in words alone."""
    return targets[targets["value"].isna()]


def described(targets: pd.DataFrame) -> pd.DataFrame:
    """Add to a few rows what a reader reads: label, full_label, sentence, due, where."""
    rows = targets.to_dict("records")
    return targets.assign(
        label=[wording.marked_label(row) for row in rows],
        full_label=[wording.marked_label(row, unit=True) for row in rows],
        sentence=[wording.sentence(row) for row in rows],
        due=[wording.due(row) for row in rows],
        where=[wording.where(row) for row in rows],
    )


def documents(atlas: Atlas, province: str) -> pd.DataFrame:
    """List the documents read of a province and its cities, newest first."""
    used = atlas.targets.loc[atlas.targets["province"] == province, "source"].unique()
    homes = [province, *atlas.places.index[atlas.places["province"] == province]]
    rows = atlas.sources[atlas.sources["place"].isin(homes) | atlas.sources.index.isin(used)]
    dated = rows["issued"].where(rows["issued"] != "", rows["published"])
    counts = atlas.targets.loc[atlas.targets["province"] == province, "source"].value_counts()
    found = rows.assign(date=dated, commitments=counts.reindex(rows.index).fillna(0).astype(int))
    return found.sort_values(["date", "title"], ascending=[False, True])


def with_documents(atlas: Atlas) -> frozenset[str]:
    """Return the provinces of which at least one document was read."""
    speaks_of = set(atlas.sources["place"]) | set(atlas.targets["province"])
    return frozenset(speaks_of & set(atlas.provinces.index))


def indicators(atlas: Atlas, theme: Theme | None) -> list[str]:
    """List the ids of a theme's indicators: figures of most provinces first, words after them."""
    rows = of_provinces(themed(atlas.targets, theme))
    wide = province_wide(rows).assign(stated=lambda found: found["value"].notna())
    provinces = wide.groupby("indicator")["province"].nunique()
    stated = wide[wide["stated"]].groupby("indicator")["province"].nunique()
    ids = pd.Index(sorted(rows["indicator"].unique()), name="indicator")
    counts = pd.DataFrame({"stated": stated, "found": provinces}).reindex(ids).fillna(0)
    return counts.sort_values(["stated", "found"], ascending=False, kind="stable").index.tolist()


def due_years(atlas: Atlas, indicator: str) -> list[str]:
    """List the years in which an indicator's commitments fall due, `no date` last."""
    rows = of_provinces(atlas.of_indicator(indicator))
    years = [str(year) for year in sorted(rows["year"].dropna().unique())]
    return years + ([NO_DATE] if rows["year"].isna().any() else [])


def all_years(atlas: Atlas) -> list[str]:
    """List every due year of the table, `no date` last."""
    years = sorted(atlas.targets["year"].dropna().unique())
    return [*map(str, years), NO_DATE]


def first_map(atlas: Atlas) -> dict[str, str]:
    """Choose indicator and due year of the map that shows most; nothing where none can be drawn."""
    drawable = indicators(atlas, None)
    if not drawable:
        return {}
    return {"indicator": drawable[0], "year": fullest_year(atlas, drawable[0])}


def own_rows(atlas: Atlas) -> pd.DataFrame:
    """Keep what stands in the reader's own table."""
    return atlas.targets[atlas.targets["yours"]]


def grades(atlas: Atlas) -> list[str]:
    """List the evidence grades that occur, the best first; a reader's own table comes last."""
    return sorted(atlas.targets["evidence"].unique(), key=lambda grade: BEST_EVIDENCE_FIRST[grade])


def fullest_year(atlas: Atlas, indicator: str) -> str:
    """Return the due year with figures of most provinces, then words, the later one of equals."""
    rows = of_provinces(atlas.of_indicator(indicator))
    wide = province_wide(rows)

    def weight(year: str) -> tuple[int, int, bool, str]:
        due = due_in(wide, None if year == NO_DATE else int(year))
        provinces = (figures(due)["province"].nunique(), due["province"].nunique())
        return (*provinces, year != NO_DATE, year)

    return max(due_years(atlas, indicator), key=weight)


def coverage(atlas: Atlas, theme: Theme | None) -> pd.DataFrame:
    """Count what was found for each of the 34 areas: found, figures, words and the state."""
    rows = province_wide(themed(atlas.targets, theme))
    names = atlas.provinces.index
    count = rows.groupby("province").size().reindex(names, fill_value=0)
    stated = figures(rows).groupby("province").size().reindex(names, fill_value=0)
    return _with_states(
        atlas, pd.DataFrame({"found": count, "figures": stated, "words": count - stated})
    )


def figure_map(atlas: Atlas, indicator: str, year: int | None) -> pd.DataFrame:
    """Return what one map shows: 34 areas with their state and the row that is drawn.

    Columns: figures and words (how many rows were found for this indicator and year), elsewhere
    (other due years for which something was found), state, and for areas with a figure or words
    all columns of the drawn row. Where several figures were found, the one for the whole province
    is drawn, then the better evidence, then the later document.
    """
    of_indicator = province_wide(atlas.of_indicator(indicator))
    rows = due_in(of_indicator, year)
    drawn = best_first(rows).drop_duplicates("province").set_index("province")
    names = atlas.provinces.index
    counts = pd.DataFrame(
        {
            "figures": figures(rows).groupby("province").size().reindex(names, fill_value=0),
            "words": words(rows).groupby("province").size().reindex(names, fill_value=0),
        }
    )
    counts["elsewhere"] = other_years(of_indicator, year).reindex(names, fill_value="")
    return _with_states(atlas, counts).join(drawn.drop(columns=["words"], errors="ignore"))


def other_years(rows: pd.DataFrame, year: int | None) -> pd.Series:
    """Return by province the other due years for which something was found: `2027, no date`."""
    others = rows.drop(due_in(rows, year).index).sort_values("year")
    named = year_names(others["year"]).groupby(others["province"])
    return named.agg(lambda years: ", ".join(dict.fromkeys(years)))


def year_names(years: pd.Series) -> pd.Series:
    """Write due years as a reader chooses them: `2030`, or `no date`."""
    return years.map(lambda year: NO_DATE if pd.isna(year) else str(year)).astype(object)


def best_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Order rows so that the first of each province is the one to draw."""
    keys = pd.DataFrame(
        {
            "wordy": rows["value"].isna(),
            "limited": rows["scope"] != "",
            "evidence": rows["evidence"].map(BEST_EVIDENCE_FIRST),
            "date": rows["source_date"],
        }
    )
    order = keys.sort_values("date", ascending=False, kind="stable").sort_values(
        ["wordy", "limited", "evidence"], kind="stable"
    )
    return rows.loc[order.index]


def national(atlas: Atlas, indicator: str, year: int | None) -> pd.DataFrame:
    """Return the nation's figure for the same indicator and year, one row or none."""
    rows = atlas.of_indicator(indicator)
    rows = rows[rows["province"] == NATION]
    return best_first(figures(due_in(rows, year))).head(1)


def national_beside(atlas: Atlas, asked: Selection) -> pd.DataFrame:
    """Return the nation's figure where it can stand beside the provinces'.

    A share of the area has none, and a sum over the nation has another scale than its parts.
    """
    rows = national(atlas, str(asked.indicator), asked.year)
    beside = asked.basis != Basis.SHARE and not is_sum(atlas, str(asked.indicator))
    return rows if beside else rows.head(0)


def is_sum(atlas: Atlas, indicator: str) -> bool:
    """Say whether the nation's figure is the sum of the provinces', as for areas."""
    return bool(atlas.indicators.at[indicator, "additive"] == "yes")


def points(atlas: Atlas, indicator: str, year: int | None) -> pd.DataFrame:
    """Return figures of cities, lakes and areas with their lat and lon (degrees, EPSG:4326)."""
    rows = due_in(atlas.of_indicator(indicator), year)
    rows = rows[rows["place"] != ""]
    return rows.join(atlas.places[["lat", "lon"]], on="place")


def all_found(atlas: Atlas, indicator: str, year: int | None) -> pd.DataFrame:
    """Return every row behind a map: drawn, also found, sub-provincial and national."""
    rows = due_in(atlas.of_indicator(indicator), year)
    return rows.sort_values("drawn", ascending=False, kind="stable")


def due_next(
    atlas: Atlas, province: str, today: int, *, most: int = 5, theme: Theme | None = None
) -> pd.DataFrame:
    """Return a province's next commitments from the year `today` on, soonest first."""
    rows = themed(atlas.targets[atlas.targets["province"] == province], theme)
    ahead = rows[rows["year"] >= today].sort_values(["year", "theme"], kind="stable")
    return ahead.head(most)


def counted_by_theme(atlas: Atlas, province: str) -> pd.DataFrame:
    """Count a province's figures and aims in words by theme."""
    rows = atlas.targets[atlas.targets["province"] == province]
    stated = rows["value"].notna()
    counts = pd.DataFrame(
        {
            "figures": rows[stated].groupby("theme").size(),
            "words": rows[~stated].groupby("theme").size(),
        }
    ).reindex([str(theme) for theme in Theme])
    return counts.fillna(0).astype(int).rename_axis("theme").reset_index()


def timeline(atlas: Atlas, theme: Theme | None, provinces: tuple[str, ...]) -> pd.DataFrame:
    """Return the commitments of a theme and some provinces, dated or not."""
    rows = themed(atlas.targets, theme)
    return rows[rows["province"].isin(provinces)].sort_values(
        ["province", "year", "theme"], kind="stable"
    )


def fullest_provinces(atlas: Atlas, most: int) -> list[str]:
    """Return the provinces of which most was found, by name."""
    counts = province_wide(atlas.targets)["province"].value_counts()
    return sorted(counts.head(most).index)


def drawn(areas: pd.DataFrame) -> pd.DataFrame:
    """Keep the areas of a map that show a figure."""
    return areas[areas["state"] == State.FIGURE]


def symbol(atlas: Atlas, indicator: str) -> str:
    """Return the unit of an indicator as it is printed: `km²`."""
    return str(atlas.units.symbols.get(atlas.indicators.at[indicator, "unit"], ""))


def class_limits(atlas: Atlas, indicator: str) -> tuple[float, ...]:
    """Return the limits between an indicator's classes, the same for every year and filter."""
    rows = figures(province_wide(atlas.of_indicator(indicator)))
    return palette.class_limits(atlas.indicators.at[indicator, "limits"], rows["drawn"].tolist())


def _with_states(atlas: Atlas, counts: pd.DataFrame) -> pd.DataFrame:
    read = with_documents(atlas)

    def state(name: str, stated: int, wordy: int) -> State:
        if name in OUTSIDE_THE_PLANS:
            return State.OUTSIDE
        if name not in read:
            return State.NO_DOCUMENT
        if stated:
            return State.FIGURE
        return State.WORDS if wordy else State.NOTHING

    states = [
        state(str(name), int(stated), int(wordy))
        for name, stated, wordy in zip(
            counts.index, counts["figures"], counts["words"], strict=True
        )
    ]
    return counts.assign(iso=atlas.provinces["iso"], state=states)


def matching(atlas: Atlas, asked: Filters) -> pd.DataFrame:
    """Return the commitments that match every filter and contain every word."""
    rows = themed(atlas.targets, asked.theme)
    if asked.kind:
        rows = figures(rows) if asked.kind == "figure" else words(rows)
    for column in ("province", "comparator", "source", "evidence"):
        wanted = getattr(asked, column)
        rows = rows[rows[column] == wanted] if wanted else rows
    if asked.year:
        rows = due_in(rows, None if asked.year == NO_DATE else int(asked.year))
    if asked.flag:
        rows = rows[flagged(rows, Flag(asked.flag))]
    for word in searchable(asked.words).split():
        rows = rows[atlas.haystack.reindex(rows.index).str.contains(word, regex=False)]
    return rows


def flagged(rows: pd.DataFrame, flag: Flag) -> pd.Series:
    """Say which rows carry something that a reader must mind."""
    return {
        Flag.INFERRED: rows["inferred"],
        Flag.SCOPED: rows["scope"] != "",
        Flag.CORRECTED: rows["corrected_value"].notna(),
        Flag.PLACE: rows["place"] != "",
        Flag.NOTED: rows["note"] != "",
    }[flag]


def codebook(atlas: Atlas) -> pd.DataFrame:
    """Return the indicators with their printed unit and how many commitments each has."""
    counts = atlas.targets["indicator"].value_counts()
    table = atlas.indicators.assign(
        symbol=atlas.indicators["unit"].map(atlas.units.symbols).fillna(""),
        wanted=atlas.indicators["better"].where(atlas.indicators["better"] != "none", ""),
        commitments=counts.reindex(atlas.indicators.index).fillna(0).astype(int),
    )
    return table.sort_values(["theme", "commitments"], ascending=[True, False])


def read_documents(atlas: Atlas) -> pd.DataFrame:
    """Return the documents with their date and how many commitments were found in each."""
    counts = atlas.targets["source"].value_counts()
    dated = atlas.sources["issued"].where(atlas.sources["issued"] != "", atlas.sources["published"])
    table = atlas.sources.assign(
        date=dated, commitments=counts.reindex(atlas.sources.index).fillna(0).astype(int)
    )
    return table.sort_values(["commitments", "title"], ascending=[False, True])


def corrected(atlas: Atlas) -> pd.DataFrame:
    """Return the commitments whose printed figure is impossible."""
    return atlas.targets[atlas.targets["corrected_value"].notna()]
