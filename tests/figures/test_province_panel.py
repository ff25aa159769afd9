"""The panel beside the overview's map: one province, or all, in brief."""

import html
import re

import pandas as pd
import pytest
from support import real

from commitments.domain.model import Theme
from commitments.figures import province_panel
from commitments.queries import codebook_lists, coverage, outcomes, query, schedule

HOSTILE = "\"'><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def atlas():
    return real.atlas()


def drawn(atlas, name, *, ahead=None, documents=None, area=None, past=None):
    rows = query.described(schedule.due_next(atlas, name, 2026, most=8))
    return province_panel.province(
        name,
        atlas.provinces.loc[name] if area is None else area,
        themes=coverage.counted_by_theme(atlas, name),
        ahead=rows if ahead is None else ahead,
        documents=codebook_lists.documents(atlas, name) if documents is None else documents,
        today=2026,
        past=past or (atlas.targets.head(0), 0),
    )


def test_what_fell_due_is_told_with_its_answers(atlas):
    rows, silent = past = outcomes.fell_due(atlas, "Hainan", Theme.AIR)
    markup = drawn(atlas, "Hainan", past=past)
    assert rows["id"].tolist() == ["hi-pm25_mean-2025"]
    assert (
        '<i class="answer missed"></i>11.8 µg/m³ (2025): not reached, 0.8 µg/m³ above</small>'
        in markup
    )
    assert "no report was found" not in markup
    assert silent == 0
    _, more = outcomes.fell_due(atlas, "Hebei", None)
    told = drawn(atlas, "Hebei", past=outcomes.fell_due(atlas, "Hebei", None))
    assert f"For {more} more figures that fell due no report was found." in told


def test_a_province_in_brief(atlas):
    markup = drawn(atlas, "Hebei")
    count = int((atlas.targets["province"] == "Hebei").sum())
    assert "<h2>Hebei <span lang='zh'>河北</span></h2>" in markup
    assert f"North China · {count} commitments · " in markup
    assert f"Timeline?province=Hebei'>{count} commitments of Hebei on the timeline" in markup
    due = query.figures(query.described(schedule.due_next(atlas, "Hebei", 2026, most=8)))
    assert len(due)
    for row in due.to_dict("records"):
        assert f"{row['indicator_name']} {row['full_label']}" in markup


def test_a_due_year_is_written_once_and_first(atlas):
    years = re.findall(r"<dt>(\d+)</dt>", drawn(atlas, "Jilin"))
    assert years == sorted(set(years))


def test_nothing_ahead_is_said_in_words(atlas):
    none = query.described(schedule.due_next(atlas, "Hebei", 2090))
    assert "Nothing was found that falls due from 2026 on." in drawn(atlas, "Hebei", ahead=none)


def test_a_province_whose_name_has_a_space_is_linked(atlas):
    assert "Timeline?province=Inner+Mongolia" in drawn(atlas, "Inner Mongolia")


def test_an_area_outside_the_plans_says_so(atlas):
    markup = province_panel.empty(
        "Macau", atlas.provinces.loc["Macau"], "These plans do not cover it."
    )
    assert "<h2>Macau <span" in markup and "These plans do not cover it." in markup


def test_bars_are_on_one_scale_and_say_their_counts():
    counts = pd.DataFrame({"figures": [8, 1], "words": [2, 0]}, index=["air", "water"])
    markup = province_panel._bars(counts, {}, "#000000")
    assert "class='figures' style='width:80.0%" in markup
    assert "class='words' style='width:20.0%" in markup
    assert "class='figures' style='width:10.0%" in markup
    assert markup.count("class='words'") == 1, "a count of nothing draws nothing"
    assert "8 with a figure, 2 in words only" in markup


def test_large_counts_have_their_separators():
    counted = pd.DataFrame({"figures": [1140], "words": [1000]}, index=["before 2026"])
    markup = province_panel.everywhere(counted, counted, pd.Series({"A": 1}), theme=None)
    assert "<b>2,140</b>" in markup
    assert "1,140 with a figure, 1,000 in words only" in markup


def test_all_provinces_in_brief(atlas):
    markup = province_panel.everywhere(
        coverage.counted_by_theme(atlas, None),
        coverage.counted_by_year(atlas, Theme.WATER, 2026),
        atlas.sources["evidence"].value_counts().sort_index(),
        theme=Theme.WATER,
    )
    assert "When water commitments fall due" in markup
    assert "before 2026" in markup
    read = len(atlas.sources)
    assert f"the source {read} documents were read, those of reports included" in markup
    assert re.search(r"<dt>A</dt><dd>\d+ documents? · the issuer's", html.unescape(markup))


def test_no_years_draw_no_bars(atlas):
    none = coverage.counted_by_theme(atlas, None).head(0)
    assert province_panel._bars(none, {}, "#000000") == "<ul class='bars'></ul>"


def test_hostile_text_is_escaped(atlas):
    ahead = query.described(schedule.due_next(atlas, "Hebei", 2026)).assign(
        id=HOSTILE, sentence=HOSTILE, summary=HOSTILE, indicator_name=HOSTILE, place=HOSTILE
    )
    documents = codebook_lists.documents(atlas, "Hebei").assign(title=HOSTILE, issuer=HOSTILE)
    area = atlas.provinces.loc["Hebei"].copy()
    area["name_zh"] = area["region"] = HOSTILE
    markup = drawn(atlas, "Hebei", ahead=ahead, documents=documents, area=area)
    assert "<img" not in markup
    assert markup.count("&lt;img") > 4
    assert not re.search(r"(href|title)='[^']*\"", markup), "nor does a quote end an attribute"
