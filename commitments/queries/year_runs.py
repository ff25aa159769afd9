"""Years in a row, told by the first and the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LONG_RUN: Final = 5  # years in a row that are told by the first and the last


def in_runs(years: Sequence[str]) -> list[str]:
    """Write many years in a row by the first and the last: `1950–2022`."""
    runs: list[list[str]] = []
    for year in years:
        follows = runs and year.isdigit() and runs[-1][-1] == str(int(year) - 1)
        if follows:
            runs[-1].append(year)
        else:
            runs.append([year])
    short = [run if len(run) < LONG_RUN else [f"{run[0]}–{run[-1]}"] for run in runs]
    return [year for run in short for year in run]
