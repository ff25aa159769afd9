"""This module writes the texts of the page on which a reader loads a table of their own."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.model import Problem, Use
from commitments.search import ROWS_SHOWN
from commitments.uploads import names as upload_names
from commitments.uploads import templates as upload_templates
from commitments.uploads.door import Report
from commitments.uploads.files import LIMITS

LEAD: Final = (
    "Load your own table and see it in every view within seconds, every problem named. It stays "
    "in this session: nobody else sees it, nothing is stored, and it is gone when you close or "
    "reload the page."
)
ENOUGH: Final = (
    "**province, indicator, value, unit, year** are enough (省份, 指标, 数值, 单位, 年份), in any "
    "order, in English or Chinese. Signs and units may stand in the cell of the value: ≥45%, "
    "约25%, 不低于36390平方公里, 1.37亿千瓦."
)
TAKEN: Final = (
    f"CSV or XLSX, at most {LIMITS.megabytes} MB, {LIMITS.rows:,} rows and {LIMITS.columns} "
    "columns. Of a workbook, the first sheet is read."
)
PROBLEM_COLUMNS: Final = {"row": "Row", "column": "Column", "why": "Problem and remedy"}
USE_NAMES: Final = {
    Use.BESIDE: "Beside the atlas's own",
    Use.ALONE: "Alone",
    Use.OFF: "Not at all",
}
USE_MEANING: Final = {
    Use.BESIDE: "Your rows are marked ‡ in every view. Where the atlas has a figure for the same "
    "province, indicator and year, the map draws the atlas's and lists yours below.",
    Use.ALONE: "Every view shows your rows and nothing else, marked ‡.",
    Use.OFF: "The views show the atlas's own commitments. Your table stays here.",
}
PROBLEMS_SHOWN: Final = 2_000
CHINESE_SHOWN: Final = 3
COLUMN_COLUMNS: Final = {"name": "Column", "chinese": "Or", "meaning": "What it takes"}


def title(report: Report) -> str:
    """Say what became of a table: how many of its rows can be used."""
    used = len(report.sound)
    if not report.refused:
        return f"{report.name}: all {report.rows:,} rows can be used"
    if not used:
        return f"{report.name}: none of its {report.rows:,} rows can be used"
    return f"{report.name}: {used:,} of {report.rows:,} rows can be used"


def counted(report: Report) -> str:
    """Say what is in the rows that can be used, and what stands in the way of the others."""
    figures = int((report.sound["value"] != "").sum())
    words = len(report.sound) - figures
    parts = [
        f"{figures:,} with a figure, {words:,} in words",
        f"{report.sound['province'].nunique()} provinces",
        f"{report.sound['indicator'].nunique()} indicators",
    ]
    if report.refused:
        faults = len(report.problems)
        parts.append(f"{faults:,} {'problem' if faults == 1 else 'problems'} in {report.refused:,}")
    return " · ".join(parts) + (" rows" if report.refused else "")


def rows_heading(rows: pd.DataFrame) -> str:
    """Head the table of the rows in use, and say where it is cut."""
    if len(rows) > ROWS_SHOWN:
        return f"Your rows as they are read: the first {ROWS_SHOWN:,} of {len(rows):,}"
    return "Your rows as they are read"


def problem_table(problems: tuple[Problem, ...]) -> pd.DataFrame:
    """Return the first problems as a table: row, column, problem with its remedy."""
    shown = [(one.row, one.column or "", one.why) for one in problems[:PROBLEMS_SHOWN]]
    return pd.DataFrame(shown, columns=list(PROBLEM_COLUMNS))


def column_table() -> pd.DataFrame:
    """Return what each column takes, with its Chinese names."""
    rows = [(name, _chinese(name), meaning) for name, meaning in upload_templates.COLUMNS.items()]
    return pd.DataFrame(rows, columns=list(COLUMN_COLUMNS))


def _chinese(column: str) -> str:
    """List the first Chinese headers that a column goes by."""
    words = upload_names.COLUMN_WORDS[column].split("|")
    return " ".join([word for word in words if not word.isascii()][:CHINESE_SHOWN])


def problems_heading(report: Report) -> str:
    """Head the list of problems, and say where it is cut."""
    faults = len(report.problems)
    if faults > PROBLEMS_SHOWN:
        return f"The first {PROBLEMS_SHOWN:,} of {faults:,} problems; the downloads have them all"
    return f"{faults:,} {'problem' if faults == 1 else 'problems'}, by row of the file"
