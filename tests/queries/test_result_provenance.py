"""Tests the way back from an answer to the reports it rests on."""

from support import small

from commitments.atlas.translation import translated
from commitments.domain.results import AnswerKind
from commitments.language import Language, has, speaking
from commitments.queries import result_provenance

DUE = {"year": "2025"}
SOURCES = {
    "report-2026": {
        "title": "Bulletin of Hebei 2025", "number": "No. 3", "issuer": "Hebei Ecology Department",
        "url": "https://example.org/bulletin", "date_basis": "stated", "read": "excerpt",
    }
}  # fmt: skip


def test_reports_are_told_with_their_documents() -> None:
    atlas = small.atlas(
        small.figure(**DUE),
        results=[
            small.result(
                value="36.7", as_printed="36.7%", section="2", paragraph="7", note="Preliminary.",
                scope="ports; sand storms left out", base_year="2020",
            ),
            small.result(value="36.8", source="press-2026"),
        ],
        sources=SOURCES,
    )  # fmt: skip
    found = result_provenance.outcome(atlas, "he-forest_coverage-2025-1")
    assert found is not None
    assert found.sentence == "Reported 36.8 % (2025), at least 36.5 % promised: reached."
    assert found.rule == (
        "The reported value lies on the promised side. This is arithmetic on two printed figures, "
        "not a judgement of a government."
    )
    assert [report.id for report in found.reports] == ["he-forest_coverage-2025-2"]


def test_everything_known_of_a_report_is_told() -> None:
    atlas = small.atlas(
        small.figure(**DUE),
        results=[
            small.result(
                value="36.7", as_printed="36.7%", section="2", paragraph="7", note="Preliminary."
            )
        ],
        sources=SOURCES,
    )
    found = result_provenance.outcome(atlas, "he-forest_coverage-2025-1")
    assert found is not None
    (report,) = found.reports
    assert report.heading == "Reported: 36.7 % (2025)"
    assert report.facts == (
        ("As printed", "“36.7%”"),
        ("How the year is known", "stated in the same sentence"),
        ("Document", "Bulletin of Hebei 2025 (No. 3)"),
        ("Issuer", "Hebei Ecology Department"),
        ("Date", "2026-01-20 (stated)"),
        ("Place in it", "section 2, paragraph 7"),
        ("What was read", "official text, excerpt"),
        ("Evidence", "A: the issuer's official text on an official site"),
    )
    assert report.notes == ("Preliminary.",)
    assert report.url == "https://example.org/bulletin"
    assert report.citation == (
        "Hebei Ecology Department (2026-01-20): Bulletin of Hebei 2025, No. 3, section 2, "
        "paragraph 7. In: Provincial Commitments Atlas, edition 2026-11-20 "
        f"({atlas.version}), he-forest_coverage-2025-1, "
        "in the atlas: Targets?row=he-forest_coverage-2025-1"
    )


def test_scope_and_base_year_of_a_report_are_told() -> None:
    atlas = small.atlas(
        small.figure("Hebei", "co2_per_gdp_cut", base_year="2020", **DUE),
        results=[small.result("Hebei", "co2_per_gdp_cut", base_year="2015", scope="ports")],
    )
    found = result_provenance.outcome(atlas, "he-co2_per_gdp_cut-2025-1")
    assert found is not None
    facts = dict(found.reports[0].facts)
    assert facts["Speaks of"] == "ports"
    assert facts["Counted"] == "against 2015"


def test_reports_that_differ_are_all_told() -> None:
    both = [small.result(value="36.4"), small.result(value="36.7", source="press-2026")]
    atlas = small.atlas(small.figure(**DUE), results=both)
    found = result_provenance.outcome(atlas, "he-forest_coverage-2025-1")
    assert found is not None
    assert [report.heading for report in found.reports] == [
        "Reported: 36.4 % (2025)",
        "Reported: 36.7 % (2025)",
    ]
    assert found.rule == (
        "Comparable reports of the due year give different answers; all of them are told."
    )


def test_no_report_is_told_as_such() -> None:
    found = result_provenance.outcome(small.atlas(small.figure(**DUE)), "he-forest_coverage-2025-1")
    assert found is not None
    assert (found.sentence, found.reports) == ("No report of 2025 found.", ())


def test_words_have_no_outcome() -> None:
    atlas = small.atlas(small.words())
    assert result_provenance.outcome(atlas, "he-carbon_peak-2030-1") is None


def test_the_year_of_the_data_stands_in_the_rule() -> None:
    found = result_provenance.outcome(small.atlas(small.figure()), "he-forest_coverage-2035-1")
    assert found is not None
    assert "the data are of 2026" in found.rule


def test_in_chinese() -> None:
    english = small.atlas(small.figure(**DUE), results=[small.result(note="Preliminary.")])
    with speaking(Language.CHINESE):
        found = result_provenance.outcome(
            translated(english, Language.CHINESE), "he-forest_coverage-2025-1"
        )
        assert found is not None
        assert found.reports[0].heading == "报告值：36.7%（2025年）"
        assert found.reports[0].notes == ("某事。",)
        assert all(has(f"answer-rule.{kind}") for kind in AnswerKind)
