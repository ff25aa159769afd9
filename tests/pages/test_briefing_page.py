"""Tests the Briefing page: drafts, order, own words, links, and adding from views."""

import io

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from support import real

from commitments import ROOT
from commitments.briefings import drafts
from commitments.briefings import items as briefing
from commitments.briefings import links as brief_links
from commitments.briefings.items import Brief
from commitments.domain.model import Theme, Use
from commitments.ui.briefing_files import MADE
from commitments.ui.own_table import Held
from commitments.uploads import pipeline as uploads

pytestmark = pytest.mark.long

PAGE = "pages/7_Briefing.py"
TRIO = ("Hebei", "Jilin", "Shandong")
SECONDS = 120


def opened(page=PAGE, **link):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(page)
    return app.run()


@pytest.fixture(scope="module")
def linked():
    return brief_links.packed(drafts.draft_comparison(real.atlas(), TRIO, Theme.ECOLOGY))


def button(app, label):
    return next(one for one in app.button if one.label == label)


def field(app, label):
    return next(one for one in app.text_input if one.label == label)


def shown_link(app):
    link = app.query_params["brief"]
    return link if isinstance(link, str) else link[0]


def own_table():
    given = b"province,indicator,value,unit,year\nHebei,forest_coverage,41,%,2030\n"
    report = uploads.judged(uploads.read(given, "mine.csv"), real.atlas())
    return Held(report, Use.BESIDE)


def titles(app):
    return [one.label for one in app.button if (one.key or "").startswith("briefing-item")]


def test_an_empty_page_offers_a_draft():
    app = opened()
    assert not app.exception
    assert any(one.startswith("A briefing is a set of views") for one in app.markdown.values)
    assert button(app, "Draft the briefing").disabled


def test_an_empty_page_shows_a_small_deck_and_three_drafts_to_start_from():
    app = opened()
    starts = [one for one in app.button if (one.key or "").startswith("start-")]
    assert [one.label for one in starts] == ["Start from this"] * 3
    assert len(app.get("image")) == 3
    starts[1].click().run()
    assert not app.exception
    wanted = drafts.drafted(real.atlas(), *drafts.starts(real.atlas())[1])
    assert brief_links.unpacked(shown_link(app), real.atlas()) == wanted
    assert len(wanted.items[0].selection.provinces) == 3


def test_a_draft_in_one_click_stands_in_the_link():
    app = opened()
    app.multiselect(key="draft-provinces").set_value(list(TRIO)).run()
    app.selectbox(key="draft-theme").set_value("ecology").run()
    button(app, "Draft the briefing").click().run()
    assert not app.exception
    assert len(titles(app)) == 3
    link = app.query_params["brief"]
    made = brief_links.unpacked(link if isinstance(link, str) else link[0], real.atlas())
    assert made.title == "Hebei, Jilin and Shandong: ecology"


def test_a_link_opens_the_set_and_the_slides_are_made(linked):
    app = opened(brief=linked)
    assert not app.exception
    button(app, "PowerPoint").click().run()
    assert not app.exception
    _, _, content = app.session_state[MADE]
    deck = Presentation(io.BytesIO(content))
    assert len(deck.slides) == 8  # the timeline and the comparison take three each
    assert deck.slides[0].shapes.title.text_frame.text == "Hebei, Jilin and Shandong: ecology"


def test_views_are_moved_removed_and_retold(linked):
    app = opened(brief=linked)
    first = titles(app)[0]
    button(app, "Down").click().run()
    assert titles(app)[1].endswith(first.split("\u2002")[1])
    button(app, "Remove").click().run()
    assert len(titles(app)) == 2
    field = next(one for one in app.text_input if one.label == "Title of this view")
    field.set_value("In my *own* words").run()
    assert any("In my \\*own\\* words" in title for title in titles(app))
    assert not app.exception


def test_a_broken_link_is_a_sentence():
    app = opened(brief="nonsense")
    assert not app.exception
    assert "cannot be read" in app.warning[0].value


def test_a_text_that_cannot_be_drawn_is_a_sentence(linked):
    app = opened(brief=linked)
    field = next(one for one in app.text_input if one.label == "Title of this view")
    field.set_value("Rockets \U0001f680").run()
    assert not app.exception
    assert "no glyph" in app.error[0].value
    button(app, "PDF").click().run()
    assert not app.exception
    assert any("no glyph" in one.value for one in app.error)


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("pages/1_Map.py", {"indicator": "forest_coverage", "year": "2025"}),
        ("pages/2_Timeline.py", {"province": "Hebei"}),
        ("pages/4_Compare.py", {"province": "Hebei,Jilin"}),
        ("pages/6_Targets.py", {"q": "forest", "kind": "figure", "due": "2025"}),
    ],
)
def test_a_view_is_added_from_its_page(page, link):
    app = opened(page, **link)
    button(app, "Add to briefing").click().run()
    assert not app.exception
    assert "Add to briefing" not in [one.label for one in app.button]
    assert any(one.label.endswith("in the briefing: open it") for one in app.get("page_link"))
    app.switch_page(PAGE)
    app.run()
    assert len(titles(app)) == 1


def test_words_that_are_too_long_are_cut_and_said(linked):
    app = opened(brief=linked)
    next(one for one in app.text_input if one.label == "Title").set_value("长" * 3000).run()
    assert not app.exception
    assert next(one for one in app.text_input if one.label == "Title").value == "长" * 200
    assert "cut to 200 characters" in app.toast[0].value


def test_words_typed_faster_than_the_address_bar_follows_are_kept(linked):
    app = opened(brief=linked)
    field(app, "Title").set_value("For Monday").run()
    app.query_params["brief"] = linked  # as the browser still has it
    field(app, "Line under it").set_value("Draft").run()
    assert not app.exception
    assert (field(app, "Title").value, field(app, "Line under it").value) == ("For Monday", "Draft")
    made = brief_links.unpacked(shown_link(app), real.atlas())
    assert (made.title, made.note) == ("For Monday", "Draft")


def test_another_link_in_the_address_bar_is_opened(linked):
    app = opened(brief=linked)
    field(app, "Title").set_value("For Monday").run()
    other = brief_links.packed(drafts.draft_comparison(real.atlas(), TRIO[:2], Theme.AIR))
    app.query_params["brief"] = other
    app.run()
    assert field(app, "Title").value == "Hebei and Jilin: air"


def test_a_removed_table_is_said_in_a_briefing_made_with_it():
    app = opened()
    app.session_state["own-table"] = own_table()
    app.multiselect(key="draft-provinces").set_value(["Hebei"]).run()
    button(app, "Draft the briefing").click().run()
    assert not app.info
    del app.session_state["own-table"]
    del app.query_params["yours"]
    app.run()
    assert not app.exception
    assert "made with your own table" in app.info[0].value


def test_a_small_deck_is_never_told_as_nothing():
    compared = briefing.of(briefing.Kind.COMPARE, Theme.AIR, TRIO[:2])
    app = opened(brief=brief_links.packed(Brief(items=(compared,))))
    button(app, "PowerPoint").click().run()
    assert not app.exception
    assert any("(0.1 MB)" in one.proto.label for one in app.get("download_button"))
