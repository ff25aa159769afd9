"""Tests the look-up of coded rows in the texts they were read in."""

import os
from pathlib import Path

import pandas as pd
import pytest
from support import small

from commitments import ROOT
from commitments.atlas import documents, load, verification

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
    return [str(problem) for problem in verification.problems(table, SOURCES, stored)]


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
    assert verification.copied(words, TEXT[3]) is copied


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


@with_documents
def test_every_coded_row_is_borne_out(
    rows: pd.DataFrame, sources: pd.DataFrame, texts: verification.Texts
) -> None:
    assert len(texts) == (sources["text"] != "").sum()
    assert rows["source"].isin(list(texts)).sum() > 150
    assert [str(problem) for problem in verification.problems(rows, sources, texts)] == []


@with_documents
def test_each_real_figure_fails_when_it_is_changed(
    rows: pd.DataFrame, sources: pd.DataFrame, texts: verification.Texts
) -> None:
    stated = rows[rows["source"].isin(list(texts)) & (rows["value"] != "")]
    wrong = stated.assign(value=(stated["value"].astype(float) + 0.7).astype("str"))
    found = list(verification.problems(wrong, sources, texts))
    assert {problem.column for problem in found} == {"value"}
    assert len(found) == len(wrong) == 45


@with_documents
def test_a_real_sentence_fails_as_a_summary(
    rows: pd.DataFrame, sources: pd.DataFrame, texts: verification.Texts
) -> None:
    wordy = rows[rows["source"].isin(list(texts)) & (rows["value"] == "")]
    theirs = [texts[row.source][int(row.paragraph) - 1] for row in wordy.itertuples()]
    found = list(verification.problems(wordy.assign(summary=theirs), sources, texts))
    assert {problem.column for problem in found} == {"summary"}
    assert len(found) == len(wordy)
