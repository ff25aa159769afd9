"""Tests that the words of a drawing are all of it, and only words."""

import pandas as pd
import pytest
from support import real

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.model import NO_DATE, Basis, Selection
from commitments.figures import live_map, text_tables, views
from commitments.language import Language, speaking
from commitments.queries import comparison as compare
from commitments.queries.coverage import USUAL

HOSTILE = '"><img src=x onerror="window.x=1">{{ 7*7 }}'


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return real.atlas()


@pytest.fixture(scope="module")
def view(atlas: Atlas) -> views.MapView:
    return views.map_view(atlas, Selection(indicator="forest_coverage", year=2025))


def test_a_map_tells_every_area_with_its_label_and_sentence(view: views.MapView) -> None:
    told = text_tables.of_map(live_map.paint(view.job)).set_index("Province")
    assert {"Hebei", "Taiwan", "Tibet"} <= set(told.index)
    assert len(told) >= 34
    assert told.at["Beijing", "On the map"] == "45 %".removesuffix(" %")
    assert told.at["Beijing", "What is said"].startswith("Forest coverage: reach 45 %, due 2025.")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("indicator", "year", "basis"),
    [
        ("pm25_mean", 2025, Basis.STATED),
        ("forest_coverage", 2025, Basis.NATION),
        ("red_line_area", NO_DATE, Basis.SHARE),
    ],
)
def test_every_line_of_a_tooltip_is_a_sentence(atlas, language, indicator, year, basis) -> None:
    with speaking(language):
        chosen = Selection(indicator=indicator, year=year, basis=basis)
        job = views.map_view(translated(atlas, language), chosen).job
        drawn = text_tables._data(live_map.paint(job))
    lines = [line for area in drawn["areas"].values() for line in area["tip"][1:] if line]
    assert len(lines) > 34
    assert [line for line in lines if not line.endswith((".", "。", "…"))] == []


def test_a_legend_counts_every_area(view: views.MapView) -> None:
    told = text_tables.of_legend(live_map.paint(view.job))
    points = len(text_tables.of_map(live_map.paint(view.job))) - 34
    assert told["Areas"].astype(int).sum() == 34 + points


def test_a_plot_is_told_in_its_order(view: views.MapView) -> None:
    assert view.plot is not None
    told = text_tables.of_plot(view.plot)
    drawn = [dot.province for dot in view.plot.dots]
    assert list(told["Province"][: len(drawn)]) == drawn


def test_a_matrix_tells_every_square(atlas: Atlas) -> None:
    drawing = views.matrix_view(atlas, USUAL).drawing
    told = text_tables.of_matrix(drawing)
    assert list(told["Indicator"]) == [one["name"] for one in drawing["indicators"]]
    for indicator, (_, row) in zip(drawing["indicators"], told.iterrows(), strict=True):
        figures = [name for name in row["With a figure"].split("; ") if name]
        words = [name for name in row["In words only"].split("; ") if name]
        assert (len(figures), len(words)) == (indicator["figures"], indicator["words"])
    told = told.set_index("Indicator")["With a figure"]
    fine = told["Fine particles (PM2.5), yearly mean"].split("; ")
    assert "Beijing ≈ 29 ’26+: ’25 reached" in fine
    assert "Hainan ≤ 11 ’25+: ’25 not reached" in fine


def test_a_comparison_tells_every_cell(atlas: Atlas) -> None:
    made = compare.lines(atlas, None, ("Hebei", "Jilin"), today=2026)
    told = pd.concat(text_tables.of_comparison(made).values())
    assert len(told) == len(made)
    assert (told[["Hebei", "Jilin"]] != "").all(axis=None), "a blank has its reason"


def test_no_text_of_a_table_becomes_markup() -> None:
    rows = pd.DataFrame({HOSTILE: [HOSTILE, ""], "b": ["<b>", ""], "empty": ["", ""]})
    written = text_tables.markup(rows, first_leads=[HOSTILE, "Targets?row=a&view=text"])
    assert "<img" not in written
    assert "<b>" not in written
    assert "empty" not in written
    assert 'href="Targets?row=a&amp;view=text"' in written
