"""Tests the look-up of coded rows in the texts they were read in."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from support import small

from commitments import ROOT
from commitments.atlas import copying, documents, load, verification
from commitments.domain.model import Problem

Judged = Callable[[pd.DataFrame], Iterator[Problem]]

TEXT = (
    "A plan made up for this test",
    "By 2035, the cover of forests shall be no less than 36.5% and steppe 70 percent of the land.",
    "Wind farms reach 137 million kilowatts, while 1,365 rivers run clear and 136.5% is nonsense.",
    "Step by step the towns of the province will become places where people like to live and stay.",
    "All sewage of the villages is fully covered by 2027.",
)
SOURCES = pd.DataFrame({"text": ["plan.txt", ""]}, index=["plan", "elsewhere"])


def problems(*rows: small.Row, texts: verification.Texts | None = None) -> list[str]:
    table = pd.DataFrame([dict(row) for row in rows])
    stored = {"plan": TEXT} if texts is None else texts
    found = [*verification.missing(SOURCES, stored)]
    return [str(problem) for problem in (*found, *verification.problems(table, SOURCES, stored))]


def forest(**cells: str) -> small.Row:
    plain = {"source": "plan", "paragraph": "2", "as_printed": "no less than 36.5%"}
    return small.figure(**plain | cells)


def aim(**cells: str) -> small.Row:
    plain = {"source": "plan", "paragraph": "4", "summary": "Towns become good places to live."}
    return small.words(**plain | cells)


def test_figure_that_stands_in_its_paragraph() -> None:
    assert problems(forest(), aim()) == []


def test_wrong_figure() -> None:
    assert problems(forest(), forest(value="36.8")) == [
        "row 3, value: 36.8 is not the figure in “no less than 36.5%”"
    ]


def test_figure_that_is_printed_otherwise() -> None:
    assert problems(forest(as_printed="no less than 36.8%", value="36.8")) == [
        "row 2, as_printed: “no less than 36.8%” does not stand in paragraph 2"
    ]


def test_wrong_paragraph() -> None:
    assert problems(forest(paragraph="4")) == [
        "row 2, as_printed: “no less than 36.5%” does not stand in paragraph 4"
    ]


@pytest.mark.parametrize(
    ("paragraph", "said"), [("6", "6"), ("0", "0"), ("", "(blank)"), ("two", "two"), ("²", "²")]
)
def test_paragraph_that_is_not_there(paragraph: str, said: str) -> None:
    for row in (forest(paragraph=paragraph), aim(paragraph=paragraph)):
        assert problems(row) == [f"row 2, paragraph: the text has no paragraph {said}"]


@pytest.mark.parametrize("printed", ["36.5%", "365 rivers", "6.5% and", "36.5"])
def test_part_of_another_figure_is_not_the_figure(printed: str) -> None:
    value = printed.split("%")[0].split()[0]
    row = forest(as_printed=printed, value=value, paragraph="3")
    assert problems(row) == [f"row 2, as_printed: “{printed}” does not stand in paragraph 3"]


def test_line_breaks_and_spaces_do_not_matter() -> None:
    broken = {"plan": ["A", "the cover shall be no  less\tthan 36.5% of"]}
    assert problems(forest(), texts=broken) == []


@pytest.mark.parametrize(
    ("printed", "value", "paragraph"),
    [
        ("reach 137 million kilowatts", "137000000", "3"),
        ("reach 137 million kilowatts", "137", "3"),
        ("1,365 rivers", "1365", "3"),
        ("70 percent", "70", "2"),
        ("fully covered", "100", "5"),
    ],
)
def test_figures_in_words(printed: str, value: str, paragraph: str) -> None:
    assert problems(forest(as_printed=printed, value=value, paragraph=paragraph)) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("no less than 363900 square kilometers", {363900}),
        ("137 million kilowatts", {137, 137_000_000}),
        ("1.5 billion yuan, 2 Thousand", {1.5, 1.5e9, 2, 2000}),
        ("from 20 to 25.5%", {20, 25.5}),
        ("Full coverage", {100}),
        ("growing", set()),
    ],
)
def test_printed_numbers(text: str, figures: set[float]) -> None:
    assert verification.printed_numbers(text) == figures


COPIED = "Towns of the province will become places where people like to live."


@pytest.mark.parametrize("column", ["summary", "note"])
@pytest.mark.parametrize("paragraph", ["4", "1"])
def test_copied_sentence(column: str, paragraph: str) -> None:
    assert problems(aim(**{column: COPIED, "paragraph": paragraph})) == [
        f"row 2, {column}: repeats a sentence of the document; say it in your own words"
    ]


def test_copied_correction() -> None:
    assert problems(forest(corrected_value="3", correction=COPIED)) == [
        "row 2, correction: repeats a sentence of the document; say it in your own words"
    ]


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        (COPIED, True),
        (COPIED.upper().replace(" ", " , "), True),
        ("will become places where people like to", False),  # seven words
        ("will become places where people like to live", True),  # eight
        ("will become places in which people like to live and stay", False),
        ("", False),
    ],
)
def test_a_run_of_eight_words_is_a_copy(words: str, copied: bool) -> None:
    assert copying.copied(words, TEXT[3]) is copied


def test_rows_of_documents_that_are_not_stored_are_left_alone() -> None:
    assert problems(small.figure(source="elsewhere", value="99")) == []


def test_text_that_should_be_there_is_missed() -> None:
    assert problems(forest(value="99"), texts={}) == [
        "source: the text of plan is not in the documents folder"
    ]


# ---- the real table against the real documents ----

NAMED = os.environ.get(documents.DOCUMENTS_SETTING)
DOCUMENTS = Path(NAMED) if NAMED else ROOT.parent / "shared" / "sources"
with_documents = pytest.mark.skipif(
    not DOCUMENTS.is_dir(),
    reason=f"the stored documents are not here; name their folder in {documents.DOCUMENTS_SETTING}",
)


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return load.table(load.TARGETS)


@pytest.fixture(scope="module")
def sources() -> pd.DataFrame:
    return load.codebook_tables().sources


@pytest.fixture(scope="module")
def texts(sources: pd.DataFrame) -> verification.Texts:
    return documents.stored_texts(sources, DOCUMENTS)


@pytest.fixture(scope="module")
def judged(sources: pd.DataFrame, texts: verification.Texts) -> Judged:
    """Return the look-up as the command makes it: by the codebook's units, without lost figures."""
    multiples = load.codebook_tables().units.multiples_zh
    scaled = {unit for unit, few in multiples.items() if few}
    return partial(
        verification.problems,
        sources=sources, texts=texts, lost=set(load.unverified().index), scaled=scaled,
    )  # fmt: skip


@pytest.mark.long
@with_documents
def test_every_coded_row_is_borne_out(
    rows: pd.DataFrame, sources: pd.DataFrame, texts: verification.Texts, judged: Judged
) -> None:
    assert len(texts) == (sources["text"] != "").sum()
    assert rows["source"].isin(list(texts)).sum() > 1000
    results = load.reported(load.results_origin())
    assert [str(problem) for table in (rows, results) for problem in judged(table)] == []


@with_documents
def test_each_real_figure_fails_when_it_is_changed(
    rows: pd.DataFrame, texts: verification.Texts, judged: Judged
) -> None:
    stated = rows[rows["source"].isin(list(texts)) & (rows["value"] != "")]
    stated = stated[~stated["id"].isin(load.unverified().index)]
    wrong = stated.assign(value=(stated["value"].astype(float) * 1.7 + 0.7).astype("str"))
    found = list(judged(wrong))
    assert {problem.column for problem in found} == {"value"}
    assert len(found) == len(wrong) > 45


@with_documents
def test_a_real_sentence_fails_as_a_summary(
    rows: pd.DataFrame, sources: pd.DataFrame, texts: verification.Texts, judged: Judged
) -> None:
    english = sources.index[sources["language"] == "en"].intersection(list(texts))
    wordy = rows[rows["source"].isin(english) & (rows["value"] == "")]
    theirs = [texts[row.source][int(row.paragraph) - 1] for row in wordy.itertuples()]
    found = list(judged(wordy.assign(summary=theirs)))
    assert {problem.column for problem in found} == {"summary"}
    assert len(found) == len(wordy) > 100


# ---- texts in Chinese: printed lines wrap anywhere ----

PLAN_ZH = (
    "为本测试编写的规划",
    "　　到２０２５年，全省细颗粒物年均浓度控制在 ３５ 微克/立方米以内，",
    "优良天数比率达到 ８３",
    "\U001001b0６％ ，新能源装机达到 1 . 37 亿千瓦，绿色出行比例 7 0 %，",
    "村庄污水实现全覆盖，河湖两岸的树木一年比一年多起来，鸟类也回来了，",
    "新增装机 1 6 8 4 万千瓦。",
)
SOURCES_ZH = pd.DataFrame({"text": ["plan.txt"], "language": ["zh"]}, index=["plan"])


def problems_zh(*rows: small.Row, lost: tuple[str, ...] = (), lines: object = PLAN_ZH) -> list[str]:
    table = pd.DataFrame([dict(row) for row in small.numbered(rows)])
    found = verification.problems(table, SOURCES_ZH, {"plan": lines}, lost=lost, scaled={"GW"})
    return [str(problem) for problem in found]


def in_plan(printed: str, value: str, line: str, unit: str = "%", **cells: str) -> small.Row:
    plain = {"source": "plan", "paragraph": line, "as_printed": printed, "unit": unit}
    return small.result(value=value, **plain | cells)


@pytest.mark.parametrize(
    "row",
    [
        in_plan("控制在35微克/立方米以内", "35", "2"),
        in_plan("83.6%", "83.6", "3"),  # the point is a private character, on the next line
        in_plan("83.6%", "83.6", "1"),  # three lines on
        in_plan("1.37亿千瓦", "137", "4", "GW"),
        in_plan("1.37亿千瓦", "137000000", "4", "kW"),
        in_plan("1684万千瓦", "16.84", "6", "GW"),
        in_plan("70%", "70", "4"),
        in_plan("全覆盖", "100", "5"),
    ],
    ids=lambda row: f"{row['as_printed']} {row['value']}",
)
def test_figure_of_a_text_that_wraps(row: small.Row) -> None:
    assert problems_zh(row) == []


def test_a_text_that_wraps_is_read_three_lines_on_and_no_further() -> None:
    assert problems_zh(in_plan("1684万千瓦", "16.84", "3", "GW")) == []
    assert problems_zh(in_plan("1684万千瓦", "16.84", "2", "GW")) == [
        "row 2, as_printed: “1684万千瓦” does not stand in paragraph 2"
    ]


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [("83.6%", "8.36", "%"), ("83.6%", "836", "%"), ("1.37亿千瓦", "1.38", "GW")],
)
def test_digits_move_only_where_the_unit_has_multiples(printed: str, value: str, unit: str) -> None:
    assert problems_zh(in_plan(printed, value, "3", unit)) == [
        f"row 2, value: {value} is not the figure in “{printed}”"
    ]


def test_an_english_paragraph_is_one_line() -> None:
    assert problems(forest(paragraph="1")) != []


def test_row_whose_text_lost_a_digit_is_listed_with_its_id() -> None:
    row = in_plan("84.6%", "84.6", "3")
    known = small.numbered([row])[0]["id"]
    assert problems_zh(row, lost=(known,)) == []
    assert problems_zh(in_plan("83.6%", "83.6", "3"), lost=(known,)) == [
        "row 2, id: the figure is found in its text; take the row out of codebook/unverified.csv"
    ]


COPIED_ZH = "河湖两岸的树木一年比一年多"  # thirteen characters of the plan
REFUSED_ZH = "repeats a sentence of the document; say it in your own words"


@pytest.mark.parametrize("column", ["scope_zh", "note_zh"])
def test_twelve_characters_in_a_row_are_a_copy(column: str) -> None:
    row = in_plan("70%", "70", "4", **{column: f"其中{COPIED_ZH}。"})
    assert problems_zh(row) == [f"row 2, {column}: {REFUSED_ZH}"]


def test_twelve_characters_are_a_copy_across_lines() -> None:
    row = in_plan("70%", "70", "4", note_zh=COPIED_ZH)
    broken = [*PLAN_ZH[:4], "村庄污水实现全覆盖，河湖两岸的树", "木一年比一年多起来"]
    assert problems_zh(row, lines=broken) == [f"row 2, note_zh: {REFUSED_ZH}"]


@pytest.mark.parametrize(
    ("words", "is_copied"),
    [
        (COPIED_ZH, True),
        (COPIED_ZH[:12], True),
        (COPIED_ZH[:11], False),
        (COPIED_ZH[:6] + "，" + COPIED_ZH[6:], False),
        (f"见《{COPIED_ZH}》", False),
        (f"见《规划》{COPIED_ZH}", True),
        ("", False),
    ],
)
def test_a_run_of_twelve_characters_is_a_copy(words: str, is_copied: bool) -> None:
    assert copying.copied_in_chinese(words, copying.unbroken(PLAN_ZH)) is is_copied


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1.37亿千瓦", {1.37, 137_000_000}),
        ("４８０４.12万亩", {4804.12, 48_041_200}),
        ("3万亿元", {3, 3e12}),
        ("全覆盖", {100}),
    ],
)
def test_printed_numbers_in_chinese(text: str, figures: set[float]) -> None:
    assert verification.printed_numbers(text) == figures
