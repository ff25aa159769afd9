"""Tests that what the atlas writes in one language holds no word of the other."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from support import real
from support.views import ROOT

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.model import Theme
from commitments.figures import alt_text, assets
from commitments.figures.compare import captions as compare_captions
from commitments.figures.compare import column_heads as compare_heads
from commitments.figures.compare import marks as compare_marks
from commitments.figures.compare import table as compare_sheet
from commitments.figures.timelines import captions as timeline_captions
from commitments.figures.timelines import views as timeline_views
from commitments.language import Language, speaking
from commitments.queries import comparison as compare
from commitments.queries import provenance, query, schedule
from commitments.queries.comparison import Order
from commitments.queries.schedule import Density, Grouping, Period, View

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
# Units, formulas and names that Chinese writes in Latin letters too, and the marks of Markdown.
LATIN_IN_TEXTS = frozenset(
    {"PM", "GDP", "CO", "Natural", "Earth", "BibTeX", "CC", "BY", "MIT", "GeoNames", "MODIS"}
)
THREE = ("Hebei", "Jilin", "National")
TODAY = 2026.4
TEXTS = ("method.md", "boundaries.md")


@pytest.fixture(scope="module")
def english() -> Atlas:
    return real.atlas()


@pytest.fixture(scope="module")
def in_chinese(english: Atlas) -> Atlas:
    return translated(english, Language.CHINESE)


@pytest.fixture
def chinese(in_chinese: Atlas) -> Iterator[Atlas]:
    """Speak Chinese, and return the atlas in it."""
    with speaking(Language.CHINESE):
        yield in_chinese


def latin(text: str) -> set[str]:
    """Return the words of a text in Latin letters that no Chinese reader expects."""
    return set(LATIN_WORD.findall(text)) - LATIN_IN_TEXTS


def texts_of(html: str) -> str:
    """Return what a reader sees of HTML, but what stands in the other language by intent."""
    shown = re.sub(r'<span lang="(zh|en)">.*?</span>', " ", html)
    told = re.findall(r'(?:title|alt|aria-label)="([^"]*)"', shown)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", shown), *told]))


def sheet_of(atlas: Atlas, theme: Theme | None, order: Order) -> str:
    made = compare.lines(atlas, theme, THREE, today=int(TODAY), order=order)
    table = compare_sheet.sheet(
        atlas,
        made,
        compare.rows(atlas, theme, THREE),
        theme=theme,
        order=order,
        today=TODAY,
        address=lambda row: row,
    )
    title = compare_captions.title(theme, THREE)
    subtitle = compare_captions.subtitle(made, THREE, order)
    told = alt_text.of_comparison(made, title=title, subtitle=subtitle)
    return " ".join([texts_of(compare_marks.key(made) + table), title, subtitle, *told])


@pytest.mark.parametrize("order", Order)
def test_a_comparison_in_chinese_has_no_english(chinese: Atlas, order: Order) -> None:
    assert latin(sheet_of(chinese, None, order)) == set()


def test_a_comparison_in_english_has_no_chinese(english: Atlas) -> None:
    assert set(HAN.findall(sheet_of(english, None, Order.THEME))) == set()


def test_why_nothing_is_compared_is_said_in_chinese(chinese: Atlas) -> None:
    said = [
        *(compare_captions.too_few(chinese, names) for names in ((), ("Hebei",), ("Macau",))),
        compare_captions.nothing_found(None, THREE),
        compare_captions.nothing_found(Theme.AIR, THREE),
        compare_heads.counted(compare.rows(chinese, None, THREE)).replace("ul", ""),
    ]
    assert [text for text in said if latin(text) - {"li"}] == []


@pytest.mark.parametrize(
    "view",
    [
        View(provinces=("Hebei", "Jilin", "Tibet"), theme=Theme.WATER),
        View(provinces=("Hebei", "Hong Kong"), period=Period.AHEAD, density=Density.OPEN),
        View(provinces=("Hebei",), group=Grouping.THEME, density=Density.OPEN),
        View(provinces=("Shaanxi", "Tibet"), theme=Theme.WATER, national=False),
        View(national=False),
    ],
    ids=["water", "open", "themes", "nothing found", "nothing chosen"],
)
def test_a_timeline_in_chinese_has_no_english(chinese: Atlas, view: View) -> None:
    made = timeline_views.timeline_view(chinese, (view, TODAY))
    rows = made.rows
    drawn = [row for rows in made.names["datasets"].values() for row in rows]
    said = [
        made.title, made.subtitle, made.nothing, made.sources, *made.alt, *made.listed.values(),
        *rows["text"], *(row["name"] for row in drawn if "name" in row),
        *timeline_captions.periods(int(TODAY)).values(),
        timeline_captions.printed(rows, schedule.places(view)),
    ]  # fmt: skip
    assert [text for text in said if latin(text)] == []


def test_a_timeline_in_english_has_no_chinese(english: Atlas) -> None:
    made = timeline_views.timeline_view(english, (View(provinces=("Hebei", "Jilin")), TODAY))
    assert not any(map(HAN.search, [made.title, made.subtitle, *made.alt, *made.rows["text"]]))


def test_where_a_commitment_is_written_is_told_in_chinese(chinese: Atlas) -> None:
    rows = query.described(chinese.targets.drop_duplicates("source")).to_dict("records")
    for row in rows:
        found = provenance.record(chinese, row)
        printed = str(row["as_printed"])
        publisher = str(chinese.sources.at[row["source"], "publisher"])  # may have a Latin name
        told = [part for fact in found.facts for part in fact if part != publisher]
        said = [found.heading, found.sentence, *found.cautions, *told]
        left = {word for text in said if printed not in text or not printed for word in latin(text)}
        assert not left, row["id"]


def test_units_are_given_in_others_only(chinese: Atlas) -> None:
    row = chinese.targets[chinese.targets["id"] == "he-red_line_area-nodate"]
    (told,) = query.described(row).to_dict("records")
    given = provenance.conversions(chinese, told)
    assert len(given) == 3
    assert not any(one.split("（")[0].endswith(told["printed_symbol"]) for one in given)


# ---- the project's own texts ----


def outline(text: str) -> list[str]:
    """Return the form of a text: its headings by their level, and blanks for its paragraphs."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return [block[: len(block) - len(block.lstrip("#"))] for block in blocks]


@pytest.mark.parametrize("file", TEXTS)
def test_a_text_corresponds_in_both_languages(file: str) -> None:
    english, chinese = (assets.prose(file, one).read_text("utf-8") for one in Language)
    assert outline(english) == outline(chinese)
    assert chinese.count("**") == english.count("**")


@pytest.mark.parametrize("file", TEXTS)
def test_a_text_in_chinese_is_chinese(file: str) -> None:
    text = assets.prose(file, Language.CHINESE).read_text("utf-8")
    assert latin(re.sub(r"`[^`]*`|{[a-z_]+}", "", text)) == set()
    assert assets.prose(file, Language.ENGLISH) == ROOT / "docs" / file
