"""The overview as a reader opens it."""

import json
import re
import zlib

import pytest
from streamlit.testing.v1 import AppTest

from commitments import ROOT

ENTRY = ROOT / "app.py"
LONGEST = 250  # letters of the line that asks for the script and the style of a part


def opened(**asked):
    app = AppTest.from_file(str(ENTRY), default_timeout=30)
    for key, value in asked.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def sent(app):
    """Return what the matrix's drawing was given."""
    drawn = _of_type(app.main, "bidi_component")
    (matrix,) = (one for one in drawn if one.proto.component_name.endswith("atlas_matrix"))
    return json.loads(zlib.decompress(matrix.proto.bytes))


def _of_type(block, kind):
    found = []
    for child in getattr(block, "children", {}).values():
        found += [child] if getattr(child, "type", "") == kind else _of_type(child, kind)
    return found


def test_parts_are_sent_as_names_of_files():
    parts = [one.proto for one in _of_type(opened().main, "bidi_component")]
    assert {"atlas_access", "atlas_following", "atlas_matrix"} <= {
        one.component_name.rpartition(".")[2] for one in parts
    }
    for part in parts:
        files = re.findall(r"\./(?:app/static/)?(atlas-[a-z]+\.(?:js|css))\?(\d+)", part.js_content)
        assert files[0][0] == "atlas-parts.js"
        assert part.component_name.endswith(files[1][0].removesuffix(".js").replace("-", "_"))
        for name, version in files:
            assert int(version) == (ROOT / "static" / name).stat().st_mtime_ns
        assert len(part.js_content) < LONGEST
        assert not part.css_content


def words(app):
    return " ".join(node.value for node in [*app.markdown, *app.caption, *app.info])


def test_it_opens_with_a_sentence_a_map_and_the_matrix():
    app = opened()
    assert "commitments**" in words(app) and "in words only" in words(app)
    assert "Which indicators each province speaks of" in words(app)
    assert len(sent(app)["provinces"]) == 31
    assert sent(app)["ticked"] == []


def test_a_link_restores_theme_order_and_every_indicator():
    app = opened(theme="water", sort="found", indicators="every")
    drawn = sent(app)
    assert [theme["name"] for theme in drawn["themes"]] == ["water"]
    assert not drawn["regions"]
    assert "left out" not in words(app)
    assert "?theme=water&sort=found&indicators=every" in words(app).replace("\\", "")


@pytest.mark.parametrize(
    ("label", "value", "parameter"),
    [("Provinces by", "name", "sort"), ("Indicators", "every", "indicators")],
)
def test_a_choice_stands_in_the_url(label, value, parameter):
    app = opened()
    next(group for group in app.button_group if group.label == label).set_value(value).run()
    assert app.query_params[parameter] in (value, [value])


def test_ticked_provinces_come_by_link_and_unknown_ones_are_said():
    app = opened(compare="Hebei,Atlantis,Jilin")
    assert sent(app)["ticked"] == ["Hebei", "Jilin"]
    assert "Atlantis" in words(app)


def test_no_more_than_four_are_ticked():
    app = opened(compare="Hebei,Jilin,Shandong,Henan,Hunan")
    assert sent(app)["ticked"] == ["Hebei", "Jilin", "Shandong", "Henan"]


def test_a_province_outside_the_plans_is_not_ticked():
    assert sent(opened(compare="Taiwan"))["ticked"] == []


def test_an_unknown_order_opens_the_usual_one_and_says_so():
    app = opened(sort="luck")
    assert sent(app)["regions"]
    assert "luck" in words(app)


@pytest.mark.parametrize("name", ["Hebei", "Taiwan", "Inner Mongolia"])
def test_the_panel_of_a_province_opens(name):
    markup = " ".join(node.proto.body for node in _of_type(opened(province=name).main, "html"))
    assert f"<h2>{name} <span" in markup
    assert ("These plans do not cover it." in markup) == (name == "Taiwan")
