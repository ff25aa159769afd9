"""Tests that the shipped fonts have the Chinese characters that the atlas shows."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from support.views import ROOT

FONTS = ROOT / "static" / "fonts"
ATLAS = FONTS / "NotoSansSC-Regular-atlas.woff2"
COMMON = FONTS / "NotoSansSC-Regular-common.woff2"
CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
# Whatever is shown: the tables with their codebook, the places, the texts and the catalogues.
SHOWN = (
    "*.csv", "codebook/*", "geodata/*.csv", "geodata/*.geojson", "docs/*.md", "languages/**/*.po",
)  # fmt: skip
TYPED = ("traditional.csv", "province_names.csv")  # what readers type, and the atlas never shows
FILES = sorted(file for pattern in SHOWN for file in ROOT.glob(pattern) if file.name not in TYPED)
LARGEST = 900_000  # bytes: what a reader with no Chinese font waits for, at most


def characters(font: Path) -> set[str]:
    return {chr(code) for code in TTFont(font, lazy=True).getBestCmap()}


def named(style: str, font: Path) -> set[str]:
    """Return the characters for which a stylesheet sends a browser to a font."""
    (ranges,) = re.findall(rf'{font.name}".*?unicode-range: (.*?);', style, re.DOTALL)
    found = set()
    for first, last in re.findall(r"U\+([0-9a-f]+)(?:-([0-9a-f]+))?", ranges):
        found |= set(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_browsers_are_sent_every_chinese_character_of_the_atlas(file: Path) -> None:
    shown = set(CHINESE.findall(file.read_text(encoding="utf-8")))
    missing = shown - characters(ATLAS) - characters(COMMON)  # `make fonts` moves them to the first
    assert not missing, f"run `make fonts`: {' '.join(sorted(missing))}"


def test_the_stylesheet_names_what_the_fonts_have() -> None:
    style = (FONTS / "chinese.css").read_text(encoding="utf-8")
    assert named(style, ATLAS) == characters(ATLAS)
    assert characters(COMMON) <= named(style, COMMON)
    assert "a" not in named(style, ATLAS) | named(style, COMMON), "English pages fetch neither"


def test_the_fonts_of_browsers_are_small() -> None:
    assert ATLAS.stat().st_size + COMMON.stat().st_size < LARGEST
