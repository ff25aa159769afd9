"""Tests the counts in the text of the method."""

import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.domain.model import Evidence
from commitments.figures import assets, holdings
from commitments.language import Language, speaking


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(
        small.figure("Hebei", value="36.5", year="2027"),
        small.figure("Jilin", value="45.8", year="2030", source="jilin-outline"),
        small.words("Jilin", "forest_coverage", "Forests grow denser.", "2030"),
        small.figure("Heilongjiang", "pm25_mean", value="25", year="2026", place="Daqing"),
        small.words("Tibet", "carbon_peak", "Emissions peak.", "", source="tibet-plan"),
        small.figure("National", value="24.1", year="2035", source="nation-opinions"),
        results=[small.result("Hebei", "pm25_mean", "36.1", "2025")],
    )


def test_rows_are_counted_by_what_they_are(atlas: Atlas) -> None:
    told = holdings.counts(atlas)
    assert told["undated"] == "1 of 6 commitments"
    assert (told["commitments"], told["figures"], told["words"]) == ("6 commitments", "4", "2")
    assert told["reported"] == "1"
    assert told["years"] == "2026: 1, 2027: 1, 2030: 1, 2035: 1"
    with speaking(Language.CHINESE):
        assert holdings.counts(atlas)["undated"] == "6项承诺中有1项"


def test_provinces_have_a_line_each_and_the_nation_the_last(atlas: Atlas) -> None:
    assert holdings.counts(atlas)["provinces"].splitlines() == [
        "| Province | Figures | Aims in words | Reported values |",
        "| --- | ---: | ---: | ---: |",
        "| Hebei | 1 | 0 | 1 |",
        "| Heilongjiang | 1 | 0 | 0 |",
        "| Jilin | 1 | 1 | 0 |",
        "| Tibet | 0 | 1 | 0 |",
        "| National | 1 | 0 | 0 |",
    ]


def test_what_is_thin_is_named_with_its_number(atlas: Atlas) -> None:
    told = holdings.counts(atlas)
    assert told["narrow_indicators"] == "Forest cover, share (2)"
    assert (told["wide"], told["wide_indicators"]) == ("0", "none")
    assert told["thin_provinces"] == "Hebei (1), Jilin (1)"
    assert told["far"] == "1"


def test_the_real_table_is_counted_whole(real_atlas: Atlas) -> None:
    told = holdings.counts(real_atlas)
    figures = real_atlas.targets[real_atlas.targets["value"].notna()]
    undated = sum(real_atlas.targets["year"].isna())
    assert told["undated"] == f"{undated} of {len(real_atlas.targets):,} commitments"
    lines = [line.split(" | ") for line in told["provinces"].splitlines()[2:]]
    assert len(lines) == 32
    names = [line[0].removeprefix("| ") for line in lines]
    assert names == [*sorted(names[:-1]), "National"]
    with speaking(Language.CHINESE):
        rows = holdings.counts(real_atlas)["provinces"].splitlines()[2:]
    assert [row.split(" | ")[0] for row in rows[:4]] == ["| 安徽", "| 北京", "| 重庆", "| 福建"]
    assert sum(int(line[1]) for line in lines) == len(figures)
    assert sum(int(line[3].rstrip(" |")) for line in lines) == len(real_atlas.results)
    official = figures["evidence"].isin([Evidence.A, Evidence.B]).mean()
    assert f"{official:.0%} rest on official text" in told["evidence"]


@pytest.mark.parametrize("spoken", Language)
def test_the_text_asks_for_what_is_counted(atlas: Atlas, spoken: Language) -> None:
    with speaking(spoken):
        words = holdings.counts(atlas)
        text = assets.prose("method.md", spoken).read_text(encoding="utf-8")
    assert "{" not in text.format(**words)
    assert all(f"{{{name}}}" in text for name in words)
