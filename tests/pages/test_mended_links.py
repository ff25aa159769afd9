"""Tests that links survive the letters, chats and sentences in which they come."""

import pytest
from streamlit.testing.v1 import AppTest

from commitments import ROOT
from commitments.domain.links import mended

FOREST = {"theme": "ecology", "indicator": "forest_coverage", "year": "2025"}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (FOREST, FOREST),
        ({"theme": "ecology", "amp;indicator": "forest_coverage", "amp;year": "2025"}, FOREST),
        ({"theme": "ecology", "indicator": "forest_coverage", "year": "2025。"}, FOREST),
        ({"theme": "ecology", "indicator": "forest_coverage", "year": "2025).\n"}, FOREST),
        ({"theme": "ecology", " indicator": "forest_coverage\n", "year": "2025"}, FOREST),
        ({"theme=ecology&indicator=forest_coverage&year=2025": ""}, FOREST),
        ({"theme%3Decology%26indicator%3Dforest_coverage%26year%3D2025": ""}, FOREST),
        ({"theme": "ecology&indicator=forest_coverage&amp;year=2025"}, FOREST),
        ({"province": "Hebei%2CJilin"}, {"province": "Hebei,Jilin"}),
        ({"province": "Hebei%252CJilin"}, {"province": "Hebei,Jilin"}),
        ({"province": "Hebei, Jilin”"}, {"province": "Hebei,Jilin"}),
        ({"province": "Inner%20Mongolia、Hebei"}, {"province": "Inner Mongolia,Hebei"}),
        ({"q": "black%20soil"}, {"q": "black soil"}),
        ({"q": "PM2.5, (45%) & more."}, {"q": "PM2.5, (45%) & more."}),
        ({"q": "black "}, {"q": "black "}),
        ({"province": ""}, {"province": ""}),
        ({"flag": "a city, lake or area"}, {"flag": "a city, lake or area"}),
        ({"amp;embed": "true", "": "x"}, {}),
    ],
)
def test_a_link_means_what_it_meant(given, meant):
    assert mended(given) == meant
    assert mended(meant) == meant


@pytest.mark.parametrize("text", [" " * 60_000, "%25" * 20_000, "&a=" * 20_000, "." * 60_000 + "x"])
def test_a_link_of_any_length_is_read(text):
    for given in ({"province": text}, {text: ""}, {"q": text}):
        assert mended(mended(given)) is not None


def test_a_link_from_the_source_of_a_letter_opens_the_view_it_names():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["theme"] = "ecology"
    app.query_params["amp;indicator"] = "forest_coverage"
    app.query_params["amp;year"] = "2025."
    app.switch_page("pages/1_Map.py")
    app.run()
    assert not app.exception
    assert not app.info
    assert app.selectbox(key="indicator").value == "forest_coverage"
    assert app.selectbox(key="year").value == "2025"
    assert "amp;year" not in app.query_params
