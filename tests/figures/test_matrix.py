"""The matrix is drawn from plain data: one mark for every cell, every text left as it is."""

import json
import re
import zlib
from dataclasses import replace

import pytest
from support import real

from commitments.domain.model import State, Theme
from commitments.figures import assets, matrix
from commitments.queries import coverage
from commitments.queries.coverage import Layout
from commitments.ui import scripts

HOSTILE = '"><img src=x onerror=alert(1)>{{ 7*7 }}${1}</script>'


@pytest.fixture(scope="module")
def atlas():
    return real.atlas()


@pytest.fixture(scope="module")
def drawing(atlas):
    return matrix.drawing(coverage.grid(atlas), Layout())


def test_every_province_has_a_mark_for_every_indicator(drawing):
    assert len(drawing["provinces"]) == 31
    for province in drawing["provinces"]:
        assert len(province["marks"]) == len(drawing["indicators"])
        assert len(province["said"]) == len(re.findall("[fw]", province["marks"]))
        assert province["figures"] == province["marks"].count("f")
        assert province["words"] == province["marks"].count("w")


def test_the_legend_counts_every_cell_once(drawing):
    marks = "".join(province["marks"] for province in drawing["provinces"])
    assert {row["mark"]: row["count"] for row in drawing["legend"]} == {
        mark: marks.count(mark) for mark in set(marks)
    }


def test_no_document_read_is_in_the_legend_where_it_occurs(atlas):
    grid = coverage.grid(atlas)
    states = grid.cells["state"].replace(State.NOTHING, State.NO_DOCUMENT)
    drawn = matrix.drawing(replace(grid, cells=grid.cells.assign(state=states)), Layout())
    assert [row["label"] for row in drawn["legend"]] == ["figure", "words only", "no document read"]
    assert set("".join(row["marks"] for row in drawn["provinces"])) == set("fwx")


def test_themes_span_their_columns_in_their_own_hue(atlas, drawing):
    assert sum(theme["columns"] for theme in drawing["themes"]) == len(drawing["indicators"])
    assert [theme["hue"] for theme in drawing["themes"]] == [f"var(--{theme})" for theme in Theme]
    air = matrix.drawing(coverage.grid(atlas, Layout(theme=Theme.AIR)), Layout())
    assert [theme["name"] for theme in air["themes"]] == ["air"]


def test_a_cell_says_its_sentence_and_names_its_row(atlas, drawing):
    hebei = next(row for row in drawing["provinces"] if row["name"] == "Hebei")
    column = [row["name"] for row in drawing["indicators"]].index("Ecological red line, area")
    stated = len(re.findall("[fw]", hebei["marks"][:column]))
    row, label, _, look, _, *said = hebei["said"][stated]
    assert row in set(atlas.targets["id"])
    assert (label, look) == ("≥ 36,390†*", "")
    assert "at least 36,390 km² (printed as 363,900 km²)" in said[0]


def test_a_cell_is_marked_with_what_came_of_the_figure_due_last(drawing):
    names = [row["name"] for row in drawing["indicators"]]

    def cell(province, indicator):
        (row,) = [row for row in drawing["provinces"] if row["name"] == province]
        before = row["marks"][: names.index(indicator)]
        return row["said"][len(re.findall("[fw]", before))]

    _, _, _, look, due, *_, answered = cell("Hainan", "Fine particles (PM2.5), yearly mean")
    assert (look, due) == ("missed", "’25")
    assert answered == (
        "Reported 11.8 µg/m³ (2025), at most 11 µg/m³ promised: not reached, 0.8 µg/m³ above."
    )
    days = cell("Shanghai", "Days with good air, share")
    assert days[3] == "missed" and sum(": reached." in text for text in days[5:]) == 2
    looks = [entry[3] for row in drawing["provinces"] for entry in row["said"] if entry[3]]
    assert drawing["answers"] == [
        {"look": "reached", "label": "reached", "count": looks.count("reached")},
        {"look": "missed", "label": "not reached", "count": looks.count("missed")},
        {"look": "apart", "label": "cannot be compared", "count": looks.count("apart")},
    ]
    assert looks.count("missed") == 5


def test_figures_stand_beside_their_squares_where_there_is_room(atlas, drawing):
    assert drawing["labelled"] == ""
    rows = atlas.targets[atlas.targets["indicator"].isin(["rural_sewage", "good_surface_water"])]
    few = replace(atlas, targets=rows)
    assert matrix.drawing(coverage.grid(few), Layout())["labelled"]


@pytest.mark.parametrize(
    ("year", "found", "shown"),
    [(2025, 1, "’25"), (2030, 2, "’30+"), (None, 1, ""), (float("nan"), 3, "+")],
)
def test_a_year_in_short(year, found, shown):
    assert matrix._small(year, found) == shown


def test_many_sentences_are_cut_and_counted():
    lines = matrix._lines(tuple(f"Sentence {n}." for n in range(8)))
    assert lines[-1] == "And 3 more." and len(lines) == 6


def test_regions_head_the_rows_only_where_they_group_them(atlas):
    assert matrix.drawing(coverage.grid(atlas), Layout())["regions"]
    by_name = Layout("name")
    assert not matrix.drawing(coverage.grid(atlas, by_name), by_name)["regions"]


def test_hostile_text_stays_text(atlas):
    wordy = atlas.targets["value"].isna()
    rows = atlas.targets.assign(
        summary=atlas.targets["summary"].where(~wordy, HOSTILE),
        indicator_name=HOSTILE,
    )
    drawn = matrix.drawing(coverage.grid(replace(atlas, targets=rows)), Layout())
    said = [text for row in drawn["provinces"] for cell in row["said"] for text in cell[5:]]
    assert any(text.startswith(HOSTILE) for text in said)
    assert json.loads(zlib.decompress(scripts.packed(drawn))) == drawn
    script = assets.MATRIX[0].read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script)


def test_the_matrix_is_light_to_send(atlas):
    everything = matrix.drawing(coverage.grid(atlas, Layout(shared=False)), Layout(shared=False))
    sent = len(scripts.packed(everything))
    sent += sum(len(file.read_bytes()) for file in assets.MATRIX)
    assert sent < 90_000
