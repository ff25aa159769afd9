"""Tests which reported values a figure draws, and that their documents are named."""

import pytest
from support import small

from commitments.atlas.load import Atlas
from commitments.briefings import items, views
from commitments.domain.figure_request import Kind
from commitments.domain.model import Basis, Selection
from commitments.figures.views import MapView, map_view
from commitments.prints import map_content
from commitments.queries import reports_drawn
from commitments.words import references


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(
        small.figure("Hebei", value="36.5", year="2025"),
        small.figure("Jilin", value="46", year="2025", source="jilin-outline"),
        small.figure("Hebei", value="38", year="2035"),
        results=[
            small.result("Hebei", "forest_coverage", "37", "2025"),
            small.result("Jilin", "forest_coverage", "45", "2024"),
            small.result("Shandong", "forest_coverage", "20", "2024"),
        ],
    )


def mapped(atlas: Atlas, basis: Basis) -> MapView:
    return map_view(atlas, Selection(None, "forest_coverage", 2025, basis=basis))


@pytest.mark.parametrize(
    ("basis", "drawn"),
    [
        (Basis.STATED, ["Hebei"]),  # the diamond; a value of another year is not drawn
        (Basis.NATION, ["Hebei"]),
        (Basis.ANSWERS, ["Hebei", "Jilin"]),  # a value of another year is told
        (Basis.REPORTED, ["Hebei", "Jilin", "Shandong"]),
    ],
)
def test_a_map_lists_the_reported_values_that_it_draws(
    atlas: Atlas, basis: Basis, drawn: list[str]
) -> None:
    view = mapped(atlas, basis)
    assert sorted(view.reports["province"]) == drawn
    assert view.reports_alone == (basis == Basis.REPORTED)


def test_a_reported_value_is_told_with_its_year_and_its_document(atlas: Atlas) -> None:
    told = mapped(atlas, Basis.REPORTED).reports.set_index("province").loc["Jilin"]
    assert (told["full_label"], told["due"], told["source"]) == ("45 %", "2024", "report-2025")
    assert told["source_title"] == atlas.sources.at["report-2025", "title"]


@pytest.mark.parametrize("basis", [Basis.REPORTED, Basis.ANSWERS])
def test_page_print_and_slide_name_the_documents_of_reports(atlas: Atlas, basis: Basis) -> None:
    asked = Selection(None, "forest_coverage", 2025, basis=basis)
    printed = map_content.view(map_content.read(atlas, asked, Kind.MAP), lambda *_: None).cited
    shown = views.shown(atlas, items.Item(items.Kind.MAP, asked), 2026).cited
    told = {"report-2025", "report-2026"}
    promised = {"hebei-official", "jilin-outline"} if basis == Basis.ANSWERS else set()
    assert set(printed["source"]) == set(shown["source"]) == told | promised
    assert mapped(atlas, basis).sources == references.read_in(atlas, printed)


def test_what_a_timeline_and_a_comparison_tell_is_named_too(atlas: Atlas) -> None:
    asked = Selection(provinces=("Hebei", "Jilin"))
    told = set(reports_drawn.told_of(atlas, atlas.targets["id"])["province"])
    assert told == {"Hebei", "Jilin"}
    for kind in (items.Kind.TIMELINE, items.Kind.COMPARE):
        shown = views.shown(atlas, items.Item(kind, asked), 2026)
        assert set(shown.reports["province"]) == told
