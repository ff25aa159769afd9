"""This module tests the dot plot: every figure has its mark, its label and a place of its own."""

import json
import math
from typing import Any

import pytest
import small

from commitments import palette, plots, query
from commitments.load import Atlas
from commitments.model import NO_DATE, Comparator, Theme

HOSTILE = "datum.x</script>{{ 7*7 }}"
NAMES = ["Hebei", "Jilin", "Shandong", "Shanxi", "Shaanxi", "Tibet", "Beijing", "Heilongjiang"]


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """Return the plot of eight provinces, each with a figure of another comparator."""
    rows = [
        small.figure(name, "forest_coverage", str(comparator), str(10 * n + 10), "2035",
                     value_high=str(10 * n + 15) if comparator == "between" else "")
        for n, (name, comparator) in enumerate(zip(NAMES, Comparator, strict=True))
    ]  # fmt: skip
    return spec(small.atlas(*rows), validate=True)


def spec(
    atlas: Atlas,
    year: int | None = 2035,
    indicator: str = "forest_coverage",
    *,
    validate: bool = False,
    **choices: Any,
) -> dict[str, Any]:
    """Return the Vega-Lite specification of a plot, as its page makes it."""
    areas = query.figure_map(atlas, indicator, year)
    chart = plots.dot_plot(
        query.described(query.drawn(areas)),
        theme=Theme(atlas.indicators.at[indicator, "theme"]),
        unit=query.symbol(atlas, indicator),
        nation=query.described(query.national(atlas, indicator, year)),
        **choices,
    )
    return chart.to_dict(validate=validate)


def data_of(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    name = layer.get("data", spec.get("data", {}))["name"]
    return spec["datasets"][name]


def drawn_by(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows that a layer draws, its filters applied."""
    rows = data_of(spec, layer)
    for step in layer.get("transform", []):
        wanted = step["filter"]
        rows = [row for row in rows if row[wanted["field"]] in wanted["oneOf"]]
    return rows


def marks(spec: dict[str, Any], comparator: str) -> list[dict[str, Any]]:
    """Return the layers whose filter lets a comparator through."""
    return [
        layer
        for layer in spec["layer"]
        if any(comparator in step["filter"]["oneOf"] for step in layer.get("transform", []))
    ]


# A short line is a tick, a dot a point, a band a bar; see the table of the design.
DRAWN = {
    "at_least": ["bar", "tick"],
    "more_than": ["bar", "point", "tick"],
    "at_most": ["bar", "tick"],
    "less_than": ["bar", "point", "tick"],
    "about": ["bar", "bar", "tick"],
    "reach": ["point"],
    "hold": ["tick", "tick"],
    "between": ["bar", "tick", "tick"],
}


@pytest.mark.parametrize("comparator", Comparator)
def test_every_comparator_has_its_mark(made: dict[str, Any], comparator: str) -> None:
    found = [layer["mark"]["type"] for layer in marks(made, comparator)]
    assert sorted(found) == DRAWN[comparator]


def bands(made: dict[str, Any], comparator: str) -> list[tuple[float, float]]:
    """Return from where to where the bands of a comparator reach."""
    return [
        (row[layer["encoding"]["x"]["field"]], row[layer["encoding"]["x2"]["field"]])
        for layer in marks(made, comparator)
        if layer["mark"]["type"] == "bar"
        for row in drawn_by(made, layer)
        if row["comparator"] == comparator
    ]


@pytest.mark.parametrize("comparator", ["at_least", "more_than"])
def test_lower_bound_fades_upwards(made: dict[str, Any], comparator: str) -> None:
    ((start, end),) = bands(made, comparator)
    assert end > start


@pytest.mark.parametrize("comparator", ["at_most", "less_than"])
def test_upper_bound_fades_downwards(made: dict[str, Any], comparator: str) -> None:
    ((start, end),) = bands(made, comparator)
    assert end < start


def test_about_fades_both_ways(made: dict[str, Any]) -> None:
    low, high = bands(made, "about")
    assert low[0] < low[1] == high[0] < high[1]


def test_range_runs_from_end_to_end(made: dict[str, Any]) -> None:
    assert bands(made, "between") == [(80, 85)]


def test_strict_bounds_are_hollow_and_reach_is_solid(made: dict[str, Any]) -> None:
    (hollow,) = [m for m in marks(made, "more_than") if m["mark"]["type"] == "point"]
    (solid,) = marks(made, "reach")
    assert hollow["encoding"]["fill"] == {"value": palette.WHITE}
    assert solid["encoding"]["fill"]["value"] == palette.theme_colour(Theme.ECOLOGY)


def test_inferred_years_have_open_marks() -> None:
    atlas = small.atlas(
        small.figure("Hebei", comparator="reach", year_basis="stage"),
        small.figure("Jilin", comparator="reach"),
    )
    made = spec(atlas)
    (layer,) = marks(made, "reach")
    assert {row["province"]: row["open"] for row in drawn_by(made, layer)} == {
        "Hebei": True,
        "Jilin": False,
    }
    assert layer["encoding"]["fill"]["condition"] == {
        "test": "datum.open",
        "value": palette.WHITE,
    }


def test_every_figure_is_drawn_once_and_labelled(made: dict[str, Any]) -> None:
    (labels,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "text"]
    told = {row["province"]: row["label"] for row in drawn_by(made, labels)}
    assert told == {
        "Hebei": "≥ 10", "Jilin": "> 20", "Shandong": "≤ 30", "Shanxi": "< 40",
        "Shaanxi": "≈ 50", "Tibet": "60", "Beijing": "hold 70", "Heilongjiang": "80–85",
    }  # fmt: skip


def test_provinces_stand_by_value_each_on_a_row_of_its_own(made: dict[str, Any]) -> None:
    for layer in made["layer"]:
        if "y" in layer["encoding"] and layer["encoding"]["y"].get("field") == "province":
            assert layer["encoding"]["y"]["sort"] == NAMES[::-1]


def test_values_are_sorted_as_numbers() -> None:
    values = {"Hebei": "9", "Jilin": "100", "Tibet": "20"}
    atlas = small.atlas(*(small.figure(name, value=value) for name, value in values.items()))
    assert spec(atlas)["layer"][0]["encoding"]["y"]["sort"] == ["Jilin", "Tibet", "Hebei"]


def test_national_figure_is_a_labelled_line() -> None:
    nation = small.figure("National", value="24.1")
    made = spec(small.atlas(small.figure("Hebei"), nation))
    line, label = made["layer"][-2:]
    assert (line["mark"]["type"], label["mark"]["type"]) == ("rule", "text")
    assert [row["x"] for row in data_of(made, line)] == [24.1]
    assert [row["label"] for row in data_of(made, label)] == ["nation ≥ 24.1 %"]


def test_without_a_national_figure_there_is_no_line(made: dict[str, Any]) -> None:
    colours = [layer["mark"].get("color") for layer in made["layer"]]
    assert palette.NATIONAL_LINE not in colours


def axis_of(made: dict[str, Any]) -> tuple[float, float]:
    (domain,) = {
        tuple(layer["encoding"][x]["scale"]["domain"])
        for layer in made["layer"]
        for x in ("x",)
        if "scale" in layer["encoding"].get(x, {})
    }
    return domain


def test_axis_holds_every_mark_and_the_nation() -> None:
    atlas = small.atlas(small.figure("Hebei", value="20"), small.figure("National", value="80"))
    low, high = axis_of(spec(atlas))
    assert low == 0
    assert high > 80


def test_all_zero_still_has_an_axis_with_width() -> None:
    atlas = small.atlas(small.figure("Hebei", comparator="reach", value="0"))
    low, high = axis_of(spec(atlas))
    assert low == 0 < high


def test_band_of_a_small_figure_never_runs_onto_the_names() -> None:
    atlas = small.atlas(
        small.figure("Hebei", comparator="at_most", value="0.1"),
        small.figure("Jilin", comparator="at_most", value="90"),
    )
    made = spec(atlas)
    low, _ = axis_of(made)
    assert [end for _, end in bands(made, "at_most")] == [pytest.approx(81.9), low]


def test_no_figures_are_an_empty_plot_without_endless_numbers() -> None:
    made = spec(small.atlas(small.figure(year="2035")), 2031)
    assert all(math.isfinite(end) for end in axis_of(made))
    json.dumps(made, allow_nan=False)


def test_selected_province_is_bold() -> None:
    made = spec(small.atlas(small.figure("Jilin")), selected=("Jilin",))
    weight = made["layer"][0]["encoding"]["y"]["axis"]["labelFontWeight"]
    assert weight == {"condition": {"test": {"field": "value", "oneOf": ["Jilin"]}, "value": 700},
                      "value": 400}  # fmt: skip


def test_table_text_is_data_and_never_part_of_the_plot() -> None:
    atlas = small.atlas(
        small.figure("Hebei", scope=HOSTILE, note=HOSTILE), small.figure("National", scope=HOSTILE)
    )
    made = spec(atlas)
    told = json.dumps(made.pop("datasets"), ensure_ascii=False)
    assert HOSTILE in told
    assert HOSTILE not in json.dumps(made, ensure_ascii=False)


@pytest.mark.parametrize(
    "indicator", ["heavy_pollution_days", "forest_coverage", "non_fossil_share", "farmland_area"]
)
def test_real_plot_draws_every_figure_of_its_map(real_atlas: Atlas, indicator: str) -> None:
    fullest = query.fullest_year(real_atlas, indicator)
    year = None if fullest == NO_DATE else int(fullest)
    made = spec(real_atlas, year, indicator)
    marked = {
        row["province"]
        for layer in made["layer"]
        if layer["mark"]["type"] in ("tick", "point")
        for row in drawn_by(made, layer)
        if "comparator" in row
    }
    assert marked == set(query.drawn(query.figure_map(real_atlas, indicator, year)).index)
