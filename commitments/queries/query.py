"""Questions asked of the commitments: frame in, frame out, nothing drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.atlas.rows import records
from commitments.domain.model import NATION, NO_DATE, YOURS, Basis, Selection, State, Theme
from commitments.language import say
from commitments.queries import classes, year_runs
from commitments.queries.area_states import with_states
from commitments.queries.own_reports import UNSAID_OF_RESULTS, is_reported_alone, mapped
from commitments.words import wording

COVERAGE_LIMITS: Final = (5.0, 15.0, 40.0, 80.0)  # commitments found; fixed over all themes
ROWS_LISTED: Final = 300  # under a map; the page Targets finds the others
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
    """Add to a few rows what a reader reads: labels, sentence, due, where, grade, nature_name."""
    rows = records(targets)
    return targets.assign(
        label=[wording.marked_label(row) for row in rows],
        full_label=[wording.marked_label(row, unit=True) for row in rows],
        sentence=[wording.sentence(row) for row in rows],
        due=[wording.due(row) for row in rows],
        where=[wording.where(row) for row in rows],
        grade=[wording.grade(row["evidence"]) for row in rows],
        nature_name=[wording.nature(row) for row in rows],
    )


def indicators(atlas: Atlas, theme: Theme | None) -> list[str]:
    """List the ids of a theme's indicators: figures of most provinces first, words after them."""
    rows = of_provinces(themed(atlas.targets, theme))
    wide = province_wide(rows).assign(stated=lambda found: found["value"].notna())
    provinces = wide.groupby("indicator")["province"].nunique()
    stated = wide[wide["stated"]].groupby("indicator")["province"].nunique()
    ids = pd.Index(sorted(rows["indicator"].unique()), name="indicator")
    counts = pd.DataFrame({"stated": stated, "found": provinces}).reindex(ids).fillna(0)
    return counts.sort_values(["stated", "found"], ascending=False, kind="stable").index.tolist()


def mapped_indicators(atlas: Atlas, theme: Theme | None) -> list[str]:
    """List what a map can show: the same, then what a reader's table alone reports."""
    told = indicators(atlas, theme)
    if atlas.own is None:
        return told
    rows = of_provinces(themed(atlas.results, theme))
    provinces = rows[rows["yours"]].groupby("indicator")["province"].nunique()
    ordered = provinces.sort_values(ascending=False, kind="stable").index.tolist()
    return told + [one for one in ordered if one not in told]


def measured(atlas: Atlas, theme: Theme | None) -> list[str]:
    """List a theme's indicators of which a figure with a due year or a report is told."""
    rows = figures(province_wide(atlas.targets[atlas.targets["year"].notna()]))
    told = {*rows["indicator"], *atlas.results["indicator"]}
    answering = (
        atlas.indicators["reported_as"]
        .replace("", pd.NA)
        .fillna(atlas.indicators.index.to_series())
    )
    return [name for name in indicators(atlas, theme) if {name, answering[name]} & told]


def due_years(atlas: Atlas, indicator: str) -> list[str]:
    """List the years in which what a map draws of an indicator falls due, `no date` last."""
    return years_of(of_provinces(mapped(atlas, indicator)))


def years_of(rows: pd.DataFrame) -> list[str]:
    """List the due years of some commitments as a link names them, `no date` last."""
    years = [str(year) for year in sorted(rows["year"].dropna().unique())]
    return years + ([NO_DATE] if rows["year"].isna().any() else [])


def first_map(atlas: Atlas) -> dict[str, str]:
    """Choose indicator and due year of the map that shows most; nothing where none can be drawn."""
    drawable = indicators(atlas, None)
    if not drawable:
        return {}
    return {"indicator": drawable[0], "year": fullest_year(atlas, drawable[0])}


def first_own_map(atlas: Atlas) -> dict[str, str]:
    """Choose the map that shows most of a reader's own table: what it promises, else reports."""
    promised = first_map(replace(atlas, targets=own_rows(atlas), results=atlas.results.head(0)))
    reported = atlas.results[atlas.results["yours"]]
    if promised or of_provinces(reported).empty:
        return promised
    chosen = indicators(replace(atlas, targets=reported), None)[0]
    if is_reported_alone(atlas, chosen):
        return {"indicator": chosen, "year": fullest_year(atlas, chosen)}
    return {"indicator": chosen, "basis": str(Basis.REPORTED)}


def own_rows(atlas: Atlas) -> pd.DataFrame:
    """Keep what stands in the reader's own table."""
    return atlas.targets[atlas.targets["yours"]]


def fullest_year(atlas: Atlas, indicator: str) -> str:
    """Return the due year with figures of most provinces, then words, the later one of equals."""
    rows = of_provinces(mapped(atlas, indicator))
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
    return with_states(
        atlas, pd.DataFrame({"found": count, "figures": stated, "words": count - stated})
    )


def figure_map(atlas: Atlas, indicator: str, year: int | None) -> pd.DataFrame:
    """Return what one map shows: 34 areas with their state and the row that is drawn.

    Columns: figures and words (how many rows were found for this indicator and year), elsewhere
    (other due years for which something was found), state, and for areas with a figure or words
    all columns of the drawn row. Where several figures were found, the one for the whole province
    is drawn, then the better evidence, then the later document.
    """
    of_indicator = province_wide(mapped(atlas, indicator))
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
    return with_states(atlas, counts).join(drawn.drop(columns=["words"], errors="ignore"))


def other_years(rows: pd.DataFrame, year: int | None) -> pd.Series:
    """Return by province the other due years for which something was found: `2027, no date`."""
    others = rows.drop(due_in(rows, year).index).sort_values("year")
    named = year_names(others["year"]).groupby(others["province"])
    return named.agg(
        lambda years: say("list.between").join(year_runs.in_runs(list(dict.fromkeys(years))))
    )


def year_names(years: pd.Series) -> pd.Series:
    """Write due years as a reader chooses them: `2030`, or `no date`."""
    undated = say("choice.no-date")
    return years.map(lambda year: undated if pd.isna(year) else str(year)).astype(object)


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
    rows = mapped(atlas, indicator)
    rows = rows[rows["province"] == NATION]
    return best_first(figures(due_in(rows, year))).head(1)


def national_beside(atlas: Atlas, asked: Selection) -> pd.DataFrame:
    """Return the nation's figure where it can stand beside the provinces'.

    A share of the area and what is reported have none, and a sum over the nation has another scale
    than its parts.
    """
    rows = national(atlas, str(asked.indicator), asked.year)
    beside = asked.basis not in (Basis.SHARE, Basis.REPORTED) and not is_sum(
        atlas, str(asked.indicator)
    )
    return rows if beside else rows.head(0)


def is_sum(atlas: Atlas, indicator: str) -> bool:
    """Say whether the nation's figure is the sum of the provinces', as for areas."""
    return bool(atlas.indicators.at[indicator, "additive"] == "yes")


def points(
    atlas: Atlas, indicator: str, year: int | None, basis: Basis = Basis.STATED
) -> pd.DataFrame:
    """Return figures of cities, lakes and areas with their lat and lon (degrees, EPSG:4326).

    On a map of reported values they are a reader's own, the latest of each place; a map of answers
    has none: what was promised there would pass for what was reported.
    """
    rows = due_in(mapped(atlas, indicator), year)
    rows = rows[rows["place"] != ""]
    if basis == Basis.ANSWERS:
        rows = rows.iloc[:0]
    if basis == Basis.REPORTED:
        told = atlas.reported_on(indicator)
        own = told[told["yours"] & (told["place"] != "")].assign(**UNSAID_OF_RESULTS)
        rows = own.sort_values("year", ascending=False).drop_duplicates("place")
    return rows.join(atlas.places[["lat", "lon"]], on="place")


def all_found(atlas: Atlas, indicator: str, year: int | None) -> pd.DataFrame:
    """Return every row behind a map: drawn, also found, sub-provincial and national."""
    rows = due_in(mapped(atlas, indicator), year)
    return rows.sort_values("drawn", ascending=False, kind="stable")


def listed(behind: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Keep so many of the rows behind a map as a table holds: all that are drawn, and the first."""
    if len(behind) <= ROWS_LISTED:
        return behind
    drawn = behind["id"].isin(areas["id"])
    first = (~drawn).cumsum() <= ROWS_LISTED - int(drawn.sum())
    return behind[drawn | first]


def fullest_provinces(atlas: Atlas, most: int) -> list[str]:
    """Return the provinces of which most was found, by name."""
    counts = province_wide(atlas.targets)["province"].value_counts()
    return sorted(counts.head(most).index)


def drawn(areas: pd.DataFrame) -> pd.DataFrame:
    """Keep the areas of a map that show a figure, labelled by it where the map tells another."""
    shown = areas[areas["state"] == State.FIGURE]
    return shown.assign(label=shown["stated"]) if "stated" in shown else shown


def symbol(atlas: Atlas, indicator: str) -> str:
    """Return the unit of an indicator as it is printed: `km²`."""
    return str(atlas.indicators.at[indicator, "symbol"])


def class_limits(atlas: Atlas, indicator: str) -> tuple[float, ...]:
    """Return the limits between an indicator's classes, the same for every year and filter."""
    rows = figures(province_wide(mapped(atlas, indicator)))
    return classes.class_limits(atlas.indicators.at[indicator, "limits"], rows["drawn"].tolist())
