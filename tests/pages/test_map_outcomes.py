"""Tests what the Map page says of reported values beside its figures."""

from streamlit.testing.v1 import AppTest

from commitments import ROOT


def opened(**link: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page("pages/1_Map.py")
    return app.run()


def html(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def test_the_dot_plot_has_a_key_to_what_was_reported_and_tells_it_in_words() -> None:
    app = opened(indicator="pm25_mean", year="2025")
    assert not app.exception
    assert '<i class="told missed"></i>not reached' in html(app)
    assert "a value for 2025 was found for" in " ".join(app.markdown.values)
    assert "told missed" not in html(opened(indicator="pm25_mean", year="2030"))
    words = html(opened(indicator="pm25_mean", year="2025", view="text"))
    assert "Reported 11.8 µg/m³ (2025), at most 11 µg/m³ promised: not reached" in words
