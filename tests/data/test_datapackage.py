"""Tests the description of the tables, for programs: it says what the tables are, no more."""

import csv
import json
import re
from enum import StrEnum
from typing import Any

import pytest
import yaml
from frictionless import Package

from commitments import ROOT
from commitments.atlas import boundaries
from commitments.domain.model import (
    INDICATOR_COLUMNS,
    INDICATOR_COLUMNS_OF_RESULTS,
    INDICATOR_COLUMNS_ZH,
    LAST_YEAR,
    NATION,
    SOURCE_COLUMNS,
    SOURCE_COLUMNS_ZH,
    TARGET_COLUMNS,
    Better,
    Comparator,
    Evidence,
    Nature,
    SourceKind,
    Theme,
    TitleBasis,
    YearBasis,
)
from commitments.domain.results import RESULT_COLUMNS, SCOPE_COLUMNS
from commitments.language import Language, say, speaking

DESCRIBED = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {one["name"]: one for one in DESCRIBED["resources"]}
EDITION = (ROOT / "codebook" / "edition.txt").read_text(encoding="utf-8").split()
HAN = re.compile("[\u3400-\u9fff]")


def columns(table: str) -> list[str]:
    return [field["name"] for field in RESOURCES[table]["schema"]["fields"]]


def field(table: str, name: str) -> dict[str, Any]:
    (found,) = [one for one in RESOURCES[table]["schema"]["fields"] if one["name"] == name]
    return found


def header(path: str) -> list[str]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def as_they_stand() -> dict[str, Any]:
    """Return the description of the tables that are there, by the columns they have by now."""
    made = json.loads(json.dumps(DESCRIBED))
    made["resources"] = [one for one in made["resources"] if (ROOT / one["path"]).exists()]
    for one in made["resources"]:
        there = header(one["path"])
        one["schema"]["fields"] = [
            field for field in one["schema"]["fields"] if field["name"] in there
        ]
    return made


def test_tables_are_as_they_are_described() -> None:
    report = Package.from_descriptor(as_they_stand(), basepath=str(ROOT)).validate()
    told = ["type", "rowNumber", "fieldName", "message"]
    assert [one for task in report.tasks for one in task.flatten(told)] == []
    assert report.valid


def test_a_fault_would_be_found(tmp_path) -> None:
    """A wrong word, a number that is none and a document that is not there are all named."""
    made = as_they_stand()
    made["resources"] = [one for one in made["resources"] if one["name"] != "results"]
    for one in made["resources"]:
        target = tmp_path / one["path"]
        target.parent.mkdir(exist_ok=True)
        text = (ROOT / one["path"]).read_text(encoding="utf-8")
        if one["name"] == "targets":
            text = text.replace(",at_least,", ",at_leest,", 1).replace(
                ",hebei-opinions-2024,", ",hebei-nothing,", 1
            )
        target.write_text(text, encoding="utf-8")
    report = Package.from_descriptor(made, basepath=str(tmp_path)).validate()
    assert {kind for task in report.tasks for (kind,) in task.flatten(["type"])} == {
        "constraint-error", "foreign-key",
    }  # fmt: skip


def test_columns_are_those_of_the_contract() -> None:
    of_indicators = {*INDICATOR_COLUMNS, *INDICATOR_COLUMNS_ZH, *INDICATOR_COLUMNS_OF_RESULTS}
    assert columns("targets") == list(TARGET_COLUMNS)
    assert columns("results") == list(RESULT_COLUMNS)
    assert set(columns("indicators")) == {*of_indicators, "limits"}
    assert columns("sources") == [*SOURCE_COLUMNS, *SOURCE_COLUMNS_ZH]
    assert columns("scopes") == list(SCOPE_COLUMNS)


@pytest.mark.parametrize("table", RESOURCES)
def test_columns_stand_in_the_order_of_the_file(table: str) -> None:
    path = RESOURCES[table]["path"]
    if (ROOT / path).exists():
        assert columns(table)[: len(header(path))] == header(path)


@pytest.mark.parametrize(
    ("table", "name", "words"),
    [
        *((t, "comparator", Comparator) for t in ("targets", "results")),
        *((t, "year_basis", YearBasis) for t in ("targets", "results")),
        ("targets", "theme", Theme),
        ("targets", "nature", Nature),
        ("indicators", "theme", Theme),
        ("indicators", "better", Better),
        ("sources", "kind", SourceKind),
        ("sources", "evidence", Evidence),
        ("sources", "title_zh_basis", TitleBasis),
    ],
)
def test_words_of_a_column_are_those_of_the_contract(
    table: str, name: str, words: type[StrEnum]
) -> None:
    assert field(table, name)["constraints"]["enum"] == [str(word) for word in words]


@pytest.mark.parametrize("table", ["targets", "results"])
def test_provinces_and_years_are_those_of_the_contract(table: str) -> None:
    known = [*sorted(boundaries.provinces().index), NATION]
    assert field(table, "province")["constraints"]["enum"] == known
    assert field(table, "year")["constraints"]["maximum"] == LAST_YEAR


@pytest.mark.parametrize("table", RESOURCES)
def test_every_column_has_a_title_in_both_languages(table: str) -> None:
    for one in (RESOURCES[table], *RESOURCES[table]["schema"]["fields"]):
        assert one["title"] and not HAN.search(one["title"])
        assert HAN.search(one["title_zh"])


def test_description_and_citation_name_the_edition() -> None:
    dated, release = EDITION
    assert (DESCRIBED["version"], DESCRIBED["created"]) == (release, f"{dated}T00:00:00Z")
    assert DESCRIBED["title"] == say("title")
    with speaking(Language.CHINESE):
        assert DESCRIBED["title_zh"] == say("title")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["version"], str(cited["date-released"])) == (release, dated)
    assert cited["title"] == DESCRIBED["title"]
    assert cited["license"] == DESCRIBED["licenses"][0]["name"]
