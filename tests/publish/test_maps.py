"""Tests that published maps show what the screen shows: classes, labels, colours, counts."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from lxml import html

from commitments.atlas.load import Atlas
from commitments.domain.model import Selection
from commitments.figures import escaping, palette, text_measuring, views
from commitments.figures.dot_plot import layout, markup
from commitments.language import Language, speaking
from commitments.publish import labels, map_drawing, map_pages, rendering, shapes
from commitments.publish import site as sites
from commitments.publish.site import Drawn, Site

pytestmark = pytest.mark.long

AREAS = 34


@pytest.fixture(scope="module")
def site(real_atlas: Atlas) -> Site:
    return sites.of(real_atlas)


def job_of(site: Site, drawn: Drawn) -> dict:
    asked = Selection(None, drawn.indicator, drawn.year)
    return escaping.unpacked(views.map_view(site.any, asked).job)


def every_map(site: Site) -> Iterator[tuple[Drawn, str, dict]]:
    for drawn in site.maps:
        asked = Selection(None, drawn.indicator, drawn.year)
        packed = views.map_view(site.any, asked).job
        yield drawn, packed, escaping.unpacked(packed)


def test_every_map_has_the_classes_labels_and_colours_of_the_screen(site: Site) -> None:
    for drawn, packed, job in every_map(site):
        made = map_drawing.drawn(packed)
        fills = {area.iso: area.fill.replace("url(#map-", "url(#") for area in made.areas}
        assert fills == {iso: area["fill"] for iso, area in job["areas"].items()}, drawn
        assert {area.iso: area.state for area in made.areas} == {
            iso: area["state"] for iso, area in job["areas"].items()
        }, drawn
        assert [list(area.tip) for area in made.areas] == [
            job["areas"][area.iso]["tip"] for area in made.areas
        ], drawn
        said = {area["label"] for area in job["areas"].values() if "label" in area}
        led = {f"{a['short']} {a['label']}" for a in job["areas"].values() if "label" in a}
        assert {label.text for label in made.wide} <= said | led, drawn
        counts = [(one["label"], one["count"]) for one in job["legend"]["classes"]]
        assert [(one["label"], one["count"]) for one in made.legend["classes"]] == counts, drawn
        every = made.legend["classes"] + made.legend["states"]
        assert sum(one["count"] for one in every) == AREAS, drawn


def test_a_page_is_written_in_the_colours_of_the_screen(site: Site) -> None:
    drawn = site.maps_by_name["forest_coverage", 2025]
    job = job_of(site, drawn)
    page = map_pages.files(site, drawn)["en/map/forest_coverage/2025/index.html"]
    paths = html.fromstring(page).xpath("//*[@class='map']//*[@data-iso]")
    written = {path.get("data-iso"): path for path in paths}
    assert len(written) == AREAS
    for iso, area in job["areas"].items():
        assert written[iso].get("fill").replace("url(#map-", "url(#") == area["fill"]
        assert written[iso].get("data-state") == area["state"]
        assert written[iso].xpath("string(*[local-name()='title'])").split("\n") == area["tip"]


def test_a_page_draws_the_dots_that_the_live_page_draws(site: Site) -> None:
    drawn = site.maps_by_name["pm25_mean", 2025]
    page = map_pages.files(site, drawn)["en/map/pm25_mean/2025/index.html"]
    plot = views.map_view(site.any, Selection(None, "pm25_mean", 2025)).plot
    live = html.fromstring(markup.as_list(layout.laid_out(plot), plot.theme, "", ""))
    (dots,) = html.fromstring(page).xpath("//*[contains(@class, 'dots')]")
    lanes = zip(dots.xpath("./g[title]"), live.xpath("./*[@role='option']"), strict=True)
    for published, lane in lanes:
        assert published.xpath("string(title)") == lane.get("aria-label")
        marks = [[dict(one.attrib) for one in g.xpath(".//*[@x or @x1 or @cx]")] for g in
                 (published, lane)]  # fmt: skip
        assert marks[0] == marks[1]
    assert len(plot.dots) == 25


def boxes(few: tuple[labels.Label, ...]) -> list[tuple[float, float, float, float]]:
    found = []
    for one in few:
        wide = text_measuring.width(one.text, one.size)
        left = one.x if one.leader else one.x - wide / 2
        found.append((left, one.y - one.size / 2, left + wide, one.y + one.size / 2))
    return found


def test_no_label_lies_on_another(site: Site) -> None:
    for drawn in site.maps[:30]:
        asked = Selection(None, drawn.indicator, drawn.year)
        made = map_drawing.drawn(views.map_view(site.any, asked).job)
        for few in (made.wide, made.narrow):
            for (a, b, c, d), (e, f, g, h) in combinations(boxes(few), 2):
                assert c <= e or g <= a or d <= f or h <= b, drawn
        assert all(box[0] >= 0 and box[2] <= made.width for box in boxes(made.wide)), drawn


def test_a_label_stands_within_its_area() -> None:
    frame = shapes.frame()
    (label,) = labels.laid(
        {"CN-XZ": {"label": "≥ 12.31", "ink": "black", "short": "Tibet"}}, frame, labels.WIDE
    )
    x1, y1, x2, y2 = frame.shapes["CN-XZ"].edges.T
    cut = (y1 > label.y) != (y2 > label.y)
    crossings = sorted((x1 + (label.y - y1) / (y2 - y1) * (x2 - x1))[cut])
    half = text_measuring.width(label.text, label.size) / 2
    left = max(x for x in crossings if x < label.x)
    right = min(x for x in crossings if x > label.x)
    assert left <= label.x - half
    assert label.x + half <= right
    assert label.leader is None


def test_tiles_carry_codes_and_in_chinese_names(site: Site) -> None:
    drawn = site.maps_by_name["forest_coverage", 2025]
    asked = Selection(None, drawn.indicator, drawn.year)
    for language, expected in ((Language.ENGLISH, "BJ"), (Language.CHINESE, "北京")):
        with speaking(language):
            job = views.map_view(site.atlas(language), asked).job
            made = map_drawing.drawn(job, tiles=True)
        assert expected in {code.text for code in made.codes}
        assert len(made.codes) == AREAS


def test_a_figure_as_a_file_has_the_plain_colours_of_paper(site: Site) -> None:
    drawn = site.maps_by_name["forest_coverage", 2025]
    files = map_pages.files(site, drawn)
    for kind in ("map", "tiles", "dots"):
        picture = files[f"figure/en/{kind}/forest_coverage/2025.svg"].decode()
        assert "light-dark" not in picture
        assert "var(" not in picture
        colours = set(re.findall(r'(?:fill|stroke|stop-color)="(#[0-9a-f]+)"', picture))
        assert palette.class_colours(drawn.theme, 5)[0] in colours or kind == "dots"


def test_on_paper_knows_every_named_colour() -> None:
    for name, (light, _) in palette.NAMED.items():
        assert rendering.on_paper(f'fill="var(--{name})"', None) == f'fill="{light}"'


def test_a_map_page_is_light(site: Site) -> None:
    import gzip

    drawn = max(site.maps, key=lambda one: one.figures)
    page = map_pages.files(site, drawn)
    (whole,) = [held for path, held in page.items() if path.startswith("en/")]
    assert len(gzip.compress(whole)) < 120_000
