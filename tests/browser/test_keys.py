"""Tests that the map is worked and told without a mouse."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from browser.reading import AREAS, MapFrame, View
from commitments.figures import live_map

FOREST = "Map?theme=ecology&indicator=forest_coverage&year=2025"
WITH_PLACE = "Map?indicator=pm25_mean&year=2035"
REACHED = """() => {
  const seen = new Set([AtlasKeys.stops[0]]);
  for (const stop of seen) {
    for (const key of Object.keys(WAYS)) {
      const next = AtlasKeys.next(stop, key);
      if (next) seen.add(next);
    }
  }
  return [...seen].map((stop) => stop.name);
}"""


def enter(shown: View) -> MapFrame:
    """Come to the map with the Tab key, from the control before it."""
    drawn = shown.map()
    drawn.frame.locator(".atlas-fit").focus()
    shown.page.keyboard.press("Shift+Tab")
    shown.page.keyboard.press("Shift+Tab")
    shown.page.keyboard.press("Shift+Tab")
    return drawn


def in_frame(shown: View) -> dict[str, list[dict[str, Any]]]:
    """Return what the map's frame says of itself to assistive technology, by role."""
    session = shown.page.context.new_cdp_session(shown.page)
    (child,) = session.send("Page.getFrameTree")["frameTree"]["childFrames"]
    asked = {"frameId": child["frame"]["id"]}
    told: dict[str, list[dict[str, Any]]] = {}
    for node in session.send("Accessibility.getFullAXTree", asked)["nodes"]:
        said = {key: node.get(key, {}).get("value", "") for key in ("name", "description")}
        states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        told.setdefault(node["role"]["value"], []).append(said | states)
    return told


def focused(drawn: MapFrame) -> Locator:
    return drawn.frame.locator("path:focus")


def expect_at(drawn: MapFrame, name: str) -> None:
    """Expect that a province has the focus, its ring and its note, and is told."""
    expect(focused(drawn)).to_have_attribute("aria-label", name)
    expect(drawn.frame.locator("path.atlas-ring")).to_have_count(2)
    note = drawn.frame.locator(".leaflet-tooltip")
    expect(note).to_have_count(1)
    said = note.locator("div:not(:has(div))").all_inner_texts()
    assert said[0] == name
    expect(drawn.frame.locator(".atlas-live")).to_have_text(" ".join(said[1:]))


def test_the_map_is_one_tab_stop(view):
    drawn = enter(view(FOREST))
    assert drawn.frame.locator("svg [tabindex='0']").count() == 1
    assert drawn.frame.locator("path[role=option]").count() == AREAS
    expect_at(drawn, "Anhui")


def test_tab_leads_from_the_choices_straight_to_a_province(view):
    shown = view(FOREST)
    shown.page.get_by_role("radio", name="Map", exact=True).focus()
    shown.page.keyboard.press("Tab")
    expect_at(shown.map(), "Anhui")
    shown.page.keyboard.press("Tab")
    expect(shown.map().frame.locator(".leaflet-control-zoom-in")).to_be_focused()


@pytest.mark.parametrize("link", [f"{FOREST}&province=Hebei", "?province=Hebei"])
def test_a_screen_reader_is_given_a_list_of_provinces(view, link):
    """What counts is the tree that Chromium hands over: it knows an option only within its list."""
    told = in_frame(view(link))
    (chosen,) = [one for one in told["option"] if one.get("selected")]
    assert len(told["option"]) == AREAS
    assert chosen["name"] == "Hebei"
    assert [one["description"] for one in told["listbox"]] == [live_map.words()["keys"]]
    assert not told.get("graphics-symbol")


def test_arrows_move_to_the_neighbour_in_their_direction(view):
    shown = view(FOREST)
    drawn = enter(shown)
    for key, name in (
        ("End", "Zhejiang"), ("ArrowLeft", "Jiangxi"), ("ArrowLeft", "Hunan"),
        ("ArrowUp", "Hubei"), ("ArrowUp", "Henan"), ("ArrowRight", "Shandong"),
        ("ArrowDown", "Jiangsu"), ("q", "Qinghai"), ("Home", "Anhui"),
    ):  # fmt: skip
        shown.page.keyboard.press(key)
        expect_at(drawn, name)


@pytest.mark.parametrize("link", [FOREST, f"{FOREST}&shapes=tiles"])
def test_arrows_reach_every_province(view, link):
    names = view(link).map().frame.evaluate(REACHED)
    assert len(names) == len(set(names)) == AREAS


def test_enter_chooses_as_a_click_does_and_the_focus_stays(view):
    shown = view(FOREST)
    drawn = enter(shown)
    shown.page.keyboard.press("ArrowLeft")
    shown.page.keyboard.press("Enter")
    shown.expect_province("Hubei")
    expect(focused(drawn)).to_have_attribute("aria-label", "Hubei")
    expect(focused(drawn)).to_have_attribute("aria-selected", "true")
    expect(drawn.frame.locator(".atlas-live")).to_have_text(
        live_map.words()["chosen"].format(name="Hubei")
    )
    shown.page.keyboard.press("ArrowRight")
    expect_at(drawn, "Anhui")
    shown.page.keyboard.press(" ")
    shown.expect_province("Anhui")


def test_escape_puts_the_note_away(view):
    shown = view(FOREST)
    drawn = enter(shown)
    expect_at(drawn, "Anhui")
    shown.page.keyboard.press("Escape")
    expect(drawn.frame.locator(".leaflet-tooltip")).to_have_count(0)
    expect(focused(drawn)).to_have_attribute("aria-label", "Anhui")


def test_escape_in_the_page_puts_away_the_note_under_the_pointer(view):
    shown = view(FOREST)
    drawn = shown.map()
    drawn.area("CN-SC").hover()
    expect(drawn.frame.locator(".leaflet-tooltip")).to_have_count(1)
    shown.page.keyboard.press("Escape")
    expect(drawn.frame.locator(".leaflet-tooltip")).to_have_count(0)


def test_tab_leads_to_the_chosen_province(view):
    drawn = enter(view(f"{FOREST}&province=Sichuan"))
    expect_at(drawn, "Sichuan")


def test_another_choice_is_told(view):
    shown = view(FOREST)
    drawn = shown.map()
    live = drawn.frame.locator(".atlas-live")
    expect(live).to_have_text("")
    shown.pick("year", "2035")
    expect(live).to_have_text(re.compile(r"^Forest coverage, due 2035\. .* state a figure"))


def test_a_place_in_a_province_is_reached_and_told_and_leads_to_its_province(view):
    shown = view(WITH_PLACE)
    drawn = enter(shown)
    shown.page.keyboard.press("End")
    expect_at(drawn, "Guangzhou, Guangdong")
    shown.page.keyboard.press("Enter")
    shown.expect_province("Guangdong")


def test_a_note_is_whole_on_a_phone(view):
    shown = view(FOREST, size=(390, 844))
    drawn = enter(shown)
    width = drawn.frame.evaluate("document.documentElement.clientWidth")
    for key in ("ArrowUp", "End", "x", "h", "h"):
        shown.page.keyboard.press(key)
        note = drawn.frame.locator(".leaflet-tooltip")
        expect(note).to_have_count(1)
        box = note.evaluate(
            "node => { const b = node.getBoundingClientRect(); return [b.left, b.right]; }"
        )
        assert box[0] >= 0
        assert box[1] <= width


def test_labels_of_the_picture_are_not_read_out_without_their_province(view):
    drawn = view(FOREST).map()
    expect(drawn.frame.locator(".leaflet-labels-pane")).to_have_attribute("aria-hidden", "true")
    expect(drawn.frame.get_by_role("list").first).to_contain_text("60 and more")
