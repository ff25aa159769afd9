"""Tests that problems of a reader's table are counted by kind, and each is listed on request."""

import csv
import io

from support import real

from commitments.domain.model import Problem
from commitments.language import Language, lazy, speaking
from commitments.uploads import captions, problem_kinds
from commitments.uploads import pipeline as uploads

ATLAS = real.atlas()
HEADER = "province,indicator,value,unit,year\n"


def report(rows: list[str]) -> uploads.Report:
    return uploads.judged(uploads.read((HEADER + "\n".join(rows)).encode(), "t.csv"), ATLAS)


FIVE_HUNDRED = report(
    [f"Hebei,forest_coverage,≥{1 + n / 10},%,soon{n}" for n in range(312)]
    + ["Hebey,forest_coverage,≥45,%,2030", "Jilim,forest_coverage,≥45,%,2030"]
    + [f"Jilin,forest_coverage,≥{101 + n},%,2030" for n in range(188)]
)


def test_five_hundred_bad_rows_are_four_lines() -> None:
    kinds = problem_kinds.kinds(FIVE_HUNDRED.problems)
    assert len(FIVE_HUNDRED.problems) == 502
    assert [str(kind) for kind in kinds] == [
        "312 rows, year: for example, 'soon0' is not a year; write four digits, or leave it blank "
        "(rows 2, 3, 4 and 309 more)",
        "188 rows, value: for example, 101 is above 100 %, the most that is possible; check the "
        "figure (rows 316, 317, 318 and 185 more)",
        "row 314, province: 'Hebey' is not a province; did you mean Hebei or Hubei?",
        "row 315, province: 'Jilim' is not a province; did you mean Jilin?",
    ]
    with speaking(Language.CHINESE):
        assert str(kinds[0]) == (
            "“year”列共312行：例如，“soon0”不是年份；请写四位数字，或留空（第2、3、4及另外309行）"
        )


def test_the_page_tells_them_in_a_table_and_has_a_list_of_each() -> None:
    kinds = problem_kinds.kinds(FIVE_HUNDRED.problems)
    assert captions.problems_heading(FIVE_HUNDRED, len(kinds)) == "502 problems, by kind"
    shown = problem_kinds.table(kinds)
    assert list(shown) == ["Rows", "Column", "Problem and remedy"]
    assert list(shown["Rows"]) == [
        "312 rows: 2, 3, 4 and 309 more", "188 rows: 316, 317, 318 and 185 more", "314", "315"
    ]  # fmt: skip
    listed = list(
        csv.reader(
            io.StringIO(problem_kinds.every_problem(FIVE_HUNDRED.problems).decode("utf-8-sig"))
        )
    )
    assert len(listed) == 1 + 502
    assert listed[311 + 1] == [
        "313",
        "year",
        "'soon311' is not a year; write four digits, or leave it blank",
    ]


def test_a_kind_in_many_columns_names_the_first() -> None:
    told = [
        Problem(row, "value", lazy("upload.not-a-number", cell=row), header=f"{2010 + row}")
        for row in range(2, 12)
    ]
    (kind,) = problem_kinds.kinds(told)
    assert kind.columns_named == "2012, 2013, 2014 and 7 more"


def test_more_kinds_than_a_page_holds_are_said() -> None:
    assert captions.problems_heading(FIVE_HUNDRED, 201) == (
        "The 200 commonest kinds of problems; the downloads have all 502 problems"
    )
