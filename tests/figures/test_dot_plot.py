"""Tests the dot plot: every figure has its mark, its label and a place of its own."""

import json
import math
from typing import Any

import altair as alt
import pytest
from support import small

from commitments.atlas import load
from commitments.atlas.load import Atlas
from commitments.domain.model import NO_DATE, Comparator, Selection, Theme
from commitments.figures import dot_plot, dot_plot_grammar, palette
from commitments.queries import map_readings, query

HOSTILE = "datum.x</script>{{ 7*7 }}"
NAMES = ["Hebei", "Jilin", "Shandong", "Shanxi", "Shaanxi", "Tibet", "Beijing", "Heilongjiang"]

GROUND = palette.on_screen(palette.WHITE)

Layer = dict[str, Any]
Row = dict[str, Any]


def spec(
    atlas: Atlas, year: int | None = 2035, indicator: str = "forest_coverage"
) -> dot_plot.Drawing:
    """Return the Vega-Lite specification of a plot, as its page makes it."""
    asked = Selection(None, indicator, year)
    areas = query.figure_map(atlas, indicator, year)
    areas, _ = map_readings.read(atlas, areas, indicator, year, asked.basis)
    return dot_plot.dot_plot(
        query.drawn(areas),
        theme=Theme(atlas.indicators.at[indicator, "theme"]),
        nation=query.described(query.national_beside(atlas, asked)),
    )


@pytest.fixture(scope="module")
def made() -> dot_plot.Drawing:
    """Return the plot of eight provinces, each with a figure of another comparator."""
    rows = [
        small.figure(name, "forest_coverage", str(comparator), str(10 * n + 10), "2035",
                     value_high=str(10 * n + 15) if comparator == "between" else "")
        for n, (name, comparator) in enumerate(zip(NAMES, Comparator, strict=True))
    ]  # fmt: skip
    return spec(small.atlas(*rows))


def layers(made: dot_plot.Drawing) -> list[Layer]:
    """Return the layers one by one, each with the data and encoding that its group shares."""
    found = []
    for one in made["layer"]:
        shared = {"data": one["data"]}
        found += [
            layer | shared | {"encoding": one["encoding"] | layer.get("encoding", {})}
            for layer in one.get("layer", [])
        ] or [one]
    return found


def drawn_by(made: dot_plot.Drawing, layer: Layer) -> list[Row]:
    """Return the rows that a layer draws, its filters applied."""
    rows = made["datasets"][layer["data"]["name"]]
    for step in layer.get("transform", []):
        wanted = step["filter"]
        rows = [row for row in rows if row[wanted["field"]] in wanted["oneOf"]]
    return rows


def marks(made: dot_plot.Drawing, comparator: str) -> list[Layer]:
    """Return the layers whose filter lets a comparator through."""
    return [
        layer
        for layer in layers(made)
        if any(comparator in step["filter"]["oneOf"] for step in layer.get("transform", []))
    ]


def parameter(made: dot_plot.Drawing, name: str) -> Any:
    (found,) = [param["value"] for param in made["params"] if param["name"] == name]
    return found


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
def test_every_comparator_has_its_mark(made: dot_plot.Drawing, comparator: str) -> None:
    found = [layer["mark"]["type"] for layer in marks(made, comparator)]
    assert sorted(found) == DRAWN[comparator]


@pytest.mark.parametrize("comparator", Comparator)
def test_comparator_alone_has_its_mark(comparator: str) -> None:
    high = "40" if comparator == "between" else ""
    alone = spec(small.atlas(small.figure(comparator=comparator, value_high=high)))
    found = [layer["mark"]["type"] for layer in marks(alone, comparator)]
    assert sorted(found) == DRAWN[comparator]


def bands(made: dot_plot.Drawing, comparator: str) -> list[tuple[float, float]]:
    """Return from where to where the bands of a comparator reach."""
    return [
        (row[layer["encoding"]["x"]["field"]], row[layer["encoding"]["x2"]["field"]])
        for layer in marks(made, comparator)
        if layer["mark"]["type"] == "bar"
        for row in drawn_by(made, layer)
        if row["comparator"] == comparator
    ]


@pytest.mark.parametrize("comparator", ["at_least", "more_than"])
def test_lower_bound_fades_upwards(made: dot_plot.Drawing, comparator: str) -> None:
    ((start, end),) = bands(made, comparator)
    assert end > start


@pytest.mark.parametrize("comparator", ["at_most", "less_than"])
def test_upper_bound_fades_downwards(made: dot_plot.Drawing, comparator: str) -> None:
    ((start, end),) = bands(made, comparator)
    assert end < start


def test_about_fades_both_ways(made: dot_plot.Drawing) -> None:
    low, high = bands(made, "about")
    assert low[0] < low[1] == high[0] < high[1]


def test_range_runs_from_end_to_end(made: dot_plot.Drawing) -> None:
    assert bands(made, "between") == [(80, 85)]


def test_strict_bounds_are_hollow_and_reach_is_solid(made: dot_plot.Drawing) -> None:
    (hollow,) = [m for m in marks(made, "more_than") if m["mark"]["type"] == "point"]
    (solid,) = marks(made, "reach")
    assert hollow["encoding"]["fill"] == {"value": GROUND}
    assert solid["encoding"]["fill"]["value"] == palette.on_screen(
        palette.theme_colour(Theme.ECOLOGY)
    )


def test_inferred_years_have_open_marks() -> None:
    made = spec(
        small.atlas(
            small.figure("Hebei", comparator="reach", year_basis="stage"),
            small.figure("Jilin", comparator="reach"),
        )
    )
    (layer,) = marks(made, "reach")
    assert {row["province"]: row["open"] for row in drawn_by(made, layer)} == {
        "Hebei": True,
        "Jilin": False,
    }
    assert layer["encoding"]["fill"]["condition"] == {"test": "datum.open", "value": GROUND}


def test_every_figure_is_drawn_once_and_labelled(made: dot_plot.Drawing) -> None:
    texts = [layer for layer in layers(made) if layer["mark"]["type"] == "text"]
    _, halo, labels = texts  # behind them, the nation's
    assert drawn_by(made, halo) == drawn_by(made, labels)
    assert [(row["province"], row["label"]) for row in drawn_by(made, labels)] == [
        ("Heilongjiang", "80–85"), ("Beijing", "hold 70"), ("Tibet", "60"), ("Shaanxi", "≈ 50"),
        ("Shanxi", "< 40"), ("Shandong", "≤ 30"), ("Jilin", "> 20"), ("Hebei", "≥ 10"),
    ]  # fmt: skip


def test_each_province_stands_on_a_row_of_its_own_in_the_order_of_the_data(
    made: dot_plot.Drawing,
) -> None:
    rows = [layer["encoding"]["y"] for layer in layers(made) if "field" in
            layer["encoding"].get("y", {})]  # fmt: skip
    assert {(y["field"], y["sort"]) for y in rows} == {("name", None)}
    names = [row["name"] for row in made["datasets"]["rows"]]
    assert len(names) == len(set(names))


def test_values_are_sorted_as_numbers() -> None:
    values = {"Hebei": "9", "Jilin": "100", "Tibet": "20"}
    atlas = small.atlas(*(small.figure(name, value=value) for name, value in values.items()))
    rows = spec(atlas)["datasets"]["rows"]
    assert [row["province"] for row in rows] == ["Jilin", "Tibet", "Hebei"]


def test_tooltip_tells_the_sentence(made: dot_plot.Drawing) -> None:
    rows = made["datasets"]["rows"]
    assert rows[-1]["sentence"] == "Forest cover, share: at least 10 %, due 2035."
    assert all(
        layer["encoding"]["tooltip"]["field"] == "sentence"
        for layer in layers(made)
        if layer["mark"]["type"] != "text" or "y" not in layer["encoding"]
    )


# ---- the nation ----


def test_national_figure_is_a_labelled_line() -> None:
    made = spec(small.atlas(small.figure("Hebei"), small.figure("National", value="24.1")))
    (line,) = [one for one in layers(made) if one["data"]["name"] == "nation"][:1]
    label = [one for one in layers(made) if one["data"]["name"] == "nation"][-1]
    assert (line["mark"]["type"], label["mark"]["type"]) == ("rule", "text")
    assert line["mark"]["color"] == palette.on_screen(palette.NATIONAL_LINE)
    assert [(row["x"], row["label"]) for row in drawn_by(made, line)] == [(24.1, "nation ≥ 24.1 %")]
    assert drawn_by(made, label) == drawn_by(made, line)


def test_without_a_national_figure_there_is_no_line(made: dot_plot.Drawing) -> None:
    assert made["datasets"]["nation"] == []


# ---- the axis ----


def axis_of(made: dot_plot.Drawing) -> tuple[float, float]:
    return parameter(made, "low"), parameter(made, "high")


def test_axis_holds_every_mark_and_the_nation(made: dot_plot.Drawing) -> None:
    low, high = axis_of(made)
    assert low == 0
    assert high > max(row["x2"] for row in made["datasets"]["rows"]) == 85
    nation = small.atlas(small.figure("Hebei", value="20"), small.figure("National", value="80"))
    assert axis_of(spec(nation))[1] > 80


def test_every_scale_is_that_axis(made: dot_plot.Drawing) -> None:
    scales = [
        layer["encoding"]["x"]["scale"]
        for layer in layers(made)
        if "scale" in layer["encoding"].get("x", {})
    ]
    wanted = {"domainMin": {"expr": "low"}, "domainMax": {"expr": "high"}, "nice": False}
    assert scales
    assert all(scale == wanted for scale in scales)


def test_all_zero_still_has_an_axis_with_width() -> None:
    made = spec(small.atlas(small.figure("Hebei", comparator="reach", value="0")))
    low, high = axis_of(made)
    assert low == 0 < high
    assert [row["label"] for row in made["datasets"]["rows"]] == ["0"]


def test_band_of_a_small_figure_never_runs_onto_the_names() -> None:
    made = spec(
        small.atlas(
            small.figure("Hebei", comparator="at_most", value="0.1"),
            small.figure("Jilin", comparator="at_most", value="90"),
        )
    )
    low, _ = axis_of(made)
    assert [end for _, end in bands(made, "at_most")] == [pytest.approx(81.9), low]


def test_no_figures_are_an_empty_plot_without_endless_numbers() -> None:
    made = spec(small.atlas(small.figure(year="2035")), 2031)
    assert made["datasets"] == {"rows": [], "nation": []}
    assert all(math.isfinite(end) for end in axis_of(made))
    json.dumps(made, allow_nan=False)


# ---- the whole ----


def test_chosen_province_is_bold(made: dot_plot.Drawing) -> None:
    bold = dot_plot.chosen(made, ("Jilin",))
    assert parameter(bold, "selected") == ["Jilin"]
    assert parameter(made, "selected") == []
    assert bold["datasets"] == made["datasets"]
    axes = [layer["encoding"]["y"]["axis"] for layer in layers(bold) if "axis" in
            layer["encoding"].get("y", {})]  # fmt: skip
    assert axes[0]["labelFontWeight"]["condition"] == {
        "test": "indexof(selected, datum.value) >= 0",
        "value": 700,
    }


def test_one_plot_leaves_no_data_in_another() -> None:
    one = spec(small.atlas(small.figure("Hebei", value="10")))
    other = spec(small.atlas(small.figure("Jilin", value="90")))
    assert [row["province"] for row in one["datasets"]["rows"]] == ["Hebei"]
    assert [row["province"] for row in other["datasets"]["rows"]] == ["Jilin"]
    assert axis_of(one) != axis_of(other)


def test_grammar_is_the_file_that_altair_makes() -> None:
    assert load.grammar() == dot_plot_grammar.written(), "run `make grammar`"


def test_specification_is_valid_and_is_plain_data(made: dot_plot.Drawing) -> None:
    plain = json.loads(json.dumps(made, allow_nan=False))
    alt.LayerChart.from_dict(plain, validate=True)


def test_table_text_is_data_and_never_part_of_the_plot() -> None:
    made = spec(
        small.atlas(
            small.figure("Hebei", scope=HOSTILE, note=HOSTILE),
            small.figure("National", scope=HOSTILE),
        )
    )
    told = json.dumps(made["datasets"], ensure_ascii=False)
    rest = {name: part for name, part in made.items() if name != "datasets"}
    assert HOSTILE in told
    assert HOSTILE not in json.dumps(rest, ensure_ascii=False)


@pytest.mark.parametrize(
    "indicator", ["heavy_pollution_days", "forest_coverage", "non_fossil_share", "farmland_area"]
)
def test_real_plot_draws_every_figure_of_its_map(real_atlas: Atlas, indicator: str) -> None:
    fullest = query.fullest_year(real_atlas, indicator)
    year = None if fullest == NO_DATE else int(fullest)
    made = spec(real_atlas, year, indicator)
    marked = {
        row["province"]
        for layer in layers(made)
        if layer["mark"]["type"] in ("tick", "point")
        for row in drawn_by(made, layer)
    }
    assert marked == set(query.drawn(query.figure_map(real_atlas, indicator, year)).index)


# ---- what was reported ----


def reported_by(made: dot_plot.Drawing, look: str) -> list[tuple[str, float, float]]:
    """Return by layer what is drawn of reported values of a look: mark, promised, reported."""
    return [
        (layer["mark"]["type"], row["x"], row["reported"])
        for layer in marks(made, look)
        for row in drawn_by(made, layer)
    ]


def of_2025(value: str, *results: small.Row) -> dot_plot.Drawing:
    """Return the plot of one province that promised at most so much fine dust for 2025."""
    promised = small.figure("Hebei", "pm25_mean", "at_most", value, "2025")
    return spec(small.atlas(promised, results=results), 2025, "pm25_mean")


def test_a_reported_value_is_a_diamond_joined_to_its_figure() -> None:
    dust = small.result("Hebei", "pm25_mean", "38.4")
    missed, reached = of_2025("36", dust), of_2025("40", dust)
    assert reported_by(missed, "missed") == [("rule", 36, 38.4), ("point", 36, 38.4)]
    assert reported_by(reached, "reached") == [("rule", 40, 38.4), ("point", 40, 38.4)]
    rule, diamond = marks(missed, "missed")
    assert diamond["mark"]["shape"] == "diamond"
    ochre = palette.on_screen(palette.OCHRE)
    assert (rule["mark"]["color"], diamond["mark"]["fill"]) == (ochre, ochre)
    assert missed["datasets"]["rows"][0]["sentence"].endswith(
        "due 2025. Reported 38.4 µg/m³ (2025), at most 36 µg/m³ promised: not reached, 2.4 µg/m³ "
        "above."
    )


def test_a_label_stands_behind_the_reported_value_and_the_axis_holds_it() -> None:
    made = of_2025("36", small.result("Hebei", "pm25_mean", "80"))
    assert made["datasets"]["rows"][0]["label_x"] == 80
    assert axis_of(made)[1] > 80


def test_what_cannot_be_compared_is_a_hollow_square_without_a_line() -> None:
    part = small.result("Hebei", "pm25_mean", "38.4", scope="ports", scope_zh="港口")
    made = of_2025("36", part)
    assert reported_by(made, "apart") == [("point", 36, 38.4)]
    (square,) = marks(made, "apart")
    assert (square["mark"]["shape"], square["mark"]["fill"]) == ("square", GROUND)


def test_a_value_of_another_year_is_not_drawn() -> None:
    made = of_2025("36", small.result("Hebei", "pm25_mean", "38.4", "2024"))
    assert [row["look"] for row in made["datasets"]["rows"]] == [""]
    assert made["datasets"]["rows"][0]["sentence"].endswith("due 2025.")


def test_the_answers_that_are_drawn_are_named_for_the_key() -> None:
    atlas = load.atlas()
    asked = Selection(None, "pm25_mean", 2025)
    areas, _ = map_readings.read(
        atlas, query.figure_map(atlas, "pm25_mean", 2025), "pm25_mean", 2025, asked.basis
    )
    assert dot_plot.outcomes(query.drawn(areas)) == {
        "reached",
        "not reached",
        "cannot be compared",
    }
