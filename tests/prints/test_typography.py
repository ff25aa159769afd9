"""Tests the type of prints: measuring, wrapping, cutting."""

import pytest

from commitments.figures import assets
from commitments.prints import typography as print_type
from commitments.prints.typography import REGULAR, cut, shortened, undrawable, width, wrapped

LONG_LINK = "Map?theme=ecology&indicator=forest_coverage&year=2025&province=Hebei,Jilin,Shandong"


@pytest.mark.parametrize(
    "text",
    [
        "Share of the land covered by forest; targets may rest on different surveys",
        "到2035年，森林覆盖率达到百分之三十六点五，生态系统质量全面提升",
        LONG_LINK,
        "costs $5 and $6 per m³, _not_ mathematics",
    ],
)
def test_no_line_is_wider_than_its_room(text):
    lines = wrapped(text, 10, 90)
    assert len(lines) > 1
    assert all(width(line, 10) <= 90 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_line_break_is_kept():
    assert wrapped("one\ntwo", 10, 200) == ["one", "two"]


def test_what_is_cut_says_so():
    lines = wrapped("word " * 60, 10, 100)
    kept = shortened(lines, 2, 10, 100, REGULAR)
    assert len(kept) == 2
    assert kept[-1].endswith("…")
    assert width(kept[-1], 10) <= 100
    assert cut("short", 10, 100) == "short"


def test_chinese_is_measured_by_its_own_font():
    assert width("河北", 10) == pytest.approx(20, abs=1)


def test_characters_without_a_glyph_are_found():
    assert undrawable(["≥ 45.8 µg/m³ CO₂ 河北省，“绿水青山”\n"]) == ""
    assert undrawable(["tree 🌲"]) == "🌲"


def test_the_fonts_are_the_shipped_ones():
    assert all((assets.FONTS / file).is_file() for file, *_ in print_type.FILES)
