"""Editorial rules: what the atlas's own tables owe a reader beyond being sound.

They keep no table from being shown: a reader's own, or one of an installer's database, may do
otherwise. The command `check` names every breach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from commitments.atlas.cells import Codebook, look_up
from commitments.atlas.check.rule_builders import Rule, at
from commitments.domain.model import RANKED_IN_CHINESE, Evidence, Problem, SourceKind
from commitments.domain.results import properties

SCOPES: Final = "codebook/scopes.csv"
ONE_TARGET: Final = ("province", "place", "indicator", "year", "scope")
ONE_RESULT: Final = ("province", "place", "indicator", "scope", "year", "as_of", "base_year")
RANKS: Final = (
    "Province", "Municipality", "City", "Autonomous Region", "Uygur Autonomous Region",
    "Zhuang Autonomous Region", "Hui Autonomous Region", "Uyghur Autonomous Region",
)  # fmt: skip


def noted(one_thing: Sequence[str]) -> Rule:
    """Make the rule that of several figures of one thing each has a note that says why."""

    def rule(rows: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
        stated = rows[rows["value"] != ""]
        several = stated.duplicated(list(one_thing), keep=False).reindex(
            rows.index, fill_value=False
        )
        others = _others(stated, one_thing).reindex(rows.index, fill_value="")
        yield from at(several & (rows["note"] == ""), "note", "check.note-missing", others=others)

    return rule


def _others(rows: pd.DataFrame, one_thing: Sequence[str]) -> pd.Series:
    """Name for each row the ids of the others that speak of the same thing."""
    together = rows.groupby(list(one_thing), sort=False)["id"].agg(list)
    ids = pd.MultiIndex.from_frame(rows[list(one_thing)])
    found = [
        [one for one in group if one != own]
        for group, own in zip(together.reindex(ids), rows["id"], strict=True)
    ]
    return pd.Series([", ".join(group) for group in found], index=rows.index, dtype="str")


def _scope_where_one_is_needed(rows: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    needed = look_up(rows["indicator"], codebook.indicators["scope_required"]) == "yes"
    bare = needed & (rows["scope"] == "") & (rows["value"] != "")
    yield from at(bare, "scope", "check.scope-missing", indicator=rows["indicator"])


def _scopes_are_listed(results: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    known = set(codebook.scopes.index)
    strange = [sorted(properties(scope) - known) for scope in results["scope"].tolist()]
    marks = pd.Series([bool(found) for found in strange], index=results.index, dtype=bool)
    names = pd.Series(["; ".join(found) for found in strange], index=results.index, dtype="str")
    yield from at(marks, "scope", "check.scope-not-listed", cell=names, file=SCOPES)


def _official_is_no_news(sources: pd.DataFrame, _: Codebook) -> Iterator[Problem]:
    news = sources["kind"] == SourceKind.NEWS
    graded = news & (sources["evidence"] == Evidence.A)
    yield from at(graded, "evidence", "check.news-graded-a")


def _issuer_is_a_body(sources: pd.DataFrame, codebook: Codebook) -> Iterator[Problem]:
    provinces = list(codebook.provinces.index)
    bare = {*provinces, *(f"{name} {rank}" for name in provinces for rank in RANKS)}
    chinese = codebook.provinces.get("name_zh", pd.Series(dtype="str"))
    bare_zh = {*chinese, *(f"{name}省" for name in chinese), *RANKED_IN_CHINESE.values()}
    for column, names in (("issuer", bare), ("issuer_zh", bare_zh)):
        cells = sources[column]
        yield from at(cells.isin(names), column, "check.issuer-is-a-place", cell=cells)


TARGET_RULES: Final[tuple[Rule, ...]] = (noted(ONE_TARGET), _scope_where_one_is_needed)
RESULT_RULES: Final[tuple[Rule, ...]] = (
    noted(ONE_RESULT),
    _scope_where_one_is_needed,
    _scopes_are_listed,
)
SOURCE_RULES: Final[tuple[Rule, ...]] = (_official_is_no_news, _issuer_is_a_body)
