"""Tests the HTML of a comparison: what it draws, and that text stays text."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from support import real

from commitments.domain.model import Comparator, State, Theme
from commitments.figures.compare import marks as compare_marks
from commitments.figures.compare import table as compare_sheet
from commitments.queries import comparison as compare
from commitments.queries.comparison import Cell, Line, Order

THREE = ("Hebei", "Jilin", "Shandong")
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}${1}`"]
ALLOWED_TAGS = {
    "div", "table", "thead", "tbody", "tr", "th", "td", "p", "b", "i", "s", "a", "ul", "ol", "li",
    "span", "img", "em",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "class", "style", "scope", "colspan", "rowspan", "title", "alt", "src", "href", "lang",
    "aria-label", "aria-hidden", "role", "tabindex",
}  # fmt: skip


class Parsed(HTMLParser):
    """Gather tags, attributes and text of a page as a browser would see them."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open = [], [], []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def atlas():
    return real.atlas()


def sheet(atlas, made, order=Order.THEME, theme=None):
    provinces = [cell.province for cell in made[0].cells]
    return compare_sheet.sheet(
        atlas,
        made,
        compare.rows(atlas, theme, provinces),
        theme=theme,
        order=order,
        today=2026.5,
        address=lambda row: f"Targets?row={row}",
    )


@pytest.fixture(scope="module")
def made(atlas):
    return compare.lines(atlas, None, THREE, today=2026)


@pytest.fixture(scope="module")
def parsed(atlas, made):
    return Parsed(sheet(atlas, made))


def test_the_table_is_well_formed_and_plain(parsed):
    assert parsed.open == []
    assert set(parsed.tags) <= ALLOWED_TAGS
    assert {name for _, name, _ in parsed.attributes} <= ALLOWED_ATTRIBUTES


def test_every_line_names_its_row_and_every_column_its_province(made, parsed):
    scopes = [value for tag, name, value in parsed.attributes if tag == "th" and name == "scope"]
    assert scopes.count("col") == 4
    assert scopes.count("row") == len(made)
    for name in ("Hebei", "河北", "Jilin", "吉林", "Shandong", "山东"):
        assert name in parsed.text


def test_a_figure_leads_to_its_row(parsed):
    links = [value for tag, name, value in parsed.attributes if tag == "a" and name == "href"]
    assert "Targets?row=he-red_line_area-2035" in links


def test_thumbnails_say_what_they_show_and_need_no_host(parsed):
    images = {name: value for tag, name, value in parsed.attributes if tag == "img"}
    assert images["alt"] == "Shandong on a map of all provinces"
    assert images["src"].startswith("data:image/svg+xml,")


def test_the_nation_is_named_with_its_year(parsed):
    assert "nation 24.1 %, due 2025" in parsed.text


def test_a_blank_says_why(parsed):
    assert "nothing found in what was read" in parsed.text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_out_as_text(atlas, hostile):
    lines = compare.lines(atlas, Theme.ECOLOGY, THREE, today=2026)
    row = dict(lines[0].cells[0].row)
    for name, value in row.items():
        if isinstance(value, str) and name not in ("comparator", "year_basis", "theme"):
            row[name] = hostile
    wordy = row | {"value": float("nan")}
    line = dataclasses.replace(
        lines[0],
        name=hostile,
        symbol=hostile,
        cells=(
            Cell("Hebei", State.FIGURE, row, (row, wordy)),
            Cell("Jilin", State.WORDS, wordy, (row,)),
            Cell("Shandong", State.NOTHING),
        ),
        nation=row,
        differences=(compare.Difference(hostile, hostile),),
    )
    for order in Order:
        page = Parsed(sheet(atlas, [line], order))
        assert page.open == []
        assert set(page.tags) <= ALLOWED_TAGS
        assert {name for _, name, _ in page.attributes} <= ALLOWED_ATTRIBUTES
        assert page.tags.count("img") == 3
        assert hostile in page.text


def line_with(comparator, **changes):
    row = {
        "id": "x", "value": 20.0, "drawn": 20.0, "value_high": float("nan"),
        "drawn_high": float("nan"), "comparator": str(comparator), "inferred": False,
        "full_label": "20", "due": "due 2027", "scope": "", "sentence": "", "where": "",
        "source_title": "", "evidence": "B", "grade": "B",
        "answer": "not yet due", "outcome": "not yet due", "reported": float("nan"),
    } | changes  # fmt: skip
    cell = Cell("Hebei", State.FIGURE, row)
    return Line("pm25", "PM", Theme.AIR, "", False, (cell,), None, 40.0, ()), cell


@pytest.mark.parametrize("comparator", [c for c in Comparator if c != Comparator.BETWEEN])
def test_each_comparator_has_its_mark_at_its_value(comparator):
    line, cell = line_with(comparator)
    drawn = compare_marks.track(line, cell)
    assert f'<i class="{comparator}" style="left:50.00%"></i>' in drawn
    assert ("band up" in drawn) == (comparator in ("at_least", "more_than", "about"))
    assert ("band down" in drawn) == (comparator in ("at_most", "less_than", "about"))


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [
        (40.0, "calc(100% - 100.00% + 1.2rem)", "100.00%"),
        (0.0, "calc(100% - 0.00% + 1.2rem)", "0.00%"),
    ],
)
def test_a_band_makes_a_comparison_no_wider_and_lies_on_no_name(value, up, down):
    line, cell = line_with("about", drawn=value)
    drawn = compare_marks.track(line, cell)
    assert re.findall('band (up|down)" style="left:[^;]*;max-width:([^"]*)"', drawn) == [
        ("up", up), ("down", down),
    ]  # fmt: skip


def test_a_range_is_drawn_from_end_to_end():
    line, cell = line_with(Comparator.BETWEEN, drawn_high=30.0)
    assert 'class="between" style="left:50.00%;width:25.00%"' in compare_marks.track(line, cell)


def test_an_inferred_year_has_an_open_mark():
    line, cell = line_with(Comparator.REACH, inferred=True)
    assert '<i class="reach open"' in compare_marks.track(line, cell)


def test_more_others_than_there_is_room_for_are_counted():
    _, cell = line_with(Comparator.REACH)
    many = dataclasses.replace(cell, others=(cell.row,) * 5)
    assert compare_sheet._among(many.others).endswith("and 2 more")


def test_the_strip_draws_each_commitment_once(atlas):
    rows = compare.rows(atlas, None, ("Hebei",))
    drawn = compare_sheet.compare_heads.strip(rows, rows, today=2026.5)
    assert len(re.findall("<i ", drawn)) == len(rows)
    due = rows[rows["year"] == 2027]
    figures = int(due["value"].notna().sum())
    assert f'title="2027: {figures} with a figure, {len(due) - figures} in words"' in drawn


def test_a_small_province_has_a_ring_and_the_nation_is_the_whole_land(atlas):
    heads = compare_sheet.compare_heads
    assert "circle" in heads.thumbnail(atlas, "Shanghai", ["Shanghai"], None)
    assert "circle" not in heads.thumbnail(atlas, "Hebei", ["Hebei"], None)
    assert "All provinces" in heads.thumbnail(atlas, "National", ["National"], None)
    beside_nation = heads.thumbnail(atlas, "Hebei", ["Hebei", "National"], None)
    assert beside_nation == heads.thumbnail(atlas, "Hebei", ["Hebei"], None)


def test_a_figure_tells_what_became_of_it(atlas):
    made = compare.lines(atlas, Theme.AIR, ("Beijing", "Hainan", "Jilin"), today=2026)
    (line,) = [line for line in made if line.indicator == "pm25_mean"]
    html = sheet(atlas, [line], theme=Theme.AIR)
    assert (
        '<p class="outcome"><i class="answer missed"></i>'
        "11.8 µg/m³ (2025): not reached, 0.8 µg/m³ above</p>"
    ) in html
    assert '<p class="outcome"><i class="answer reached"></i>27 µg/m³ (2025): reached</p>' in html


def test_a_reported_value_stands_on_the_scale_and_a_gap_where_it_is_not_reached():
    missed = {"answer": "not reached", "reported": 30.0}
    drawn = compare_marks.track(*line_with(Comparator.AT_MOST, **missed))
    assert '<i class="gap" style="left:50.00%;width:25.00%"></i>' in drawn
    assert '<i class="told missed" style="left:75.00%"></i>' in drawn
    reached = compare_marks.track(*line_with(Comparator.AT_MOST, answer="reached", reported=10.0))
    assert '<i class="told reached" style="left:25.00%"></i>' in reached
    assert "gap" not in reached
    earlier = compare_marks.track(*line_with(Comparator.AT_MOST, reported=30.0))
    assert '<i class="told earlier"' in earlier
    assert "told" not in compare_marks.track(*line_with(Comparator.AT_MOST))


def test_the_strip_marks_what_was_reached_and_what_was_not(atlas):
    rows = compare.rows(atlas, Theme.AIR, ("Hainan",))
    drawn = compare_sheet.compare_heads.strip(rows, rows, today=2026.5)
    assert drawn.count('<i class="answer missed air"></i>') == 1
    assert "1 not reached" in drawn


def test_the_key_names_the_answers_that_occur():
    line, _ = line_with(Comparator.AT_MOST, answer="not reached", reported=30.0)
    key = compare_marks.key([line])
    assert '<i class="answer missed"></i>not reached' in key
    assert "reported" in key
    assert '<i class="answer reached"></i>' not in key
