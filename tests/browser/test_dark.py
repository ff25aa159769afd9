"""Tests the pages on light and on dark screens, and a change from one to the other."""

import re
from contextlib import closing
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, expect

from browser.conftest import Opener, opening
from browser.reading import View
from commitments.figures import palette

Scheme = Literal["light", "dark"]
SCHEMES: list[Scheme] = ["light", "dark"]
# Every colour that is drawn on a page and in its frames, but for what is clear.
COLOURS = """() => {
  const found = new Map();
  const look = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) look(node.shadowRoot);
      if (!node.checkVisibility || !node.checkVisibility()) continue;
      const style = getComputedStyle(node);
      const drawn = node instanceof SVGElement ? ['fill', 'stroke'] : ['color', 'backgroundColor'];
      for (const name of drawn) {
        const value = style[name];
        if (!found.has(value)) found.set(value, `${node.tagName} ${name} ${node.className}`);
      }
    }
  };
  look(document);
  for (const frame of document.querySelectorAll('iframe')) look(frame.contentDocument);
  return Object.fromEntries(found);
}"""

UNSEEN = ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)", "rgb(0, 0, 0)")  # a system's ground, or none


def background(drawn: Locator) -> str:
    return str(drawn.evaluate("one => getComputedStyle(one).backgroundColor"))


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


TRIES, MOMENT = 300, 100  # looks before a test gives up, milliseconds between two
GROUND = dict(zip(SCHEMES, palette.NAMED["ground"], strict=True))
# Colours that belong to one kind of screen alone; none of them may be left on the other.
BOTH = [pair for pair in palette.NAMED.values() if pair[0] != pair[1]]
ONE_ALONE = {
    "light": {rgb(light) for light, _ in BOTH} - {rgb(palette.WHITE)},
    "dark": {rgb(dark) for _, dark in BOTH},
}


def expect_all(view: View, scheme: Scheme) -> None:
    other: Scheme = "light" if scheme == "dark" else "dark"
    app = view.page.get_by_test_id("stApp")
    expect(app).to_have_css("background-color", rgb(GROUND[scheme]))
    if view.page.locator("iframe[src*=folium]").count():
        expect(view.map().frame.locator("body")).to_have_css(
            "background-color", rgb(GROUND[scheme])
        )
    view.ready()
    for _ in range(TRIES):  # a switch of Streamlit's fades from one colour to the other
        drawn = dict(view.page.evaluate(COLOURS))
        left = {colour: drawn[colour] for colour in ONE_ALONE[other] & set(drawn)}
        if not left:
            break
        view.page.wait_for_timeout(MOMENT)
    assert not left, f"colours of {other} screens on a {scheme} one: {left}"
    assert ONE_ALONE[scheme] & set(drawn)


@pytest.mark.parametrize("link", ["", "Map?province=Hebei", "Timeline", "Compare", "Targets"])
def test_a_change_leaves_no_part_of_a_page_behind(view: Opener, link: str) -> None:
    opened = view(link)
    for scheme in ("dark", "light", "dark"):
        opened.page.emulate_media(color_scheme=scheme)
        expect_all(opened, scheme)


@pytest.mark.parametrize(
    "link",
    [
        "?province=Hebei", "Map?shapes=tiles&province=Hebei", "Timeline?density=open", "Compare",
        "Targets?row=he-forest_coverage-2035", "Briefing?set=map.forest_coverage.2035",
        "Your_data", "Method", "Map?view=text",
    ],
)  # fmt: skip
def test_a_dark_page_has_no_light_colour(view: Opener, link: str) -> None:
    opened = view(link)
    opened.page.emulate_media(color_scheme="dark")
    expect_all(opened, "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_map_takes_the_classes_of_its_screen(view: Opener, scheme: Scheme) -> None:
    opened = view()
    opened.page.emulate_media(color_scheme=scheme)
    expect_all(opened, scheme)
    shown = (
        opened.map()
        .frame.locator('path[data-state="figure"]')
        .evaluate_all("all => all.map((area) => getComputedStyle(area).fill)")
    )
    classes = palette.class_colours(None, 5)
    known = classes if scheme == "light" else [palette.on_dark(colour) for colour in classes]
    assert set(shown) <= set(map(rgb, known))
    opened.map().expect_sound_legend()


def test_paper_is_light_whatever_the_screen(view: Opener) -> None:
    opened = view("Map")
    opened.page.emulate_media(color_scheme="dark")
    expect_all(opened, "dark")
    opened.page.emulate_media(color_scheme="dark", media="print")
    drawn = dict(opened.page.evaluate(COLOURS))
    left = {c: drawn[c] for c in ONE_ALONE["dark"] & set(drawn) if not re.match("BUTTON", drawn[c])}
    assert not left, f"colours of dark screens on paper: {left}"


@pytest.mark.parametrize(
    ("link", "mark"),
    [
        ("", ".profile .bars i.figures"),
        ("Timeline?province=Hebei", ".key i.figure"),
        ("Compare?province=Hebei,Shandong&theme=air", "td .on-scale i.at_least"),
    ],
)
def test_marks_and_choices_are_seen_where_the_system_sets_all_colours(
    chromium: Browser, server: str, link: str, mark: str
) -> None:
    with (
        closing(chromium.new_context(forced_colors="active")) as context,
        opening(context) as opened,
    ):
        shown = opened(server, link)
        assert background(shown.page.locator(mark).first) not in UNSEEN
        chosen, other = (
            shown.page.locator(f".st-key-theme [role=radio][aria-checked={state}]").first
            for state in ("true", "false")
        )
        assert background(chosen) != background(other)
