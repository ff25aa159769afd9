"""Tests the texts that stand on a figure."""

import pandas as pd
import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.domain.model import Basis, Filters, State, Theme
from commitments.figures import captions
from commitments.language import say
from commitments.queries import codebook_lists, map_readings, query
from commitments.words import columns, references


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(
        small.figure("Hebei", value="36.5", year="2027"),
        small.figure("Jilin", value="45.8", year="2027", source="jilin-outline"),
        small.words("Jilin", "forest_coverage", "Forests grow denser.", "2030"),
        small.figure("Heilongjiang", "pm25_mean", value="25", year="2026", place="Daqing"),
        small.words("Tibet", "carbon_peak", "Emissions peak.", "", source="tibet-plan"),
        small.figure("National", value="24.1", year="2035", source="nation-opinions"),
    )


def forest(atlas: Atlas) -> pd.Series:
    return atlas.indicators.loc["forest_coverage"]


def test_headline(atlas: Atlas) -> None:
    assert captions.headline(atlas, 2025) == (
        "**6 commitments** in 4 documents of 4 provinces and the nation: **4** with a figure, "
        "**2** in words only. **3** fall due by the end of 2027."
    )
    assert captions.headline(atlas, 2036).endswith(" **0** fall due by the end of 2038.")


def test_what_became_of_figures_that_fell_due() -> None:
    rows = [small.figure(name, value="36", year="2025") for name in ("Hebei", "Jilin", "Tibet")]
    ahead = small.figure("Hebei", value="40", year="2035")
    told = [
        small.result("Hebei", "forest_coverage", "36", "2025"),
        small.result("Jilin", "forest_coverage", "35", "2025"),
    ]
    assert captions.fallen_due(small.atlas(*rows, ahead, results=told)) == (
        "Of 3 figures that fell due, a report was found for 2: 1 reached, 1 not."
    )
    assert captions.fallen_due(small.atlas(*rows)) == ""


def test_headline_of_one_commitment() -> None:
    assert captions.headline(small.atlas(small.figure()), 2026).startswith(
        "**1 commitment** in 1 document of 1 province: **1** with a figure, "
    )


def test_headline_of_the_nation_alone() -> None:
    nation = small.figure("National", value="24.1", year="2035", source="nation-opinions")
    assert captions.headline(small.atlas(nation), 2026).startswith(
        "**1 commitment** in 1 document of the nation: **1** with a figure, "
    )


@pytest.mark.parametrize(
    ("theme", "title"),
    [
        (None, "How many commitments were found for each province"),
        (Theme.WATER, "How many water commitments were found for each province"),
    ],
)
def test_coverage_title(theme: Theme | None, title: str) -> None:
    assert captions.coverage_title(theme) == title


def test_coverage_subtitle_says_that_darker_is_not_better(atlas: Atlas) -> None:
    assert captions.coverage_subtitle(query.coverage(atlas, None)) == (
        "Province-wide commitments in the documents read · 3 of 31 provinces · darker means more "
        "found, not better"
    )


def test_map_title(atlas: Atlas) -> None:
    assert captions.map_title(forest(atlas), 2027) == "Forest cover, share, due 2027"
    assert captions.map_title(forest(atlas), None) == "Forest cover, share, no date given"
    assert captions.map_title(forest(atlas), 2027, Basis.NATION) == (
        "Forest cover, share, due 2027, against the nation"
    )


def read(atlas: Atlas, year: int, basis: Basis = Basis.STATED) -> pd.DataFrame:
    areas = query.figure_map(atlas, "forest_coverage", year)
    return map_readings.read(atlas, areas, "forest_coverage", year, basis)[0]


def test_map_subtitle_counts_of_31(atlas: Atlas) -> None:
    assert captions.map_subtitle(read(atlas, 2027), forest(atlas)) == (
        "Share of the land under forest (%) · 2 of 31 provinces state a figure · figures as "
        "stated: the sign says at least, at most or about"
    )
    assert " · 0 of 31 provinces state a figure, 1 words only · " in captions.map_subtitle(
        read(atlas, 2030), forest(atlas)
    )
    assert captions.map_subtitle(read(atlas, 2027), forest(atlas), Basis.SHARE).endswith(
        " · computed from the figures stated and the province's land area"
    )


def test_map_subtitle_of_an_indicator_without_a_unit(atlas: Atlas) -> None:
    peak = query.figure_map(atlas, "carbon_peak", None).assign(symbol="")
    said = captions.map_subtitle(peak, atlas.indicators.loc["carbon_peak"])
    assert said.startswith("When emissions of carbon dioxide peak · 0 of 31")


@pytest.mark.parametrize(
    ("better", "said"),
    [
        ("higher", "Darker is a higher figure; more is the wanted direction."),
        ("lower", "Darker is a higher figure; less is the wanted direction."),
        ("none", "Darker is a higher figure."),
    ],
)
def test_direction_is_the_codebooks(better: str, said: str) -> None:
    assert captions.direction(pd.Series({"better": better})) == said


STAR, DAGGER, OWN = (say(f"mark.{meaning}") for meaning in captions.MARKS.values())


def test_marks_in_words_are_those_that_occur() -> None:
    assert captions.marks_in_words(pd.Series(["≥ 36", ""])) == []
    assert captions.marks_in_words(pd.Series(["≥ 36*", "20"])) == [STAR]
    assert captions.marks_in_words(pd.Series(["≥ 36†", "20*"])) == [STAR, DAGGER]
    assert captions.marks_in_words(pd.Series(["12‡"])) == [OWN]
    assert captions.marks_in_words(pd.Series([], dtype="str")) == []


def test_how_to_read_gives_the_rule_or_the_direction_and_then_the_marks() -> None:
    areas, higher = pd.DataFrame({"label": ["≥ 36†"]}), pd.Series({"better": "none"})
    assert captions.how_to_read(areas, higher, "") == f"Darker is a higher figure. {DAGGER}"
    assert captions.how_to_read(areas, higher, "By this rule.") == f"By this rule. {DAGGER}"


def test_provinces_without_a_figure_are_listed_by_reason_and_never_ranked(atlas: Atlas) -> None:
    said = captions.not_ranked(query.figure_map(atlas, "forest_coverage", 2030))
    assert said.startswith(
        "No province as a whole states a figure for this choice. Words only: Jilin (2027). "
        "Nothing found: "
    )
    nothing = said.split("Nothing found: ")[1].split(".")[0]
    assert sorted(nothing.split(", ")) == ["Hebei (2027)", "Heilongjiang", "Shandong", "Tibet"]
    assert "No document read: " in said
    assert said.endswith(" In brackets: other years for which something was found.")
    assert not any(name in said for name in ("Hong Kong", "Macau", "Taiwan"))


def test_no_reason_is_given_for_nobody() -> None:
    states = {"state": [State.FIGURE, State.OUTSIDE], "elsewhere": ["", ""]}
    areas = pd.DataFrame(states, index=["Hebei", "Macau"])
    assert captions.not_ranked(areas) == ""


def used(*sources: str) -> pd.DataFrame:
    return pd.DataFrame({"source": list(sources)})


def test_few_sources_are_named(atlas: Atlas) -> None:
    assert references.read_in(atlas, used()) == "Sources: none for this choice."
    assert references.read_in(atlas, used("hebei-news")) == "Sources: News of Hebei."
    assert references.read_in(atlas, used("hebei-news", "tibet-plan", "hebei-news")) == (
        "Sources: News of Hebei; Tibet Plan."
    )


def test_many_sources_are_counted_with_their_years(atlas: Atlas) -> None:
    three = used("hebei-news", "tibet-plan", "undated-notice")
    assert references.read_in(atlas, three) == ("Sources: 3 documents of 2023–2025, named below.")
    same = used("hebei-official", "daqing-news", "jilin-outline")
    assert "3 documents of 2024, named" in references.read_in(atlas, same)


def test_many_sources_are_listed_where_the_view_says(atlas: Atlas) -> None:
    three = used("hebei-news", "tibet-plan", "undated-notice")
    said = references.read_in(atlas, three, listed=say("sources.on-method"))
    assert said == "Sources: 3 documents of 2023–2025, named on the page Method."


def test_many_undated_sources_are_counted_without_years() -> None:
    undated = {name: {"issued": "", "published": ""} for name in small.SOURCES}
    atlas = small.atlas(small.figure(), sources=undated)
    assert references.read_in(atlas, used("hebei-news", "tibet-plan", "jilin-outline")) == (
        "Sources: 3 documents, named below."
    )


def test_document_line(atlas: Atlas) -> None:
    lines = {name: references.document_line(row) for name, row in atlas.sources.iterrows()}
    assert lines["hebei-official"] == (
        "Hebei Government · 2024-05-11 · official text · read: whole text · evidence A"
    )
    assert lines["undated-notice"] == "undated · news report · evidence C"


def test_search_in_words() -> None:
    assert captions.search_in_words(Filters()) == "All commitments."
    asked = Filters("forest", theme=Theme.ECOLOGY, year="2035", evidence="A", flag="corrected")
    assert captions.search_in_words(asked) == (
        "Commitments with words: forest; theme: ecology; due: 2035; evidence: A; note: corrected."
    )


def test_an_answer_that_is_asked_for_is_named() -> None:
    told = captions.search_in_words(Filters(answer="not-reached"))
    assert told == "Commitments with what came of it: not reached."


def test_found_of() -> None:
    assert captions.found_of(38, 1617) == "38 of 1,617 commitments"


def test_columns_of_the_tables_exist(atlas: Atlas) -> None:
    rows = query.described(atlas.targets)
    for shown in (columns.FOUND, columns.TIMELINE, columns.TARGETS, columns.FAULTS):
        assert set(shown) <= set(rows.columns)
    assert set(columns.INDICATORS) <= set(codebook_lists.codebook(atlas).columns)
    assert set(columns.DOCUMENTS) <= set(codebook_lists.read_documents(atlas).columns)


def test_what_is_shown_of_scopes_is_there() -> None:
    told = small.result(scope="ports; cities at prefecture level")
    atlas = small.atlas(small.figure(), results=[told, small.result(year="2024")])
    found = codebook_lists.scopes(atlas)
    assert set(columns.SCOPES) <= set(found.columns)
    assert found["results"].to_dict() == dict.fromkeys(small.SCOPES, 0) | {
        "ports": 1,
        "cities at prefecture level": 1,
    }
    assert found.at["cities at prefecture level", "whole"] == "air"
    results = codebook_lists.codebook(atlas)["results"]
    assert results[results > 0].to_dict() == {"forest_coverage": 2}
    assert codebook_lists.read_documents(atlas)["results"]["report-2026"] == 1
