"""Rules for years: due years, base years and the years of documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from commitments.atlas.cells import YEAR, Codebook, look_up, years
from commitments.atlas.check.rule_builders import Rule, at, one_of, shaped
from commitments.domain.model import LAST_YEAR, Problem, YearBasis


def document_dates(sources: pd.DataFrame) -> pd.Series:
    """Return the date of each document, of its issue or else of publication; blank if unknown."""
    return sources["issued"].where(sources["issued"] != "", sources["published"])


def document_years(sources: pd.DataFrame) -> pd.Series:
    """Return the year of each document, of its issue or else of publication; NaN if unknown."""
    return years(document_dates(sources).str[:4])


def _not_after_the_last_year(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    late = years(targets["year"]) > LAST_YEAR
    yield from at(late, "year", "check.year-too-late", cell=targets["year"], last=LAST_YEAR)


def _not_before_its_document(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    due = years(targets["year"])
    written = look_up(targets["source"], document_years(codebook.sources))
    yield from at(due < written, "year", "check.year-before-document", due=due, written=written)


def _base_before_due(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    base, due = years(targets["base_year"]), years(targets["year"])
    yield from at(base >= due, "base_year", "check.base-not-before-due", base=base, due=due)


def _basis_of_the_year(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    dated, basis = targets["year"] != "", targets["year_basis"]
    none = basis == YearBasis.NONE
    says_how = basis.isin(list(YearBasis)) & ~none
    yield from at(dated & none, "year_basis", "check.year-without-basis")
    yield from at(~dated & says_how, "year_basis", "check.basis-without-year")


COMMON_RULES: Final[tuple[Rule, ...]] = (  # of commitments and of results
    shaped("year", YEAR, "check.not-a-year"),
    _not_after_the_last_year,
    one_of("year_basis", YearBasis),
    _basis_of_the_year,
    shaped("base_year", YEAR, "check.not-a-year"),
    _base_before_due,
)
RULES: Final[tuple[Rule, ...]] = (*COMMON_RULES, _not_before_its_document)
