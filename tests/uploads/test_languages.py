"""Tests that a table is judged and handed back in the language of its reader."""

import io
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from support import real

from commitments import ROOT
from commitments.atlas import cells, load
from commitments.atlas.check import rules as check
from commitments.domain.model import Better, InvalidTable, Problem, Theme, Unreadable, Use
from commitments.language import Language, LazyText, count, lazy, named, say, speaking
from commitments.uploads import captions as upload_captions
from commitments.uploads import codebook, joining, problem_kinds, word_lists
from commitments.uploads import names as upload_names
from commitments.uploads import pipeline as uploads
from commitments.uploads import templates as upload_templates

FOLDER = ROOT / "tests" / "fixtures" / "uploads"
ATLAS = real.atlas()
LATIN_IN_CHINESE = set(
    (ROOT / "tests" / "fixtures" / "latin_in_chinese.txt").read_text("utf-8").split()
)
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile(r"“[^”]*”")
OF_A_TABLE = {"csv", "xlsx", "km", "he", "forest_coverage", "province", "indicator", "value"}
OF_A_TABLE |= {"unit", "year", "forest", "coverage"}  # headers and ids are the table's own
TABLE = (
    "省份,指标,数值,单位,年份,地点,别的\n河北,森林覆盖率,45,%,2030,,\n吉林,鲸鱼数量,12,头,2035,,\n"
    "Shanxii,森林覆盖率,45,%,2030,,\n河北,forest_coverge,45,%,2030,Daqng,\n海南,森林覆盖率,120,%,2030,,\n"
)


def report(data: bytes | str, name: str = "表.csv") -> uploads.Report:
    data = data.encode() if isinstance(data, str) else data
    return uploads.judged(uploads.read(data, name), ATLAS)


def english_in(text: str) -> set[str]:
    """Return the English words of a Chinese text that are none of the table's own."""
    return set(LATIN_WORD.findall(QUOTED.sub("", text))) - LATIN_IN_CHINESE - OF_A_TABLE


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_every_problem_is_told_in_chinese(file: Path) -> None:
    with speaking(Language.CHINESE):
        try:
            made = report(file.read_bytes(), file.name)
            told = [problem.why for problem in made.problems]
        except Unreadable as refused:
            told = [str(refused)]
    assert all(HAN.search(text) for text in told)
    assert {word for text in told for word in english_in(text)} == set()


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_what_was_found_in_one_language_is_told_in_the_other(file: Path) -> None:
    def found() -> tuple[Problem, ...] | Unreadable:
        try:
            return report(file.read_bytes(), file.name).problems
        except Unreadable as refused:
            return refused

    def told(what: tuple[Problem, ...] | Unreadable) -> list[str]:
        return [str(what)] if isinstance(what, Unreadable) else [str(problem) for problem in what]

    in_english = found()
    with speaking(Language.CHINESE):
        in_chinese = found()
        assert sorted(told(in_english)) == sorted(told(in_chinese))
    assert told(in_english) == told(in_chinese)


def test_a_report_has_no_english_left_in_it() -> None:
    with speaking(Language.CHINESE):
        made = report(TABLE)
        beside = joining.joined(ATLAS, made, Use.BESIDE)
        shown = [
            upload_captions.title(made),
            upload_captions.counted(made),
            upload_captions.problems_heading(made, 4),
            *map(str, made.notes),
            *problem_kinds.table(problem_kinds.kinds(made.problems)),
            *problem_kinds.table(problem_kinds.kinds(made.problems)).iloc[:, 1],
            *map(say, upload_captions.COLUMN_COLUMNS.values()),
            *upload_captions.column_table()["meaning"],
            joining.joined(ATLAS, made, Use.ALONE).edition,
            beside.edition,
            joining.joined(ATLAS, made, Use.ALONE).version.removesuffix(made.version),
            beside.version.removesuffix(made.version).removeprefix(ATLAS.version),
        ]
    assert not any(english_in(text) for text in shown)
    assert not any(HAN.search(text) for text in (say("your-data.lead"), say("template.title")))


def test_the_english_report_has_no_chinese_of_ours() -> None:
    made = report("province,indicator,value,unit,year\nHebei,forest_coverage,145,%,2030\n", "a.csv")
    shown = [upload_captions.title(made), upload_captions.counted(made), *map(str, made.problems)]
    assert not any(HAN.search(text) for text in shown)


def test_a_column_is_called_as_the_reader_s_table_calls_it() -> None:
    english = "province,indicator,value,year\nHebei,forest_coverage,45,soon\n"
    with speaking(Language.CHINESE):
        made = report(english)
        assert {problem.called for problem in made.problems} == {"year", "单位"}
        assert str(Problem(4, "year", "why")) == "第4行“年份”列：why"
    assert {problem.called for problem in made.problems} == {"year", "unit"}


@pytest.mark.parametrize("column", word_lists.headers())
def test_a_header_is_read_back_in_either_language(column: str) -> None:
    for language in Language:
        with speaking(language):
            assert upload_names.column(named("header", column)) == column


@pytest.mark.parametrize("language", list(Language))
def test_a_template_is_filled_as_its_examples_say(language: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(upload_templates.xlsx_template(ATLAS, language)))
    for example in upload_templates.EXAMPLES[language]:
        book.worksheets[0].append(example)
    filled = io.BytesIO()
    book.save(filled)
    made = report(filled.getvalue(), "filled.xlsx")
    assert [str(problem) for problem in made.problems] == []
    assert len(made.sound) == len(upload_templates.EXAMPLES[language])


def texts_of(book: openpyxl.Workbook) -> list[str]:
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return [*book.sheetnames, *(str(value) for value in cells if value is not None)]


def test_a_chinese_template_has_no_english_words() -> None:
    packed = upload_templates.xlsx_template(ATLAS, Language.CHINESE)
    texts = texts_of(openpyxl.load_workbook(io.BytesIO(packed)))
    assert {word for text in texts for word in english_in(text)} <= {"PM"}
    header = upload_templates.csv_template(Language.CHINESE).decode("utf-8-sig")
    assert header.strip().split(",")[:2] == ["省份", "指标"]


def test_the_words_that_a_chinese_template_offers_are_understood() -> None:
    with speaking(Language.CHINESE):
        offered = upload_templates._offered(ATLAS)
    lines = [
        "省份,指标,措辞,数值,单位",
        *(f"{one},森林覆盖率,,45,%" for one in offered["province"]),
        *(f"河北,森林覆盖率,{one},45,%" for one in offered["comparator"] if one != "区间"),
        *(f"河北,“新指标{n}”,,1,{one}" for n, one in enumerate(offered["unit"])),
    ]
    assert [str(problem) for problem in report("\n".join(lines)).problems] == []
    known = {str(name) for name in ATLAS.indicators.index}
    worded = [
        "省份,指标,摘要",
        *(f"河北,{one},保持。" for one in offered["indicator"]),
    ]
    made = report("\n".join(worded))
    assert [str(problem) for problem in made.problems] == []
    assert set(made.sound["indicator"]) == known


@pytest.mark.parametrize("language", list(Language))
def test_a_table_handed_back_can_be_handed_in_in_either_language(language: Language) -> None:
    with speaking(language):
        made = report(TABLE)
        packed = uploads.annotated_xlsx(made)
        table = uploads.annotated_csv(made)
    for data in (packed, table):
        again = report(data)
        assert list(again.given.columns) == list(made.given.columns)
        assert [str(p) for p in again.problems] == [str(p) for p in made.problems]


def test_a_chinese_table_is_handed_back_without_english() -> None:
    with speaking(Language.CHINESE):
        made = report(TABLE)
        book = openpyxl.load_workbook(io.BytesIO(uploads.annotated_xlsx(made)))
    texts = [text for text in texts_of(book) if text not in TABLE]
    assert not {word for text in texts for word in english_in(text)}


def test_what_a_table_brings_along_has_its_name_in_both_languages() -> None:
    sources = report(TABLE).codebook.sources.loc["your-table"]
    assert sources["title"] == "Yours: 表.csv"
    assert sources["title_zh"] == "您的表格：表.csv"


# ---- what is said later ----


def test_a_text_is_said_in_the_language_of_whoever_reads_it() -> None:
    told = lazy("check.not-a-year", cell=cells.quoted("soon"))
    assert str(told) == "'soon' is not a year; write four digits"
    with speaking(Language.CHINESE):
        assert str(told) == "“soon”不是年份；请写四位数字"
    assert str(LazyText(count, "upload.new-places", 3)) == "3 new places, by lat and lon."


def test_faults_are_told_as_they_are_shown() -> None:
    fault = Unreadable(lazy("fault.missing", file="targets.csv"))
    table = InvalidTable([Problem(2, "year", lazy("check.not-a-year", cell="x"))])
    assert str(fault) == "targets.csv is missing"
    with speaking(Language.CHINESE):
        assert str(fault) == "缺少targets.csv"
        assert str(table) == "第2行“年份”列：x不是年份；请写四位数字"


def test_a_quoted_cell_keeps_its_marks_apart_from_its_apostrophes() -> None:
    assert str(cells.quoted("it's")) == '"it\'s"'
    assert str(cells.quoted("a\u202eb")) == "'a\\u202eb'"
    with speaking(Language.CHINESE):
        assert str(cells.quoted("it's")) == "“it's”"


def test_every_rule_of_the_atlas_s_own_table_speaks_chinese() -> None:
    rows = load.table(load.TARGETS).head(40)
    wrong = dict.fromkeys(rows.columns, " x")
    wrong |= {"value": "12a", "year": "20x5", "base_year": "1", "unit": "pods"}
    broken = rows.assign(**wrong)
    found = check.problems(pd.concat([rows, broken]), load.codebook_tables())
    with speaking(Language.CHINESE):
        told = {problem.why for problem in found}
    assert all(HAN.search(text) for text in told)


@pytest.mark.parametrize("language", list(Language))
def test_themes_and_directions_are_understood_in_both_languages(language: Language) -> None:
    with speaking(language):
        for word in ("climate", "能源", "carbon", " 碳 "):
            assert codebook.theme_of(word) == Theme.CARBON
        for word in ("increase", "正向", "higher", "越高越好"):
            assert codebook.better_of(word) == Better.HIGHER
        assert codebook.theme_of("whales") == codebook.better_of("sideways") == ""
        assert codebook.likely_theme("Wetlands kept") == Theme.ECOLOGY
        assert codebook.likely_theme("大气颗粒物浓度") == Theme.AIR
        assert codebook.likely_theme("Whale count") == Theme.OVERALL


def test_no_chinese_stands_among_the_rules_of_the_codebook() -> None:
    source = (ROOT / "commitments" / "uploads" / "codebook.py").read_text("utf-8")
    assert not HAN.search(source)
