"""Tests the words that stand in the place of Streamlit's own."""

import re
from pathlib import Path

import pytest
import streamlit

from commitments.language import Language, speaking
from commitments.ui import streamlit_strings

# What a page fills in, and words that Streamlit puts into its sentences.
OF_ITS_OWN = re.compile(
    r"\{\}|(?<=\{\}) options| (?=available)|: (?=\{\})|Press (?:Ctrl|⌘)\+|apply$"
)
SCRIPTS = sorted((Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js"))


@pytest.fixture(scope="module")
def written() -> str:
    """Return all that Streamlit's pages are written in."""
    return "\n".join(path.read_text("utf-8") for path in SCRIPTS)


@pytest.mark.parametrize("theirs", streamlit_strings.WORDS)
def test_streamlit_still_says_what_is_said_otherwise(theirs: str, written: str) -> None:
    parts = [part for part in OF_ITS_OWN.split(theirs) if len(part) > 1]
    assert parts
    assert all(part in written for part in parts)


def test_a_chinese_page_says_all_of_it_in_chinese() -> None:
    with speaking(Language.CHINESE):
        assert set(streamlit_strings.WORDS) <= set(streamlit_strings.words())


def test_an_english_page_keeps_what_is_good_english() -> None:
    said = streamlit_strings.words()
    assert said["Upload"] == "Choose a file"
    assert "Open" not in said
    assert all(ours.count("{}") <= theirs.count("{}") for theirs, ours in said.items())


def test_browsers_read_the_words_of_the_catalogues() -> None:
    assert streamlit_strings.FILE.read_text("utf-8") == streamlit_strings.written(), (
        "run `make words`"
    )


def test_a_page_that_is_not_there_is_not_read_as_a_number() -> None:
    with speaking(Language.CHINESE):
        said = streamlit_strings.words()
    assert said["Page not found"] == "未找到此页"
    assert list(said).index("Page not found") < list(said).index("Page {}")
