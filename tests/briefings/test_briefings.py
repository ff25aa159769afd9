"""Tests briefings as words: their file, their link, the sentences on their faults."""

import base64
import json
import random
import zlib

import pytest
from support import real

from commitments.briefings import drafts
from commitments.briefings import items as briefing
from commitments.briefings import links as brief_links
from commitments.briefings import reading as brief_reading
from commitments.briefings import tables as brief_tables
from commitments.briefings import views as brief_views
from commitments.briefings.items import Brief, InvalidBrief, Item, Kind
from commitments.domain.model import Basis, Filters, Selection, Theme
from commitments.language import say
from commitments.queries import headline_facts, search
from commitments.queries.progress import Asked, Order

TRIO = ("Hebei", "Jilin", "Shandong")
TODAY = 2026
SEARCH = Filters(
    "forest 森林",
    Theme.ECOLOGY,
    "Jilin",
    "figure",
    "at_least",
    "2025",
    "",
    "C",
    "has a note",
    "not-reached",
)


@pytest.fixture(scope="module")
def atlas():
    return real.atlas()


@pytest.fixture
def brief():
    return Brief(
        'A title with "quotes", a \\ and 中文',
        "Two\nlines",
        (
            Item(Kind.FACTS, Selection(Theme.ECOLOGY, "forest_coverage", 2025, TRIO)),
            Item(Kind.MAP, Selection(None, "red_line_area", None, ("Hebei",), Basis.SHARE)),
            Item(Kind.TILES, Selection(None, "farmland_area", 2035, (), Basis.STATED, True)),
            Item(Kind.COMPARE, Selection(provinces=("Hebei", "National")), "Mine", "My note"),
            Item(Kind.MATRIX),
            Item(Kind.PROGRESS, Asked("pm25_mean", Order.NAME, True, ("Hebei",)).selection()),
            Item(Kind.PROVINCE, Selection(provinces=("Jilin",))),
            briefing.table_of(SEARCH),
        ),
    )


def table(atlas, **asked):
    return brief_views.shown(atlas, briefing.table_of(Filters(**asked)), TODAY)


def test_a_search_comes_back_as_it_was_asked(brief):
    assert brief.items[-1].filters() == SEARCH


@pytest.mark.long
def test_a_searched_table_holds_what_the_page_shows(atlas):
    asked = Filters("forest", Theme.ECOLOGY, kind="figure", comparator="at_least", evidence="C")
    view = brief_views.shown(atlas, briefing.table_of(asked), TODAY)
    assert set(view.rows["id"]) == set(search.matching(atlas, asked)["id"])
    assert view.title == "Ecology commitments with “forest”"
    assert view.subtitle.startswith(
        "search “forest” · with a figure · comparator “at least” · evidence C · "
    )
    assert view.link == (
        "Targets?q=forest&theme=ecology&kind=figure&comparator=at_least&evidence=C"
    )


def test_a_search_is_told_in_words(atlas):
    document = atlas.sources.index[0]
    named = table(atlas, source=document, year="no date", flag="corrected")
    told = f"no date · corrected · in “{atlas.sources.at[document, 'title']}” · 1 commitment, "
    assert named.subtitle.startswith(told)
    none = table(atlas, words="unheard of")
    assert none.subtitle.endswith("0 commitments, 0 with a figure · 0 of 31 provinces")
    assert none.missing.startswith("Nothing matches these filters")
    assert table(atlas, province="Hebei").title == "The commitments of Hebei"
    assert table(atlas, kind="words").title == "Selected commitments"
    assert table(atlas, evidence="yours").title == "Commitments from a reader's own table"


def test_a_long_table_says_where_it_is_cut(atlas):
    view = table(atlas)
    assert len(view.rows) == brief_tables.ROWS_TOLD
    assert view.subtitle.endswith(f"the first {brief_tables.ROWS_TOLD} are listed")


def test_a_set_made_with_a_readers_own_table_says_so(brief, atlas):
    own = briefing.with_own(brief, "beside")
    assert brief_reading.read(briefing.written(own).encode(), atlas) == own
    unknown = "yours = 'beside'\n[[item]]\nkind='map'\nindicator='mine_alone'"
    assert faults(unknown, atlas)[0] == say("set-fault.needs-table")


def faults(text, atlas):
    with pytest.raises(InvalidBrief) as found:
        brief_reading.read(text.encode(), atlas)
    return list(found.value.problems)


def test_a_file_reads_back_the_same(brief, atlas):
    assert brief_reading.read(briefing.written(brief).encode(), atlas) == brief


def test_a_link_reads_back_the_same(brief, atlas):
    assert brief_links.unpacked(brief_links.packed(brief), atlas) == brief


def test_the_link_of_a_draft_is_short(atlas):
    made = drafts.draft_comparison(atlas, TRIO, Theme.ECOLOGY)
    assert len(brief_links.packed(made)) < 400


def test_provinces_may_be_named_in_chinese(atlas):
    spec = "[[item]]\nkind = 'compare'\nprovince = ['河北', 'Jilin', '全国']"
    (item,) = brief_reading.read(spec.encode(), atlas).items
    assert item.selection.provinces == ("Hebei", "Jilin", "National")


def test_every_fault_is_a_sentence_with_its_place(atlas):
    spec = """
    titel = "x"
    [[item]]
    kind = "pie"
    province = ["Shanxii"]
    [[item]]
    kind = "dots"
    year = 3
    [[item]]
    kind = "compare"
    indicator = "forest_coverage"
    year = 1999
    province = ["Hebei"]
    """
    assert faults(spec, atlas) == [
        "the briefing: “titel” is not known; what can stand here is title, note, yours, language, "
        "item.",
        "item 1, kind: “pie” is not here; choose facts, map, tiles, dots, timeline, progress, "
        "compare, province, matrix or table.",
        "item 1, province: “Shanxii” is not a province; did you mean Shanxi, Shaanxi or Shanghai?",
        "item 2, indicator: a dot plot and panels of progress need one.",
        "item 3, year: nothing of forest_coverage is due in “1999”; choose 2023, 2025, 2026, 2027, "
        "2030 or 2035.",
        "item 3, province: a comparison needs 2 to 4 provinces.",
    ]


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("= nonsense", "The file is not TOML"),
        ("title = 3", "the briefing, title: write it as text in quotes."),
        ('item = "x"', "item: write each view as its own [[item]] section."),
        ("[[item]]\nkind = 'map'\nindicator = 'forest'", "item 1, indicator: “forest”"),
        ("[[item]]\nkind = ['map']", "item 1, kind:"),
        (
            "[[item]]\nkind='map'\nindicator='forest_coverage'\nbasis='share of area'",
            "item 1, basis: forest_coverage cannot be read as “share of area”; choose figures,",
        ),
        ("[[item]]\nkind='table'\nsearch='x'", "item 1, search: write it as search ="),
        ("[[item]]\nkind='map'\nsearch={kind='words'}", "item 1, search: only a table can be"),
        ("[[item]]\nkind='table'\nsearch={hue='x'}", "item 1, search: “hue” is not known;"),
        ("[[item]]\nkind='table'\nsearch={year=1999}", "item 1, search, year: “1999” is not"),
        ("[[item]]\nkind='table'\nsearch={evidence=['A']}", "item 1, search, evidence: “['A']”"),
        (
            f"[[item]]\nkind='table'\nsearch={{words='{'x' * 401}'}}",
            "item 1, search, words: write at most 400 characters in quotes.",
        ),
        (
            "[[item]]\nkind='table'\nprovince=['Hebei','Jilin']\nsearch={kind='words'}",
            "item 1, province: a search looks in one province or in all.",
        ),
        ("yours = 'mine'", "the briefing, yours: “mine” is not here; choose beside or alone."),
        ("[[item]]\nkind = 'timeline'", "item 1, province: name at least one."),
        ("[[item]]\nkind = 'map'\nprovince = {a = 1}", "item 1, province: write a list"),
        ("[[item]]\nkind = 'map'\nprovince = [3]", "item 1, province: “3” is not a province"),
        (f"title = '{'x' * 300}'", "the briefing, title: 300 characters; 200 is the most."),
        ("[[item]]\nkind='map'\n" * 41, "item: 41 views are more than the 40 that fit."),
    ],
)
def test_a_fault_names_its_place(spec, said, atlas):
    assert any(problem.startswith(said) for problem in faults(spec, atlas))


def test_a_file_too_large_or_not_text_is_refused(atlas):
    assert faults("#" * 70_000, atlas) == ["A briefing may have 64 KB; this file is larger."]
    with pytest.raises(InvalidBrief, match="not UTF-8"):
        brief_reading.read(b"\xff\xfe", atlas)


def packed(data):
    return base64.urlsafe_b64encode(zlib.compress(data)).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!!!",
        "YWJj",
        packed(b"[]"),
        packed(b"{"),
        packed(b" " * 1_000_000),
        packed(b'{"item": ' + b"[" * 30_000),
        packed(json.dumps({"title": "x" * 500}).encode()),
        packed(b'{"title": "\\ud800", "item": [{"kind": "map"}]}'),
        packed(json.dumps({"item": [{"kind": "__import__('os')"}]}).encode()),
    ],
)
def test_a_link_of_nonsense_is_a_sentence(text, atlas):
    with pytest.raises(InvalidBrief):
        brief_links.unpacked(text, atlas)


def test_a_file_saved_by_a_plain_editor_opens_too(atlas):
    given = '\ufefftitle = "Mine"\r\nitem = [{ kind = "map", theme = "air" }]\r\n'
    assert brief_reading.read(given.encode(), atlas).title == "Mine"


ENDLESS = {
    "lists": "x = " + "[" * 30_000 + "]" * 30_000,
    "tables": "[[item]]\n[item.kind." + "a." * 9_000 + "a]",
    "digits": "x = " + "9" * 6_000,
    "hex": '[[item]]\nkind = "map"\nindicator = "forest_coverage"\nyear = 0x' + "f" * 6_000,
    "in a list": '[[item]]\nkind = "map"\nprovince = [0x' + "f" * 6_000 + "]",
}


@pytest.mark.parametrize("given", ENDLESS.values(), ids=ENDLESS)
def test_what_goes_on_without_end_is_a_sentence(given, atlas):
    with pytest.raises(InvalidBrief, match="without end"):
        brief_reading.read(given.encode(), atlas)


def test_a_link_may_not_nest_without_end_either(atlas):
    for depth in (20, 300, 900, 100_000):
        told = '{"item":[{"kind":' + "[" * depth + "]" * depth + "}]}"
        text = base64.urlsafe_b64encode(zlib.compress(told.encode())).decode()
        with pytest.raises(InvalidBrief):
            brief_links.unpacked(text, atlas)


@pytest.mark.parametrize("given", [b"", b"\n # nothing\n"])
def test_a_file_without_anything_is_refused(given, atlas):
    with pytest.raises(InvalidBrief, match="holds nothing"):
        brief_reading.read(given, atlas)


def test_a_set_too_long_for_a_link_has_none():
    dice = random.Random(1)
    notes = ["".join(chr(dice.randrange(0x4E00, 0x9FFF)) for _ in range(500)) for _ in range(12)]
    items = tuple(Item(Kind.MATRIX, note=note) for note in notes)
    assert brief_links.packed(Brief(items=items)) == ""


def test_a_set_is_ordered_retold_and_shortened(brief):
    kinds = [item.kind for item in brief.moved(0, 1).items]
    assert kinds[:2] == [Kind.MAP, Kind.FACTS]
    assert brief.moved(0, -1) == brief
    assert len(brief.without(1).items) == len(brief.items) - 1
    assert brief.retold(0, title=" New ", note="").items[0].title == "New"
    assert brief.added(brief.items[0]) == brief


def test_a_fact_sheet_is_of_one_province(atlas):
    told = faults('item = [{kind = "province", province = ["Hebei", "Jilin"]}]', atlas)
    assert told == ["item 1, province: a fact sheet is of one province."]


def test_progress_of_a_briefing_shows_what_its_page_shows(atlas):
    asked = Asked("pm25_mean", provinces=("Zhejiang", "Hainan"))
    view = brief_views.shown(atlas, Item(Kind.PROGRESS, asked.selection()), TODAY)
    assert view.link == "Progress?indicator=pm25_mean&province=Zhejiang,Hainan"
    assert view.details[1:] == (
        "Zhejiang: ≤ 24.3 µg/m³ by 2025: not reached, 0.7 µg/m³ above; "
        "last reported 25 µg/m³ (2025).",
        "Hainan: ≤ 11 µg/m³ by 2025: not reached, 0.8 µg/m³ above; "
        "last reported 11.8 µg/m³ (2025); < 10 µg/m³ by 2030: not yet due; of 2025: 11.8 µg/m³.",
    )
    assert set(view.reports["province"]) == {"National", "Zhejiang", "Hainan"}


def test_a_draft_of_a_comparison_opens_with_what_all_state(atlas):
    made = drafts.draft_comparison(atlas, TRIO, Theme.ECOLOGY)
    assert [item.kind for item in made.items] == [Kind.FACTS, Kind.TIMELINE, Kind.COMPARE]
    assert made.title == "Hebei, Jilin and Shandong: ecology"
    chosen = made.items[0].selection
    rows = atlas.targets[
        (atlas.targets["indicator"] == chosen.indicator) & (atlas.targets["year"] == chosen.year)
    ]
    assert set(TRIO) <= set(rows.loc[rows["value"].notna(), "province"])


@pytest.mark.parametrize("province", ["Hebei", "Tibet", "Taiwan", "National"])
def test_every_draft_can_be_read_back(province, atlas):
    made = drafts.draft(atlas, province)
    assert brief_reading.read(briefing.written(made).encode(), atlas) == made


def test_headline_facts_add_up(atlas):
    asked = Selection(Theme.ECOLOGY, provinces=TRIO)
    rows = headline_facts.rows_of(atlas, asked)
    told = headline_facts.headline(atlas, asked, TODAY)
    assert told[0].number == str(len(rows))
    assert told[1].number == str(int(rows["value"].notna().sum()))
    assert "Hebei\u00a0" in told[0].words
    assert headline_facts.headline(atlas, Selection(provinces=("Taiwan",)), TODAY) == []
