"""Texts of the page on which a reader loads a table of their own."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.language import Language, count, current, enumerated, named, say
from commitments.queries.search import ROWS_SHOWN
from commitments.uploads import templates as upload_templates
from commitments.uploads import word_lists
from commitments.uploads.files import LIMITS
from commitments.uploads.pipeline import Report
from commitments.words import wording

COLUMN_COLUMNS: Final = {
    "name": "your-data.column-name",
    "others": "your-data.column-others",
    "meaning": "your-data.column-meaning",
}
RESULT_COLUMNS: Final = {
    "province": "header.province",
    "place": "header.place",
    "indicator": "header.indicator",
    "value": "header.value",
    "as_printed": "header.as_printed",
    "year": "header.year",
}
KINDS_SHOWN: Final = 200  # of problems
NAMES_SHOWN: Final = 3


def taken() -> str:
    """Say which files are taken, and how large they may be."""
    limits = {"megabytes": LIMITS.megabytes, "rows": LIMITS.rows, "columns": LIMITS.columns}
    return say("your-data.taken", **limits)


def title(report: Report) -> str:
    """Say what became of a table: how many of its rows can be used."""
    used, name = report.used, report.name
    if used and report.refused:
        return say("your-data.used-some", name=name, used=used, rows=report.rows)
    return count(f"your-data.used-{'all' if used else 'none'}", report.rows, name=name)


def counted(report: Report) -> str:
    """Say what is in the rows that can be used, and how many cannot."""
    sound, results, refused = report.sound, report.results, report.refused
    figures = int((sound["value"] != "").sum())
    both = pd.concat([sound[["province", "indicator"]], results[["province", "indicator"]]])
    aims = say("your-data.counted", figures=figures, words=len(sound) - figures)
    parts = [
        aims if len(sound) or not len(results) else "",
        count("your-data.reported", len(results)) if len(results) else "",
        count("your-data.provinces", both["province"].nunique()),
        count("your-data.indicators", both["indicator"].nunique()),
        count("your-data.rows-refused", refused) if refused else "",
    ]
    return " · ".join(filter(None, parts))


def result_table(report: Report) -> pd.DataFrame:
    """Return the first reported values as they are read."""
    rows, indicators = report.results.head(ROWS_SHOWN), report.codebook.indicators
    name = "name_zh" if current() == Language.CHINESE else "name"
    units = report.codebook.units
    symbols = units.symbols_zh if name == "name_zh" else units.symbols
    return pd.DataFrame(
        {
            "province": [named("province", one) for one in rows["province"]],
            "place": rows["place"],
            "indicator": rows["indicator"].map(indicators[name]),
            "value": [
                wording.quantity(wording.number(float(number)), symbols.get(unit, unit))
                if number
                else ""
                for number, unit in zip(rows["value"], rows["unit"], strict=True)
            ],
            "as_printed": rows["as_printed"],
            "year": rows["year"],
        }
    )


def rows_heading(rows: pd.DataFrame) -> str:
    """Head the table of the rows in use, and say where it is cut."""
    if len(rows) > ROWS_SHOWN:
        return say("your-data.first-rows", shown=ROWS_SHOWN, rows=len(rows))
    return say("your-data.rows")


def column_table() -> pd.DataFrame:
    """Return what each column takes, with the other names that it goes by."""
    rows = [
        (named("header", name), _others(name), say(f"meaning.{name}"))
        for name in upload_templates.COLUMNS
    ]
    return pd.DataFrame(rows, columns=list(COLUMN_COLUMNS))


def _others(column: str) -> str:
    """List the first other headers that a column goes by, those of the other language first."""
    told = named("header", column)
    words = [column, *word_lists.headers()[column]]
    chinese = [word for word in words if not word.isascii()]
    others = chinese if told == column else [column, *chinese]
    return enumerated([word for word in others if word != told][:NAMES_SHOWN])


def problems_heading(report: Report, kinds: int) -> str:
    """Head the list of kinds of problems, and say where it is cut."""
    faults = len(report.problems)
    if kinds > KINDS_SHOWN:
        return say("your-data.first-problems", shown=KINDS_SHOWN, problems=faults)
    return count("your-data.problems", faults)
