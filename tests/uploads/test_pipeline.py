"""Tests the door for a reader's own table: each defect, in the words expected."""

import csv
import io
import itertools
import tomllib
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import real

from commitments import ROOT
from commitments.atlas import load
from commitments.atlas.cells import SUGGESTED_WORDS
from commitments.domain.model import Unreadable
from commitments.language import Language
from commitments.uploads import captions
from commitments.uploads import names as upload_names
from commitments.uploads import pipeline as uploads
from commitments.uploads import templates as upload_templates
from commitments.uploads.files import LIMITS

FOLDER = ROOT / "tests" / "fixtures" / "uploads"
ATLAS = real.atlas()
HEADER = "province,indicator,value,unit,year\n"
SOUND = "Jilin,forest_coverage,45.8,%,2030\n"

BROKEN = "The file cannot be read as XLSX; open it in a spreadsheet and save it again."
NEEDED = "province, indicator, value, unit, year, or 省份, 指标, 数值, 单位, 年份."
CHANGE = "speaks of a change; write the number alone if the indicator measures the change"
DATE = "is a date; write the year alone, four digits"
UNPRINTED = "has characters that do not print; remove them"
OWN = "To make it your own, add a column better with higher, lower or none"
SWAPPED = "are two columns swapped?"

REFUSED = {
    "empty_file.csv": "The file is empty. Hand in a table, as CSV or XLSX.",
    "blank_lines_alone.csv": "The file is empty. Hand in a table, as CSV or XLSX.",
    "header_only.csv": "The table has a header, but no rows below it. Add rows below the header.",
    "no_header.csv": "No row names the columns. The first row must hold names such as " + NEEDED,
    "no_province_column.csv": "No column is named province. The columns found are "
    f"'site name', 'indicator', 'value'. Needed are {NEEDED}",
    "no_figure_and_no_words_column.csv": "No column is named value or summary. The columns found "
    f"are 'province', 'indicator', 'year'. Needed are {NEEDED}",
    "picture_renamed.csv": "The file is not a table but a PNG picture. Hand in CSV or XLSX.",
    "binary_renamed.csv": "The file is not a table of text: it holds bytes that stand for no "
    "letters. Hand in CSV or XLSX.",
    "old_excel_renamed.xlsx": "The file cannot be read as an old Excel or OpenDocument workbook; "
    "open it in a spreadsheet and save it as XLSX.",
    "zip_of_something_else.xlsx": "The file is a zip archive, not an XLSX table. "
    "Hand in CSV or XLSX.",
    "empty_zip.xlsx": "The file is an empty zip archive. Hand in CSV or XLSX.",
    "truncated.xlsx": BROKEN,
    "entities_of_its_own.xlsx": BROKEN,
    "row_number_beyond_the_sheet.xlsx": BROKEN,
    "duplicate_columns.csv": "Two columns mean province: 'province' and '省份'. Keep one of them.",
    "mixed_encodings.csv": "The file mixes two encodings: line 2 is UTF-8, line 3 is not. "
    "Save it again as CSV UTF-8.",
    "neither_encoding.csv": "Line 3 is neither UTF-8 nor GB18030 text (byte 75). "
    "Save it again as CSV UTF-8.",
    "broken_utf16.csv": "The file says it is UTF-16, but byte 140 is not. "
    "Save it again as CSV UTF-8.",
}
PROBLEMS = {  # file: rows that can be used, problems
    "sound.xlsx": (1, []),
    "commas_gb18030.csv": (1, []),
    "semicolons_utf8_bom.csv": (1, []),
    "tabs_utf16.csv": (1, []),
    "tabs_utf16_without_mark.csv": (1, []),
    "duplicate_columns_alike.csv": (1, []),
    "duplicate_unknown_columns.csv": (1, []),
    "minus_nought.csv": (1, []),
    "a_change_no_level.csv": (
        0,
        [f"row 2, value: '下降65%以上' {CHANGE}", f"row 3, value: '提高5个百分点' {CHANGE}"],
    ),
    "combining_characters.csv": (
        0,
        [
            "row 2, province: 'He\u0301bei' is not a province; did you mean Hebei or Hubei?",
            "row 3, province: 'Shǎnxī' is not a province; did you mean Shanxi or Shaanxi?",
            "row 4, province: 'Shānxī' is not a province; did you mean Shanxi or Shaanxi?",
        ],
    ),
    "dates_in_the_year_column.csv": (
        0,
        [
            f"row 2, year: '2030-12-31' {DATE}",
            f"row 3, year: '31/12/2030' {DATE}",
            "row 4, year: '2025-2030' holds two years; write the one in which it falls due",
            f"row 5, year: '1905-07-22' {DATE}",
        ],
    ),
    "decimal_commas.csv": (
        0,
        [
            "row 2, value: '45,8' has a comma that is not for thousands; write a point",
            "row 3, value: '1,234' may mean thousands or decimals, as other cells have decimal "
            "commas; write a point for decimals and no commas",
        ],
    ),
    "emoji.csv": (
        1,
        [
            "row 2, province: '🌲' is not a province; write a name like Hebei or 河北, or National",
            "row 4, value: '4️⃣5️⃣' holds more than one number; give each a row of its own",
        ],
    ),
    "endless_numbers.csv": (
        0,
        [
            "row 2, value: '1e400' is too large to be a figure; check the digits",
            "row 3, value: '-1e400' is too large to be a figure; check the digits",
            "row 4, value: '1e-400' is too small to be a figure; check the digits",
            "row 5, value: 'inf' is not a number; leave the cell blank where there is none",
        ],
    ),
    "figure_for_words.csv": (
        0,
        [
            "row 2, indicator: the atlas has grain_sown_area in words alone; "
            "write an indicator of your own"
        ],
    ),
    "formulas.csv": (
        1,
        [
            "row 2, province: \"=cmd|' /C calc'!A0\" is not a province; "
            "write a name like Hebei or 河北, or National"
        ],
    ),
    "near_misses.csv": (
        0,
        [
            "row 2, province: 'Shanxii' is not a province; "
            "did you mean Shanxi or Shaanxi or Shanghai?",
            "row 3, indicator: 'forest_coverge' is not an indicator of the atlas; "
            f"did you mean forest_coverage? {OWN}",
            "row 4, indicator: 'PM2.5' is not an indicator of the atlas; "
            f"did you mean pm25_mean or pm25_cut? {OWN}",
            "row 5, unit: m3 cannot be turned into km2, the unit of red_line_area; "
            "correct one of them",
            "row 6, unit: '桶' is not a unit that is known; write %",
        ],
    ),
    "negative_areas.csv": (
        0,
        [
            "row 2, value: -5 is below 0 km2, the least that is possible; check the figure",
            "row 3, value: 363,900 km² is more than Hebei has (188,969 km²); "
            "check the figure, or give corrected_value and correction",
        ],
    ),
    "not_a_number.csv": (
        0,
        ["row 4, value: '#DIV/0!' is an error of the spreadsheet; mend its formula"],
    ),
    "nul_bytes.csv": (1, [f"row 3, indicator: 'forest\\x00_coverage' {UNPRINTED}"]),
    "province_in_the_wrong_column.csv": (
        0,
        [
            f"row 2, indicator: 'Jilin' is a province; {SWAPPED}",
            f"row 2, province: 'forest_coverage' is an indicator; {SWAPPED}",
            f"row 3, indicator: '吉林' is a province; {SWAPPED}",
            f"row 3, province: 'forest_coverage' is an indicator; {SWAPPED}",
        ],
    ),
    "ragged_rows.csv": (
        1,
        [
            "row 3: 6 cells, but the header has 5 columns; "
            "put quotation marks around a cell that holds the separator",
            "row 4: 3 cells, but the header has 5 columns; add what is missing",
        ],
    ),
    "right_to_left.csv": (1, [f"row 3, indicator: 'for\\u202eest' {UNPRINTED}"]),
    "same_id_twice.csv": (
        1,
        [
            "row 2, id: 'he-whales-2030' does not fit its row; expected he-…forest_coverage-2030",
            "row 4, id: 'jl-forest_coverage-2041' is already the id of row 3; "
            "every row needs its own",
        ],
    ),
    "title_rows_shares_dates_and_merged_cells.xlsx": (
        2,
        [
            f"row 6, 年份: '2030-12-31' {DATE}",
            "row 7, 省份: blank; write the province in every row, merged cells are blank too",
            "row 8, 数值: '#N/A' is an error of the spreadsheet; mend its formula",
        ],
    ),
    "two_signs_two_units.csv": (
        0,
        [
            "row 2, comparator: the value says at least, the comparator 'at most'; "
            "keep one of them",
            "row 3, unit: the value says km2, the unit 'ha'; keep one of them",
            "row 4, value: '≥约45' says about and at least at once; keep one",
        ],
    ),
    "unknown_place.csv": (
        0,
        [
            "row 2, place: 'Daqng' is not a known place; did you mean Daqing? "
            "A new one needs the columns lat and lon",
            "row 3, lat: 91, 1 is not in China; write degrees north and east",
            "row 4, place: Daqing lies in Heilongjiang, not in 'Hebei'; correct one of the two",
        ],
    ),
    "very_long_names.csv": (
        0,
        [
            f"row 2, province: 'J{'i' * 58}…' is not a province; "
            "write a name like Hebei or 河北, or National",
            "row 3, indicator: 3,499 characters; shorten it to 120 at most",
        ],
    ),
}


def report(data, name="t.csv"):
    data = data.encode() if isinstance(data, str) else data
    return uploads.judged(uploads.read(data, name), ATLAS)


def words(made):
    return [str(problem) for problem in made.problems]


def refusal(data, name="t.csv"):
    with pytest.raises(Unreadable) as refused:
        uploads.read(data.encode() if isinstance(data, str) else data, name)
    return str(refused.value)


def only_row(text):
    (row,) = report(text).sound.to_dict("records")
    return row


def test_every_fixture_is_expected():
    assert {file.name for file in FOLDER.iterdir()} == set(REFUSED) | set(PROBLEMS)


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_is_refused(name):
    assert refusal((FOLDER / name).read_bytes(), name) == REFUSED[name]


@pytest.mark.parametrize("name", PROBLEMS)
def test_file_with_problems(name):
    made = report((FOLDER / name).read_bytes(), name)
    assert (len(made.sound), words(made)) == PROBLEMS[name]


def zipped(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_zip_bomb():
    parts = {"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(60_000_000)}
    assert refusal(zipped(**parts), "bomb.xlsx") == (
        "A part of the file unpacks to 1,028 times its size; at most 250 times are read. "
        "Save it as CSV."
    )


@pytest.mark.long
def test_zip_of_many_large_parts():
    parts = {f"part{n}.xml": bytes(4_900_000) for n in range(70)}
    assert refusal(zipped(**parts), "bomb.xlsx") == (
        "The file would unpack to 343 MB in 70 parts; at most 300 MB are read. Save it as CSV."
    )


def test_cell_of_ten_megabytes():
    csv.field_size_limit(2**31 - 1)  # as another library may leave it
    assert refusal(HEADER + f"Jilin,{'x' * 10_000_000},45,%,2030\n") == (
        "Line 2: a cell that does not end; at most 32,767 characters are read. "
        "Shorten it, or close the quotation mark before it."
    )


def test_cell_longer_than_a_spreadsheet_holds():
    assert refusal(HEADER + SOUND + f"Jilin,{'x' * 40_000},45,%,2030\n") == (
        "Row 3, column 2: a cell of 40,000 characters; at most 32,767 are read. "
        "Shorten it, or close the quotation mark before it."
    )


def test_quotation_mark_that_does_not_close():
    assert refusal(HEADER + 'Jilin,"forest_coverage,45,%,2030\n' + SOUND * 5_000) == (
        "Line 3,857: a cell that does not end; at most 32,767 characters are read. "
        "Shorten it, or close the quotation mark before it."
    )


def test_five_thousand_columns():
    header = HEADER.strip() + "".join(f",c{n}" for n in range(4995))
    assert refusal(f"{header}\n{SOUND}") == (
        "Row 1 has 5,000 columns; at most 500 are read. Leave out columns that are not needed."
    )


@pytest.mark.long
def test_too_many_blank_lines():
    assert refusal(HEADER + "\n" * 1_048_576 + SOUND) == (
        "The file has more than 1,048,576 lines, blank ones among them; take these out."
    )


def test_too_many_rows():
    assert refusal(HEADER + SOUND * 200_001) == (
        "The table has more than 200,000 rows; split it, or leave rows out."
    )


@pytest.mark.parametrize(
    "row",
    [
        "Hebei{},forest_coverage,45,%,2030",
        "Hebei,forest_coverage{},45,%,2030",
        "Hebei,forest_coverage,45,hectare{},2030",
        "Hebei,forest_coverage,45 hectare{},,2030",
    ],
    ids=["provinces", "indicators", "units", "units behind a number"],
)
def test_of_a_column_of_unknown_words_the_first_ones_alone_are_compared(row):
    endings = itertools.product("abcdefghijklmno", repeat=2)
    rows = [row.format("".join(letters)) for letters in endings]
    made = report("\n".join(["province,indicator,value,unit,year", *rows]))
    offered = sum("did you mean" in told for told in words(made))
    assert (len(made.problems), len(made.sound)) == (len(rows), 0)
    assert 0 < offered <= SUGGESTED_WORDS


def test_too_large_a_file():
    assert refusal(HEADER + "x" * 20_000_000) == (
        "The file has 20.0 MB; at most 20 MB are read. "
        "Leave out columns or rows that are not needed, or split it."
    )


def test_the_server_takes_no_more_than_the_limit_says():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["maxUploadSize"] == LIMITS.megabytes


def test_a_share_formatted_in_the_sheet_is_the_share_that_is_shown():
    made = report((FOLDER / "title_rows_shares_dates_and_merged_cells.xlsx").read_bytes())
    assert made.sound[["value", "unit"]].values.tolist() == [["45.8", "%"], ["45.8", "%"]]


@pytest.mark.parametrize(
    ("rows", "title", "counted"),
    [
        (
            1,
            "t.csv: its one row can be used",
            "1 with a figure, 0 in words · 1 province · 1 indicator",
        ),
        (
            3,
            "t.csv: 2 of 3 rows can be used",
            "2 with a figure, 0 in words · 2 provinces · 1 indicator · 1 row refused",
        ),
    ],
)
def test_a_report_counts_rows_in_words_that_fit_their_number(rows, title, counted):
    lines = ["Hebei,forest_coverage,45,%,2030", "Jilin,forest_coverage,46,%,2030", "x,y,1,,"]
    made = report("\n".join(["province,indicator,value,unit,year", *lines[:rows]]))
    assert (captions.title(made), captions.counted(made)) == (title, counted)


def test_a_minimal_table_is_filled_in_and_that_is_said():
    made = report(HEADER + SOUND, "plan.csv")
    row = made.sound.to_dict("records")[0]
    assert row["theme"] == "ecology"
    assert row["comparator"] == "reach"
    assert row["year_basis"] == "stated"
    assert row["id"] == "jl-yours_2-forest_coverage-2030"
    assert row["as_printed"] == "45.8 %"
    assert row["source"] == "your-table"
    assert made.codebook.sources.at["your-table", "title"] == "Yours: plan.csv"
    assert [str(note) for note in made.notes] == [
        "Read as CSV with commas, UTF-8 text.",
        "One figure carries no sign (≥, at least, 约 …); it is read as “reach”.",
        "Rows that name no document are filed under “plan.csv”.",
    ]


def test_a_new_indicator_is_described_by_its_own_columns():
    made = report(
        "province,indicator,value,unit,year,theme,better,definition\n"
        "Jilin,Whale count,12,pods,2035,water,higher,Whales seen.\n"
        "Hebei,whale count,5,pods,2035,,,\n"
    )
    assert words(made) == []
    row = made.codebook.indicators.loc["whale_count"]
    assert row[["name", "theme", "unit", "better", "definition"]].tolist() == [
        "Whale count", "water", "pods", "higher", "Whales seen.",
    ]  # fmt: skip
    assert made.codebook.units.convertible("pods", "pods")
    assert not made.codebook.units.convertible("pods", "count")


def test_a_near_miss_becomes_an_indicator_when_it_is_declared():
    made = report("province,indicator,value,unit,year,better\nJilin,PM2.5,35,µg/m3,2030,lower\n")
    assert words(made) == []
    assert made.sound["indicator"].tolist() == ["pm2_5"]


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        ("3000", "万亩", ("3000", "10 000 mu")),
        ("3000万亩", "万亩", ("30000000", "mu")),
        ("3000万", "亩", ("30000000", "mu")),
        ("3000万亩", "", ("30000000", "mu")),
        ("1.37", "亿千瓦", ("137000000", "kW")),
    ],
)
def test_number_words_in_value_and_unit_are_counted_once(value, unit, read):
    indicator = "wind_solar_capacity" if "千瓦" in unit else "farmland_area"
    row = only_row(f"{HEADER}Heilongjiang,{indicator},{value},{unit},2030\n")
    assert (row["value"], row["unit"]) == read


def test_number_words_in_both_are_refused():
    made = report(HEADER + "Jilin,farmland_area,3000万,万亩,2030\n")
    assert words(made) == [
        "row 2, unit: '3000万' and '万亩' both hold number words; keep one of them"
    ]


def test_words_beside_a_figure_become_its_note():
    row = only_row("province,indicator,value,unit,summary\nJilin,forest_coverage,45,%,By and by.\n")
    assert (row["summary"], row["note"]) == ("", "By and by.")


def test_the_atlas_own_table_is_sound():
    made = report(load.TARGETS.read_bytes(), "targets.csv")
    assert (made.rows, len(made.sound), words(made)) == (len(ATLAS.targets), made.rows, [])
    assert not set(made.sound["id"]) & set(ATLAS.targets["id"])


def test_nothing_of_the_table_is_lost_in_what_is_handed_back():
    made = report((FOLDER / "ragged_rows.csv").read_bytes())
    table = uploads.annotated(made)
    assert table.columns.tolist() == [
        "Problems (from the atlas)", "province", "indicator", "value", "unit", "year",
        "beyond the header",
    ]  # fmt: skip
    assert table.iloc[1].tolist()[1:] == ["Hebei", "forest_coverage", "36", "390", "%", "2030"]
    assert table.iloc[0, 0] == ""
    assert table.iloc[2, 0] == "3 cells, but the header has 5 columns; add what is missing"


def test_what_is_handed_back_runs_no_formula_and_can_be_handed_in_again():
    made = report((FOLDER / "formulas.csv").read_bytes())
    for data in (uploads.annotated_csv(made), uploads.annotated_xlsx(made)):
        again = report(data)
        assert words(again) == words(made)
        assert again.given.columns["province"] == made.given.columns["province"]
    sheet = openpyxl.load_workbook(io.BytesIO(uploads.annotated_xlsx(made)))["Table"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert sheet["B2"].value == "'=cmd|' /C calc'!A0"


def test_templates_are_read_back():
    assert refusal(upload_templates.csv_template(Language.ENGLISH)) == REFUSED["header_only.csv"]
    book = openpyxl.load_workbook(
        io.BytesIO(upload_templates.xlsx_template(ATLAS, Language.ENGLISH))
    )
    assert book.sheetnames == ["Table", "Notes", "Lists"]
    table = book["Table"]
    assert [cell.value for cell in table[1]] == list(upload_templates.COLUMNS)
    assert len(table.data_validations.dataValidation) == 6
    for example in upload_templates.EXAMPLES[Language.ENGLISH]:
        table.append(example)
    filled = io.BytesIO()
    book.save(filled)
    assert words(report(filled.getvalue(), "filled.xlsx")) == []


CELLS = st.one_of(
    st.sampled_from(
        ["Hebei", "河北省", "Shanxii", "forest_coverage", "red_line_area", "45%", "≥45", "-5",
         "1e400", "2030", "2030年", "%", "km2", "万亩", "at_least", "", " ", "\u202e", "National"]
    ),
    st.text(max_size=20),
)  # fmt: skip
COLUMNS = st.lists(
    st.sampled_from([*upload_templates.COLUMNS, "id", "lat", "lon", "theme", "who", "省份"]),
    max_size=8,
    unique=True,
)


@pytest.mark.long
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(COLUMNS, st.lists(st.lists(CELLS, max_size=10), min_size=1, max_size=6))
def test_whatever_is_handed_in_is_sound_or_named_by_row_with_a_reason(columns, rows):
    header = list(dict.fromkeys(["province", "indicator", "value", *columns]))
    written = io.StringIO()
    csv.writer(written).writerows([header, *rows])
    text = written.getvalue()
    try:
        made = report(text.encode("utf-8", "replace"))
    except Unreadable as refused:
        assert str(refused)
        return
    assert all(problem.row and problem.why for problem in made.problems)
    assert {problem.row for problem in made.problems} <= set(made.given.numbers)
    assert len(made.sound) + len({problem.row for problem in made.problems}) == made.rows


@pytest.mark.long
@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300))
def test_whatever_bytes_are_handed_in_a_sentence_comes_back(data):
    try:
        report(data)
    except Unreadable as refused:
        assert str(refused).endswith(".")


def test_nothing_of_a_table_is_remembered_after_it_was_read():
    """What the words of a table were found to mean is kept while it is read, and no longer."""
    rows = HEADER + "My own place,my own indicator,3000万,my own unit,2030\n"
    uploads.judged(uploads.read(rows.encode(), "plan.csv"), ATLAS)
    assert [kept.cache_info().currsize for kept in uploads.WORDS_KEPT] == [0, 0, 0]


def test_letters_that_stand_for_eighteen_are_not_written_out():
    """A cell of 30,000 of them took a tenth of a second and a megabyte each time it was met."""
    assert upload_names.key("\ufdfa") == "صلىاللهعليهوسلم"
    assert upload_names.key("\ufdfa" * 30_000) == "\ufdfa" * 30_000


def test_a_table_behind_the_first_sheet_is_looked_for_in_words():
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["请看下一张表"])
    for row in (HEADER.strip().split(","), SOUND.strip().split(",")):
        book.create_sheet("数据").append(row)
    packed = io.BytesIO()
    book.save(packed)
    with pytest.raises(Unreadable) as refused:
        uploads.read(packed.getvalue(), "plan.xlsx")
    told = str(refused.value.message)
    assert told.startswith("No row names the columns.")
    assert told.endswith(
        "Of this workbook only “说明” was read, one of 3 sheets: "
        "choose another, or put the sheet with the table first."
    )


@pytest.mark.parametrize("name", ["森林覆盖率（%）", "Forest coverage (%)", "forest_coverage (%)"])
def test_a_unit_behind_the_name_of_an_indicator_leaves_it_the_same(name):
    report = uploads.judged(uploads.read(f"{HEADER}Jilin,{name},45,%,2030".encode(), "a"), ATLAS)
    assert list(report.sound["indicator"]) == ["forest_coverage"]


def test_another_unit_behind_it_is_asked_about():
    given = f"{HEADER}Jilin,森林覆盖率（万亩）,45,万亩,2030".encode()
    report = uploads.judged(uploads.read(given, "a"), ATLAS)
    assert "did you mean forest_coverage" in str(report.problems[0])
