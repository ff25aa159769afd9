"""Tests the Compare page: its choices, its link, its sentences."""

import pytest
from streamlit.testing.v1 import AppTest

from commitments import ROOT
from commitments.atlas import load

PAGE = "pages/4_Compare.py"
SECONDS = 60


ROWS = load.table(load.TARGETS)
HEBEI = ROWS[(ROWS["province"] == "Hebei") & (ROWS["place"] == "")]


def opened(**link):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(PAGE)
    return app.run()


def html(app):
    return " ".join(one.proto.body for one in app.get("html"))


def test_a_link_opens_theme_provinces_and_order():
    app = opened(province="Hebei,Jilin,Shandong", theme="ecology", order="differences")
    assert not app.exception
    assert app.multiselect(key="provinces").value == ["Hebei", "Jilin", "Shandong"]
    assert "## Hebei, Jilin and Shandong side by side\\: ecology" in app.markdown.values
    assert "differences first" in app.caption.values[0]
    assert "36,390" in html(app)
    assert "Ecology</div>" not in html(app)


def test_nothing_chosen_in_the_link_opens_two_provinces():
    app = opened()
    assert len(app.multiselect(key="provinces").value) == 2
    assert not app.exception


@pytest.mark.parametrize("order", ["upside-down", "<script>"])
def test_an_unknown_order_is_ignored_with_a_word(order):
    app = opened(province="Hebei,Jilin", order=order)
    assert not app.exception
    assert "The link asks for the order" in app.info[0].value


def test_one_province_is_a_sentence_with_peers():
    app = opened(province="Hebei")
    assert app.markdown.values[-1].startswith(f"Only Hebei is chosen: {len(HEBEI)} commitments")
    border, region, common = app.get("button_group")[-3:]
    assert [border.proto.label, region.proto.label, common.proto.label] == [
        "Share a border", "Same region", "Most indicators in common",
    ]  # fmt: skip
    assert [option.content for option in border.proto.options] == [
        "Inner Mongolia", "Liaoning", "Shandong", "Tianjin", "Henan", "Beijing", "Shanxi",
    ]  # fmt: skip


def test_a_peer_picked_is_added_and_stands_in_the_link():
    app = opened(province="Hebei")
    app.button_group(key="peer-border").set_value("Tianjin").run()
    assert app.multiselect(key="provinces").value == ["Hebei", "Tianjin"]
    assert app.query_params["province"] in ("Hebei,Tianjin", ["Hebei,Tianjin"])
    assert "## Hebei and Tianjin side by side" in app.markdown.values


def test_no_province_is_a_sentence_with_the_fullest():
    app = opened(province="Hebei")
    app.multiselect(key="provinces").set_value([]).run()
    assert not app.exception
    assert app.markdown.values[-1].startswith("No province is chosen.")


def test_a_theme_without_anything_says_so():
    app = opened(province="Macau,Taiwan", theme="water")
    assert not app.exception
    assert "not the same as no target" in app.markdown.values[-1]


def test_five_in_a_link_are_cut_to_four():
    app = opened(province="Hebei,Jilin,Shandong,Tianjin,Beijing")
    assert app.multiselect(key="provinces").value == ["Hebei", "Jilin", "Shandong", "Tianjin"]


def test_what_the_plans_do_not_cover_says_so_in_its_cells():
    app = opened(province="Hebei,Macau", theme="air")
    assert not app.exception
    assert "outside the plans" in html(app)


def test_a_link_without_provinces_stays_without():
    app = opened(province="")
    assert not app.exception
    assert app.multiselect(key="provinces").value == []


def test_a_link_with_too_many_provinces_says_how_many_are_shown():
    app = opened(province="Hebei,Jilin,Hunan,Yunnan,Tibet,Henan")
    assert app.multiselect(key="provinces").value == ["Hebei", "Jilin", "Hunan", "Yunnan"]
    assert app.info[0].value == "The link asks for 6 provinces; the first 4 are shown."


def test_a_language_that_is_not_spoken_is_said():
    app = opened(lang="fr", province="Hebei,Jilin")
    assert "asks for the language “fr”" in app.info[0].value
    assert "lang" not in app.query_params


def test_a_comparison_says_what_became_of_its_figures():
    app = opened(province="Beijing,Hainan", theme="air")
    assert "11.8 µg/m³ (2025): not reached, 0.8 µg/m³ above" in html(app)
    assert "27 µg/m³ (2025): reached" in html(app)
    words = opened(province="Beijing,Hainan", theme="air", view="text")
    assert "≈ 35 µg/m³ due 2025 (year inferred): 27 µg/m³ (2025): reached" in html(words)
