"""Tests the Map page: colours, legend, clicks, and the one selection of all figures."""

import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from browser.reading import AREAS, MAP, View
from commitments.atlas import load
from commitments.domain.model import Basis
from commitments.figures import choropleth, palette
from commitments.queries import map_readings, query

INDICATOR, YEAR = "forest_coverage", 2025
FOREST = f"Map?theme=ecology&indicator={INDICATOR}&year={YEAR}"


def expected_fills(
    atlas: load.Atlas, indicator: str, year: int | None, basis: Basis = Basis.STATED
) -> dict[str, str]:
    """Colour the areas of a map here, without a browser."""
    areas = query.figure_map(atlas, indicator, year)
    coloured = choropleth.choropleth(*map_readings.read(atlas, areas, indicator, year, basis))
    return dict(zip(coloured["iso"], map(palette.on_screen, coloured["fill"]), strict=True))


def repaint(shown: View, act) -> None:
    """Do something and wait until the map shows another picture."""
    body = shown.map().frame.locator("body")
    before = body.get_attribute("data-painted")
    act()
    expect(body).not_to_have_attribute("data-painted", str(before))


def in_class(words: str, value: float) -> bool:
    """Say whether a value lies in a class, by the words of the legend."""
    numbers = [float(found.replace(",", "")) for found in re.findall(r"[\d.,]+", words)]
    if words.startswith("under"):
        return value < numbers[0]
    if words.endswith("and more"):
        return value >= numbers[0]
    return numbers[0] <= value < numbers[1]


def test_34_areas_have_their_class_colours(view, atlas):
    drawn = view(FOREST).map()
    fills = drawn.fills()
    assert len(fills) == AREAS
    assert fills == expected_fills(atlas, INDICATOR, YEAR)
    drawn.expect_sound_legend()


def test_a_colour_means_what_the_legend_says(view, atlas):
    """Read the table itself, past the program's own classes."""
    drawn = view(FOREST).map()
    named = {fill: words for words, fill, _ in drawn.legend()}
    rows = pd.read_csv(load.TARGETS, dtype=str, keep_default_na=False)
    rows = rows[(rows["indicator"] == INDICATOR) & (rows["year"] == str(YEAR))]
    rows = rows[(rows["place"] == "") & rows["province"].isin(atlas.provinces.index)]
    single = rows[~rows["province"].duplicated(keep=False)]
    assert len(single) > 10
    fills = drawn.fills()
    for province, value in zip(single["province"], single["value"], strict=True):
        words = named[fills[atlas.provinces.at[province, "iso"]]]
        assert in_class(words, float(value)), f"{province}: {value} is drawn as {words}"


def test_a_frame_without_room_waits_until_it_has_some(view):
    shown = view(FOREST)
    frame, box = shown.map().frame, shown.page.locator(MAP)
    zoom = shown.map().zoom()
    box.evaluate("frame => { frame.style.display = 'none'; }")
    frame.evaluate("Atlas.fit()")
    box.evaluate("frame => { frame.style.display = ''; }")
    frame.wait_for_function("document.documentElement.clientWidth > 0")
    frame.evaluate("Atlas.fit()")
    assert shown.map().zoom() == zoom


@pytest.mark.parametrize("link", ["", "?theme=water&province=Hebei"])
def test_the_overview_counts_every_area(view, link):
    view(link).map().expect_sound_legend()


def test_a_click_on_an_area_selects_the_province(view):
    shown = view(FOREST)
    area = shown.map().area("CN-SC")
    shown.choose_by(area.click, "Sichuan")
    expect(area).to_have_attribute("stroke", "var(--ink)")
    expect(area).to_have_attribute("stroke-width", "2.2")


def test_a_click_on_the_overview_shows_the_province(view):
    shown = view()
    shown.choose_by(shown.map().area("CN-SC").click, "Sichuan")
    expect(shown.page.get_by_role("heading", name="Sichuan 四川")).to_be_visible()


def test_another_indicator_keeps_the_zoom_and_the_frame(view):
    shown = view(FOREST)
    drawn = shown.map()
    first, fills = drawn.zoom(), drawn.fills()
    zoom_in = drawn.frame.locator(".leaflet-control-zoom-in")
    zoom_in.click()
    drawn.frame.wait_for_function("before => Atlas.map.getZoom() > before", arg=first)
    drawn.frame.wait_for_function("!Atlas.map._animatingZoom")
    zoomed, centre = drawn.zoom(), drawn.frame.evaluate("Atlas.map.getCenter().toString()")
    drawn.frame.evaluate("window.__mark = 'the same frame'")
    repaint(shown, lambda: shown.pick("indicator", "Grassland vegetation cover"))
    assert shown.map().frame.evaluate("window.__mark") == "the same frame"
    assert drawn.zoom() == zoomed
    assert drawn.frame.evaluate("Atlas.map.getCenter().toString()") == centre
    assert drawn.fills() != fills
    drawn.expect_sound_legend()


def test_tiles_are_34_squares_in_the_same_colours(view, atlas):
    shown = view(FOREST)
    shown.press("shapes", "Tiles")
    expect(shown.page).to_have_url(re.compile("shapes=tiles"))
    tiles = shown.ready().map()
    expect(tiles.frame.locator(".atlas-label.code")).to_have_count(AREAS)
    assert tiles.fills() == expected_fills(atlas, INDICATOR, YEAR)
    tiles.expect_sound_legend()
    boxes = tiles.frame.locator("path[data-iso]").evaluate_all(
        "all => all.map(a => a.getBBox()).map(b => [b.width, b.height])"
    )
    assert all(abs(width - height) <= 1.5 and width > 20 for width, height in boxes)
    shown.choose_by(tiles.area("CN-SH").click, "Shanghai")


def test_against_the_nation_changes_the_colours(view, atlas):
    shown = view(FOREST)
    repaint(shown, lambda: shown.press("basis", "Against the nation"))
    assert shown.map().fills() == expected_fills(atlas, INDICATOR, YEAR, Basis.NATION)
    assert shown.map().fills() != expected_fills(atlas, INDICATOR, YEAR)
    shown.map().expect_sound_legend()
    words = [words for words, _, _ in shown.map().legend()]
    assert {
        "above the national figure",
        "at the national figure",
        "below the national figure",
    } <= set(words)


def test_share_of_area_changes_the_colours(view, atlas):
    year = int(query.fullest_year(atlas, "farmland_area"))
    shown = view(f"Map?indicator=farmland_area&year={year}")
    assert shown.map().fills() == expected_fills(atlas, "farmland_area", year)
    repaint(shown, lambda: shown.press("basis", "Share of area"))
    assert shown.map().fills() == expected_fills(atlas, "farmland_area", year, Basis.SHARE)
    assert shown.map().fills() != expected_fills(atlas, "farmland_area", year)
    shown.map().expect_sound_legend()


def test_a_row_of_the_table_selects_its_province_on_the_map(view, atlas):
    shown = view(FOREST)
    names = shown.cells("map-table", "Province")[:4]
    row = next(at for at, name in enumerate(names) if name in atlas.provinces.index)
    shown.choose_by(lambda: shown.click_row("map-table", row), names[row])
    chosen = shown.map().area(atlas.provinces.at[names[row], "iso"])
    expect(chosen).to_have_attribute("stroke", "var(--ink)")


def test_a_lane_of_the_dot_plot_selects_its_province_on_the_map_and_lets_it_go(view, atlas):
    shown = view(FOREST)
    figures = query.drawn(query.figure_map(atlas, INDICATOR, YEAR)).sort_values("drawn")
    name = str(figures.index[len(figures) // 2])
    shown.choose_by(lambda: shown.click_lane(name), name)
    chosen = shown.map().area(atlas.provinces.at[name, "iso"])
    expect(chosen).to_have_attribute("stroke", "var(--ink)")
    expect(shown.lane(name)).to_have_attribute("aria-selected", "true")
    expect(shown.lane(name).locator("text")).to_have_css("font-weight", "700")
    shown.ready().click_lane(name)
    expect(shown.page).not_to_have_url(re.compile("province="))
    expect(shown.lane(name)).to_have_attribute("aria-selected", "false")


def test_keys_lead_through_the_lanes_which_tell_the_figure_and_its_document(view):
    shown = view(FOREST)
    lanes = shown.page.locator(".st-key-dots").get_by_role("option")
    told = lanes.evaluate_all("all => all.map(lane => lane.getAttribute('aria-label'))")
    names = [lane.split("\n")[0] for lane in told]
    under_h = next(name for name in names if name.startswith("H"))
    note = shown.page.locator(".st-key-dots .dot-note")
    shown.lane(names[0]).focus()
    ways = {"ArrowDown": names[1], "End": names[-1], "Home": names[0], "h": under_h}
    for key, name in ways.items():
        shown.page.keyboard.press(key)
        expect(shown.lane(name)).to_be_focused()
        expect(note.locator("b")).to_have_text(name)
    assert note.locator("p").all_inner_texts() == [
        "Forest coverage: reach 62.1 %, from 62.1 % in 2020, due 2025.",
        "14th Five-Year Plan of Hainan Province for Ecological and Environmental Protection"
        " · evidence B.",
    ]
    shown.page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    shown.page.keyboard.press("Enter")
    shown.expect_province(name)
    shown.pick("indicator", "Grassland vegetation cover")
    shown.ready()
    expect(shown.page.locator(".st-key-dots .lane[tabindex='0']")).to_have_count(1)


def test_the_dot_plot_draws_every_figure_of_the_map(view, atlas):
    shown = view(FOREST)
    figures = query.drawn(query.figure_map(atlas, INDICATOR, YEAR))
    lanes = shown.page.locator(".st-key-dots .lane")
    drawn = lanes.evaluate_all("all => all.map(lane => lane.dataset.province)")
    assert sorted(drawn) == sorted(figures.index)


def test_a_tooltip_says_the_figure_and_its_document(view, atlas):
    areas = query.figure_map(atlas, INDICATOR, YEAR)
    told = view(FOREST).map().tooltips()
    for name, area in areas.iterrows():
        said = told[area["iso"]]
        assert said.startswith(str(name))
        if area["figures"]:
            assert str(area["source_title"])[:40] in said
        assert len(said) > len(str(name)) + 10
