"""Tests that the parts of a view speak of the same choice."""

import base64
import json
import zlib

import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.domain.model import Basis, Selection, State
from commitments.figures import views
from commitments.figures.views import MapView
from commitments.queries import answers, map_readings, outcomes, query
from commitments.queries.coverage import Layout


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(
        small.figure("Hebei", value="36.5", year="2025"),
        small.figure("Jilin", value="45.8", year="2025", source="jilin-outline"),
        small.figure("Jilin", value="46", year="2035", source="jilin-outline"),
        small.words("Tibet", "forest_coverage", "Forests grow denser.", "2025"),
        small.figure("National", value="24.1", year="2025"),
        small.figure("Heilongjiang", value="44", year="2025", place="Daqing"),
    )


def view(atlas: Atlas, year: int | None = 2025, basis: Basis = Basis.STATED) -> MapView:
    return views.map_view(atlas, Selection(None, "forest_coverage", year, basis=basis))


def job(found: MapView) -> dict:
    return json.loads(zlib.decompress(base64.b64decode(json.loads(found.job))))


def test_map_plot_and_table_show_the_same_rows(atlas: Atlas) -> None:
    found = view(atlas)
    on_map = {
        area["short"]: area["label"] for area in job(found)["areas"].values() if "label" in area
    }
    in_plot = {dot.province: dot.label for dot in found.plot.dots}
    assert on_map == in_plot == {"Hebei": "≥ 36.5", "Jilin": "≥ 45.8"}
    assert sorted(found.rows["province"]) == [
        "Hebei",
        "Heilongjiang",
        "Jilin",
        "National",
        "Tibet",
    ]
    assert found.plot.nation.value == 24.1
    assert [point["tip"][0] for point in job(found)["points"]] == ["Daqing, Heilongjiang"]


def test_texts_are_those_of_the_choice(atlas: Atlas) -> None:
    found = view(atlas)
    assert found.title == "Forest cover, share, due 2025"
    assert " · 2 of 31 provinces state a figure, 1 words only · " in found.subtitle
    assert found.how_to_read == "Darker is a higher figure; more is the wanted direction."
    assert found.sources == "Sources: Jilin Outline; Hebei Opinions."
    assert found.not_ranked.startswith("Words only: Tibet. Nothing found: ")


def test_each_year_and_way_of_reading_is_a_view_of_its_own(atlas: Atlas) -> None:
    found = [view(atlas), view(atlas, 2035), view(atlas, basis=Basis.NATION)]
    assert len({one.title for one in found}) == 3
    assert len({job(one)["name"] for one in found}) == 3


def test_choice_of_a_province_is_no_part_of_a_view() -> None:
    chosen = Selection(None, "forest_coverage", 2025, ("Hebei",))
    assert chosen.of_all_provinces() == Selection(None, "forest_coverage", 2025)


def test_map_of_answers_counts_and_tells_them() -> None:
    told = small.atlas(
        small.figure("Hebei", value="36.5", year="2025"),
        small.figure("Jilin", value="45.8", year="2025"),
        small.figure("Tibet", value="12", year="2025"),
        results=[
            small.result("Hebei", "forest_coverage", "36", "2025"),
            small.result("Jilin", "forest_coverage", "46", "2025"),
        ],
    )
    found = view(told, basis=Basis.ANSWERS)
    legend = job(found)["legend"]
    assert [(one["label"], one["count"]) for one in legend["classes"]] == [
        ("reached", 1), ("not reached", 1), ("no result found", 1),
    ]  # fmt: skip
    assert "Of 3 figures due 2025, a value for 2025 was found for 2: 1 reached, 1 not." in found.alt
    assert job(found)["areas"]["CN-HE"]["tip"][2] == (
        "Reported 36 % (2025), at least 36.5 % promised: not reached, 0.5 percentage points below."
    )
    dots = {dot.province: dot.label for dot in found.plot.dots}
    assert dots == {"Hebei": "≥ 36.5", "Jilin": "≥ 45.8", "Tibet": "≥ 12"}
    reported = view(told, basis=Basis.REPORTED)
    assert reported.title == "Forest cover, share, latest reported value"
    assert "Highest: Jilin, 46 % (2025)." in reported.alt
    assert job(reported)["areas"]["CN-JL"]["tip"][1] == "46 % (2025)."


def test_the_map_gives_no_other_answer_than_the_rule(real_atlas: Atlas) -> None:
    given = answers.answers(real_atlas).set_axis(real_atlas.targets["id"])["answer"]
    for name, year in (("pm25_mean", 2025), ("pm25_mean", 2027), ("forest_coverage", 2025)):
        found = query.figure_map(real_atlas, name, year)
        areas, _ = map_readings.read(real_atlas, found, name, year, Basis.ANSWERS)
        told = areas[areas["state"] == State.FIGURE]
        assert len(told)
        assert told["answer"].tolist() == given[told["id"]].tolist()


def test_the_matrix_names_the_documents_of_the_reports_that_answer(real_atlas: Atlas) -> None:
    """A cell says what came of its figure; a map of what was found draws commitments alone."""
    rows = query.province_wide(real_atlas.targets)
    found = answers.answers(real_atlas).loc[rows.index]
    told = {one for ids in found["results"][found["answer"].isin(outcomes.SETTLED)] for one in ids}
    reported = set(real_atlas.results.set_index("id").loc[list(told), "source"])
    promised = set(rows["source"])
    assert reported - promised
    counted = f"Sources: {len(promised | reported)} documents"
    assert views.matrix_view(real_atlas, Layout(theme=None)).sources.startswith(counted)
    of_map = f"Sources: {len(promised)} documents"
    assert views.coverage_view(real_atlas, None).sources.startswith(of_map)
