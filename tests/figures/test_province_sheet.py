"""Tests the fact sheet's markup: links to rows, text that stays text, sparklines."""

from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from support import small

from commitments.domain.model import Theme
from commitments.figures.province import markup
from commitments.queries.province_sheet import sheet

HOSTILE = '"><img src=x onerror=alert(1)>{{ 7*7 }}'


@pytest.fixture(scope="module")
def made():
    atlas = small.atlas(
        small.figure("Hebei", value="36.5", year="2025", scope=HOSTILE),
        small.words("Hebei", "forest_coverage", HOSTILE, "2027"),
        results=[small.result("Hebei", "forest_coverage", "37", "2025")],
    )
    return atlas, sheet(atlas, "Hebei")


def table(made, report=None) -> ET.Element:
    _, found = made
    lines, row = found.lines[Theme.ECOLOGY], "Targets?row={}".format
    return ET.fromstring(markup.table(Theme.ECOLOGY, lines, row, report=report))


def test_a_promised_figure_leads_to_its_row(made) -> None:
    (link,) = table(made).iter("a")
    assert link.text == "≥ 36.5 %"
    assert link.get("href").startswith("Targets?row=he-forest_coverage-2025")


def test_a_reported_value_leads_to_all_that_is_known_of_it_where_that_has_a_place(made) -> None:
    atlas, _ = made
    promised, reported = table(made, "Targets?result={}".format).iter("a")
    assert promised.text == "≥ 36.5 %"
    assert (reported.text, reported.get("href")) == (
        "37 % (2025)",
        f"Targets?result={atlas.results['id'].item()}",
    )


def test_a_hostile_text_stays_text(made) -> None:
    _, found = made
    assert [image.get("alt") for image in table(made).iter("img")] == [""]
    assert HOSTILE in "".join(table(made).itertext())
    aims = ET.fromstring(markup.words(found.words[Theme.ECOLOGY], "x{}".format))
    assert HOSTILE in "".join(aims.itertext())
    assert not list(aims.iter("img"))


def test_the_sparkline_has_a_dot_for_the_report_and_a_stroke_for_the_figure(made) -> None:
    (image,) = table(made).iter("img")
    drawing = unquote(image.get("src"))
    assert drawing.count("<circle") == 1
    assert drawing.count("h9") == 1


def test_the_head_counts_the_answers_and_leads_to_the_neighbours(made) -> None:
    atlas, found = made
    head = markup.head(atlas, found, [], "Province?province={}".format)
    assert "Of its promised figures: 1 cannot be compared." in head
    assert 'href="Province?province=Beijing"' in head
