"""Tests the way back from a commitment to its document."""

from dataclasses import replace

import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.queries import provenance, query
from commitments.queries.provenance import Passage, Record


def record(atlas: Atlas, row: int = 0) -> Record:
    return provenance.record(atlas, query.described(atlas.targets).to_dict("records")[row])


def facts(found: Record) -> dict[str, str]:
    return dict(found.facts)


def real(atlas: Atlas, row: str) -> Record:
    named = atlas.targets[atlas.targets["id"] == row]
    (found,) = query.described(named).to_dict("records")
    return provenance.record(atlas, found)


# ---- the known fault ----


def test_hebei_red_line_as_printed_and_corrected(real_atlas: Atlas) -> None:
    red_line = real(real_atlas, "he-red_line_area-nodate")
    assert red_line.heading == "Hebei: Ecological red line, area"
    assert red_line.sentence == (
        "Ecological red line, area (includes sea area): at least 36,390 km² "
        "(printed as 363,900 km²), no date given."
    )
    assert facts(red_line)["As printed"] == "“no less than 363900 square kilometers”"
    assert facts(red_line)["Corrected"] == "36,390 km²"
    assert "Guohan [2023] No. 141" in " ".join(red_line.cautions)
    assert "Printed 363,900 km², drawn as 36,390 km²" in " ".join(red_line.cautions)
    assert "sea" in red_line.cautions[-1]


def test_conversions_are_of_the_corrected_figure(real_atlas: Atlas) -> None:
    said = facts(real(real_atlas, "he-red_line_area-nodate"))["In other units"]
    assert said == (
        "3,639,000 ha (1 km² = 100 ha); 54,580,000 mu (1 km² = 1,500 mu); "
        "5,458 万亩 (6.6667 km² = 1 万亩)"
    )


# ---- what is told ----


@pytest.mark.parametrize(("basis", "told"), [("official", "河北意见"), ("translated", "")])
def test_a_translated_title_is_not_told_as_its_own(basis: str, told: str) -> None:
    given = {"hebei-official": {"title_zh_basis": basis}}
    found = record(small.atlas(small.figure(), sources=given))
    assert dict(found.facts).get("Its own title", "") == told


def test_everything_known_is_told() -> None:
    atlas = small.atlas(
        small.figure(section="2 (1)", paragraph="25", as_printed="at least 36.5%", note="Mind.")
    )
    found = record(atlas)
    assert replace(found, citation="", bibtex="", report="") == Record(
        id="he-forest_coverage-2035-1",
        heading="Hebei: Forest cover, share",
        sentence="Forest cover, share: at least 36.5 %, due 2035.",
        facts=(
            ("As printed", "“at least 36.5%”"),
            ("Due", "due 2035"),
            ("How the year is known", "stated in the same sentence"),
            ("Document", "Hebei Opinions (Ji Fa 2024 No. 1)"),
            ("Its own title", "河北意见"),
            ("Issuer", "Hebei Government"),
            ("Date", "2024-05-11 (stated)"),
            ("Place in it", "section 2 (1), paragraph 25"),
            ("What was read", "official text, whole text"),
            ("Published by", "Hebei Daily"),
            ("Evidence", "A: the issuer's official text on an official site"),
        ),
        cautions=("Mind.",),
        url="https://example.org/hebei",
        citation="",
        bibtex="",
        report="",
    )


def test_words_have_no_figure_to_tell() -> None:
    found = record(small.atlas(small.words(source="jilin-outline", year="", note="")))
    assert found.sentence == "Emissions peak in good order, no date given."
    assert not {"As printed", "Corrected", "In other units"} & set(facts(found))
    assert facts(found)["How the year is known"] == "no date given"
    assert found.url == ""


def test_no_fact_is_blank(real_atlas: Atlas) -> None:
    rows = query.described(real_atlas.targets.drop_duplicates("source")).to_dict("records")
    for row in rows:
        found = provenance.record(real_atlas, row)
        assert all(name and words.strip() for name, words in found.facts), row["id"]


def test_place_within_a_province_heads_its_record() -> None:
    atlas = small.atlas(
        small.figure("Heilongjiang", "pm25_mean", place="Daqing", source="daqing-news")
    )
    found = record(atlas)
    assert found.heading == "Daqing: Fine particles (PM2.5), yearly mean"
    assert "It speaks of Daqing, not of the province." in found.cautions


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"issued": "2024-05-11", "date_basis": ""}, "2024-05-11"),
        ({"issued": "", "published": "2024-06"}, "2024-06 (stated)"),
        ({"issued": "", "published": "", "date_basis": ""}, "undated"),
    ],
)
def test_date_of_a_document(cells: dict[str, str], told: str) -> None:
    atlas = small.atlas(small.figure(), sources={"hebei-official": cells})
    assert facts(record(atlas))["Date"] == told


@pytest.mark.parametrize("evidence", ["A", "B", "C"])
def test_evidence_is_a_letter_with_its_meaning(evidence: str) -> None:
    atlas = small.atlas(small.figure(), sources={"hebei-official": {"evidence": evidence}})
    letter, meaning = facts(record(atlas))["Evidence"].split(": ")
    assert letter == evidence
    assert len(meaning) > 10


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("stage", "the end of the stage it stands in"),
        ("mid_century", "“the middle of this century”, taken as 2050"),
        ("horizon", "the end of the plan"),
    ],
)
def test_how_an_inferred_year_is_known(basis: str, told: str) -> None:
    found = record(small.atlas(small.figure(year_basis=basis)))
    assert facts(found)["How the year is known"] == told
    assert facts(found)["Due"] == "due 2035 (year inferred)"


# ---- to copy ----


def cited(**cells: str) -> Record:
    return record(small.atlas(small.figure(section="2", paragraph="7", **cells)))


def version_of(found: Record) -> str:
    return found.report.split("version ")[1].split(")")[0]


def test_citation_names_document_place_and_edition() -> None:
    found = cited()
    assert found.citation == (
        "Hebei Government (2024-05-11): Hebei Opinions, Ji Fa 2024 No. 1, section 2, paragraph 7. "
        f"In: Provincial Commitments Atlas, edition 2026-11-20 ({version_of(found)}), "
        "he-forest_coverage-2035-1, in the atlas: Targets?row=he-forest_coverage-2035-1"
    )


def test_citation_ends_in_an_address_that_can_be_typed() -> None:
    with links.reached("https://atlas.example"):
        assert cited().citation.endswith(
            ", he-forest_coverage-2035-1, "
            "https://atlas.example/Targets?row=he-forest_coverage-2035-1"
        )


def test_citation_of_an_undated_document_without_a_number() -> None:
    found = record(small.atlas(small.figure("Shandong", source="undated-notice")))
    assert " (undated): Undated Notice. In: " in found.citation


def test_bibtex() -> None:
    assert cited().bibtex == (
        "@misc{he-forest_coverage-2035-1,\n"
        "  author = {{Hebei Government}},\n"
        "  title = {Hebei Opinions},\n"
        "  year = {2024},\n"
        "  number = {Ji Fa 2024 No. 1},\n"
        "  url = {https://example.org/hebei},\n"
        "  note = {section 2, paragraph 7; Provincial Commitments Atlas, edition 2026-11-20, "
        "he-forest_coverage-2035-1},\n"
        "}"
    )


def test_bibtex_cannot_be_broken_by_a_title() -> None:
    hostile = {"hebei-official": {"title": "A } title \\input{x", "issuer": "{", "number": "}}"}}
    found = record(small.atlas(small.figure(), sources=hostile)).bibtex
    assert found.count("{") == found.count("}")
    assert "\\" not in found


def test_report_is_filled_in_beforehand() -> None:
    found = cited()
    assert found.report == (
        f"Error in he-forest_coverage-2035-1 (edition 2026-11-20, version {version_of(found)})\n"
        "The atlas says: Hebei: Forest cover, share: at least 36.5 %, due 2035.\n"
        "Document: Hebei Opinions, section 2, paragraph 7\n"
        "It should say: \nWhere that is written: \n"
    )


# ---- the passage itself ----

TEXT = ("A plan", "Forests cover 36.5% by 2035.", "")


@pytest.mark.parametrize(
    ("cells", "passage"),
    [
        (
            {"paragraph": "2", "as_printed": "36.5%"},
            Passage("Forests cover ", "36.5%", " by 2035."),
        ),
        ({"paragraph": "2", "as_printed": ""}, Passage(TEXT[1], "", "")),
        ({"paragraph": "2", "as_printed": "37%"}, Passage(TEXT[1], "", "")),
        ({"paragraph": "3", "as_printed": ""}, Passage("", "", "")),
        ({"paragraph": "4", "as_printed": "36.5%"}, None),
        ({"paragraph": "", "as_printed": "36.5%"}, None),
    ],
)
def test_passage(cells: dict[str, str], passage: Passage | None) -> None:
    assert provenance.passage(cells, TEXT) == passage


def test_no_passage_without_the_text() -> None:
    assert provenance.passage({"paragraph": "2", "as_printed": "36.5%"}, []) is None


# ---- other units ----


def conversions(**cells: str) -> list[str]:
    atlas = small.atlas(small.figure(**cells))
    return provenance.conversions(atlas, atlas.targets.to_dict("records")[0])


def test_area_is_given_in_other_units_with_the_rule() -> None:
    said = conversions(indicator="red_line_area", value="1500000", unit="mu")
    assert said == [
        "1,000 km² (1,500 mu = 1 km²)",
        "100,000 ha (15 mu = 1 ha)",
        "150 万亩 (10,000 mu = 1 万亩)",
    ]


def test_capacity_is_given_in_other_units_with_the_rule() -> None:
    said = conversions(indicator="wind_solar_capacity", value="137000000", unit="kW")
    assert said == ["137 GW (1,000,000 kW = 1 GW)"]


def test_range_is_given_from_end_to_end() -> None:
    said = conversions(
        indicator="wind_solar_capacity", comparator="between", value="20", value_high="25"
    )
    assert said == ["20,000,000–25,000,000 kW (1 GW = 1,000,000 kW)"]


def test_share_has_no_other_unit() -> None:
    assert conversions() == []


def test_no_conversion_has_an_exponent(real_atlas: Atlas) -> None:
    stated = real_atlas.targets[real_atlas.targets["value"].notna()]
    said = {
        text
        for row in stated.drop_duplicates(["unit", "value"]).to_dict("records")
        for text in provenance.conversions(real_atlas, row)
    }
    assert said
    assert [text for text in said if "e-" in text or "e+" in text] == []
    assert [text for text in said if text.startswith("0 ")] == []
