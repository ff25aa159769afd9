"""Rules for reported results: those of commitments where they fit, and their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, look_up, passing, years
from commitments.atlas.check import dates, figures, names
from commitments.atlas.check.dates import document_years
from commitments.atlas.check.rule_builders import Rule, at, filled, printable, shaped
from commitments.domain.model import Problem
from commitments.domain.results import CHANGE

MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
OF_COMMITMENTS_ALONE: Final = (  # what rules of both tables read and a result never fills
    "base_value", "corrected_value", "correction", "summary", "summary_zh", "correction_zh",
)  # fmt: skip


def _not_after_its_document(results: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    told = years(results["year"])
    written = look_up(results["source"], document_years(codebook.sources))
    yield from at(told > written, "year", "check.result-after-document", told=told, written=written)


def _year_that_has_not_ended(results: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    told = years(results["year"])
    written = look_up(results["source"], document_years(codebook.sources))
    running = (told == written) & (results["as_of"] == "")
    yield from at(running, "as_of", "check.as-of-missing", told=told)


def _as_of_its_year(results: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    as_of, year = results["as_of"], results["year"]
    other = (as_of != "") & (year != "") & (as_of.str[:4] != year)
    yield from at(other, "as_of", "check.as-of-another-year", cell=as_of, year=year)


def _bounds(results: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    """Refuse a value that its indicator cannot have; what is a change may be negative."""
    changes = passing(results["indicator"], lambda one: CHANGE.fullmatch(one) is not None)
    below = changes & results["value"].str.startswith("-")
    yield from figures.bounds(results.assign(value=results["value"].mask(below, "")), codebook)


RULES: Final[tuple[Rule, ...]] = (
    printable,
    *names.COMMON_RULES,
    filled("comparator", "check.result-without-comparator"),
    filled("value", "check.result-without-value"),
    *figures.COMMON_RULES,
    _bounds,
    filled("year", "check.result-without-year"),
    *dates.COMMON_RULES,
    _not_after_its_document,
    shaped("as_of", MONTH, "check.not-a-month"),
    _as_of_its_year,
    _year_that_has_not_ended,
)


def readable(results: pd.DataFrame) -> pd.DataFrame:
    """Return results with the columns that the rules of both tables read, blank."""
    return results.assign(**dict.fromkeys(OF_COMMITMENTS_ALONE, ""))
