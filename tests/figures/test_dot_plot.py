"""Tests the dot plot: every figure has its mark, its label and a place of its own."""

import math
import re
from typing import Any

import pytest
from lxml import html
from support import real, small

from commitments.atlas import load
from commitments.atlas.load import Atlas
from commitments.domain.model import NO_DATE, Comparator, Selection, Theme
from commitments.figures import palette, text_measuring
from commitments.figures.dot_plot import layout, markup, plot
from commitments.figures.dot_plot.layout import BEHIND, BEYOND, NARROWEST, Lane, Layout
from commitments.figures.dot_plot.plot import DotPlot
from commitments.language import Language, speaking
from commitments.queries import map_readings, query

HOSTILE = "\"><img src=x onerror='window.x=1'></script>{{ 7*7 }}"
NAMES = ["Hebei", "Jilin", "Shandong", "Shanxi", "Shaanxi", "Tibet", "Beijing", "Heilongjiang"]
GROUND, HUE, CAUTION, QUIET = "var(--ground)", "var(--hue)", "var(--caution)", "var(--quiet)"

Element = Any  # of lxml


def made_of(atlas: Atlas, year: int | None = 2035, indicator: str = "forest_coverage") -> DotPlot:
    """Return the plot of an indicator and due year, as its page makes it."""
    asked = Selection(None, indicator, year)
    areas = query.figure_map(atlas, indicator, year)
    areas, _ = map_readings.read(atlas, areas, indicator, year, asked.basis)
    return plot.dot_plot(
        query.drawn(areas),
        theme=Theme(atlas.indicators.at[indicator, "theme"]),
        nation=query.described(query.national_beside(atlas, asked)),
    )


@pytest.fixture(scope="module")
def made() -> DotPlot:
    """Return the plot of eight provinces, each with a figure of another comparator."""
    rows = [
        small.figure(name, "forest_coverage", str(comparator), str(10 * n + 10), "2035",
                     value_high=str(10 * n + 15) if comparator == "between" else "")
        for n, (name, comparator) in enumerate(zip(NAMES, Comparator, strict=True))
    ]  # fmt: skip
    return made_of(small.atlas(*rows))


def svg(made: DotPlot) -> Element:
    """Return a plot as the page writes it."""
    written = markup.as_list(layout.laid_out(made), made.theme, "Dot plot", "Arrow keys")
    return html.fromstring(written)


def lane_of(made: DotPlot, province: str) -> Element:
    (lane,) = svg(made).xpath(f".//*[@data-province='{province}']")
    return lane


def place_of(made: DotPlot, province: str) -> Lane:
    (lane,) = (one for one in layout.laid_out(made).lanes if one.dot.province == province)
    return lane


def marks(lane: Element) -> list[str]:
    """Return what is drawn in a lane, from back to front: a band is a rect, a tick a thick line."""
    return [one.tag for one in lane.xpath("./rect|./circle|./line[@stroke='var(--hue)']")]


# A tick is a line, a dot a circle, a band a rect; see the table of the design.
DRAWN = {
    "at_least": ["rect", "line"],
    "more_than": ["rect", "line", "circle"],
    "at_most": ["rect", "line"],
    "less_than": ["rect", "line", "circle"],
    "about": ["rect", "rect", "line"],
    "reach": ["circle"],
    "hold": ["line", "line"],
    "between": ["line", "line", "line"],
}


@pytest.mark.long
def test_every_comparator_has_its_mark_among_others_and_alone(made: DotPlot) -> None:
    for name, comparator in zip(NAMES, Comparator, strict=True):
        assert marks(lane_of(made, name)) == DRAWN[comparator], comparator
        high = "40" if comparator == "between" else ""
        alone = made_of(small.atlas(small.figure(comparator=comparator, value_high=high)))
        assert marks(lane_of(alone, "Hebei")) == DRAWN[comparator], comparator


def bands(made: DotPlot, province: str) -> list[tuple[float, float, str]]:
    """Return where the bands of a province begin and end, in hundredths, and how they fade."""
    return [
        (
            float(band.get("x").rstrip("%")),
            float(band.get("x").rstrip("%")) + float(band.get("width").rstrip("%")),
            band.get("fill"),
        )
        for band in lane_of(made, province).xpath("./rect")
    ]


def test_a_lower_bound_fades_upwards_and_an_upper_one_downwards(made: DotPlot) -> None:
    ways = {"at_least": "up", "more_than": "up", "at_most": "down", "less_than": "down"}
    for name, comparator in zip(NAMES, Comparator, strict=True):
        if comparator not in ways:
            continue
        way = ways[comparator]
        ((start, end, fill),) = bands(made, name)
        assert fill == f"url(#dots-strong-{way})"
        at = start if way == "up" else end
        assert at == pytest.approx(place_of(made, name).at * 100, abs=0.02)
        assert end > start


def test_about_fades_both_ways(made: DotPlot) -> None:
    name = NAMES[list(Comparator).index(Comparator.ABOUT)]
    up, down = bands(made, name)
    assert (up[2], down[2]) == ("url(#dots-weak-up)", "url(#dots-weak-down)")
    assert down[0] < down[1] == pytest.approx(up[0], abs=0.02)
    assert up[0] < up[1]


def test_a_range_runs_from_end_to_end(made: DotPlot) -> None:
    (dot,) = (one for one in made.dots if one.comparator == Comparator.BETWEEN)
    assert (dot.value, dot.high, dot.label) == (80, 85, "80–85")
    place = place_of(made, dot.province)
    bar, low, high = lane_of(made, dot.province).xpath("./line[@stroke='var(--hue)']")
    assert (bar.get("x1"), bar.get("x2")) == (low.get("x1"), high.get("x1"))
    assert float(high.get("x1").rstrip("%")) == pytest.approx(place.high * 100, abs=0.01)


def test_strict_bounds_are_hollow_and_reach_is_solid(made: DotPlot) -> None:
    fills = {name: lane_of(made, name).xpath("./circle/@fill") for name in NAMES}
    found = dict(zip(Comparator, fills.values(), strict=True))
    assert found["more_than"] == found["less_than"] == [GROUND]
    assert found["reach"] == [HUE]


def test_inferred_years_have_open_marks() -> None:
    made = made_of(
        small.atlas(
            small.figure("Hebei", comparator="reach", year_basis="stage"),
            small.figure("Jilin", comparator="reach"),
            small.figure("Tibet", comparator="at_least", year_basis="stage"),
        )
    )
    assert lane_of(made, "Hebei").xpath("./circle/@fill") == [GROUND]
    assert lane_of(made, "Jilin").xpath("./circle/@fill") == [HUE]
    inner = lane_of(made, "Tibet").xpath("./line[@stroke='var(--ground)']")
    assert [line.get("stroke-width") for line in inner] == ["2"]


def test_every_figure_is_drawn_once_and_labelled_from_high_to_low(made: DotPlot) -> None:
    told = [
        ("Heilongjiang", "80–85"), ("Beijing", "hold 70"), ("Tibet", "60"), ("Shaanxi", "≈ 50"),
        ("Shanxi", "< 40"), ("Shandong", "≤ 30"), ("Jilin", "> 20"), ("Hebei", "≥ 10"),
    ]  # fmt: skip
    written = svg(made)
    assert [lane.get("data-province") for lane in written.xpath(".//*[@role='option']")] == [
        name for name, _ in told
    ]
    labels = written.xpath(".//*[@class='labels']/text")
    assert [label.text for label in labels] == [label for _, label in told]
    names = written.xpath(".//*[@role='option']/text")
    assert [name.text for name in names] == [name for name, _ in told]
    heights = [name.get("y") for name in names]
    assert heights == [label.get("y") for label in labels]
    assert len(set(heights)) == len(told)


def test_values_are_sorted_as_numbers() -> None:
    values = {"Hebei": "9", "Jilin": "100", "Tibet": "20"}
    atlas = small.atlas(*(small.figure(name, value=value) for name, value in values.items()))
    assert [dot.province for dot in made_of(atlas).dots] == ["Jilin", "Tibet", "Hebei"]


def test_a_lane_tells_the_figure_and_its_document_once(made: DotPlot) -> None:
    told = ("Forest cover, share: at least 10 %, due 2035.", "Hebei Opinions · evidence A.")
    assert made.dots[-1].told == told
    lane = lane_of(made, "Hebei")
    assert lane.get("aria-label").split("\n") == ["Hebei", *told]
    assert lane.xpath(".//title") == []
    published = html.fromstring(markup.on_page(layout.laid_out(made), made.theme, "Dot plot"))
    assert [one.text.split("\n") for one in published.xpath("./g/title")][-1] == ["Hebei", *told]
    assert published.xpath(".//*[@tabindex or @role]") == []


# ---- the nation ----


def test_national_figure_is_a_labelled_line() -> None:
    made = made_of(small.atlas(small.figure("Hebei"), small.figure("National", value="24.1")))
    (line,) = svg(made).xpath(".//*[@class='nation']/line")
    assert line.get("stroke") == "var(--nation)"
    at = layout.laid_out(made).line.at
    assert float(line.get("x1").rstrip("%")) == pytest.approx(at * 100, abs=0.01)
    assert svg(made).xpath("string(.//*[@class='nation']/text)") == "nation ≥ 24.1 %"
    assert made.nation.value == 24.1


def test_without_a_national_figure_there_is_no_line(made: DotPlot) -> None:
    assert made.nation is None
    assert svg(made).xpath(".//*[@class='nation']") == []
    beside = made_of(small.atlas(small.figure("Hebei"), small.figure("National")))
    tops = [layout.laid_out(one).lanes[0].y for one in (made, beside)]
    assert tops == [15.5, 33.5], "its label has no room to itself where there is none"


def test_the_label_of_a_high_line_stands_before_it() -> None:
    high = made_of(small.atlas(small.figure(value="20"), small.figure("National", value="80")))
    low = made_of(small.atlas(small.figure(value="80"), small.figure("National", value="20")))
    assert layout.laid_out(high).line.before
    assert not layout.laid_out(low).line.before


# ---- the axis ----


def on_axis(found: Layout) -> list[float]:
    """Return every place of a mark on an axis."""
    places = [place for lane in found.lanes
              for place in (lane.at, lane.high, lane.down, lane.reported)]  # fmt: skip
    return [*places, *([found.line.at] if found.line else [])]


def test_axis_holds_every_mark_and_the_nation(made: DotPlot) -> None:
    beside = made_of(small.atlas(small.figure(value="20"), small.figure("National", value="80")))
    for one in (made, beside):
        places = on_axis(layout.laid_out(one))
        assert min(places) >= 0
        assert 0.8 < max(places) < 1


def test_numbers_of_the_axis_stand_at_their_values(made: DotPlot) -> None:
    found = layout.laid_out(made)
    assert [text for _, text in found.ticks] == ["0", "20", "40", "60", "80"]
    assert found.ticks[2][0] == pytest.approx(place_of(made, "Shanxi").at)  # below 40


def test_all_zero_still_has_an_axis_with_width() -> None:
    made = made_of(small.atlas(small.figure(comparator="reach", value="0")))
    assert made.dots[0].label == "0"
    assert on_axis(layout.laid_out(made)) == [0, 0, 0, 0]
    assert layout.laid_out(made).ticks[-1][0] > 0


def test_band_of_a_small_figure_never_runs_onto_the_names() -> None:
    made = made_of(
        small.atlas(
            small.figure("Hebei", comparator="at_most", value="0.1"),
            small.figure("Jilin", comparator="at_most", value="90"),
        )
    )
    assert place_of(made, "Hebei").down == 0
    assert place_of(made, "Jilin").down == pytest.approx(place_of(made, "Jilin").at * 0.91)


def test_no_figures_are_an_empty_plot_without_endless_numbers() -> None:
    made = made_of(small.atlas(small.figure(year="2035")), 2031)
    assert (made.dots, made.nation) == ((), None)
    assert all(math.isfinite(at) for at, _ in layout.laid_out(made).ticks)
    assert "nan" not in markup.in_file(layout.laid_out(made))


def test_labels_stay_within_their_place_on_a_phone_and_lie_on_no_mark(real_atlas: Atlas) -> None:
    """Labels have lanes of their own, so that none can lie on another."""
    for indicator in ("heavy_pollution_days", "forest_coverage", "farmland_area", "pm25_mean"):
        year = query.fullest_year(real_atlas, indicator)
        made = made_of(real_atlas, None if year == NO_DATE else int(year), indicator)
        for lane in layout.laid_out(made).lanes:
            wide = text_measuring.width(lane.dot.label, layout.TEXT)
            assert lane.label * NARROWEST + BEHIND + wide <= NARROWEST + BEYOND + 0.01
            assert lane.label >= max(lane.at, lane.high, lane.reported)


# ---- the whole ----


def test_names_fit_beside_the_axis(real_atlas: Atlas) -> None:
    names = {Language.ENGLISH: real_atlas.provinces.index,
             Language.CHINESE: real_atlas.provinces["name_zh"]}  # fmt: skip
    style = (load.ROOT / "static" / "atlas-dots.css").read_text(encoding="utf-8")
    for language, few in names.items():
        width = layout.NAMES[language]
        assert max(text_measuring.width(name, layout.TEXT) for name in few) + 8 <= width
        assert f"--names: {width:g}px" in style
    assert f"--beyond: {BEYOND:g}px" in style


def test_a_file_has_places_in_pixels(made: DotPlot) -> None:
    for language in Language:
        with speaking(language):
            written = markup.in_file(layout.laid_out(made))
        assert re.findall(r'="[^"]*%"', written) == []
        across = markup.WIDTH - layout.NAMES[language] - BEYOND
        assert f'<line x2="{across:g}"' in written


def test_one_plot_leaves_nothing_in_another() -> None:
    one = made_of(small.atlas(small.figure("Hebei", value="10")))
    other = made_of(small.atlas(small.figure("Jilin", value="90")))
    assert [dot.province for dot in one.dots] == ["Hebei"]
    assert [dot.province for dot in other.dots] == ["Jilin"]


def test_table_text_is_never_part_of_the_markup() -> None:
    made = made_of(
        small.atlas(
            small.figure("Hebei", scope=HOSTILE, note=HOSTILE),
            small.figure("National", scope=HOSTILE),
        )
    )
    written = svg(made)
    assert written.xpath(".//img|.//script|.//@onerror") == []
    assert HOSTILE in lane_of(made, "Hebei").get("aria-label")
    assert HOSTILE in written.xpath("string(.//*[@class='nation']/title)")


def test_every_colour_is_a_named_one(made: DotPlot) -> None:
    known = {f"var(--{name})" for name in [*palette.NAMED, "hue"]} | {"none"}
    colours = svg(made).xpath("//@fill|//@stroke|//@stop-color")
    assert {one for one in colours if not one.startswith("url(")} <= known


@pytest.mark.parametrize(
    "indicator", ["heavy_pollution_days", "forest_coverage", "non_fossil_share", "farmland_area"]
)
def test_real_plot_draws_every_figure_of_its_map(real_atlas: Atlas, indicator: str) -> None:
    fullest = query.fullest_year(real_atlas, indicator)
    year = None if fullest == NO_DATE else int(fullest)
    written = svg(made_of(real_atlas, year, indicator))
    drawn = {
        lane.get("data-province") for lane in written.xpath(".//*[@role='option']") if marks(lane)
    }
    assert drawn == set(query.drawn(query.figure_map(real_atlas, indicator, year)).index)


# ---- what was reported ----


def reported_in(made: DotPlot) -> tuple[list[str], list[str]]:
    """Return the lines that lead to Hebei's reported value, and the fill and edge of its mark."""
    lane = lane_of(made, "Hebei")
    lines = lane.xpath("./line[@x1!=@x2 and not(@class)]/@stroke")
    return lines, lane.xpath("./svg/path/@fill") + lane.xpath("./svg/path/@stroke")


def of_2025(value: str, *results: small.Row) -> DotPlot:
    """Return the plot of one province that promised at most so much fine dust for 2025."""
    promised = small.figure("Hebei", "pm25_mean", "at_most", value, "2025")
    return made_of(small.atlas(promised, results=results), 2025, "pm25_mean")


def test_a_reported_value_is_a_diamond_joined_to_its_figure() -> None:
    dust = small.result("Hebei", "pm25_mean", "38.4")
    missed, reached = of_2025("36", dust), of_2025("40", dust)
    assert reported_in(missed) == ([CAUTION], [CAUTION, GROUND])
    assert reported_in(reached) == ([HUE], [HUE, GROUND])
    assert lane_of(missed, "Hebei").xpath("./svg/path/@d") == [markup.DIAMOND]
    (dot,) = missed.dots
    assert (dot.value, dot.reported, dot.look) == (36, 38.4, "missed")
    assert dot.told[0].endswith(
        "due 2025. Reported 38.4 µg/m³ (2025), at most 36 µg/m³ promised: not reached, 2.4 µg/m³ "
        "above."
    )


def test_a_label_stands_behind_the_reported_value_and_the_axis_holds_it() -> None:
    (lane,) = layout.laid_out(of_2025("36", small.result("Hebei", "pm25_mean", "80"))).lanes
    assert lane.label == lane.reported
    assert 0.8 < lane.reported < 1


def test_what_cannot_be_compared_is_a_hollow_square_without_a_line() -> None:
    part = small.result("Hebei", "pm25_mean", "38.4", scope="ports", scope_zh="港口")
    made = of_2025("36", part)
    assert reported_in(made) == ([], [GROUND, QUIET])
    assert lane_of(made, "Hebei").xpath("./svg/path/@d") == [markup.SQUARE]


def test_a_hollow_square_leaves_a_dot_of_the_same_value_to_be_seen() -> None:
    part = small.result("Hebei", "pm25_mean", "36", scope="ports", scope_zh="港口")
    promised = small.figure("Hebei", "pm25_mean", "reach", "36", "2025")
    lane = lane_of(made_of(small.atlas(promised, results=[part]), 2025, "pm25_mean"), "Hebei")
    (dot,), (square,) = lane.xpath("./circle"), lane.xpath("./svg")
    assert dot.get("cx") == square.get("x")
    half = abs(float(re.match(r"M(\S+) ", square.xpath("string(./path/@d)"))[1]))
    assert half * 2**0.5 < float(dot.get("r")) + 0.5 * float(dot.get("stroke-width"))


def test_a_value_of_another_year_is_not_drawn() -> None:
    made = of_2025("36", small.result("Hebei", "pm25_mean", "38.4", "2024"))
    assert reported_in(made) == ([], [])
    assert not made.reported
    assert made.dots[0].told[0].endswith("due 2025.")


def test_the_answers_that_are_drawn_are_named_for_the_key() -> None:
    atlas = real.atlas()
    asked = Selection(None, "pm25_mean", 2025)
    areas, _ = map_readings.read(
        atlas, query.figure_map(atlas, "pm25_mean", 2025), "pm25_mean", 2025, asked.basis
    )
    assert plot.outcomes(query.drawn(areas)) == {
        "reached",
        "not reached",
        "cannot be compared",
    }
