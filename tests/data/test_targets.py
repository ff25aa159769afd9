"""Tests every row of the real table: it can be worded, dated and led to its source."""

import csv
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from commitments.atlas import load
from commitments.atlas.load import Atlas
from commitments.domain.model import NATION, Evidence, Theme, YearBasis
from commitments.language import say
from commitments.queries import codebook_lists, provenance, query
from commitments.words import references, wording

FIVE_DOCUMENTS: Final = {  # the first that were coded, with the figures in each
    "hebei-opinions-2024": 16,
    "jilin-outline-2024": 11,
    "heilongjiang-opinions-2024": 10,
    "daqing-work-plan-2024": 7,
    "shandong-opinions-2024": 1,
}
KNOWN_IDS = Path(__file__).parent / "known_ids.txt"
DUE = re.compile(r"due [0-9]{4}( \(year inferred\))?|no date given")
UNWORDED = re.compile(r"\b(nan|None|NaT|inf)\b|<NA>|[0-9]e[+-]?[0-9]|  |\(\)| ,|\.\.", re.ASCII)

with load.TARGETS.open(encoding="utf-8", newline="") as lines:
    WRITTEN = list(csv.DictReader(lines))
IDS = [row["id"] for row in WRITTEN]


@pytest.fixture(scope="module")
def rows(real_atlas: Atlas) -> dict[str, dict[str, Any]]:
    """Return every row as a view gets it, by its id."""
    found = query.described(real_atlas.targets).to_dict("records")
    return {row["id"]: {str(name): cell for name, cell in row.items()} for row in found}


# ---- row by row ----


@pytest.mark.parametrize("row_id", IDS)
def test_row(real_atlas: Atlas, rows: dict[str, dict[str, Any]], row_id: str) -> None:
    row = rows[row_id]
    record = provenance.record(real_atlas, row)
    facts = dict(record.facts)

    assert row["source"] in real_atlas.sources.index
    assert row["province"] in {*real_atlas.provinces.index, NATION}
    assert DUE.fullmatch(wording.due(row))
    assert wording.sentence(row).endswith(f"{wording.due(row)}.")
    said = [row["full_label"], record.heading, record.sentence, *record.cautions, *facts.values()]
    assert [text for text in said if UNWORDED.search(text)] == []
    assert facts["Document"]
    assert facts["Evidence"][0] in list(Evidence)
    assert facts["How the year is known"] in [say(f"year-basis.{basis}") for basis in YearBasis]
    if wording.is_figure(row):
        assert re.search("[0-9]", row["label"])
        assert facts["As printed"]
        assert math.isfinite(row["drawn"])
        assert row["indicator_name"] in record.sentence
    else:
        assert wording.label(row) == "words"
        assert record.sentence.startswith(row["summary"].rstrip("."))


# ---- the table as a whole ----


def test_ids_are_unique() -> None:
    assert [row_id for row_id, times in Counter(IDS).items() if times > 1] == []


def test_ids_once_given_are_kept(real_atlas: Atlas) -> None:
    """Links in the world point at ids: one that was published stands, or leads to its new one."""
    known = KNOWN_IDS.read_text(encoding="utf-8").split()
    assert known == sorted(set(known))
    assert len(known) >= 645
    lost = sorted(set(known) - set(IDS) - set(real_atlas.former_ids))
    assert not lost, f"links to these rows break; see codebook/former_ids.csv: {', '.join(lost)}"


def test_former_ids_lead_to_rows(real_atlas: Atlas) -> None:
    assert set(real_atlas.former_ids.values()) <= set(IDS)
    assert set(real_atlas.former_ids).isdisjoint(IDS)


def test_no_row_without_its_source() -> None:
    assert [row["id"] for row in WRITTEN if not row["source"]] == []


def test_every_source_is_described_well_enough_to_be_cited(real_atlas: Atlas) -> None:
    for name, source in real_atlas.sources.iterrows():
        line = references.document_line(source)
        assert source["title"], name
        assert source["issuer"] or source["publisher"], name
        assert not UNWORDED.search(line), line


def test_every_source_is_used(real_atlas: Atlas) -> None:
    used = {*real_atlas.targets["source"], *real_atlas.results["source"]}
    assert set(real_atlas.sources.index) - used == set()


def test_every_indicator_is_used(real_atlas: Atlas) -> None:
    used = {*real_atlas.targets["indicator"], *real_atlas.results["indicator"]}
    assert set(real_atlas.indicators.index) - used == set()


def test_every_province_in_the_plans_has_a_commitment(real_atlas: Atlas) -> None:
    found = set(query.province_wide(real_atlas.targets)["province"])
    assert len(found) == 31


def test_the_five_documents_are_coded_whole(real_atlas: Atlas) -> None:
    coded = real_atlas.targets[real_atlas.targets["source"].isin(FIVE_DOCUMENTS)]
    figures = query.figures(coded).groupby("source").size().to_dict()
    assert figures == FIVE_DOCUMENTS
    assert len(query.words(coded)) > 120


def test_the_one_known_fault_is_corrected(real_atlas: Atlas) -> None:
    (fault,) = codebook_lists.corrected(real_atlas).to_dict("records")
    assert (fault["id"], fault["value"], fault["drawn"]) == (
        "he-red_line_area-nodate",
        363_900,
        36_390,
    )


# ---- scopes ----


def scopes() -> dict[str, dict[str, str]]:
    """Return the properties that a scope may have, by their English words."""
    with (load.CODEBOOK / "scopes.csv").open(encoding="utf-8", newline="") as lines:
        return {row["property"]: row for row in csv.DictReader(lines)}


def test_every_scope_is_made_of_listed_properties() -> None:
    chinese = {name: row["property_zh"] for name, row in scopes().items()}
    assert len(set(chinese.values())) == len(chinese)
    for row in WRITTEN:
        parts = [part for part in row["scope"].split("; ") if part]
        assert [chinese.get(part) for part in parts] == [
            part for part in row["scope_zh"].split("；") if part
        ], row["id"]


def test_whole_is_said_of_themes() -> None:
    said = {theme for row in scopes().values() for theme in row["whole_for"].split("; ") if theme}
    assert said <= set(Theme)


def test_indicators_name_what_there_is(real_atlas: Atlas) -> None:
    known, properties = real_atlas.indicators, scopes()
    assert set(known["reported_as"]) - {""} <= set(known.index)
    assert set(known["scope_required"]) == {"", "yes"}
    for name, cell in known["series"].items():
        groups = [group.split(" / ") for group in cell.split(" | ") if group]
        assert {part for group in groups for part in group} <= set(properties), name
        assert all(len(set(group)) == len(group) for group in groups), name


def test_every_indicator_with_a_unit_has_classes(real_atlas: Atlas) -> None:
    known = real_atlas.indicators
    assert known.index[(known["unit"] != "") != (known["limits"] != "")].tolist() == []


def test_scopes_that_are_needed_are_there(real_atlas: Atlas) -> None:
    needing = set(real_atlas.indicators.index[real_atlas.indicators["scope_required"] == "yes"])
    figures = [row for row in WRITTEN if row["indicator"] in needing and row["value"]]
    assert [row["id"] for row in figures if not row["scope"]] == []
