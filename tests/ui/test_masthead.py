"""The head of a page: the menu, and this view as text or in another language."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from support.views import ROOT

SECONDS = 90


def head(**link: str) -> str:
    """Return the markup at the head of the page Map, as a link opens it."""
    app = AppTest.from_file(str(ROOT / "pages/1_Map.py"), default_timeout=SECONDS)
    for name, value in link.items():
        app.query_params[name] = value
    found = [one.proto.body for one in app.run().get("html") if "<nav" in one.proto.body]
    assert len(found) == 1
    return str(found[0])


def test_it_is_the_same_whatever_is_chosen_so_that_a_browser_keeps_it():
    assert head(indicator="pm25_mean", year="2025") == head(indicator="wetland_area")


def test_it_keeps_the_language_and_the_form_of_the_page():
    markup = head(indicator="pm25_mean", lang="zh", view="text")
    assert '<a href="./Targets?lang=zh&amp;view=text">目标清单</a>' in markup
    assert '<a href="./Map?lang=zh&amp;view=text" aria-current="page">地图</a>' in markup
    assert '<a href="./Map?lang=zh">图形版</a>' in markup
    assert '<a href="./Map?lang=en&amp;view=text" lang="en">English</a>' in markup


def test_what_a_link_says_is_not_read_as_code():
    assert "<img" not in head(lang='"><img src=x>')
