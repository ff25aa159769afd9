"""This module holds the rules for years: due years, base years and the years of documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from commitments.cells import YEAR, Codebook, Rule, at, look_up, one_of, shaped, years
from commitments.model import LAST_YEAR, Problem, YearBasis


def document_years(sources: pd.DataFrame) -> pd.Series:
    """Return the year of each document, of its issue or else of publication; NaN if unknown."""
    dated = sources["issued"].where(sources["issued"] != "", sources["published"])
    return years(dated.str[:4])


def _not_after_the_last_year(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    late = years(targets["year"]) > LAST_YEAR
    why = f"{{cell}} is after {LAST_YEAR}; no plan reaches so far, check the document"
    yield from at(late, "year", why, cell=targets["year"])


def _not_before_its_document(targets: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    due = years(targets["year"])
    written = look_up(targets["source"], document_years(codebook.sources))
    why = "{due:.0f} is before its document's own year, {written:.0f}; check both"
    yield from at(due < written, "year", why, due=due, written=written)


def _base_before_due(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    base, due = years(targets["base_year"]), years(targets["year"])
    why = "{base:.0f} is not before the due year, {due:.0f}; check both"
    yield from at(base >= due, "base_year", why, base=base, due=due)


def _basis_of_the_year(targets: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    dated, basis = targets["year"] != "", targets["year_basis"]
    none = basis == YearBasis.NONE
    says_how = basis.isin(list(YearBasis)) & ~none
    yield from at(dated & none, "year_basis", "`none`, but there is a year; say how it is known")
    yield from at(~dated & says_how, "year_basis", "the year is blank; write `none`")


RULES: Final[tuple[Rule, ...]] = (
    shaped("year", YEAR, "a year; write four digits"),
    _not_after_the_last_year,
    _not_before_its_document,
    one_of("year_basis", YearBasis),
    _basis_of_the_year,
    shaped("base_year", YEAR, "a year; write four digits"),
    _base_before_due,
)
