"""Tests where a line may break, in English and in Chinese."""

import pytest

from commitments.language.line_breaking import CLOSING, OPENING, pieces, words


def test_english_breaks_at_blanks_alone() -> None:
    text = "“Nothing found” is never “no target”: km², 45.8 %."
    assert "".join(pieces(text)) == text
    assert [word for _, word in words(text)] == text.split(" ")


def test_a_no_break_space_holds_a_figure_and_its_unit() -> None:
    assert pieces("45.8\u00a0% more") == ["45.8\u00a0%", " ", "more"]


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("数值依原文：符号", ["数", "值", "依", "原", "文：", "符", "号"]),
        ("“未找到”绝不", ["“未", "找", "到”", "绝", "不"]),
        ("设示范区（“两山”）。", ["设", "示", "范", "区", "（“两", "山”）。"]),
        ("到2025年达到PM2.5，等", ["到", "2025年", "达", "到", "PM2.5，", "等"]),
        ("河北35项、吉林20项", ["河", "北", "35项、", "吉", "林", "20项"]),
    ],
)
def test_chinese_breaks_between_characters_but_not_at_its_marks(
    text: str, parted: list[str]
) -> None:
    assert pieces(text) == parted
    assert not any(piece[0] in CLOSING or piece[-1] in OPENING for piece in parted)
