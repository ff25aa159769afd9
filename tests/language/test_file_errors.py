"""Tests that why a file cannot be read or written is said in the reader's language."""

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commitments import ROOT
from commitments.atlas import load
from commitments.atlas.storage import reading
from commitments.atlas.storage.origin import Origin
from commitments.briefings import reading as brief_reading
from commitments.briefings.items import InvalidBrief
from commitments.cli import writing
from commitments.domain.model import Unreadable
from commitments.language import Language, file_errors, speaking

LATIN = (ROOT / "tests" / "fixtures" / "latin_in_chinese.txt").read_text("utf-8").split()
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
QUOTED = re.compile(r"“[^”]*”")


def english_in(text: str) -> set[str]:
    """Return the English words of a Chinese text; a name of a file and a quotation are none."""
    return set(LATIN_WORD.findall(QUOTED.sub("", text))) - set(LATIN) - {"table", "csv", "parquet"}


def told(read: Callable[[], object]) -> tuple[str, str]:
    """Return a refusal in English and in Chinese."""
    with pytest.raises((Unreadable, InvalidBrief)) as refused:
        read()
    english = str(refused.value)
    with speaking(Language.CHINESE):
        with pytest.raises((Unreadable, InvalidBrief)) as again:
            read()
        return english, str(again.value)


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (b"", "it is empty", "文件是空的"),
        (b'a,b\n1,2\n"3,4\n', "a quotation mark in line 3 is never closed", "第3行有一个引号"),
        (b"a,b\n1,2\n3,4,5\n", "line 3 has 3 cells, the header 2", "第3行有3个单元格"),
    ],
    ids=["empty", "open quotation", "long row"],
)
def test_why_a_table_is_none(tmp_path: Path, content: bytes, english: str, chinese: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    in_english, in_chinese = told(lambda: reading.table(path))
    assert in_english == f"table.csv cannot be read as a table: {english}"
    assert in_chinese.startswith(f"table.csv无法作为表格读取：{chinese}")
    assert english_in(in_chinese) == set()


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "table.csv").mkdir()
    in_english, in_chinese = told(lambda: reading.table(tmp_path / "table.csv"))
    assert in_english == "table.csv cannot be read as a table: it is a folder"
    assert in_chinese == "table.csv无法作为表格读取：这是文件夹，不是文件"


@pytest.mark.parametrize("content", [b"", b"PAR1 and nothing else", b"no such thing at all"])
def test_why_a_file_is_no_parquet(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.parquet"
    path.write_bytes(content)
    in_english, in_chinese = told(lambda: reading.read(Origin(path)))
    assert in_english.endswith("it is no Parquet file, or only a part of one")
    assert english_in(in_chinese) == set()


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (b"title = 'a'\n= 3", "see line 2, column 1", "问题在第2行第1列"),
        (b"title = ", "it ends in the middle", "文件在中途结束"),
    ],
)
def test_where_a_briefing_is_no_toml(
    real_atlas: load.Atlas, content: bytes, english: str, chinese: str
) -> None:
    in_english, in_chinese = told(lambda: brief_reading.read(content, real_atlas))
    assert english in in_english
    assert chinese in in_chinese
    assert english_in(in_chinese) == set()


@pytest.mark.parametrize("number", file_errors.OF_THE_SYSTEM)
def test_what_the_system_says_has_words_of_ours(number: int) -> None:
    fault = OSError(number, os.strerror(number))
    with speaking(Language.CHINESE):
        said = str(file_errors.of_system(fault))
        assert english_in(said) == set()
    assert os.strerror(number) not in said


def test_what_is_not_known_is_quoted() -> None:
    fault = OSError(errno.ENOTCONN, "Transport endpoint is not connected")
    assert str(file_errors.of_system(fault)) == "Transport endpoint is not connected"
    with speaking(Language.CHINESE):
        said = str(file_errors.of_system(fault))
        assert said == "原因不明（程序的原话是“Transport endpoint is not connected”）"
        assert english_in(said) == set()


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "table.csv").mkdir()
    in_english, in_chinese = told(lambda: writing.write(tmp_path / "table.csv", b"1"))
    assert in_english == "table.csv cannot be written: it is a folder"
    assert in_chinese == "无法写入table.csv：这是文件夹，不是文件"
