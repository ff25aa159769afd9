"""Tests the atlas in Chinese: same rows, its prose and its units in that language."""

import re

import pytest
from support import real

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.model import Filters
from commitments.figures import captions
from commitments.language import Language, speaking
from commitments.queries import query, search
from commitments.words import references, wording

LATIN = re.compile(r"[A-Za-z]{3,}")
LATIN_STAYS = {"PM", "COD", "GDP"}


@pytest.fixture(scope="module")
def english() -> Atlas:
    return real.atlas()


@pytest.fixture(scope="module")
def chinese(english: Atlas) -> Atlas:
    return translated(english, Language.CHINESE)


def test_rows_are_the_same(english: Atlas, chinese: Atlas) -> None:
    assert chinese.targets["id"].tolist() == english.targets["id"].tolist()
    assert chinese.language == Language.CHINESE
    assert chinese.fingerprint != english.fingerprint
    assert translated(english, Language.ENGLISH) is english


def test_figures_are_the_same_in_chinese_units(english: Atlas, chinese: Atlas) -> None:
    size = english.targets["indicator"].map(chinese.indicators["shown_size"])
    again = chinese.targets["drawn"] * size
    stated = english.targets["drawn"].notna()
    assert again[stated].tolist() == pytest.approx(english.targets.loc[stated, "drawn"].tolist())
    printed = chinese.targets["value"] * chinese.targets["printed_size"]
    assert printed[stated].tolist() == pytest.approx(english.targets.loc[stated, "value"].tolist())


def test_large_figures_stand_in_chinese_multiples(chinese: Atlas) -> None:
    symbols = set(chinese.targets["symbol"])
    assert {"平方公里", "万亩", "亿立方米", "万千瓦", "%"} <= symbols
    assert not any(LATIN.search(symbol) for symbol in symbols)


def test_classes_hold_the_same_provinces(english: Atlas, chinese: Atlas) -> None:
    for indicator in ("forest_stock", "wind_solar_capacity"):
        size = chinese.indicators.at[indicator, "shown_size"]
        limits = query.class_limits(english, indicator)
        again = [limit * size for limit in query.class_limits(chinese, indicator)]
        assert again == pytest.approx(limits)


def test_no_english_is_left_in_the_sentences(chinese: Atlas) -> None:
    with speaking(Language.CHINESE):
        said = query.described(chinese.targets)
    for column in ("sentence", "full_label", "due", "province_name", "place_name", "theme_name"):
        found = {word for cell in said[column] for word in LATIN.findall(str(cell))}
        assert found <= LATIN_STAYS, column


@pytest.mark.long
def test_a_search_finds_both_languages_in_both(english: Atlas, chinese: Atlas) -> None:
    for words in ("forest coverage", "森林覆盖率", "Hebei", "河北"):
        found = search.matching(english, Filters(words))["id"].tolist()
        assert found
        assert search.matching(chinese, Filters(words))["id"].tolist() == found


def test_titles_and_sources_are_chinese(chinese: Atlas) -> None:
    with speaking(Language.CHINESE):
        areas = query.figure_map(chinese, "forest_coverage", 2035).assign(symbol="%")
        indicator = chinese.indicators.loc["forest_coverage"]
        assert captions.map_title(indicator, 2035) == "森林覆盖率，2035年"
        said = captions.map_subtitle(areas, indicator) + captions.not_ranked(areas)
        assert not LATIN.search(said)
        assert references.read_in(chinese, chinese.targets).startswith("来源：")


def test_a_red_line_reads_as_a_chinese_analyst_writes_it(chinese: Atlas) -> None:
    row = chinese.targets.set_index("id").loc["he-forest_coverage-2035"].to_dict()
    with speaking(Language.CHINESE):
        assert wording.sentence(row).startswith("森林覆盖率")
