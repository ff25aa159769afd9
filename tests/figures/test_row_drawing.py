"""Tests what the drawing of rows is given."""

import pandas as pd

from commitments.figures import row_drawing

COLUMNS = {
    "province_name": "column.province",
    "place_name": "column.place",
    "sentence": "column.commitment",
    "note": "column.mind",
}
ROWS = pd.DataFrame(
    {
        "id": ["he-1", "jl-1"],
        "theme": ["ecology", "air"],
        "province_name": ["Hebei", "Jilin"],
        "place_name": ["", None],
        "sentence": ["Forest coverage: reach 45 %.", "<b>Clean air</b>"],
        "note": ["", "CO₂ counted"],
    }
)


def test_each_cell_is_the_text_of_the_table_and_knows_its_part():
    drawn = row_drawing.drawing(ROWS, COLUMNS, chosen=["jl-1", "gone"])
    assert [column["part"] for column in drawn["columns"]] == ["who", "who", "main", "long"]
    assert drawn["columns"][2] == {"name": "sentence", "head": "Commitment", "part": "main"}
    assert [row["cells"] for row in drawn["rows"]] == [
        ["Hebei", "", "Forest coverage: reach 45 %.", ""],
        ["Jilin", "", "<b>Clean air</b>", "CO₂ counted"],
    ]
    assert [(row["id"], row["hue"]) for row in drawn["rows"]] == [
        ("he-1", "ecology"), ("jl-1", "air")]  # fmt: skip
    assert drawn["chosen"] == ["jl-1"]


def test_words_that_were_searched_are_found_in_whatever_letters():
    found = [
        row["found"] for row in row_drawing.drawing(ROWS, COLUMNS, marked="forest co2")["rows"]
    ]
    assert found == [[2], [3]]
    assert row_drawing.drawing(ROWS, COLUMNS)["rows"][0]["found"] == []


def test_columns_without_any_text_are_left_out():
    assert list(row_drawing.filled(ROWS, COLUMNS)) == ["province_name", "sentence", "note"]
    assert row_drawing.filled(ROWS.head(0), COLUMNS) == COLUMNS


def test_the_first_column_is_what_a_row_is_about_where_none_else_is():
    plain = pd.DataFrame({"name": ["Forest"], "symbol": ["%"]})
    drawn = row_drawing.drawing(
        plain, {"name": "column.indicator", "symbol": "column.unit-on-maps"}
    )
    assert [column["part"] for column in drawn["columns"]] == ["who", "field"]
    assert drawn["rows"] == [{"id": "0", "hue": "", "cells": ["Forest", "%"], "found": []}]


def test_a_row_leads_to_its_address_where_rows_have_one():
    drawn = row_drawing.drawing(ROWS, COLUMNS, leads="Targets?row={}".format)
    assert [row["leads"] for row in drawn["rows"]] == ["Targets?row=he-1", "Targets?row=jl-1"]
    assert "leads" not in row_drawing.drawing(ROWS, COLUMNS)["rows"][0]
